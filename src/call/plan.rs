//! The fifth part: what is done, when it is assessed again, and what others must know. It commits the assessment.

use doorstep_scenario::ActionIndex;
use doorstep_simulator::Event;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::assessment::{Pressed, part_button};
use super::desk::Desk;
use super::drafts::{DraftField, places, with_place};
use super::hand::Place;
use super::moment::PART;
use super::result_more::{level_asks, steps_at};
use super::text_field::TextField;
use super::words::REASSESS;

/// Asks what is done.
pub(super) fn plan_part(desk: &Desk, pressed: &Pressed) -> Html {
    let hours: Option<u16> = desk.drafts.get(DraftField::ReassessHours).parse().ok();
    let commit = {
        let (hand, press, drafts) = (desk.hand.clone(), pressed.set.clone(), desk.drafts.clone());
        move |_| match hours {
            Some(reassess_hours) => {
                let actions = places(drafts.get(DraftField::PlanActions));
                let commit = Event::Commit {
                    // The list below has only places of this size.
                    actions: actions.into_iter().filter_map(|place| u16::try_from(place).ok()).map(ActionIndex).collect(),
                    reassess_hours,
                    safe_contact: drafts.get(DraftField::SafeContact).to_owned(),
                    handover: drafts.get(DraftField::Handover).to_owned(),
                };
                hand.apply(Place::Assessment, commit);
            }
            None => press.emit(true),
        }
    };
    let text = |id: &str, label: &str, hint: &str, field: DraftField| {
        let (id, label, hint) = (id.to_owned(), label.to_owned(), Some(hint.to_owned()));
        TextField { id, label, hint, field, drafts: &desk.drafts, hand: &desk.hand }.html()
    };
    html! {
        <>
            <h3 id={PART} tabindex="-1">{ "What you do" }</h3>
            { final_level(desk) }
            { actions(desk) }
            { reassess(desk) }
            { text("safe-contact", "Safe contact", "How and when the person can be reached without adding to the danger. If you do not know, say so.", DraftField::SafeContact) }
            { text("handover", "Handover", "What whoever takes over must know, and what is still open.", DraftField::Handover) }
            { pressed.problem(desk, hours.is_none().then_some("Choose by when it is assessed again first.")) }
            { part_button(desk, "Commit this assessment", commit) }
        </>
    }
}

/// The final level, and what the tool asks for at it.
fn final_level(desk: &Desk) -> Html {
    let view = desk.session.view();
    let Some(last) = view.final_level() else { return Html::default() };
    let level = view.tool().level(last.level);
    let (asks, steps) = (level_asks(view.tool(), last.level), steps_at(&view, last.level));
    html! {
        <>
            <p>{ "Final level: " }<strong>{ level.label.clone() }</strong>{ "." }</p>
            if !asks.is_empty() {
                <details class="duties" lang={view.tool().language.clone()}>
                    <summary>{ "What the tool asks for at this level" }</summary>
                    <ul>{ for asks.into_iter().map(|duty| html! { <li>{ duty }</li> }) }</ul>
                </details>
            }
            if !steps.is_empty() {
                <details class="duties" lang={view.tool().language.clone()} open=true>
                    <summary>{ "What comes next by the tool\u{2019}s protocol, in order" }</summary>
                    <ol>{ for steps.into_iter().map(|(words, must)| html! { <li>{ words }<span class="soft">{ if must { " (must)" } else { " (an offer)" } }</span></li> }) }</ol>
                </details>
            }
        </>
    }
}

/// What can be done, as boxes to tick, in the call's order.
fn actions(desk: &Desk) -> Html {
    let view = desk.session.view();
    let list = desk.drafts.get(DraftField::PlanActions);
    let chosen = places(list);
    let rows = view.actions().map(|(action, text)| {
        let place = u32::from(action.0);
        let is_chosen = chosen.contains(&place);
        let (hand, list) = (desk.hand.clone(), list.to_owned());
        html! {
            <label key={action.0} class="choice-row">
                <input type="checkbox" checked={is_chosen} disabled={desk.hand.read_only}
                    onchange={move |_| hand.keep(DraftField::PlanActions, with_place(&list, place, !is_chosen))} />
                <span>{ view.words(text) }</span>
            </label>
        }
    });
    html! {
        <fieldset class="plan-actions" lang={desk.session.content().scenario.language.clone()}>
            <legend>{ "Tick what is done now" }</legend>
            <p class="hint">{ "Some of these help, some do not, and some do harm." }</p>
            { for rows }
        </fieldset>
    }
}

/// By when it is assessed again.
fn reassess(desk: &Desk) -> Html {
    let chosen = desk.drafts.get(DraftField::ReassessHours);
    let hand = desk.hand.clone();
    let onchange = move |event: yew::events::Event| {
        hand.keep(DraftField::ReassessHours, event.target_unchecked_into::<HtmlSelectElement>().value());
    };
    let options = REASSESS.iter().map(|(hours, words)| {
        let value = hours.to_string();
        html! { <option key={value.clone()} selected={value == chosen} value={value.clone()}>{ *words }</option> }
    });
    html! {
        <div class="text-field">
            <label for="reassess">{ "Assess again" }</label>
            <select id="reassess" disabled={desk.hand.read_only} {onchange}>
                <option value="" selected={chosen.is_empty()}>{ "choose" }</option>
                { for options }
            </select>
        </div>
    }
}
