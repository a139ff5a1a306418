//! The fifth part: what is done, when it is assessed again, and what others must know. It commits the assessment.

use doorstep_scenario::ActionIndex;
use doorstep_simulator::Event;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::assessment::AssessmentProps;
use super::drafts::{DraftField, places, with_place};
use super::form::Tool;
use super::hand::{Place, problem};
use super::moment::PART;
use super::text_field::TextField;
use super::words::REASSESS;

/// Asks what is done.
#[component]
pub(super) fn PlanPart(props: &AssessmentProps) -> Html {
    let asked = use_state_eq(|| false);
    let view = props.session.view();
    let tool = Tool::of(&props.session);
    let drafts = &props.drafts;
    let chosen = places(drafts.get(DraftField::PlanActions));
    let hours: Option<u16> = drafts.get(DraftField::ReassessHours).parse().ok();
    let texts = (drafts.get(DraftField::SafeContact).to_owned(), drafts.get(DraftField::Handover).to_owned());
    let missing = hours.is_none().then_some("Choose by when it is assessed again first.");
    let onclick = {
        let (hand, asked, texts) = (props.hand.clone(), asked.clone(), texts.clone());
        // Places of actions come from the list below, whose places are of this size.
        let actions: Vec<ActionIndex> = chosen.iter().filter_map(|place| Some(ActionIndex(u16::try_from(*place).ok()?))).collect();
        move |_| match hours {
            Some(reassess_hours) => {
                let (safe_contact, handover) = texts.clone();
                hand.apply(Place::Assessment, Event::Commit { actions: actions.clone(), reassess_hours, safe_contact, handover });
            }
            None => asked.set(true),
        }
    };
    let actions = view.actions().map(|(action, text)| {
        let place = u32::from(action.0);
        let is_chosen = chosen.contains(&place);
        let (hand, list) = (props.hand.clone(), drafts.get(DraftField::PlanActions).to_owned());
        html! {
            <label key={action.0} class="choice-row">
                <input type="checkbox" checked={is_chosen} disabled={props.hand.read_only}
                    onchange={move |_| hand.keep(DraftField::PlanActions, with_place(&list, place, !is_chosen))} />
                <span>{ view.words(text) }</span>
            </label>
        }
    });
    let last = view.final_level().map(|last| tool.level(last.level));
    let refused = props.problem();
    html! {
        <>
            <h3 id={PART} tabindex="-1">{ "What you do" }</h3>
            if let Some(level) = last {
                <p>{ "Final level: " }<strong>{ level.label.clone() }</strong>{ "." }</p>
                if !level.duties.is_empty() {
                    <details class="duties" lang={tool.language.clone()}>
                        <summary>{ "What the tool asks for at this level" }</summary>
                        <ul>{ for level.duties.iter().map(|duty| html! { <li>{ duty.clone() }</li> }) }</ul>
                    </details>
                }
            }
            <fieldset class="plan-actions" lang={props.session.content().scenario.language.clone()}>
                <legend>{ "Tick what is done now" }</legend>
                <p class="hint">{ "Some of these help, some do not, and some do harm." }</p>
                { for actions }
            </fieldset>
            { reassess(props) }
            <TextField id="safe-contact" label="Safe contact" hint="How and when the person can be reached without adding to the danger. If you do not know, say so."
                field={DraftField::SafeContact} text={texts.0} hand={props.hand.clone()} />
            <TextField id="handover" label="Handover" hint="What whoever takes over must know, and what is still open."
                field={DraftField::Handover} text={texts.1} hand={props.hand.clone()} />
            { problem(refused.as_deref().or(missing.filter(|_| *asked))) }
            <div class="actions">
                <button type="button" class="button primary" disabled={props.hand.read_only} {onclick}>{ "Commit this assessment" }</button>
            </div>
        </>
    }
}

/// By when it is assessed again.
fn reassess(props: &AssessmentProps) -> Html {
    let chosen = props.drafts.get(DraftField::ReassessHours);
    let hand = props.hand.clone();
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
            <select id="reassess" disabled={props.hand.read_only} {onchange}>
                <option value="" selected={chosen.is_empty()}>{ "choose" }</option>
                { for options }
            </select>
        </div>
    }
}
