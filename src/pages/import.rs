//! An attempt from a file or from pasted text.

use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::{Calls, World};
use crate::store::read;

/// What came of it.
#[derive(Clone, PartialEq)]
pub enum Imported {
    /// Nothing was brought in yet.
    Nothing,
    /// It is in the list.
    Done(AttrValue),
    /// It was refused, and why.
    Refused(AttrValue),
}

/// The part of the page that brings in an attempt.
pub fn import_section(world: &World, result: &Imported, on_import: &Callback<Imported>) -> Html {
    let from_file = {
        let (world, on_import) = (world.clone(), on_import.clone());
        Callback::from(move |event: Event| {
            let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
            let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
            let (world, on_import) = (world.clone(), on_import.clone());
            spawn_local(async move {
                on_import.emit(match JsFuture::from(file.text()).await {
                    Ok(text) => take_in(&world, &text.as_string().unwrap_or_default()).await,
                    Err(_) => Imported::Refused("The browser did not let this file be read. Paste its text instead.".into()),
                });
                // The same file can be chosen again after it was mended.
                input.set_value("");
            });
        })
    };
    let from_text = {
        let (world, on_import) = (world.clone(), on_import.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let form = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            let area = form.and_then(|form| form.query_selector("textarea").ok().flatten());
            let Some(area) = area.and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok()) else { return };
            let (world, on_import) = (world.clone(), on_import.clone());
            spawn_local(async move {
                let taken = take_in(&world, &area.value()).await;
                if matches!(taken, Imported::Done(_)) {
                    area.set_value("");
                }
                on_import.emit(taken);
            });
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
            <form onsubmit={from_text}>
                <div class="field">
                    <label for="import-text">{ "Or paste its text" }</label>
                    <textarea id="import-text" rows="4" spellcheck="false" />
                </div>
                <div class="actions"><button type="submit" class="button">{ "Bring in the pasted text" }</button></div>
            </form>
            <div role="status">
                { match result {
                    Imported::Nothing => Html::default(),
                    Imported::Done(words) => html! { <p class="banner">{ words.clone() }</p> },
                    Imported::Refused(words) => html! { <p class="banner care">{ words.clone() }{ " Nothing was changed." }</p> },
                } }
            </div>
        </section>
    }
}

/// Takes an attempt's text into the list.
async fn take_in(world: &World, text: &str) -> Imported {
    let id = world.attempts.new_id();
    let record = match world.platform.read_file(text, &id).await {
        Ok(bytes) => read(id, &bytes).map_err(|unreadable| unreadable.reason),
        Err(reason) => Err(reason),
    };
    match record {
        Ok(record) => {
            let words = format!("\u{201c}{}\u{201d} is in the list now, marked as not verified.", record.title);
            let attempt = record.open();
            world.attempts.put(record);
            if let (Ok(attempt), Calls::Here(catalogue)) = (attempt, &world.calls) {
                world.attempts.store().gather(&attempt, catalogue).await;
            }
            Imported::Done(words.into())
        }
        Err(reason) => Imported::Refused(reason.into()),
    }
}
