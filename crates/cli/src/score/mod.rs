//! `doorstep score`: the report for an attempt.

mod content;
mod text;
mod words;

use std::io::Write as _;
use std::path::Path;

use doorstep_scoring::Report;
use doorstep_simulator::{AttemptFile, Session};

use crate::arguments::{self, Format};
use crate::failure::Failure;
use crate::library::{KEY_FILE, Library, Text};
use crate::{Verdict, page};

/// Runs the command.
pub(crate) fn run(wanted: &arguments::Score) -> Result<Verdict, Failure> {
    let library = Library::open(&wanted.library.folder)?;
    let file = read(&wanted.attempt)?;
    let (content, call) = content::find(&library, &file)?;
    let beside = call.with_file_name(KEY_FILE);
    let path = wanted.key.as_ref().unwrap_or(&beside);
    if wanted.key.is_none() && !path.is_file() {
        let what = format!("there is no key beside `{}`, so there is nothing to compare this attempt with", call.display());
        return Err(Failure::new(what, "Name a key with --key FILE, or write key.yaml beside the call."));
    }
    let (key, _) = Text::open(path)?.read(|source| doorstep_scoring::text::read_key(source, &content.scenario, &content.tool)).usable()?;
    let digest = key.digest();
    if let Some(taken) = file.attempt.header.key.filter(|taken| *taken != digest) {
        eprintln!("note: this attempt was taken with another version of the key ({taken:.8}); it is judged by the one here ({digest:.8})");
    }
    let session = Session::replay(content, &file.attempt).map_err(|error| {
        Failure::new(
            format!("`{}` cannot be replayed: {error}", wanted.attempt.display()),
            "Export the attempt again from where it was taken.",
        )
    })?;
    let report = doorstep_scoring::score(&session, &key, digest).map_err(|error| {
        Failure::new(format!("the key does not fit this attempt: {error}"), format!("`doorstep check {}` tells more.", path.display()))
    })?;
    let mut out = std::io::stdout().lock();
    match wanted.format.format {
        Format::Text => out.write_all(text::report(&report, &session, page::width()).as_bytes())?,
        Format::Json => out.write_all(json(&report).as_bytes())?,
    }
    out.flush()?;
    Ok(Verdict::Fine)
}

/// Reads an attempt file.
fn read(path: &Path) -> Result<AttemptFile, Failure> {
    let text = Text::open(path)?;
    AttemptFile::read(&text.source).map_err(|error| {
        let said = error.to_string();
        let (what, mend) = said.split_once(". ").unwrap_or((&said, "Name a file that `doorstep play --save` or the app wrote."));
        Failure::new(format!("`{}`: {}", path.display(), what.trim_end_matches('.')), mend)
    })
}

/// The report as one document: the browser writes the same bytes.
fn json(report: &Report) -> String {
    // Invariant: a report holds texts, integers and lists only.
    let mut text = serde_json::to_string_pretty(report).expect("a report always encodes");
    text.push('\n');
    text
}
