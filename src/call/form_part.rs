//! The second part: the form, then a page that lists answers and blanks, then the lock.

use doorstep_simulator::Event;
use yew::prelude::*;

use super::answers::AnswerList;
use super::assessment::AssessmentProps;
use super::focus::focus;
use super::form::{Form, Tool};
use super::hand::{Place, problem};
use super::moment::PART;

/// Asks for the form's answers, and has them checked before they are locked.
#[component]
pub(super) fn FormPart(props: &AssessmentProps) -> Html {
    let is_checking = use_state_eq(|| false);
    let was_checking = use_mut_ref(|| false);
    use_effect_with(*is_checking, move |is_checking| {
        if was_checking.replace(*is_checking) != *is_checking {
            focus(PART);
        }
    });
    let tool = Tool::of(&props.session);
    let set = |value: bool| {
        let is_checking = is_checking.clone();
        move |_| is_checking.set(value)
    };
    let lock = {
        let hand = props.hand.clone();
        move |_| hand.apply(Place::Assessment, Event::LockAnswers)
    };
    let refused = props.problem();
    if *is_checking {
        return html! {
            <>
                <h3 id={PART} tabindex="-1">{ "Check your answers" }</h3>
                <p>{ "When they are locked, the answers stay as they are for this assessment. What was not asked is written down as not asked, never as no." }</p>
                <AnswerList {tool} session={props.session.clone()} />
                { problem(refused.as_deref()) }
                <div class="actions">
                    <button type="button" class="button primary" disabled={props.hand.read_only} onclick={lock}>{ "Lock the answers" }</button>
                    <button type="button" class="button" onclick={set(false)}>{ "Back to the form" }</button>
                </div>
            </>
        };
    }
    html! {
        <>
            <h3 id={PART} tabindex="-1">{ tool.title.clone() }</h3>
            <Form session={props.session.clone()} lines={props.lines.clone()} hand={props.hand.clone()} refused={props.refused} in_assessment={true} />
            <div class="actions">
                <button type="button" class="button primary" onclick={set(true)}>{ "Check your answers" }</button>
            </div>
        </>
    }
}
