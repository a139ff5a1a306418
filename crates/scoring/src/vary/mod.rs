//! How far recommendations hang on the policy: every number of it is varied over its range, one at a time, and every officer's form is
//! judged again.
//!
//! A board answers for its numbers, and an officer may appeal against them. This says for each number at which value whose recommendation
//! would be another, and which numbers change nobody's. It does not say which number is right.
//!
//! Values are looked at on a grid of 32 parts of the range, the present one among them; where two neighbours differ, what lies between is
//! halved down to single steps. A change that comes and goes again between two neighbours of the grid is not seen.

mod numbers;
mod search;

pub use numbers::{POLICY_NUMBERS, PolicyNumber};

use doorstep_envelope::Digest;
use doorstep_simulator::Session;
use serde::{Deserialize, Serialize};

use crate::{AnswerKey, CriticalReview, FormCase, FormPlan, Policy, Ratio, Recommendation, Scale, ScoreError, judge_form, review};

/// The format of a [`PolicySensitivity`].
pub const SENSITIVITY_FORMAT: &str = "doorstep-sensitivity/1";

/// What one officer took, kept so that it can be judged again.
#[derive(Clone, Debug)]
pub struct Sitting<'a> {
    officer: String,
    attempts: Vec<(&'a Session, &'a AnswerKey)>,
    reviews: Vec<CriticalReview>,
}

impl<'a> Sitting<'a> {
    /// What an officer took, in the order in which it was taken, with what a person said of critical errors. `officer` stands in the
    /// report: a pseudonym.
    ///
    /// # Errors
    /// A key that does not fit its call and tool.
    pub fn new(officer: String, attempts: Vec<(&'a Session, &'a AnswerKey)>, reviews: Vec<CriticalReview>) -> Result<Self, ScoreError> {
        attempts.iter().try_for_each(|(session, key)| key.fits(&session.content().scenario, &session.content().tool))?;
        Ok(Self { officer, attempts, reviews })
    }

    /// The cases of the form under a policy that fits.
    fn cases(&self, policy: &Policy) -> Vec<FormCase> {
        let case = |(session, key): &(&Session, &'a AnswerKey)| Scale::fitting(policy.clone(), key, session.content()).form_case(session);
        let mut cases: Vec<FormCase> = self.attempts.iter().map(case).collect();
        // What belongs to no case was told when the attempts were read.
        review(&mut cases, &self.reviews);
        cases
    }
}

/// What is recommended of an officer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommended {
    /// What is recommended.
    pub recommendation: Recommendation,
    /// What it would be if nobody had to look first.
    pub otherwise: Recommendation,
    /// Whether it is provisional.
    pub provisional: bool,
}

/// An officer under the policy as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The pseudonym.
    pub officer: String,
    /// How many cases count.
    pub counted: u32,
    /// The score on the scale of the cut, 0 to 100; nothing where nothing is said.
    pub score: Option<Ratio>,
    /// What is recommended.
    pub outcome: Recommended,
}

/// Neighbouring values of a number with the same outcome. Where one ends and the next begins lies a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The first value.
    pub from: Ratio,
    /// The last.
    pub to: Ratio,
    /// What is recommended under them.
    pub outcome: Recommended,
}

impl Run {
    /// Whether a value lies in it.
    pub fn holds(&self, value: Ratio) -> bool {
        self.from <= value && value <= self.to
    }
}

/// An officer whose recommendation is not the same over the range of a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The pseudonym.
    pub officer: String,
    /// The runs, from the lower end of the range to the upper.
    pub runs: Vec<Run>,
}

impl Moved {
    /// The nearest value below the present one with another recommendation, and the nearest above, each with its outcome.
    pub fn nearest(&self, now: Ratio) -> [Option<(Ratio, Recommended)>; 2] {
        let below = self.runs.iter().rfind(|run| run.to < now).map(|run| (run.to, run.outcome));
        let above = self.runs.iter().find(|run| run.from > now).map(|run| (run.from, run.outcome));
        [below, above]
    }
}

/// A number that was varied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Varied {
    /// Its place in a policy file.
    pub number: String,
    /// What it decides, in plain words.
    pub says: String,
    /// What it is.
    pub now: Ratio,
    /// The lower end of the range.
    pub least: Ratio,
    /// The upper end.
    pub most: Ratio,
    /// How far neighbouring values lie apart.
    pub step: Ratio,
    /// How many values could not be tried: with the policy's other numbers they are too fine to be summed exactly.
    pub left_out: u32,
    /// Whose recommendation changes somewhere in the range; nobody's where there is none.
    pub officers: Vec<Moved>,
}

/// How far the recommendations of a form hang on the numbers of its policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicySensitivity {
    /// [`SENSITIVITY_FORMAT`].
    pub format: String,
    /// The form's name and version, as `name@version`.
    pub form: String,
    /// The digest of the form.
    pub form_digest: Digest,
    /// The policy's name.
    pub policy: String,
    /// The digest of the policy's numbers.
    pub policy_digest: Digest,
    /// Every officer under the policy as it is, in the order given.
    pub officers: Vec<Standing>,
    /// Every number of the policy, in the order of a policy file.
    pub numbers: Vec<Varied>,
}

/// Varies every number of a policy over its range, one at a time, and judges every officer's form again.
///
/// # Errors
/// A policy with a number out of its bounds.
pub fn vary_policy(policy: &Policy, plan: &FormPlan, sittings: &[Sitting<'_>]) -> Result<PolicySensitivity, ScoreError> {
    policy.fits()?;
    let cases: Vec<Vec<FormCase>> = sittings.iter().map(|sitting| sitting.cases(policy)).collect();
    let standing = |(sitting, cases): (&Sitting<'_>, &Vec<FormCase>)| {
        let report = judge_form(policy, plan, cases);
        let outcome = outcome(policy, plan, cases);
        Standing { officer: sitting.officer.clone(), counted: report.counted, score: report.equated, outcome }
    };
    let varied = |number: &PolicyNumber| {
        let (values, left_out) = number.values(policy);
        let policies: Vec<Policy> = values.iter().map(|value| number.with(policy, *value)).collect();
        let present = number.of(policy);
        // The values stand in their order, and the present one is among them.
        let now = values.binary_search(&present).unwrap_or(0);
        let moved = |(sitting, cases): (&Sitting<'_>, &Vec<FormCase>)| {
            let judge = |place: usize| {
                let other = &policies[place];
                if number.rescores { outcome(other, plan, &sitting.cases(other)) } else { outcome(other, plan, cases) }
            };
            let runs = search::runs(values.len(), now, judge);
            let runs: Vec<Run> = runs.into_iter().map(|(from, to, outcome)| Run { from: values[from], to: values[to], outcome }).collect();
            (runs.len() > 1).then(|| Moved { officer: sitting.officer.clone(), runs })
        };
        Varied {
            number: number.field.to_owned(),
            says: number.says.to_owned(),
            now: present,
            least: number.least(),
            most: number.most(),
            step: number.step(),
            left_out,
            officers: sittings.iter().zip(&cases).filter_map(moved).collect(),
        }
    };
    Ok(PolicySensitivity {
        format: SENSITIVITY_FORMAT.to_owned(),
        form: format!("{}@{}", plan.id, plan.version),
        form_digest: plan.digest(),
        policy: policy.id.clone(),
        policy_digest: policy.digest(),
        officers: sittings.iter().zip(&cases).map(standing).collect(),
        numbers: POLICY_NUMBERS.iter().map(varied).collect(),
    })
}

fn outcome(policy: &Policy, plan: &FormPlan, cases: &[FormCase]) -> Recommended {
    let report = judge_form(policy, plan, cases);
    Recommended { recommendation: report.recommendation, otherwise: report.otherwise, provisional: report.provisional }
}
