//! Where to find help, for yourself or for somebody else.

use yew::prelude::*;

use crate::components::{link, page, prose};
use crate::route::Route;

/// Kinds of help that exist in most places. A force's own contacts come from its data.
const HELP: [(&str, &str); 10] = [
    ("dt", "A specialist service for domestic abuse"),
    (
        "dd",
        "For anybody who is harmed or afraid, also for people who serve in the police. They listen, and do nothing without you. Many have a line that is open day and night.",
    ),
    ("dt", "Your doctor"),
    (
        "dd",
        "Can look after injuries, sleep and fear, and can write down what you tell. After pressure on the neck, see a doctor the same day, also without marks.",
    ),
    ("dt", "Welfare or occupational health"),
    ("dd", "Your force\u{2019}s own service. Ask first what stays confidential."),
    ("dt", "Somebody outside your station"),
    ("dd", "A staff association, a chaplain, or a service for police families, if those near you know the other person."),
    ("dt", "If it is you who frightens or hurts somebody"),
    ("dd", "There are services for people who want to stop. A doctor or a specialist service can name one."),
];

/// What can be done on this computer.
const HERE: [(&str, &str); 3] = [
    ("h2", "On this computer"),
    (
        "p",
        "\u{201c}Hide now\u{201d} at the top, or Shift pressed three times, puts a plain page of notes here at once. What you did is kept if you chose to keep it, and Back does not show it again. \u{201c}Leave no trace\u{201d} and \u{201c}Delete all\u{201d} stand at the foot of every page.",
    ),
    (
        "p",
        "Doorstep cannot clear the browser\u{2019}s own list of visited pages, and your employer may be able to see which addresses are opened on its computers. A private window keeps no list.",
    ),
];

/// Where to find help.
pub fn support_page() -> Html {
    let inside = html! {
        <>
            <p class="lead">
                { "Some of these calls may be close to something that you, or somebody you know, are living with. You can stop at any moment. Nobody is told that you opened this page, and nothing about it is kept." }
            </p>
            { prose(&[
                ("h2", "If somebody is in danger now"),
                ("p", "Ring the emergency number of your country. If you cannot speak, find out whether your country has a text or silent service."),
                ("h2", "If you want to talk"),
            ]) }
            <dl class="support">{ prose(&HELP) }</dl>
            <p class="soft">{ "Your force can put its own names and numbers here." }</p>
            { prose(&HERE) }
            <div class="actions">{ link(&Route::Catalogue, "button", "All calls") }</div>
        </>
    };
    page("Support", "", inside)
}
