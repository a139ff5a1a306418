//! The statistics: questions of the batch filter with their answers, one a line.

use std::fmt::Write as _;

use doorstep_agreement::stat;
use serde_json::{Value, json};

/// Every question's answer, one a line. An error says which question is none.
pub fn statistics() -> Result<String, String> {
    let mut lines = String::new();
    for (place, line) in include_str!("../questions.jsonl").lines().enumerate() {
        let question: Value = serde_json::from_str(line).map_err(|error| format!("question {place}: {error}"))?;
        let name = question["fn"].as_str().ok_or_else(|| format!("question {place} has no name"))?;
        let answer = stat::ask(name, &question["input"]).map_err(|why| format!("question {place}, {name}: {why}"))?;
        // Written to a string: cannot fail.
        let _ = writeln!(lines, "{}", json!({"fn": name, "result": answer.result, "reason": answer.reason}));
    }
    Ok(lines)
}
