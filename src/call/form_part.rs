//! The second part: the form, then a page that lists answers and blanks, then the lock.

use doorstep_simulator::Event;
use yew::prelude::*;

use super::answers::answer_list;
use super::assessment::{Pressed, part_button};
use super::desk::Desk;
use super::focus::focus_later;
use super::form::forms;
use super::hand::Place;
use super::moment::PART;

/// Asks for the form's answers, and has them checked before they are locked.
pub(super) fn form_part(desk: &Desk, pressed: &Pressed) -> Html {
    if pressed.is { check(desk, pressed) } else { fill_in(desk, pressed) }
}

fn fill_in(desk: &Desk, pressed: &Pressed) -> Html {
    let press = pressed.set.clone();
    let check = move |_| {
        press.emit(true);
        focus_later(PART);
    };
    let title = match desk.session.view().tool_beside() {
        None => desk.session.view().tool().title.clone(),
        Some(_) => "Two forms".to_owned(),
    };
    html! {
        <>
            <h3 id={PART} tabindex="-1">{ title }</h3>
            { forms(desk) }
            { part_button(desk, "Check your answers", check) }
        </>
    }
}

fn check(desk: &Desk, pressed: &Pressed) -> Html {
    let (hand, press) = (desk.hand.clone(), pressed.set.clone());
    let lock = move |_| hand.apply(Place::Assessment, Event::LockAnswers);
    let back = move |_| {
        press.emit(false);
        focus_later(PART);
    };
    html! {
        <>
            <h3 id={PART} tabindex="-1">{ "Check your answers" }</h3>
            <p>{ "When they are locked, the answers stay as they are for this assessment. What was not asked is written down as not asked, never as no." }</p>
            { answer_list(&desk.session) }
            { pressed.problem(desk, None) }
            { part_button(desk, "Lock the answers", lock) }
            <div class="actions">
                <button type="button" class="button" onclick={back}>{ "Back to the form" }</button>
            </div>
        </>
    }
}
