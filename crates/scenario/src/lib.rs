//! A branching call as data: scenes, lines, choices, facts, conditions, effects.
//!
//! [`Scenario`] is both what the compiler makes of an author's text (feature `text`) and what the simulator plays: all
//! names are resolved to indices, all bounds are known. [`Scenario::to_envelope`] gives its compact form.
//!
//! Invariants:
//! - A `Scenario` made by the compiler or opened from an envelope is *sound*: every index is in range ([`Scenario::check_indices`]).
//! - It holds no judgement: what was right to ask, mark, grade or do stands in the key, in another crate.
//! - It knows nothing of time, randomness, answers or HTML.
#![forbid(unsafe_code)]

pub mod catalogue;
pub mod condition;
mod flat;
mod indices;
mod model;
mod soundness;
pub mod support;
#[cfg(feature = "text")]
pub mod text;
mod variable;
mod words;

pub use condition::{Comparison, Condition, Effect, Logic, Number, Situation, Test};
pub use indices::*;
pub use model::*;
pub use soundness::{MOST_ENTRIES, MOST_VALUES};
pub use variable::{Attribute, NOT_RUNNING, Variable, VariableKind, Variation};
pub use words::{AttributeKind, CallKind, CareerStage, Part, Role, Step, Whereabouts};
