//! Where to find help, for yourself or for somebody else.

use yew::prelude::*;

use crate::components::{link, page};
use crate::route::Route;

/// Where to find help. A force's own contacts come from its data; these words name kinds of help that exist in most places.
pub fn support_page() -> Html {
    let inside = html! {
        <>
            <p class="lead">
                { "Some of these calls may be close to something that you, or somebody you know, are living with. You can stop at any moment. Nobody is told that you opened this page, and nothing about it is kept." }
            </p>
            <h2>{ "If somebody is in danger now" }</h2>
            <p>{ "Ring the emergency number of your country. If you cannot speak, find out whether your country has a text or silent service." }</p>
            <h2>{ "If you want to talk" }</h2>
            <dl class="support">
                <dt>{ "A specialist service for domestic abuse" }</dt>
                <dd>{ "For anybody who is harmed or afraid, also for people who serve in the police. They listen, and do nothing without you. Many have a line that is open day and night." }</dd>
                <dt>{ "Your doctor" }</dt>
                <dd>{ "Can look after injuries, sleep and fear, and can write down what you tell. After pressure on the neck, see a doctor the same day, also without marks." }</dd>
                <dt>{ "Welfare or occupational health" }</dt>
                <dd>{ "Your force\u{2019}s own service. Ask first what stays confidential." }</dd>
                <dt>{ "Somebody outside your station" }</dt>
                <dd>{ "A staff association, a chaplain, or a service for police families, if those near you know the other person." }</dd>
                <dt>{ "If it is you who frightens or hurts somebody" }</dt>
                <dd>{ "There are services for people who want to stop. A doctor or a specialist service can name one." }</dd>
            </dl>
            <p class="soft">{ "Your force can put its own names and numbers here." }</p>
            <h2>{ "On this computer" }</h2>
            <p>{ "\u{201c}Hide now\u{201d} at the top, or Shift pressed three times, puts a plain page of notes here at once. What you did is kept if you chose to keep it, and Back does not show it again. \u{201c}Leave no trace\u{201d} and \u{201c}Delete all\u{201d} stand at the foot of every page." }</p>
            <p>{ "Doorstep cannot clear the browser\u{2019}s own list of visited pages, and your employer may be able to see which addresses are opened on its computers. A private window keeps no list." }</p>
            <div class="actions">{ link(&Route::Catalogue, "button", "All calls") }</div>
        </>
    };
    page("Support", "", inside)
}
