//! `doorstep score`: the report for an attempt.

pub(crate) mod attempt;
mod content;
mod sheet;
mod text;
mod words;

use std::io::Write as _;

use doorstep_scoring::{Policy, Report, ScoreError, score_under};

use crate::arguments::{self, Format};
use crate::failure::Failure;
use crate::library::Library;
use crate::{Verdict, page};

/// Runs the command.
pub(crate) fn run(wanted: &arguments::Score) -> Result<Verdict, Failure> {
    let library = Library::open(&wanted.library.folder)?;
    let policy = attempt::policy(wanted.policy.as_deref())?;
    let opened = attempt::open(&library, &wanted.attempt, wanted.key.as_deref())?;
    let policy = policy.or_else(|| Policy::named(&opened.key.policy)).ok_or_else(|| ScoreError::UnknownPolicy(opened.key.policy.clone()));
    let scored = policy.and_then(|policy| score_under(&opened.session, &opened.key, opened.digest, &policy));
    let report = scored.map_err(|error| opened.misfit(&error))?;
    let mut out = std::io::stdout().lock();
    match (wanted.marking_sheet, wanted.format.format) {
        (Some(form), _) => out.write_all(sheet::write(&report, &opened.session, form).as_bytes())?,
        (None, Format::Text) => out.write_all(text::report(&report, &opened.session, page::width()).as_bytes())?,
        (None, Format::Json) => out.write_all(json(&report).as_bytes())?,
    }
    out.flush()?;
    Ok(Verdict::Fine)
}

/// The report as one document: the browser writes the same bytes.
fn json(report: &Report) -> String {
    // Invariant: a report holds texts, integers and lists only.
    let mut text = serde_json::to_string_pretty(report).expect("a report always encodes");
    text.push('\n');
    text
}
