//! From an attempt and a key to a report.

use core::fmt;

use doorstep_envelope::Digest;
use doorstep_simulator::{Phase, Session};

use crate::course::Course;
use crate::first_things::Found;
use crate::{
    AnswerKey, MadeFrom, Misfit, Policy, Ratio, Report, Stages, Tally, acts, conduct, critical, factors, first_things, levels, steps, ways,
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
}

impl fmt::Display for ScoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Misfit(misfit) => misfit.fmt(f),
            Self::UnknownPolicy(policy) => {
                write!(
                    f,
                    "the key asks for the policy `{policy}`, which this program does not know; write `policy: default@1`, or use a newer program"
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

/// What the engine says of an attempt, as far as it has come. The same attempt and key give the same report, byte for byte.
pub fn score(session: &Session, key: &AnswerKey, key_digest: Digest) -> Result<Report, ScoreError> {
    let content = session.content();
    key.fits(&content.scenario, &content.tool)?;
    let policy = Policy::named(&key.policy).ok_or_else(|| ScoreError::UnknownPolicy(key.policy.clone()))?;
    let course = Course { offered: ways::offered(session), ..Course::new(session, key, &policy) };
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
        made_from: made_from(session, key, key_digest),
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
            conduct: conduct::share(&conduct.questions),
        },
        diagnostics: factors::diagnose(&policy, &factors),
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
pub(crate) fn combine(policy: &Policy, factors: Option<Ratio>, levels: Option<Ratio>, acts: Option<Ratio>) -> Option<Ratio> {
    let weighed = [(policy.weight_factors, factors), (policy.weight_levels, levels), (policy.weight_acts, acts)];
    let judged = || weighed.iter().filter_map(|(weight, share)| share.map(|share| (*weight, share)));
    let whole: Ratio = judged().map(|(weight, _)| weight).sum();
    let hundred = Ratio::whole(100).share_of(whole)?;
    Some(judged().map(|(weight, share)| hundred * weight * share).sum())
}

fn made_from(session: &Session, key: &AnswerKey, key_digest: Digest) -> MadeFrom {
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
        policy: key.policy.clone(),
        engine: header.engine,
        seed: header.seed.to_string(),
        mode: header.mode,
    }
}
