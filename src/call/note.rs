//! A note of the trainee's own.

use doorstep_simulator::Event;
use yew::prelude::*;

use super::drafts::DraftField;
use super::focus::{focus, focus_later};
use super::hand::{Hand, Place, problem};
use super::notebook::NOTES;
use super::text_field::TextField;

#[derive(Properties, PartialEq)]
pub(super) struct NoteRowProps {
    pub(super) number: u16,
    pub(super) text: String,
    /// When it was written, in words.
    pub(super) when: String,
    pub(super) is_editing: bool,
    pub(super) on_editing: Callback<Option<u16>>,
    pub(super) draft: String,
    pub(super) hand: Hand,
}

/// A note with its two buttons, or the field in which it is changed.
#[component]
pub(super) fn NoteRow(props: &NoteRowProps) -> Html {
    let asked_to_remove = use_state_eq(|| false);
    html! {
        <li class="note">
            <p class="turn-head soft small">{ "Note, " }{ props.when.clone() }</p>
            if props.is_editing && !props.hand.read_only {
                <NoteEditor ..props.clone() />
            } else {
                <p class="note-words" dir="auto">{ props.text.clone() }</p>
                if !props.hand.read_only {
                    { buttons(props, &asked_to_remove) }
                }
            }
        </li>
    }
}

impl Clone for NoteRowProps {
    fn clone(&self) -> Self {
        Self {
            number: self.number,
            text: self.text.clone(),
            when: self.when.clone(),
            is_editing: self.is_editing,
            on_editing: self.on_editing.clone(),
            draft: self.draft.clone(),
            hand: self.hand.clone(),
        }
    }
}

/// The id of a note's field.
fn editor_id(number: u16) -> String {
    format!("note-{number}")
}

/// The id of a note's button.
fn button_id(number: u16, what: &str) -> String {
    format!("note-{number}-{what}")
}

fn buttons(props: &NoteRowProps, asked_to_remove: &UseStateHandle<bool>) -> Html {
    let number = props.number;
    let hidden = |words: &'static str| html! { <span class="visually-hidden">{ format!(" {words} {}", number + 1) }</span> };
    let set = |value: bool, then: &'static str| {
        let asked_to_remove = asked_to_remove.clone();
        move |_| {
            asked_to_remove.set(value);
            focus_later(button_id(number, then));
        }
    };
    if **asked_to_remove {
        let hand = props.hand.clone();
        let remove = move |_| {
            hand.apply(Place::Notebook, Event::EditNote { note: number, text: String::new() });
            focus_later(NOTES);
        };
        return html! {
            <div class="actions" role="group" aria-label={format!("Remove note {}?", number + 1)}>
                <span>{ "Remove this note?" }</span>
                <button type="button" class="button small" onclick={remove}>{ "Remove" }{ hidden("note") }</button>
                <button type="button" id={button_id(number, "keep")} class="button small quiet" onclick={set(false, "remove")}>{ "Keep" }{ hidden("note") }</button>
            </div>
        };
    }
    let (hand, on_editing, text) = (props.hand.clone(), props.on_editing.clone(), props.text.clone());
    let edit = move |_| {
        hand.keep(DraftField::EditNote(number), text.clone());
        on_editing.emit(Some(number));
    };
    html! {
        <div class="note-buttons">
            <button type="button" id={button_id(number, "edit")} class="button small quiet" onclick={edit}>{ "Edit" }{ hidden("note") }</button>
            <button type="button" id={button_id(number, "remove")} class="button small quiet" onclick={set(true, "keep")}>{ "Remove" }{ hidden("note") }</button>
        </div>
    }
}

/// The field in which a note is changed.
#[component]
fn NoteEditor(props: &NoteRowProps) -> Html {
    let number = props.number;
    let missing = use_state_eq(|| None::<&'static str>);
    use_effect_with(number, |number| focus(&editor_id(*number)));
    let close = {
        let (hand, on_editing) = (props.hand.clone(), props.on_editing.clone());
        Callback::from(move |()| {
            hand.keep(DraftField::EditNote(number), "");
            on_editing.emit(None);
            focus_later(button_id(number, "edit"));
        })
    };
    let save = {
        let (hand, text, close, missing) = (props.hand.clone(), props.draft.clone(), close.clone(), missing.clone());
        move |_| {
            if text.trim().is_empty() {
                missing.set(Some("A note needs words. To take it away, cancel and press Remove."));
            } else {
                hand.apply(Place::Notebook, Event::EditNote { note: number, text: text.clone() });
                close.emit(());
            }
        }
    };
    html! {
        <>
            <TextField id={editor_id(number)} label={format!("Note {}", number + 1)} field={DraftField::EditNote(number)} text={props.draft.clone()} hand={props.hand.clone()} />
            { problem(*missing) }
            <div class="actions">
                <button type="button" class="button small" onclick={save}>{ "Keep the change" }</button>
                <button type="button" class="button small quiet" onclick={move |_| close.emit(())}>{ "Cancel" }</button>
            </div>
        </>
    }
}
