//! `doorstep tool evaluate`, and what `doorstep check` says of tools.

mod common;

use common::{CALL, KEY, TOOL, folder, root, run, run_in};
use expect_test::expect;

#[test]
fn a_result_says_why_and_what_would_have_changed_it() {
    let answers = folder(&[(
        "answers.yaml",
        "answers: { index-assault: \"yes\", lived-together: \"yes\", item-1: \"yes\", item-2: \"yes\", item-3: \"yes\", item-4: \"no\", item-5: \"no\", item-6: \"no\", item-7: \"no\", item-8: \"no\", item-9: \"no\", item-10: \"no\", item-11: unknown, item-12: unknown }\n",
    )]);
    let file = answers.path().join("answers.yaml");
    let ran = run(&["tool", "evaluate", "tests/tools/shapes/odara.yaml", &file.display().to_string()]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    expect![[r#"
        Shape of an actuarial sum with prorating 1.0.0: Score 4
          People with such scores were observed as the norms say.

        Rules that fired
          - Score 4: Score: 4 (4) On: Item 1 (1); Item 2 (1); Item 3 (1).

        Score: 4 (4)
          1 Item 1 (1)
          1 Item 2 (1)
          1 Item 3 (1)
          Missing: Item 11; Item 12; Item 13. What is done: 3 points were scaled up to 13 possible points.

        Not asked: 1 item (Item 13).
        Not established or declined: 2 items (Item 11; Item 12).

        What one other answer would have changed
          Higher: “Item 11” answered “1” gives Score 5 to 6. So would an answer to 9 other items.
          Lower: “Item 1” answered “0” gives Score 3. So would an answer to 2 other items.

        It is what the rules say of these answers, not a fact about a case.
    "#]]
    .assert_eq(&ran.out);
}

#[test]
fn a_repeat_assessment_says_what_changed() {
    let answers = folder(&[(
        "answers.json",
        r#"{ "answers": { "typology": "child-victim", "item-20": "yes", "item-21": "yes" }, "earlier": { "level": "low", "answers": { "item-20": "no" } } }"#,
    )]);
    let file = answers.path().join("answers.json");
    let ran = run(&["tool", "evaluate", "tests/tools/shapes/rvd-r.yaml", &file.display().to_string(), "--format", "json"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let document: serde_json::Value = serde_json::from_str(&ran.out).expect("one JSON document");
    assert_eq!(document["outcome"], "at-least");
    assert_eq!(document["level"], "high");
    assert_eq!(document["fired"][0]["rule"], "children");
    assert_eq!(document["scales"][0]["value"], serde_json::Value::Null);
    assert_eq!(document["scales"][0]["missing_then"], "block");
    assert_eq!(document["changed"].as_array().map(Vec::len), Some(3));
    assert_eq!(document["changed"][1]["before"], "no");
    assert_eq!(document["must_ask"].as_array().map(Vec::len), Some(12));
}

#[test]
fn answers_with_a_mistake_are_refused_at_their_place() {
    let answers = folder(&[("answers.yaml", "answers: { item-1: maybe }\n")]);
    let file = answers.path().join("answers.yaml");
    let ran = run(&["tool", "evaluate", "tests/tools/shapes/lap.yaml", &file.display().to_string()]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("cannot be `maybe`"), "{}", ran.err);
    let ran = run(&["tool", "evaluate", "no-such-tool", &file.display().to_string()]);
    assert!(ran.status == 2 && ran.err.contains("there is no tool `no-such-tool`"), "{}", ran.err);
}

#[test]
fn the_shapes_pass_the_check_and_say_how_far_they_were_followed() {
    let ran = run(&["check", "tests/tools/shapes/dash-count.yaml", "tests/tools/broken/not-proven.mended.yaml"]);
    assert_eq!(ran.status, 0, "{}", ran.all());
    assert!(ran.out.contains("every sheet followed ("), "{}", ran.out);
    assert!(ran.out.contains("too many sheets to follow, checked by bounds"), "{}", ran.out);
}

/// A tool for the small call, as approved or not as its name says.
fn certified(name: &str) -> String {
    let path = root().join(format!("tests/tools/certification/{name}.yaml"));
    std::fs::read_to_string(path).expect("the tool is there")
}

#[test]
fn an_approved_key_needs_a_tool_that_is_approved_and_valid() {
    let readers = |value: &str| (1..=5).map(|reader| format!("a{reader}: {value}")).collect::<Vec<_>>().join(", ");
    let key = KEY
        .replace("status: illustrative", "status: approved")
        .replace("a1: { viewpoint: victim advocacy }", &readers("{ viewpoint: victim advocacy }"))
        .replace("a1: present", &readers("present"))
        .replace("a1: high", &readers("high"));
    let approved = TOOL.replace(
        "status: demonstration",
        "status: approved\nvalid: { from: 2026-01-01, until: 2026-12-31 }\napproved_by: [{ force: A force that there is not, on: 2026-01-15 }]",
    );
    let check = |tool: &str, day: &str| {
        let library = folder(&[("scenarios/porch/scenario.yaml", CALL), ("scenarios/porch/key.yaml", &key), ("tools/two.yaml", tool)]);
        let ran = run_in(library.path(), &["check", ".", "--on", day, "--format", "json"], "");
        let document: serde_json::Value = serde_json::from_str(&ran.out).expect("one JSON document");
        let codes: Vec<String> = document["findings"]
            .as_array()
            .expect("a list of findings")
            .iter()
            .filter_map(|finding| finding["code"].as_str())
            .filter(|code| code.starts_with("tool-not"))
            .map(str::to_owned)
            .collect();
        codes
    };
    // Each broken file is refused for its reason, at the key's status, and the mended one is not.
    for name in ["tool-not-approved", "tool-not-valid.expired", "tool-not-valid.approval-ended", "tool-not-valid.not-yet"] {
        let code = name.split('.').next().expect("a name begins with its code");
        assert_eq!(check(&certified(name), "2026-06-01"), [code], "{name}");
    }
    assert_eq!(check(&certified("mended"), "2026-06-01"), [""; 0]);
    assert_eq!(check(TOOL, "2026-06-01"), ["tool-not-approved"]);
    assert_eq!(check(&approved, "2026-06-01"), [""; 0]);
    assert_eq!(check(&approved, "2027-01-01"), ["tool-not-valid"], "it has run out");
    assert_eq!(check(&approved, "2026-01-10"), ["tool-not-valid"], "it is not approved yet");
    assert_eq!(check(&approved, "2025-12-31"), ["tool-not-valid"], "it is not valid yet");
}

#[test]
fn a_wording_is_checked_against_its_tool() {
    let words = "format: doorstep-tool-words/1\ntool: two\nversion: 1.0.0\nlanguage: pt\nreviewed: false\ntitle: Dois pontos\nabout: Para testes.\nlevels:\n  standard: { label: Normal, meaning: Nada aponta para um dano. }\n  high: { label: Alto, meaning: Um dano pode acontecer. }\ngroups: { all: Tudo }\nanswers: { yes: Sim, no: Não, unknown: Não se sabe, not-asked: Não perguntado }\nitems:\n  fear: { text: Tem medo?, short: Medo }\nwords:\n  rule/critical: Um ponto crítico foi respondido com sim.\n  rule/base: Nenhum ponto crítico foi respondido com sim.\n";
    let check = |words: &str| {
        let library = folder(&[("tools/two.yaml", TOOL), ("tools/words/two.pt.yaml", words)]);
        run_in(library.path(), &["check", "."], "")
    };
    let sound = check(words);
    assert!(sound.status == 0 && sound.out.contains("tools/words/two.pt.yaml: wording `two (pt)`: 1 item"), "{}", sound.all());
    let broken = check(&words.replace("rule/base", "rule/bass"));
    assert!(broken.status == 1 && broken.out.contains("words-unknown") && broken.out.contains("words-missing"), "{}", broken.all());
}
