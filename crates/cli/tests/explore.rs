//! `doorstep explore`: what it tells people and programs, and what it says where it cannot do its work.

mod common;

use common::schema::{fits, validator};
use common::{CALL, KEY, TOOL, folder, run, run_in, small_library};
use expect_test::{expect, expect_file};
use serde_json::Value;

fn document(text: &str) -> Value {
    serde_json::from_str(text).expect("one JSON document")
}

/// Runs the command both ways and compares with what stands in the snapshots; the document fits its schema.
fn check(arguments: &[&str], status: i32, name: &str) -> Value {
    let text = run(&[&["explore"], arguments].concat());
    assert_eq!((text.status, text.err.as_str()), (status, ""), "{}", text.all());
    expect_file![format!("snapshots/{name}.explore.txt")].assert_eq(&text.out);
    let json = run(&[&["explore"], arguments, &["--format", "json"]].concat());
    assert_eq!((json.status, json.err.as_str()), (status, ""), "{}", json.all());
    expect_file![format!("snapshots/{name}.explore.json")].assert_eq(&json.out);
    let document = document(&json.out);
    fits(&validator("exploration"), &document, name);
    document
}

#[test]
fn the_tutorial_has_nothing_to_mend() {
    let told = check(&["first-steps"], 0, "first-steps");
    assert_eq!(told["complete"], true);
    assert!(told["plays"]["exact"].is_string(), "every play is counted: {}", told["plays"]);
}

#[test]
fn a_refuted_call_shows_the_play_that_refutes_it() {
    let told = check(&["tests/scenarios/refuted/trap.yaml"], 1, "trap");
    assert_eq!(told["findings"][0]["code"], "trap");
    assert_eq!(told["not_checked"].as_array().map(Vec::len), Some(4), "there is no key beside it");
}

#[test]
fn a_play_that_can_go_round_has_no_number() {
    let library = small_library();
    let path = library.path().join("scenarios/porch/scenario.yaml");
    std::fs::write(&path, CALL.replace("{ id: ask,", "{ id: ask, repeat: true,")).expect("there is room for a file");
    let ran = run_in(library.path(), &["explore", "porch", "--format", "json"], "");
    let told = document(&ran.out);
    fits(&validator("exploration"), &told, "the porch");
    assert_eq!(told["plays"], "unbounded");
    assert_eq!(told["round"], serde_json::json!(["porch/ask"]));
    assert_eq!(told["bounds"]["choices"], serde_json::json!([1, "unbounded"]));
    let clock = 30 * 60;
    assert_eq!(told["bounds"]["seconds"][1], clock, "the clock stands still at its end");
}

#[test]
fn a_fact_tells_its_earliest_ways_and_what_stands_on_every_way() {
    let ran = run_in(small_library().path(), &["explore", "porch", "--format", "json"], "");
    let told = document(&ran.out);
    let fact = &told["facts"][0];
    assert_eq!((fact["fact"].as_str(), fact["learned"].as_bool()), (Some("afraid"), Some(true)));
    for earliest in ["in_choices", "in_seconds"] {
        assert_eq!(fact[earliest]["witness"], serde_json::json!(["porch/ask"]));
        assert_eq!(fact[earliest]["least"], fact[earliest]["proven_least"]);
    }
    assert_eq!(fact["on_every_way"], serde_json::json!(["porch/ask"]));
}

#[test]
fn a_folder_of_calls_is_one_document() {
    let library = folder(&[
        ("scenarios/porch/scenario.yaml", CALL),
        ("scenarios/porch/key.yaml", KEY),
        ("scenarios/yard/scenario.yaml", &CALL.replace("id: porch\n", "id: yard\n")),
        ("tools/two.yaml", TOOL),
    ]);
    let json = run_in(library.path(), &["explore", "scenarios", "--format", "json"], "");
    let told = document(&json.out);
    fits(&validator("exploration"), &told, "the folder");
    let ids: Vec<&str> = told["calls"].as_array().into_iter().flatten().filter_map(|call| call["scenario"].as_str()).collect();
    assert_eq!(ids, ["porch", "yard"]);
    assert_eq!(told["calls"][0]["not_checked"], serde_json::json!([]));
    assert_eq!(told["calls"][1]["not_checked"][0], "no-model-path", "the second has no key");
    let text = run_in(library.path(), &["explore", "."], "");
    assert_eq!(text.status, json.status);
    assert!(text.out.contains("The porch (porch)\n") && text.out.contains("The porch (yard)\n"), "{}", text.all());
    assert!(text.out.contains("Over 1 call with a key\n"), "{}", text.all());
}

#[test]
fn a_call_of_a_folder_that_cannot_be_read_is_left_out_and_said_so() {
    let library = folder(&[
        ("scenarios/porch/scenario.yaml", CALL),
        ("scenarios/yard/scenario.yaml", &CALL.replace("reveals: afraid", "reveals: afriad")),
        ("tools/two.yaml", TOOL),
    ]);
    let ran = run_in(library.path(), &["explore", "scenarios", "--format", "json"], "");
    let told = document(&ran.out);
    fits(&validator("exploration"), &told, "the folder");
    assert_eq!(told["left_out"], serde_json::json!(["scenarios/yard/scenario.yaml"]));
    expect![[r#"
        (exit status 2)
        error[unknown-fact]: There is no fact `afriad`.
          --> scenarios/yard/scenario.yaml:22:58
           |
        22 |       - { id: ask, say: Are you afraid of him?, reveals: afriad, lines: [{ mia: Yes. }] }
           |                                                          ^^^^^^
           |
           = help: Write `afraid`.

        error: `scenarios/yard/scenario.yaml` cannot be used

        help: mend it; `doorstep check scenarios/yard/scenario.yaml` shows what is left

        error: 1 call could not be explored

        help: Mend what is said above, and explore them again.
    "#]]
    .assert_eq(&format!("(exit status {})\n{}", ran.status, ran.err));
}

#[test]
fn a_call_whose_key_cannot_be_used_is_explored_without() {
    let library = small_library();
    std::fs::write(library.path().join("scenarios/porch/key.yaml"), KEY.replace("afraid", "afriad")).expect("there is room for a file");
    let ran = run_in(library.path(), &["explore", "porch"], "");
    expect![[r#"
        exit status 0
        --- standard output
        The porch (porch)

        How long a play is
          choices: 1 at least, 2 at most.
          call time: 30 s at least, 1 min at most.
          plays: 2 different plays.

        Not checked, because its key has errors (see `doorstep check scenarios/porch/key.yaml`):
          no-model-path, unearned, guessable and give-away.

        How each fact comes out
          afraid: at the earliest after 1 choice, and after 30 s; on every way: porch/ask.

        porch: 3 states, 3 steps between them.
        Every play was covered: 0 errors, 0 warnings, 0 notes.
    "#]]
    .assert_eq(&ran.all());
}

/// Sixteen questions in any order make more states than fit into one mebibyte.
#[test]
fn what_was_not_proven_is_named_and_is_not_presented_as_a_proof() {
    let library = folder(&[("tools/two.yaml", TOOL), ("scenarios/porch/scenario.yaml", CALL)]);
    let path = library.path().join("scenarios/porch/scenario.yaml");
    let question = |number: usize| format!("      - {{ id: question-{number}, say: Is it {number}?, lines: [{{ mia: Yes. }}] }}\n");
    let questions: String = (1..=16).map(question).collect();
    let call = CALL.replace("      - { id: grade,", &format!("{questions}      - {{ id: grade,"));
    std::fs::write(&path, call).expect("there is room for a file");
    let explored = |memory: &[&str]| {
        let ran = run_in(library.path(), &[&["explore", "porch", "--format", "json", "--without", "outlines"], memory].concat(), "");
        let told = document(&ran.out);
        fits(&validator("exploration"), &told, "the porch");
        (ran, told)
    };
    let (ran, told) = explored(&["--memory", "1"]);
    assert_eq!((ran.status, told["complete"].as_bool()), (3, Some(false)), "{}", ran.all());
    assert!(told["open"].as_array().is_some_and(|open| !open.is_empty()), "{}", ran.out);
    let text = run_in(library.path(), &["explore", "porch", "--memory", "1", "--without", "outlines"], "");
    assert_eq!(text.status, 3);
    expect![[r#"
        57696 states, 303295 steps between them.
        NOT A PROOF. What is told holds, but more may be wrong: 0 errors, 0 warnings, 0 notes.
        Open, because the memory that the search may use was used up:
          - whether every play can come to an ending, whatever was chosen before
          = help: Give it more with `--memory`.
    "#]]
    .assert_eq(text.out.split_once("\nporch: ").map_or("", |(_, end)| end));
    let (ran, told) = explored(&["--memory", "64"]);
    assert_eq!((ran.status, told["complete"].as_bool()), (0, Some(true)), "{}", ran.all());
}

#[test]
fn what_cannot_be_explored_is_told_with_the_mend() {
    let library = folder(&[
        ("scenarios/porch/scenario.yaml", &CALL.replace("goto: end", "goto: ende")),
        ("scenarios/yard/scenario.yaml", &CALL.replace("tool: two", "tool: three")),
        ("tools/two.yaml", TOOL),
        ("empty/readme.txt", "Nothing to see.\n"),
    ]);
    let said: String = [
        &["explore"][..],
        &["explore", "porhc"],
        &["explore", "empty"],
        &["explore", "porch"],
        &["explore", "yard"],
        &["explore", "yard", "--memory", "0"],
        &["explore", "yard", "--library", "nowhere"],
    ]
    .into_iter()
    .map(|arguments| {
        let ran = run_in(library.path(), arguments, "");
        assert_eq!(ran.out, "", "what is wrong is not data");
        format!("$ doorstep {}\n(exit status {})\n{}\n", arguments.join(" "), ran.status, ran.err)
    })
    .collect();
    expect![[r#"
        $ doorstep explore
        (exit status 2)
        error: the following required arguments were not provided:
          <SCENARIO>

        Usage: doorstep explore <SCENARIO>

        For more information, try '--help'.

        $ doorstep explore porhc
        (exit status 2)
        error: there is no call `porhc`

        help: Did you mean `porch`?

        $ doorstep explore empty
        (exit status 2)
        error: the folder `empty` holds no scenario.yaml

        help: Name the folder of one call.

        $ doorstep explore porch
        (exit status 2)
        error[unknown-scene]: There is no scene `ende`.
          --> scenarios/porch/scenario.yaml:23:58
           |
        23 |       - { id: grade, do: Assess., assess: initial, goto: ende }
           |                                                          ^^^^
           |
           = help: Write `end`.

        error: `scenarios/porch/scenario.yaml` cannot be used

        help: mend it; `doorstep check scenarios/porch/scenario.yaml` shows what is left

        $ doorstep explore yard
        (exit status 2)
        error: there is no tool `three`

        help: The tools in `.`: two.

        $ doorstep explore yard --memory 0
        (exit status 2)
        error: invalid value '0' for '--memory <MIB>': 0 is not in 1..=1048576

        For more information, try '--help'.

        $ doorstep explore yard --library nowhere
        (exit status 2)
        error: the library `nowhere` is not a folder

        help: Give --library the folder that holds `scenarios/` and `tools/`.

    "#]]
    .assert_eq(&said);
}
