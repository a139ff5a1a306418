//! An attempt as a case of a form.

use doorstep_risk_tool::LevelIndex;
use doorstep_simulator::Phase;
use serde::{Deserialize, Serialize};

use super::GradedReport;
use crate::course::Course;
use crate::gate::{Gate, is_scored};
use crate::levels::{self, Costs};
use crate::score::combine;
use crate::{CriticalClass, Domains, KeyStatus, MadeFrom, Policy, Ratio, Tally, conduct, factors};

/// What an attempt comes to as a case of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormCase {
    /// The scenario's id.
    pub call: String,
    /// What stands behind its key.
    pub status: KeyStatus,
    /// Whether the attempt is a repeat: it is left out.
    pub repeat: bool,
    /// Whether the call was ended.
    pub ended: bool,
    /// The factor domain, 0 to 1.
    pub factors: Option<Ratio>,
    /// The act domain, 0 to 1.
    pub acts: Option<Ratio>,
    /// The conduct domain, 0 to 1; in the score as the policy weighs it.
    pub conduct: Option<Ratio>,
    /// Its graded items.
    pub levels: Vec<FormLevel>,
    /// Critical errors that happened.
    pub critical: Vec<FormCritical>,
    /// The versions and digests of what it was made from, where somebody added them.
    pub made_from: Option<MadeFrom>,
}

/// One graded item of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormLevel {
    /// The assessment's id.
    pub assessment: String,
    /// The experts' votes, in the order of the experts; nothing where one did not vote.
    pub votes: Vec<Option<LevelIndex>>,
    /// How many levels the tool has.
    pub levels: u8,
    /// The final level; nothing where none was committed.
    pub answer: Option<LevelIndex>,
    /// Whether it counts for certification; nothing where the key is not approved.
    pub gate: Option<Gate>,
}

/// A critical error of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormCritical {
    /// The id in the key.
    pub id: String,
    /// Plain words.
    pub label: String,
    /// How critical.
    pub class: CriticalClass,
    /// What a person who read the log said of it; nothing yet.
    pub review: Option<CriticalReview>,
}

/// What a person who read the log of an attempt said of a critical error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriticalReview {
    /// The scenario's id.
    pub call: String,
    /// The critical error's id in the key.
    pub error: String,
    /// Whether it happened as the rule says; else it is dismissed.
    pub confirmed: bool,
    /// Who said so: a role.
    pub by: String,
    /// Why.
    pub why: String,
}

impl FormCritical {
    /// Confirmed, dismissed, or nothing yet.
    pub fn confirmed(&self) -> Option<bool> {
        self.review.as_ref().map(|review| review.confirmed)
    }
}

/// Puts what a person said to the critical errors of some cases; gives back what belongs to none of them.
pub fn review<'r>(cases: &mut [FormCase], reviews: &'r [CriticalReview]) -> Vec<&'r CriticalReview> {
    let mut left = Vec::new();
    for review in reviews {
        let mut found = false;
        for case in cases.iter_mut().filter(|case| case.call == review.call) {
            for error in case.critical.iter_mut().filter(|error| error.id == review.error) {
                error.review = Some(review.clone());
                found = true;
            }
        }
        if !found {
            left.push(review);
        }
    }
    left
}

impl FormLevel {
    /// Whether it is scored: it met no gate, or passed it.
    pub fn is_scored(&self) -> bool {
        is_scored(self.gate)
    }

    /// Votes for each level, lowest first.
    pub fn counts(&self) -> Vec<u32> {
        levels::count_votes(usize::from(self.levels), &self.votes)
    }

    /// The same with each expert counting as often as drawn. Where nobody who voted was drawn, the panel stands as it is.
    pub(super) fn counts_drawn(&self, drawn: &[u32]) -> Vec<u32> {
        let mut counts = vec![0; usize::from(self.levels)];
        for (vote, times) in self.votes.iter().zip(drawn) {
            if let Some(count) = vote.and_then(|vote| counts.get_mut(vote.at())) {
                *count += times;
            }
        }
        if counts.iter().all(|count| *count == 0) { self.counts() } else { counts }
    }

    fn credit(&self, policy: &Policy) -> Ratio {
        let costs = levels::expected_costs(policy, &self.counts());
        self.answer.map_or(Ratio::ZERO, |answer| levels::credit(policy, &costs, answer))
    }

    /// The credit in parts of `whole` under some votes.
    pub(super) fn credit_in(&self, policy: &Policy, votes: &[u32], whole: i128) -> i128 {
        self.answer.map_or(0, |answer| Costs::of(policy, votes).credit_in(policy, answer, whole))
    }

    pub(super) fn report(&self, policy: &Policy) -> GradedReport {
        let costs = levels::expected_costs(policy, &self.counts());
        GradedReport {
            assessment: self.assessment.clone(),
            votes: self.counts(),
            answer: self.answer.map(|answer| answer.0),
            credit: self.credit(policy),
            direction: self.answer.map(|answer| levels::direction(&costs, answer)),
            gate: self.gate,
        }
    }
}

impl FormCase {
    /// The case of an attempt.
    pub(crate) fn of(course: &Course<'_>, tally: &Tally, repeat: bool) -> Self {
        let happened = course.key.critical.iter().zip(&tally.critical).filter(|(_, happened)| **happened);
        // A tool has at most 255 levels.
        let levels = course.tool.levels.len() as u8;
        let graded = course.key.assessments.iter().zip(&course.gates.levels);
        Self {
            call: course.scenario.id.clone(),
            status: course.key.status,
            repeat,
            ended: matches!(course.state.phase(), Phase::Ended(_)),
            factors: factors::domain(&tally.factors).share(),
            acts: tally.acted,
            conduct: conduct::share(&conduct::counts(course)),
            levels: graded
                .map(|(key, gate)| FormLevel {
                    assessment: course.scenario.assessments[key.assessment.at()].id.clone(),
                    votes: key.votes.clone(),
                    levels,
                    answer: course.committed(key.assessment).map(|committed| committed.last.level),
                    gate: *gate,
                })
                .collect(),
            critical: happened
                .map(|(each, _)| FormCritical { id: each.id.clone(), label: each.label.clone(), class: each.class, review: None })
                .collect(),
            made_from: None,
        }
    }

    /// What its domains come to.
    pub fn domains(&self, policy: &Policy) -> Domains {
        let credits: Vec<Option<Ratio>> = self.levels.iter().map(|level| Some(level.credit(policy))).collect();
        let gates: Vec<Option<Gate>> = self.levels.iter().map(|level| level.gate).collect();
        Domains { factors: self.factors, levels: levels::domain(&credits, &gates), acts: self.acts, conduct: self.conduct }
    }

    /// Its score, 0 to 100; nothing where it has nothing to judge.
    pub fn score(&self, policy: &Policy) -> Option<Ratio> {
        combine(policy, &self.domains(policy))
    }

    /// The graded items that are scored.
    pub(super) fn scored(&self) -> impl Iterator<Item = &FormLevel> {
        self.levels.iter().filter(|level| level.is_scored())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn experts_count_as_often_as_they_were_drawn() {
        let votes = vec![Some(LevelIndex(0)), Some(LevelIndex(1)), None, Some(LevelIndex(2))];
        let level = FormLevel { assessment: "initial".into(), votes, levels: 3, answer: None, gate: None };
        assert_eq!(level.counts(), [1, 1, 1]);
        assert_eq!(level.counts_drawn(&[2, 1, 0, 1]), [2, 1, 1]);
        assert_eq!(level.counts_drawn(&[0, 4, 0, 0]), [0, 4, 0]);
        assert_eq!(level.counts_drawn(&[0, 0, 4, 0]), [1, 1, 1], "nobody who voted was drawn: the panel stands as it is");
    }
}
