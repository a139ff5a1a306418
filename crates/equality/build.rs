//! Puts the calls, keys, tools and plays of the repository into the crate: in WebAssembly there are no files.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = Path::new(&variable("CARGO_MANIFEST_DIR")?).join("../..").canonicalize()?;
    let mut text = String::from("const CALLS: &[Call] = &[\n");
    for folder in entries(&root.join("scenarios"))? {
        let (scenario, key) = (folder.join("scenario.yaml"), folder.join("key.yaml"));
        if scenario.is_file() && key.is_file() {
            line(&mut text, format_args!("Call {{ id: {:?}, scenario: {}, key: {} }}", name(&folder), include(&scenario), include(&key)));
        }
    }
    text.push_str("];\nconst TOOLS: &[&str] = &[\n");
    for tool in entries(&root.join("tools"))?.iter().filter(|path| ends(path, "yaml")) {
        line(&mut text, format_args!("{}", include(tool)));
    }
    text.push_str("];\nconst PLAYS: &[(&str, &str)] = &[\n");
    for folder in ["tests/plays", "tests/vignettes"] {
        for play in entries(&root.join(folder))?.iter().filter(|path| ends(path, "play")) {
            line(&mut text, format_args!("({:?}, {})", name(play), include(play)));
        }
    }
    text.push_str("];\nconst FORMS: &[&str] = &[\n");
    for form in entries(&root.join("forms"))?.iter().filter(|path| name(path).ends_with(".form")) {
        line(&mut text, format_args!("{}", include(form)));
    }
    text.push_str(&format!("];\nconst POLICY: &str = {};\n", include(&root.join("forms/demonstration.policy.yaml"))));
    fs::write(Path::new(&variable("OUT_DIR")?).join("inputs.rs"), text)
}

fn variable(name: &str) -> io::Result<String> {
    env::var(name).map_err(io::Error::other)
}

/// What a folder holds, in the order of names; cargo looks at the folder again when something in it changes.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut paths = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// The file's name without its ending.
fn name(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn ends(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}

fn include(path: &Path) -> String {
    format!("include_str!({:?})", path.display().to_string())
}

fn line(text: &mut String, entry: std::fmt::Arguments<'_>) {
    // Written to a string: cannot fail.
    let _ = writeln!(text, "    {entry},");
}
