//! What stands beside the conversation: the form or the assessment, and the notebook.

use doorstep_simulator::Phase;
use yew::prelude::*;

use super::answers::answer_list;
use super::assessment::Assessment;
use super::desk::Desk;
use super::form::forms;
use super::notebook::Notebook;

/// The form or the assessment, and the notebook. The style sheet shows the one in front.
// It stands in the rest of the app, and must not be drawn into its caller.
#[inline(never)]
pub(super) fn side(desk: &Desk) -> Html {
    let title = || match desk.session.view().tool_beside() {
        None => desk.session.view().tool().title.clone(),
        Some(_) => "Two forms".to_owned(),
    };
    let beside = match desk.session.view().phase() {
        Phase::Assessing(..) => html! { <Assessment ..desk.clone() /> },
        Phase::Call => html! { <section><h2>{ title() }</h2>{ forms(desk) }</section> },
        // The form takes no more answers.
        Phase::Ended(_) => html! {
            <section>
                <h2>{ title() }</h2>
                <h3>{ "Your answers as they stand" }</h3>
                <p>{ "The call has ended; they are not changed any more." }</p>
                { answer_list(&desk.session) }
            </section>
        },
    };
    let has_ended = matches!(desk.session.view().phase(), Phase::Ended(_));
    html! {
        // It may scroll, and after the end nothing in it takes the focus: then it takes it itself.
        <div class="call-side" role="region" aria-label="Form and notebook" tabindex={has_ended.then_some("0")}>
            <div class="side-form">{ beside }</div>
            <div class="side-notebook"><Notebook desk={desk.clone()} /></div>
        </div>
    }
}
