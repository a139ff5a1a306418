//! How the parts of the call act: an event, and the place it comes from, so that a refusal is shown there.

use doorstep_risk_tool::ItemIndex;
use doorstep_simulator::{Event, Refusal, TurnIndex};
use yew::prelude::*;

use super::drafts::DraftField;

/// Where something was pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// The list of choices.
    #[default]
    Choices,
    /// A line of the transcript.
    Line(TurnIndex),
    /// The notebook.
    Notebook,
    /// An item of the form.
    Item(ItemIndex),
    /// The part of the assessment that is due.
    Assessment,
}

/// What every part of the call needs to act.
#[derive(Clone, PartialEq)]
pub(super) struct Hand {
    /// Applies an event.
    pub(super) act: Callback<(Place, Event)>,
    /// Keeps what is begun.
    pub(super) draft: Callback<(DraftField, String)>,
    /// Whether nothing can be done here, only read.
    pub(super) read_only: bool,
}

impl Hand {
    /// Applies an event that comes from a place.
    pub(super) fn apply(&self, place: Place, event: Event) {
        if !self.read_only {
            self.act.emit((place, event));
        }
    }

    /// Keeps what is begun in a field.
    pub(super) fn keep(&self, field: DraftField, text: impl Into<String>) {
        if !self.read_only {
            self.draft.emit((field, text.into()));
        }
    }
}

/// A refusal, with where it arose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refused {
    /// Where the refused event came from.
    pub(super) place: Place,
    /// Why it was refused.
    pub(super) refusal: Refusal,
}

impl Refused {
    /// The refusal's words, where it arose at that place.
    pub(super) fn at(refused: Option<Self>, place: Place) -> Option<String> {
        refused.filter(|refused| refused.place == place).map(|refused| sentence(&refused.refusal.to_string()))
    }
}

/// Words as a sentence. The refusals are ours and begin with a letter of ASCII; the tables of all other letters are 20 KB to download.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}.", first.to_ascii_uppercase(), letters.as_str()))
}

/// What went wrong, in words, said once.
pub(super) fn problem(words: Option<&str>) -> Html {
    words.map(|words| html! { <p class="error" role="alert">{ words.to_owned() }</p> }).unwrap_or_default()
}
