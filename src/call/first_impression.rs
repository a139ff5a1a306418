//! The first part: a level before any form.

use doorstep_simulator::Event;
use yew::prelude::*;

use super::assessment::{Pressed, part_button};
use super::desk::Desk;
use super::drafts::DraftField;
use super::hand::Place;
use super::levels::level_radios;
use super::moment::PART;

/// Asks for the first impression.
pub(super) fn first_impression_part(desk: &Desk, pressed: &Pressed) -> Html {
    let level = desk.session.view().tool().find_level(desk.drafts.get(DraftField::FirstImpression));
    let give = {
        let (hand, press) = (desk.hand.clone(), pressed.set.clone());
        move |_| match level {
            Some(level) => hand.apply(Place::Assessment, Event::FirstImpression(level)),
            None => press.emit(true),
        }
    };
    html! {
        <>
            <h3 id={PART} tabindex="-1">{ "First impression" }</h3>
            <p>{ "Before you look at the form: what do you think, from what you saw and heard? You can decide otherwise later, and the debrief shows both." }</p>
            { level_radios(desk, "My first impression", DraftField::FirstImpression, |_| None) }
            { pressed.problem(desk, level.is_none().then_some("Choose a level first.")) }
            { part_button(desk, "Go on to the form", give) }
        </>
    }
}
