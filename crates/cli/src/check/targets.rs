//! From the paths that somebody names to the files to be checked.

use std::path::{Path, PathBuf};

use doorstep_source::parse_tree;

use super::Kind;
use crate::failure::Failure;
use crate::library::{CALL_FILE, KEY_FILE, SUPPORT_FILE, Text, call_files_in, tidy, yaml_files_in};

/// A file to be checked, and as what.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) kind: Kind,
    pub(super) text: Text,
}

/// The files behind some paths, each once, in order.
pub(super) fn targets(paths: &[PathBuf]) -> Result<Vec<Target>, Failure> {
    let mut found: Vec<Target> = Vec::new();
    for path in paths {
        let files = if path.is_dir() { files_in(path)? } else { with_key(path.clone()) };
        for file in files.iter().map(|file| tidy(file)) {
            if found.iter().any(|target| target.text.path == file) {
                continue;
            }
            let text = Text::open(&file)?;
            let kind = kind(&file, &text.source).ok_or_else(|| unknown(&file))?;
            found.push(Target { kind, text });
        }
    }
    Ok(found)
}

/// A call's file with its key, or another file alone.
fn with_key(file: PathBuf) -> Vec<PathBuf> {
    let key = file.with_file_name(KEY_FILE);
    if file.file_name().is_some_and(|name| name == CALL_FILE) && key.is_file() { vec![file, key] } else { vec![file] }
}

fn files_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let call = folder.join(CALL_FILE);
    if call.is_file() {
        return Ok(with_key(call));
    }
    let mut files: Vec<PathBuf> = yaml_files_in(&folder.join("tools"))?;
    files.extend(yaml_files_in(&folder.join("tools/words"))?);
    for calls in [folder.join("scenarios"), folder.to_owned()] {
        files.extend(call_files_in(&calls)?.into_iter().flat_map(with_key));
    }
    files.extend(yaml_files_in(&folder.join("forms"))?);
    let support = folder.join(SUPPORT_FILE);
    if support.is_file() {
        files.push(support);
    }
    if files.is_empty() {
        files = yaml_files_in(folder)?;
        files.extend(yaml_files_in(&folder.join("words"))?);
    }
    if files.is_empty() {
        let what = format!("`{}` holds no call, key or tool", folder.display());
        return Err(Failure::new(what, "Name the folder of a call, a folder with `scenarios/` or `tools/` in it, or a file."));
    }
    Ok(files)
}

/// What a file is: what it says of itself, else what its name says.
fn kind(file: &Path, source: &str) -> Option<Kind> {
    let root = parse_tree(source).root;
    let format = root.as_ref().and_then(|root| root.get("format")).and_then(|node| node.as_text()).unwrap_or_default();
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let in_tools = || file.parent().and_then(Path::file_name).is_some_and(|folder| folder == "tools");
    match (format.split('/').next().unwrap_or_default(), name) {
        ("doorstep", _) => Some(Kind::Call),
        ("doorstep-key", _) => Some(Kind::Key),
        ("doorstep-tool", _) => Some(Kind::Tool),
        ("doorstep-tool-words", _) => Some(Kind::Words),
        ("doorstep-support", _) => Some(Kind::Support),
        ("doorstep-policy", _) => Some(Kind::Policy),
        ("doorstep-form", _) => Some(Kind::Form),
        ("doorstep-reviews", _) => Some(Kind::Reviews),
        (_, CALL_FILE) => Some(Kind::Call),
        (_, KEY_FILE) => Some(Kind::Key),
        (_, SUPPORT_FILE) => Some(Kind::Support),
        _ if in_tools() => Some(Kind::Tool),
        _ => None,
    }
}

fn unknown(file: &Path) -> Failure {
    Failure::new(
        format!("`{}` does not say what it is", file.display()),
        "Begin it with `format: doorstep/1` (a call), `format: doorstep-key/1` (a key), `format: doorstep-tool/1` (a tool), `format: doorstep-tool-words/1` (the wording of a tool), `format: doorstep-support/1` (support contacts), `format: doorstep-policy/1` (a policy), `format: doorstep-form/1` (a form) or `format: doorstep-reviews/1` (reviews of critical errors).",
    )
}
