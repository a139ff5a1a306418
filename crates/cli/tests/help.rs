//! The help of each command, and the reference that is made of it.

mod common;

use common::{CALL, TOOL, folder, root, run, run_in};
use expect_test::{expect, expect_file};

const COMMANDS: [&str; 12] =
    ["check", "explore", "play", "score", "form", "sensitivity", "policy", "schema", "serve", "stat", "agreement", "analyse"];

fn help(arguments: &[&str]) -> String {
    let ran = run(arguments);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "help is data: it stands on standard output");
    ran.out
}

#[test]
fn the_reference_holds_the_help_of_each_command() {
    let mut text = include_str!("reference.md").replace("{{doorstep}}", help(&["--help"]).trim_end());
    for command in COMMANDS {
        let place = format!("{{{{{command}}}}}");
        assert!(text.contains(&place), "the reference tells of `{command}`");
        text = text.replace(&place, help(&[command, "--help"]).trim_end());
    }
    let broken =
        folder(&[("scenarios/porch/scenario.yaml", &CALL.replace("reveals: afraid", "reveals: afriad")), ("tools/two.yaml", TOOL)]);
    let findings = run_in(broken.path(), &["check", "scenarios/porch"], "").out;
    text = text.replace("{{finding}}", findings.split("\n\n").next().expect("there is a finding"));
    let text: String = text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect();
    expect_file![root().join("docs/command-line.md")].assert_eq(&text);
}

#[test]
fn wrong_usage_is_told_with_what_can_be_written() {
    let said: String = [
        &[][..],
        &["chekc"],
        &["check"],
        &["play"],
        &["play", "first-steps", "--seed", "many"],
        &["play", "first-steps", "--mode", "exam"],
        &["score"],
        &["schema", "call"],
        &["serve", "--listen", "here"],
        &["check", ".", "--format", "yaml"],
    ]
    .into_iter()
    .map(|arguments| {
        let ran = run(arguments);
        assert_eq!(ran.out, "", "what is wrong is not data");
        format!("$ doorstep {}\n(exit status {})\n{}\n", arguments.join(" "), ran.status, ran.err)
    })
    .collect();
    expect![[r#"
        $ doorstep 
        (exit status 2)
        Checks, plays and scores calls of Doorstep, a simulator for police training

        Usage: doorstep <COMMAND>

        Commands:
          check        Reads calls, keys and tools and reports every mistake with its place and how to mend
                       it
          explore      Proves what every play of a call has in common: what no play reaches, where a play
                       cannot go on, what cannot be learned
          play         Takes a call in the terminal, or replays a script of steps
          score        Judges an attempt and explains every point
          form         Judges a form: many calls and vignettes that one officer took, and what they come to
                       together
          sensitivity  Varies each number of the policy over its range and shows whose decision would change
          policy       Prints the built-in policy: every number of the scoring that is judgement, with a
                       word on each
          tool         Works with a risk tool
          schema       Prints the JSON Schema of a file, for completion in an editor and for other programs
          serve        Serves the app at an address of this computer
          stat         Answers statistical questions: one JSON object a line in, one a line out
          agreement    How far raters agree: coefficients with intervals and what each is for, contested
                       items, each rater's distance from the rest
          analyse      What the attempts of many people tell together: where a cohort fails, how hard calls
                       are, how reliable, and whether people are treated alike

        Options:
          -h, --help     Print help
          -V, --version  Print version

        Exit status: 0 where all is well, 1 where a check found an error or a warning, 2 for wrong usage or
        an input that cannot be used, 3 where `explore` found nothing wrong but could not prove everything.

        $ doorstep chekc
        (exit status 2)
        error: unrecognized subcommand 'chekc'

          tip: some similar subcommands exist: 'schema', 'check'

        Usage: doorstep <COMMAND>

        For more information, try '--help'.

        $ doorstep check
        (exit status 2)
        error: the following required arguments were not provided:
          <PATH>...

        Usage: doorstep check <PATH>...

        For more information, try '--help'.

        $ doorstep play
        (exit status 2)
        error: the following required arguments were not provided:
          <SCENARIO>

        Usage: doorstep play <SCENARIO>

        For more information, try '--help'.

        $ doorstep play first-steps --seed many
        (exit status 2)
        error: invalid value 'many' for '--seed <N>': write a whole number from 0 on, such as 7

        For more information, try '--help'.

        $ doorstep play first-steps --mode exam
        (exit status 2)
        error: invalid value 'exam' for '--mode <MODE>'
          [possible values: practice, rehearsal]

        For more information, try '--help'.

        $ doorstep score
        (exit status 2)
        error: the following required arguments were not provided:
          <ATTEMPT>

        Usage: doorstep score <ATTEMPT>

        For more information, try '--help'.

        $ doorstep schema call
        (exit status 2)
        error: invalid value 'call' for '<FILE>'
          [possible values: scenario, key, tool, attempt, report, exploration, cohort, policy, form, form-report, sensitivity]

        For more information, try '--help'.

        $ doorstep serve --listen here
        (exit status 2)
        error: invalid value 'here' for '--listen <ADDRESS>': write an address and a port, such as 127.0.0.1:8080

        For more information, try '--help'.

        $ doorstep check . --format yaml
        (exit status 2)
        error: invalid value 'yaml' for '--format <FORMAT>'
          [possible values: text, json]

        For more information, try '--help'.

    "#]]
    .assert_eq(&said);
}
