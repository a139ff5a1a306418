//! Synthetic officers.
//!
//! An [`Officer`] has skills that are known, slips now and then, may lean, and may do less well with some people. It takes a [`Case`], a
//! call that somebody wrote or one that was generated, through the `View` that a trainee has. The studies score such attempts by the same
//! rules as anybody's, and ask whether what was planted comes out: skills in the stages, biases in the grades, disparities in the parity
//! table, and nothing where nothing was planted.
//!
//! What is sound an officer takes from a table that is drawn from the call's key and from a play that takes the call well: it
//! stands for what a trained person knows. The skill decides whether the officer uses it.
//!
//! Invariants:
//! - Pure: no files, clock, or chance but ChaCha8 from seeds that are declared. The same seeds give the same tables.
//! - What is said, seen and offered an officer learns from the `View` alone.
//! - Generated calls say that they are, in their id, title, summary, briefing and key.
//!
//! Non-goals: people. How a synthetic officer errs is our assumption; nothing here says how officers err.
#![forbid(unsafe_code)]

mod assess;
mod case;
mod competence;
mod dice;
mod generate;
mod mind;
mod officer;
mod routes;
pub mod show;
pub mod study;
mod test_wise;

pub use case::{Case, CaseError};
pub use competence::Competence;
pub use generate::Size;
pub use officer::{Bias, Disparity, Manner, Officer, Stage};
