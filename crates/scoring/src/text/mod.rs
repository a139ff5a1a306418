//! The format that authors write: `key.yaml` becomes an [`AnswerKey`], or findings that say where, why and how to mend.
//!
//! A key is read beside its call and the call's tool: every fact, choice, level and item that it names must be there.

mod acts;
mod assessments;
mod codes;
mod factors;
mod lower;
mod names;
mod reads;
mod rest;
mod terms;

pub use codes::*;
pub use doorstep_source::parse_tree;
pub use reads::is_read_by_key;

use doorstep_risk_tool::RiskTool;
use doorstep_scenario::Scenario;
use doorstep_source::{Diagnostics, Reading};

use crate::AnswerKey;

/// Reads the key of a call. A key without an error fits the call and its tool: see [`AnswerKey::fits`].
pub fn read_key(source: &str, scenario: &Scenario, tool: &RiskTool) -> Reading<AnswerKey> {
    let parsed = parse_tree(source);
    let mut out = Diagnostics::new();
    out.extend(parsed.diagnostics);
    let key = parsed.root.as_ref().and_then(|root| lower::compile(root, scenario, tool, &mut out));
    Reading::new(key, out)
}
