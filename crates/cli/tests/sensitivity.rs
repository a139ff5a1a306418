//! `doorstep sensitivity`: whose recommendation would change if a number of the policy were another.

mod common;

use std::path::Path;

use common::schema::{fits, validator, yaml};
use common::{root, run};
use doorstep_scoring::text::DEFAULT_POLICY_FILE;
use doorstep_scoring::{POLICY_NUMBERS, Ratio};
use expect_test::{expect, expect_file};
use serde_json::Value;

const FORM: &str = "tests/forms/three-calls.form.yaml";
const POLICY: &str = "tests/forms/example.policy.yaml";
const CALLS: [&str; 3] = ["hollow-lane", "open-line", "the-mug"];

/// Takes the three calls of the form as one officer.
fn take(folder: &Path, officer: &str, how: [&str; 3]) {
    std::fs::create_dir_all(folder.join(officer)).expect("there is room for a folder");
    for (call, how) in CALLS.iter().zip(how) {
        let file = folder.join(officer).join(format!("{call}.json")).display().to_string();
        let ran = run(&["play", call, "--script", &format!("tests/plays/{call}.{how}.play"), "--save", &file]);
        assert_eq!(ran.status, 0, "{}", ran.err);
    }
}

/// Three officers, each in a folder.
fn officers() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    take(folder.path(), "ada", ["good"; 3]);
    take(folder.path(), "ben", ["middling"; 3]);
    take(folder.path(), "cem", ["harmful", "middling", "middling"]);
    folder
}

fn document(arguments: &[&str]) -> Value {
    let mut all = vec!["sensitivity", FORM];
    all.extend(arguments);
    all.extend(["--format", "json"]);
    let ran = run(&all);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let document = serde_json::from_str(&ran.out).expect("it is JSON");
    fits(&validator("sensitivity"), &document, "the sensitivity");
    document
}

#[test]
fn several_officers_are_told_with_every_number() {
    let folder = officers();
    let at = folder.path().display().to_string();
    let names = folder.path().join("names.csv").display().to_string();
    let ran = run(&["sensitivity", FORM, &at, "--policy", POLICY, "--names", &names]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    expect_file!["snapshots/three-calls.sensitivity.txt"].assert_eq(&ran.out);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 100), "it fits a page");
    for name in ["ada", "ben", "cem"] {
        assert!(!ran.out.contains(name), "nobody is named");
    }
    let names = std::fs::read_to_string(names).expect("it was written");
    assert_eq!(names.lines().count(), 4);
    for line in names.lines().skip(1) {
        let (pseudonym, known_as) = line.split_once(',').expect("two columns");
        assert!(ran.out.contains(pseudonym) && known_as.contains(&at), "{line}");
    }
}

/// What is told of a value is what `doorstep form` says under a policy with that value.
#[test]
fn a_change_is_where_the_form_itself_changes() {
    let folder = officers();
    let ben = folder.path().join("ben").display().to_string();
    let told = document(&[&ben, "--policy", POLICY]);
    let files = CALLS.map(|call| folder.path().join(format!("ben/{call}.json")).display().to_string());
    let own = folder.path().join("own.yaml").display().to_string();
    let source = std::fs::read_to_string(root().join(POLICY)).expect("it is there");
    let mut tried = 0;
    for (number, written) in [
        ("form/cut", "cut: 65 "),
        ("levels/reference", "reference: 2 "),
        ("acts/late", "late: 0.5 "),
        ("factors/unfounded", "unfounded: 0.25 "),
    ] {
        let varied = told["numbers"].as_array().expect("a list").iter().find(|each| each["number"] == number).expect("it is varied");
        for moved in varied["officers"].as_array().expect("a list") {
            for run_of in moved["runs"].as_array().expect("a list") {
                for end in ["from", "to"] {
                    let value: Ratio = serde_json::from_value(run_of[end].clone()).expect("a ratio");
                    let name = written.split_once(':').expect("a name and a value").0;
                    let text = source.replacen(written, &format!("{name}: {value} "), 1).replace("example@1", "own@1");
                    std::fs::write(&own, text).expect("there is room");
                    let ran = run(&["form", FORM, &files[0], &files[1], &files[2], "--policy", &own, "--format", "json"]);
                    assert_eq!(ran.status, 0, "{}", ran.err);
                    let report: Value = serde_json::from_str(&ran.out).expect("it is JSON");
                    for field in ["recommendation", "otherwise", "provisional"] {
                        assert_eq!(report[field], run_of["outcome"][field], "{number} at {value}");
                    }
                    tried += 1;
                }
            }
        }
    }
    assert!(tried >= 4, "some of them change something: {tried}");
}

#[test]
fn one_officer_by_files_or_by_folder_is_the_same() {
    let folder = officers();
    let ben = folder.path().join("ben").display().to_string();
    let files = CALLS.map(|call| folder.path().join(format!("ben/{call}.json")).display().to_string());
    let by_folder = document(&[&ben, "--policy", POLICY]);
    assert_eq!(document(&[&files[0], &files[1], &files[2], "--policy", POLICY]), by_folder);
    assert_eq!(by_folder["officers"].as_array().expect("a list").len(), 1);
    let form = run(&["form", FORM, &files[0], &files[1], &files[2], "--policy", POLICY, "--format", "json"]);
    let form: Value = serde_json::from_str(&form.out).expect("it is JSON");
    assert_eq!(by_folder["officers"][0]["score"], form["equated"]);
    assert_eq!(by_folder["officers"][0]["outcome"]["recommendation"], form["recommendation"]);
}

/// Whose an attempt is: the person that a file names, else the folder it stands in; files that are named are one officer's.
#[test]
fn each_folder_is_an_officer_and_a_file_may_name_one() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    take(folder.path(), "ada", ["good"; 3]);
    take(folder.path(), "ada/inner", ["middling"; 3]);
    let at = |path: &str| folder.path().join(path).display().to_string();
    let count = |arguments: &[&str]| {
        let told = document(arguments);
        let officers = told["officers"].as_array().expect("a list").iter();
        officers.map(|officer| officer["counted"].as_u64().expect("a number")).collect::<Vec<_>>()
    };
    assert_eq!(
        count(&[&at(""), "--policy", POLICY]),
        [3],
        "what is below a folder is the same officer's, and second attempts do not count"
    );
    assert_eq!(count(&[&at("ada"), "--policy", POLICY]), [3, 3], "what stands in the folder, and the folder in it");
    let file = at("ada/inner/the-mug.json");
    let named = std::fs::read_to_string(&file).expect("it is there").replacen('{', "{\"person\": \"somebody else\",", 1);
    std::fs::write(&file, named).expect("there is room");
    let mut counted = count(&[&at("ada"), "--policy", POLICY]);
    counted.sort_unstable();
    assert_eq!(counted, [1, 2, 3]);
}

#[test]
fn the_pseudonyms_are_those_of_an_analysis() {
    let folder = officers();
    let at = folder.path().display().to_string();
    let names = |command: &[&str]| {
        let file = folder.path().join("names.csv").display().to_string();
        let mut all = command.to_vec();
        all.extend(["--names", &file]);
        let ran = run(&all);
        assert_eq!(ran.status, 0, "{}", ran.err);
        let text = std::fs::read_to_string(&file).expect("it was written");
        std::fs::remove_file(&file).expect("it was written");
        text.lines().skip(1).map(|line| line.split(',').next().expect("a column").to_owned()).collect::<Vec<_>>()
    };
    let ours = names(&["sensitivity", FORM, &at, "--policy", POLICY]);
    assert_eq!(ours, names(&["analyse", &at]));
}

/// The ranges stand in docs/scoring.md, and every number of a policy file is varied.
#[test]
fn every_number_of_a_policy_is_varied_over_a_range_that_is_documented() {
    let Value::Object(groups) = yaml(DEFAULT_POLICY_FILE) else { panic!("a policy is a map") };
    let written: Vec<String> = groups
        .iter()
        .filter_map(|(group, values)| Some((group, values.as_object()?)))
        .flat_map(|(group, values)| values.keys().map(move |name| format!("{group}/{name}")))
        .collect();
    let mut varied: Vec<String> = POLICY_NUMBERS.iter().map(|number| number.field.to_owned()).collect();
    varied.sort();
    let mut sorted = written;
    sorted.sort();
    assert_eq!(varied, sorted);
    let table: String = (POLICY_NUMBERS.iter())
        .map(|number| format!("| `{}` | {} to {} | {} |\n", number.field, number.least(), number.most(), number.step()))
        .collect();
    let docs = std::fs::read_to_string(root().join("docs/scoring.md")).expect("it is there");
    assert!(docs.contains(&table), "docs/scoring.md holds this table:\n{table}");
}

#[test]
fn what_cannot_be_used_is_told() {
    let folder = officers();
    let at = folder.path().display().to_string();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("there is room");
        std::fs::write(&path, text).expect("there is room");
        path.display().to_string()
    };
    let reviews = write("r.yaml", "format: doorstep-reviews/1\nby: second assessor\nreviews: []\n");
    let empty = write("nobody/empty.json", "");
    let said: String = [
        vec!["sensitivity", FORM, &at, "--reviews", &reviews],
        vec!["sensitivity", FORM, &empty],
        vec!["sensitivity", FORM, &at, "--policy", "tests/forms/none.yaml"],
        vec!["sensitivity", FORM],
    ]
    .iter()
    .map(|arguments| {
        let ran = run(arguments);
        format!("exit status {}\n{}\n", ran.status, ran.err.replace(&at, "FOLDER"))
    })
    .collect();
    expect![[r#"
        exit status 2
        left out: FOLDER/nobody/empty.json: there is no text
        error: `FOLDER/r.yaml` says which errors stand, but not whose they are, and these are the attempts of 3 officers

        help: Name the attempts of the officer whom it is about.

        exit status 2
        left out: FOLDER/nobody/empty.json: there is no text
        error: none of these files is an attempt that can be read and scored

        help: Mend what is said of each above, or name the files that the app or `doorstep play --save` wrote.

        exit status 2
        error: there is no `tests/forms/none.yaml`

        help: Check the spelling, and that you are in the folder that you think you are in.

        exit status 2
        error: the following required arguments were not provided:
          <FOLDER|FILE>...

        Usage: doorstep sensitivity <FORM> <FOLDER|FILE>...

        For more information, try '--help'.

    "#]]
    .assert_eq(&said);
}
