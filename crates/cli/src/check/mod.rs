//! `doorstep check`: reads calls, keys and tools, and tells every mistake.

mod certify;
mod files;
mod rules;
mod shown;
mod targets;

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

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

    fn verdict(self) -> Verdict {
        if self.errors + self.warnings > 0 { Verdict::Findings } else { Verdict::Fine }
    }
}

/// Runs the command.
pub(crate) fn run(wanted: &arguments::Check) -> Result<Verdict, Failure> {
    let library = Library::open(&wanted.library.folder)?;
    let files = check_files(&targets(&wanted.paths)?, &library, wanted.on.unwrap_or_else(certify::today))?;
    let tally = Tally::of(&files);
    let mut out = std::io::stdout().lock();
    match wanted.format.format {
        Format::Text => out.write_all(shown::text(&files, tally, page::styled(out.is_terminal())).as_bytes())?,
        Format::Json => out.write_all(shown::json(&files, tally).as_bytes())?,
    }
    out.flush()?;
    Ok(tally.verdict())
}

/// Checks a folder of calls before they are served, and tells what is to be mended.
pub(crate) fn tell(scenarios: &Path, library: &Path) -> Result<(), Failure> {
    let files = check_files(&targets(&[scenarios.to_owned()])?, &Library::open(library)?, certify::today())?;
    let tally = Tally::of(&files);
    if tally.verdict() == Verdict::Findings {
        eprintln!("{}", shown::text(&files, tally, page::styled(std::io::stderr().is_terminal())));
    }
    Ok(())
}
