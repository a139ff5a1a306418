//! `doorstep score`: every scripted play, in text and as a document.

mod common;

use std::path::PathBuf;

use common::{CALL, KEY, TOOL, folder, root, run, run_in};
use expect_test::{expect, expect_file};

/// Takes a scripted play and gives the attempt file in a folder that keeps it.
fn attempt(play: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("attempt.json");
    let call = play.split('.').next().expect("a play is named after its call");
    let ran = run(&["play", call, "--script", &format!("tests/plays/{play}.play"), "--save", &file.display().to_string()]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    (folder, file)
}

/// Scores a scripted play both ways and compares with what stands beside it.
fn check(play: &str) {
    let (_folder, file) = attempt(play);
    let file = file.display().to_string();
    let json = run(&["score", &file, "--format", "json"]);
    assert_eq!((json.status, json.err.as_str()), (0, ""));
    expect_file![root().join(format!("tests/plays/{play}.report.json"))].assert_eq(&json.out);
    let text = run(&["score", &file]);
    assert_eq!((text.status, text.err.as_str()), (0, ""));
    expect_file![format!("snapshots/{play}.score.txt")].assert_eq(&text.out);
}

macro_rules! plays {
    ($($name:ident: $play:literal;)*) => {
        $(#[test] fn $name() { check($play); })*

        /// The plays, to find reports that belong to none.
        const PLAYS: &[&str] = &[$($play,)*];
    };
}

plays! {
    first_steps_good: "first-steps.good";
    hollow_lane_good: "hollow-lane.good";
    hollow_lane_middling: "hollow-lane.middling";
    hollow_lane_harmful: "hollow-lane.harmful";
    the_mug_good: "the-mug.good";
    the_mug_middling: "the-mug.middling";
    the_mug_harmful: "the-mug.harmful";
    open_line_good: "open-line.good";
    open_line_middling: "open-line.middling";
    open_line_harmful: "open-line.harmful";
}

#[test]
fn every_play_has_its_report_and_every_report_its_play() {
    for entry in std::fs::read_dir(root().join("tests/plays")).expect("the plays are there") {
        let name = entry.expect("the folder can be read").file_name().to_string_lossy().into_owned();
        let play = name.strip_suffix(".play").or_else(|| name.strip_suffix(".report.json"));
        assert!(play.is_some_and(|play| PLAYS.contains(&play)), "{name} belongs to no play of this test");
    }
}

#[test]
fn another_key_can_be_named() {
    let library = folder(&[
        ("scenarios/porch/scenario.yaml", CALL),
        ("other.yaml", KEY),
        ("bad.yaml", &KEY.replace("victim-fear", "victim-faer")),
        ("tools/two.yaml", TOOL),
        ("ask.play", "porch/ask\nporch/grade\nanswer fear yes because afraid\ninitial:high\n"),
    ]);
    let here = |arguments: &[&str]| run_in(library.path(), arguments, "");
    assert_eq!(here(&["play", "porch", "--script", "ask.play", "--save", "a.json"]).status, 0);
    expect![[r#"
        exit status 0
        --- standard output
        The porch (porch 1.0.0)
        Compared with example answers by the authors. They certify nobody.
        Ended `over` at 20:01, after 2 choices. Taken as practice, seed 0.

        Critical errors

          None.

        The four stages, and conduct

          Elicited: 100% of the weight of what had to be learned was heard
          Recognised: 100% of the weight of what was heard was answered rightly
          Graded: 100% of the credit for the levels was earned
          Acted: nothing to judge in this call
          Conduct: nothing to judge in this call
            - 100% of what is there and was heard, was answered yes
            - 100% of the lines cited for what was heard and answered yes bear on it

        Assessment: First grade

          The readers' levels: standard 0, high 1.
          You: first impression high, own level high, the tool's result high, final level high: the same as
          the readers'; credit +1.
          Assessed again within 24 hours.
            - victim advocacy graded high

        Factor by factor

          Fear: heard, answered yes, and shown by a line
              In this call it is there; what you heard was enough to say yes; you answered yes. Credit +1
              (+0.30 for hearing it, +0.50 for answering yes, +0.20 for the lines that show it), weight 2.
              Heard: line 2
              You cited: line 2
              Readers: present 1, unknown 0, absent 0. She says so.

        Acts

          None to judge in this call.

        Questions and conduct

          0 questions, 0 of an apt kind.

        The sixteen steps of good practice

          Taking the call: not part of this call
          Searching the history: not part of this call
          Dispatch and on the way: not part of this call
          Arriving: not part of this call
          Separating the parties: not part of this call
          Seeing the children: not part of this call
          Hearing the account: not part of this call
          Suspect and witnesses: not part of this call
          Securing evidence: not part of this call
          Filling in the risk tool: not part of this call
          The level and its reasons: not part of this call
          Immediate safety: not part of this call
          Referring: not part of this call
          Recording and handing over: not part of this call
          Supervision: not part of this call
          Assessing again: not part of this call

        A right grade may not prevent harm, and a wrong one need not lead to it. This judges what could be
        known then.
    "#]]
    .assert_eq(&here(&["score", "a.json", "--key", "other.yaml"]).all());
    expect![[r#"
        exit status 2
        --- standard error
        error: there is no key beside `scenarios/porch/scenario.yaml`, so there is nothing to compare this attempt with

        help: Name a key with --key FILE, or write key.yaml beside the call.
    "#]]
    .assert_eq(&here(&["score", "a.json"]).all());
    expect![[r#"
        exit status 2
        --- standard error
        error[unknown-construct]: There is no construct `victim-faer`.
          --> bad.yaml:13:18
           |
        13 |     constructs: [victim-faer]
           |                  ^^^^^^^^^^^
           |
           = help: Write `victim-fear`.

        error: `bad.yaml` cannot be used

        help: mend it; `doorstep check bad.yaml` shows what is left
    "#]]
    .assert_eq(&here(&["score", "a.json", "--key", "bad.yaml"]).all());
}

#[test]
fn an_attempt_is_scored_on_its_own_version_only() {
    let library = folder(&[
        ("scenarios/porch/scenario.yaml", CALL),
        ("scenarios/porch/key.yaml", KEY),
        ("scenarios/broken/scenario.yaml", "format: doorstep/1\n"),
        ("tools/two.yaml", TOOL),
        ("ask.play", "porch/ask\n"),
        ("empty/readme.txt", ""),
    ]);
    let here = |arguments: &[&str]| run_in(library.path(), arguments, "");
    assert_eq!(here(&["play", "porch", "--script", "ask.play", "--save", "a.json"]).status, 0);
    assert_eq!(here(&["score", "a.json"]).status, 0, "a call that has not ended is scored as far as it went");
    let write = |file: &str, text: &str| std::fs::write(library.path().join(file), text).expect("there is room for a file");

    write("scenarios/porch/scenario.yaml", &CALL.replace("# ", "#  ").replace("summary:", "# A comment changes nothing.\nsummary:"));
    assert_eq!(here(&["score", "a.json"]).status, 0);

    write("scenarios/porch/key.yaml", &KEY.replace("weight: 2", "weight: 3"));
    let other_key = here(&["score", "a.json", "--format", "json"]);
    write("scenarios/porch/scenario.yaml", &CALL.replace("Are you afraid", "Are you scared"));
    let other_call = here(&["score", "a.json"]);
    write("scenarios/porch/scenario.yaml", CALL);
    write("tools/two.yaml", &TOOL.replace("Are you afraid", "Are you scared"));
    let other_tool = here(&["score", "a.json"]);
    let said = [other_key.err, other_call.all(), other_tool.all(), here(&["score", "a.json", "--library", "empty"]).all()];
    expect![[r#"
        note: `a.json` was taken with another version of the key (55baf06b); it is judged by the one here (fdce6807)

        exit status 2
        --- standard error
        error: no call in `.` is the version that this attempt was made with: `porch` 1.0.0, digest 265b8183

        help: Looked at: broken (has errors) and porch (04ee8930). Take the attempt's own version from your history, and name its folder by --library.

        exit status 2
        --- standard error
        error: no tool in `.` is the version that this attempt was made with: `two`, digest eadd94ae

        help: Looked at: two (6ac79fee). Take the attempt's own version from your history, and name its folder by --library.

        exit status 2
        --- standard error
        error: no call in `empty` is the version that this attempt was made with: `porch` 1.0.0, digest 265b8183

        help: There is nothing in `scenarios/` there; name the folder that holds it by --library.
    "#]].assert_eq(&said.join("\n"));
}

#[test]
fn what_is_no_attempt_is_told_with_what_to_do() {
    let (_folder, file) = attempt("first-steps.good");
    let good = std::fs::read_to_string(file).expect("the attempt has been saved");
    let files = folder(&[
        ("empty.json", ""),
        ("text.json", "porch/ask\n"),
        ("cut.json", &good[..good.len() / 2]),
        ("other.json", "{ \"format\": \"doorstep-attempt/9\" }"),
        ("event.json", &good.replacen("\"choose\"", "\"chose\"", 1)),
        ("digest.json", &good.replacen("\"key\": \"", "\"key\": \"x", 1)),
        ("event-order.json", &good.replacen("\"choose\": 0", "\"choose\": 99", 1)),
        ("engine.json", &good.replacen("\"engine\": 1", "\"engine\": 99", 1)),
    ]);
    let library = root().display().to_string();
    let said: Vec<String> = [
        "nowhere.json",
        "empty.json",
        "text.json",
        "cut.json",
        "other.json",
        "event.json",
        "digest.json",
        "event-order.json",
        "engine.json",
    ]
    .into_iter()
    .map(|name| {
        let ran = run_in(files.path(), &["score", name, "--library", &library], "");
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
        format!("{name}: {}", ran.err)
    })
    .collect();
    expect![[r#"
        nowhere.json: error: there is no `nowhere.json`

        help: Check the spelling, and that you are in the folder that you think you are in.

        empty.json: error: `empty.json`: There is no text

        help: Choose a file, or paste the text of an exported attempt.

        text.json: error: `text.json`: This is not the whole text of an exported attempt: expected value at line 1 column 1

        help: Copy the text again, from the first bracket to the last.

        cut.json: error: `cut.json`: This is not the whole text of an exported attempt: EOF while parsing an object at line 67 column 19

        help: Copy the text again, from the first bracket to the last.

        other.json: error: `other.json`: This file says that it is "doorstep-attempt/9"

        help: Only "doorstep-attempt/1" and "doorstep-attempt/2" can be read here.

        event.json: error: `event.json`: This file says that it is an attempt, but something in it does not fit: unknown variant `chose`, expected one of `choose`, `mark`, `unmark`, `note`, `edit-note`, `answer`, `first-impression`, `lock-answers`, `own-level`, `final-level`, `commit`, `go-back`, `reflect`, `intend`, `beside`, `write`, `agreed` at line 19 column 15

        help: It may have been edited. Export the attempt again.

        digest.json: error: `digest.json`: This file says that it is an attempt, but something in it does not fit: a digest is 64 hexadecimal digits at line 11 column 80

        help: It may have been edited. Export the attempt again.

        event-order.json: error: `event-order.json` cannot be replayed: event 1 of this attempt does not fit what came before it: this choice is not offered now; choose one of those shown

        help: Export the attempt again from where it was taken.

        engine.json: error: `engine.json` cannot be replayed: this attempt was made with version 99 of the engine, this is version 1; replay it with a program of that version

        help: Export the attempt again from where it was taken.
    "#]].assert_eq(&said.join("\n"));
}
