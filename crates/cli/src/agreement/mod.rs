//! `doorstep agreement`: how far raters agree, for people.

mod coefficients;
mod read;
mod report;
mod text;

use std::io::Write as _;

use doorstep_agreement::{Plan, Scale};

use crate::Verdict;
use crate::arguments::{self, Format, ScaleArgument};
use crate::failure::Failure;

/// Runs the command.
pub(crate) fn run(wanted: &arguments::Agreement) -> Result<Verdict, Failure> {
    let scale = match wanted.scale {
        ScaleArgument::Nominal => Scale::Nominal,
        ScaleArgument::Ordinal => Scale::Ordinal,
        ScaleArgument::Interval => Scale::Interval,
        ScaleArgument::Ratio => Scale::Ratio,
    };
    let plan = Plan::new(0.95, wanted.resamples, wanted.seed)
        .map_err(|error| Failure::new(error.to_string(), "Give another --resamples, such as 10000."))?;
    let table = read::table(&wanted.ratings, scale, &wanted.categories)?;
    let report = report::make(&table, scale, plan);
    let mut out = std::io::stdout().lock();
    match wanted.format.format {
        Format::Text => out.write_all(text::write(&report, crate::page::width()).as_bytes())?,
        Format::Json => {
            // Invariant: a report holds texts, finite numbers and lists only.
            let document = serde_json::to_string_pretty(&report).expect("a report always encodes");
            writeln!(out, "{document}")?;
        }
    }
    out.flush()?;
    Ok(Verdict::Fine)
}
