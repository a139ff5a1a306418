//! A form of many calls and vignettes: one number with an error band, rules that no sum of points makes up for, and a decision that is a
//! recommendation with its reasons. A person decides.
//!
//! What each case comes to is exact. Where cases are summed, each score is taken to a millionth of a millionth of a point, once, because
//! the denominators of many different keys would not fit; from there on all sums are exact again.

mod case;
mod judge;
mod levels;
mod reasons;
mod sensitivity;
mod units;

pub use case::{CriticalReview, FormCase, FormCritical, FormLevel, review};
pub use judge::{judge_form, pass_rule};
pub use levels::{Graded, LevelForm, level_form, under_limit};
pub use sensitivity::KeySensitivity;
pub use units::mean;

use doorstep_envelope::Digest;
use serde::{Deserialize, Serialize};

use crate::{CriticalClass, Domains, Gate, GradeDirection, KeyStatus, MadeFrom, Ratio};

/// The format of a form's report.
pub const FORM_REPORT_FORMAT: &str = "doorstep-form-report/1";

/// What belongs to a form, and what a study has shown of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormPlan {
    /// Its name.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its cases.
    pub calls: Vec<PlannedCall>,
    /// The line that takes a mean score to the scale of the cut.
    pub equating: Equating,
    /// The absolute standard error of measurement of a mean over one block, in points, from a study of the form (persons by cases). Where
    /// there is none, the officer's own spread over the cases stands in.
    pub error: Option<Ratio>,
    /// The dependability (Phi) of one block that was shown, 0 to 1.
    pub dependability: Option<Ratio>,
    /// The consistency of decisions that was shown, 0 to 1.
    pub consistency: Option<Ratio>,
}

/// A case of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedCall {
    /// The scenario's id.
    pub call: String,
    /// 1, or 2 for the block that decides where the first does not.
    pub block: u8,
}

/// A line: the equated mean is the intercept plus the slope times the mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Equating {
    /// The slope; 1 where the forms are equally spread.
    pub slope: Ratio,
    /// The intercept, in points; 0 where they are equally hard.
    pub intercept: Ratio,
}

impl Equating {
    /// The line of a form that is its own scale.
    pub const IDENTITY: Self = Self { slope: Ratio::ONE, intercept: Ratio::ZERO };
}

impl FormPlan {
    /// A form without a study behind it: these calls, in one block, on their own scale.
    pub fn of<'c>(id: impl Into<String>, calls: impl IntoIterator<Item = &'c str>) -> Self {
        Self {
            id: id.into(),
            version: "1.0.0".to_owned(),
            calls: calls.into_iter().map(|call| PlannedCall { call: call.to_owned(), block: 1 }).collect(),
            equating: Equating::IDENTITY,
            error: None,
            dependability: None,
            consistency: None,
        }
    }

    /// The digest of its content.
    pub fn digest(&self) -> Digest {
        doorstep_envelope::digest(self)
    }
}

/// What a form came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormReport {
    /// [`FORM_REPORT_FORMAT`].
    pub format: String,
    /// The form's name and version, as `name@version`.
    pub form: String,
    /// The digest of the form.
    pub form_digest: Digest,
    /// The policy's name.
    pub policy: String,
    /// The digest of the policy's numbers.
    pub policy_digest: Digest,
    /// What stands behind the keys of the cases that count: the weakest of them; nothing where none counts.
    pub status: Option<KeyStatus>,
    /// What is recommended. The decision is a person's.
    pub recommendation: Recommendation,
    /// What it would be if nobody had to look first.
    pub otherwise: Recommendation,
    /// Whether the form has not yet been shown to measure well enough for its outcome to be final.
    pub provisional: bool,
    /// Why, the weightiest first.
    pub reasons: Vec<Reason>,
    /// How many cases count.
    pub counted: u32,
    /// The mean score over them, 0 to 100; nothing where there are too few for any number.
    pub mean: Option<Ratio>,
    /// The same on the scale of the cut.
    pub equated: Option<Ratio>,
    /// Its standard error, in points.
    pub error: Option<Ratio>,
    /// Where the error comes from.
    pub error_from: Option<ErrorSource>,
    /// The lower end of the band of the cut: below it the first block fails.
    pub fails_below: Option<Ratio>,
    /// The upper end of it: from there on the first block passes.
    pub passes_from: Option<Ratio>,
    /// The cut.
    pub cut: Ratio,
    /// The grades.
    pub levels: LevelForm,
    /// With so many items graded too low a form fails; nothing where no number of them would be unlikely enough.
    pub under_limit: Option<u32>,
    /// How far it hangs on the panels; nothing where that was not asked for, or where no vote of a panel counts.
    pub key_sensitivity: Option<KeySensitivity>,
    /// Every critical error, by case.
    pub critical: Vec<CriticalOfCase>,
    /// Every case, those of the form first, in its order.
    pub cases: Vec<CaseReport>,
}

/// Where an error of measurement comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorSource {
    /// A study of the form.
    Study,
    /// The officer's own spread over the cases.
    OwnSpread,
}

/// What a form recommends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recommendation {
    /// The score lies clear above the cut, or after the extension at or above it.
    Pass,
    /// It lies clear below, or after the extension below.
    Fail,
    /// It lies within the band of error: take the second block.
    Extend,
    /// A critical rule stands.
    FailCritical,
    /// Too many cases were graded too low.
    FailUnderRating,
    /// A person must look first.
    Review,
    /// Cases are missing, or there are too few of them: nothing is said.
    Incomplete,
}

/// A rule that spoke.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Which.
    pub rule: Rule,
    /// In a sentence.
    pub says: String,
}

/// The rules of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Never events that were confirmed, or too many serious lapses.
    Critical,
    /// The ceiling of cases graded too low.
    UnderRating,
    /// Cases are missing or too few.
    Incomplete,
    /// Never events that nobody has confirmed or dismissed yet.
    Unconfirmed,
    /// The grades earn no more than the same answer throughout.
    ConstantAnswer,
    /// Another draw of experts would decide otherwise too often.
    KeySensitive,
    /// The band about the cut.
    Band,
    /// The second block.
    Extension,
    /// The error of measurement is the officer's own spread.
    OwnSpread,
    /// The form has not been shown to measure well enough.
    Provisional,
    /// Not every key is approved.
    NotApproved,
    /// Attempts that do not count.
    LeftOut,
}

/// A critical error in a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriticalOfCase {
    /// The scenario's id.
    pub call: String,
    /// The error.
    #[serde(flatten)]
    pub error: FormCritical,
}

/// What became of an attempt, or of a case without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseUse {
    /// It counts.
    Counted,
    /// Nobody took it.
    Missing,
    /// It is a repeat.
    Repeat,
    /// The call was not ended.
    Unfinished,
    /// A second attempt at the same call.
    Second,
    /// The call is not of the form.
    NotOfForm,
    /// It is of the second block, and the first does not call for that.
    NotNeeded,
    /// Nothing in it could be judged.
    Nothing,
}

/// A case, with everything that its part in the form rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseReport {
    /// The scenario's id.
    pub call: String,
    /// 1 or 2; nothing where it is not of the form.
    pub block: Option<u8>,
    /// What became of it.
    pub r#use: CaseUse,
    /// What the domains came to.
    pub domains: Domains,
    /// The score, 0 to 100; nothing where it does not count.
    pub score: Option<Ratio>,
    /// Its graded items.
    pub levels: Vec<GradedReport>,
    /// The versions and digests of what it was made from.
    pub made_from: Option<MadeFrom>,
}

/// A graded item of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradedReport {
    /// The assessment's id.
    pub assessment: String,
    /// The votes for each level, lowest first.
    pub votes: Vec<u32>,
    /// The level's place, from 0; nothing where none was committed.
    pub answer: Option<u8>,
    /// What it earned, 0 to 1.
    pub credit: Ratio,
    /// Where it lies.
    pub direction: Option<GradeDirection>,
    /// Whether it counts for certification; nothing where the key is not approved.
    pub gate: Option<Gate>,
}

impl CriticalOfCase {
    pub(crate) fn is(&self, class: CriticalClass, confirmed: Option<bool>) -> bool {
        self.error.class == class && self.error.confirmed() == confirmed
    }
}
