//! Habits that the compiler does not hold us to: which crate may know of which, what the core may not do, how long a file may be.

#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use std::fs;
use std::path::{Path, PathBuf};

/// The crates from the bottom up. A crate may depend on crates of lower rows only; the last row is what people start, and may also
/// depend on its own row.
const ROWS: [&[&str]; 7] = [
    &["doorstep-envelope", "doorstep-source", "doorstep-agreement"],
    &["doorstep-scenario", "doorstep-risk-tool"],
    &["doorstep-simulator"],
    &["doorstep-scoring"],
    &["doorstep-explorer", "doorstep-cohort"],
    &["doorstep-officers"],
    &[
        "doorstep-app",
        "doorstep-server",
        "doorstep-cli",
        "doorstep-equality",
        "doorstep-robustness",
        "doorstep-bench",
        "doorstep-journeys",
        "doorstep-exchange",
        "xtask",
    ],
];

/// Lines in the longest file that may be.
const LONGEST_FILE: usize = 600;

/// What a core crate's source may not name: the outside world, time and chance of its own.
const NOT_IN_THE_CORE: [&str; 8] =
    ["std::fs", "std::env", "std::net", "std::time", "std::thread", "std::process", "SystemTime", "thread_rng"];

/// What a core crate may name all the same: the explorer's answers do not depend on its threads, which a test of its own shows.
const MAY_NAME: [(&str, &str); 1] = [("doorstep-explorer", "std::thread")];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every package of the workspace: its folder and its manifest.
fn packages() -> Vec<(PathBuf, String)> {
    let root = root();
    let mut folders = vec![root.clone(), root.join("xtask"), root.join("tests/journeys")];
    folders.extend(fs::read_dir(root.join("crates")).unwrap().map(|entry| entry.unwrap().path()));
    folders.into_iter().filter_map(|folder| fs::read_to_string(folder.join("Cargo.toml")).ok().map(|manifest| (folder, manifest))).collect()
}

fn name(manifest: &str) -> &str {
    let (_, package) = manifest.split_once("[package]").expect("a manifest has a package");
    let line = package.lines().find(|line| line.starts_with("name")).expect("a package has a name");
    line.split('"').nth(1).expect("a name stands in quotes")
}

/// The crates of ours that a manifest's own code is built from. Tests may know of more.
fn dependencies(manifest: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut inside = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line == "[dependencies]" || line.starts_with("[target.") && line.ends_with(".dependencies]");
        } else if inside && line.starts_with("doorstep-") {
            found.push(line.split(['.', ' ', '=']).next().unwrap());
        }
    }
    found
}

fn row(name: &str) -> usize {
    ROWS.iter()
        .position(|row| row.contains(&name))
        .unwrap_or_else(|| panic!("{name} has no row in xtask/tests/architecture.rs: give it one"))
}

/// Files with this ending below a folder, but not what is built or fetched.
fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !matches!(name.as_str(), "target" | "dist" | "node_modules" | ".git") {
            files(&path, ending, found);
        } else if name.ends_with(ending) {
            found.push(path);
        }
    }
}

#[test]
fn knowledge_runs_one_way() {
    let mut wrong = Vec::new();
    for (_, manifest) in packages() {
        let (name, last) = (name(&manifest), ROWS.len() - 1);
        for dependency in dependencies(&manifest) {
            let (own, other) = (row(name), row(dependency));
            if other > own || other == own && own != last {
                wrong.push(format!("{name} may not depend on {dependency}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_core_is_pure() {
    let mut wrong = Vec::new();
    for (folder, manifest) in packages() {
        if row(name(&manifest)) == ROWS.len() - 1 {
            continue;
        }
        let library = fs::read_to_string(folder.join("src/lib.rs")).unwrap();
        if !library.contains("#![forbid(unsafe_code)]") {
            wrong.push(format!("{} does not forbid unsafe code", name(&manifest)));
        }
        let mut sources = Vec::new();
        files(&folder.join("src"), ".rs", &mut sources);
        for path in sources {
            let text = fs::read_to_string(&path).unwrap();
            for word in NOT_IN_THE_CORE.iter().filter(|word| text.contains(**word) && !MAY_NAME.contains(&(name(&manifest), *word))) {
                wrong.push(format!("{} names {word}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_trainees_bundle_holds_no_text_parser() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let (_, package) = manifest.split_once("[package]").unwrap();
    assert!(!dependencies(package).contains(&"doorstep-source"), "the app reads compiled calls only");
    let inside = package.split("\n[dependencies]").nth(1).unwrap_or_default().split("\n[").next().unwrap();
    assert!(!inside.contains("\"text\""), "the app must not switch on the feature `text` of a core crate");
}

#[test]
fn no_file_is_too_long() {
    let mut sources = Vec::new();
    for ending in [".rs", ".css", ".js", ".mjs"] {
        files(&root(), ending, &mut sources);
    }
    let long =
        sources.iter().map(|path| (path, fs::read_to_string(path).unwrap().lines().count())).filter(|(_, lines)| *lines > LONGEST_FILE);
    let wrong: Vec<String> = long.map(|(path, lines)| format!("{}: {lines} lines, at most {LONGEST_FILE}", path.display())).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn manifests_are_read_as_they_are_written() {
    let manifest = "[package]\nname = \"x\"\n[dependencies]\ndoorstep-a.workspace = true\ndoorstep-b = { workspace = true }\nserde = \"1\"\n\
                    [dev-dependencies]\ndoorstep-c.workspace = true\n";
    assert_eq!(name(manifest), "x");
    assert_eq!(dependencies(manifest), ["doorstep-a", "doorstep-b"]);
}
