//! What every part of the call is drawn from.

use doorstep_simulator::Session;
use yew::Properties;

use super::drafts::Drafts;
use super::hand::{Hand, Place, Refused};
use super::lines::Line;
use crate::shared::Shared;

/// What every part of the call is drawn from. Parts with a state of their own are components that take it; the others are
/// functions, which cost a trainee less to download.
#[derive(Clone, Properties, PartialEq)]
pub(super) struct Desk {
    /// The attempt that is being made.
    pub(super) session: Shared<Session>,
    /// What is begun and not committed.
    pub(super) drafts: Shared<Drafts>,
    /// The lines that the trainee marked.
    pub(super) lines: Shared<Vec<Line>>,
    /// How a part acts.
    pub(super) hand: Hand,
    /// What was refused last, and where.
    pub(super) refused: Option<Refused>,
}

impl Desk {
    /// What was refused at a place, in words.
    pub(super) fn problem_at(&self, place: Place) -> Option<String> {
        Refused::at(self.refused, place)
    }
}
