//! What the tests of the command share.
#![allow(dead_code, reason = "each test uses a part of it")]

pub mod schema;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The repository, which is a library too.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the repository is there")
}

/// What came of running the command.
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// Status, standard output and standard error in one text.
    pub fn all(&self) -> String {
        let mut text = format!("exit status {}\n", self.status);
        for (name, part) in [("standard output", &self.out), ("standard error", &self.err)] {
            if !part.is_empty() {
                text.push_str(&format!("--- {name}\n{part}"));
            }
        }
        text
    }
}

/// Runs the command in a folder, with something to read.
pub fn run_in(folder: &Path, arguments: &[&str], input: &str) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_doorstep"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("COLUMNS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    // A command that reads nothing may have closed its input already.
    let _closed = child.stdin.take().expect("the input is piped").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("the command ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the command writes UTF-8").replace(&root().display().to_string(), "ROOT");
    Ran { status: output.status.code().expect("the command ends by itself"), out: text(output.stdout), err: text(output.stderr) }
}

/// Runs the command in the repository.
pub fn run(arguments: &[&str]) -> Ran {
    run_in(&root(), arguments, "")
}

/// A folder of its own with some files.
pub fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("there is room for a folder");
        std::fs::write(path, text).expect("there is room for a file");
    }
    folder
}

/// A small library: one call with its key, one tool.
pub fn small_library() -> tempfile::TempDir {
    folder(&[("scenarios/porch/scenario.yaml", CALL), ("scenarios/porch/key.yaml", KEY), ("tools/two.yaml", TOOL)])
}

pub const CALL: &str = r#"format: doorstep/1
id: porch
version: 1.0.0
title: The porch
language: en
summary: A short call.
audience: { role: first-responder, career_stage: recruit, minutes: 2 }
tool: two
briefing: { you: You are on your own. }
cast: { mia: { part: victim, name: Mia } }
clock: { start: "20:00", max: 30m }
actions: { stay: Stay until somebody comes., leave: Leave. }
assessments: { initial: { label: First grade } }
endings: { over: That was all. }
facts: { afraid: { text: She is afraid., source: mia } }
start: porch
scenes:
  porch:
    step: victim-account
    lines: [{ mia: You came. }]
    choices:
      - { id: ask, say: Are you afraid of him?, reveals: afraid, lines: [{ mia: Yes. }] }
      - { id: grade, do: Assess., assess: initial, goto: end }
  end:
    step: record-handover
    lines: [{ narrator: You write it down. }]
    ending: over
"#;

pub const KEY: &str = r#"format: doorstep-key/1
scenario: porch
version: 1.0.0
status: illustrative
policy: default@1
readers: { a1: { viewpoint: victim advocacy } }
factors:
  fear:
    label: Fear
    truth: present
    weight: 2
    required: true
    constructs: [victim-fear]
    sufficient_present: [[afraid]]
    votes: { a1: present }
    why: She says so.
assessments:
  initial: { level: { votes: { a1: high } } }
"#;

pub const TOOL: &str = r#"format: doorstep-tool/1
id: two
version: 1.0.0
title: Two items
language: en
status: demonstration
licence: MIT
may_show_items: true
approach: checklist
about: For tests.
levels:
  - { id: standard, label: Standard, meaning: Nothing points to harm., reassess_within: 28d }
  - { id: high, label: High, meaning: Harm is likely., reassess_within: 24h }
groups: [{ id: all, label: All }]
answers: { yes: "Yes", no: "No", unknown: Not established, not-asked: Not asked }
items:
  - { id: fear, group: all, text: Are you afraid?, short: Afraid, source: victim, flags: [critical], constructs: [victim-fear] }
rules:
  - { id: critical, when: { any_flag: critical }, level: high, says: A critical item is answered yes. }
  - { id: base, level: standard, says: No critical item is answered yes. }
examples: [{ answers: { fear: "yes" }, level: high }]
"#;
