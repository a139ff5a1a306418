//! What a trained officer knows of a call: what lines tell, what bears on which item, what a sound grade and sound acts are, and by which
//! choices each thing is brought to light. It is drawn from the key and from a play that takes the call well. Whether a synthetic officer
//! uses any of it, is a matter of skill.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use doorstep_risk_tool::{Claim, ItemIndex, LevelIndex};
use doorstep_scenario::{ActionIndex, AssessmentIndex, ChoiceRef, Condition, FactIndex, Line, Logic, SceneIndex, Test};
use doorstep_scoring::{AnswerKey, Doing, LevelRule, QuestionKind, Ratio, Scale, Truth};
use doorstep_simulator::{Content, Said};

use crate::routes::{Map, Routes};

/// Where words stand, in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LineKey(u8, u16, u16, u16);

impl LineKey {
    pub(crate) fn of(said: Said) -> Self {
        match said {
            Said::SceneLine(scene, line) => Self(0, scene.0, 0, line),
            Said::Choice(at) => Self(1, at.scene.0, at.choice.0, 0),
            Said::ChoiceLine(at, line) => Self(2, at.scene.0, at.choice.0, line),
            Said::Ending(ending) => Self(3, ending.0, 0, 0),
        }
    }
}

/// An attribute of a person that a line shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shows {
    pub(crate) kind: &'static str,
    pub(crate) value: String,
}

/// What is known of a factor.
#[derive(Clone, Debug)]
pub(crate) struct Knowledge {
    /// Whether it is worth asking about, and the facts that settle it: the set whose facts take the fewest choices.
    pub(crate) enquiry: Vec<FactIndex>,
    /// What settles it either way.
    pub(crate) present: Vec<Vec<FactIndex>>,
    pub(crate) absent: Vec<Vec<FactIndex>>,
    pub(crate) truth: Truth,
}

/// What is known of an assessment point.
#[derive(Clone, Debug)]
pub(crate) struct Grading {
    pub(crate) rule: Option<LevelRule>,
    /// The level of the least expected cost.
    pub(crate) best: LevelIndex,
    pub(crate) cite: Vec<FactIndex>,
    pub(crate) hours: u16,
}

/// An act that is sound.
#[derive(Clone, Debug)]
pub(crate) struct Sound {
    pub(crate) action: Option<ActionIndex>,
    pub(crate) choices: Vec<ChoiceRef>,
}

/// What a trained officer knows of a call.
#[derive(Clone, Debug)]
pub struct Competence {
    pub(crate) tells: BTreeMap<LineKey, Vec<FactIndex>>,
    pub(crate) shows: BTreeMap<LineKey, Shows>,
    pub(crate) replaced_by: BTreeMap<FactIndex, Vec<FactIndex>>,
    pub(crate) factors: Vec<Knowledge>,
    /// For each item of the tool the factors that it speaks for.
    pub(crate) items: Vec<(ItemIndex, Vec<usize>)>,
    pub(crate) grading: BTreeMap<AssessmentIndex, Grading>,
    pub(crate) sound: Vec<Sound>,
    /// Actions that do harm, and no good.
    pub(crate) harmful_actions: Vec<ActionIndex>,
    /// Choices that do harm: acts that must not be, bad conduct, questions that blame, lead or pile up.
    pub(crate) harmful_choices: BTreeSet<ChoiceRef>,
    /// Choices that make an assessment.
    pub(crate) assess: BTreeMap<ChoiceRef, AssessmentIndex>,
    pub(crate) routes: Routes,
    pub(crate) map: Map,
}

impl Competence {
    /// What a trained officer knows, drawn from the key and a play that takes the call well.
    ///
    /// # Errors
    /// Why the play cannot be taken.
    pub fn of(content: &Arc<Content>, scale: &Scale<'_>, good_play: &str) -> Result<Self, String> {
        let (scenario, key) = (&content.scenario, scale.key());
        let (mut tells, mut shows) = (BTreeMap::new(), BTreeMap::new());
        let mut line = |at: LineKey, line: &Line| {
            if !line.reveals.is_empty() {
                tells.insert(at, line.reveals.clone());
            }
            if let Some(shown) = line.when.as_ref().and_then(|when| shown(content, when)) {
                shows.insert(at, shown);
            }
        };
        for (scene, place) in scenario.scenes.iter().zip(0..) {
            for (each, number) in scene.lines.iter().zip(0..) {
                line(LineKey::of(Said::SceneLine(SceneIndex(place), number)), each);
            }
        }
        for (at, choice) in scenario.choices() {
            for (each, number) in choice.lines.iter().zip(0..) {
                line(LineKey::of(Said::ChoiceLine(at, number)), each);
            }
        }
        for (at, choice) in scenario.choices().filter(|(_, choice)| !choice.reveals.is_empty()) {
            tells.insert(LineKey::of(Said::Choice(at)), choice.reveals.clone());
        }
        let harmful_choices = harmful_choices(key);
        let (sound, harmful_actions) = acts(key);
        let wanted: BTreeSet<FactIndex> = key.factors.iter().flat_map(|factor| sides(factor).iter().flatten().copied()).collect();
        let doings: BTreeSet<ChoiceRef> = sound.iter().flat_map(|act| act.choices.iter().copied()).collect();
        let routes = Routes::of(content, good_play, &wanted, &doings)?;
        let factors = key.factors.iter().map(|factor| Knowledge {
            enquiry: if factor.required && factor.items(&content.tool).next().is_some() {
                routes.easiest(sides(factor))
            } else {
                Vec::new()
            },
            present: factor.sufficient_present.clone(),
            absent: factor.sufficient_absent.clone(),
            truth: factor.truth,
        });
        let facts = (0..scenario.facts.len()).map(|place| FactIndex(place as u16));
        let replaced_by = facts.map(|fact| (fact, scenario.replacing(fact).collect::<Vec<_>>())).filter(|(_, later)| !later.is_empty());
        let items = content.tool.items().map(|(item, _)| {
            let speaks = |place: &usize| key.factors[*place].items(&content.tool).any(|(index, _)| index == item);
            (item, (0..key.factors.len()).filter(speaks).collect::<Vec<_>>())
        });
        Ok(Self {
            factors: factors.collect(),
            replaced_by: replaced_by.collect(),
            items: items.filter(|(_, factors)| !factors.is_empty()).collect(),
            grading: grading(content, scale),
            assess: scenario.choices().filter_map(|(at, choice)| Some((at, choice.assess?))).collect(),
            map: Map::of(scenario, &harmful_choices),
            tells,
            shows,
            sound,
            harmful_actions,
            harmful_choices,
            routes,
        })
    }
}

/// The sets of facts from which what is true can be concluded.
fn sides(factor: &doorstep_scoring::Factor) -> &[Vec<FactIndex>] {
    match factor.truth {
        Truth::Present => &factor.sufficient_present,
        Truth::Absent => &factor.sufficient_absent,
        Truth::Undetermined => &[],
    }
}

/// The attribute of a person that a line shows which comes with one value only.
fn shown(content: &Content, when: &Condition) -> Option<Shows> {
    let drawn = |condition: &Condition| match condition {
        Logic::Test(Test::Drawn(variation, value)) => {
            let variation = &content.scenario.variations[variation.at()];
            let value = variation.values.get(usize::from(*value))?.clone();
            Some(Shows { kind: variation.attribute?.kind.word(), value })
        }
        _ => None,
    };
    match when {
        Logic::All(parts) => parts.iter().find_map(drawn),
        one => drawn(one),
    }
}

fn harmful_choices(key: &AnswerKey) -> BTreeSet<ChoiceRef> {
    let chosen = |doing: &Doing| if let Doing::Choice(choice) = doing { Some(*choice) } else { None };
    let acts = key.acts.iter().filter(|act| act.value < 0).flat_map(|act| act.any_of.iter().filter_map(chosen));
    let conduct = key.conduct.iter().filter(|each| !each.good).map(|each| each.choice);
    let bad = |kind: QuestionKind| matches!(kind, QuestionKind::Leading | QuestionKind::Blaming | QuestionKind::Multiple);
    let questions = key.questions.iter().filter(|question| bad(question.kind)).map(|question| question.choice);
    acts.chain(conduct).chain(questions).collect()
}

/// The sound acts, and the actions that do harm and no good.
fn acts(key: &AnswerKey) -> (Vec<Sound>, Vec<ActionIndex>) {
    let action = |doing: &Doing| if let Doing::Action(action) = doing { Some(*action) } else { None };
    let choice = |doing: &Doing| if let Doing::Choice(choice) = doing { Some(*choice) } else { None };
    let harmful: BTreeSet<ActionIndex> =
        key.acts.iter().filter(|act| act.value < 0).flat_map(|act| act.any_of.iter().filter_map(action)).collect();
    let sound = key.acts.iter().filter(|act| act.value > 0).map(|act| Sound {
        action: act.any_of.iter().filter_map(action).find(|action| !harmful.contains(action)),
        choices: act.any_of.iter().filter_map(choice).collect(),
    });
    (sound.collect(), harmful.into_iter().collect())
}

fn grading(content: &Content, scale: &Scale<'_>) -> BTreeMap<AssessmentIndex, Grading> {
    let levels = content.tool.levels.len();
    let one = |(place, key): (usize, &doorstep_scoring::AssessmentKey)| {
        let credits = scale.level_credits(place, levels);
        let most = credits.iter().copied().max().unwrap_or(Ratio::ZERO);
        // A tool has at most 255 levels.
        let best = LevelIndex(credits.iter().rposition(|credit| *credit == most).unwrap_or(0) as u8);
        let hours = key.reassess_within.map_or(24, |seconds| u16::try_from(seconds / 3600).unwrap_or(u16::MAX));
        (key.assessment, Grading { rule: key.level_rule.clone(), best, cite: key.cite.clone(), hours })
    };
    scale.key().assessments.iter().enumerate().map(one).collect()
}

impl Knowledge {
    /// What could be concluded from the facts that stand; nothing where neither side is settled. Where both are, what is true prevails.
    pub(crate) fn concluded(&self, stands: impl Fn(FactIndex) -> bool) -> Option<(Claim, Vec<FactIndex>)> {
        let whole = |sets: &[Vec<FactIndex>]| sets.iter().find(|set| set.iter().all(|fact| stands(*fact))).cloned();
        let (present, absent) = (whole(&self.present), whole(&self.absent));
        match (present, absent) {
            (Some(_), Some(set)) if self.truth == Truth::Absent => Some((Claim::Absent, set)),
            (Some(set), _) => Some((Claim::Present, set)),
            (None, Some(set)) => Some((Claim::Absent, set)),
            (None, None) => None,
        }
    }

    /// Whether what is true could be concluded.
    pub(crate) fn settled(&self, stands: impl Fn(FactIndex) -> bool) -> bool {
        let found = self.concluded(stands).map(|(claim, _)| claim);
        matches!((self.truth, found), (Truth::Present, Some(Claim::Present)) | (Truth::Absent, Some(Claim::Absent)))
    }
}

impl Grading {
    /// The level that these factors come to.
    pub(crate) fn level(&self, present: &[bool]) -> LevelIndex {
        let Some(rule) = &self.rule else { return self.best };
        let holds = |of: &[u16]| of.iter().filter(|place| present.get(usize::from(**place)).is_some_and(|is| *is)).count();
        let raised = rule.raise.iter().filter(|raise| holds(&raise.of) >= usize::from(raise.at_least)).map(|raise| raise.to);
        raised.chain([rule.base]).max().unwrap_or(rule.base)
    }
}
