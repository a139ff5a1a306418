//! Words that several sections share.

use doorstep_risk_tool::Claim;
use doorstep_scoring::{ActGroup, CriticalClass, Expect, GradeDirection, Heard, Outcome, QuestionKind, Ratio, StepState, Truth};
use doorstep_simulator::{Session, TurnIndex};

/// A moment of the call as a time of day.
pub fn time(session: &Session, second: u32) -> String {
    let (hour, minute) = session.view().time_of_day(second);
    format!("{hour:02}:{minute:02}")
}

/// A turn as a quotation: number, time, who, words.
pub fn quotation(session: &Session, turn: TurnIndex) -> Option<(u32, String, String)> {
    let view = session.view();
    let shown = view.turn(turn)?;
    Some((turn.number(), time(session, shown.turn.second), view.words(shown.text)))
}

/// How a factor came out, as a sign and in words.
pub const fn outcome(outcome: Outcome) -> (Sign, &'static str) {
    match outcome {
        Outcome::Hit => (Sign::Right, "Heard, marked and supported"),
        Outcome::HitUnsupported => (Sign::Right, "Heard and marked, without a line to support it"),
        Outcome::RecognitionMiss => (Sign::Missed, "Heard, but left as not established"),
        Outcome::RecognitionReject => (Sign::Wrong, "Heard, but answered no"),
        Outcome::ElicitationMiss => (Sign::Missed, "Never learned"),
        Outcome::UnsupportedPresent => (Sign::Care, "Marked without having heard it"),
        Outcome::UnfoundedAbsent => (Sign::Wrong, "Answered no without having established it"),
        Outcome::FalseAlarm => (Sign::Wrong, "Marked, but it is not there"),
        Outcome::OvercautiousUnknown => (Sign::Care, "Established as absent, but left open"),
        Outcome::CorrectAbsent => (Sign::Right, "Asked, and rightly answered no"),
        Outcome::HonestUnknown => (Sign::Right, "Rightly left as not established"),
        Outcome::MisledPresent => (Sign::Care, "What you heard pointed there; it is not so"),
        Outcome::MisledAbsent => (Sign::Care, "What you heard spoke against it; it is so"),
    }
}

/// A sign that tells states apart by its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A tick.
    Right,
    /// An open circle.
    Missed,
    /// A triangle.
    Care,
    /// A cross.
    Wrong,
}

/// What is true, in words.
pub const fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::Present => "It is there.",
        Truth::Absent => "It is not there.",
        Truth::Undetermined => "The call does not settle it.",
    }
}

/// What was heard, in words.
pub const fn heard(heard: Heard) -> &'static str {
    match heard {
        Heard::Present => "What you heard was enough to say yes.",
        Heard::Absent => "What you heard was enough to say no.",
        Heard::Nothing => "What you heard was not enough to say either.",
    }
}

/// An answer, in words.
pub const fn answer(claim: Claim) -> &'static str {
    match claim {
        Claim::Present => "You answered: yes.",
        Claim::Absent => "You answered: no.",
        Claim::Unknown => "You left it as not established.",
    }
}

/// What a rule gave or took, in words.
pub fn rule(rule: &str) -> &'static str {
    match rule {
        "heard" => "for hearing it",
        "marked" => "for marking it",
        "cited" => "for the lines that support it",
        "unfounded" => "for a claim without grounds",
        "absent" => "for establishing that it is not there",
        "overcautious" => "for hearing that it is not there, and leaving it open",
        _ => "by another rule",
    }
}

/// A ratio as people read it: hundredths of a point, or a whole number.
pub fn points(ratio: Ratio) -> String {
    let hundredths = ratio.percent();
    let sign = if hundredths < 0 { "−" } else { "" };
    let size = hundredths.unsigned_abs();
    if size.is_multiple_of(100) { format!("{sign}{}", size / 100) } else { format!("{sign}{}.{:02}", size / 100, size % 100) }
}

/// A group of acts, in words.
pub const fn group(group: ActGroup) -> &'static str {
    match group {
        ActGroup::VictimSafety => "The victim's safety",
        ActGroup::Children => "Children",
        ActGroup::Accountability => "Holding the perpetrator to account",
        ActGroup::Referral => "Referral",
        ActGroup::Evidence => "Evidence",
        ActGroup::Conduct => "Conduct",
    }
}

/// Whether something is expected, in words.
pub const fn expect(expect: Expect) -> &'static str {
    match expect {
        Expect::Must => "must be done",
        Expect::Should => "should be done",
        Expect::Neutral => "neither good nor bad",
        Expect::MustNot => "must not be done",
    }
}

/// The class of a critical error, in words.
pub const fn class(class: CriticalClass) -> &'static str {
    match class {
        CriticalClass::K1 => "Critical: this must never happen",
        CriticalClass::K2 => "Serious lapse",
    }
}

/// Where a level lies, in words.
pub const fn direction(direction: GradeDirection) -> &'static str {
    match direction {
        GradeDirection::Under => "lower than the readers'",
        GradeDirection::Exact => "the same as the readers'",
        GradeDirection::Over => "higher than the readers'",
    }
}

/// A kind of question, in words.
pub const fn kind(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Open => "Open",
        QuestionKind::Direct => "Direct",
        QuestionKind::Closed => "Closed",
        QuestionKind::Leading => "Leading",
        QuestionKind::Blaming => "Blaming",
        QuestionKind::Multiple => "Several at once",
    }
}

/// How a step came out, as a sign and in words.
pub const fn step(state: StepState) -> (Option<Sign>, &'static str) {
    match state {
        StepState::Done => (Some(Sign::Right), "done"),
        StepState::Late => (Some(Sign::Care), "late"),
        StepState::Skipped => (Some(Sign::Missed), "skipped"),
        StepState::NotPart => (None, "not part of this call"),
    }
}
