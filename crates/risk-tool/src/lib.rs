//! A force's risk tool as data, and what given answers come to.
//!
//! Nothing here knows any particular tool: items, answers, rules and levels are data. [`RiskTool::evaluate`] is pure and
//! total: every sheet of answers has a result.
//!
//! Invariants:
//! - *Unknown is not no.* The answer classes stay distinct; a blank is "not asked"; there is no "not" in a rule.
//! - A tool's result is what its rules say of the answers. It is never a fact about the case.
//! - Wording is apart from logic: a translation has the same [`RiskTool::logic_digest`].
//! - Evaluating allocates nothing, and no program, sheet or envelope makes it panic.
#![forbid(unsafe_code)]

mod answer;
mod compile;
mod construct;
mod evaluate;
mod explain;
pub mod logic;
mod model;
mod program;
pub mod reach;
#[cfg(feature = "text")]
pub mod text;
mod wording;

pub use answer::*;
pub use construct::{Construct, ConstructGroup};
pub use evaluate::{Earlier, MOST_ITEMS, MOST_RULES, MOST_SCALES, MOST_STEPS, Outcome, ToolResult};
pub use explain::*;
pub(crate) use logic::*;
pub use model::*;
pub use wording::*;
