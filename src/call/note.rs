//! A note of the trainee's own.

use doorstep_simulator::{Event, Note, TurnIndex};
use yew::prelude::*;

use super::desk::Desk;
use super::drafts::DraftField;
use super::focus::focus_later;
use super::hand::{Place, problem};
use super::notebook::NOTES;
use super::text_field::TextField;
use super::words::time_words;

/// What the trainee is doing with a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AtNote {
    /// Nothing.
    Nothing,
    /// Changing this one.
    Edits(u16),
    /// Changing this one, and took all words away.
    EditsToNothing(u16),
    /// About to remove this one.
    Removes(u16),
}

/// The id of a note's field or button.
fn id_of(number: u16, what: &str) -> String {
    format!("note-{number}-{what}")
}

/// A note with its two buttons, or the field in which it is changed.
pub(super) fn note_row(desk: &Desk, number: u16, note: &Note, at: AtNote, set_at: &Callback<AtNote>) -> Html {
    let below = match at {
        _ if desk.hand.read_only => Html::default(),
        AtNote::Edits(edited) | AtNote::EditsToNothing(edited) if edited == number => return editor(desk, number, at, set_at),
        AtNote::Removes(removed) if removed == number => removal(desk, number, set_at),
        _ => buttons(desk, number, note, set_at),
    };
    let view = desk.session.view();
    let after = note.after_turns.checked_sub(1).and_then(|last| view.turn(TurnIndex(last)));
    let when = after.map_or_else(
        || "before the first line".to_owned(),
        |turn| format!("{}, after line {}", time_words(&view, turn.turn.second), turn.index.number()),
    );
    html! {
        <li key={number} class="note">
            <p class="turn-head soft small">{ "Note, " }{ when }</p>
            <p class="note-words" dir="auto">{ note.text.clone() }</p>
            { below }
        </li>
    }
}

/// A small button of a note. What is pressed goes away, so the focus goes to `then`.
fn button(number: u16, what: &str, words: &'static str, on_press: impl Fn() + 'static, then: String) -> Html {
    let onclick = move |_| {
        on_press();
        focus_later(then.clone());
    };
    html! {
        <button type="button" id={id_of(number, what)} class="button small quiet" {onclick}>
            { words }<span class="visually-hidden">{ format!(" note {}", number + 1) }</span>
        </button>
    }
}

fn buttons(desk: &Desk, number: u16, note: &Note, set_at: &Callback<AtNote>) -> Html {
    let edit = {
        let (hand, set_at, text) = (desk.hand.clone(), set_at.clone(), note.text.clone());
        move || {
            hand.keep(DraftField::EditNote(number), text.clone());
            set_at.emit(AtNote::Edits(number));
        }
    };
    let ask = {
        let set_at = set_at.clone();
        move || set_at.emit(AtNote::Removes(number))
    };
    html! {
        <div class="note-buttons">
            { button(number, "edit", "Edit", edit, id_of(number, "field")) }
            { button(number, "remove", "Remove", ask, id_of(number, "keep")) }
        </div>
    }
}

fn removal(desk: &Desk, number: u16, set_at: &Callback<AtNote>) -> Html {
    let remove = {
        let (hand, set_at) = (desk.hand.clone(), set_at.clone());
        move || {
            set_at.emit(AtNote::Nothing);
            hand.apply(Place::Notebook, Event::EditNote { note: number, text: String::new() });
        }
    };
    let keep = {
        let set_at = set_at.clone();
        move || set_at.emit(AtNote::Nothing)
    };
    html! {
        <div class="note-buttons" role="group" aria-label={format!("Remove note {}?", number + 1)}>
            <span>{ "Remove this note?" }</span>
            { button(number, "remove-now", "Remove", remove, NOTES.to_owned()) }
            { button(number, "keep", "Keep", keep, id_of(number, "remove")) }
        </div>
    }
}

/// The field in which a note is changed.
fn editor(desk: &Desk, number: u16, at: AtNote, set_at: &Callback<AtNote>) -> Html {
    let draft = DraftField::EditNote(number);
    let close = {
        let (hand, set_at) = (desk.hand.clone(), set_at.clone());
        move || {
            hand.keep(draft, "");
            set_at.emit(AtNote::Nothing);
        }
    };
    let text = desk.drafts.get(draft).to_owned();
    let is_empty = text.trim().is_empty();
    let save = {
        let (hand, set_at) = (desk.hand.clone(), set_at.clone());
        move || {
            if is_empty {
                set_at.emit(AtNote::EditsToNothing(number));
            } else {
                set_at.emit(AtNote::Nothing);
                hand.apply(Place::Notebook, Event::EditNote { note: number, text: text.clone() });
            }
        }
    };
    let missing =
        (is_empty && at == AtNote::EditsToNothing(number)).then_some("A note needs words. To take it away, cancel and press Remove.");
    let (id, label) = (id_of(number, "field"), format!("Note {}", number + 1));
    let field = TextField { id: id.clone(), label, hint: None, field: draft, drafts: &desk.drafts, hand: &desk.hand };
    html! {
        <li key={number} class="note">
            { field.html() }
            { problem(missing) }
            <div class="note-buttons">
                { button(number, "save", "Keep the change", save, if is_empty { id } else { id_of(number, "edit") }) }
                { button(number, "cancel", "Cancel", close, id_of(number, "edit")) }
            </div>
        </li>
    }
}
