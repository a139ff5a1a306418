//! What the engine says of an attempt.

use doorstep_envelope::Digest;
use doorstep_risk_tool::Claim;
use doorstep_scenario::Step;
use doorstep_simulator::{Confidence, Mode, TurnIndex};
use serde::{Deserialize, Serialize};

use crate::gate::{Gate, is_scored};
use crate::{ActGroup, ConductKind, CriticalClass, Expect, KeyStatus, QuestionKind, Ratio, Truth};

/// What the engine says of an attempt. It names things by their ids, holds integers and exact ratios only, and is the
/// same byte for byte wherever it is made. It holds the key's words: it is shown after the call, never during it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// `doorstep-report/1`.
    pub format: String,
    /// What it was made from.
    pub made_from: MadeFrom,
    /// How the call ended, if it did.
    pub ending: Option<String>,
    /// How many choices were taken.
    pub choices: u32,
    /// Seconds of call time.
    pub seconds: u32,
    /// How often the trainee went back.
    pub went_back: u16,
    /// Whether the attempt counts as a repeat.
    pub repeat: bool,
    /// Critical errors that happened, K1 first.
    pub critical: Vec<CriticalFinding>,
    /// The one or two things to do differently, the most important first.
    pub first_things: Vec<FirstThing>,
    /// The four stages.
    pub stages: Stages,
    /// Finer shares of recognising and showing.
    pub diagnostics: Diagnostics,
    /// Every assessment point of the call, in order.
    pub assessments: Vec<AssessmentReport>,
    /// Every factor that an item of the tool speaks for, judged at the last committed assessment point.
    pub factors: Vec<FactorReport>,
    /// Every act.
    pub acts: Vec<ActReport>,
    /// Questions and conduct.
    pub conduct: ConductReport,
    /// The sixteen steps of good practice.
    pub steps: Vec<StepReport>,
    /// The factor domain F of the scoring model, before it is bound to 0..1.
    pub factor_points: Ratio,
    /// The weights of the required factors, without waived ones and those for feedback only: the denominator of F.
    pub factor_weight: i64,
    /// The call's score, 0 to 100: for forms of many calls and for tests, never shown of one attempt.
    pub score: Option<Ratio>,
}

/// What a report was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeFrom {
    /// The scenario's id.
    pub scenario: String,
    /// The scenario's version.
    pub scenario_version: String,
    /// The scenario's digest.
    pub scenario_digest: Digest,
    /// The tool's id.
    pub tool: String,
    /// The tool's version.
    pub tool_version: String,
    /// The tool's digest.
    pub tool_digest: Digest,
    /// The key's version.
    pub key_version: String,
    /// The key's digest.
    pub key_digest: Digest,
    /// Whether a real panel stands behind the key.
    pub key_status: KeyStatus,
    /// The readers' viewpoints.
    pub readers: Vec<String>,
    /// The policy's name.
    pub policy: String,
    /// The digest of the policy's numbers.
    pub policy_digest: Digest,
    /// The engine's version.
    pub engine: u16,
    /// The attempt's seed, as text: JSON numbers do not hold 64 bits.
    pub seed: String,
    /// Practice or rehearsal.
    pub mode: Mode,
}

/// The four stages, each a share of what could be earned; nothing where the call has nothing to judge there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stages {
    /// Of the weight of the required factors, the share whose truth was heard.
    pub elicited: Option<Ratio>,
    /// Of the weight of what was heard, the share that was answered rightly.
    pub recognised: Option<Ratio>,
    /// The credit for the levels, over the assessment points.
    pub graded: Option<Ratio>,
    /// The value of the acts, of what could be earned.
    pub acted: Option<Ratio>,
    /// Of the questions asked and the moments that told of conduct, the share that was apt or good, each by its weight in the policy.
    pub conduct: Option<Ratio>,
}

/// Shares that tell apart what `recognised` holds together, each of the weight of required factors; nothing where there was none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostics {
    /// Of what is there and was heard, the share that was answered yes.
    pub recognised_if_heard: Option<Ratio>,
    /// Of what is not there and was heard not to be, the share that was answered no.
    pub excluded_if_heard: Option<Ratio>,
    /// Of what was heard and answered yes, the share of valid citations.
    pub cited_if_marked: Option<Ratio>,
}

/// A critical error that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriticalFinding {
    /// The id in the key.
    pub id: String,
    /// How critical.
    pub class: CriticalClass,
    /// Plain words.
    pub label: String,
    /// Why.
    pub why: String,
    /// The choice (by number, from 0) at which it can be tried again, where one stands behind it.
    pub step: Option<u32>,
}

/// One of the most important things to do differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstThing {
    /// What it is about.
    pub about: About,
    /// The id there.
    pub id: String,
    /// In a plain sentence.
    pub says: String,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each names a list of the report")]
pub enum About {
    #[serde(rename = "critical")]
    Critical,
    #[serde(rename = "factor")]
    Factor,
    #[serde(rename = "assessment")]
    Assessment,
    #[serde(rename = "act")]
    Act,
}

/// An assessment point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssessmentReport {
    /// The id in the scenario.
    pub id: String,
    /// What people read.
    pub label: String,
    /// The readers' votes, one a level of the tool, lowest first.
    pub votes: Vec<u32>,
    /// Each reader's viewpoint, level (an id) and reason.
    pub readers: Vec<ReaderLevel>,
    /// Whether it counts for certification; nothing where the key is not approved.
    pub gate: Option<Gate>,
    /// What the trainee committed, if anything.
    pub committed: Option<CommittedReport>,
    /// The longest time that is sound until it is assessed again, in hours.
    pub reassess_hours: Option<u32>,
}

/// A reader's level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReaderLevel {
    /// The viewpoint.
    pub viewpoint: String,
    /// The level's id.
    pub level: String,
    /// Why.
    pub reason: Option<String>,
}

/// What the trainee committed at an assessment point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommittedReport {
    /// Seconds of call time.
    pub second: u32,
    /// How many turns there were.
    pub turns: u32,
    /// How many choices had been taken.
    pub step: u32,
    /// The level before any form (an id).
    pub first_impression: String,
    /// The own level (an id).
    pub own: String,
    /// How sure.
    pub confidence: Confidence,
    /// Why, in the trainee's words.
    pub reason: String,
    /// The level that the tool's rules gave (an id); nothing where they gave none.
    pub tool: Option<String>,
    /// The final level (an id).
    pub last: String,
    /// Why, in the trainee's words.
    pub last_reason: String,
    /// The expected cost of each level under the readers' votes, lowest level first.
    pub expected_cost: Vec<Ratio>,
    /// The credit for the final level.
    pub credit: Ratio,
    /// The credit that the own level would have had.
    pub own_credit: Ratio,
    /// Whether the final level lies below, at or above those of the least cost.
    pub direction: GradeDirection,
    /// Whether the final level lies below the tool's result though the tool may only be left upward.
    pub below_tool: bool,
    /// In hours.
    pub reassess_hours: u16,
    /// Whether that is within what is sound; nothing where the key does not say.
    pub reassess_in_time: Option<bool>,
    /// The facts that a sound rationale names, each with whether a cited turn revealed it.
    pub rationale: Vec<RationaleFact>,
    /// Of those that had been heard, the share that is cited; nothing where none had been.
    pub rationale_share: Option<Ratio>,
    /// The turns cited with the own level.
    pub cited: Vec<CitedTurn>,
    /// How the final level came about, step by step; nothing where the key has no rule for this point.
    pub waterfall: Option<Waterfall>,
}

/// How a grade came about, in steps of the tool's levels, by the readers' level rule. The three steps sum to the error exactly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waterfall {
    /// The level (an id) of all that is true in the call, whether or not it could be known by then.
    pub truth: String,
    /// The level of what could be concluded from what was heard by then.
    pub heard: String,
    /// The level of what the form said then.
    pub marked: String,
    /// The final level.
    pub answer: String,
    /// How many levels the answer lies above that of the truth; negative where it lies below.
    pub error: i16,
    /// Elicitation, recognition, weighting.
    pub steps: Vec<WaterfallStep>,
    /// Whether the rule's level of the truth is one of the least cost under the readers' votes.
    pub fits_votes: bool,
}

/// One step of a waterfall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaterfallStep {
    /// Which.
    pub stage: WaterfallStage,
    /// The level before it (an id).
    pub from: String,
    /// The level after it.
    pub to: String,
    /// How many levels up; negative for down.
    pub steps: i16,
    /// A smallest set of factors that makes the difference: not heard, or misheard; not marked, or marked without ground; for weighting,
    /// those that carry the level that was not given.
    pub factors: Vec<FactorName>,
    /// In a plain sentence to the trainee.
    pub says: String,
}

/// Where a level can go astray.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WaterfallStage {
    /// From what is true to what was heard.
    #[serde(rename = "elicitation")]
    Elicitation,
    /// From what was heard to what was marked.
    #[serde(rename = "recognition")]
    Recognition,
    /// From what was marked to the grade.
    #[serde(rename = "weighting")]
    Weighting,
}

/// A factor by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactorName {
    /// The id in the key.
    pub id: String,
    /// Plain words.
    pub label: String,
}

/// Where a level lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each says what it is")]
pub enum GradeDirection {
    #[serde(rename = "under")]
    Under,
    #[serde(rename = "exact")]
    Exact,
    #[serde(rename = "over")]
    Over,
}

/// A fact that a sound rationale names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RationaleFact {
    /// The fact's id.
    pub fact: String,
    /// Its words.
    pub text: String,
    /// Whether it was heard by then, and still stood.
    pub heard: bool,
    /// Whether the reasons cite a turn that revealed it.
    pub cited: bool,
}

/// A turn cited with a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitedTurn {
    /// The turn.
    pub turn: TurnIndex,
    /// Whether it revealed a fact that a sound rationale names.
    pub named: bool,
}

/// A factor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactorReport {
    /// The id in the key.
    pub id: String,
    /// Plain words.
    pub label: String,
    /// 1 to 3.
    pub weight: u8,
    /// Whether it counts in the denominator.
    pub required: bool,
    /// Whether a right safety act closed the question off.
    pub waived: bool,
    /// Whether it counts for certification; nothing where the key is not approved.
    pub gate: Option<Gate>,
    /// What is true in the call.
    pub truth: Truth,
    /// What could be concluded from what was heard.
    pub heard: Heard,
    /// What the tool's answers say.
    pub answer: Claim,
    /// The tool items that speak for it (ids).
    pub items: Vec<String>,
    /// How it came out.
    pub outcome: Outcome,
    /// Whether it was answered before anything about it had been heard.
    pub ticked_before_asked: bool,
    /// The credit, of 1, before the weight.
    pub credit: Ratio,
    /// The parts of the credit, each with its rule.
    pub points: Vec<Point>,
    /// The turns that revealed what suffices.
    pub evidence: Vec<TurnIndex>,
    /// What had been heard of it and had been corrected since: it is no ground for an answer.
    pub corrected: Vec<Corrected>,
    /// The turns cited with the answers.
    pub cited: Vec<TurnIndex>,
    /// Those of them that bear on it.
    pub valid: Vec<TurnIndex>,
    /// The readers' votes.
    pub votes: ClaimVotes,
    /// Why.
    pub why: String,
    /// Where it could have been learned, for what was not heard: choices that lead to what suffices.
    pub ways: Vec<Way>,
}

impl FactorReport {
    /// Whether it counts among what should be heard: it is required, no act closed it off, and no gate left it for feedback only.
    pub fn counts(&self) -> bool {
        self.required && !self.waived && is_scored(self.gate)
    }
}

/// A fact that had been heard and no longer stood, because a later one replaced it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// The fact's id.
    pub fact: String,
    /// The turn that told it.
    pub turn: TurnIndex,
    /// The id of the fact that replaced it.
    pub by: String,
    /// The turn that told that one.
    pub by_turn: TurnIndex,
}

/// What could be concluded from what was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each says what it is")]
pub enum Heard {
    #[serde(rename = "present")]
    Present,
    #[serde(rename = "absent")]
    Absent,
    #[serde(rename = "none")]
    Nothing,
}

/// How a factor came out: the thirteen outcomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Present, heard, marked, with valid evidence.
    Hit,
    /// Present, heard, marked, without valid evidence.
    HitUnsupported,
    /// Present, heard, left as not established.
    RecognitionMiss,
    /// Present, heard, answered no.
    RecognitionReject,
    /// Present, not heard, left as not established.
    ElicitationMiss,
    /// Present or undetermined, not heard, marked all the same.
    UnsupportedPresent,
    /// Answered no without having heard it.
    UnfoundedAbsent,
    /// Absent, marked.
    FalseAlarm,
    /// Absent, heard, left as not established.
    OvercautiousUnknown,
    /// Absent, heard, answered no.
    CorrectAbsent,
    /// Rightly left as not established.
    HonestUnknown,
    /// Absent, but what was heard said present, and so did the answer.
    MisledPresent,
    /// Present, but what was heard said absent, and so did the answer.
    MisledAbsent,
}

/// A part of a credit, with its rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// The rule's name in the policy: `heard`, `marked`, `cited`, `unfounded`, `absent`, `overcautious`.
    pub rule: String,
    /// What it gave or took.
    pub value: Ratio,
}

/// The readers' votes on a factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each says what it is")]
pub struct ClaimVotes {
    pub present: u32,
    pub unknown: u32,
    pub absent: u32,
}

/// A way to learn something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// `scene/choice`.
    pub choice: String,
    /// The choice's words.
    pub text: String,
    /// The last choice (by number, from 0) at which it was on offer and another was taken, if it ever was.
    pub step: Option<u32>,
    /// Whether it was taken, and did not bring it out then.
    pub taken: bool,
}

/// An act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActReport {
    /// The id in the key.
    pub id: String,
    /// Plain words.
    pub label: String,
    /// What it serves.
    pub group: ActGroup,
    /// Whether it is expected.
    pub expect: Expect,
    /// Its value.
    pub value: i8,
    /// Whether it was expected in this attempt.
    pub in_play: bool,
    /// Whether it was done.
    pub done: Option<DoneReport>,
    /// What it gave or took.
    pub earned: Ratio,
    /// Why.
    pub why: String,
}

/// How something was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoneReport {
    /// Seconds of call time.
    pub second: u32,
    /// The choice (by number, from 0), where it was a choice.
    pub step: Option<u32>,
    /// Whether it was after its time.
    pub late: bool,
}

/// Questions and conduct.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConductReport {
    /// The questions asked, in order.
    pub questions: Vec<QuestionReport>,
    /// What else told of conduct, in order.
    pub moments: Vec<ConductMoment>,
    /// How many of each kind there were, and how many of them were well done.
    pub counts: Vec<ConductCount>,
}

/// Questions, or moments of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConductCount {
    /// The kind of moment; nothing for questions.
    pub kind: Option<ConductKind>,
    /// How many were apt, or good.
    pub good: u32,
    /// How many there were.
    pub all: u32,
    /// What one of them counts for.
    pub weight: u32,
}

/// A question that was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionReport {
    /// The choice (by number, from 0).
    pub step: u32,
    /// The words.
    pub text: String,
    /// The kind.
    pub kind: QuestionKind,
    /// Whether that kind is apt there.
    pub apt: bool,
    /// A note.
    pub why: Option<String>,
}

/// A moment that told of conduct.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConductMoment {
    /// The choice (by number, from 0).
    pub step: u32,
    /// The words.
    pub text: String,
    /// What it tells of.
    pub kind: ConductKind,
    /// Whether it is good.
    pub good: bool,
    /// Why.
    pub why: String,
}

/// A step of good practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepReport {
    /// The step.
    pub step: Step,
    /// How it came out.
    pub state: StepState,
    /// Seconds of call time at which it was first done.
    pub second: Option<u32>,
}

/// How a step came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each says what it is")]
pub enum StepState {
    #[serde(rename = "done")]
    Done,
    #[serde(rename = "late")]
    Late,
    #[serde(rename = "skipped")]
    Skipped,
    #[serde(rename = "not-part")]
    NotPart,
}
