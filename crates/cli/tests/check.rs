//! `doorstep check`.

mod common;

use common::{CALL, KEY, TOOL, folder, run, run_in, small_library};
use expect_test::expect;

#[test]
fn a_sound_library_is_counted() {
    let library = small_library();
    expect![[r#"
        exit status 0
        --- standard output
        tools/two.yaml: tool `two`: 1 item, 2 levels, 2 rules, every sheet followed (2 situations)
        scenarios/porch/scenario.yaml: call `porch`: 2 scenes, 2 choices, 1 fact, 1 assessment, 1 ending
        scenarios/porch/key.yaml: key of `porch`: 1 reader, 1 factor, 0 acts, 0 critical errors, 0 questions

        1 call, 1 key, 1 tool checked: nothing to mend.
    "#]]
    .assert_eq(&run_in(library.path(), &["check", "."], "").all());
}

#[test]
fn the_librarys_own_files_have_nothing_to_mend() {
    let ran = run(&["check", "scenarios", "tools", "support.yaml"]);
    assert_eq!(ran.status, 0, "{}", ran.all());
    assert!(ran.out.contains("support.yaml: support contacts: 5 contacts"), "{}", ran.all());
}

#[test]
fn a_variable_that_only_the_key_asks_about_is_in_use() {
    let call = CALL
        .replace("start: porch\n", "state: { told: false }\nstart: porch\n")
        .replace("assess: initial", "effects: [told = true], assess: initial");
    let key = format!("{KEY}critical: {{ told: {{ class: K2, label: Told, when: told, why: It matters. }} }}\n");
    let check = |key: &str| {
        let library = folder(&[("scenarios/porch/scenario.yaml", &call), ("scenarios/porch/key.yaml", key), ("tools/two.yaml", TOOL)]);
        run_in(library.path(), &["check", "."], "")
    };
    let read = check(&key);
    assert_eq!(read.status, 0, "{}", read.all());
    let unread = check(KEY);
    assert!(unread.out.contains("warning[variable-never-read]"), "{}", unread.all());
}

#[test]
fn every_mistake_of_a_broken_call_is_told_at_its_place() {
    let broken = CALL
        .replace("reveals: afraid", "reveals: afriad")
        .replace("title: The porch", "title: The porch: a call")
        .replace("tool: two", "tool: tow")
        .replace("id: porch", "id: porhc")
        .replace("goto: end", "goto: ende");
    let library = folder(&[("scenarios/porch/scenario.yaml", &broken), ("scenarios/porch/key.yaml", KEY), ("tools/two.yaml", TOOL)]);
    expect![[r#"
        exit status 1
        --- standard output
        error[id-is-not-the-folder]: The call is called `porhc`, its folder `porch`.
         --> scenarios/porch/scenario.yaml:2:5
          |
        2 | id: porhc
          |     ^^^^^
          |
          = help: Write `id: porch`, or give the folder the name `porhc`.

        error[text-needs-quotes]: This text holds a colon followed by a space, which means something else in YAML.
         --> scenarios/porch/scenario.yaml:4:8
          |
        4 | title: The porch: a call
          |        ^^^^^^^^^^^^^^^^^
          |
          = help: Put the text in quotes: title: "The porch: a call"

        error[unknown-tool]: There is no tool `tow`.
         --> scenarios/porch/scenario.yaml:8:7
          |
        8 | tool: tow
          |       ^^^
          |
          = help: Write `two`.

        error[unknown-fact]: There is no fact `afriad`.
          --> scenarios/porch/scenario.yaml:22:58
           |
        22 |       - { id: ask, say: Are you afraid of him?, reveals: afriad, lines: [{ mia: Yes. }] }
           |                                                          ^^^^^^
           |
           = help: Write `afraid`.

        error[unknown-scene]: There is no scene `ende`.
          --> scenarios/porch/scenario.yaml:23:58
           |
        23 |       - { id: grade, do: Assess., assess: initial, goto: ende }
           |                                                          ^^^^
           |
           = help: Write `end`.

        scenarios/porch/scenario.yaml: call `porhc`: cannot be used: 5 errors
        scenarios/porch/key.yaml: key: not checked: its call has errors

        1 call checked: 5 errors, 0 warnings.
    "#]]
    .assert_eq(&run_in(library.path(), &["check", "scenarios/porch"], "").all());
}

#[test]
fn a_programs_answer_is_one_document() {
    let library =
        folder(&[("scenarios/porch/scenario.yaml", &CALL.replace("reveals: afraid", "reveals: afriad")), ("tools/two.yaml", TOOL)]);
    let ran = run_in(library.path(), &["check", ".", "--format", "json"], "");
    assert_eq!(ran.err, "");
    serde_json::from_str::<serde_json::Value>(&ran.out).expect("one JSON document");
    expect![[r#"
        exit status 1
        --- standard output
        {
          "format": "doorstep-check/1",
          "files": [
            {
              "file": "tools/two.yaml",
              "kind": "tool",
              "id": "two",
              "state": "checked",
              "why": null,
              "holds": {
                "items": 1,
                "levels": 2,
                "rules": 2,
                "situations": 2
              }
            },
            {
              "file": "scenarios/porch/scenario.yaml",
              "kind": "call",
              "id": "porch",
              "state": "checked",
              "why": null,
              "holds": {}
            },
            {
              "file": "scenarios/porch/key.yaml",
              "kind": "key",
              "id": null,
              "state": "not checked",
              "why": "there is no key beside the call",
              "holds": {}
            }
          ],
          "findings": [
            {
              "code": "unknown-fact",
              "severity": "error",
              "message": "There is no fact `afriad`.",
              "mend": "Write `afraid`.",
              "place": {
                "file": "scenarios/porch/scenario.yaml",
                "line": 22,
                "column": 58
              }
            }
          ],
          "counts": {
            "errors": 1,
            "warnings": 0,
            "notes": 0
          }
        }
    "#]]
    .assert_eq(&ran.all());
}

#[test]
fn a_key_is_checked_against_its_call_and_tool() {
    let library = folder(&[
        ("scenarios/porch/scenario.yaml", CALL),
        ("scenarios/porch/key.yaml", &KEY.replace("[[afraid]]", "[[afriad]]").replace("a1: high", "a1: hihg")),
        ("tools/two.yaml", TOOL),
    ]);
    expect![[r#"
        exit status 1
        --- standard output
        error[unknown-fact]: There is no fact `afriad`.
          --> scenarios/porch/key.yaml:14:27
           |
        14 |     sufficient_present: [[afriad]]
           |                           ^^^^^^
           |
           = help: Write `afraid`.

        error[unknown-level]: There is no level `hihg`.
          --> scenarios/porch/key.yaml:18:36
           |
        18 |   initial: { level: { votes: { a1: hihg } } }
           |                                    ^^^^
           |
           = help: Write `high`.

        scenarios/porch/key.yaml: key of `porch`: cannot be used: 2 errors

        1 key checked: 2 errors, 0 warnings.
    "#]]
    .assert_eq(&run_in(library.path(), &["check", "scenarios/porch/key.yaml"], "").all());
}

#[test]
fn what_is_missing_is_not_checked_and_says_so() {
    let no_key = folder(&[("scenarios/porch/scenario.yaml", CALL), ("tools/two.yaml", TOOL)]);
    let no_tool = folder(&[("scenarios/porch/scenario.yaml", CALL), ("scenarios/porch/key.yaml", KEY)]);
    let no_call = folder(&[("porch/key.yaml", KEY), ("tools/two.yaml", TOOL)]);
    let said = [
        run_in(no_key.path(), &["check", "scenarios/porch"], "").all(),
        run_in(no_tool.path(), &["check", "scenarios/porch"], "").all(),
        run_in(no_call.path(), &["check", "porch/key.yaml"], "").all(),
    ];
    expect![[r#"
        exit status 0
        --- standard output
        scenarios/porch/scenario.yaml: call `porch`: 2 scenes, 2 choices, 1 fact, 1 assessment, 1 ending
        scenarios/porch/key.yaml: key: not checked: there is no key beside the call

        1 call checked: nothing to mend.

        exit status 1
        --- standard output
        error[unknown-tool]: There is no tool `two`.
         --> scenarios/porch/scenario.yaml:8:7
          |
        8 | tool: two
          |       ^^^
          |
          = help: `.` holds no tools; name the folder with `tools/` by --library.

        scenarios/porch/scenario.yaml: call `porch`: 2 scenes, 2 choices, 1 fact, 1 assessment, 1 ending
        scenarios/porch/key.yaml: key: not checked: its call's tool `two` is not there

        1 call checked: 1 error, 0 warnings.

        exit status 1
        --- standard output
        error[key-without-call]: There is no scenario.yaml beside this key, so nothing in it can be checked.
         --> porch/key.yaml:1:1
          |
        1 | format: doorstep-key/1
          | ^
          |
          = help: Put the key into the folder of its call.

        porch/key.yaml: key: not checked: there is no scenario.yaml beside it

        nothing checked: 1 error, 0 warnings.
    "#]]
    .assert_eq(&said.join("\n"));
}

#[test]
fn a_tool_elsewhere_is_found_by_the_library() {
    let tools = folder(&[("tools/two.yaml", TOOL)]);
    let call = folder(&[("porch/scenario.yaml", CALL), ("porch/key.yaml", KEY)]);
    let library = tools.path().display().to_string();
    assert_eq!(run_in(call.path(), &["check", "porch", "--library", &library], "").status, 0);
    assert_eq!(run_in(call.path(), &["check", "porch"], "").status, 1);
}

#[test]
fn a_file_and_its_folder_are_checked_once() {
    let library = small_library();
    let ran = run_in(library.path(), &["check", "scenarios/porch", "./scenarios/porch/scenario.yaml", "tools/two.yaml", "tools"], "");
    assert!(ran.out.ends_with("1 call, 1 key, 1 tool checked: nothing to mend.\n"), "{}", ran.out);
}

#[test]
fn what_cannot_be_read_is_told_with_what_to_do() {
    let files = folder(&[("empty/readme.txt", ""), ("notes.yaml", "hello: there\n"), ("tools/two.yaml", TOOL)]);
    std::fs::write(files.path().join("latin.yaml"), b"format: doorstep/1\ntitle: caf\xe9\n").expect("there is room for a file");
    let said: Vec<String> = [
        &["check", "nowhere"][..],
        &["check", "empty"],
        &["check", "notes.yaml"],
        &["check", "latin.yaml"],
        &["check", "tools", "--library", "nowhere"],
    ]
    .into_iter()
    .map(|arguments| format!("$ doorstep {}\n{}", arguments.join(" "), run_in(files.path(), arguments, "").all()))
    .collect();
    expect![[r#"
        $ doorstep check nowhere
        exit status 2
        --- standard error
        error: there is no `nowhere`

        help: Check the spelling, and that you are in the folder that you think you are in.

        $ doorstep check empty
        exit status 2
        --- standard error
        error: `empty` holds no call, key or tool

        help: Name the folder of a call, a folder with `scenarios/` or `tools/` in it, or a file.

        $ doorstep check notes.yaml
        exit status 2
        --- standard error
        error: `notes.yaml` does not say what it is

        help: Begin it with `format: doorstep/1` (a call), `format: doorstep-key/1` (a key), `format: doorstep-tool/1` (a tool), `format: doorstep-tool-words/1` (the wording of a tool), `format: doorstep-support/1` (support contacts), `format: doorstep-policy/1` (a policy), `format: doorstep-form/1` (a form) or `format: doorstep-reviews/1` (reviews of critical errors).

        $ doorstep check latin.yaml
        exit status 2
        --- standard error
        error: `latin.yaml` is not a text: it is not UTF-8

        help: Save it as UTF-8 text in your editor, or name another file.

        $ doorstep check tools --library nowhere
        exit status 2
        --- standard error
        error: the library `nowhere` is not a folder

        help: Give --library the folder that holds `scenarios/` and `tools/`.
    "#]]
    .assert_eq(&said.join("\n"));
}
