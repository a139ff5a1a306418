//! What the words of a report mean, in plain English: one home for the debrief and for the command line.
//!
//! Phrases begin with a small letter, so that they stand within a sentence as well as at its head (see [`capital`]). They are said to the
//! officer whose attempt it was: exact, and without blame.

use doorstep_risk_tool::Claim;

use crate::{
    ActGroup, CaseUse, ConductKind, CriticalClass, Expect, GradeDirection, Heard, KeyStatus, Outcome, QuestionKind, Ratio, Recommendation,
    StepState, Truth, WaterfallStage,
};

/// What stands behind the key, in a sentence.
pub const fn status(status: KeyStatus) -> &'static str {
    match status {
        KeyStatus::Illustrative => "Compared with example answers by the authors. They certify nobody.",
        KeyStatus::Panel => "Compared with what a panel of experts annotated.",
        KeyStatus::Approved => "Compared with a key that is approved for certification.",
    }
}

/// How critical.
pub const fn class(class: CriticalClass) -> &'static str {
    match class {
        CriticalClass::K1 => "must never happen",
        CriticalClass::K2 => "serious lapse",
    }
}

/// How a factor came out.
pub const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Hit => "heard, answered yes, and shown by a line",
        Outcome::HitUnsupported => "heard and answered yes, without a line that shows it",
        Outcome::RecognitionMiss => "heard, but left as not established",
        Outcome::RecognitionReject => "heard, but answered no",
        Outcome::ElicitationMiss => "never learned",
        Outcome::UnsupportedPresent => "answered yes without having heard it",
        Outcome::UnfoundedAbsent => "answered no without having established it",
        Outcome::FalseAlarm => "answered yes, but it is not there",
        Outcome::OvercautiousUnknown => "ruled out by what you heard, but left open",
        Outcome::CorrectAbsent => "ruled out, and rightly answered no",
        Outcome::HonestUnknown => "rightly left as not established",
        Outcome::MisledPresent => "what you heard pointed there; it is not so",
        Outcome::MisledAbsent => "what you heard spoke against it; it is so",
    }
}

/// What is true.
pub const fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::Present => "in this call it is there",
        Truth::Absent => "in this call it is not there",
        Truth::Undetermined => "this call does not settle it",
    }
}

/// What could be concluded from what was heard.
pub const fn heard(heard: Heard) -> &'static str {
    match heard {
        Heard::Present => "what you heard was enough to say yes",
        Heard::Absent => "what you heard was enough to say no",
        Heard::Nothing => "what you heard was not enough to say either",
    }
}

/// What the form says.
pub const fn answer(claim: Claim) -> &'static str {
    match claim {
        Claim::Present => "you answered yes",
        Claim::Absent => "you answered no",
        Claim::Unknown => "you left it as not established",
    }
}

/// What a rule of the policy gave or took.
pub fn rule(rule: &str) -> &str {
    match rule {
        "heard" => "for hearing it",
        "marked" => "for answering yes",
        "cited" => "for the lines that show it",
        "unfounded" => "for a claim without grounds",
        "absent" => "for establishing that it is not there",
        "overcautious" => "for hearing that it is not there, and leaving it open",
        other => other,
    }
}

/// The groups of acts, in the order of a report.
pub const GROUPS: [ActGroup; 6] =
    [ActGroup::VictimSafety, ActGroup::Children, ActGroup::Accountability, ActGroup::Referral, ActGroup::Evidence, ActGroup::Conduct];

/// What an act serves, as a heading.
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

/// Whether something is expected.
pub const fn expect(expect: Expect) -> &'static str {
    match expect {
        Expect::Must => "must be done",
        Expect::Should => "should be done",
        Expect::Neutral => "neither good nor bad",
        Expect::MustNot => "must not be done",
    }
}

/// Where a level lies.
pub const fn direction(direction: GradeDirection) -> &'static str {
    match direction {
        GradeDirection::Under => "lower than the readers'",
        GradeDirection::Exact => "the same as the readers'",
        GradeDirection::Over => "higher than the readers'",
    }
}

/// A step of the waterfall, as the head of a line.
pub const fn waterfall_stage(stage: WaterfallStage) -> &'static str {
    match stage {
        WaterfallStage::Elicitation => "brought to light",
        WaterfallStage::Recognition => "recognised",
        WaterfallStage::Weighting => "weighed",
    }
}

/// A number of levels: `the same level`, `1 level lower`, `2 levels higher`.
pub fn levels_apart(steps: i16) -> String {
    let count = steps.unsigned_abs();
    let noun = if count == 1 { "level" } else { "levels" };
    match steps {
        0 => "the same level".to_owned(),
        1.. => format!("{count} {noun} higher"),
        _ => format!("{count} {noun} lower"),
    }
}

/// A step of the waterfall in one or two sentences. `from` and `to` are the levels before and after it, `reached` the one that it would have
/// come to with the named factors put right.
pub fn waterfall(stage: WaterfallStage, steps: i16, from: &str, to: &str, reached: &str, factors: &[&str]) -> String {
    let named = quoted(factors);
    let (are, come) = if factors.len() == 1 { ("is", "itself comes") } else { ("are", "themselves come") };
    match (stage, steps) {
        (WaterfallStage::Elicitation, 0) => format!("What you had heard comes to the same level as all that is so in this call: {to}."),
        (WaterfallStage::Elicitation, ..0) => format!(
            "What you had heard comes to {to}. It would have come to {reached} had you also heard {named}, which had not come out by then."
        ),
        (WaterfallStage::Elicitation, _) => {
            format!(
                "What you had heard comes to {to}, all that is so in this call to {from}: what you heard pointed to {named}, which {are} not so."
            )
        }
        (WaterfallStage::Recognition, 0) => format!("What you marked comes to the same level as what you had heard: {to}."),
        (WaterfallStage::Recognition, ..0) => {
            format!("You would have come to {reached} had you marked {named}, which you had heard. What you marked comes to {to}.")
        }
        (WaterfallStage::Recognition, _) => {
            format!(
                "What you marked comes to {to}, what you had heard to {from}: you marked {named}, which nothing that you had heard shows."
            )
        }
        (WaterfallStage::Weighting, 0) => format!("Your final level is the one that your marks come to: {to}."),
        (WaterfallStage::Weighting, _) if factors.is_empty() => {
            format!("What you marked comes to {from}. Your final level is {}: {to}.", levels_apart(steps))
        }
        (WaterfallStage::Weighting, _) => {
            format!("You marked {named}, which by {come} to {from}. Your final level is {}: {to}.", levels_apart(steps))
        }
    }
}

/// Labels as a list in a sentence: `“a”, “b” and “c”`.
fn quoted(labels: &[&str]) -> String {
    let quoted: Vec<String> = labels.iter().map(|label| format!("“{label}”")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [firsts @ .., last] => format!("{} and {last}", firsts.join(", ")),
    }
}

/// The kinds of questions, those that leave most room first.
pub const QUESTIONS: [QuestionKind; 6] =
    [QuestionKind::Open, QuestionKind::Direct, QuestionKind::Closed, QuestionKind::Multiple, QuestionKind::Leading, QuestionKind::Blaming];

/// A kind of question.
pub const fn question(kind: QuestionKind) -> &'static str {
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
pub const fn conduct(kind: ConductKind) -> &'static str {
    match kind {
        ConductKind::Privacy => "privacy",
        ConductKind::Respect => "respect",
        ConductKind::Blame => "blame",
        ConductKind::Collusion => "taking sides",
    }
}

/// How a step came out.
pub const fn step(state: StepState) -> &'static str {
    match state {
        StepState::Done => "done",
        StepState::Late => "late",
        StepState::Skipped => "skipped",
        StepState::NotPart => "not part of this call",
    }
}

/// Points with their sign: `+0.30`, `-0.25`, `0`.
pub fn points(ratio: Ratio) -> String {
    let hundredths = ratio.percent();
    let sign = match hundredths.signum() {
        0 => return "0".to_owned(),
        1 => "+",
        _ => "-",
    };
    let size = hundredths.unsigned_abs();
    if size.is_multiple_of(100) { format!("{sign}{}", size / 100) } else { format!("{sign}{}.{:02}", size / 100, size % 100) }
}

/// What is recommended of a form.
pub const fn recommendation(recommendation: Recommendation) -> &'static str {
    match recommendation {
        Recommendation::Pass => "pass",
        Recommendation::Fail => "fail",
        Recommendation::Extend => "take the second block",
        Recommendation::FailCritical => "fail, for a critical rule",
        Recommendation::FailUnderRating => "fail, for grading too low too often",
        Recommendation::Review => "a person must look first",
        Recommendation::Incomplete => "nothing yet",
    }
}

/// What became of a case of a form.
pub const fn case_use(r#use: CaseUse) -> &'static str {
    match r#use {
        CaseUse::Counted => "counts",
        CaseUse::Missing => "not taken yet",
        CaseUse::Repeat => "a repeat, left out",
        CaseUse::Unfinished => "not ended, left out",
        CaseUse::Second => "a second attempt, left out",
        CaseUse::NotOfForm => "not of this form, left out",
        CaseUse::NotNeeded => "of the second block, not called for",
        CaseUse::Nothing => "nothing in it to judge",
    }
}

/// A phrase as the head of a sentence.
pub fn capital(phrase: &str) -> String {
    let mut letters = phrase.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_carry_their_sign_and_two_places() {
        let said = [(3, 10), (-1, 4), (0, 1), (1, 1), (-3, 1), (1, 3)].map(|(over, under)| points(Ratio::new(over, under)));
        assert_eq!(said, ["+0.30", "-0.25", "0", "+1", "-3", "+0.33"]);
    }

    #[test]
    fn a_phrase_can_open_a_sentence() {
        assert_eq!(capital(outcome(Outcome::ElicitationMiss)), "Never learned");
        assert_eq!(capital(""), "");
        assert_eq!(capital("äußert nichts"), "Äußert nichts");
    }
}
