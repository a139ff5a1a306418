//! The third part: the own level, how sure, and why, before the tool's result is seen.

use doorstep_simulator::{Event, TurnIndex};
use yew::prelude::*;

use super::answers::AnswerList;
use super::assessment::AssessmentProps;
use super::drafts::{DraftField, places, with_place};
use super::form::Tool;
use super::hand::{Place, problem};
use super::levels::LevelRadios;
use super::lines::{CiteList, Line};
use super::moment::PART;
use super::text_field::TextField;
use super::words::CONFIDENCES;
use crate::shared::Shared;

/// Asks for the own level.
#[component]
pub(super) fn OwnLevelPart(props: &AssessmentProps) -> Html {
    let asked = use_state_eq(|| false);
    let tool = Tool::of(&props.session);
    let drafts = &props.drafts;
    let level = tool.find_level(drafts.get(DraftField::OwnLevel));
    let confidence = CONFIDENCES.iter().find(|(_, name, _)| *name == drafts.get(DraftField::Confidence)).map(|(confidence, _, _)| *confidence);
    let reason = drafts.get(DraftField::OwnReason).to_owned();
    let cites: Vec<TurnIndex> = places(drafts.get(DraftField::OwnCites)).into_iter().map(TurnIndex).collect();
    let lines = Shared::new(Line::citable(&props.session, &props.lines, &cites));
    let on_cite = {
        let (hand, list) = (props.hand.clone(), drafts.get(DraftField::OwnCites).to_owned());
        Callback::from(move |(turn, is_in): (TurnIndex, bool)| hand.keep(DraftField::OwnCites, with_place(&list, turn.0, is_in)))
    };
    let missing = match (level, confidence, reason.trim().is_empty()) {
        (None, _, _) => Some("Choose a level first."),
        (_, None, _) => Some("Say how sure you are first."),
        (_, _, true) => Some("Write your reason first, in a sentence."),
        _ => None,
    };
    let onclick = {
        let (hand, asked, cites, reason) = (props.hand.clone(), asked.clone(), cites.clone(), reason.clone());
        move |_| match (level, confidence, missing) {
            (Some(level), Some(confidence), None) => {
                hand.apply(Place::Assessment, Event::OwnLevel { level, confidence, reason: reason.clone(), cites: cites.clone() });
            }
            _ => asked.set(true),
        }
    };
    let refused = props.problem();
    html! {
        <>
            <h3 id={PART} tabindex="-1">{ "Your level" }</h3>
            <p>{ "The answers are locked. Give your own level now; the tool\u{2019}s result comes after it." }</p>
            <details class="locked-answers">
                <summary>{ "Your locked answers" }</summary>
                <AnswerList tool={tool.clone()} session={props.session.clone()} />
            </details>
            <LevelRadios tool={tool.clone()} legend="My level" field={DraftField::OwnLevel} chosen={drafts.get(DraftField::OwnLevel).to_owned()} hand={props.hand.clone()} />
            { confidence_radios(props) }
            <TextField id="own-reason" label="Why this level" hint="What you heard and saw, what you do not know, and what it means together."
                field={DraftField::OwnReason} text={reason} hand={props.hand.clone()} />
            <fieldset class="cited-lines">
                <legend>{ "Lines that your reason rests on" }</legend>
                <CiteList name="Lines cited for your level" {lines} cited={cites} {on_cite} read_only={props.hand.read_only} />
            </fieldset>
            { problem(refused.as_deref().or(missing.filter(|_| *asked))) }
            <div class="actions">
                <button type="button" class="button primary" disabled={props.hand.read_only} {onclick}>{ "Give this level" }</button>
            </div>
        </>
    }
}

fn confidence_radios(props: &AssessmentProps) -> Html {
    let chosen = props.drafts.get(DraftField::Confidence);
    let rows = CONFIDENCES.iter().map(|(_, name, words)| {
        let hand = props.hand.clone();
        html! {
            <label key={*name} class="answer">
                <input type="radio" name="confidence" value={*name} checked={chosen == *name} disabled={props.hand.read_only}
                    onchange={move |_| hand.keep(DraftField::Confidence, *name)} />
                <span>{ *words }</span>
            </label>
        }
    });
    html! { <fieldset class="confidence"><legend>{ "How sure are you?" }</legend><div class="answers">{ for rows }</div></fieldset> }
}
