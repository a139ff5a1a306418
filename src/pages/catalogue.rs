//! All calls.

use std::rc::Rc;

use doorstep_scenario::catalogue::{Catalogue, CatalogueCall};
use yew::prelude::*;

use super::words;
use crate::app::{use_attempts, use_platform};
use crate::components::{Link, Page};
use crate::route::Route;
use crate::shared::Shared;
use crate::store::Record;

#[derive(Clone, PartialEq, Properties)]
pub struct CatalogueProps {
    pub catalogue: Shared<Catalogue>,
}

/// All calls.
#[component]
pub fn CataloguePage(props: &CatalogueProps) -> Html {
    let attempts = use_attempts();
    let records = attempts.records();
    let kept = records.len();
    let (tutorials, calls): (Vec<_>, Vec<_>) = props.catalogue.calls.iter().partition(|call| call.tutorial);
    let taken = |call: &CatalogueCall| records.iter().filter(|record| record.call == call.id && record.ended).count();
    html! {
        <Page title="Calls" class="catalogue">
            <p class="lead">
                { "Practise seeing danger in calls about violence between partners. Take a call, fill in the risk form, give your grade, decide what is done, and then see how others read the same call." }
            </p>
            if let Some(record) = attempts.open_attempt() { <Resume {record} /> }
            { for tutorials.iter().map(|call| html! { <Tutorial call={Shared::new((*call).clone())} taken={taken(call)} /> }) }
            if calls.is_empty() {
                <p class="banner">{ "There are no other calls here yet. Whoever runs this server adds them to its folder of scenarios." }</p>
            } else {
                <h2 id="calls-title">{ "Choose a call" }</h2>
                <ul class="call-cards" aria-labelledby="calls-title">
                    { for calls.iter().map(|call| html! { <Card key={call.id.clone()} call={Shared::new((*call).clone())} taken={taken(call)} /> }) }
                </ul>
            }
            if kept > 0 {
                <p>
                    { if kept == 1 { "1 attempt is here. ".to_owned() } else { format!("{kept} attempts are here. ") } }
                    <Link to={Route::Records}>{ "See, export or delete them" }</Link>
                </p>
            }
        </Page>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ResumeProps {
    record: Rc<Record>,
}

/// An attempt that can be gone on with.
#[component]
fn Resume(props: &ResumeProps) -> Html {
    let platform = use_platform();
    let record = &props.record;
    let to = Route::Play(record.id.clone());
    html! {
        <section class="banner resume" aria-labelledby="resume-title">
            <div>
                <h2 id="resume-title" class="banner-title">{ "You left a call open" }</h2>
                <p>
                    <strong>{ record.title.clone() }</strong>
                    { format!(", {}, {}, last on ", words::mode(record.mode).to_lowercase(), words::choices(record.choices)) }
                    <time>{ platform.local_time(record.updated) }</time>{ "." }
                </p>
            </div>
            <Link {to} class="button primary">{ "Go on with it" }</Link>
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct CallProps {
    call: Shared<CatalogueCall>,
    /// How often it was taken to its end.
    taken: usize,
}

/// The invitation to learn the screens.
#[component]
fn Tutorial(props: &CallProps) -> Html {
    let call = &props.call;
    let done = props.taken > 0;
    html! {
        <section class="card tutorial" aria-labelledby={format!("title-{}", call.id)}>
            <div>
                <p class="kicker">{ if done { "You have taken this one" } else { "Start here" } }{ ", " }{ words::minutes(call.audience.minutes) }</p>
                <h2 id={format!("title-{}", call.id)}>{ call.title.clone() }</h2>
                <p>{ call.summary.clone() }</p>
                <ContentNotes call={call.clone()} />
            </div>
            <Link to={Route::Briefing(call.id.clone())} class={classes!("button", (!done).then_some("primary"))}>
                { if done { "Take it again" } else { "Learn the screens" } }<span class="visually-hidden">{ ": " }{ call.title.clone() }</span>
            </Link>
        </section>
    }
}

/// A call to choose.
#[component]
fn Card(props: &CallProps) -> Html {
    let call = &props.call;
    html! {
        <li class="card call-card">
            <p class="kicker">
                { call.audience.role.label() }{ ", " }{ words::minutes(call.audience.minutes) }
            </p>
            <h3><Link to={Route::Briefing(call.id.clone())}>{ call.title.clone() }</Link></h3>
            <p>{ call.summary.clone() }</p>
            <dl class="call-facts">
                <dt>{ "From" }</dt><dd>{ call.audience.career_stage.label() }</dd>
                if !call.themes.is_empty() { <dt>{ "About" }</dt><dd>{ words::in_a_row(&call.themes) }</dd> }
                <dt>{ "Form" }</dt><dd>{ call.tool_title.clone() }</dd>
                if props.taken > 0 {
                    <dt>{ "You" }</dt>
                    <dd>{ if props.taken == 1 { "taken once".to_owned() } else { format!("taken {} times", props.taken) } }</dd>
                }
            </dl>
            <ContentNotes call={call.clone()} />
        </li>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ContentNotesProps {
    call: Shared<CatalogueCall>,
}

/// What somebody may want to know, and decline, before.
#[component]
fn ContentNotes(props: &ContentNotesProps) -> Html {
    let Some(notes) = words::contains(&props.call) else { return Html::default() };
    html! { <p class="content-notes"><strong>{ "This call contains: " }</strong>{ notes }</p> }
}
