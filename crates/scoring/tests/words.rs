//! Every word that a report's findings are told in, as an officer reads them.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use doorstep_risk_tool::Claim;
use doorstep_scoring::{
    CaseUse, ConductKind, CriticalClass, Expect, GradeDirection, Heard, KeyStatus, Outcome, Recommendation, StepState, Truth,
    WaterfallStage, words,
};

/// The words for some values, one a line.
fn told<T: Copy>(head: &str, values: &[T], word: impl Fn(T) -> &'static str) -> String {
    let lines: Vec<&str> = values.iter().map(|value| word(*value)).collect();
    format!("{head}\n  {}\n", lines.join("\n  "))
}

#[test]
fn every_value_has_its_words() {
    use Outcome::*;
    let outcomes = [
        Hit,
        HitUnsupported,
        RecognitionMiss,
        RecognitionReject,
        ElicitationMiss,
        UnsupportedPresent,
        UnfoundedAbsent,
        FalseAlarm,
        OvercautiousUnknown,
        CorrectAbsent,
        HonestUnknown,
        MisledPresent,
        MisledAbsent,
    ];
    let uses = [
        CaseUse::Counted,
        CaseUse::Missing,
        CaseUse::Repeat,
        CaseUse::Unfinished,
        CaseUse::Second,
        CaseUse::NotOfForm,
        CaseUse::NotNeeded,
        CaseUse::Nothing,
    ];
    let recommended = [
        Recommendation::Pass,
        Recommendation::Fail,
        Recommendation::Extend,
        Recommendation::FailCritical,
        Recommendation::FailUnderRating,
        Recommendation::Review,
        Recommendation::Incomplete,
    ];
    let said = [
        told("key", &[KeyStatus::Illustrative, KeyStatus::Panel, KeyStatus::Approved], words::status),
        told("critical", &[CriticalClass::K1, CriticalClass::K2], words::class),
        told("outcome", &outcomes, words::outcome),
        told("true", &[Truth::Present, Truth::Absent, Truth::Undetermined], words::truth),
        told("heard", &[Heard::Present, Heard::Absent, Heard::Nothing], words::heard),
        told("answered", &[Claim::Present, Claim::Absent, Claim::Unknown], words::answer),
        told("rule", &["heard", "marked", "cited", "unfounded", "absent", "overcautious", "another"], words::rule),
        told("group of acts", &words::GROUPS, words::group),
        told("expected", &[Expect::Must, Expect::Should, Expect::Neutral, Expect::MustNot], words::expect),
        told("grade", &[GradeDirection::Under, GradeDirection::Exact, GradeDirection::Over], words::direction),
        told(
            "step to a grade",
            &[WaterfallStage::Elicitation, WaterfallStage::Recognition, WaterfallStage::Weighting],
            words::waterfall_stage,
        ),
        told("question", &words::QUESTIONS, words::question),
        told("conduct", &[ConductKind::Privacy, ConductKind::Respect, ConductKind::Blame, ConductKind::Collusion], words::conduct),
        told("step", &[StepState::Done, StepState::Late, StepState::Skipped, StepState::NotPart], words::step),
        told("form", &recommended, words::recommendation),
        told("case", &uses, words::case_use),
    ];
    expect_test::expect![[r#"
        key
          Compared with example answers by the authors. They certify nobody.
          Compared with what a panel of experts annotated.
          Compared with a key that is approved for certification.
        critical
          must never happen
          serious lapse
        outcome
          heard, answered yes, and shown by a line
          heard and answered yes, without a line that shows it
          heard, but left as not established
          heard, but answered no
          never learned
          answered yes without having heard it
          answered no without having established it
          answered yes, but it is not there
          ruled out by what you heard, but left open
          ruled out, and rightly answered no
          rightly left as not established
          what you heard pointed there; it is not so
          what you heard spoke against it; it is so
        true
          in this call it is there
          in this call it is not there
          this call does not settle it
        heard
          what you heard was enough to say yes
          what you heard was enough to say no
          what you heard was not enough to say either
        answered
          you answered yes
          you answered no
          you left it as not established
        rule
          for hearing it
          for answering yes
          for the lines that show it
          for a claim without grounds
          for establishing that it is not there
          for hearing that it is not there, and leaving it open
          another
        group of acts
          The victim's safety
          Children
          Holding the perpetrator to account
          Referral
          Evidence
          Conduct
        expected
          must be done
          should be done
          neither good nor bad
          must not be done
        grade
          lower than the readers'
          the same as the readers'
          higher than the readers'
        step to a grade
          brought to light
          recognised
          weighed
        question
          open
          direct
          closed
          several at once
          leading
          blaming
        conduct
          privacy
          respect
          blame
          taking sides
        step
          done
          late
          skipped
          not part of this call
        form
          pass
          fail
          take the second block
          fail, for a critical rule
          fail, for grading too low too often
          a person must look first
          nothing yet
        case
          counts
          not taken yet
          a repeat, left out
          not ended, left out
          a second attempt, left out
          not of this form, left out
          of the second block, not called for
          nothing in it to judge
    "#]]
    .assert_eq(&said.concat());
}

/// Each step of the waterfall, where it took the grade down, left it, and took it up.
#[test]
fn every_step_to_a_grade_has_its_sentence() {
    let stages = [WaterfallStage::Elicitation, WaterfallStage::Recognition, WaterfallStage::Weighting];
    let mut said: Vec<String> = Vec::new();
    for stage in stages {
        said.push(words::waterfall(stage, -2, "high", "standard", "high", &["a gun", "his threats", "her fear"]));
        said.push(words::waterfall(stage, 0, "high", "high", "high", &[]));
        said.push(words::waterfall(stage, 1, "standard", "medium", "standard", &["a gun"]));
        said.push(words::waterfall(stage, 2, "standard", "high", "standard", &["a gun", "his threats"]));
    }
    let weighed = |steps, from, to| words::waterfall(WaterfallStage::Weighting, steps, from, to, from, &[]);
    said.extend([weighed(-1, "medium", "standard"), weighed(2, "standard", "high")]);
    said.extend([-2, -1, 0, 1, 2].map(words::levels_apart));
    expect_test::expect![[r#"
        What you had heard comes to standard. It would have come to high had you also heard “a gun”, “his threats” and “her fear”, which had not come out by then.
        What you had heard comes to the same level as all that is so in this call: high.
        What you had heard comes to medium, all that is so in this call to standard: what you heard pointed to “a gun”, which is not so.
        What you had heard comes to high, all that is so in this call to standard: what you heard pointed to “a gun” and “his threats”, which are not so.
        You would have come to high had you marked “a gun”, “his threats” and “her fear”, which you had heard. What you marked comes to standard.
        What you marked comes to the same level as what you had heard: high.
        What you marked comes to medium, what you had heard to standard: you marked “a gun”, which nothing that you had heard shows.
        What you marked comes to high, what you had heard to standard: you marked “a gun” and “his threats”, which nothing that you had heard shows.
        You marked “a gun”, “his threats” and “her fear”, which by themselves come to high. Your final level is 2 levels lower: standard.
        Your final level is the one that your marks come to: high.
        You marked “a gun”, which by itself comes to standard. Your final level is 1 level higher: medium.
        You marked “a gun” and “his threats”, which by themselves come to standard. Your final level is 2 levels higher: high.
        What you marked comes to medium. Your final level is 1 level lower: standard.
        What you marked comes to standard. Your final level is 2 levels higher: high.
        2 levels lower
        1 level lower
        the same level
        1 level higher
        2 levels higher"#]].assert_eq(&said.join("\n"));
}
