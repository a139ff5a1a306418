//! `doorstep play`: by hand and by script.

mod common;

use common::{CALL, KEY, TOOL, folder, root, run, run_in, small_library};
use doorstep_simulator::AttemptFile;
use expect_test::{expect, expect_file};

#[test]
fn a_script_is_replayed_and_shown() {
    let ran = run(&["play", "first-steps", "--script", "tests/plays/first-steps.good.play"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    expect_file!["snapshots/first-steps.good.transcript.txt"].assert_eq(&ran.out);
}

#[test]
fn the_same_script_gives_the_same_attempt_file() {
    let script = "tests/plays/first-steps.good.play";
    let saved = tempfile::tempdir().expect("there is room for a folder");
    let file = saved.path().join("attempt.json");
    let name = file.display().to_string();
    let ran = run(&["play", "scenarios/first-steps", "--script", script, "--save", &name, "--seed", "7"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let text = std::fs::read_to_string(&file).expect("the attempt has been saved");
    let printed = run(&["play", "scenarios/first-steps/scenario.yaml", "--script", script, "--format", "json", "--seed", "7"]);
    assert_eq!((printed.out.as_str(), printed.err.as_str()), (text.as_str(), ""));
    assert_eq!(AttemptFile::read(&text).expect("it can be read back").to_text(), text);
    let rehearsal = run(&["play", "first-steps", "--script", script, "--format", "json", "--mode", "rehearsal"]);
    assert!(rehearsal.out.contains("\"mode\": \"rehearsal\""));
}

/// A whole call by hand: a wrong number, marks, a note, back, an assessment with a change, to the end.
#[test]
fn a_call_is_taken_by_hand() {
    let library = small_library();
    let said = [
        "9",
        "help",
        "back",
        "1",
        "mark 3",
        "mark 9",
        "unmark 3",
        "mark 3",
        "note",
        "note She looks at the door.",
        "back",
        "1",
        "1",
        // The assessment: first impression, answer and a change of it, own level, final level, plan.
        "",
        "2",
        "1 9",
        "1 2 3",
        "1",
        "3",
        "1",
        "1 2",
        "",
        "1",
        "2",
        "",
        "She is afraid, and I cannot say of what.",
        "2 3",
        "2",
        "She says so herself.",
        "3",
        "1",
        "soon",
        "",
        "Her own number.",
        "Afraid of him.",
    ];
    let ran = run_in(library.path(), &["play", "porch", "--save", "attempt.json"], &(said.join("\n") + "\n"));
    expect_file!["snapshots/by-hand.txt"].assert_eq(&ran.all());
    let text = std::fs::read_to_string(library.path().join("attempt.json")).expect("the attempt has been saved");
    assert!(AttemptFile::read(&text).is_ok());
}

#[test]
fn a_call_that_is_left_is_saved_as_far_as_it_went() {
    let library = small_library();
    let ran = run_in(library.path(), &["play", "porch", "--save", "attempt.json", "--mode", "rehearsal"], "1\nback\nquit\n");
    expect![[r#"
        exit status 0
        --- standard output
        The porch

        You are on your own.

        Write the number of a choice. Or: `mark 12` or `unmark 12` for a line as evidence, `note` and your
        words, `back` to the choice before (in practice), `quit`.
           1  Mia: You came.

           1  "Are you afraid of him?"
           2  Assess.

        Your choice: 1

           2  You: Are you afraid of him?
           3  Mia: Yes.

           1  Assess.

        Your choice: back
        There is no way back in a rehearsal.

        Your choice: quit

        You left the call before its end.
        --- standard error
        The attempt is in attempt.json.
    "#]]
    .assert_eq(&ran.all());
    let text = std::fs::read_to_string(library.path().join("attempt.json")).expect("the attempt has been saved");
    assert_eq!(AttemptFile::read(&text).expect("it can be read back").attempt.events.len(), 1);
}

#[test]
fn what_cannot_be_played_is_told_with_what_to_do() {
    let script = |text: &str| text.to_owned();
    let library = folder(&[
        ("scenarios/porch/scenario.yaml", CALL),
        ("scenarios/porch/key.yaml", KEY),
        ("scenarios/broken/scenario.yaml", "format: doorstep/1\n"),
        ("scenarios/toolless/scenario.yaml", &CALL.replace("tool: two", "tool: three").replace("id: porch", "id: toolless")),
        ("tools/two.yaml", TOOL),
        ("word.play", &script("# a play\nporch/ask\n\n   shout loudly\n")),
        ("place.play", &script("porch/ask\nkitchen/ask\n")),
        ("twice.play", &script("porch/ask\nporch/ask\n")),
        ("cite.play", &script("answer fear yes because afraid\n")),
        ("grade.play", &script("porch/grade\nfinal:high\n")),
        ("level.play", &script("porch/grade\ninitial:highest\n")),
    ]);
    let said: Vec<String> = [
        &["play", "proch"][..],
        &["play", "scenarios"],
        &["play", "toolless"],
        &["play", "porch", "--format", "json"],
        &["play", "porch", "--script", "nowhere.play"],
        &["play", "porch", "--script", "word.play"],
        &["play", "porch", "--script", "place.play"],
        &["play", "porch", "--script", "twice.play"],
        &["play", "porch", "--script", "cite.play"],
        &["play", "porch", "--script", "grade.play"],
        &["play", "porch", "--script", "level.play"],
        &["play", "porch", "--script", "word.play", "--library", "scenarios"],
    ]
    .into_iter()
    .map(|arguments| {
        let ran = run_in(library.path(), arguments, "");
        assert_eq!(ran.out, "", "nothing is played");
        format!("$ doorstep {}\n{}", arguments.join(" "), ran.all())
    })
    .collect();
    expect![[r#"
        $ doorstep play proch
        exit status 2
        --- standard error
        error: there is no call `proch`

        help: Did you mean `porch`?

        $ doorstep play scenarios
        exit status 2
        --- standard error
        error: the folder `scenarios` holds no scenario.yaml

        help: Name the folder of one call.

        $ doorstep play toolless
        exit status 2
        --- standard error
        error: there is no tool `three`

        help: The tools in `.`: two.

        $ doorstep play porch --format json
        exit status 2
        --- standard error
        error: `--format json` needs a script: a call taken by hand is a conversation

        help: Add `--script FILE`, or leave `--format json` out.

        $ doorstep play porch --script nowhere.play
        exit status 2
        --- standard error
        error: there is no `nowhere.play`

        help: Check the spelling, and that you are in the folder that you think you are in.

        $ doorstep play porch --script word.play
        exit status 2
        --- standard error
        error[step-not-taken]: `shout` is not a word of a play.
         --> word.play:4:4
          |
        4 |    shout loudly
          |    ^^^^^^^^^^^^
          |
          = help: Use answer, mark, note, first, own, write, agreed, reason, cite, action, reassess, contact or handover.

        $ doorstep play porch --script place.play
        exit status 2
        --- standard error
        error[step-not-taken]: The call is at `porch`, not at `kitchen`.
         --> place.play:2:1
          |
        2 | kitchen/ask
          | ^^^^^^^^^^^
          |
          = help: Offered here: porch/grade.

        $ doorstep play porch --script twice.play
        exit status 2
        --- standard error
        error[step-not-taken]: `porch/ask` is not offered here.
         --> twice.play:2:1
          |
        2 | porch/ask
          | ^^^^^^^^^
          |
          = help: Offered: porch/grade.

        $ doorstep play porch --script cite.play
        exit status 2
        --- standard error
        error[step-not-taken]: `afraid` has not been heard yet, so no line can be cited for it.
         --> cite.play:1:1
          |
        1 | answer fear yes because afraid
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: Change this step, or take it out of the script.

        $ doorstep play porch --script grade.play
        exit status 2
        --- standard error
        error[step-not-taken]: The assessment that is due here is `initial`, not `final`.
         --> grade.play:2:1
          |
        2 | final:high
          | ^^^^^^^^^^
          |
          = help: Change this step, or take it out of the script.

        $ doorstep play porch --script level.play
        exit status 2
        --- standard error
        error[step-not-taken]: The tool has no level `highest`.
         --> level.play:2:1
          |
        2 | initial:highest
          | ^^^^^^^^^^^^^^^
          |
          = help: Change this step, or take it out of the script.

        $ doorstep play porch --script word.play --library scenarios
        exit status 2
        --- standard error
        error: there is no call `porch`

        help: `scenarios` holds no calls; name the folder of a call, or another --library.
    "#]]
    .assert_eq(&said.join("\n"));
    let ran = run_in(library.path(), &["play", "broken"], "");
    assert_eq!(ran.status, 2);
    assert!(ran.err.ends_with("help: mend it; `doorstep check scenarios/broken/scenario.yaml` shows what is left\n"), "{}", ran.err);
}

#[test]
fn a_file_that_cannot_be_written_is_told() {
    let ran = run(&["play", "first-steps", "--script", "tests/plays/first-steps.good.play", "--save", "nowhere/attempt.json"]);
    expect![[r#"
        2
        error: `nowhere/attempt.json` cannot be written: No such file or directory (os error 2)

        help: Name a file in a folder that is there and that you may write to.
    "#]]
    .assert_eq(&format!("{}\n{}", ran.status, ran.err));
}

#[test]
fn every_scripted_play_can_be_taken() {
    let mut plays = 0;
    for entry in std::fs::read_dir(root().join("tests/plays")).expect("the plays are there") {
        let name = entry.expect("the folder can be read").file_name().to_string_lossy().into_owned();
        let Some(play) = name.strip_suffix(".play") else { continue };
        let call = play.split('.').next().expect("a play is named after its call");
        let ran = run(&["play", call, "--script", &format!("tests/plays/{name}")]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{name}");
        plays += 1;
    }
    assert_eq!(plays, 10, "three calls with a good, a middling and a harmful play, and the tutorial");
}
