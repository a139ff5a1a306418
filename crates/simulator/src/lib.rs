//! One attempt at a call, step by step.
//!
//! A [`Session`] takes [`Event`]s and gives a [`View`]. An [`Attempt`] is a header and its events, the only thing that
//! is stored; replaying it gives the same state, and a prefix gives the same prefix.
//!
//! Invariants:
//! - Pure: no files, network, clock or unseeded randomness. The call's clock moves only with choices.
//! - Misuse is a [`Refusal`], never a panic; a refused event changes nothing and is not logged.
//! - What a line reveals is logged silently: a [`View`] holds no fact, no answer key and no line that was not reached.
//! - Unknown is not no: an item that nobody answered is "not asked".
#![forbid(unsafe_code)]

mod attempt;
mod compact;
mod content;
mod draw;
mod file;
mod given;
mod refusal;
mod script;
mod session;
mod state;
mod step;
mod view;

pub use attempt::{Attempt, Confidence, ENGINE, Event, Header, Mode, TurnIndex};
pub use compact::{Compact, CompactError};
pub use content::{Content, ReplayError, SecondTool};
pub use draw::draw;
pub use file::{ATTEMPT_FORMAT, ATTEMPT_LABEL, AttemptFile, Beside, FileError};
pub use refusal::Refusal;
pub use script::{Script, ScriptError, Step as ScriptStep};
pub use session::Session;
pub use state::{AssessmentPart, Committed, FinalLevel, Note, OwnLevel, Phase, Reflection, Said, SheetEntry, State, Turn};
pub use view::{Offer, SpokenBy, TurnView, View};
