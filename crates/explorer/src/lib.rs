//! What is proven about a call before anyone takes it.
//!
//! A call's variables and its clock are bounded, so it is a finite graph; this crate visits it and tells what an author wants to
//! know: what no play reaches, where a play cannot go on, what no play can learn.
//!
//! Invariants:
//! - Pure: no files, network or wall clock; the same call gives the same answer, whatever the number of threads.
//! - What is said to be reachable comes with a [`Witness`], a play that replays in a `Session`.
//! - What is said to be impossible was proven over every play, or is not said.
//! - What was neither proven nor refuted is told as open, never as a proof.
#![forbid(unsafe_code)]

mod answers;
mod backward;
mod best_sheet;
mod bounds;
mod component;
mod concrete;
mod count;
pub mod coverage;
mod dice;
mod estimate;
mod explore;
mod field;
mod finding;
mod findings;
mod future;
pub mod give_away;
mod goal;
mod graph;
mod guard;
mod intervals;
mod key_proofs;
mod latch;
mod layout;
mod leak;
mod live;
mod looks;
mod loud;
mod machine;
mod model;
mod nearest;
mod observed;
mod open;
mod outline;
mod path;
mod plays;
pub mod policies;
mod quick;
#[cfg(test)]
mod quick_laws;
mod quick_test;
mod reduction;
mod rounds;
mod script;
mod search;
mod seek;
mod settle;
mod sheets;
mod shows;
mod step;
mod store;
mod unearned;
mod variants;
mod visits;
mod wishes;
mod witness;
mod words;
mod workers;

pub use answers::{Answer, Shown};
pub use bounds::{Bound, ScoreBounds, StageBounds};
pub use explore::{Exploration, Options, TooWide, Whole, explore, search_whole};
pub use finding::{Code, Finding};
pub use goal::{Goal, LineAt};
pub use intervals::Interval;
pub use key_proofs::{Effort, KeyProofs, leaks, prove_key};
pub use model::{Missing, Model, ModelPath};
pub use open::{Limit, Open, Question};
pub use plays::{Earliest, FactWays, Most, PlayCount, Plays, Range, plays};
pub use reduction::{Reduction, Reductions};
pub use sheets::SheetPolicy;
pub use unearned::Proven;
pub use variants::{MOST_VARIANTS, Variant, variants};
pub use witness::{ReplayError, Witness, WitnessStep};
