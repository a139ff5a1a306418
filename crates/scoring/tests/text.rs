//! The format of keys: the keys of the calls read without a finding, and every kind of finding has a broken file and its mended twin.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod files;

use doorstep_scenario::text as call;
use doorstep_scoring::text::{KEY_CODES, is_read_by_key, read_key};
use doorstep_scoring::{Deadline, KeyTest, RatedSubset};
use doorstep_source::{Code, Diagnostic, codes};

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

/// What a key says with one thing put for another: every finding with its mend.
fn told(changes: &[(&str, &str)]) -> String {
    let (scenario, tool) = small_call();
    let mut text = read("tests/broken/keys/whole.yaml");
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let findings = read_key(&text, &scenario, &tool).diagnostics;
    findings.iter().map(|finding| format!("{} {}\n", finding.message, finding.mend)).collect()
}

/// What an author reads of a name or a question that is not known: the nearest, or all, or how to ask.
#[test]
fn a_finding_says_what_could_be_meant() {
    let condition = |text: &'static str| ("when: heard(neck-told)\n", text);
    let said = [
        told(&[("a2: high }", "a9: high }")]),
        told(&[("a2: high }", "nobody-we-know: high }")]),
        told(&[condition("when: herd(neck-told)\n")]),
        told(&[condition("when: anserd(neck) == present\n")]),
        told(&[condition("when: something-else(neck)\n")]),
        told(&[condition("when: level(initial)\n")]),
        told(&[condition("when: answered(neck)\n")]),
        told(&[condition("when: done(nobody-ever-did)\n")]),
    ];
    expect_test::expect![[r#"
        There is no reader `a9`. Write `a1`.
        There is no reader `nobody-we-know`. Write one of: a1, a2.
        There is no question `herd(...)`. Write `heard(...)`.
        There is no question `anserd(...)`. Write `answered(...)`.
        There is no question `something-else(...)`. A key's conditions ask: heard, stands, visited, chosen, committed, overhears, ending, done, level, answered, before.
        `level(initial)` is not a yes-or-no by itself. Write level(assessment) and compare it: level(initial) < high.
        `answered(neck)` is not a yes-or-no by itself. Write answered(factor) and compare it: answered(firearm) == present.
        There is no act `nobody-ever-did`. Write one of: doctor-called, leaflet, told-him, victim-safety, children, accountability, referral, evidence, conduct.
    "#]].assert_eq(&said.concat());
}

#[test]
fn every_reader_grades_every_point() {
    let votes = "    level: { votes: { a1: high, a2: high } }\n";
    let said = [
        told(&[(votes, "    level: { votes: { a2: high } }\n")]),
        told(&[(votes, "    level: { votes: { a1: high, b2: high } }\n")]),
        told(&[("  initial:\n", "  intial:\n")]),
    ];
    expect_test::expect![[r#"
        There is no level vote of a1. Add a level for each reader of the key.
        There is no reader `b2`. Write `a2`.
        The key does not say how `initial` was graded. Add `initial:` with `level: { votes: ... }` under `assessments`.
        There is no assessment `intial`. Write `initial`.
    "#]]
    .assert_eq(&said.concat());
    let (scenario, tool) = small_call();
    let whole = read("tests/broken/keys/whole.yaml");
    let (before, rest) = whole.split_once("assessments:\n").unwrap();
    let (_, after) = rest.split_once("questions:\n").unwrap();
    let without = read_key(&format!("{before}questions:\n{after}"), &scenario, &tool).diagnostics;
    assert_eq!(without.len(), 1, "{without:#?}");
    assert_eq!(without[0].message, "The key does not say how `initial` was graded.");
}

/// Five readers are a panel, four are not.
#[test]
fn a_panel_is_at_least_five_readers() {
    let (scenario, tool) = small_call();
    let readers = |count: usize| {
        let readers: String = (1..=count).map(|reader| format!("  a{reader}: {{ viewpoint: practice }}\n")).collect();
        let votes: Vec<String> = (1..=count).map(|reader| format!("a{reader}: high")).collect();
        let text = format!(
            "format: doorstep-key/1\nscenario: call\nversion: 1.0.0\nstatus: panel\npolicy: default@1\nreaders:\n{readers}\
             assessments:\n  initial:\n    level: {{ votes: {{ {} }} }}\n",
            votes.join(", ")
        );
        read_key(&text, &scenario, &tool).diagnostics.into_iter().map(|finding| finding.message).collect::<Vec<_>>()
    };
    assert_eq!(readers(4), ["A key of 4 readers cannot be `panel`: so few votes certify nothing."]);
    assert_eq!(readers(5), [""; 0]);
}

/// A set of factors that the readers graded is read as it stands.
#[test]
fn graded_sets_are_read() {
    let (scenario, tool) = small_call();
    let key = read_key(&read("tests/broken/keys/whole.yaml"), &scenario, &tool).value.unwrap();
    let medium = Some(doorstep_risk_tool::LevelIndex(1));
    assert_eq!(key.assessments[0].rated_subsets, [RatedSubset { present: vec![2], votes: vec![medium, medium] }]);
}

/// A variable that no condition of the call asks about is told, unless the key asks: whether a flag is set, how a number compares, on either
/// side, how long a timer runs; in a factor, an act or a critical error.
#[test]
fn a_variable_that_the_key_asks_about_is_in_use() {
    let call = read("tests/broken/keys/call/scenario.yaml").replace(
        "actions:\n",
        "state:\n  alone: false\n  trust: { min: 0, max: 9, start: 4 }\n  fear: { min: 0, max: 9, start: 4 }\n  backup: timer\nactions:\n",
    );
    let reading = call::read_scenario_with_places(&call);
    let never_read: Vec<_> = reading.diagnostics.iter().filter(|finding| finding.code == call::VARIABLE_NEVER_READ.code).collect();
    assert_eq!(never_read.len(), 4, "{:#?}", reading.diagnostics);
    let (scenario, places) = reading.value.unwrap();
    let tool = files::tool(&scenario.tool);
    let key = |from: &str, to: &str| {
        let key = read_key(&read("tests/broken/keys/whole.yaml").replacen(from, to, 1), &scenario, &tool);
        assert_eq!(key.diagnostics, [], "{to}");
        key.value.unwrap()
    };
    let with = |from: &str, to: &str| {
        let key = key(from, to);
        let left = never_read.iter().filter(|finding| !is_read_by_key(finding, &places, &key));
        left.map(|finding| finding.message.split('`').nth(1).unwrap()).collect::<Vec<_>>().join(" ")
    };
    let act = |condition: &str| with("when: heard(neck-told)\n", &format!("when: {condition}\n"));
    assert_eq!(act("heard(neck-told)"), "alone trust fear backup");
    assert_eq!(act("alone"), "trust fear backup");
    assert_eq!(act("trust > 3"), "alone fear backup");
    assert_eq!(act("3 < fear"), "alone trust backup");
    assert_eq!(act("backup >= 2m"), "alone trust fear");
    assert_eq!(act("alone and not (trust > 3 or ended)"), "fear backup");
    assert_eq!(act("ended and (fear > trust or heard(neck-told))"), "alone backup");
    assert_eq!(with("when: done(told-him)", "when: done(told-him) and alone"), "trust fear backup");
    assert_eq!(with("constructs: [strangulation]", "constructs: [strangulation]\n    when: alone"), "trust fear backup");
    // Another finding at that place is no matter of the key.
    let other = Diagnostic { code: call::FACT_NEVER_REVEALED.code, ..never_read[0].clone() };
    assert!(!is_read_by_key(&other, &places, &key("when: done(told-him)", "when: alone")));
}
