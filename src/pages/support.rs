//! Where to find help, for yourself or for somebody else.

use doorstep_scenario::support::{Reach, Support};
use yew::prelude::*;

use crate::components::{link, page, prose};
use crate::route::Route;

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

/// Where to find help. Before the list of calls is here, or where it does not come, a few words stand in for the contacts.
pub fn support_page(support: &Support) -> Html {
    let are_here = !support.contacts.is_empty();
    let emergency = if are_here { support.emergency.clone() } else { "Ring the emergency number of your country.".to_owned() };
    let inside = html! {
        <>
            <p class="lead">
                { "Some of these calls may be close to something that you, or somebody you know, are living with. You can stop at any moment. Nobody is told that you opened this page, and nothing about it is kept." }
            </p>
            if let Some(place) = &support.place { <p>{ place.clone() }</p> }
            <h2>{ "If somebody is in danger now" }</h2>
            <p>{ emergency }</p>
            { reach(&support.emergency_reach) }
            <h2>{ "If you want to talk" }</h2>
            if are_here {
                <dl class="support" lang={support.language.clone()}>
                    { for support.contacts.iter().map(|contact| html! {
                        <><dt>{ contact.name.clone() }</dt><dd><p>{ contact.about.clone() }</p>{ reach(&contact.reach) }</dd></>
                    }) }
                </dl>
            } else {
                <p>{ "A specialist service for domestic abuse, your doctor, or your force\u{2019}s welfare service." }</p>
            }
            { prose(&HERE) }
            <div class="actions">{ link(&Route::Catalogue, "button", "All calls") }</div>
        </>
    };
    page("Support", "", inside)
}

/// How somebody is reached. Numbers are words to be read: nothing dials by itself on a shared computer.
fn reach(reach: &Reach) -> Html {
    let rows = [("Ring", &reach.phone), ("Send a text message to", &reach.text), ("When", &reach.hours)];
    html! {
        <>
            { for rows.into_iter().filter_map(|(name, value)| value.as_ref().map(|value| html! {
                <p>{ name }{ ": " }<strong class="figures">{ value.clone() }</strong></p>
            })) }
            // Whatever the list of calls says, only a page of the web is linked.
            if let Some(web) = reach.web.as_ref().filter(|web| web.starts_with("https://")) {
                <p><a href={web.clone()} rel="noreferrer">{ web.clone() }</a></p>
            }
        </>
    }
}
