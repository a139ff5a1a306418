//! Facts that were corrected are no ground, and a factor of another branch is not judged.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod common;

use common::{Play, factor, key, play, report, scenario, tool};
use doorstep_envelope::Digest;
use doorstep_risk_tool::Answer;
use doorstep_scenario::{FactIndex, Logic, Test};
use doorstep_scoring::{Heard, KeyTest, Outcome, Scale, Truth, score};
use doorstep_simulator::Content;

/// A call of two facts in which the second corrects the first.
fn corrected() -> std::sync::Arc<Content> {
    let mut scenario = scenario(2);
    scenario.facts[1].replaces = vec![FactIndex(0)];
    assert!(scenario.check_indices());
    Content::new(scenario, tool(1))
}

fn played(asks: Vec<usize>, answer: Answer, cited: usize) -> Play {
    Play { asks, answers: vec![(answer, vec![cited])], level: Some(2), actions: vec![] }
}

#[test]
fn what_was_corrected_before_the_commit_is_no_ground() {
    let content = corrected();
    let key = key(vec![factor(0, Truth::Present, 3, true)]);

    let first = report(&content, &key, &played(vec![0], Answer::Yes, 0));
    assert_eq!((first.factors[0].heard, first.factors[0].outcome), (Heard::Present, Outcome::Hit));
    assert!(first.factors[0].corrected.is_empty());
    assert!(first.assessments[0].committed.as_ref().is_some_and(|committed| committed.rationale[0].heard));

    // Whichever is heard first: the later word of the call stands.
    for asks in [vec![0, 1], vec![1, 0]] {
        let both = report(&content, &key, &played(asks.clone(), Answer::Yes, 0));
        let judged = &both.factors[0];
        assert_eq!(judged.heard, Heard::Absent, "{asks:?}");
        assert_eq!(judged.outcome, Outcome::UnsupportedPresent, "{asks:?}");
        assert!(judged.valid.is_empty(), "{asks:?}: the line that told it bears no more");
        let corrected = &judged.corrected[0];
        assert_eq!((corrected.fact.as_str(), corrected.by.as_str()), ("fact-0", "fact-1"));
        assert_eq!(corrected.turn < corrected.by_turn, asks == [0, 1]);
        assert!(both.assessments[0].committed.as_ref().is_some_and(|committed| !committed.rationale[0].heard));
    }
}

#[test]
fn what_is_corrected_after_the_commit_stood_then() {
    // The correction is said behind the grade, at the door.
    let mut scenario = scenario(2);
    scenario.facts[1].replaces = vec![FactIndex(0)];
    scenario.scenes[1].choices[0].reveals = vec![FactIndex(1)];
    let content = Content::new(scenario, tool(1));
    let key = key(vec![factor(0, Truth::Present, 3, true)]);
    let judged = &report(&content, &key, &played(vec![0], Answer::Yes, 0)).factors[0];
    assert_eq!((judged.heard, judged.outcome), (Heard::Present, Outcome::Hit));
    assert!(judged.corrected.is_empty());
}

#[test]
fn a_factor_of_another_branch_is_not_judged() {
    let content = Content::new(scenario(4), tool(2));
    let mut limited = factor(1, Truth::Present, 2, true);
    limited.when = Some(Logic::Test(KeyTest::Call(Test::Heard(FactIndex(0)))));
    let key = key(vec![factor(0, Truth::Present, 3, true), limited]);
    let answers = || vec![(Answer::Yes, vec![0]), (Answer::Unknown, vec![])];
    for (asks, judged, weight) in [(vec![1], 1, 3), (vec![0], 2, 5)] {
        let session = play(&content, &Play { asks: asks.clone(), answers: answers(), level: Some(2), actions: vec![] });
        let report = score(&session, &key, Digest::default()).expect("the key fits");
        assert_eq!((report.factors.len(), report.factor_weight), (judged, weight), "{asks:?}");
        let tally = Scale::new(&key, &content).expect("the key fits").tally(&session);
        assert_eq!(tally.score, report.score, "{asks:?}: a tally and a report agree");
        assert_eq!(tally.factors[1].counts(), judged == 2, "{asks:?}");
    }
}
