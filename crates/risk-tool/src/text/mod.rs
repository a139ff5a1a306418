//! The format that authors write: a tool's file becomes a [`RiskTool`], or findings that say where, why and how to mend.
//!
//! A tool's own examples are run as a check of its rules.
//!
//! ```
//! let reading = doorstep_risk_tool::text::read_tool("format: doorstep-tool/1\ntitel: A tool\n");
//! assert!(reading.value.is_none());
//! assert!(reading.diagnostics.iter().any(|finding| finding.mend == "Write `title`."));
//! ```

mod codes;
mod examples;
mod lower;
mod rules;
mod tables;

pub use codes::*;
pub use doorstep_source::parse_tree;
pub use lower::read_constructs;

use doorstep_source::{Diagnostics, Reading};

use crate::RiskTool;

/// Reads a risk tool, and runs its examples.
pub fn read_tool(source: &str) -> Reading<RiskTool> {
    let parsed = parse_tree(source);
    let mut out = Diagnostics::new();
    out.extend(parsed.diagnostics);
    let tool = parsed.root.as_ref().and_then(|root| lower::compile(root, &mut out));
    Reading::new(tool, out)
}
