//! What a trainee is told to do differently: the sentences, and which of them come first.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod common;

use common::{Play, factor, key, report, scenario, tool};
use doorstep_risk_tool::{Answer, LevelIndex};
use doorstep_scenario::ActionIndex;
use doorstep_scoring::*;
use doorstep_simulator::Content;

use Answer::{Unknown, Yes};

fn act(action: u16, expect: Expect, value: i8) -> Act {
    Act {
        id: format!("act-{action}"),
        label: format!("Action {action}."),
        expect,
        value,
        group: ActGroup::Referral,
        any_of: vec![Doing::Action(ActionIndex(action))],
        by: None,
        when: None,
        step: None,
        why: "Because.".into(),
    }
}

/// A key with factors of these weights that are there and a grade of `medium`.
fn keyed(weights: &[u8]) -> AnswerKey {
    let mut key = key(weights.iter().enumerate().map(|(place, weight)| factor(place, Truth::Present, *weight, true)).collect());
    key.assessments[0].votes = vec![Some(LevelIndex(1)); 3];
    key
}

/// What is told of an attempt in which the facts for these factors were asked for, and these answers given.
fn told(key: &AnswerKey, asked: &[usize], answers: &[Answer], level: u8, actions: &[u16]) -> String {
    let content = Content::new(scenario(2 * answers.len()), tool(answers.len()));
    let asks: Vec<usize> = asked.iter().map(|factor| 2 * factor).collect();
    let answers = answers.iter().enumerate().map(|(item, answer)| (*answer, vec![2 * item])).collect();
    let played = Play { asks, answers, level: Some(level), actions: actions.to_vec() };
    let things = report(&content, key, &played).first_things;
    things.iter().map(|thing| format!("{}\n", thing.says)).collect()
}

/// What was never learned costs its whole weight, what was heard and left open 7/10 of it: of 2 and 2 the first is more, of 2 and 3 the second.
#[test]
fn a_factor_costs_what_its_weight_lacks() {
    let said = [[2, 2], [3, 2]].map(|weights| told(&keyed(&weights), &[0], &[Unknown, Unknown], 1, &[]));
    expect_test::expect![[r#"
        You did not find out about this: Factor 1.
        You heard what shows this, and answered that it was not established: Factor 0.
        ---
        You heard what shows this, and answered that it was not established: Factor 0.
        You did not find out about this: Factor 1.
    "#]]
    .assert_eq(&said.join("---\n"));
}

/// A factor of weight 1 in 5 costs a fifth of three fifths; the only act a whole fifth; but of a factor of 3 in 5 it is the other way round.
#[test]
fn parts_of_the_score_are_weighed_against_each_other() {
    let mut light = keyed(&[1, 3, 1]);
    light.acts = vec![act(0, Expect::Must, 2)];
    let heavy = AnswerKey { acts: light.acts.clone(), ..keyed(&[3, 3]) };
    let said = [
        told(&light, &[1, 2], &[Unknown, Yes, Yes], 1, &[]),
        told(&light, &[0, 2], &[Yes, Unknown, Yes], 1, &[]),
        // Two factors of 3 in 6 each cost more than the act; but two things of a kind say less.
        told(&heavy, &[], &[Unknown, Unknown], 1, &[]),
    ];
    expect_test::expect![[r#"
        This was still to be done: Action 0.
        You did not find out about this: Factor 0.
        ---
        You did not find out about this: Factor 1.
        This was still to be done: Action 0.
        ---
        You did not find out about this: Factor 0.
        This was still to be done: Action 0.
    "#]]
    .assert_eq(&said.join("---\n"));
}

/// What must not be done is told where it was done, and only there; what should or may be done is not told.
#[test]
fn acts_are_told_that_must_or_must_not_be_done() {
    let mut key = keyed(&[1]);
    key.acts = vec![act(0, Expect::MustNot, -3), act(1, Expect::Should, 1), act(2, Expect::Neutral, 0)];
    let said = [told(&key, &[0], &[Yes], 1, &[0, 2]), told(&key, &[0], &[Yes], 1, &[])];
    expect_test::expect![[r#"
        Leave this out another time: Action 0.
        ---
    "#]]
    .assert_eq(&said.join("---\n"));
}

/// A grade too low or too high is told with the step that took it there, where the readers' rule and their votes agree.
#[test]
fn a_grade_is_told_with_what_led_to_it() {
    let mut key = keyed(&[3]);
    key.assessments[0].level_rule =
        Some(LevelRule { base: LevelIndex(0), raise: vec![Raise { at_least: 1, of: vec![0], to: LevelIndex(1) }] });
    let mut at_odds = key.clone();
    at_odds.assessments[0].votes = vec![Some(LevelIndex(2)); 3];
    let said = [
        told(&key, &[], &[Unknown], 0, &[]),
        told(&key, &[0], &[Unknown], 0, &[]),
        told(&key, &[0], &[Yes], 0, &[]),
        told(&key, &[0], &[Yes], 2, &[]),
        told(&key, &[0], &[Yes], 1, &[]),
        told(&at_odds, &[0], &[Yes], 0, &[]),
    ];
    expect_test::expect![[r#"
        You did not find out about this: Factor 0.
        You graded lower than the readers of this call: First grade. What you had heard comes to standard. It would have come to medium had you also heard “Factor 0”, which had not come out by then.
        ---
        You heard what shows this, and answered that it was not established: Factor 0.
        You graded lower than the readers of this call: First grade. You would have come to medium had you marked “Factor 0”, which you had heard. What you marked comes to standard.
        ---
        You graded lower than the readers of this call: First grade. You marked “Factor 0”, which by itself comes to medium. Your final level is 1 level lower: standard.
        ---
        You graded higher than the readers of this call: First grade. You marked “Factor 0”, which by itself comes to medium. Your final level is 1 level higher: high.
        ---
        ---
        You graded lower than the readers of this call: First grade.
    "#]].assert_eq(&said.join("---\n"));
}

/// Where the panel of an approved key is not sure enough, its grade is for feedback only, and nothing to put first.
#[test]
fn a_grade_that_its_panel_was_not_sure_of_is_not_told() {
    let with = |medium: usize| {
        let mut key = keyed(&[3]);
        key.status = KeyStatus::Approved;
        key.readers = (0..12).map(|reader| Reader { id: format!("r{reader}"), viewpoint: "practice".into() }).collect();
        key.factors[0].votes = vec![Some(doorstep_risk_tool::Claim::Present); 12];
        key.assessments[0].votes = (0..12).map(|reader| Some(LevelIndex(if reader < medium { 1 } else { 2 }))).collect();
        key.assessments[0].reasons = vec![None; 12];
        told(&key, &[0], &[Yes], 0, &[])
    };
    assert_eq!(with(12), "You graded lower than the readers of this call: First grade.\n");
    assert_eq!(with(7), "");
}
