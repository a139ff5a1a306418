//! What an attempt comes to, without the words of a report: for statistics over many plays, and for searches.
//!
//! A [`Tally`] and a [`crate::Report`] come from the same decisions; a test holds their numbers together.

use doorstep_risk_tool::Claim;
use doorstep_simulator::Session;

use crate::course::Course;
use crate::gate::Gates;
use crate::links::Links;
use crate::score::combine;
use crate::{
    AnswerKey, Domains, FormCase, Heard, Lateness, MadeFrom, Outcome, Policy, Ratio, ScoreError, Truth, acts, conduct, critical, factors,
    levels, score,
};

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
    /// Conduct, of what told of it; 0 to 1. Nothing where the policy gives it no weight.
    pub conducted: Option<Ratio>,
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
    /// Whether it counts for certification, where the key is approved; else it does.
    pub scored: bool,
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
    /// Whether it counts among what should be heard: it is required, somebody could answer it, no act closed it off, and no gate left it
    /// for feedback only.
    pub fn counts(&self) -> bool {
        self.required && self.answerable && !self.waived && self.scored
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

/// A key, its policy and its gates, known to fit the sessions that are tallied.
#[derive(Clone, Debug)]
pub struct Scale<'k> {
    key: &'k AnswerKey,
    policy: Policy,
    gates: Gates,
    links: Links,
}

impl<'k> Scale<'k> {
    /// A key for a call and its tool, under the policy that it names.
    ///
    /// # Errors
    /// A key that does not fit them, or that names a policy that is not built in.
    pub fn new(key: &'k AnswerKey, content: &doorstep_simulator::Content) -> Result<Self, ScoreError> {
        key.fits(&content.scenario, &content.tool)?;
        let policy = Policy::named(&key.policy).ok_or_else(|| ScoreError::UnknownPolicy(key.policy.clone()))?;
        Self::under(policy, key, content)
    }

    /// The same under another policy.
    ///
    /// # Errors
    /// A key that does not fit them, or a policy with a number out of its bounds.
    pub fn under(policy: Policy, key: &'k AnswerKey, content: &doorstep_simulator::Content) -> Result<Self, ScoreError> {
        key.fits(&content.scenario, &content.tool)?;
        policy.fits()?;
        Ok(Self::fitting(policy, key, content))
    }

    /// A key that is known to fit, under a policy that is known to fit.
    pub(crate) fn fitting(policy: Policy, key: &'k AnswerKey, content: &doorstep_simulator::Content) -> Self {
        let gates = Gates::of(key, &content.tool, &policy);
        let links = Links::of(key, &content.scenario, &content.tool);
        Self { key, policy, gates, links }
    }

    /// The key.
    pub fn key(&self) -> &'k AnswerKey {
        self.key
    }

    /// The policy.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// What an attempt at that call comes to.
    pub fn tally(&self, session: &Session) -> Tally {
        Tally::of(&self.course(session))
    }

    /// What that attempt is as a case of a form. No critical error is confirmed yet: that is a person's.
    pub fn form_case(&self, session: &Session) -> FormCase {
        let course = self.course(session);
        FormCase::of(&course, &Tally::of(&course), session.is_repeat())
    }

    /// What goes into a judgement of an attempt: versions and digests.
    pub fn made_from(&self, session: &Session, key_digest: doorstep_envelope::Digest) -> MadeFrom {
        score::made_from(session, self.key, key_digest, &self.policy)
    }

    fn course<'a>(&'a self, session: &'a Session) -> Course<'a> {
        Course::new(session, self.key, &self.policy, &self.gates, &self.links)
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
            .zip(0..)
            .map(|(((judged, factor), applies), place)| FactorTally {
                weight: factor.weight,
                required: factor.required,
                answerable: *applies && course.is_answerable(place),
                waived: judged.waived,
                scored: course.gates.scores_factor(place),
                truth: factor.truth,
                heard: judged.heard,
                answer: judged.answer,
                outcome: judged.outcome,
                credit: judged.points.credit(),
            })
            .collect();
        let domain = factors::domain(&factors);
        let levels = levels::earned(course);
        let graded = levels::domain(&levels, &course.gates.levels);
        let acts = acts::decide(course);
        let acted = acts::domain(&acts);
        let weighs_conduct = course.policy.weight_conduct > Ratio::ZERO;
        let conducted = if weighs_conduct { conduct::share(&conduct::counts(course)) } else { None };
        let domains = Domains { factors: domain.share(), levels: graded, acts: acted, conduct: conducted };
        Self {
            critical: critical::happened(course),
            elicited: domain.elicited,
            recognised: domain.recognised,
            graded,
            acted,
            conducted,
            score: combine(course.policy, &domains),
            factors,
            levels,
            acts,
        }
    }
}
