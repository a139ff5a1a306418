//! The neutral page of the quick hide.

use yew::prelude::*;

use crate::app::use_world;

/// How the page is left.
#[derive(Clone, PartialEq, Properties)]
pub struct NotesProps {
    /// Shows the app again.
    pub on_leave: Callback<()>,
}

/// A page that says nothing of what was here before it. What is written on it is not kept.
#[component]
pub fn NotesPage(props: &NotesProps) -> Html {
    let world = use_world();
    use_effect_with((), move |()| {
        world.platform.set_title("Notes");
        world.platform.focus_heading();
    });
    let leave = props.on_leave.reform(|_: MouseEvent| ());
    html! {
        <main class="page notes">
            <h1 tabindex="-1">{ "Notes" }</h1>
            <label for="notes-text" class="visually-hidden">{ "Notes" }</label>
            <textarea id="notes-text" rows="16" />
            <div class="actions"><button type="button" class="button quiet" onclick={leave}>{ "Close" }</button></div>
        </main>
    }
}
