//! An attempt that cannot be gone on with: what can be read of it, and why.

use std::rc::Rc;

use yew::prelude::*;

use super::words;
use crate::app::use_platform;
use crate::components::{Link, Page, TextToCopy};
use crate::route::Route;
use crate::store::{Record, export, file_name};

#[derive(Clone, PartialEq, Properties)]
pub struct BrokenProps {
    pub record: Rc<Record>,
    pub reason: AttrValue,
}

/// An attempt that cannot be gone on with: what can be read of it, and why.
#[component]
pub fn BrokenPage(props: &BrokenProps) -> Html {
    let platform = use_platform();
    let record = &props.record;
    let own_words: Vec<_> = record.attempt.words.iter().filter(|words| !words.trim().is_empty()).collect();
    html! {
        <Page title={format!("{}: this attempt cannot be gone on with", record.title)}>
            <div class="banner care"><p>{ sentence(&props.reason) }</p></div>
            <p>{ "Nothing of it is lost. You can read what you wrote, and take the attempt along as a file; the version of the call that it was made with can open it again." }</p>
            <dl class="record-facts">
                <dt>{ "Call" }</dt><dd>{ format!("{}, version {}", record.title, record.call_version) }</dd>
                <dt>{ "Taken as" }</dt><dd>{ words::mode(record.mode) }{ ", " }{ words::choices(record.choices) }</dd>
                <dt>{ "Started" }</dt><dd><time>{ platform.local_time(record.started) }</time></dd>
                <dt>{ "Last changed" }</dt><dd><time>{ platform.local_time(record.updated) }</time></dd>
            </dl>
            <h2>{ "What you wrote" }</h2>
            if own_words.is_empty() {
                <p>{ "You wrote nothing in this attempt." }</p>
            } else {
                <ol>{ for own_words.into_iter().map(|words| html! { <li>{ words.clone() }</li> }) }</ol>
            }
            <h2>{ "Take it along" }</h2>
            <TextToCopy id="broken" label="The attempt as text" name={file_name(record)} text={export(record)} />
            <div class="actions"><Link to={Route::Records} class="button">{ "All attempts" }</Link></div>
        </Page>
    }
}

/// The reason as a sentence of its own.
fn sentence(reason: &str) -> String {
    let mut letters = reason.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
