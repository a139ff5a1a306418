//! Whether a key fits its call and tool: every index is checked here, once, so that scoring never meets one that points nowhere.

use core::fmt;

use doorstep_risk_tool::{LevelIndex, RiskTool};
use doorstep_scenario::{ChoiceRef, FactIndex, Scenario};

use crate::{Act, AnswerKey, AssessmentKey, Deadline, Doing, Factor, KeyCondition, KeyTest, Truth};

/// At most so many factors.
pub(crate) const MOST_FACTORS: usize = 100;
/// At most so many acts.
pub(crate) const MOST_ACTS: usize = 200;
/// At most so many assessment points.
pub(crate) const MOST_ASSESSMENTS: usize = 16;
/// The least common multiple of the numbers of level votes is at most this.
pub(crate) const LARGEST_MULTIPLE: u64 = 10_000;

/// Where and why a key does not fit its call or its tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The place in the key, for instance `factors/strangulation`.
    pub place: String,
    /// What is wrong there.
    pub why: &'static str,
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the key does not fit this call and its tool: at `{}`, {}; read the key again together with its call",
            self.place, self.why
        )
    }
}

impl core::error::Error for Misfit {}

fn ensure(holds: bool, place: impl FnOnce() -> String, why: &'static str) -> Result<(), Misfit> {
    if holds { Ok(()) } else { Err(Misfit { place: place(), why }) }
}

/// A key beside what it is about.
struct Fitting<'a> {
    key: &'a AnswerKey,
    scenario: &'a Scenario,
    tool: &'a RiskTool,
}

impl AnswerKey {
    /// Whether every index of the key points into this scenario, this tool and the key itself, and every number is in its bounds.
    ///
    /// A key that fits can be scored without a panic, wherever its bytes came from.
    pub fn fits(&self, scenario: &Scenario, tool: &RiskTool) -> Result<(), Misfit> {
        ensure(self.scenario == scenario.id, || "scenario".to_owned(), "it names another call")?;
        ensure(self.factors.len() <= MOST_FACTORS, || "factors".to_owned(), "there are more than 100 factors")?;
        ensure(self.acts.len() <= MOST_ACTS, || "acts".to_owned(), "there are more than 200 acts")?;
        ensure(self.assessments.len() <= MOST_ASSESSMENTS, || "assessments".to_owned(), "there are more than 16 assessment points")?;
        let fitting = Fitting { key: self, scenario, tool };
        self.factors.iter().try_for_each(|factor| fitting.factor(factor))?;
        let mut multiple = 1;
        for (place, assessment) in self.assessments.iter().enumerate() {
            let earlier = &self.assessments[..place];
            let again = earlier.iter().any(|each| each.assessment == assessment.assessment);
            ensure(!again, || "assessments".to_owned(), "one assessment point stands there twice")?;
            fitting.assessment(assessment)?;
            multiple = common_multiple(multiple, assessment.votes.iter().flatten().count() as u64);
        }
        ensure(
            multiple <= LARGEST_MULTIPLE,
            || "assessments".to_owned(),
            "the points have too many different numbers of level votes for exact sums",
        )?;
        self.acts.iter().try_for_each(|act| fitting.act(act))?;
        fitting.rest()
    }
}

/// The least common multiple; larger than allowed where it would not fit.
pub(crate) fn common_multiple(left: u64, right: u64) -> u64 {
    let (mut large, mut small) = (left, right);
    while small != 0 {
        (large, small) = (small, large % small);
    }
    left.checked_div(large).map_or(0, |rest| rest.saturating_mul(right))
}

impl Fitting<'_> {
    fn factor(&self, factor: &Factor) -> Result<(), Misfit> {
        let place = |part: &str| format!("factors/{}{part}", factor.id);
        ensure((1..=3).contains(&factor.weight), || place("/weight"), "the weight is not 1, 2 or 3")?;
        let certain = !(factor.required && factor.truth == Truth::Undetermined);
        ensure(certain, || place("/required"), "what the call leaves open is required")?;
        ensure(factor.votes.len() == self.key.readers.len(), || place("/votes"), "there is not one place for each reader's vote")?;
        for (sets, name) in [(&factor.sufficient_present, "/sufficient_present"), (&factor.sufficient_absent, "/sufficient_absent")] {
            ensure(sets.iter().all(|set| !set.is_empty()), || place(name), "a set of facts is empty")?;
            ensure(self.has_facts(sets.iter().flatten()), || place(name), "a fact is not in the call")?;
        }
        let acts = factor.waived_by.iter().all(|act| usize::from(*act) < self.key.acts.len());
        ensure(acts, || place("/waived_by"), "an act is not in the key")?;
        factor.when.as_ref().map_or(Ok(()), |when| self.condition(when, || place("/when")))
    }

    fn assessment(&self, point: &AssessmentKey) -> Result<(), Misfit> {
        let id = self.scenario.assessments.get(point.assessment.at()).map_or("?", |assessment| &assessment.id);
        let place = |part: &str| format!("assessments/{id}{part}");
        ensure(self.scenario.has_assessment(point.assessment), || place(""), "the assessment point is not in the call")?;
        self.level_votes(&point.votes, || place("/level/votes"))?;
        ensure(point.reasons.len() == self.key.readers.len(), || place("/reasons"), "there is not one place for each reader's reason")?;
        ensure(self.has_facts(&point.cite), || place("/cite"), "a fact is not in the call")?;
        let has_factors = |factors: &[u16]| factors.iter().all(|factor| usize::from(*factor) < self.key.factors.len());
        if let Some(rule) = &point.level_rule {
            ensure(self.has_level(rule.base), || place("/level_rule"), "a level is not in the tool")?;
            for raise in &rule.raise {
                ensure(self.has_level(raise.to), || place("/level_rule"), "a level is not in the tool")?;
                ensure(has_factors(&raise.of), || place("/level_rule"), "a factor is not in the key")?;
            }
        }
        for subset in &point.rated_subsets {
            ensure(has_factors(&subset.present), || place("/rated_subsets"), "a factor is not in the key")?;
            self.level_votes(&subset.votes, || place("/rated_subsets"))?;
        }
        Ok(())
    }

    fn level_votes(&self, votes: &[Option<LevelIndex>], place: impl Fn() -> String) -> Result<(), Misfit> {
        ensure(votes.len() == self.key.readers.len(), &place, "there is not one place for each reader's vote")?;
        ensure(votes.iter().any(Option::is_some), &place, "nobody voted")?;
        ensure(votes.iter().flatten().all(|level| self.has_level(*level)), &place, "a level is not in the tool")
    }

    fn act(&self, act: &Act) -> Result<(), Misfit> {
        let place = |part: &str| format!("acts/{}{part}", act.id);
        ensure((-3..=2).contains(&act.value), || place("/value"), "the value is not from -3 to 2")?;
        self.doings(&act.any_of, || place("/any_of"))?;
        self.deadline(act.by, || place("/by"))?;
        act.when.as_ref().map_or(Ok(()), |when| self.condition(when, || place("/when")))
    }

    fn rest(&self) -> Result<(), Misfit> {
        let key = self.key;
        let has = |choice: &ChoiceRef| self.scenario.has_choice(*choice);
        ensure(key.questions.iter().all(|each| has(&each.choice)), || "questions".to_owned(), "a choice is not in the call")?;
        ensure(key.conduct.iter().all(|each| has(&each.choice)), || "conduct".to_owned(), "a choice is not in the call")?;
        ensure(key.apt.iter().all(|(scene, _)| self.scenario.has_scene(*scene)), || "apt".to_owned(), "a scene is not in the call")?;
        for critical in &key.critical {
            self.condition(&critical.when, || format!("critical/{}/when", critical.id))?;
        }
        for step in &key.steps {
            let place = || format!("steps/{}", step.step.word());
            self.doings(&step.any_of, place)?;
            self.deadline(step.by, place)?;
        }
        Ok(())
    }

    fn doings(&self, doings: &[Doing], place: impl FnOnce() -> String) -> Result<(), Misfit> {
        let known = doings.iter().all(|doing| match *doing {
            Doing::Choice(choice) => self.scenario.has_choice(choice),
            Doing::Action(action) => self.scenario.has_action(action),
            Doing::Assessment(assessment) => self.scenario.has_assessment(assessment),
        });
        ensure(known, place, "a choice, an action or an assessment point is not in the call")
    }

    fn deadline(&self, deadline: Option<Deadline>, place: impl FnOnce() -> String) -> Result<(), Misfit> {
        let known = match deadline {
            Some(Deadline::Assessment(assessment)) => self.scenario.has_assessment(assessment),
            Some(Deadline::Second(_)) | None => true,
        };
        ensure(known, place, "the assessment point is not in the call")
    }

    fn condition(&self, condition: &KeyCondition, place: impl FnOnce() -> String) -> Result<(), Misfit> {
        let mut sound = true;
        condition.each_test(&mut |test| sound = sound && self.test(*test));
        ensure(sound, place, "a name in the condition points nowhere")
    }

    fn test(&self, test: KeyTest) -> bool {
        match test {
            KeyTest::Call(test) => self.scenario.test_is_sound(test),
            KeyTest::Ended | KeyTest::DoneGroup(_) => true,
            KeyTest::Ending(ending) => self.scenario.has_ending(ending),
            KeyTest::DoneAct(act) => usize::from(act) < self.key.acts.len(),
            KeyTest::Level(assessment, _, level) => self.scenario.has_assessment(assessment) && self.has_level(level),
            KeyTest::Answered(factor, _, _) => usize::from(factor) < self.key.factors.len(),
            KeyTest::Before(choice, fact) => self.scenario.has_choice(choice) && self.scenario.has_fact(fact),
        }
    }

    fn has_facts<'f>(&self, facts: impl IntoIterator<Item = &'f FactIndex>) -> bool {
        facts.into_iter().all(|fact| self.scenario.has_fact(*fact))
    }

    fn has_level(&self, level: LevelIndex) -> bool {
        level.at() < self.tool.levels.len()
    }
}
