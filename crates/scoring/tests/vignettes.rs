//! The short calls of the repository: each with a good, a middling and a harmful attempt in `tests/vignettes`, balanced over the levels.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod files;

use std::collections::BTreeMap;

use doorstep_envelope::Digest;
use doorstep_risk_tool::RiskTool;
use doorstep_scenario::{CallKind, Scenario};
use doorstep_scoring::{AnswerKey, Policy, Ratio, Report, Truth, score};
use doorstep_simulator::Content;

use files::{call_beside, key_beside, play, read, scenarios};

/// Every short call with its tool and key, by id.
fn vignettes() -> Vec<(String, Scenario, RiskTool, AnswerKey)> {
    let read = |id: String| {
        let folder = format!("scenarios/{id}");
        let (scenario, tool) = call_beside(&folder);
        let key = key_beside(&folder, &scenario, &tool);
        (id, scenario, tool, key)
    };
    let all: Vec<_> = scenarios().into_iter().map(read).filter(|(_, scenario, ..)| scenario.kind == CallKind::Vignette).collect();
    assert!(all.len() >= 8, "{} short calls", all.len());
    all
}

fn report(id: &str, scenario: &Scenario, tool: &RiskTool, key: &AnswerKey, manner: &str) -> Report {
    let script = read(&format!("tests/vignettes/{id}.{manner}.play"));
    score(&play(&Content::new(scenario.clone(), tool.clone()), &script), key, Digest::default()).unwrap()
}

#[test]
fn a_good_attempt_earns_everything_and_a_harmful_one_carries_its_error() {
    for (id, scenario, tool, key) in vignettes() {
        let cut = Policy::named(&key.policy).unwrap().cut;
        let good = report(&id, &scenario, &tool, &key, "good");
        assert_eq!((good.score, good.critical.len()), (Some(Ratio::whole(100)), 0), "{id}");
        let harmful = report(&id, &scenario, &tool, &key, "harmful");
        assert!(harmful.score.unwrap() < cut, "{id}: {:?}", harmful.score);
        assert!(!harmful.critical.is_empty(), "{id}");
    }
}

/// A middling attempt lies between, makes no never event, and shows some step that failed: else there is nothing to read a debrief for.
#[test]
fn a_middling_attempt_lies_between_and_has_something_to_learn() {
    let mut graded_otherwise = 0;
    for (id, scenario, tool, key) in vignettes() {
        let [harmful, middling] = ["harmful", "middling"].map(|manner| report(&id, &scenario, &tool, &key, manner));
        assert!(middling.score > harmful.score && middling.score < Some(Ratio::whole(85)), "{id}: {:?}", middling.score);
        assert!(middling.critical.is_empty(), "{id}: {:?}", middling.critical);
        assert!(middling.first_things.len() == 2, "{id}: {:?}", middling.first_things);
        graded_otherwise += usize::from(middling.stages.graded != Some(Ratio::ONE));
    }
    assert!(graded_otherwise >= 3, "{graded_otherwise} of the middling attempts grade otherwise than the readers");
}

/// The place of the level that most readers give, from 0.
fn level(key: &AnswerKey) -> usize {
    let mut counts = BTreeMap::new();
    for vote in key.assessments[0].votes.iter().flatten() {
        *counts.entry(vote.at()).or_insert(0) += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).unwrap().0
}

#[test]
fn no_level_is_the_answer_more_often_than_in_three_of_eight() {
    let all = vignettes();
    for place in 0..3 {
        let count = all.iter().filter(|(_, _, tool, key)| tool.levels.len() == 3 && level(key) == place).count();
        assert!(count * 4 >= all.len() && count * 8 <= all.len() * 3, "level {place}: {count} of {}", all.len());
    }
}

#[test]
fn something_stays_unknown_in_each() {
    for (id, scenario, _, key) in vignettes() {
        assert!(scenario.facts.iter().any(|fact| fact.stays_unknown), "{id}");
        assert!(key.factors.iter().any(|factor| factor.truth == Truth::Undetermined), "{id}");
    }
}

#[test]
fn nobody_is_asked_in_the_words_of_a_form() {
    for (id, ..) in vignettes() {
        let call = read(&format!("scenarios/{id}/scenario.yaml"));
        for line in call.lines().filter(|line| !line.starts_with("covers:")) {
            assert!(!line.to_lowercase().contains("strangul"), "{id}: {line}");
        }
    }
}
