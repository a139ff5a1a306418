//! The format that authors write: `key.yaml` becomes an [`AnswerKey`], or findings that say where, why and how to mend.
//!
//! A key is read beside its call and the call's tool: every fact, choice, level and item that it names must be there.

mod acts;
mod assessments;
mod codes;
mod factors;
mod form;
mod lower;
mod names;
mod number;
mod policy;
mod reads;
mod rest;
mod reviews;
mod terms;

pub use codes::*;
pub use doorstep_source::parse_tree;
pub use form::read_form;
pub use policy::{DEFAULT_POLICY_FILE, read_policy};
pub use reads::is_read_by_key;
pub use reviews::read_reviews;

use doorstep_risk_tool::RiskTool;
use doorstep_scenario::Scenario;
use doorstep_source::{Code, Diagnostics, Fields, Reading, read};

use crate::{AnswerKey, Policy};

/// Reads the key of a call. A key without an error fits the call and its tool: see [`AnswerKey::fits`].
pub fn read_key(source: &str, scenario: &Scenario, tool: &RiskTool) -> Reading<AnswerKey> {
    let parsed = parse_tree(source);
    let mut out = Diagnostics::new();
    out.extend(parsed.diagnostics);
    let key = parsed.root.as_ref().and_then(|root| lower::compile(root, scenario, tool, &mut out));
    Reading::new(key, out)
}

/// Whether a file says that it is of this format; if not, it is told.
fn format_is(fields: &mut Fields<'_>, format: &str, code: Code, out: &mut Diagnostics) {
    if let Some(node) = fields.required("format", out)
        && let Some(text) = read::text(node, "format", out)
        && text != format
    {
        out.add(code, node.span, format!("`format` must be `{format}`; this is `{text}`."), format!("Write `format: {format}`."));
    }
}

/// Whether a policy of this name is built in.
fn is_built_in(id: &str) -> bool {
    Policy::named(id).is_some()
}
