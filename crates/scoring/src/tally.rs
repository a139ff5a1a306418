//! What an attempt comes to, without the words of a report: for statistics over many plays, and for searches.
//!
//! A [`Tally`] and a [`crate::Report`] come from the same decisions; a test holds their numbers together.

use doorstep_risk_tool::Claim;
use doorstep_simulator::Session;

use crate::course::Course;
use crate::score::combine;
use crate::{AnswerKey, Heard, Lateness, Outcome, Policy, Ratio, Truth, acts, critical, factors, levels};

/// What an attempt comes to, as far as it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Every factor of the key, in its order.
    pub factors: Vec<FactorTally>,
    /// The credit for the final level of every assessment point of the key, in its order; nothing where none was committed.
    pub levels: Vec<Option<Ratio>>,
    /// Every act of the key, in its order.
    pub acts: Vec<ActTally>,
    /// Whether each critical error of the key happened, in its order.
    pub critical: Vec<bool>,
    /// Of the weight of the required factors, the share whose truth was heard; 0 to 1.
    pub elicited: Option<Ratio>,
    /// Of the weight of what was heard, the share that was answered rightly; 0 to 1.
    pub recognised: Option<Ratio>,
    /// The credit for the levels, over the assessment points; 0 to 1.
    pub graded: Option<Ratio>,
    /// The value of the acts, of what could be earned; 0 to 1.
    pub acted: Option<Ratio>,
    /// The score of the call, 0 to 100: for statistics over many plays, never shown of one attempt.
    pub score: Option<Ratio>,
}

/// How a factor stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactorTally {
    /// 1 to 3.
    pub weight: u8,
    /// Whether it counts in the denominator.
    pub required: bool,
    /// Whether an item of the tool speaks for it, and it belongs to the variant and branch that was played; else it is not judged.
    pub answerable: bool,
    /// Whether a right act closed the question off.
    pub waived: bool,
    /// What is true.
    pub truth: Truth,
    /// What could be concluded from what was heard.
    pub heard: Heard,
    /// What was answered.
    pub answer: Claim,
    /// How it came out.
    pub outcome: Outcome,
    /// What it gives, before its weight.
    pub credit: Ratio,
}

impl FactorTally {
    /// Whether it counts among what should be heard: it is required, somebody could answer it, and no act closed it off.
    pub fn counts(&self) -> bool {
        self.required && self.answerable && !self.waived
    }

    /// Whether what is true was heard.
    pub fn is_heard(&self) -> bool {
        self.truth.side().is_some_and(|(heard, _)| self.heard == heard)
    }
}

/// How an act stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActTally {
    /// Its value in the key.
    pub value: i8,
    /// Whether it is expected as the call has gone: the key names no condition, or it holds.
    pub in_play: bool,
    /// Whether it was done, and in time.
    pub done: Option<Lateness>,
    /// What it gives or takes.
    pub earned: Ratio,
}

/// A key and its policy, known to fit the sessions that are tallied.
#[derive(Clone, Debug)]
pub struct Scale<'k> {
    key: &'k AnswerKey,
    policy: Policy,
}

impl<'k> Scale<'k> {
    /// A key for a call and its tool; refused where it does not fit them, or where its policy is not known.
    pub fn new(key: &'k AnswerKey, content: &doorstep_simulator::Content) -> Result<Self, crate::ScoreError> {
        key.fits(&content.scenario, &content.tool)?;
        let policy = Policy::named(&key.policy).ok_or_else(|| crate::ScoreError::UnknownPolicy(key.policy.clone()))?;
        Ok(Self { key, policy })
    }

    /// The key.
    pub fn key(&self) -> &'k AnswerKey {
        self.key
    }

    /// Its policy.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// What an attempt at that call comes to.
    pub fn tally(&self, session: &Session) -> Tally {
        Tally::of(&Course::new(session, self.key, &self.policy))
    }

    /// What each level of the tool gives at an assessment point of the key (by its place there), lowest level first: 0 to 1.
    pub fn level_credits(&self, assessment: usize, levels: usize) -> Vec<Ratio> {
        let votes = self.key.assessments.get(assessment).map_or(&[][..], |key| key.votes.as_slice());
        levels::credits(&self.policy, &levels::count_votes(levels, votes))
    }
}

impl Tally {
    pub(crate) fn of(course: &Course<'_>) -> Self {
        let decided = factors::decide(course).into_iter().zip(&course.key.factors).zip(&course.applies);
        let factors: Vec<FactorTally> = decided
            .map(|((judged, factor), applies)| FactorTally {
                weight: factor.weight,
                required: factor.required,
                answerable: *applies && factor.items(course.tool).next().is_some(),
                waived: judged.waived,
                truth: factor.truth,
                heard: judged.heard,
                answer: judged.answer,
                outcome: judged.outcome,
                credit: judged.credit(),
            })
            .collect();
        let domain = factors::domain(&factors);
        let levels = levels::earned(course);
        let graded = levels::domain(&levels);
        let acts = acts::decide(course);
        let acted = acts::domain(&acts);
        Self {
            critical: critical::happened(course),
            elicited: domain.elicited,
            recognised: domain.recognised,
            graded,
            acted,
            score: combine(course.policy, domain.share(), graded, acted),
            factors,
            levels,
            acts,
        }
    }
}
