//! A force's risk tool as data, and what given answers come to.
//!
//! Nothing here knows any particular tool: items, answers, rules and levels are data. [`RiskTool::evaluate`] is pure and
//! total: every sheet of answers has a result.
//!
//! Invariants:
//! - *Unknown is not no.* The answer classes stay distinct; a blank is "not asked".
//! - A tool's result is what its rules say of the answers. It is never a fact about the case.
#![forbid(unsafe_code)]

mod construct;
mod evaluate;
mod model;
#[cfg(feature = "text")]
pub mod text;

pub use construct::{Construct, ConstructGroup};
pub use evaluate::{Fired, ToolResult};
pub use model::*;
