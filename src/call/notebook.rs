//! The notebook: the lines that the trainee marked, and the trainee's own notes. Nothing else gets in.

use std::sync::Arc;

use doorstep_simulator::Event;
use yew::prelude::*;

use super::desk::Desk;
use super::drafts::DraftField;
use super::focus::focus_later;
use super::hand::{Place, problem};
use super::note::{AtNote, note_row};
use super::text_field::TextField;

/// The id of the heading above the marked lines.
const MARKED: &str = "notebook-marked";

/// The id of the heading above the notes.
pub(super) const NOTES: &str = "notebook-notes";

#[derive(Properties)]
pub(super) struct NotebookProps {
    pub(super) desk: Desk,
}

impl PartialEq for NotebookProps {
    /// Whether the same notebook would be drawn: at most events nothing in it changes. Going back can change where a note stands.
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (&self.desk, &other.desk);
        let (before, now) = (one.session.state(), two.session.state());
        one.hand == two.hand
            && one.lines == two.lines
            && *one.drafts == *two.drafts
            && one.refused == two.refused
            && Arc::ptr_eq(one.session.content(), two.session.content())
            && before.went_back() == now.went_back()
            && before.notes() == now.notes()
    }
}

/// The notebook.
#[component]
pub(super) fn Notebook(NotebookProps { desk }: &NotebookProps) -> Html {
    let at = {
        let editing = desk.drafts.edited_note();
        use_state_eq(move || editing.map_or(AtNote::Nothing, AtNote::Edits))
    };
    let set_at = {
        let at = at.setter();
        Callback::from(move |now| at.set(now))
    };
    let view = desk.session.view();
    let notes: Vec<Html> = view.notes().map(|(number, note)| note_row(desk, number, note, *at, &set_at)).collect();
    html! {
        <section class="notebook" aria-labelledby="notebook-heading">
            <h2 id="notebook-heading">{ "Notebook" }</h2>
            <p class="soft small">{ "Here stands what you marked and what you wrote. Nothing is added for you." }</p>
            <h3 id={MARKED} tabindex="-1">{ "Marked lines" }</h3>
            { marked(desk) }
            <h3 id={NOTES} tabindex="-1">{ "Your notes" }</h3>
            if notes.is_empty() {
                <p class="soft">{ "No notes yet." }</p>
            } else {
                <ul class="notebook-notes plain-list" role="list">{ for notes }</ul>
            }
            if !desk.hand.read_only {
                { problem(desk.problem_at(Place::Notebook).as_deref()) }
                { new_note(desk) }
            }
        </section>
    }
}

fn marked(desk: &Desk) -> Html {
    if desk.lines.is_empty() {
        return html! { <p class="soft">{ "No lines yet. Press " }<q>{ "Mark as evidence" }</q>{ " under a line to put it here." }</p> };
    }
    let rows = desk.lines.iter().map(|line| {
        let (hand, turn) = (desk.hand.clone(), line.turn);
        let unmark = move |_| {
            hand.apply(Place::Notebook, Event::Unmark(turn));
            focus_later(MARKED);
        };
        html! {
            <li key={turn.0} class="notebook-line">
                <p class="turn-head">{ line.head() }</p>
                <p class="turn-words" lang={line.language.clone()} dir="auto">{ line.words.clone() }</p>
                if !desk.hand.read_only {
                    <button type="button" class="button small quiet" onclick={unmark}>
                        { "Take the mark off" }<span class="visually-hidden">{ format!(", line {}", turn.number()) }</span>
                    </button>
                }
            </li>
        }
    });
    html! { <ul class="notebook-lines plain-list" role="list">{ for rows }</ul> }
}

fn new_note(desk: &Desk) -> Html {
    let field = TextField {
        id: "new-note".into(),
        label: "A new note".into(),
        hint: None,
        field: DraftField::Note,
        drafts: &desk.drafts,
        hand: &desk.hand,
    };
    let (hand, text) = (desk.hand.clone(), desk.drafts.get(DraftField::Note).to_owned());
    html! {
        <>
            { field.html() }
            <div class="actions">
                <button type="button" class="button" onclick={move |_| hand.apply(Place::Notebook, Event::Note { text: text.clone() })}>
                    { "Add the note" }
                </button>
            </div>
        </>
    }
}
