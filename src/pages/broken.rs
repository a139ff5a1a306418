//! An attempt that cannot be gone on with: what can be read of it, and why.

use yew::prelude::*;

use super::words;
use crate::app::World;
use crate::components::{link, page, text_to_copy};
use crate::route::Route;
use crate::store::{Record, export, file_name};

/// An attempt that cannot be gone on with: what can be read of it, and why.
// It stands in the rest of the app, and must not be drawn into its caller.
#[inline(never)]
pub fn broken_page(world: &World, record: &Record, reason: &str) -> Html {
    let time = |moment: u64| html! { <time>{ world.platform.local_time(moment) }</time> };
    let own_words: Vec<_> = record.attempt.words.iter().filter(|words| !words.trim().is_empty()).collect();
    let inside = html! {
        <>
            <div class="banner care"><p>{ sentence(reason) }</p></div>
            <p>{ "Nothing of it is lost. You can read what you wrote, and take the attempt along as a file; the version of the call that it was made with can open it again." }</p>
            <dl class="record-facts">
                <dt>{ "Call" }</dt><dd>{ format!("{}, version {}", record.title, record.call_version) }</dd>
                <dt>{ "Taken as" }</dt><dd>{ words::mode(record.mode) }{ ", " }{ words::choices(record.choices) }</dd>
                <dt>{ "Started" }</dt><dd>{ time(record.started) }</dd>
                <dt>{ "Last changed" }</dt><dd>{ time(record.updated) }</dd>
            </dl>
            <h2>{ "What you wrote" }</h2>
            if own_words.is_empty() {
                <p>{ "You wrote nothing in this attempt." }</p>
            } else {
                <ol>{ for own_words.into_iter().map(|words| html! { <li>{ words.clone() }</li> }) }</ol>
            }
            <h2>{ "Take it along" }</h2>
            { text_to_copy(world, "broken", "The attempt as text", file_name(record), export(record)) }
            <div class="actions">{ link(&Route::Records, "button", "All attempts") }</div>
        </>
    };
    page(format!("{}: this attempt cannot be gone on with", record.title), "", inside)
}

/// The reason as a sentence of its own.
fn sentence(reason: &str) -> String {
    let (first, rest) = reason.split_at(usize::from(reason.is_char_boundary(1)));
    format!("{}{rest}.", first.to_ascii_uppercase())
}
