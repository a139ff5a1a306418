//! Varying the numbers of a policy.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod common;

use std::sync::Arc;

use common::{Play, factor, key, play, scenario, tool};
use doorstep_risk_tool::Answer;
use doorstep_scoring::*;
use doorstep_simulator::{Content, Session};
use proptest::prelude::*;

fn lenient() -> Policy {
    let usual = Policy::default();
    Policy { id: "tests@1".into(), form: FormPolicy { minimum_cases: 1, ..usual.form }, ..usual }
}

fn content() -> Arc<Content> {
    Content::new(scenario(6), tool(3))
}

/// A key with factors that are there and one that is not.
fn keyed() -> AnswerKey {
    key(vec![factor(0, Truth::Present, 3, true), factor(1, Truth::Absent, 2, true), factor(2, Truth::Present, 1, true)])
}

fn taken(content: &Arc<Content>, asks: &[usize], answers: &[u8], level: u8) -> Session {
    let answer = |which: &u8| [Answer::Unknown, Answer::Yes, Answer::No][usize::from(*which % 3)];
    let answers = answers.iter().map(|which| (answer(which), vec![0, 3])).collect();
    play(content, &Play { asks: asks.to_vec(), answers, level: Some(level), actions: vec![] })
}

/// The same by the long way: scored and judged anew.
fn judged(policy: &Policy, plan: &FormPlan, session: &Session, key: &AnswerKey) -> Recommended {
    let case = Scale::under(policy.clone(), key, session.content()).unwrap().form_case(session);
    let report = judge_form(policy, plan, &[case]);
    Recommended { recommendation: report.recommendation, otherwise: report.otherwise, provisional: report.provisional }
}

fn plan() -> FormPlan {
    FormPlan { error: Some(Ratio::whole(4)), ..FormPlan::of("numbers", ["numbers"]) }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// At every end of every run the form, scored and judged anew, recommends what is told; the runs cover the range, and neighbours differ.
    #[test]
    fn what_is_told_is_what_another_policy_gives(asks in prop::sample::subsequence((0..6).collect::<Vec<usize>>(), 0..6), answers in prop::collection::vec(0..3_u8, 3), level in 0..3_u8) {
        let (content, key, plan, policy) = (content(), keyed(), plan(), lenient());
        let session = taken(&content, &asks, &answers, level);
        let sitting = Sitting::new("P-000000".into(), vec![(&session, &key)], vec![]).unwrap();
        let found = vary_policy(&policy, &plan, &[sitting]).unwrap();
        prop_assert_eq!(found.numbers.len(), POLICY_NUMBERS.len());
        let usual = judged(&policy, &plan, &session, &key);
        prop_assert_eq!(found.officers[0].outcome, usual);
        for (number, varied) in POLICY_NUMBERS.iter().zip(&found.numbers) {
            prop_assert_eq!(varied.now, number.of(&policy));
            let Some(moved) = varied.officers.first() else {
                for end in [number.least(), number.most()] {
                    let other = number.with(&policy, end);
                    if other.fits().is_ok() {
                        prop_assert_eq!(judged(&other, &plan, &session, &key), usual, "{} at {}", number.field, end);
                    }
                }
                continue;
            };
            prop_assert!(moved.runs.len() > 1, "{}: somebody is named whose recommendation is the same throughout", number.field);
            for run in &moved.runs {
                for end in [run.from, run.to] {
                    let other = number.with(&policy, end);
                    prop_assert_eq!(judged(&other, &plan, &session, &key), run.outcome, "{} at {}", number.field, end);
                }
            }
            for pair in moved.runs.windows(2) {
                prop_assert!(pair[0].outcome != pair[1].outcome && pair[0].to < pair[1].from);
                prop_assert!(varied.left_out > 0 || pair[1].from - pair[0].to <= number.step());
            }
            prop_assert_eq!(moved.runs.iter().filter(|run| run.holds(varied.now)).map(|run| run.outcome).collect::<Vec<_>>(), vec![usual]);
            for (value, outcome) in moved.nearest(varied.now).into_iter().flatten() {
                prop_assert!(value != varied.now && outcome != usual);
            }
        }
    }
}

/// The cut by hand: a form at exactly so many points passes up to there, lies within the band above, and fails from there on.
#[test]
fn the_cut_by_hand() {
    let (content, key, plan, policy) = (content(), keyed(), plan(), lenient());
    let session = taken(&content, &[0, 3, 4], &[1, 2, 1], 2);
    let score = score(&session, &key, key.digest()).unwrap().score.unwrap();
    let sitting = Sitting::new("P-000000".into(), vec![(&session, &key)], vec![]).unwrap();
    let found = vary_policy(&policy, &plan, &[sitting]).unwrap();
    let cut = found.numbers.iter().find(|number| number.number == "form/cut").unwrap();
    let runs = &cut.officers[0].runs;
    let otherwise: Vec<Recommendation> = runs.iter().map(|run| run.outcome.otherwise).collect();
    // One call alone is its own best constant answer, so a person would look; behind that stands what the score says.
    assert_eq!(otherwise, [Recommendation::Pass, Recommendation::Extend, Recommendation::Fail], "{runs:?}");
    let (tenth, error) = (Ratio::new(1, 10), Ratio::whole(4));
    assert!(runs[0].to + error <= score && score < runs[0].to + tenth + error, "{score}");
    assert!(runs[1].to - error <= score && score < runs[1].to + tenth - error, "{score}");
    assert_eq!((runs[0].from, runs[2].to), (Ratio::ZERO, Ratio::whole(100)));
}

/// The nearest other recommendation lies at the end of the run below and at the beginning of the run above.
#[test]
fn the_nearest_value_with_another_recommendation() {
    let outcome = |recommendation| Recommended { recommendation, otherwise: recommendation, provisional: false };
    let [pass, extend, fail] = [Recommendation::Pass, Recommendation::Extend, Recommendation::Fail].map(outcome);
    let run = |from, to, outcome| Run { from: Ratio::whole(from), to: Ratio::whole(to), outcome };
    let moved = Moved { officer: "P-000000".into(), runs: vec![run(0, 10, pass), run(11, 20, extend), run(21, 30, fail)] };
    let at = |value: i64, outcome| Some((Ratio::whole(value), outcome));
    assert_eq!(moved.nearest(Ratio::whole(10)), [None, at(11, extend)]);
    assert_eq!(moved.nearest(Ratio::whole(11)), [at(10, pass), at(21, fail)]);
    assert_eq!(moved.nearest(Ratio::whole(20)), [at(10, pass), at(21, fail)]);
    assert_eq!(moved.nearest(Ratio::whole(21)), [at(20, extend), None]);
}

#[test]
fn a_policy_out_of_its_bounds_is_refused() {
    let policy = Policy { rho: Ratio::ZERO, ..lenient() };
    assert!(matches!(vary_policy(&policy, &plan(), &[]), Err(ScoreError::Policy(_))));
    let found = vary_policy(&lenient(), &plan(), &[]).unwrap();
    assert!(found.officers.is_empty() && found.numbers.iter().all(|number| number.officers.is_empty()));
}
