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
mod component;
mod concrete;
mod explore;
mod field;
mod finding;
mod findings;
mod goal;
mod guard;
mod layout;
mod machine;
mod outline;
mod path;
mod search;
mod settle;
mod shows;
mod step;
mod store;
mod witness;
mod workers;

pub use answers::{Answer, Shown};
pub use explore::{Exploration, Options, TooWide, Whole, explore, search_whole};
pub use finding::{Code, Finding};
pub use goal::{Goal, LineAt};
pub use witness::{ReplayError, Witness, WitnessStep};
