//! From an attempt and a key to a report.

use core::fmt;

use doorstep_envelope::Digest;
use doorstep_simulator::{Phase, Session};
use serde::{Deserialize, Serialize};

use crate::course::Course;
use crate::first_things::Found;
use crate::gate::Gates;
use crate::links::Links;
use crate::{
    AnswerKey, MadeFrom, Misfit, Policy, PolicyMisfit, Ratio, Report, Stages, Tally, acts, conduct, critical, factors, first_things,
    levels, steps, ways,
};

/// The format of a report.
pub const REPORT_FORMAT: &str = "doorstep-report/1";

/// Why an attempt cannot be scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScoreError {
    /// The key does not fit the call or its tool.
    Misfit(Misfit),
    /// This program does not know the key's policy.
    UnknownPolicy(String),
    /// The policy has a number out of its bounds.
    Policy(PolicyMisfit),
}

impl fmt::Display for ScoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Misfit(misfit) => misfit.fmt(f),
            Self::Policy(misfit) => misfit.fmt(f),
            Self::UnknownPolicy(policy) => {
                write!(
                    f,
                    "the key asks for the policy `{policy}`, which this program does not know; write `policy: default@1`, or give the policy's file with --policy"
                )
            }
        }
    }
}

impl core::error::Error for ScoreError {}

impl From<Misfit> for ScoreError {
    fn from(misfit: Misfit) -> Self {
        Self::Misfit(misfit)
    }
}

impl From<PolicyMisfit> for ScoreError {
    fn from(misfit: PolicyMisfit) -> Self {
        Self::Policy(misfit)
    }
}

/// What the engine says of an attempt, as far as it has come, under the policy that the key names. The same attempt and key give the same
/// report, byte for byte.
///
/// # Errors
/// A key that does not fit the call and its tool, or that names a policy that is not built in.
pub fn score(session: &Session, key: &AnswerKey, key_digest: Digest) -> Result<Report, ScoreError> {
    key.fits(&session.content().scenario, &session.content().tool)?;
    let policy = Policy::named(&key.policy).ok_or_else(|| ScoreError::UnknownPolicy(key.policy.clone()))?;
    score_under(session, key, key_digest, &policy)
}

/// The same under another policy.
///
/// # Errors
/// A key that does not fit the call and its tool, or a policy with a number out of its bounds.
pub fn score_under(session: &Session, key: &AnswerKey, key_digest: Digest, policy: &Policy) -> Result<Report, ScoreError> {
    let content = session.content();
    key.fits(&content.scenario, &content.tool)?;
    policy.fits()?;
    let gates = Gates::of(key, &content.tool, policy);
    let links = Links::of(key, &content.scenario, &content.tool);
    let course = Course { offered: ways::offered(session), ..Course::new(session, key, policy, &gates, &links) };
    let tally = Tally::of(&course);
    let state = session.state();

    let critical = critical::judge(&course);
    let factors = factors::judge(&course);
    let factor_domain = factors::domain(&tally.factors);
    let assessments = levels::judge(&course);
    let acts = acts::judge(&course);
    let conduct = conduct::judge(&course);
    let found =
        Found { critical: &critical, factors: &factors, factor_weight: factor_domain.weight, assessments: &assessments, acts: &acts };

    Ok(Report {
        format: REPORT_FORMAT.to_owned(),
        made_from: made_from(session, key, key_digest, policy),
        ending: match state.phase() {
            Phase::Ended(ending) => Some(course.scenario.endings[ending.at()].id.clone()),
            Phase::Call | Phase::Assessing(..) => None,
        },
        // A session takes at most 100,000 turns, so their number fits.
        choices: state.path().len() as u32,
        seconds: state.second(),
        went_back: state.went_back(),
        repeat: session.is_repeat(),
        first_things: first_things::pick(&course, &found),
        stages: Stages {
            elicited: tally.elicited,
            recognised: tally.recognised,
            graded: tally.graded,
            acted: tally.acted,
            conduct: conduct::share(&conduct.counts),
        },
        diagnostics: factors::diagnose(policy, &factors),
        factor_points: factor_domain.points,
        factor_weight: factor_domain.weight,
        score: tally.score,
        steps: steps::judge(&course),
        critical,
        assessments,
        factors,
        acts,
        conduct,
    })
}

/// The domains by their weights, 0 to 100; a domain with nothing to judge is left out, and the others take its weight.
pub(crate) fn combine(policy: &Policy, domains: &Domains) -> Option<Ratio> {
    let weighed =
        domain_weights(policy).into_iter().zip([domains.factors, domains.levels, domains.acts, domains.conduct.map(conduct::coarse)]);
    let judged = || weighed.clone().filter_map(|(weight, share)| share.map(|share| (weight, share)));
    let whole: Ratio = judged().map(|(weight, _)| weight).sum();
    let hundred = Ratio::whole(100).share_of(whole)?;
    Some(judged().map(|(weight, share)| hundred * weight * share).sum())
}

/// What the four domains of a call came to, each 0 to 1; nothing where there was nothing to judge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Domains {
    /// Factors.
    pub factors: Option<Ratio>,
    /// Levels.
    pub levels: Option<Ratio>,
    /// Acts.
    pub acts: Option<Ratio>,
    /// Conduct.
    pub conduct: Option<Ratio>,
}

/// The weights of the domains in a score: factors, levels, acts, conduct.
pub(crate) const fn domain_weights(policy: &Policy) -> [Ratio; 4] {
    [policy.weight_factors, policy.weight_levels, policy.weight_acts, policy.weight_conduct]
}

/// What goes into a judgement of an attempt.
pub(crate) fn made_from(session: &Session, key: &AnswerKey, key_digest: Digest, policy: &Policy) -> MadeFrom {
    let (content, header) = (session.content(), &session.attempt().header);
    MadeFrom {
        scenario: content.scenario.id.clone(),
        scenario_version: content.scenario.version.clone(),
        scenario_digest: content.scenario_digest,
        tool: content.tool.id.clone(),
        tool_version: content.tool.version.clone(),
        tool_digest: content.tool_digest,
        key_version: key.version.clone(),
        key_digest,
        key_status: key.status,
        readers: key.readers.iter().map(|reader| reader.viewpoint.clone()).collect(),
        policy: policy.id.clone(),
        policy_digest: policy.digest(),
        engine: header.engine,
        seed: header.seed.to_string(),
        mode: header.mode,
    }
}
