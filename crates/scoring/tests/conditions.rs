//! Conditions of a key, deadlines, critical errors, steps and conduct, over calls made of numbers: each answer worked out by hand.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod common;

use std::sync::Arc;

use common::{Play, construct, factor, key, play, scenario, tool};
use doorstep_envelope::Digest;
use doorstep_risk_tool::{Answer, Claim, LevelIndex};
use doorstep_scenario::{
    ActionIndex, AssessmentIndex, ChoiceIndex, ChoiceRef, Comparison, EndingIndex, FactIndex, Logic, SceneIndex, Step, Test,
};
use doorstep_scoring::*;
use doorstep_simulator::Content;

/// The question for a fact.
fn ask(fact: u16) -> ChoiceRef {
    ChoiceRef { scene: SceneIndex(0), choice: ChoiceIndex(fact) }
}

/// The choice behind the commit.
const LEAVE: ChoiceRef = ChoiceRef { scene: SceneIndex(1), choice: ChoiceIndex(0) };
const INITIAL: AssessmentIndex = AssessmentIndex(0);

fn content() -> Arc<Content> {
    Content::new(scenario(8), tool(2))
}

fn act(id: &str, value: i8, group: ActGroup, any_of: Vec<Doing>) -> Act {
    Act {
        id: id.into(),
        label: format!("Act {id}."),
        expect: if value < 0 { Expect::MustNot } else { Expect::Must },
        value,
        group,
        any_of,
        by: None,
        when: None,
        step: None,
        why: "Because.".into(),
    }
}

/// Asks for facts 0, 1 and 2 at seconds 0, 30 and 60, answers yes to the first item and no to the second, grades medium with the first
/// action, and leaves.
fn usual() -> Play {
    Play { asks: vec![0, 1, 2], answers: vec![(Answer::Yes, vec![0]), (Answer::No, vec![])], level: Some(1), actions: vec![0] }
}

fn ungraded() -> Play {
    Play { level: None, actions: vec![], ..usual() }
}

fn whole_key() -> AnswerKey {
    let mut key = key(vec![factor(0, Truth::Present, 2, true), factor(1, Truth::Absent, 1, true)]);
    key.acts = vec![
        act("first-action", 2, ActGroup::VictimSafety, vec![Doing::Action(ActionIndex(0))]),
        act("neither", 0, ActGroup::Children, vec![Doing::Choice(ask(0))]),
        act("wrong", -1, ActGroup::Evidence, vec![Doing::Choice(ask(1))]),
        act("not-done", 2, ActGroup::Referral, vec![Doing::Action(ActionIndex(1))]),
    ];
    key
}

fn report(key: &AnswerKey, played: &Play) -> Report {
    common::report(&content(), key, played)
}

fn holds(condition: KeyCondition, played: &Play) -> bool {
    let mut key = whole_key();
    key.critical =
        vec![Critical { id: "it".into(), label: "It.".into(), class: CriticalClass::K2, when: condition, why: "Because.".into() }];
    let found = !report(&key, played).critical.is_empty();
    let tally = Scale::new(&key, &content()).unwrap().tally(&play(&content(), played));
    assert_eq!(tally.critical, [found]);
    found
}

fn test(test: KeyTest) -> KeyCondition {
    Logic::Test(test)
}

#[test]
fn each_question_of_a_condition_is_answered_as_the_attempt_went() {
    let level = |comparison, level| test(KeyTest::Level(INITIAL, comparison, LevelIndex(level)));
    let before = |choice, fact| test(KeyTest::Before(ask(choice), FactIndex(fact)));
    let rows = [
        (test(KeyTest::Ended), true, false),
        (test(KeyTest::Ending(EndingIndex(0))), true, false),
        (test(KeyTest::DoneAct(0)), true, false),
        (test(KeyTest::DoneAct(3)), false, false),
        (test(KeyTest::DoneGroup(ActGroup::VictimSafety)), true, false),
        // An act of no value, and one that must not be, are no deed of their group.
        (test(KeyTest::DoneGroup(ActGroup::Children)), false, false),
        (test(KeyTest::DoneGroup(ActGroup::Evidence)), false, false),
        (test(KeyTest::DoneGroup(ActGroup::Referral)), false, false),
        (level(Comparison::Less, 2), true, false),
        (level(Comparison::Equal, 1), true, false),
        (level(Comparison::Greater, 1), false, false),
        // Without a form "not established" stands.
        (test(KeyTest::Answered(0, Claim::Present, true)), true, false),
        (test(KeyTest::Answered(0, Claim::Present, false)), false, true),
        (test(KeyTest::Answered(1, Claim::Absent, true)), true, false),
        (test(KeyTest::Answered(1, Claim::Present, false)), true, true),
        // Asked before the other was told; what the choice itself brings out is told after it.
        (before(0, 1), true, true),
        (before(1, 1), true, true),
        (before(1, 0), false, false),
        (before(2, 1), false, false),
        (before(1, 7), true, true),
        (before(5, 7), false, false),
    ];
    for (condition, graded, open) in rows {
        assert_eq!((holds(condition.clone(), &usual()), holds(condition.clone(), &ungraded())), (graded, open), "{condition:?}");
    }
}

/// The choices fall at seconds 0, 30, 60 (the questions), 90 (the grade; it takes 30) and 120 (leaving); the commit at 120.
#[test]
fn an_act_is_late_after_its_second_or_after_the_commit() {
    let done = |doings: Vec<Doing>, by: Deadline, played: &Play| {
        let mut key = whole_key();
        key.acts = vec![Act { by: Some(by), ..act("it", 2, ActGroup::Referral, doings) }];
        let act = report(&key, played).acts.remove(0);
        act.done.map(|done| (done.second, done.step, done.late, act.earned))
    };
    let one = |doing: Doing, by: Deadline| done(vec![doing], by, &usual());
    let (in_time, late) = (Ratio::whole(2), Ratio::ONE);
    let second = |second| Deadline::Second(second);
    assert_eq!(one(Doing::Choice(ask(1)), second(30)), Some((30, Some(1), false, in_time)));
    assert_eq!(one(Doing::Choice(ask(1)), second(29)), Some((30, Some(1), true, late)));
    assert_eq!(one(Doing::Action(ActionIndex(0)), second(120)), Some((120, None, false, in_time)));
    assert_eq!(one(Doing::Action(ActionIndex(0)), second(119)), Some((120, None, true, late)));
    let commit = Deadline::Assessment(INITIAL);
    assert_eq!(one(Doing::Choice(ask(2)), commit), Some((60, Some(2), false, in_time)));
    assert_eq!(one(Doing::Action(ActionIndex(0)), commit), Some((120, None, false, in_time)), "with the commit itself");
    assert_eq!(one(Doing::Assessment(INITIAL), commit), Some((120, None, false, in_time)));
    assert_eq!(one(Doing::Choice(LEAVE), commit), Some((120, Some(4), true, late)), "the same second, after it");
    assert_eq!(one(Doing::Action(ActionIndex(1)), commit), None);
    assert_eq!(done(vec![Doing::Choice(ask(2))], commit, &ungraded()), Some((60, Some(2), false, in_time)), "a commit that never came");
    let whichever = vec![Doing::Choice(LEAVE), Doing::Action(ActionIndex(0)), Doing::Choice(ask(2)), Doing::Choice(ask(7))];
    assert_eq!(done(whichever, commit, &usual()), Some((60, Some(2), false, in_time)), "the first of them counts");
}

/// What must not be done costs all of its value, late or not; an act without value nothing; a condition that does not hold takes an act out.
#[test]
fn acts_earn_their_value_half_of_it_late_and_wrong_ones_cost_all() {
    let values = |rows: &[(i8, u16, Option<u32>)]| {
        let mut key = whole_key();
        let one = |(value, fact, by): &(i8, u16, Option<u32>)| Act {
            by: by.map(Deadline::Second),
            ..act("it", *value, ActGroup::Referral, vec![Doing::Choice(ask(*fact))])
        };
        key.acts = rows.iter().map(one).collect();
        let report = report(&key, &usual());
        (report.acts.iter().map(|act| act.earned).collect::<Vec<_>>(), report.stages.acted)
    };
    let [nothing, half, whole] = [Ratio::ZERO, Ratio::new(1, 2), Ratio::ONE];
    assert_eq!(values(&[(2, 0, None), (1, 1, Some(29)), (0, 1, Some(29))]), (vec![Ratio::whole(2), half, nothing], Some(Ratio::new(5, 6))));
    assert_eq!(values(&[(2, 0, None), (-1, 1, Some(29))]), (vec![Ratio::whole(2), -whole], Some(half)));
    assert_eq!(values(&[(2, 0, None), (2, 7, None)]), (vec![Ratio::whole(2), nothing], Some(half)), "one of two was left");
    assert_eq!(values(&[(-1, 0, None)]), (vec![-whole], Some(nothing)), "nothing to earn, and something wrong done");
    assert_eq!(values(&[(-1, 7, None)]), (vec![nothing], None), "nothing to judge");
    assert_eq!(values(&[(1, 0, None), (-3, 1, None)]).1, Some(nothing), "never below nothing");
}

#[test]
fn a_critical_error_is_tried_again_at_the_last_choice_behind_it() {
    let step = |condition: KeyCondition| {
        let mut key = whole_key();
        key.acts.push(act("several", 1, ActGroup::Referral, vec![Doing::Choice(ask(0)), Doing::Choice(ask(2)), Doing::Choice(ask(1))]));
        key.critical = vec![
            Critical { id: "lapse".into(), label: "A.".into(), class: CriticalClass::K2, when: condition.clone(), why: "W.".into() },
            Critical { id: "never".into(), label: "B.".into(), class: CriticalClass::K1, when: condition, why: "W.".into() },
        ];
        let found = report(&key, &usual()).critical;
        let ids: Vec<&str> = found.iter().map(|each| each.id.as_str()).collect();
        assert_eq!(ids, ["never", "lapse"], "never events first");
        found[0].step
    };
    let chosen = |fact| test(KeyTest::Call(Test::Chosen(ask(fact))));
    assert_eq!(step(chosen(1)), Some(1));
    assert_eq!(step(Logic::All(vec![chosen(2), chosen(0)])), Some(2));
    assert_eq!(step(Logic::All(vec![chosen(0), chosen(2)])), Some(2));
    assert_eq!(step(test(KeyTest::DoneAct(4))), Some(2), "the last of the choices that do it");
    assert_eq!(step(test(KeyTest::DoneAct(0))), Some(3), "the choice that led to the assessment with the action");
    assert_eq!(step(test(KeyTest::Level(INITIAL, Comparison::Less, LevelIndex(2)))), Some(3));
    assert_eq!(step(Logic::All(vec![test(KeyTest::Level(INITIAL, Comparison::Less, LevelIndex(2))), chosen(2)])), Some(3));
    assert_eq!(step(test(KeyTest::Before(ask(1), FactIndex(7)))), Some(1));
    assert_eq!(step(test(KeyTest::Ended)), None, "no choice of the condition was taken");
}

#[test]
fn a_step_is_done_late_skipped_or_no_part() {
    let mut key = whole_key();
    let step = |step, choice, by: Option<u32>| StepKey { step, any_of: vec![Doing::Choice(choice)], by: by.map(Deadline::Second) };
    key.steps = vec![
        step(Step::ALL[0], ask(1), Some(30)),
        step(Step::ALL[1], ask(1), Some(29)),
        step(Step::ALL[2], ask(7), None),
        step(Step::ALL[3], LEAVE, None),
    ];
    let steps = report(&key, &usual()).steps;
    let found: Vec<_> = steps.iter().take(5).map(|each| (each.state, each.second)).collect();
    use StepState::{Done, Late, NotPart, Skipped};
    assert_eq!(found, [(Done, Some(30)), (Late, Some(30)), (Skipped, None), (Done, Some(120)), (NotPart, None)]);
}

/// Questions: fact 0 open (apt), fact 1 leading, fact 2 closed. Moments: one of each other kind. Weighed 2, 3, 1, 4, 5: what was well done is
/// 2 + 3 + 5 of 2 x 3 + 3 + 1 + 4 + 5.
#[test]
fn conduct_is_weighed_by_the_policy_and_counts_in_whole_hundredths() {
    let mut key = whole_key();
    key.acts.clear();
    let question = |fact, kind| Question { choice: ask(fact), kind, why: None };
    key.questions = vec![
        question(0, QuestionKind::Open),
        question(1, QuestionKind::Leading),
        question(2, QuestionKind::Closed),
        question(7, QuestionKind::Blaming),
    ];
    let told = |fact, kind, good| Conduct { choice: ask(fact), kind, good, why: "W.".into() };
    key.conduct = vec![
        told(0, ConductKind::Privacy, true),
        told(1, ConductKind::Respect, false),
        told(1, ConductKind::Blame, false),
        told(2, ConductKind::Collusion, true),
        told(7, ConductKind::Respect, true),
    ];
    let policy = Policy {
        conduct: ConductWeights { question: 2, privacy: 3, respect: 1, blame: 4, collusion: 5 },
        weight_factors: Ratio::ZERO,
        weight_levels: Ratio::new(1, 2),
        weight_acts: Ratio::ZERO,
        weight_conduct: Ratio::new(1, 2),
        ..Policy::default()
    };
    let content = content();
    let session = play(&content, &Play { level: Some(2), ..usual() });
    let report = score_under(&session, &key, Digest::default(), &policy).unwrap();
    let counts: Vec<_> = report.conduct.counts.iter().map(|each| (each.kind, each.good, each.all, each.weight)).collect();
    use ConductKind::{Blame, Collusion, Privacy, Respect};
    assert_eq!(
        counts,
        [(None, 1, 3, 2), (Some(Privacy), 1, 1, 3), (Some(Respect), 0, 1, 1), (Some(Blame), 0, 1, 4), (Some(Collusion), 1, 1, 5)]
    );
    let asked: Vec<_> = report.conduct.questions.iter().map(|each| (each.step, each.kind, each.apt)).collect();
    assert_eq!(asked, [(0, QuestionKind::Open, true), (1, QuestionKind::Leading, false), (2, QuestionKind::Closed, false)]);
    let moments: Vec<_> = report.conduct.moments.iter().map(|each| (each.step, each.kind, each.good)).collect();
    assert_eq!(moments, [(0, Privacy, true), (1, Respect, false), (1, Blame, false), (2, Collusion, true)]);
    assert_eq!(report.stages.conduct, Some(Ratio::new(10, 19)));
    // 10/19 is .526: 52 hundredths. Weights of 0 leave factors out of the sum, not out of the report.
    assert_eq!(report.score, Some(Ratio::whole(50 + 26)));
    let scale = Scale::under(policy.clone(), &key, &content).unwrap();
    assert_eq!(scale.policy(), &policy);
    let tally = scale.tally(&session);
    assert_eq!((tally.conducted, tally.score), (Some(Ratio::new(10, 19)), report.score));
    let usual = Scale::new(&key, &content).unwrap().tally(&session);
    assert_eq!(usual.conducted, None, "not weighed by the usual policy");
    key.conduct.clear();
    let counts = common::report(&content, &key, &Play { level: Some(2), ..self::usual() }).conduct.counts;
    assert_eq!(counts.iter().map(|each| each.kind).collect::<Vec<_>>(), [None], "kinds that did not occur are not counted");
}

/// Three items speak for the factor, one of them for another too: the joint answer, and what counts as cited for which.
#[test]
fn the_items_of_a_factor_are_those_that_share_a_construct() {
    let mut tool = tool(3);
    tool.items[2].constructs = vec![construct(0), construct(1)];
    let content = Content::new(scenario(8), tool);
    let key = key(vec![factor(0, Truth::Present, 2, true), factor(1, Truth::Present, 1, true), factor(3, Truth::Present, 3, true)]);
    let played = Play {
        asks: vec![0, 2],
        answers: vec![(Answer::No, vec![]), (Answer::No, vec![]), (Answer::Yes, vec![0, 2])],
        level: Some(2),
        actions: vec![],
    };
    let report = common::report(&content, &key, &played);
    let items: Vec<_> = report.factors.iter().map(|factor| factor.items.clone()).collect();
    assert_eq!(items, [vec!["item-0", "item-2"], vec!["item-1", "item-2"]], "no item speaks for the third, so it is not judged");
    for factor in &report.factors {
        assert_eq!((factor.answer, factor.outcome, factor.credit), (Claim::Present, Outcome::Hit, Ratio::ONE), "{}", factor.id);
    }
    assert_eq!((report.factor_weight, report.factor_points), (3, Ratio::whole(3)));
    let tally = Scale::new(&key, &content).unwrap().tally(&play(&content, &played));
    assert_eq!(tally.factors.iter().map(|factor| factor.counts()).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!(tally.score, report.score);
}
