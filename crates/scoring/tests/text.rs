//! The format of keys: the keys of the calls read without a finding, and every kind of finding has a broken file and its mended twin.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod files;

use doorstep_scenario::text as call;
use doorstep_scoring::text::{KEY_CODES, read_key};
use doorstep_scoring::{Deadline, KeyTest, Misfit};
use doorstep_source::{Code, codes};

use files::{call_beside, read, scenarios, small_call};

#[test]
fn the_keys_of_the_calls_have_no_findings() {
    for id in scenarios() {
        let (scenario, tool) = call_beside(&format!("scenarios/{id}"));
        let reading = read_key(&read(&format!("scenarios/{id}/key.yaml")), &scenario, &tool);
        assert_eq!(reading.diagnostics, [], "{id}");
        let key = reading.value.expect("a key without findings");
        assert_eq!(key.fits(&scenario, &tool), Ok(()));
        let (opened, digest) = doorstep_scoring::AnswerKey::from_envelope(&key.to_envelope()).unwrap();
        assert_eq!((&opened, digest), (&key, key.digest()));
    }
}

/// Kinds of findings of others that a key can have, and that matter most in one.
const SHARED: [Code; 9] = [
    call::UNKNOWN_FACT,
    call::UNKNOWN_CHOICE,
    call::UNKNOWN_SCENE,
    call::UNKNOWN_ACTION,
    call::UNKNOWN_ASSESSMENT,
    call::UNKNOWN_ENDING,
    call::UNKNOWN_FUNCTION,
    codes::NUMBER_OUT_OF_RANGE,
    codes::DUPLICATE_KEY,
];

#[test]
fn every_finding_has_a_broken_file_and_its_mended_twin() {
    let (scenario, tool) = small_call();
    for code in KEY_CODES.iter().chain(&SHARED) {
        let broken = read_key(&read(&format!("tests/broken/keys/{}.yaml", code.code)), &scenario, &tool);
        let found = broken.diagnostics.iter().find(|finding| finding.code == code.code);
        let found = found.unwrap_or_else(|| panic!("{}: not found, but {:#?}", code.code, broken.diagnostics));
        assert_eq!(found.severity, code.severity);
        assert!(found.span.start.line > 0 && !found.message.is_empty() && !found.mend.is_empty(), "{found:?}");
        assert_eq!(broken.diagnostics.len(), 1, "{}: one mistake, one finding: {:#?}", code.code, broken.diagnostics);
        let mended = read_key(&read(&format!("tests/broken/keys/{}.mended.yaml", code.code)), &scenario, &tool);
        assert_eq!(mended.diagnostics, [], "{}", code.code);
        assert!(mended.value.is_some());
    }
}

#[test]
fn a_key_with_many_mistakes_tells_them_all_at_their_places() {
    let (scenario, tool) = small_call();
    let whole = read("tests/broken/keys/whole.yaml");
    let many = whole
        .replace("truth: absent", "truth: abscent")
        .replace("constructs: [strangulation]", "constructs: [strangulaton]")
        .replace("[[neck-told]]", "[[neck-tol]]")
        .replace("a2: high }", "a9: high }")
        .replace("value: 2", "value: -1")
        .replace("action: doctor", "action: docter")
        .replace("level(initial) < high", "level(initial) < hihg")
        .replace("steps:\n  arrival", "steps:\n  arival")
        .replace("room/ask-neck: direct", "room/ask-neck: drect");
    let findings = read_key(&many, &scenario, &tool).diagnostics;
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    expect_test::expect![[r#"
        unknown-construct
        unknown-fact
        unknown-word
        unknown-reader
        unknown-word
        value-against-expect
        unknown-action
        unknown-level
        unknown-word"#]]
    .assert_eq(&codes.join("\n"));
    for finding in &findings {
        let line = many.lines().nth(finding.span.start.line as usize - 1).unwrap();
        assert!(!line.trim().is_empty(), "{finding:?}");
    }
}

#[test]
fn no_broken_key_makes_anything_panic() {
    let (scenario, tool) = call_beside("scenarios/first-steps");
    let whole = read("scenarios/first-steps/key.yaml");
    let lines: Vec<&str> = whole.lines().collect();
    for left_out in 0..lines.len() {
        let without: Vec<&str> = lines.iter().enumerate().filter(|(place, _)| *place != left_out).map(|(_, line)| *line).collect();
        read_key(&without.join("\n"), &scenario, &tool);
    }
    for text in
        ["", "format: doorstep-key/1", "factors: [x]", "factors: { a: }", "acts: { a: { any_of: [{}], when: 'done(' } }", "steps: x"]
    {
        assert!(read_key(text, &scenario, &tool).value.is_none(), "{text}");
    }
}

#[test]
fn conditions_of_a_key_know_more_than_those_of_a_call() {
    let (scenario, tool) = small_call();
    let whole = read("tests/broken/keys/whole.yaml");
    let with = |condition: &str| {
        let text = whole.replace("when: heard(neck-told)\n", &format!("when: {condition}\n"));
        let reading = read_key(&text, &scenario, &tool);
        assert_eq!(reading.diagnostics, [], "{condition}");
        let act = reading.value.unwrap().acts.remove(0);
        assert_eq!(act.by, Some(Deadline::Assessment(doorstep_scenario::AssessmentIndex(0))));
        let mut tests = Vec::new();
        act.when.unwrap().each_test(&mut |test: &KeyTest| tests.push(*test));
        format!("{tests:?}")
    };
    assert_eq!(with("ended and not ending(over)"), "[Ended, Ending(EndingIndex(0))]");
    assert_eq!(with("done(leaflet) or done(victim-safety)"), "[DoneAct(1), DoneGroup(VictimSafety)]");
    assert_eq!(with("level(initial) < high"), "[Level(AssessmentIndex(0), Less, LevelIndex(2))]");
    assert_eq!(with("high > level(initial)"), "[Level(AssessmentIndex(0), Less, LevelIndex(2))]");
    assert_eq!(with("answered(neck) != present"), "[Answered(0, Present, false)]");
    assert_eq!(
        with("before(room/ask-neck, afraid-told)"),
        "[Before(ChoiceRef { scene: SceneIndex(0), choice: ChoiceIndex(0) }, FactIndex(1))]"
    );
    assert_eq!(with("clock >= 2m and chosen(room/ask-neck)").matches("Call(").count(), 2);
}

#[test]
fn a_key_for_another_call_does_not_fit() {
    let (scenario, tool) = small_call();
    let key = read_key(&read("tests/broken/keys/whole.yaml"), &scenario, &tool).value.unwrap();
    let misfit = |change: &dyn Fn(&mut doorstep_scoring::AnswerKey)| {
        let mut changed = key.clone();
        change(&mut changed);
        changed.fits(&scenario, &tool).unwrap_err()
    };
    assert_eq!(misfit(&|key| key.scenario = "other".into()), Misfit { place: "scenario".into(), why: "it names another call" });
    let far = doorstep_scenario::FactIndex(900);
    assert_eq!(misfit(&|key| key.factors[0].sufficient_present[0].push(far)).place, "factors/neck/sufficient_present");
    assert_eq!(misfit(&|key| key.factors[0].sufficient_present.push(vec![])).place, "factors/neck/sufficient_present");
    assert_eq!(misfit(&|key| key.factors[0].weight = 0).place, "factors/neck/weight");
    assert_eq!(misfit(&|key| key.factors[0].waived_by = vec![70]).place, "factors/neck/waived_by");
    assert_eq!(misfit(&|key| key.factors[0].votes.truncate(1)).place, "factors/neck/votes");
    assert_eq!(
        misfit(&|key| key.assessments[0].votes[0] = Some(doorstep_risk_tool::LevelIndex(9))).place,
        "assessments/initial/level/votes"
    );
    assert_eq!(misfit(&|key| key.acts[0].value = -100).place, "acts/doctor-called/value");
    assert_eq!(
        misfit(&|key| key.acts[0].when = Some(doorstep_scenario::Logic::Test(KeyTest::DoneAct(9)))).place,
        "acts/doctor-called/when"
    );
    let again = |key: &mut doorstep_scoring::AnswerKey| key.factors = vec![key.factors[0].clone(); 101];
    assert_eq!(misfit(&again).place, "factors");
}
