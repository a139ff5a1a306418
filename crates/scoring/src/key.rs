//! What the readers of a call judged.

use doorstep_envelope::{Digest, Kind, OpenError};
use doorstep_risk_tool::{Claim, Construct, LevelIndex};
use doorstep_scenario::{ActionIndex, AssessmentIndex, ChoiceRef, Comparison, EndingIndex, FactIndex, Logic, SceneIndex, Step, Test};
use serde::{Deserialize, Serialize};

/// The key of one call: factors, levels, acts, critical errors, conduct. Lists keep the order of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerKey {
    /// The scenario's id.
    pub scenario: String,
    /// The key's version.
    pub version: String,
    /// Whether a real panel stands behind it.
    pub status: KeyStatus,
    /// The policy's name.
    pub policy: String,
    /// Who read the call.
    pub readers: Vec<Reader>,
    /// What is true in the call, and what suffices to conclude it.
    pub factors: Vec<Factor>,
    /// What was judged of each assessment point.
    pub assessments: Vec<AssessmentKey>,
    /// What kind of question a choice is.
    pub questions: Vec<Question>,
    /// Kinds of questions that are apt in a scene, besides open and direct ones.
    pub apt: Vec<(SceneIndex, Vec<QuestionKind>)>,
    /// Choices that tell of conduct.
    pub conduct: Vec<Conduct>,
    /// What is done, rightly or not.
    pub acts: Vec<Act>,
    /// Acts that fail the attempt whatever else was right.
    pub critical: Vec<Critical>,
    /// When each of the sixteen steps counts as done.
    pub steps: Vec<StepKey>,
}

/// Whether a real panel stands behind a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyStatus {
    /// Example answers by the authors. They certify nobody.
    #[serde(rename = "illustrative")]
    Illustrative,
    /// Annotated by a panel.
    #[serde(rename = "panel")]
    Panel,
    /// Approved for certification.
    #[serde(rename = "approved")]
    Approved,
}

/// Somebody who read the call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reader {
    /// Stable name.
    pub id: String,
    /// From which viewpoint.
    pub viewpoint: String,
}

/// A risk factor in this call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Factor {
    /// Stable name.
    pub id: String,
    /// Plain words.
    pub label: String,
    /// What is true in the call.
    pub truth: Truth,
    /// It is only judged if this holds at the end: in a variant or a branch of the call.
    pub when: Option<KeyCondition>,
    /// 1 to 3.
    pub weight: u8,
    /// Whether it counts in the denominator.
    pub required: bool,
    /// Acts that rightly closed the question off: places in the key's acts.
    pub waived_by: Vec<u16>,
    /// What tool items must share to speak for it.
    pub constructs: Vec<Construct>,
    /// Any of these sets, all facts of a set, suffice to say that it is present.
    pub sufficient_present: Vec<Vec<FactIndex>>,
    /// Any of these sets suffice to say that it is absent.
    pub sufficient_absent: Vec<Vec<FactIndex>>,
    /// The readers' votes, in the order of the readers; nothing where a reader did not vote.
    pub votes: Vec<Option<Claim>>,
    /// Why.
    pub why: String,
}

/// What is true in a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Truth {
    /// It is there.
    #[serde(rename = "present")]
    Present,
    /// It is not there.
    #[serde(rename = "absent")]
    Absent,
    /// The call does not say.
    #[serde(rename = "undetermined")]
    Undetermined,
}

/// What was judged of an assessment point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssessmentKey {
    /// The assessment point.
    pub assessment: AssessmentIndex,
    /// The readers' levels, in the order of the readers.
    pub votes: Vec<Option<LevelIndex>>,
    /// Their reasons, in the order of the readers.
    pub reasons: Vec<Option<String>>,
    /// The longest time until it is assessed again, in seconds.
    pub reassess_within: Option<u32>,
    /// The facts that a sound rationale names.
    pub cite: Vec<FactIndex>,
    /// The level that follows from a set of factors.
    pub level_rule: Option<LevelRule>,
    /// Sets of factors that the readers graded.
    pub rated_subsets: Vec<RatedSubset>,
}

/// The level that follows from a set of factors: the highest raise that applies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelRule {
    /// The level without any.
    pub base: LevelIndex,
    /// What raises it.
    pub raise: Vec<Raise>,
}

/// What raises a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raise {
    /// How many of the factors must be present: 1 for any, all of them for all.
    pub at_least: u16,
    /// Places in the key's factors.
    pub of: Vec<u16>,
    /// The level.
    pub to: LevelIndex,
}

/// A set of factors that the readers graded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatedSubset {
    /// Places in the key's factors.
    pub present: Vec<u16>,
    /// The readers' levels, in the order of the readers.
    pub votes: Vec<Option<LevelIndex>>,
}

/// What kind of question a choice is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The choice.
    pub choice: ChoiceRef,
    /// The kind.
    pub kind: QuestionKind,
    /// A note for the debrief.
    pub why: Option<String>,
}

/// Kinds of questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum QuestionKind {
    /// Leaves room for an account.
    #[serde(rename = "open")]
    Open,
    /// Asks plainly for one thing.
    #[serde(rename = "direct")]
    Direct,
    /// Can be answered by yes or no.
    #[serde(rename = "closed")]
    Closed,
    /// Puts the answer into the mouth.
    #[serde(rename = "leading")]
    Leading,
    /// Makes the victim answer for the violence.
    #[serde(rename = "blaming")]
    Blaming,
    /// Several questions at once.
    #[serde(rename = "multiple")]
    Multiple,
}

/// A choice that tells of conduct.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conduct {
    /// The choice.
    pub choice: ChoiceRef,
    /// What it tells of.
    pub kind: ConductKind,
    /// Whether it is good.
    pub good: bool,
    /// Why.
    pub why: String,
}

/// What a choice tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConductKind {
    /// Who could hear.
    #[serde(rename = "privacy")]
    Privacy,
    /// Respect.
    #[serde(rename = "respect")]
    Respect,
    /// Blame.
    #[serde(rename = "blame")]
    Blame,
    /// Siding with the suspect.
    #[serde(rename = "collusion")]
    Collusion,
}

/// Something that is done, rightly or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// Stable name.
    pub id: String,
    /// Plain words.
    pub label: String,
    /// Whether it is expected.
    pub expect: Expect,
    /// Its value: positive for what is expected, negative for what must not be done.
    pub value: i8,
    /// What it serves.
    pub group: ActGroup,
    /// Done when one of these was chosen.
    pub any_of: Vec<Doing>,
    /// When at the latest; done later it counts in part.
    pub by: Option<Deadline>,
    /// Expected only if this holds at the end.
    pub when: Option<KeyCondition>,
    /// The step of good practice that it belongs to.
    pub step: Option<Step>,
    /// Why.
    pub why: String,
}

/// Whether an act is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expect {
    /// Must be done.
    #[serde(rename = "must")]
    Must,
    /// Should be done.
    #[serde(rename = "should")]
    Should,
    /// Neither good nor bad.
    #[serde(rename = "neutral")]
    Neutral,
    /// Must not be done.
    #[serde(rename = "must-not")]
    MustNot,
}

/// What an act serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ActGroup {
    /// The victim's safety.
    #[serde(rename = "victim-safety")]
    VictimSafety,
    /// Children.
    #[serde(rename = "children")]
    Children,
    /// The perpetrator's accountability.
    #[serde(rename = "accountability")]
    Accountability,
    /// Referral.
    #[serde(rename = "referral")]
    Referral,
    /// Evidence.
    #[serde(rename = "evidence")]
    Evidence,
    /// Conduct.
    #[serde(rename = "conduct")]
    Conduct,
}

/// Something that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Doing {
    /// A choice of the call.
    Choice(ChoiceRef),
    /// An action of an assessment.
    Action(ActionIndex),
    /// An assessment point, committed.
    Assessment(AssessmentIndex),
}

/// When something must have been done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deadline {
    /// By that assessment point's commit, its actions included.
    Assessment(AssessmentIndex),
    /// By that call time, in seconds.
    Second(u32),
}

/// An act, or a course of the call, that fails the attempt whatever else was right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Critical {
    /// Stable name.
    pub id: String,
    /// Plain words.
    pub label: String,
    /// K1: never; K2: serious.
    pub class: CriticalClass,
    /// When it happened.
    pub when: KeyCondition,
    /// Why.
    pub why: String,
}

/// How critical.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CriticalClass {
    /// A never event: one is too many.
    K1,
    /// A serious lapse: two are too many.
    K2,
}

/// When a step of good practice counts as done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepKey {
    /// The step.
    pub step: Step,
    /// Done when one of these was chosen.
    pub any_of: Vec<Doing>,
    /// When at the latest; after it, the step is late.
    pub by: Option<Deadline>,
}

/// A condition of a key.
pub type KeyCondition = Logic<KeyTest>;

/// One question that a condition of a key asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyTest {
    /// What a call's condition asks, at the end of the attempt.
    Call(Test),
    /// The call has ended.
    Ended,
    /// It ended so.
    Ending(EndingIndex),
    /// The act was done: a place in the key's acts.
    DoneAct(u16),
    /// An act of this group with a positive value was done.
    DoneGroup(ActGroup),
    /// The final level committed there compares so; false where nothing was committed.
    Level(AssessmentIndex, Comparison, LevelIndex),
    /// The factor was answered so (true) or not so (false) at the last committed point: a place in the key's factors.
    Answered(u16, Claim, bool),
    /// The choice was taken before the fact was heard, or the fact never was.
    Before(ChoiceRef, FactIndex),
}

/// The kind of a compiled key's envelope.
pub const KEY: Kind = Kind { tag: *b"KEY ", version: 2, word: "key" };

impl AnswerKey {
    /// The compact form.
    pub fn to_envelope(&self) -> Vec<u8> {
        doorstep_envelope::seal(KEY, self)
    }

    /// Reads the compact form. The indices are checked against scenario and tool when it is used: see [`crate::score`].
    pub fn from_envelope(bytes: &[u8]) -> Result<(Self, Digest), OpenError> {
        doorstep_envelope::open::<Self>(KEY, bytes)
    }

    /// The digest of the content.
    pub fn digest(&self) -> Digest {
        doorstep_envelope::digest(self)
    }
}
