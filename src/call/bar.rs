//! The bar above the call: the call's time, whether it is saved, and what is in front.

use doorstep_simulator::Mode;
use yew::prelude::*;

/// Whether what was done last is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SavedState {
    /// It is being written.
    Saving,
    /// It is written.
    Saved,
    /// Attempts are not kept, by choice.
    NotKept,
    /// It could not be written.
    Failed,
}

impl SavedState {
    /// In a quiet word.
    const fn words(self) -> &'static str {
        match self {
            Self::Saving => "Saving",
            Self::Saved => "Saved",
            Self::NotKept => "Not kept",
            Self::Failed => "Not saved",
        }
    }
}

/// The bar: the call's time as people write it, and what is in front.
pub(super) fn bar(time: String, saved: SavedState, mode: Mode, pane_buttons: Html) -> Html {
    let mode = match mode {
        Mode::Practice => "Practice",
        Mode::Rehearsal => "Rehearsal",
    };
    html! {
        <div class="call-bar">
            <p class="call-kept small soft">
                { mode }{ " \u{b7} " }
                <span class={classes!((saved == SavedState::Failed).then_some("error"))}>{ saved.words() }</span>
            </p>
            <p class="call-clock"><span class="call-clock-word">{ "Call time " }</span><time datetime={time.clone()}>{ time }</time></p>
            { pane_buttons }
        </div>
    }
}
