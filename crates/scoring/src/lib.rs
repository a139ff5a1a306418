//! How an attempt is judged: what was elicited, recognised, graded and done, every point with its reason.
//!
//! [`score`] compares one attempt with an [`AnswerKey`] and gives a [`Report`]. The model is described in the project's
//! `docs/scoring.md`.
//!
//! Invariants:
//! - Votes, not a single right answer; unknown is not no.
//! - Two keys: what is true in the call, and what could be concluded from what *this* trainee heard.
//! - A report holds integers and exact ratios, rounded once, at display; the same attempt gives the same report, byte for byte,
//!   natively and in WebAssembly.
//! - Weights, penalties and gates are a [`Policy`], never constants of the rules.
#![forbid(unsafe_code)]

mod acts;
mod conduct;
mod course;
mod critical;
mod factors;
mod first_things;
mod fits;
mod form;
mod gate;
mod key;
mod levels;
mod links;
mod policy;
mod ratio;
mod report;
mod score;
mod steps;
mod tally;
#[cfg(feature = "text")]
pub mod text;
mod vary;
mod waterfall;
mod ways;
pub mod words;
#[cfg(test)]
mod worked_example;

pub use acts::Lateness;
pub use fits::Misfit;
pub use form::*;
pub use gate::Gate;
pub use key::*;
pub use levels::{LevelCredit, direction, level_credit};
pub use policy::{ConductWeights, DEFAULT_POLICY, FormPolicy, GatePolicy, Policy, PolicyMisfit};
pub use ratio::Ratio;
pub use report::*;
pub use score::{Domains, REPORT_FORMAT, ScoreError, score, score_under};
pub use tally::{ActTally, FactorTally, Scale, Tally};
pub use vary::{
    Moved, POLICY_NUMBERS, PolicyNumber, PolicySensitivity, Recommended, Run, SENSITIVITY_FORMAT, Sitting, Standing, Varied, vary_policy,
};
pub use ways::{offered, passed_by};
