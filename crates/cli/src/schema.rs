//! `doorstep schema`: the JSON Schema of each file.

use std::io::Write as _;

use crate::Verdict;
use crate::arguments::{self, SchemaOf};
use crate::failure::Failure;

/// Runs the command.
pub(crate) fn run(wanted: &arguments::Schema) -> Result<Verdict, Failure> {
    let schema = match wanted.of {
        SchemaOf::Scenario => include_str!("../schemas/scenario.json"),
        SchemaOf::Key => include_str!("../schemas/key.json"),
        SchemaOf::Tool => include_str!("../schemas/tool.json"),
        SchemaOf::Attempt => include_str!("../schemas/attempt.json"),
        SchemaOf::Policy => include_str!("../schemas/policy.json"),
        SchemaOf::Form => include_str!("../schemas/form.json"),
        SchemaOf::FormReport => include_str!("../schemas/form-report.json"),
        SchemaOf::Sensitivity => include_str!("../schemas/sensitivity.json"),
        SchemaOf::Report => include_str!("../schemas/report.json"),
        SchemaOf::Exploration => include_str!("../schemas/exploration.json"),
        SchemaOf::Cohort => include_str!("../schemas/cohort.json"),
    };
    let mut out = std::io::stdout().lock();
    out.write_all(schema.as_bytes())?;
    out.flush()?;
    Ok(Verdict::Fine)
}
