//! `cargo xtask fuzz`: invented inputs for everything that reads.
//!
//! Needs a C++ compiler (libFuzzer is one C++ library) and cargo-fuzz, which is installed under `target/` if it is not there. The
//! instrumentation is an unstable option of the compiler; `RUSTC_BOOTSTRAP=1` lets a stable one take it, for this build only.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use crate::command;
use crate::workspace::Workspace;

/// The kinds of input, each with the folders whose files it starts from.
const TARGETS: [(&str, &[&str]); 7] = [
    ("scenario_text", &["scenarios", "tests/broken", "tests/scenarios"]),
    ("key_text", &["scenarios", "tests/broken/keys"]),
    ("tool_text", &["tools", "tests/broken/tools", "tests/tools"]),
    ("words_text", &["tools/words", "tests/broken/tools", "tests/tools"]),
    ("rules_text", &["forms", "tests/forms", "support.yaml"]),
    ("compiled", &[]),
    ("attempt_file", &["tests/plays"]),
];

/// The longest input, in bytes.
const LONGEST: u32 = 1 << 20;
/// Seconds after which an input counts as a hang.
const HANG: u32 = 10;

/// What was asked for.
pub struct Request {
    /// Minutes for each kind.
    pub minutes: u32,
    /// The kinds; all if there are none.
    pub targets: Vec<String>,
    /// Whether the kept inputs are chosen anew after the run.
    pub keep: bool,
}

/// Runs the fuzzer over every kind that was asked for, one after the other.
pub fn run(workspace: &Workspace, request: &Request) -> anyhow::Result<()> {
    if let Some(unknown) = request.targets.iter().find(|name| TARGETS.iter().all(|(target, _)| target != name)) {
        bail!("there is no kind of input {unknown:?}; there are {}", TARGETS.map(|(target, _)| target).join(", "));
    }
    let fuzzer = fuzzer(workspace)?;
    for (target, folders) in TARGETS {
        if request.targets.is_empty() || request.targets.iter().any(|name| name == target) {
            let seeds = seeds(workspace, target, folders)?;
            fuzz(workspace, &fuzzer, target, &seeds, request)?;
        }
    }
    Ok(())
}

/// cargo-fuzz, installed for this repository if nobody did.
fn fuzzer(workspace: &Workspace) -> anyhow::Result<PathBuf> {
    let folder = workspace.kept().join("cargo-fuzz");
    let program = folder.join("bin/cargo-fuzz");
    if !program.exists() {
        eprintln!("installing cargo-fuzz into {}", workspace.short(&folder));
        command::run(workspace.cargo().args(["install", "cargo-fuzz", "--version", "^0.13", "--locked", "--root"]).arg(&folder))?;
    }
    Ok(program)
}

/// One flat folder of files to start from; the names say where they come from.
fn seeds(workspace: &Workspace, target: &str, folders: &[&str]) -> anyhow::Result<PathBuf> {
    let seeds = workspace.kept().join("fuzz-seeds").join(target);
    fs::create_dir_all(&seeds).with_context(|| format!("cannot make {}", seeds.display()))?;
    let mut waiting: Vec<PathBuf> = folders.iter().map(|folder| workspace.root().join(folder)).collect();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            for entry in fs::read_dir(&path).with_context(|| format!("cannot read {}", path.display()))? {
                waiting.push(entry?.path());
            }
        } else if path.exists() {
            let name = workspace.short(&path).replace('/', "+");
            fs::copy(&path, seeds.join(name)).with_context(|| format!("cannot copy {}", path.display()))?;
        }
    }
    if matches!(target, "compiled" | "attempt_file") {
        // Both are made, not written: a test of the crate that holds the promises writes them.
        let mut cargo = workspace.cargo();
        cargo.args(["run", "--quiet", "--package", "doorstep-robustness", "--example", "seeds", "--", target]).arg(&seeds);
        command::run(&mut cargo)?;
    }
    Ok(seeds)
}

fn fuzz(workspace: &Workspace, fuzzer: &Path, target: &str, seeds: &Path, request: &Request) -> anyhow::Result<()> {
    let grown = workspace.kept().join("fuzz-corpus").join(target);
    let found = workspace.root().join("fuzz/found").join(target);
    let kept = workspace.root().join("fuzz/corpus").join(target);
    for folder in [&grown, &found, &kept] {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    eprintln!("{target}: {} minutes", request.minutes);
    let mut command = cargo_fuzz(workspace, fuzzer, "run", target);
    command.args([grown.as_path(), &kept, seeds]).arg("--").args([
        format!("-max_total_time={}", request.minutes * 60),
        format!("-max_len={LONGEST}"),
        format!("-timeout={HANG}"),
        format!("-artifact_prefix={}/", found.display()),
        "-print_final_stats=1".to_owned(),
        "-verbosity=0".to_owned(),
        "-rss_limit_mb=4096".to_owned(),
    ]);
    command::run(&mut command)
        .with_context(|| format!("{target}: if an input broke a promise, it now lies in {}", workspace.short(&found)))?;
    if request.keep {
        keep(&grown, &kept)?;
    }
    Ok(())
}

fn cargo_fuzz(workspace: &Workspace, fuzzer: &Path, verb: &str, target: &str) -> Command {
    let mut command = Command::new(fuzzer);
    command.current_dir(workspace.root()).env("RUSTC_BOOTSTRAP", "1").args(["fuzz", verb, target, "--release", "--sanitizer", "none"]);
    command.arg("--target-dir").arg(workspace.target().join("fuzz"));
    command
}

/// Chooses anew what is kept: of the inputs that the fuzzer thought worth growing from, up to fifty of each kind and 2 KB each, spread over
/// their lengths. Enough to start from, little to carry. What was kept before is chosen from as well.
fn keep(grown: &Path, kept: &Path) -> anyhow::Result<()> {
    const MOST: usize = 50;
    const LONGEST_KEPT: u64 = 2048;
    let mut inputs = BTreeSet::new();
    for folder in [grown, kept] {
        for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let entry = entry?;
            // The fuzzer names an input by its bytes, so that one is never there twice.
            inputs.insert((entry.metadata()?.len(), entry.file_name()));
        }
    }
    inputs.retain(|(length, _)| (1..=LONGEST_KEPT).contains(length));
    let every = inputs.len().div_ceil(MOST).max(1);
    let chosen: BTreeSet<_> = inputs.into_iter().step_by(every).map(|(_, name)| name).collect();
    for entry in fs::read_dir(kept).with_context(|| format!("cannot read {}", kept.display()))? {
        let entry = entry?;
        if !chosen.contains(&entry.file_name()) {
            fs::remove_file(entry.path()).with_context(|| format!("cannot remove {}", entry.path().display()))?;
        }
    }
    for name in chosen.iter().filter(|name| !kept.join(name).exists()) {
        fs::copy(grown.join(name), kept.join(name)).with_context(|| format!("cannot copy {}", grown.join(name).display()))?;
    }
    Ok(())
}
