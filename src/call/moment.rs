//! A moment of the call, and what changed between two: where the focus goes, and what the status says.

use doorstep_simulator::{AssessmentPart, Event, Phase, Session};

use super::words::{count_words, time_words};

/// What matters of a moment for focus and announcements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    phase: Phase,
    turns: usize,
    step: u32,
    went_back: u16,
    events: usize,
    time: String,
}

impl Moment {
    /// The moment at which a session stands.
    pub(super) fn of(session: &Session) -> Self {
        let view = session.view();
        Self {
            phase: view.phase(),
            turns: view.turn_count(),
            step: view.step(),
            went_back: view.went_back(),
            events: session.attempt().events.len(),
            time: time_words(&view, view.second()),
        }
    }

    fn part(&self) -> Option<AssessmentPart> {
        match self.phase {
            Phase::Assessing(_, part) => Some(part),
            Phase::Call | Phase::Ended(_) => None,
        }
    }

    /// The id of the element that takes the focus at this moment, having been at an earlier one; nothing where it stays.
    pub(super) fn focus_after(&self, before: &Self) -> Option<String> {
        if self.went_back != before.went_back {
            return Some(self.turns.checked_sub(1).map_or_else(|| CHOICES.to_owned(), |last| turn_id(last as u32)));
        }
        if self.turns > before.turns {
            return Some(turn_id(before.turns as u32));
        }
        if self.part() == before.part() {
            return None;
        }
        Some(if self.part().is_some() { PART } else { CHOICES }.to_owned())
    }

    /// What the status says of the last event of a session; nothing where what has the focus says it.
    pub(super) fn status_after(&self, before: &Self, session: &Session) -> Option<String> {
        if self.events == before.events {
            return None;
        }
        match session.attempt().events.last()? {
            Event::Choose(_) | Event::Commit { .. } if self.turns > before.turns => {
                let lines = count_words(self.turns - before.turns, "new line", "new lines");
                let time = if self.time == before.time { String::new() } else { format!(" Time {}.", self.time) };
                Some(format!("{lines}.{time}"))
            }
            Event::GoBack { .. } => Some(format!("You went back. Time {}.", self.time)),
            Event::Mark(turn) => Some(format!("Noted: line {} is evidence.", turn.number())),
            Event::Unmark(turn) => Some(format!("Line {} is no longer marked.", turn.number())),
            Event::Note { .. } => Some("Noted.".to_owned()),
            Event::EditNote { text, .. } if text.is_empty() => Some("The note is removed.".to_owned()),
            Event::EditNote { .. } => Some("The note is changed.".to_owned()),
            Event::Answer { .. } => Some("Noted.".to_owned()),
            Event::LockAnswers => Some("The answers are locked.".to_owned()),
            Event::Commit { .. } => Some("The assessment is committed.".to_owned()),
            Event::Choose(_)
            | Event::FirstImpression(_)
            | Event::OwnLevel { .. }
            | Event::FinalLevel { .. }
            | Event::Reflect { .. }
            | Event::Intend { .. }
            | Event::Beside { .. }
            | Event::Write { .. }
            | Event::Agreed { .. } => None,
        }
    }
}

/// The id of the heading above the choices, or of what stands in their place.
pub(super) const CHOICES: &str = "call-next";

/// The id of the heading of the part of an assessment that is due.
pub(super) const PART: &str = "call-part";

/// The id of a line of the transcript.
pub(super) fn turn_id(place: u32) -> String {
    format!("line-{}", place + 1)
}
