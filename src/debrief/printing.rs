//! Paper has nothing to open: before printing, every part that is folded is opened, and folded again afterwards.

use gloo_events::EventListener;
use web_sys::Document;
use yew::prelude::*;

/// The mark of a part that was opened for the paper.
const OPENED: &str = "data-opened-for-paper";

/// What is opened: what is printed. What is long is printed only if it is asked for.
const FOLDED: &str = ".debrief details:not([open], .no-print, .long), .debrief.whole-on-paper details.long:not([open])";

/// Opens what is folded while the page is printed.
#[hook]
pub fn use_open_on_paper() {
    use_effect_with((), |()| {
        let listeners = web_sys::window().map(|window| {
            let open = EventListener::new(&window, "beforeprint", |_| with_document(open));
            let fold = EventListener::new(&window, "afterprint", |_| with_document(fold));
            (open, fold)
        });
        move || drop(listeners)
    });
}

fn with_document(then: fn(&Document)) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        then(&document);
    }
}

fn open(document: &Document) {
    while let Ok(Some(folded)) = document.query_selector(FOLDED) {
        // Where an attribute cannot be set the search would find the same part for ever.
        if folded.set_attribute("open", "").and_then(|()| folded.set_attribute(OPENED, "")).is_err() {
            return;
        }
    }
}

fn fold(document: &Document) {
    while let Ok(Some(opened)) = document.query_selector(&format!("[{OPENED}]")) {
        if opened.remove_attribute("open").and_then(|()| opened.remove_attribute(OPENED)).is_err() {
            return;
        }
    }
}
