//! What this is, how it is operated, what is stored.

use std::rc::Rc;

use doorstep_envelope::Digest;
use doorstep_scenario::catalogue::Catalogue;
use yew::prelude::*;

use crate::app::World;
use crate::components::{page, prose};

/// How a call goes.
const COURSE: [(&str, &str); 6] = [
    ("li", "Read the briefing. It says what the call contains, so that you can decline it."),
    ("li", "Take the call: choose what you say or do. The clock is the call\u{2019}s own; take all the time you want."),
    ("li", "Mark lines as evidence and write notes. Nothing is marked for you."),
    ("li", "Fill in the form as you learn. What you did not ask is \u{201c}not asked\u{201d}, never \u{201c}no\u{201d}."),
    (
        "li",
        "Grade: a first impression, the form, your own level with reasons, then the form\u{2019}s result, your final level, and what is done.",
    ),
    (
        "li",
        "Look back for a moment, then read the debrief. A right grade may not prevent harm, and a wrong one need not lead to it: what is judged is what could be known then.",
    ),
];

/// What each key does.
const KEYS: [(&str, &str); 5] = [
    ("Tab, Shift and Tab", "To the next or previous control"),
    ("Enter or space", "Presses the button that has the focus"),
    ("1 to 9", "Takes that choice, while the focus is in the list of choices"),
    ("Escape", "Leaves a question without doing anything"),
    ("Shift, three times", "Hides Doorstep at once behind a plain page"),
];

/// What is stored, and for whom it works.
const STORED: [(&str, &str); 5] = [
    ("h2", "What is stored"),
    (
        "p",
        "Nothing leaves this computer. If you choose to keep attempts, they stand in this browser\u{2019}s storage: what you chose, marked and wrote, when, and the call that you took, so that it can be opened again after an update. If you leave no trace, nothing is written at all. Your name is never asked.",
    ),
    (
        "p",
        "An exported file holds the same. Whoever has it can read it and can change it; that is why an imported attempt is marked \u{201c}not verified\u{201d}.",
    ),
    ("h2", "Accessibility"),
    (
        "p",
        "Everything works with a keyboard and with a screen reader, at four times the size, in light, dark and high-contrast colours. There is no time limit. If something stands in your way, it is a fault: report it to whoever runs this server.",
    ),
];

/// What this is, how it is operated, what is stored.
// It stands in the rest of the app, and must not be drawn into its caller.
#[inline(never)]
pub fn about_page(world: &World, catalogue: &Catalogue) -> Html {
    let number_keys = world.attempts.number_keys();
    let toggle = {
        let store = Rc::clone(world.attempts.store());
        Callback::from(move |_: Event| store.set_number_keys(!number_keys))
    };
    let row = |first: &str, second: &str| html! { <tr><th scope="row">{ first }</th><td>{ second }</td></tr> };
    let table = |class: &'static str, heads: [&'static str; 2], rows: Html| {
        html! {
            <table {class}>
                <thead><tr>{ for heads.into_iter().map(|head| html! { <th scope="col">{ head }</th> }) }</tr></thead>
                <tbody>{ rows }</tbody>
            </table>
        }
    };
    let program = format!("{}, engine {}", env!("CARGO_PKG_VERSION"), doorstep_simulator::ENGINE);
    let calls = catalogue.calls.iter().map(|call| row(&call.title, &format!("{}, {}", call.version, short(&call.call.digest))));
    let versions = core::iter::once(row("Doorstep", &program)).chain(calls).collect();
    let inside = html! {
        <>
            <p class="lead">{ "Doorstep is for practice. It certifies nobody, and it predicts nothing about real people. All people, places and events in it are invented." }</p>
            <h2>{ "How a call goes" }</h2>
            <ol>{ prose(&COURSE) }</ol>
            <h2>{ "Keys" }</h2>
            { table("keys", ["Key", "What it does"], KEYS.iter().map(|(key, does)| row(key, does)).collect()) }
            <label class="choice-row">
                <input type="checkbox" checked={number_keys} onchange={toggle} />
                <span>{ "Number keys take a choice" }</span>
            </label>
            { prose(&STORED) }
            <h2>{ "Versions" }</h2>
            { table("versions", ["What", "Version and digest"], versions) }
        </>
    };
    page("About Doorstep", "", inside)
}

/// The beginning of a digest, which is enough to compare by eye.
fn short(digest: &Digest) -> String {
    digest.to_string().chars().take(12).collect()
}
