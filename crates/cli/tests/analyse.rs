//! `doorstep analyse`: attempt files in, a cohort's report out.

#[path = "../../cohort/tests/synthetic/mod.rs"]
mod synthetic;

mod common;

use std::path::Path;

use common::schema::{fits, validator};
use common::{root, run, run_in};
use doorstep_agreement::Chance;
use expect_test::{expect, expect_file};
use synthetic::{CALL, KEY, TOOL, beside, door, drawn, file, officers, take};

/// A library with two made-up calls, and in `attempts` a folder for each of so many synthetic officers.
fn cohort(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("there is room for a folder");
        std::fs::write(path, text).expect("there is room for a file");
    };
    write("tools/three.yaml", TOOL);
    let doors: Vec<_> = (1..=2).map(door).collect();
    for number in 1..=2 {
        let one = number.to_string();
        write(&format!("scenarios/door-{one}/scenario.yaml"), &CALL.replace("ONE", &one));
        write(&format!("scenarios/door-{one}/key.yaml"), &KEY.replace("ONE", &one));
    }
    let mut chance = Chance::new(20);
    for (person, officer) in officers(count).into_iter().enumerate() {
        for (place, door) in doors.iter().enumerate() {
            let session = take(door, officer, drawn(&mut chance), &mut chance);
            write(&format!("attempts/officer-{person:03}/{place}.json"), &file(&session, Some(beside(person, place))).to_text());
        }
    }
    folder
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("it was written")
}

#[test]
fn a_cohort_in_text() {
    let folder = cohort(24);
    let ran = run_in(folder.path(), &["analyse", "attempts"], "");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    expect_file!["snapshots/analyse.txt"].assert_eq(&ran.out);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 100), "it fits a page");
}

#[test]
fn the_document_fits_its_schema_and_the_files_are_written() {
    let folder = cohort(12);
    let ran = run_in(folder.path(), &["analyse", "attempts", "--format", "json"], "");
    assert_eq!(ran.status, 0, "{}", ran.err);
    let document: serde_json::Value = serde_json::from_str(&ran.out).expect("one document");
    fits(&validator("cohort"), &document, "the report");
    assert_eq!((document["counted"]["attempts"].as_u64(), document["counted"]["people"].as_u64()), (Some(24), Some(12)));
    for (format, file, begins) in [("html", "r.html", "<!DOCTYPE html>"), ("csv", "r.csv", "table,row,measure,value,low,high,n,")] {
        let ran = run_in(folder.path(), &["analyse", "attempts", "--format", format, "--output", file, "--names", "names.csv"], "");
        assert_eq!(ran.all(), "exit status 0\n", "what is written to a file is not printed");
        assert!(read(&folder.path().join(file)).starts_with(begins));
    }
    let names = read(&folder.path().join("names.csv"));
    assert_eq!(names.lines().count(), 13);
    assert!(names.starts_with("pseudonym,known as\nP-") && names.contains("\"officer-003\""));
    for row in document["people"]["rows"].as_array().expect("there are people") {
        assert!(names.contains(row["pseudonym"].as_str().expect("a pseudonym")));
    }
}

#[test]
fn several_attempts_in_a_file_and_what_cannot_be_used() {
    let folder = cohort(3);
    let at = |person: &str, number: u32| read(&folder.path().join(format!("attempts/officer-{person}/{number}.json")));
    let named = |text: String, person: &str| text.replacen('{', &format!("{{\"person\": \"{person}\","), 1);
    let other = at("001", 0).replace("door-1", "door-9");
    let lost = other.replace(&door(1).call.digest.to_string(), &"0".repeat(64));
    let list = format!("[{},{}]", named(at("000", 0), "ada"), named(at("000", 1), "ada"));
    std::fs::write(
        folder.path().join("all.json"),
        format!("{list}\n{}\n{}\n{{\"format\": \"other\"}}\n", named(at("001", 0), "ben"), lost),
    )
    .expect("there is room");
    std::fs::create_dir_all(folder.path().join("mixed/one")).expect("there is room");
    std::fs::write(folder.path().join("mixed/cut.json"), &at("002", 0)[..200]).expect("there is room");
    std::fs::write(folder.path().join("mixed/empty.json"), "").expect("there is room");
    std::fs::write(folder.path().join("mixed/not-utf8.json"), [0xff, 0xfe, 0x00]).expect("there is room");
    std::fs::write(folder.path().join("mixed/alone.json"), at("002", 0)).expect("there is room");
    std::fs::write(folder.path().join("mixed/one/first.json"), at("001", 1)).expect("there is room");
    std::fs::write(folder.path().join("mixed/one/notes.txt"), "not an attempt").expect("there is room");
    std::fs::create_dir_all(folder.path().join("nothing")).expect("there is room");
    let said: String = ["all.json", "mixed", "nothing", "missing"]
        .map(|wanted| {
            let ran = run_in(folder.path(), &["analyse", wanted], "");
            let first: String = ran.out.lines().skip(2).take(2).flat_map(|line| [line, "\n"]).collect();
            format!("$ {wanted}\nexit status {}\n{first}{}\n", ran.status, ran.err)
        })
        .concat();
    expect![[r#"
        $ all.json
        exit status 1
        3 attempts of 2 people at 2 calls. 2 left out: 2 could not be read or scored.
        It is about a cohort, for teaching; nobody is certified or ranked by it. It rests on illustrative
        left out: all.json, attempt 4: no call in `.` is the version that this attempt was made with: `door-9` 1.0.0, digest 00000000; name the folder with that version by --library
        left out: all.json, attempt 5: This file says that it is "other". Only "doorstep-attempt/1" and "doorstep-attempt/2" can be read here.

        $ mixed
        exit status 1
        2 attempts of 2 people at 2 calls. 3 left out: 3 could not be read or scored.
        It is about a cohort, for teaching; nobody is certified or ranked by it. It rests on illustrative
        left out: mixed/cut.json: this is not the whole text of exported attempts: EOF while parsing a string at line 9 column 15
        left out: mixed/empty.json: there is no text
        left out: `mixed/not-utf8.json` is not a text: it is not UTF-8
        note: 1 attempt stands in no folder of its own person: each file is taken for one person's. Give each person a folder, or write "person" beside "format", so that their attempts are known to hang together

        $ nothing
        exit status 2
        error: `nothing` holds no attempt files

        help: Name a file, or a folder with the .json files that the app or `doorstep play --save` wrote.

        $ missing
        exit status 2
        error: there is no `missing`

        help: Check the spelling, and that you are in the folder that you think you are in.

    "#]].assert_eq(&said);
}

/// The scripted plays: real calls, each by another person, so that nothing may be shown of anybody.
#[test]
fn real_attempts_of_few_people_show_no_numbers() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    for (person, play) in ["hollow-lane.good", "hollow-lane.harmful", "the-mug.middling", "first-steps.good"].into_iter().enumerate() {
        let saved = folder.path().join(format!("{person}.json")).display().to_string();
        let call = play.split('.').next().expect("a play is named after its call");
        let ran = run(&["play", call, "--script", &format!("tests/plays/{play}.play"), "--save", &saved]);
        assert_eq!(ran.status, 0, "{}", ran.err);
    }
    let ran = run_in(&root(), &["analyse", &folder.path().display().to_string(), "--format", "json"], "");
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.err.contains("3 attempts stand in no folder") || ran.err.contains("4 attempts stand in no folder"), "{}", ran.err);
    let document: serde_json::Value = serde_json::from_str(&ran.out).expect("one document");
    fits(&validator("cohort"), &document, "the report");
    assert_eq!((document["counted"]["attempts"].as_u64(), document["counted"]["left_out"]["tutorials"].as_u64()), (Some(3), Some(1)));
    assert_eq!(document["keys"], "illustrative");
    let values = ran.out.matches("\"value\": null").count();
    let any = document["calls"]["rows"].as_array().expect("there are calls").iter().any(|row| !row["score"]["value"].is_null());
    assert!(values > 50 && !any);
}

#[test]
fn another_policy_and_another_key_are_used_where_they_are_named() {
    let folder = cohort(8);
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("there is room");
    let document = |more: &[&str]| {
        let mut arguments = vec!["analyse", "attempts", "--format", "json"];
        arguments.extend(more);
        let ran = run_in(folder.path(), &arguments, "");
        assert_eq!(ran.status, 0, "{}", ran.err);
        let document: serde_json::Value = serde_json::from_str(&ran.out).expect("one document");
        fits(&validator("cohort"), &document, "the report");
        (document, ran.err)
    };
    let score = |document: &serde_json::Value, call: usize| document["calls"]["rows"][call]["score"]["value"].as_f64();
    let (usual, _) = document(&[]);
    assert!(score(&usual, 0).is_some(), "eight people are enough");

    let printed = run(&["policy"]).out;
    write("same.yaml", &printed);
    assert_eq!(document(&["--policy", "same.yaml"]).0, usual);
    // Only acts count, and groups must be larger than this one.
    let acts = printed.replace("default@1", "acts@1").replace("  factors: 0.6", "  factors: 0").replace("  levels: 0.2", "  levels: 0");
    write("acts.yaml", &acts);
    let (by_acts, _) = document(&["--policy", "acts.yaml"]);
    assert_ne!(score(&by_acts, 0), score(&usual, 0));
    assert_eq!(by_acts["made"]["scoring"], serde_json::json!(["acts@1"]));
    write("nine.yaml", &acts.replace("acts@1", "nine@1").replace("  minimum: 5", "  minimum: 9"));
    let (hidden, _) = document(&["--policy", "nine.yaml"]);
    assert_eq!(score(&hidden, 0), None);
    assert_eq!(hidden["made"]["policy"]["id"], "cohort@1, nine@1");

    // A key for one of the two calls: what must be done there is something else.
    let key = KEY.replace("ONE", "2").replace("[action: ambulance], why", "[action: arrest], why");
    write("other-key.yaml", &key);
    let (other, err) = document(&["--key", "other-key.yaml"]);
    assert!(err.contains("8 attempts were taken with another version of the key"), "{err}");
    assert_eq!(score(&other, 0), score(&usual, 0));
    assert_ne!(score(&other, 1), score(&usual, 1));
    write("third-key.yaml", &KEY.replace("ONE", "3"));
    let (same, err) = document(&["--key", "third-key.yaml"]);
    assert_eq!(
        (same, err.as_str()),
        (usual, "note: no attempt here was made at the call `door-3`; its key `third-key.yaml` is not used\n")
    );

    write("wrong.yaml", &printed.replace("default@1", "wrong@1").replace("cut: 65", "cut: 650"));
    let said: String = [&["--key", "other-key.yaml", "--key", "other-key.yaml"][..], &["--key", "acts.yaml"], &["--policy", "wrong.yaml"]]
        .map(|more| {
            let ran = run_in(folder.path(), &[&["analyse", "attempts"], more].concat(), "");
            format!("exit status {}\n{}{}\n", ran.status, ran.out, ran.err)
        })
        .concat();
    expect![[r#"
        exit status 2
        error: `other-key.yaml` and `other-key.yaml` are both keys of the call `door-2`

        help: Name one key for each call.

        exit status 2
        error: `acts.yaml` does not say of which call it is the key

        help: Name a key: its `scenario:` is the id of its call.

        exit status 2
        error[policy-does-not-fit]: `form/cut` is not from 0 to 100.
          --> wrong.yaml:40:8
           |
        40 |   cut: 650             # the score from which on a form counts as passed
           |        ^^^
           |
           = help: Write a number within these bounds.

        error: `wrong.yaml` cannot be used

        help: mend it; `doorstep check wrong.yaml` shows what is left

    "#]]
    .assert_eq(&said);
}
