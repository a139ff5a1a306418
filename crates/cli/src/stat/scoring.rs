//! What the batch filter asks of the rules of scoring: outcomes, credit for a level, a form, the rule of passing.

use doorstep_agreement::stat::{Answer, Refusal};
use serde_json::Value;

/// The names that belong to `doorstep-scoring`.
pub(super) const NAMES: [&str; 4] = ["factor_outcome", "level_credit", "level_form", "pass_rule"];

/// Answers what belongs to scoring; nothing for any other name.
pub(super) fn ask(name: &str, _input: &Value) -> Option<Result<Answer, Refusal>> {
    NAMES.contains(&name).then(|| Err(Refusal::Input(format!("`{name}` is not answered by this version yet"))))
}
