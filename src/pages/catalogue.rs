//! All calls.

use doorstep_scenario::CallKind;
use doorstep_scenario::catalogue::{Catalogue, CatalogueCall};
use yew::prelude::*;

use super::words;
use crate::app::World;
use crate::components::{link, link_with, page};
use crate::route::Route;
use crate::store::Record;

/// All calls.
pub fn catalogue_page(world: &World, catalogue: &Catalogue) -> Html {
    let records = world.attempts.records();
    let (mut tutorials, mut calls, mut short) = (Vec::new(), Vec::new(), Vec::new());
    for call in &catalogue.calls {
        let taken = records.iter().filter(|record| record.call == call.id && record.ended).count();
        match call.kind {
            CallKind::Tutorial => tutorials.push(tutorial(call, taken)),
            CallKind::Call => calls.push(card(call, taken)),
            CallKind::Vignette => short.push(card(call, taken)),
        }
    }
    let inside = html! {
        <>
            <p class="lead">
                { "Practise seeing danger in calls about violence between partners. Take a call, fill in the risk form, give your grade, decide what is done, and then see how others read the same call." }
            </p>
            if let Some(record) = world.attempts.open_attempt() { { resume(world, &record) } }
            { tutorials }
            if calls.is_empty() && short.is_empty() {
                <p class="banner">{ "There are no other calls here yet. Whoever runs this server adds them to its folder of scenarios." }</p>
            }
            { group("calls-title", "Choose a call", calls) }
            { group("short-title", "Short calls, one skill each", short) }
            if !records.is_empty() {
                <p>
                    { if records.len() == 1 { "1 attempt is here. ".to_owned() } else { format!("{} attempts are here. ", records.len()) } }
                    { link(&Route::Records, "", "See, export or delete them") }
                </p>
            }
        </>
    };
    page("Calls", "catalogue", inside)
}

/// An attempt that can be gone on with.
fn resume(world: &World, record: &Record) -> Html {
    html! {
        <section class="banner resume" aria-labelledby="resume-title">
            <div>
                <h2 id="resume-title" class="banner-title">{ "You left a call open" }</h2>
                <p>
                    <strong>{ record.title.clone() }</strong>
                    { format!(", {}, {}, last on ", words::mode_within(record.mode), words::choices(record.choices)) }
                    <time>{ world.platform.local_time(record.updated) }</time>{ "." }
                </p>
            </div>
            { link(&Route::Play(record.id.clone()), "button primary", "Go on with it") }
        </section>
    }
}

/// The invitation to learn the screens.
fn tutorial(call: &CatalogueCall, taken: usize) -> Html {
    let (when, class, words) = if taken > 0 {
        ("You have taken this one", "button", "Take it again")
    } else {
        ("Start here", "button primary", "Learn the screens")
    };
    let title = format!("title-{}", call.id);
    let label = html! { <>{ words }<span class="visually-hidden">{ ": " }{ call.title.clone() }</span></> };
    html! {
        <section class="card tutorial" aria-labelledby={title.clone()}>
            <div>
                <p class="kicker">{ when }{ ", " }{ words::minutes(call.audience.minutes) }</p>
                <h2 id={title}>{ call.title.clone() }</h2>
                <p>{ call.summary.clone() }</p>
                { content_notes(call) }
            </div>
            { link_with(&Route::Briefing(call.id.clone()), class, false, label) }
        </section>
    }
}

/// Calls to choose among, under a heading.
fn group(id: &'static str, title: &'static str, cards: Vec<Html>) -> Html {
    if cards.is_empty() {
        return Html::default();
    }
    html! { <><h2 {id}>{ title }</h2><ul class="call-cards" aria-labelledby={id}>{ cards }</ul></> }
}

/// A call to choose.
fn card(call: &CatalogueCall, taken: usize) -> Html {
    let short = call.kind == CallKind::Vignette;
    let mut facts = Vec::new();
    let mut fact = |name: &'static str, words: String| facts.push(html! { <><dt>{ name }</dt><dd>{ words }</dd></> });
    if !short {
        fact("From", call.audience.career_stage.label().to_owned());
    }
    if !call.themes.is_empty() {
        fact(if short { "Skill" } else { "About" }, words::in_a_row(&call.themes));
    }
    if !short {
        fact("Form", call.tool_title.clone());
    }
    if taken > 0 {
        fact("You", if taken == 1 { "taken once".to_owned() } else { format!("taken {taken} times") });
    }
    html! {
        <li key={call.id.clone()} class="card call-card">
            <p class="kicker">
                { call.audience.role.label() }{ ", " }{ words::minutes(call.audience.minutes) }
            </p>
            <h3>{ link(&Route::Briefing(call.id.clone()), "", call.title.clone()) }</h3>
            <p>{ call.summary.clone() }</p>
            <dl class="call-facts">{ facts }</dl>
            { content_notes(call) }
        </li>
    }
}

/// What somebody may want to know, and decline, before.
fn content_notes(call: &CatalogueCall) -> Html {
    let Some(notes) = words::contains(call) else { return Html::default() };
    html! { <p class="content-notes"><strong>{ "This call contains: " }</strong>{ notes }</p> }
}
