//! `doorstep check`: reads calls, keys and tools, and tells every mistake.

mod files;
mod shown;
mod targets;

use std::io::{IsTerminal as _, Write as _};

use doorstep_source::Severity;
use serde::Serialize;

use crate::arguments::{self, Format};
use crate::failure::Failure;
use crate::library::Library;
use crate::{Verdict, page};

use files::{Checked, Kind, check_files};
use targets::targets;

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Tally {
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl Tally {
    /// The findings of some files.
    pub(crate) fn of(files: &[Checked]) -> Self {
        let mut tally = Self::default();
        for finding in files.iter().flat_map(|file| &file.findings) {
            *match finding.severity {
                Severity::Error => &mut tally.errors,
                Severity::Warning => &mut tally.warnings,
                Severity::Note => &mut tally.notes,
            } += 1;
        }
        tally
    }

    /// Whether a file cannot be used.
    pub(crate) fn has_error(self) -> bool {
        self.errors > 0
    }

    fn verdict(self) -> Verdict {
        if self.errors + self.warnings > 0 { Verdict::Findings } else { Verdict::Fine }
    }
}

/// Runs the command.
pub(crate) fn run(wanted: &arguments::Check) -> Result<Verdict, Failure> {
    let library = Library::open(&wanted.library.folder)?;
    let files = check_files(&targets(&wanted.paths)?, &library)?;
    let tally = Tally::of(&files);
    let mut out = std::io::stdout().lock();
    match wanted.format.format {
        Format::Text => out.write_all(shown::text(&files, tally, page::styled(out.is_terminal())).as_bytes())?,
        Format::Json => out.write_all(shown::json(&files, tally).as_bytes())?,
    }
    out.flush()?;
    Ok(tally.verdict())
}

/// Checks a folder of calls before something else is done with them: a failure where one of them has an error.
pub(crate) fn refuse_errors(folder: &std::path::Path) -> Result<(), Failure> {
    // The tools stand beside the folder of the calls.
    let library = Library::open(folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(std::path::Path::new(".")))?;
    let files = check_files(&targets(&[folder.to_owned()])?, &library)?;
    let tally = Tally::of(&files);
    if !tally.has_error() {
        return Ok(());
    }
    let shown = shown::text(&files, tally, page::styled(std::io::stderr().is_terminal()));
    Err(Failure::Rendered(format!("{shown}\nhelp: mend what is found, then start again")))
}
