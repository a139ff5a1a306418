//! The first part: a level before any form.

use doorstep_simulator::Event;
use yew::prelude::*;

use super::assessment::AssessmentProps;
use super::drafts::DraftField;
use super::form::Tool;
use super::hand::{Place, problem};
use super::levels::LevelRadios;
use super::moment::PART;

/// Asks for the first impression.
#[component]
pub(super) fn FirstImpressionPart(props: &AssessmentProps) -> Html {
    let missing = use_state_eq(|| None::<&'static str>);
    let tool = Tool::of(&props.session);
    let chosen = props.drafts.get(DraftField::FirstImpression).to_owned();
    let level = tool.find_level(&chosen);
    let onclick = {
        let (hand, missing) = (props.hand.clone(), missing.clone());
        move |_| match level {
            Some(level) => hand.apply(Place::Assessment, Event::FirstImpression(level)),
            None => missing.set(Some("Choose a level first.")),
        }
    };
    let refused = props.problem();
    html! {
        <>
            <h3 id={PART} tabindex="-1">{ "First impression" }</h3>
            <p>{ "Before you look at the form: what do you think, from what you saw and heard? You can decide otherwise later, and the debrief shows both." }</p>
            <LevelRadios {tool} legend="My first impression" field={DraftField::FirstImpression} {chosen} hand={props.hand.clone()} />
            { problem(refused.as_deref().or(missing.filter(|_| level.is_none()))) }
            <div class="actions">
                <button type="button" class="button primary" disabled={props.hand.read_only} {onclick}>{ "Go on to the form" }</button>
            </div>
        </>
    }
}
