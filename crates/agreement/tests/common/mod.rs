//! What the tests share.
#![allow(dead_code, clippy::unwrap_used, reason = "each test uses a part of it, and stops where something is not as it should be")]

use doorstep_agreement::stat::{self, Answer};
use serde_json::Value;

/// The answer to a question that is one.
#[track_caller]
pub fn ask(name: &str, input: &Value) -> Answer {
    stat::ask(name, input).unwrap_or_else(|why| panic!("{name}: {why}"))
}

/// A number of an answer, by its path; the empty path is the whole result.
#[track_caller]
pub fn number(answer: &Answer, path: &str) -> f64 {
    let found = path.split('.').filter(|part| !part.is_empty()).fold(&answer.result, |value, part| match part.parse::<usize>() {
        Ok(place) => &value[place],
        Err(_) => &value[part],
    });
    found.as_f64().unwrap_or_else(|| panic!("{path} is {found}: {:?}", answer.reason))
}

/// A number with as many digits as the printed one has.
pub fn rounded(value: f64, printed: &str) -> String {
    let digits = printed.split_once('.').map_or(0, |(_, digits)| digits.len());
    format!("{value:.digits$}")
}
