//! How an officer fills in the form, grades and decides.

use doorstep_risk_tool::{Answer, Claim, LevelIndex};
use doorstep_scenario::{ActionIndex, AssessmentIndex};
use doorstep_simulator::{AssessmentPart, Confidence, Event, Phase, TurnIndex, View};

use crate::dice::Dice;
use crate::mind::Mind;
use crate::officer::{Bias, Stage};

/// How often somebody who does not know that an act does harm decides on it.
const TEMPTED: f64 = 0.25;

/// What an officer holds of a factor.
#[derive(Clone, Debug)]
struct Held {
    claim: Claim,
    cites: Vec<TurnIndex>,
}

impl Mind<'_> {
    /// The events of the part of an assessment that is due.
    pub(crate) fn assess(&self, view: &View<'_>, assessment: AssessmentIndex, slips: &mut Dice) -> Vec<Event> {
        let Phase::Assessing(_, part) = view.phase() else { return Vec::new() };
        let held: Vec<Held> = (0..self.knows.factors.len()).map(|place| self.holds(place)).collect();
        match part {
            AssessmentPart::FirstImpression => vec![Event::FirstImpression(self.level(view, assessment, &held))],
            AssessmentPart::Answers => {
                let mut events = self.answers(view, &held, slips);
                events.push(Event::LockAnswers);
                events
            }
            AssessmentPart::OwnLevel => vec![Event::OwnLevel {
                level: self.level(view, assessment, &held),
                confidence: Confidence::FairlySure,
                reason: "What was heard.".to_owned(),
                cites: self.reasons(assessment),
            }],
            AssessmentPart::FinalLevel => {
                vec![Event::FinalLevel { level: self.level(view, assessment, &held), reason: "What was heard.".to_owned() }]
            }
            AssessmentPart::Plan => vec![Event::Commit {
                actions: self.actions(view, slips),
                reassess_hours: self.knows.grading.get(&assessment).map_or(24, |grading| grading.hours),
                safe_contact: String::new(),
                handover: String::new(),
            }],
        }
    }

    /// What the officer makes of a factor: what could be concluded, if it is recognised.
    fn holds(&self, place: usize) -> Held {
        let found = self.knows.factors[place].concluded(|fact| self.stands(fact).is_some());
        let open = Held { claim: Claim::Unknown, cites: Vec::new() };
        let draw = self.draw(Stage::Recognise, place);
        match found {
            Some((claim, facts)) if self.carries(Stage::Recognise, place) => {
                // Half of those that are recognised: the draw lies below the skill, in equal parts.
                let left =
                    self.officer.bias == Some(Bias::UnderCalling) && claim == Claim::Present && draw < self.skill(Stage::Recognise) / 2.0;
                if left { open } else { Held { claim, cites: facts.iter().filter_map(|fact| self.stands(*fact)).collect() } }
            }
            _ if self.officer.bias == Some(Bias::OverCalling) && draw * 1000.0 % 2.0 < 1.0 => {
                Held { claim: Claim::Present, cites: Vec::new() }
            }
            _ => open,
        }
    }

    fn answers(&self, view: &View<'_>, held: &[Held], slips: &mut Dice) -> Vec<Event> {
        let mut events = Vec::new();
        for (item, factors) in &self.knows.items {
            let is = |claim: Claim| move |place: &&usize| held[**place].claim == claim;
            let (meant, claim) = if factors.iter().any(|place| is(Claim::Present)(&place)) {
                (Answer::Yes, Claim::Present)
            } else if factors.iter().all(|place| is(Claim::Absent)(&place)) {
                (Answer::No, Claim::Absent)
            } else {
                (Answer::Unknown, Claim::Unknown)
            };
            let mut cites: Vec<TurnIndex> = factors.iter().filter(is(claim)).flat_map(|place| held[*place].cites.iter().copied()).collect();
            cites.sort_unstable();
            cites.dedup();
            let mut answer = meant;
            if slips.happens(self.officer.slip) {
                answer = [Answer::Yes, Answer::No, Answer::Unknown][slips.below(3)];
                cites.clear();
            }
            if view.tool().offers(*item, answer) {
                events.push(Event::Answer { item: *item, answer: answer.into(), cites });
            }
        }
        events
    }

    /// The level: what the rule makes of what the officer holds, or a level beside it.
    fn level(&self, view: &View<'_>, assessment: AssessmentIndex, held: &[Held]) -> LevelIndex {
        // A tool has at least one and at most 255 levels.
        let top = view.tool().levels.len() as u8 - 1;
        let draw = self.draw(Stage::Grade, assessment.at());
        let present: Vec<bool> = held.iter().map(|held| held.claim == Claim::Present).collect();
        let comes_to = self.knows.grading.get(&assessment).map_or(LevelIndex(0), |grading| grading.level(&present));
        let beside = |up: bool| match (up, comes_to.0) {
            (true, level) if level < top => level + 1,
            (true, level) => level.saturating_sub(1),
            (false, 0) => top.min(1),
            (false, level) => level - 1,
        };
        let skill = (1.0 - self.officer.slip) * self.skill(Stage::Grade);
        let graded = if draw < skill { comes_to.0 } else { beside(draw < skill + (1.0 - skill) / 2.0) };
        // The draw is uniform below the skill too, so that its upper half is half of the sound grades.
        let leans = draw % 0.02 < 0.01;
        LevelIndex(match self.officer.bias {
            Some(Bias::OverCalling) if leans => graded.saturating_add(1).min(top),
            Some(Bias::UnderCalling) if leans => graded.saturating_sub(1),
            Some(Bias::AlwaysMedium) => top.div_ceil(2),
            _ => graded,
        })
    }

    /// The turns that a sound reason names, as far as they were heard.
    fn reasons(&self, assessment: AssessmentIndex) -> Vec<TurnIndex> {
        let cite = self.knows.grading.get(&assessment).map(|grading| grading.cite.as_slice()).unwrap_or_default();
        let mut turns: Vec<TurnIndex> = cite.iter().filter_map(|fact| self.stands(*fact)).collect();
        turns.sort_unstable();
        turns.dedup();
        turns
    }

    /// Acts known to be sound that were not done yet; and some that do harm and are not known to.
    fn actions(&self, view: &View<'_>, slips: &mut Dice) -> Vec<ActionIndex> {
        let sound = self.knows.sound.iter().enumerate().filter(|(place, act)| self.carries(Stage::Act, *place) && !self.did(&act.choices));
        let mut decided: Vec<ActionIndex> = sound.filter_map(|(_, act)| act.action).collect();
        let skill = self.skill(Stage::Act);
        for (action, place) in self.knows.harmful_actions.iter().zip(self.knows.sound.len()..) {
            if self.draw(Stage::Act, place) > 1.0 - (1.0 - skill) * TEMPTED {
                decided.push(*action);
            }
        }
        let offered: Vec<ActionIndex> = view.actions().map(|(action, _)| action).collect();
        for action in &mut decided {
            if slips.happens(self.officer.slip) {
                *action = offered.get(slips.below(offered.len())).copied().unwrap_or(*action);
            }
        }
        decided.sort_unstable();
        decided.dedup();
        decided
    }
}
