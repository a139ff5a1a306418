//! The notebook: the lines that the trainee marked, and the trainee's own notes. Nothing else gets in.

use doorstep_simulator::{Event, Session, TurnIndex};
use yew::prelude::*;

use super::drafts::{DraftField, Drafts};
use super::focus::focus_later;
use super::hand::{Hand, Place, problem};
use super::lines::Line;
use super::note::NoteRow;
use super::text_field::TextField;
use super::words::time_words;
use crate::shared::Shared;

/// The id of the heading above the marked lines.
const MARKED: &str = "notebook-marked";

/// The id of the heading above the notes.
pub(super) const NOTES: &str = "notebook-notes";

#[derive(Properties, PartialEq)]
pub(super) struct NotebookProps {
    pub(super) session: Shared<Session>,
    pub(super) drafts: Shared<Drafts>,
    pub(super) lines: Shared<Vec<Line>>,
    pub(super) hand: Hand,
    pub(super) problem: Option<String>,
}

/// The notebook.
#[component]
pub(super) fn Notebook(props: &NotebookProps) -> Html {
    let editing = {
        let first = props.drafts.edited_note();
        use_state_eq(move || first)
    };
    let set_editing = {
        let editing = editing.clone();
        Callback::from(move |note| editing.set(note))
    };
    let view = props.session.view();
    let notes = view.notes().map(|(number, note)| {
        let after = note.after_turns.checked_sub(1).and_then(|last| view.turn(TurnIndex(last)));
        let when = after.map_or_else(
            || "before the first line".to_owned(),
            |turn| format!("{}, after line {}", time_words(&view, turn.turn.second), turn.index.number()),
        );
        let is_editing = *editing == Some(number);
        html! {
            <NoteRow key={number} {number} text={note.text.clone()} {when} {is_editing} on_editing={set_editing.clone()}
                draft={props.drafts.get(DraftField::EditNote(number)).to_owned()} hand={props.hand.clone()} />
        }
    });
    let notes: Vec<Html> = notes.collect();
    html! {
        <section class="notebook" aria-labelledby="notebook-heading">
            <h2 id="notebook-heading">{ "Notebook" }</h2>
            <p class="soft small">{ "Here stands what you marked and what you wrote. Nothing is added for you." }</p>
            <h3 id={MARKED} tabindex="-1">{ "Marked lines" }</h3>
            { marked(props) }
            <h3 id={NOTES} tabindex="-1">{ "Your notes" }</h3>
            if notes.is_empty() {
                <p class="soft">{ "No notes yet." }</p>
            } else {
                <ul class="notebook-notes plain-list" role="list">{ for notes }</ul>
            }
            if !props.hand.read_only {
                { problem(props.problem.as_deref()) }
                { new_note(props) }
            }
        </section>
    }
}

fn marked(props: &NotebookProps) -> Html {
    if props.lines.is_empty() {
        return html! { <p class="soft">{ "No lines yet. Press " }<q>{ "Mark as evidence" }</q>{ " under a line to put it here." }</p> };
    }
    let rows = props.lines.iter().map(|line| {
        let (hand, turn) = (props.hand.clone(), line.turn);
        let unmark = move |_| {
            hand.apply(Place::Notebook, Event::Unmark(turn));
            focus_later(MARKED);
        };
        html! {
            <li key={turn.0} class="notebook-line">
                <p class="turn-head">{ line.head() }</p>
                <p class="turn-words" lang={line.language.clone()} dir="auto">{ line.words.clone() }</p>
                if !props.hand.read_only {
                    <button type="button" class="button small quiet" onclick={unmark}>
                        { "Take the mark off" }<span class="visually-hidden">{ format!(", line {}", turn.number()) }</span>
                    </button>
                }
            </li>
        }
    });
    html! { <ul class="notebook-lines plain-list" role="list">{ for rows }</ul> }
}

fn new_note(props: &NotebookProps) -> Html {
    let text = props.drafts.get(DraftField::Note).to_owned();
    let (hand, note) = (props.hand.clone(), text.clone());
    html! {
        <>
            <TextField id="new-note" label="A new note" field={DraftField::Note} {text} hand={props.hand.clone()} />
            <div class="actions">
                <button type="button" class="button" onclick={move |_| hand.apply(Place::Notebook, Event::Note { text: note.clone() })}>
                    { "Add the note" }
                </button>
            </div>
        </>
    }
}
