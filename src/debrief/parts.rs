//! What every section of the debrief is drawn from.

use doorstep_scoring::{AnswerKey, Report};
use doorstep_simulator::Session;
use yew::prelude::*;

use crate::shared::Shared;

/// What every section of the debrief is drawn from.
#[derive(Clone, PartialEq, Properties)]
pub struct Parts {
    /// The attempt, replayed to its end.
    pub session: Shared<Session>,
    /// What the engine says of it.
    pub report: Shared<Report>,
    /// The key that it was compared with: what there was to learn, and by which choices something could be done.
    pub key: Shared<AnswerKey>,
    /// Starts a new attempt at the moment before a choice (by number, from 0).
    pub on_try_again: Callback<u32>,
}
