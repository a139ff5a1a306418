//! The attempts on this computer: go on, look back, export, delete, import.

use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use super::words;
use crate::app::{use_attempts, use_platform};
use crate::components::{Confirm, Link, Page, StorageTrouble, TextToCopy};
use crate::route::Route;
use crate::store::{Attempts, Record, Unreadable, export, file_name, import};

/// The attempts on this computer.
#[component]
pub fn RecordsPage() -> Html {
    let attempts = use_attempts();
    let (records, unreadable) = (attempts.records(), attempts.unreadable());
    {
        // Another tab may have written since.
        let store = Rc::clone(attempts.store());
        use_effect_with((), move |()| spawn_local(async move { store.load().await }));
    }
    html! {
        <Page title="Attempts" class="records">
            <p class="lead">{ "Practice, not certification. Attempts are on this computer only, if you chose to keep them." }</p>
            <StorageTrouble />
            if records.is_empty() && unreadable.is_empty() {
                <div class="card empty">
                    <p>{ "There are no attempts here." }</p>
                    <div class="actions"><Link to={Route::Catalogue} class="button primary">{ "Choose a call" }</Link></div>
                </div>
            } else {
                <ul class="record-list" aria-label="Attempts">
                    { for records.iter().map(|record| html! { <RecordRow key={record.id.clone()} record={Rc::clone(record)} /> }) }
                    { for unreadable.iter().map(|found| html! { <UnreadableRow key={found.id.clone()} found={found.clone()} /> }) }
                </ul>
            }
            <Import />
        </Page>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct RecordProps {
    record: Rc<Record>,
}

#[component]
fn RecordRow(props: &RecordProps) -> Html {
    let platform = use_platform();
    let store = Rc::clone(use_attempts().store());
    let record = &props.record;
    let id = record.id.clone();
    let when = platform.local_time(record.started);
    let of_which = format!("{}, started {when}", record.title);
    let delete = {
        let id = id.clone();
        Callback::from(move |()| store.delete(&id))
    };
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
    html! {
        <li class="card record">
            <h2>{ record.title.clone() }</h2>
            <ul class="tags" aria-label="State">
                <li class="tag">{ state }</li>
                <li class="tag">{ words::mode(record.mode) }</li>
                if record.imported { <li class="tag">{ "Imported, not verified" }</li> }
            </ul>
            <p class="soft small">{ "Started " }<time>{ when }</time>{ ", last changed " }<time>{ platform.local_time(record.updated) }</time></p>
            <div class="actions">
                <Link {to} class="button primary"><span>{ label }</span><span class="visually-hidden">{ ": " }{ of_which.clone() }</span></Link>
                <Confirm id={format!("delete-{id}")} label="Delete" aria_label={format!("Delete: {of_which}")} question="Delete this attempt?" yes="Delete" on_yes={delete}>
                    <p>{ of_which.clone() }{ ". This cannot be undone." }</p>
                </Confirm>
            </div>
            <Export id={id.clone()} of_which={of_which} name={file_name(record)} record={Rc::clone(record)} />
        </li>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ExportProps {
    id: AttrValue,
    of_which: AttrValue,
    name: AttrValue,
    record: Rc<Record>,
}

/// The attempt as a file, made only when it is asked for.
#[component]
fn Export(props: &ExportProps) -> Html {
    let is_open = use_state(|| false);
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |event: Event| {
            let details = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            is_open.set(details.is_some_and(|details| details.has_attribute("open")));
        })
    };
    html! {
        <details ontoggle={toggle}>
            <summary>{ "Export" }<span class="visually-hidden">{ ": " }{ props.of_which.clone() }</span></summary>
            if *is_open {
                <p class="hint">{ "The file holds everything that you chose and wrote in this attempt. It says that it is practice, not certification." }</p>
                <TextToCopy id={format!("export-{}", props.id)} label="The attempt as text" name={props.name.clone()} text={export(&props.record)} />
            }
        </details>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct UnreadableProps {
    found: Unreadable,
}

/// Something that is kept here and cannot be read.
#[component]
fn UnreadableRow(props: &UnreadableProps) -> Html {
    let store = Rc::clone(use_attempts().store());
    let found = &props.found;
    let delete = {
        let id = found.id.clone();
        Callback::from(move |()| store.delete(&id))
    };
    html! {
        <li class="card record">
            <h2>{ "An attempt that cannot be read" }</h2>
            <p>{ format!("It stands under the name {}: {}. It is left as it is.", found.id, found.reason) }</p>
            <details>
                <summary>{ "What stands there" }</summary>
                <TextToCopy id={format!("unreadable-{}", found.id)} label="The stored text" name={format!("doorstep-unreadable-{}.txt", found.id)} text={found.text.clone()} />
            </details>
            <div class="actions">
                <Confirm id={format!("delete-{}", found.id)} label="Delete" question="Delete what cannot be read?" yes="Delete" on_yes={delete}>
                    <p>{ "Another version of this program may be able to read it. This cannot be undone." }</p>
                </Confirm>
            </div>
        </li>
    }
}

/// What came of an import.
#[derive(Clone, PartialEq)]
enum Imported {
    Nothing,
    Done(AttrValue),
    Refused(AttrValue),
}

/// An attempt from a file or from pasted text.
#[component]
fn Import() -> Html {
    let store = Rc::clone(use_attempts().store());
    let result = use_state(|| Imported::Nothing);
    let pasted = use_node_ref();
    let take = {
        let (store, result) = (Rc::clone(&store), result.setter());
        Callback::from(move |text: String| result.set(take_in(&store, &text)))
    };
    let from_file = {
        let (take, result) = (take.clone(), result.setter());
        Callback::from(move |event: Event| {
            let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
            let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
            let (take, result) = (take.clone(), result.clone());
            spawn_local(async move {
                match JsFuture::from(file.text()).await {
                    Ok(text) => take.emit(text.as_string().unwrap_or_default()),
                    Err(_) => result.set(Imported::Refused("The browser did not let this file be read. Paste its text instead.".into())),
                }
                // The same file can be chosen again after it was mended.
                input.set_value("");
            });
        })
    };
    let from_text = {
        let (pasted, result) = (pasted.clone(), result.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(area) = pasted.cast::<HtmlTextAreaElement>() else { return };
            let taken = take_in(&store, &area.value());
            if matches!(taken, Imported::Done(_)) {
                area.set_value("");
            }
            result.set(taken);
        })
    };
    html! {
        <section class="import" aria-labelledby="import-title">
            <h2 id="import-title">{ "Bring in an attempt" }</h2>
            <p>{ "From a file that was exported here or on another computer. It is marked \u{201c}not verified\u{201d}, because nobody can see whether it was edited." }</p>
            <div class="field">
                <label for="import-file">{ "Choose a file" }</label>
                <input id="import-file" type="file" accept=".json,application/json,text/plain" onchange={from_file} />
            </div>
            <div class="field">
                <label for="import-text">{ "Or paste its text" }</label>
                <textarea id="import-text" ref={pasted} rows="4" spellcheck="false" />
            </div>
            <div class="actions"><button type="button" class="button" onclick={from_text}>{ "Bring in the pasted text" }</button></div>
            <div role="status">
                { match &*result {
                    Imported::Nothing => Html::default(),
                    Imported::Done(words) => html! { <p class="banner">{ words.clone() }</p> },
                    Imported::Refused(words) => html! { <p class="banner care">{ words.clone() }{ " Nothing was changed." }</p> },
                } }
            </div>
        </section>
    }
}

fn take_in(store: &Rc<Attempts>, text: &str) -> Imported {
    match import(text, store.new_id()) {
        Ok(record) => {
            let words = format!("\u{201c}{}\u{201d} is in the list now, marked as not verified.", record.title);
            store.put(record);
            Imported::Done(words.into())
        }
        Err(error) => Imported::Refused(error.to_string().into()),
    }
}
