//! Which part of the call is in front. On a desk the conversation always stands beside the form or the notebook; on a phone
//! one of the three fills the screen.

use doorstep_simulator::{Phase, View};
use yew::prelude::*;

/// A part that can be in front.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Pane {
    /// The transcript and the choices.
    #[default]
    Conversation,
    /// The tool's form; during an assessment the assessment.
    Form,
    /// The notebook.
    Notebook,
}

/// The stretch of the call for which a pane was put in front: when an assessment begins or is committed, the conversation
/// comes back by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stretch {
    committed: usize,
    assessing: bool,
}

impl Stretch {
    pub(super) fn of(view: &View<'_>) -> Self {
        Self { committed: view.assessments().len(), assessing: matches!(view.phase(), Phase::Assessing(..)) }
    }
}

/// The trainee's choice of a pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct InFront {
    /// The pane on a phone.
    pub(super) pane: Pane,
    /// What stands beside the conversation on a desk.
    pub(super) notebook_beside: bool,
    /// For which stretch the pane was chosen.
    pub(super) stretch: Stretch,
}

impl InFront {
    /// The choice after a pane was asked for.
    pub(super) fn with(self, pane: Pane, stretch: Stretch) -> Self {
        let notebook_beside = if pane == Pane::Conversation { self.notebook_beside } else { pane == Pane::Notebook };
        Self { pane, notebook_beside, stretch }
    }

    /// The pane on a phone in a stretch of the call.
    pub(super) fn pane_in(self, stretch: Stretch) -> Pane {
        if self.stretch == stretch { self.pane } else { Pane::Conversation }
    }

    /// What stands beside the conversation on a desk: an assessment that has just begun comes to the front.
    pub(super) fn notebook_beside_in(self, stretch: Stretch) -> bool {
        self.notebook_beside && self.stretch == stretch
    }
}

/// The buttons that bring a part to the front: one row for a phone, one for a desk. The style sheet shows one of them.
pub(super) fn pane_buttons(in_front: InFront, stretch: Stretch, on_pane: &Callback<Pane>) -> Html {
    let form = if stretch.assessing { "Assessment" } else { "Form" };
    // On a phone the three stand in one row with the clock, so their names are short.
    let button = |pane: Pane, words: &'static str, pressed: bool| {
        let on_pane = on_pane.clone();
        html! {
            <button type="button" class="call-pane" aria-pressed={pressed.to_string()} onclick={move |_| on_pane.emit(pane)}>{ words }</button>
        }
    };
    let pane = in_front.pane_in(stretch);
    let notebook = in_front.notebook_beside_in(stretch);
    html! {
        <>
            <div class="call-panes for-phone" role="group" aria-label="Show">
                { button(Pane::Conversation, "Talk", pane == Pane::Conversation) }
                { button(Pane::Form, form, pane == Pane::Form) }
                { button(Pane::Notebook, "Notes", pane == Pane::Notebook) }
            </div>
            <div class="call-panes for-desk" role="group" aria-label="Show beside the conversation">
                { button(Pane::Form, form, !notebook) }
                { button(Pane::Notebook, "Notebook", notebook) }
            </div>
        </>
    }
}

/// The class of the desk for what is in front.
pub(super) fn desk_class(in_front: InFront, stretch: Stretch) -> Classes {
    let pane = match in_front.pane_in(stretch) {
        Pane::Conversation => "shows-conversation",
        Pane::Form => "shows-form",
        Pane::Notebook => "shows-notebook",
    };
    classes!("call-desk", pane, if in_front.notebook_beside_in(stretch) { "notebook-beside" } else { "form-beside" })
}
