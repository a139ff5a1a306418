//! `doorstep form`, `doorstep policy`, `doorstep score --policy` and `--marking-sheet`.

mod common;

use std::path::Path;

use common::schema::{fits, validator, yaml};
use common::{root, run};
use expect_test::{expect, expect_file};
use serde_json::{Value, json};

/// Takes scripted plays and gives their attempt files, in a folder that keeps them.
fn attempts(plays: &[&str]) -> (tempfile::TempDir, Vec<String>) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let files = plays.iter().map(|play| {
        let file = folder.path().join(format!("{play}.json")).display().to_string();
        let call = play.split('.').next().expect("a play is named after its call");
        let script = ["tests/plays", "tests/vignettes"].map(|plays| format!("{plays}/{play}.play"));
        let script = script.iter().find(|script| root().join(script).is_file()).expect("there is such a play");
        let ran = run(&["play", call, "--script", script, "--save", &file]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        file
    });
    let files = files.collect();
    (folder, files)
}

const FORM: &str = "tests/forms/three-calls.form.yaml";
const POLICY: &str = "tests/forms/example.policy.yaml";
const MIDDLING: [&str; 3] = ["hollow-lane.middling", "open-line.middling", "the-mug.middling"];

/// The form with more arguments after the attempts, as a document that fits its schema.
fn document(files: &[String], more: &[&str]) -> Value {
    let mut arguments = vec!["form", FORM];
    arguments.extend(files.iter().map(String::as_str));
    arguments.extend(more);
    arguments.extend(["--format", "json"]);
    let ran = run(&arguments);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let document = serde_json::from_str(&ran.out).expect("it is JSON");
    fits(&validator("form-report"), &document, "the form's report");
    document
}

#[test]
fn a_form_of_three_calls_is_told_with_every_number() {
    let (_folder, files) = attempts(&MIDDLING);
    let ran = run(&["form", FORM, &files[0], &files[1], &files[2], "--policy", POLICY]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    expect_file!["snapshots/three-calls.form.txt"].assert_eq(&ran.out);
    let told = document(&files, &["--policy", POLICY]);
    assert_eq!((&told["recommendation"], &told["otherwise"], &told["counted"]), (&json!("review"), &json!("extend"), &json!(3)));
    assert!(told["key_sensitivity"].is_null(), "readings by the authors are no panel");
    // In any order the same.
    let turned: Vec<String> = files.iter().rev().cloned().collect();
    assert_eq!(document(&turned, &["--policy", POLICY]), told);
}

#[test]
fn below_the_policys_number_of_cases_nothing_is_said() {
    let (_folder, files) = attempts(&MIDDLING);
    let told = document(&files, &[]);
    assert_eq!(told["recommendation"], "incomplete");
    assert!(told["mean"].is_null() && told["cases"].as_array().expect("a list").iter().all(|case| case["score"].is_null()));
    let two = document(&files[..2], &["--policy", POLICY]);
    assert_eq!(two["reasons"][0]["says"], "1 case of the form is still to be taken.");
}

/// A folder is as good as its files; what cannot be read, and attempts of two people, are refused: a person is judged by this.
#[test]
fn a_form_is_one_officers_and_nothing_is_passed_over() {
    let (folder, files) = attempts(&MIDDLING);
    let at = folder.path().display().to_string();
    let told = document(&files, &["--policy", POLICY]);
    assert_eq!(document(std::slice::from_ref(&at), &["--policy", POLICY]), told);
    // Of two attempts at one call the one that was started first counts, in whichever order they are named.
    let (other_folder, other) = attempts(&["the-mug.good"]);
    let started = |file: &str, milliseconds: u64| {
        let mut attempt: Value = serde_json::from_str(&std::fs::read_to_string(file).expect("it is there")).expect("it is JSON");
        attempt["record"] = json!({ "started": milliseconds, "updated": milliseconds });
        std::fs::write(file, attempt.to_string()).expect("there is room");
    };
    started(&files[2], 1);
    started(&other[0], 2);
    for order in [[&files[2], &other[0]], [&other[0], &files[2]]] {
        let named = [&files[0], &files[1], order[0], order[1]].map(Clone::clone);
        assert_eq!(document(&named, &["--policy", POLICY])["mean"], told["mean"]);
    }
    let text = std::fs::read_to_string(&files[2]).expect("it is there");
    std::fs::write(&other[0], text.replacen('{', "{\"person\": \"ben\",", 1)).expect("there is room");
    std::fs::write(other_folder.path().join("cut.json"), &text[..100]).expect("there is room");
    let cut = other_folder.path().join("cut.json").display().to_string();
    let said: String = [[&files[0], &other[0]], [&files[0], &cut]]
        .map(|named| {
            let ran = run(&["form", FORM, named[0], named[1], "--policy", POLICY]).all();
            ran.replace(&at, "FOLDER").replace(&other_folder.path().display().to_string(), "OTHER") + "\n"
        })
        .concat();
    expect![[r#"
        exit status 2
        --- standard error
        error: these are the attempts of 2 officers, and a form is one officer's

        help: Name the attempts of one: files, or the folder that holds them. `doorstep analyse` tells of many.

        exit status 2
        --- standard error
        error: OTHER/cut.json: this is not the whole text of exported attempts: EOF while parsing a value at line 1 column 100

        help: Mend it, or name the attempts that are to be judged without it.

    "#]]
    .assert_eq(&said);
}

#[test]
fn a_person_confirms_or_dismisses_a_critical_error() {
    let (folder, files) = attempts(&["hollow-lane.harmful", "open-line.middling", "the-mug.middling"]);
    let open = document(&files, &["--policy", POLICY]);
    let errors: Vec<(&str, &str)> = (open["critical"].as_array().expect("a list").iter())
        .filter(|error| error["class"] == "K1")
        .map(|error| (error["call"].as_str().expect("a text"), error["id"].as_str().expect("a text")))
        .collect();
    assert!(!errors.is_empty());
    assert!(open["reasons"].as_array().expect("a list").iter().any(|reason| reason["rule"] == "unconfirmed"));
    let reviewed = |confirmed: bool| {
        let file = folder.path().join("reviews.yaml");
        let mut text = "format: doorstep-reviews/1\nby: second assessor\nreviews:\n".to_owned();
        for (call, error) in &errors {
            text.push_str(&format!("  - {{ call: {call}, error: {error}, confirmed: {confirmed}, why: I read the log. }}\n"));
        }
        std::fs::write(&file, text).expect("there is room");
        let file = file.display().to_string();
        assert_eq!(run(&["check", &file]).status, 0);
        document(&files, &["--policy", POLICY, "--reviews", &file])
    };
    let confirmed = reviewed(true);
    assert_eq!((&confirmed["recommendation"], &confirmed["reasons"][0]["rule"]), (&json!("fail_critical"), &json!("critical")));
    assert!(reviewed(false)["reasons"].as_array().expect("a list").iter().all(|reason| reason["rule"] != "unconfirmed"));
}

#[test]
fn the_policy_that_is_printed_is_the_one_that_is_used() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let (_attempts, files) = attempts(&["the-mug.middling"]);
    let printed = run(&["policy"]);
    assert_eq!((printed.status, printed.err.as_str()), (0, ""));
    fits(&validator("policy"), &yaml(&printed.out), "the built-in policy");
    let save = |text: &str| {
        let file = folder.path().join("own.yaml");
        std::fs::write(&file, text).expect("there is room");
        file.display().to_string()
    };
    let same = save(&printed.out);
    assert_eq!(run(&["check", &same]).status, 0);
    let plain = run(&["score", &files[0], "--format", "json"]);
    assert_eq!(run(&["score", &files[0], "--format", "json", "--policy", &same]).out, plain.out);
    let own = save(&printed.out.replace("default@1", "own@1").replace("reference: 2 ", "reference: 4 "));
    let report: Value = serde_json::from_str(&run(&["score", &files[0], "--format", "json", "--policy", &own]).out).expect("it is JSON");
    assert_eq!(report["stages"]["graded"], json!([3, 4]), "one above costs 1; a quarter of a reference of 4 is lost");
    assert_eq!(report["made_from"]["policy"], "own@1");
    let wrong = save(&printed.out.replace("default@1", "own@1").replace("heard: 0.3 ", "heard: 0.4 "));
    let refused = run(&["score", &files[0], "--policy", &wrong]);
    assert_eq!(refused.status, 2);
    expect![[r#"
        error[policy-does-not-fit]: `factors` does not sum to 1: `heard`, `marked` and `cited` are the parts of one credit.
         --> FOLDER/own.yaml:8:3
          |
        8 |   heard: 0.4          # credit for having heard what suffices for a factor that is present
          |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: Write a number within these bounds.

        error: `FOLDER/own.yaml` cannot be used

        help: mend it; `doorstep check FOLDER/own.yaml` shows what is left
    "#]]
    .assert_eq(&refused.err.replace(&folder.path().display().to_string(), "FOLDER"));
}

#[test]
fn a_form_and_a_policy_are_checked() {
    let ran = run(&["check", "tests/forms"]);
    expect![[r#"
        exit status 0
        --- standard output
        tests/forms/example.policy.yaml: policy `example@1`: 3 domains that are scored
        tests/forms/three-calls.form.yaml: form `three-calls`: 3 calls, 1 call of a second block

        1 policy, 1 form checked: nothing to mend.
    "#]]
    .assert_eq(&ran.all());
    fits(&validator("form"), &yaml(&std::fs::read_to_string(root().join(FORM)).expect("it is there")), FORM);
    fits(&validator("policy"), &yaml(&std::fs::read_to_string(root().join(POLICY)).expect("it is there")), POLICY);
    let folder =
        common::folder(&[("a.yaml", "format: doorstep-form/1\nid: a\nversion: 1.0.0\nerror: 200\ncalls: [hollow-lan, the-mug]\n")]);
    let ran = run(&["check", &Path::new(folder.path()).join("a.yaml").display().to_string()]);
    let ran = ran.all().replace(&folder.path().display().to_string(), "FOLDER");
    expect![[r#"
        exit status 1
        --- standard output
        error[number-of-form]: `error` must be from 0 to 100; this is 200.
         --> FOLDER/a.yaml:4:8
          |
        4 | error: 200
          |        ^^^
          |
          = help: Write a number from 0 to 100.

        FOLDER/a.yaml: form: cannot be used: 1 error

        1 form checked: 1 error, 0 warnings.
    "#]]
    .assert_eq(&ran);
}

/// The calls of a block of a form that Doorstep comes with.
fn calls(form: &str, block: &str) -> Vec<String> {
    let source = std::fs::read_to_string(root().join(form)).expect("it is there");
    let document = yaml(&source);
    fits(&validator("form"), &document, form);
    let calls = document[block].as_array().into_iter().flatten();
    calls.map(|call| call.as_str().expect("an id").to_owned()).collect()
}

const DEMONSTRATION: &str = "forms/demonstration.form.yaml";
const TWO_BLOCKS: &str = "forms/two-blocks.form.yaml";
const OF_THE_FORMS: &str = "forms/demonstration.policy.yaml";

/// The demonstration form holds every call that there is; what it says is missing is missing.
#[test]
fn the_forms_that_come_along_hold_what_there_is_and_say_what_is_missing() {
    let ran = run(&["check", "forms"]);
    assert_eq!(ran.status, 0, "{}", ran.all());
    let (mut long, mut short) = (Vec::new(), Vec::new());
    for entry in std::fs::read_dir(root().join("scenarios")).expect("the calls are there") {
        let folder = entry.expect("the folder can be read").path();
        let Ok(source) = std::fs::read_to_string(folder.join("scenario.yaml")) else { continue };
        let call = yaml(&source);
        let id = call["id"].as_str().expect("an id").to_owned();
        match call["kind"].as_str() {
            Some("tutorial") => {}
            Some("vignette") => short.push(id),
            _ => long.push(id),
        }
    }
    let sorted = |mut calls: Vec<String>| {
        calls.sort();
        calls
    };
    let all = sorted([long.clone(), short.clone()].concat());
    assert_eq!(sorted(calls(DEMONSTRATION, "calls")), all);
    assert_eq!(sorted([calls(TWO_BLOCKS, "calls"), calls(TWO_BLOCKS, "extension")].concat()), all);
    let says = std::fs::read_to_string(root().join(DEMONSTRATION)).expect("it is there").replace("\n# ", " ");
    assert!(says.contains(&format!("{} calls and {} vignettes are written", long.len(), short.len())));
    let missing = format!("missing: {} call and {} vignettes", 4 - long.len(), 20 - short.len());
    assert!(says.contains(&missing), "{missing}");
    // The policies differ from the built-in one in nothing but their name and the number of cases.
    let built_in = run(&["policy"]).out;
    let policy = std::fs::read_to_string(root().join(OF_THE_FORMS)).expect("it is there");
    let mut expected = yaml(&built_in);
    (expected["id"], expected["form"]["minimum_cases"]) = (json!("demonstration@1"), json!(6));
    assert_eq!(yaml(&policy), expected);
}

/// docs/scoring.md walks through a form: what it quotes is what the command prints.
#[test]
fn the_form_that_the_page_walks_through() {
    let told = |calls: &[String], manner: &str| {
        let plays: Vec<String> = calls.iter().map(|call| format!("{call}.{manner}")).collect();
        let (_folder, files) = attempts(&plays.iter().map(String::as_str).collect::<Vec<_>>());
        let mut arguments = vec!["form", TWO_BLOCKS, "--policy", OF_THE_FORMS];
        arguments.extend(files.iter().map(String::as_str));
        let ran = run(&arguments);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        ran.out
    };
    let first = calls(TWO_BLOCKS, "calls");
    let both = [first.clone(), calls(TWO_BLOCKS, "extension")].concat();
    let printed = [("first block", told(&first, "middling")), ("both blocks", told(&both, "middling"))];
    expect_file!["snapshots/two-blocks.form.txt"].assert_eq(&printed[1].1);
    let page = std::fs::read_to_string(root().join("docs/scoring.md")).expect("it is there");
    let mut quoted = 0;
    for (name, printed) in &printed {
        for block in page.split(&format!("```text {name}\n")).skip(1) {
            let block = block.split("```").next().expect("a block ends");
            assert!(printed.contains(block), "the page quotes:\n{block}\nprinted is:\n{printed}");
            quoted += 1;
        }
    }
    assert_eq!(quoted, 5);
    let good = told(&both, "good");
    assert!(good.contains("Recommended: pass") && good.contains("= 100.0"), "{good}");
    assert!(told(&both, "harmful").contains("Recommended: fail, for a critical rule"));
}

#[test]
fn a_form_names_calls_that_are_there() {
    let (_attempts, files) = attempts(&["hollow-lane.middling"]);
    let folder = common::folder(&[("a.yaml", "format: doorstep-form/1\nid: a\nversion: 1.0.0\ncalls: [hollow-lane, the-mugg]\n")]);
    let ran = run(&["form", &folder.path().join("a.yaml").display().to_string(), &files[0]]);
    expect![[r#"
        exit status 2
        --- standard error
        error: there is no call `the-mugg`

        help: Did you mean `the-mug`?
    "#]]
    .assert_eq(&ran.all());
}

#[test]
fn a_marking_sheet_proposes_no_mark() {
    let (_folder, files) = attempts(&["hollow-lane.middling"]);
    let sheet = run(&["score", &files[0], "--marking-sheet"]);
    assert_eq!((sheet.status, sheet.err.as_str()), (0, ""));
    expect_file!["snapshots/hollow-lane.middling.sheet.md"].assert_eq(&sheet.out);
    let page = run(&["score", &files[0], "--marking-sheet=html"]);
    expect_file!["snapshots/hollow-lane.middling.sheet.html"].assert_eq(&page.out);
    for words in ["credit", "score", "points"] {
        assert!(!sheet.out.contains(words) && !page.out.contains(words), "a sheet says nothing of {words}");
    }
}
