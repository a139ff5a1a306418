//! The bar above the call: the call's time, whether it is saved, and what is in front.

use yew::prelude::*;

use super::pane::{InFront, Pane, PaneButtons, Stretch};

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

#[derive(Properties, PartialEq)]
pub(super) struct BarProps {
    /// The call's time, as people write it.
    pub(super) time: String,
    pub(super) saved: SavedState,
    pub(super) is_practice: bool,
    pub(super) in_front: InFront,
    pub(super) stretch: Stretch,
    pub(super) on_pane: Callback<Pane>,
}

/// The bar.
#[component]
pub(super) fn Bar(props: &BarProps) -> Html {
    let mode = if props.is_practice { "Practice" } else { "Rehearsal" };
    html! {
        <div class="call-bar">
            <p class="call-kept small soft">
                { mode }{ " \u{b7} " }
                <span class={classes!((props.saved == SavedState::Failed).then_some("error"))}>{ props.saved.words() }</span>
            </p>
            <p class="call-clock"><span class="call-clock-word">{ "Call time " }</span><time datetime={props.time.clone()}>{ props.time.clone() }</time></p>
            <PaneButtons in_front={props.in_front} stretch={props.stretch} on_pane={props.on_pane.clone()} />
        </div>
    }
}
