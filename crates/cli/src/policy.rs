//! `doorstep policy`: the built-in policy, as a file to begin one's own with.

use std::io::Write as _;

use doorstep_scoring::Policy;
use doorstep_scoring::text::DEFAULT_POLICY_FILE;

use crate::Verdict;
use crate::arguments::{self, Format};
use crate::failure::Failure;

/// Runs the command.
pub(crate) fn run(wanted: &arguments::Policy) -> Result<Verdict, Failure> {
    let mut out = std::io::stdout().lock();
    match wanted.format.format {
        Format::Text => out.write_all(DEFAULT_POLICY_FILE.as_bytes())?,
        Format::Json => {
            // Invariant: a policy holds texts and integers only.
            let text = serde_json::to_string_pretty(&Policy::default()).expect("a policy always encodes");
            writeln!(out, "{text}")?;
        }
    }
    out.flush()?;
    Ok(Verdict::Fine)
}
