//! The third part: the own level, how sure, and why, before the tool's result is seen.

use doorstep_risk_tool::logic::Written;
use doorstep_risk_tool::{LevelIndex, RiskTool};
use doorstep_simulator::{Confidence, Event, TurnIndex};
use yew::prelude::*;

use super::answers::answer_list;
use super::assessment::{Pressed, part_button};
use super::desk::Desk;
use super::drafts::{DraftField, places, with_place};
use super::hand::Place;
use super::levels::level_radios;
use super::lines::cite_list;
use super::moment::PART;
use super::text_field::TextField;
use super::words::CONFIDENCES;

/// Asks for the own level.
pub(super) fn own_level_part(desk: &Desk, pressed: &Pressed) -> Html {
    let parts = written_parts(desk.session.view().tool());
    let (level, confidence, missing) = chosen(desk, &parts);
    let cites: Vec<TurnIndex> = places(desk.drafts.get(DraftField::OwnCites)).into_iter().map(TurnIndex).collect();
    let on_cite = {
        let (hand, list) = (desk.hand.clone(), desk.drafts.get(DraftField::OwnCites).to_owned());
        Callback::from(move |(turn, is_in): (TurnIndex, bool)| hand.keep(DraftField::OwnCites, with_place(&list, turn.0, is_in)))
    };
    let give = {
        let (hand, press, cites, reason) =
            (desk.hand.clone(), pressed.set.clone(), cites.clone(), desk.drafts.get(DraftField::OwnReason).to_owned());
        let written: Vec<(u16, String)> =
            parts.iter().map(|part| (part.place, desk.drafts.get(DraftField::Written(part.place)).to_owned())).collect();
        move |_| match (level, confidence, missing) {
            (Some(level), Some(confidence), None) => {
                for (part, text) in written.iter().filter(|(_, text)| !text.trim().is_empty()) {
                    hand.apply(Place::Assessment, Event::Write { part: *part, text: text.clone() });
                }
                hand.apply(Place::Assessment, Event::OwnLevel { level, confidence, reason: reason.clone(), cites: cites.clone() });
            }
            _ => press.emit(true),
        }
    };
    let reason = TextField {
        id: "own-reason".into(),
        label: "Why this level".into(),
        hint: Some("What you heard and saw, what you do not know, and what it means together.".into()),
        field: DraftField::OwnReason,
        drafts: &desk.drafts,
        hand: &desk.hand,
    };
    html! {
        <>
            <h3 id={PART} tabindex="-1">{ "Your level" }</h3>
            <p>{ "The answers are locked. Give your own level now; the tool\u{2019}s result comes after it." }</p>
            <details class="locked-answers">
                <summary>{ "Your locked answers" }</summary>
                { answer_list(&desk.session) }
            </details>
            if !parts.is_empty() {
                <p>{ "This tool asks for a judgement in words before the level. What you write is part of the assessment." }</p>
                { for parts.iter().map(|part| written_field(desk, part)) }
            }
            { level_radios(desk, "My level", DraftField::OwnLevel, |_| None) }
            { confidence_radios(desk) }
            { reason.html() }
            <fieldset class="cited-lines">
                <legend>{ "Lines that your reason rests on" }</legend>
                { cite_list("Lines cited for your level".into(), &desk.session, &cites, desk.hand.read_only, &on_cite) }
            </fieldset>
            { pressed.problem(desk, missing) }
            { part_button(desk, "Give this level", give) }
        </>
    }
}

/// What is chosen so far, and what is missing.
fn chosen(desk: &Desk, parts: &[WrittenPart]) -> (Option<LevelIndex>, Option<Confidence>, Option<&'static str>) {
    let level = desk.session.view().tool().find_level(desk.drafts.get(DraftField::OwnLevel));
    let name = desk.drafts.get(DraftField::Confidence);
    let confidence = CONFIDENCES.iter().find(|(_, each, _)| *each == name).map(|(confidence, _, _)| *confidence);
    let is_empty = |part: &&WrittenPart| desk.drafts.get(DraftField::Written(part.place)).trim().is_empty();
    if parts.iter().filter(|part| part.is_required).any(|part| is_empty(&part)) {
        return (level, confidence, Some("Write the parts that the tool asks for first. Those that are needed say so."));
    }
    let missing = match (level, confidence, desk.drafts.get(DraftField::OwnReason).trim().is_empty()) {
        (None, _, _) => Some("Choose a level first."),
        (_, None, _) => Some("Say how sure you are first."),
        (_, _, true) => Some("Write your reason first, in a sentence."),
        _ => None,
    };
    (level, confidence, missing)
}

/// A part that a tool asks for in words.
struct WrittenPart {
    place: u16,
    label: String,
    is_required: bool,
}

/// The parts that a tool asks for in words, in its order.
fn written_parts(tool: &RiskTool) -> Vec<WrittenPart> {
    let written = tool.logic().map(|logic| logic.written).unwrap_or_default();
    let part = |(place, part): (u16, Written)| WrittenPart {
        place,
        label: tool.word(&format!("written/{}", part.id)).to_owned(),
        is_required: part.required,
    };
    (0..).zip(written).map(part).collect()
}

fn written_field(desk: &Desk, part: &WrittenPart) -> Html {
    let field = TextField {
        id: format!("written-{}", part.place + 1),
        label: format!("{} ({})", part.label, if part.is_required { "needed" } else { "if there is something to say" }),
        hint: None,
        field: DraftField::Written(part.place),
        drafts: &desk.drafts,
        hand: &desk.hand,
    };
    html! { <div key={part.place} lang={desk.session.view().tool().language.clone()}>{ field.html() }</div> }
}

fn confidence_radios(desk: &Desk) -> Html {
    let chosen = desk.drafts.get(DraftField::Confidence);
    let rows = CONFIDENCES.iter().map(|(_, name, words)| {
        let hand = desk.hand.clone();
        html! {
            <label key={*name} class="answer">
                <input type="radio" name="confidence" value={*name} checked={chosen == *name} disabled={desk.hand.read_only}
                    onchange={move |_| hand.keep(DraftField::Confidence, *name)} />
                <span>{ *words }</span>
            </label>
        }
    });
    html! { <fieldset class="confidence"><legend>{ "How sure are you?" }</legend><div class="answers">{ for rows }</div></fieldset> }
}
