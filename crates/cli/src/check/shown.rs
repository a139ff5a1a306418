//! What a check says: text for people, one document for programs.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Checked, Kind, Tally};
use crate::finding::{FindingJson, render_all};
use crate::page::counted;

/// The findings in full, then a line for each file, then the sum.
pub(super) fn text(files: &[Checked], tally: Tally, styled: bool) -> String {
    let mut out: String = files.iter().map(|file| render_all(&file.path, &file.source, &file.findings, styled)).collect();
    for file in files {
        out.push_str(&format!("{}: {}\n", file.path.display(), state(file)));
    }
    let count = |kind: Kind| files.iter().filter(|file| file.kind == kind && file.not_checked.is_none()).count();
    let kinds = [
        (Kind::Call, "call", "calls"),
        (Kind::Key, "key", "keys"),
        (Kind::Tool, "tool", "tools"),
        (Kind::Words, "wording", "wordings"),
        (Kind::Support, "file of support contacts", "files of support contacts"),
        (Kind::Policy, "policy", "policies"),
        (Kind::Form, "form", "forms"),
        (Kind::Reviews, "file of reviews", "files of reviews"),
    ];
    let checked: Vec<String> =
        kinds.into_iter().filter(|(kind, ..)| count(*kind) > 0).map(|(kind, one, many)| counted(count(kind), one, many)).collect();
    let found = match (tally.errors, tally.warnings, tally.notes) {
        (0, 0, 0) => "nothing to mend".to_owned(),
        (errors, warnings, 0) => format!("{}, {}", counted(errors, "error", "errors"), counted(warnings, "warning", "warnings")),
        (errors, warnings, notes) => format!(
            "{}, {}, {}",
            counted(errors, "error", "errors"),
            counted(warnings, "warning", "warnings"),
            counted(notes, "note", "notes")
        ),
    };
    let checked = if checked.is_empty() { "nothing".to_owned() } else { checked.join(", ") };
    out.push_str(&format!("\n{checked} checked: {found}.\n"));
    out
}

fn state(file: &Checked) -> String {
    let word = file.kind.word();
    let name = match (&file.id, file.kind) {
        (Some(id), Kind::Call | Kind::Tool | Kind::Words | Kind::Policy | Kind::Form) => format!("{word} `{id}`"),
        (Some(id), Kind::Key) => format!("{word} of `{id}`"),
        (_, Kind::Support | Kind::Reviews) | (None, _) => word.to_owned(),
    };
    if let Some(why) = &file.not_checked {
        return format!("{name}: not checked: {why}");
    }
    let holds: Vec<&str> = file.holds.iter().map(|(.., words)| words.as_str()).collect();
    if holds.is_empty() {
        return format!("{name}: cannot be used: {}", counted(Tally::of(core::slice::from_ref(file)).errors, "error", "errors"));
    }
    format!("{name}: {}", holds.join(", "))
}

/// The format of the document.
const FORMAT: &str = "doorstep-check/1";

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    files: Vec<FileJson<'a>>,
    findings: Vec<FindingJson<'a>>,
    counts: Tally,
}

#[derive(Serialize)]
struct FileJson<'a> {
    file: String,
    kind: Kind,
    id: Option<&'a str>,
    /// `checked` or `not checked`.
    state: &'static str,
    /// Why it was not checked.
    why: Option<&'a str>,
    holds: BTreeMap<&'static str, usize>,
}

/// One document.
pub(super) fn json(files: &[Checked], counts: Tally) -> String {
    let document = Document {
        format: FORMAT,
        files: files
            .iter()
            .map(|file| FileJson {
                file: file.path.display().to_string(),
                kind: file.kind,
                id: file.id.as_deref(),
                state: if file.not_checked.is_some() { "not checked" } else { "checked" },
                why: file.not_checked.as_deref(),
                holds: file.holds.iter().map(|(name, number, _)| (*name, *number)).collect(),
            })
            .collect(),
        findings: files.iter().flat_map(|file| file.findings.iter().map(|finding| FindingJson::of(&file.path, finding))).collect(),
        counts,
    };
    // Invariant: the document holds texts and numbers only.
    let mut text = serde_json::to_string_pretty(&document).expect("a document of texts and numbers always encodes");
    text.push('\n');
    text
}
