//! What must hold of every score, over many calls, keys and plays.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod common;

use std::sync::Arc;

use common::{Play, factor, key, play, report, scenario, tool};
use doorstep_envelope::Digest;
use doorstep_risk_tool::{Answer, Claim};
use doorstep_scoring::{AnswerKey, Heard, Outcome, Ratio, Truth, score};
use doorstep_simulator::{Compact, Content, Session};
use proptest::prelude::*;

const FACTORS: usize = 4;

fn truth() -> impl Strategy<Value = Truth> {
    prop_oneof![Just(Truth::Present), Just(Truth::Absent), Just(Truth::Undetermined)]
}

fn answer() -> impl Strategy<Value = Answer> {
    prop::sample::select(Answer::ALL.to_vec())
}

fn content() -> Arc<Content> {
    Content::new(scenario(2 * FACTORS), tool(FACTORS))
}

fn a_key() -> impl Strategy<Value = AnswerKey> {
    prop::collection::vec((truth(), 1_u8..=3, any::<bool>()), FACTORS).prop_map(|rows| {
        key(rows.into_iter().enumerate().map(|(place, (truth, weight, required))| factor(place, truth, weight, required)).collect())
    })
}

fn a_play() -> impl Strategy<Value = Play> {
    let facts = 0..2 * FACTORS;
    let asks = prop::collection::vec(facts.clone(), 0..2 * FACTORS).prop_map(|mut asks| {
        asks.sort_unstable();
        asks.dedup();
        asks
    });
    let answers = prop::collection::vec((answer(), prop::collection::vec(facts, 0..4)), FACTORS);
    (asks, answers, 0_u8..3).prop_map(|(asks, answers, level)| Play { asks, answers, level: Some(level), actions: vec![] })
}

/// The factor score, before it is bound to 0..1.
fn points(content: &Arc<Content>, key: &AnswerKey, play: &Play) -> Ratio {
    report(content, key, play).factor_points
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Asking one thing more never lowers what the answers earn. There is one exception, and it is meant: a correction that is heard
    /// and not heeded turns "misled" into a false alarm.
    #[test]
    fn asking_never_lowers(key in a_key(), play in a_play(), fact in 0..2 * FACTORS) {
        // A line that was cited though nobody had said it would be cited only now: that is another citation, not only another question.
        if !play.asks.contains(&fact) && play.answers.iter().any(|(_, cites)| cites.contains(&fact)) {
            return Ok(());
        }
        let content = content();
        let mut more = play.clone();
        if !more.asks.contains(&fact) {
            // At the front, so that everything cited is still there.
            more.asks.insert(0, fact);
        }
        let (before, after) = (report(&content, &key, &play), report(&content, &key, &more));
        let factor = fact / 2;
        // On a factor that is not required the other misled outcome becomes a no against what was heard, which costs as any such claim.
        let turned = (before.factors[factor].outcome, after.factors[factor].outcome);
        let unheeded = matches!(
            turned,
            (Outcome::MisledPresent, Outcome::FalseAlarm) | (Outcome::MisledAbsent, Outcome::RecognitionReject)
        );
        prop_assert!(unheeded || after.factor_points >= before.factor_points, "{before:#?} {after:#?}");
        prop_assert!(unheeded || after.score >= before.score);
    }

    /// Answering a factor as what was heard says, where that is true, is the best answer there is.
    #[test]
    fn marking_rightly_never_lowers(key in a_key(), play in a_play(), place in 0..FACTORS) {
        let content = content();
        let was = report(&content, &key, &play);
        let right = match (was.factors[place].truth, was.factors[place].heard) {
            (Truth::Present, Heard::Present) => Answer::Yes,
            (Truth::Absent, Heard::Absent) => Answer::No,
            _ => return Ok(()),
        };
        let mut better = play.clone();
        better.answers[place].0 = right;
        prop_assert!(points(&content, &key, &better) >= was.factor_points);
    }

    /// One more valid line never lowers the score.
    #[test]
    fn citing_rightly_never_lowers(key in a_key(), play in a_play(), place in 0..FACTORS) {
        let content = content();
        let was = report(&content, &key, &play);
        let fact = match was.factors[place].answer {
            Claim::Present => 2 * place,
            Claim::Absent => 2 * place + 1,
            Claim::Unknown => return Ok(()),
        };
        let mut better = play.clone();
        better.answers[place].1.push(fact);
        prop_assert!(points(&content, &key, &better) >= was.factor_points);
    }

    /// For what was not heard, "not established" is always among the best answers.
    #[test]
    fn unknown_is_optimal_for_what_was_not_heard(key in a_key(), play in a_play(), place in 0..FACTORS, other in answer()) {
        let content = content();
        if report(&content, &key, &play).factors[place].heard != Heard::Nothing {
            return Ok(());
        }
        let (mut unknown, mut claimed) = (play.clone(), play);
        unknown.answers[place].0 = Answer::Unknown;
        claimed.answers[place].0 = other;
        prop_assert!(points(&content, &key, &unknown) >= points(&content, &key, &claimed));
    }

    /// What is taken away with one reveal is what hangs on it, and nothing else: the other factors keep every part of their credit.
    #[test]
    fn removing_a_reveal_touches_only_what_hangs_on_it(key in a_key(), play in a_play(), choose in any::<prop::sample::Index>()) {
        let content = content();
        if play.asks.is_empty() {
            return Ok(());
        }
        let mut less = play.clone();
        let fact = less.asks.remove(choose.index(play.asks.len()));
        // Lines of this fact cited for other factors bear on none of them; leave them out on both sides.
        let mut with = play.clone();
        for answers in [&mut less.answers, &mut with.answers] {
            for (place, (_, cites)) in answers.iter_mut().enumerate() {
                cites.retain(|cited| *cited != fact || place == fact / 2);
            }
        }
        let (before, after) = (report(&content, &key, &with), report(&content, &key, &less));
        for (place, (one, other)) in before.factors.iter().zip(&after.factors).enumerate() {
            if place != fact / 2 {
                prop_assert_eq!(&one.points, &other.points);
                prop_assert_eq!(one.outcome, other.outcome);
            }
        }
        let own = |report: &doorstep_scoring::Report| Ratio::whole(i64::from(report.factors[fact / 2].weight)) * report.factors[fact / 2].credit;
        prop_assert_eq!(before.factor_points - own(&before), after.factor_points - own(&after));
    }

    /// Leaving an item blank never equals answering no: never the same answer, and never more points than "not established".
    #[test]
    fn blank_is_never_no(key in a_key(), play in a_play(), place in 0..FACTORS) {
        let content = content();
        let with = |answer: Answer| {
            let mut played = play.clone();
            played.answers[place].0 = answer;
            report(&content, &key, &played)
        };
        let (blank, no, unknown) = (with(Answer::NotAsked), with(Answer::No), with(Answer::Unknown));
        prop_assert_eq!(blank.factors[place].answer, Claim::Unknown);
        prop_assert_eq!(no.factors[place].answer, Claim::Absent);
        prop_assert_ne!(blank.factors[place].outcome, no.factors[place].outcome);
        prop_assert_eq!(&blank.factors[place].points, &unknown.factors[place].points);
    }

    /// The same attempt gives the same report byte for byte, also from its small form and by replay.
    #[test]
    fn a_report_is_the_same_after_a_round_trip(key in a_key(), played in a_play()) {
        let content = content();
        let session = play(&content, &played);
        let attempt = Compact::of(session.attempt()).open().unwrap();
        prop_assert_eq!(&attempt, session.attempt());
        let again = Session::replay(content, attempt).unwrap();
        let bytes = |session: &Session| serde_json::to_string_pretty(&score(session, &key, Digest::default()).unwrap()).unwrap();
        prop_assert_eq!(bytes(&session), bytes(&again));
    }

    /// Scores lie in 0..=100, also with as many lines cited as there are, and nothing overflows.
    #[test]
    fn a_score_lies_between_nothing_and_a_hundred(key in a_key(), play in a_play()) {
        let content = content();
        let report = report(&content, &key, &play);
        let score = report.score.unwrap();
        prop_assert!(score >= Ratio::ZERO && score <= Ratio::whole(100));
    }
}
