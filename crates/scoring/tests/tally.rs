//! A tally and a report of the same attempt hold the same numbers, at every moment of every play that the repository keeps.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod files;

use doorstep_envelope::Digest;
use doorstep_scoring::{AnswerKey, Lateness, Scale, score};
use doorstep_simulator::{Content, Session};

use files::{call_beside, key_beside, play, read, repository, scenarios};

fn same_numbers(session: &Session, key: &AnswerKey) {
    let report = score(session, key, Digest::default()).unwrap();
    let tally = Scale::new(key, session.content()).unwrap().tally(session);
    assert_eq!(tally.elicited, report.stages.elicited);
    assert_eq!(tally.recognised, report.stages.recognised);
    assert_eq!(tally.graded, report.stages.graded);
    assert_eq!(tally.acted, report.stages.acted);
    assert_eq!(tally.score, report.score);
    let factors: Vec<_> = tally.factors.iter().filter(|factor| factor.answerable).collect();
    assert_eq!(factors.len(), report.factors.len());
    for (factor, reported) in factors.iter().zip(&report.factors) {
        assert_eq!((factor.heard, factor.answer, factor.outcome), (reported.heard, reported.answer, reported.outcome));
        assert_eq!((factor.waived, factor.credit), (reported.waived, reported.credit));
    }
    for (act, reported) in tally.acts.iter().zip(&report.acts) {
        let late = reported.done.as_ref().map(|done| if done.late { Lateness::Late } else { Lateness::InTime });
        assert_eq!((act.in_play, act.done, act.earned), (reported.in_play, late, reported.earned));
    }
    let mut happened: Vec<&str> =
        key.critical.iter().zip(&tally.critical).filter(|(_, happened)| **happened).map(|(each, _)| each.id.as_str()).collect();
    let mut reported: Vec<&str> = report.critical.iter().map(|each| each.id.as_str()).collect();
    happened.sort_unstable();
    reported.sort_unstable();
    assert_eq!(happened, reported);
}

#[test]
fn a_tally_is_a_report_without_words() {
    let mut plays = 0;
    for id in scenarios() {
        let (scenario, tool) = call_beside(&format!("scenarios/{id}"));
        let key = key_beside(&format!("scenarios/{id}"), &scenario, &tool);
        let content = Content::new(scenario, tool);
        for kind in ["good", "middling", "harmful"] {
            let path = format!("tests/plays/{id}.{kind}.play");
            if !repository().join(&path).exists() {
                continue;
            }
            let whole = play(&content, &read(&path));
            let header = &whole.attempt().header;
            let mut session = Session::start(content.clone(), header.seed, header.mode, None, false);
            for event in &whole.attempt().events {
                session.apply(event.clone()).unwrap();
                same_numbers(&session, &key);
            }
            plays += 1;
        }
    }
    assert!(plays > 8, "{plays} plays");
}

#[test]
fn each_level_gives_what_the_votes_say() {
    let (scenario, tool) = call_beside("scenarios/hollow-lane");
    let key = key_beside("scenarios/hollow-lane", &scenario, &tool);
    let content = Content::new(scenario, tool);
    let scale = Scale::new(&key, &content).unwrap();
    let credits: Vec<String> = scale.level_credits(0, content.tool.levels.len()).iter().map(ToString::to_string).collect();
    assert_eq!(credits, ["0", "0", "1"]);
}

/// A factor whose condition does not hold is not judged: it is no part of the weight, whatever was answered.
#[test]
fn a_factor_that_does_not_apply_does_not_count() {
    let (scenario, tool) = files::small_call();
    let source =
        read("tests/broken/keys/whole.yaml").replace("label: Access to a gun", "label: Access to a gun\n    when: heard(no-gun-told)");
    let reading = doorstep_scoring::text::read_key(&source, &scenario, &tool);
    let key = reading.value.unwrap_or_else(|| panic!("{:#?}", reading.diagnostics));
    let content = Content::new(scenario, tool);
    let weight = |script: &str| score(&play(&content, script), &key, Digest::default()).unwrap().factor_weight;
    assert_eq!(weight("room/ask-gun"), 3 + 2 + 1);
    assert_eq!(weight("room/ask-neck"), 3 + 1);
}
