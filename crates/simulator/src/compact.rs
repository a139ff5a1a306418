//! The small form of an attempt: a code for what was chosen, and the trainee's own words beside it.

use core::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::{Attempt, Event};

/// An attempt in its small form. Nothing is lost: [`Compact::open`] gives the attempt back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compact {
    /// Header and events without words, in postcard's encoding, as URL-safe base64.
    pub code: String,
    /// The trainee's own words, verbatim, in the order of the events.
    pub words: Vec<String>,
}

/// Why a small form cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompactError {
    /// The code is not what this version writes.
    Code,
    /// There are more or fewer words than the events need.
    Words,
}

impl fmt::Display for CompactError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Code => "the code of this attempt cannot be read: it is damaged, or another version of the program wrote it",
            Self::Words => "the words of this attempt do not fit its code: some are missing, or there are too many",
        })
    }
}

impl core::error::Error for CompactError {}

impl Compact {
    /// The small form of an attempt.
    pub fn of(attempt: &Attempt) -> Self {
        let mut bare = attempt.clone();
        let mut words = Vec::new();
        bare.events.iter_mut().for_each(|event| event.each_text(|text| words.push(core::mem::take(text))));
        // Invariant: postcard fails only for sequences of unknown length; an attempt has none.
        let bytes = postcard::to_allocvec(&bare).expect("an attempt always encodes");
        Self { code: URL_SAFE_NO_PAD.encode(bytes), words }
    }

    /// The attempt.
    pub fn open(&self) -> Result<Attempt, CompactError> {
        let bytes = URL_SAFE_NO_PAD.decode(&self.code).map_err(|_| CompactError::Code)?;
        let mut attempt: Attempt = postcard::from_bytes(&bytes).map_err(|_| CompactError::Code)?;
        let mut words = self.words.iter();
        let mut missing = false;
        attempt.events.iter_mut().for_each(|event| {
            event.each_text(|text| match words.next() {
                Some(word) => text.clone_from(word),
                None => missing = true,
            });
        });
        if missing || words.next().is_some() { Err(CompactError::Words) } else { Ok(attempt) }
    }
}

impl Event {
    /// Calls `visit` with each text of the trainee's own in this event.
    fn each_text(&mut self, mut visit: impl FnMut(&mut String)) {
        match self {
            Self::Note { text }
            | Self::EditNote { text, .. }
            | Self::Intend { text }
            | Self::Write { text, .. }
            | Self::Agreed { by: text } => {
                visit(text);
            }
            Self::OwnLevel { reason, .. } | Self::FinalLevel { reason, .. } => visit(reason),
            Self::Commit { safe_contact, handover, .. } => {
                visit(safe_contact);
                visit(handover);
            }
            Self::Reflect { worried, not_known, would_change } => {
                visit(worried);
                visit(not_known);
                visit(would_change);
            }
            Self::Choose(_)
            | Self::Mark(_)
            | Self::Unmark(_)
            | Self::Answer { .. }
            | Self::FirstImpression(_)
            | Self::LockAnswers
            | Self::GoBack { .. }
            | Self::Beside { .. } => {}
        }
    }
}
