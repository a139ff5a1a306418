//! What the report's words mean, in plain English.

use doorstep_risk_tool::Claim;
use doorstep_scoring::{
    ActGroup, ConductKind, CriticalClass, Expect, GradeDirection, Heard, KeyStatus, Outcome, QuestionKind, Ratio, StepState, Truth,
};

/// What stands behind the key, in a sentence.
pub(super) const fn status(status: KeyStatus) -> &'static str {
    match status {
        KeyStatus::Illustrative => "Compared with example answers by the authors. They certify nobody.",
        KeyStatus::Panel => "Compared with what a panel of experts annotated.",
        KeyStatus::Approved => "Compared with a key that is approved for certification.",
    }
}

/// How critical, in words.
pub(super) const fn class(class: CriticalClass) -> &'static str {
    match class {
        CriticalClass::K1 => "must never happen",
        CriticalClass::K2 => "serious lapse",
    }
}

/// How a factor came out.
pub(super) const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Hit => "heard, marked and supported",
        Outcome::HitUnsupported => "heard and marked, without a line to support it",
        Outcome::RecognitionMiss => "heard, but left as not established",
        Outcome::RecognitionReject => "heard, but answered no",
        Outcome::ElicitationMiss => "never learned",
        Outcome::UnsupportedPresent => "marked without having heard it",
        Outcome::UnfoundedAbsent => "answered no without having established it",
        Outcome::FalseAlarm => "marked, but it is not there",
        Outcome::OvercautiousUnknown => "established as absent, but left open",
        Outcome::CorrectAbsent => "asked, and rightly answered no",
        Outcome::HonestUnknown => "rightly left as not established",
        Outcome::MisledPresent => "what you heard pointed there; it is not so",
        Outcome::MisledAbsent => "what you heard spoke against it; it is so",
    }
}

/// What is true, in words.
pub(super) const fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::Present => "In this call it is there",
        Truth::Absent => "In this call it is not there",
        Truth::Undetermined => "This call does not settle it",
    }
}

/// What was heard, in words.
pub(super) const fn heard(heard: Heard) -> &'static str {
    match heard {
        Heard::Present => "what you heard was enough to say yes",
        Heard::Absent => "what you heard was enough to say no",
        Heard::Nothing => "what you heard was not enough to say either",
    }
}

/// An answer, in words.
pub(super) const fn answer(claim: Claim) -> &'static str {
    match claim {
        Claim::Present => "you answered yes",
        Claim::Absent => "you answered no",
        Claim::Unknown => "you left it as not established",
    }
}

/// What a rule gave or took.
pub(super) fn rule(rule: &str) -> &str {
    match rule {
        "heard" => "for hearing it",
        "marked" => "for marking it",
        "cited" => "for the lines that support it",
        "unfounded" => "for a claim without grounds",
        "absent" => "for establishing that it is not there",
        "overcautious" => "for hearing that it is not there, and leaving it open",
        other => other,
    }
}

/// What an act serves.
pub(super) const fn group(group: ActGroup) -> &'static str {
    match group {
        ActGroup::VictimSafety => "The victim's safety",
        ActGroup::Children => "Children",
        ActGroup::Accountability => "Holding the perpetrator to account",
        ActGroup::Referral => "Referral",
        ActGroup::Evidence => "Evidence",
        ActGroup::Conduct => "Conduct",
    }
}

/// The groups, in the order of the report.
pub(super) const GROUPS: [ActGroup; 6] =
    [ActGroup::VictimSafety, ActGroup::Children, ActGroup::Accountability, ActGroup::Referral, ActGroup::Evidence, ActGroup::Conduct];

/// Whether something is expected.
pub(super) const fn expect(expect: Expect) -> &'static str {
    match expect {
        Expect::Must => "must be done",
        Expect::Should => "should be done",
        Expect::Neutral => "neither good nor bad",
        Expect::MustNot => "must not be done",
    }
}

/// Where a level lies.
pub(super) const fn direction(direction: GradeDirection) -> &'static str {
    match direction {
        GradeDirection::Under => "lower than the readers'",
        GradeDirection::Exact => "the same as the readers'",
        GradeDirection::Over => "higher than the readers'",
    }
}

/// A kind of question.
pub(super) const fn question(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Open => "open",
        QuestionKind::Direct => "direct",
        QuestionKind::Closed => "closed",
        QuestionKind::Leading => "leading",
        QuestionKind::Blaming => "blaming",
        QuestionKind::Multiple => "several at once",
    }
}

/// What a moment tells of.
pub(super) const fn conduct(kind: ConductKind) -> &'static str {
    match kind {
        ConductKind::Privacy => "privacy",
        ConductKind::Respect => "respect",
        ConductKind::Blame => "blame",
        ConductKind::Collusion => "siding with him",
    }
}

/// How a step came out.
pub(super) const fn step(state: StepState) -> &'static str {
    match state {
        StepState::Done => "done",
        StepState::Late => "late",
        StepState::Skipped => "skipped",
        StepState::NotPart => "not part of this call",
    }
}

/// A share as people read it.
pub(super) fn share(share: Option<Ratio>) -> String {
    share.map_or_else(|| "nothing to judge in this call".to_owned(), |share| format!("{}%", share.percent()))
}

/// Points with their sign: `+0.30`, `-0.25`, `0`.
pub(super) fn points(ratio: Ratio) -> String {
    let hundredths = ratio.percent();
    let sign = match hundredths {
        0 => return "0".to_owned(),
        _ if hundredths < 0 => "-",
        _ => "+",
    };
    let size = hundredths.unsigned_abs();
    if size.is_multiple_of(100) { format!("{sign}{}", size / 100) } else { format!("{sign}{}.{:02}", size / 100, size % 100) }
}
