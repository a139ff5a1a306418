//! The attempts on this computer: go on, look back, export, delete, bring in.

use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use yew::prelude::*;

use super::import::{Imported, import_section};
use super::words;
use crate::app::{World, use_world};
use crate::components::{Confirm, confirm, link, link_with, page, storage_trouble, text_to_copy};
use crate::route::Route;
use crate::store::{Record, Unreadable, export, file_name};

/// The attempts on this computer.
#[component]
pub fn RecordsPage() -> Html {
    let world = use_world();
    // The text of an attempt is made only while its export is open.
    let exporting = use_state(|| None::<String>);
    let imported = use_state(|| Imported::Nothing);
    let (records, unreadable) = (world.attempts.records(), world.attempts.unreadable());
    let on_export = {
        let exporting = exporting.setter();
        Callback::from(move |id| exporting.set(id))
    };
    let on_import = {
        let imported = imported.setter();
        Callback::from(move |result| imported.set(result))
    };
    let inside = html! {
        <>
            <p class="lead">{ "Practice, not certification. Attempts are on this computer only, if you chose to keep them." }</p>
            { storage_trouble(&world, None) }
            if records.is_empty() && unreadable.is_empty() {
                <div class="card empty">
                    <p>{ "There are no attempts here." }</p>
                    <div class="actions">{ link(&Route::Catalogue, "button primary", "Choose a call") }</div>
                </div>
            } else {
                <ul class="record-list" aria-label="Attempts">
                    { for records.iter().map(|record| row(&world, record, exporting.as_deref() == Some(&record.id), &on_export)) }
                    { for unreadable.iter().map(|found| unreadable_row(&world, found)) }
                </ul>
            }
            { import_section(&world, &imported, &on_import) }
        </>
    };
    page("Attempts", "records", inside)
}

fn row(world: &World, record: &Record, is_exported: bool, on_export: &Callback<Option<String>>) -> Html {
    let id = record.id.clone();
    let when = world.platform.local_time(record.started);
    let of_which = AttrValue::from(format!("{}, started {when}", record.title));
    let state = match (record.ended, record.debrief_opened) {
        (false, _) => format!("Open, {}", words::choices(record.choices)),
        (true, false) => "Ended, debrief not read".to_owned(),
        (true, true) => "Ended, debrief read".to_owned(),
    };
    let (to, label) = match (record.ended, record.debrief_opened) {
        (false, _) => (Route::Play(id.clone()), "Go on"),
        (true, false) => (Route::Reflect(id.clone()), "Look back"),
        (true, true) => (Route::Debrief(id.clone()), "Debrief"),
    };
    let of_this = html! { <span class="visually-hidden">{ ": " }{ of_which.clone() }</span> };
    let delete = confirm(Confirm {
        id: format!("delete-{id}").into(),
        label: "Delete",
        aria_label: Some(format!("Delete: {of_which}").into()),
        class: "",
        question: "Delete this attempt?",
        about: html! { <p>{ of_which.clone() }{ ". This cannot be undone." }</p> },
        yes: "Delete",
        on_yes: on_delete(world, &id),
    });
    let ontoggle = {
        let (on_export, id) = (on_export.clone(), id.clone());
        Callback::from(move |event: Event| {
            let details = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            if details.is_some_and(|details| details.has_attribute("open")) {
                on_export.emit(Some(id.clone()));
            }
        })
    };
    html! {
        <li key={id.clone()} class="card record">
            <h2>{ record.title.clone() }</h2>
            <ul class="tags" aria-label="State">
                <li class="tag">{ state }</li>
                <li class="tag">{ words::mode(record.mode) }</li>
                if record.imported { <li class="tag">{ "Imported, not verified" }</li> }
            </ul>
            <p class="soft small">{ "Started " }<time>{ when }</time>{ ", last changed " }<time>{ world.platform.local_time(record.updated) }</time></p>
            <div class="actions">{ link_with(&to, "button", false, html! { <>{ label }{ of_this.clone() }</> }) }{ delete }</div>
            <details {ontoggle}>
                <summary>{ "Export" }{ of_this }</summary>
                if is_exported {
                    <p class="hint">{ "The file holds everything that you chose and wrote in this attempt. It says that it is practice, not certification." }</p>
                    { text_to_copy(world, &format!("export-{id}"), "The attempt as text", file_name(record), export(record)) }
                }
            </details>
        </li>
    }
}

/// Something that is kept here and cannot be read.
fn unreadable_row(world: &World, found: &Unreadable) -> Html {
    let id = &found.id;
    let delete = confirm(Confirm {
        id: format!("delete-{id}").into(),
        label: "Delete",
        aria_label: None,
        class: "",
        question: "Delete what cannot be read?",
        about: html! { <p>{ "Another version of this program may be able to read it. This cannot be undone." }</p> },
        yes: "Delete",
        on_yes: on_delete(world, id),
    });
    let text =
        text_to_copy(world, &format!("unreadable-{id}"), "The stored text", format!("doorstep-unreadable-{id}.txt"), found.text.clone());
    html! {
        <li key={id.clone()} class="card record">
            <h2>{ "An attempt that cannot be read" }</h2>
            <p>{ format!("It stands under the name {id}: {}. It is left as it is.", found.reason) }</p>
            <details><summary>{ "What stands there" }</summary>{ text }</details>
            <div class="actions">{ delete }</div>
        </li>
    }
}

fn on_delete(world: &World, id: &str) -> Callback<()> {
    let (store, id) = (Rc::clone(world.attempts.store()), id.to_owned());
    Callback::from(move |()| store.delete(&id))
}
