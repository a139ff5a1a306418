//! The browser app: pages, components and storage. No rule of the simulation or of scoring lives here.
//!
//! Pages are function components over plain values, so that most of them are tested without a browser. Browser calls stand
//! only in effects and handlers, behind `platform`.

pub mod call;
pub mod debrief;
pub mod shared;

use yew::prelude::*;

/// The whole app.
#[component]
pub fn App() -> Html {
    html! { <main><h1>{ "Doorstep" }</h1></main> }
}
