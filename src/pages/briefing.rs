//! Before a call: who you are, what is known, what the call contains, and how you want to take it.

use std::rc::Rc;
use std::sync::Arc;

use doorstep_scenario::catalogue::{Catalogue, CatalogueCall};
use doorstep_simulator::{Content, Mode, Session};
use yew::platform::spawn_local;
use yew::prelude::*;

use super::attempt::record_of;
use super::words;
use crate::app::{use_attempts, use_go, use_platform};
use crate::call::Drafts;
use crate::components::{Link, Page};
use crate::route::Route;
use crate::shared::Shared;
use crate::store::Keeping;

#[derive(Clone, PartialEq, Properties)]
pub struct BriefingProps {
    pub catalogue: Shared<Catalogue>,
    /// The place of the call in the catalogue.
    pub place: usize,
}

#[derive(Clone, PartialEq)]
enum Loaded {
    Waiting,
    Here(Shared<Session>),
    Failed(AttrValue),
}

/// Loads the call, then shows its briefing.
#[component]
pub fn BriefingPage(props: &BriefingProps) -> Html {
    let platform = use_platform();
    let attempts = use_attempts();
    let go = use_go();
    let call = &props.catalogue.calls[props.place];
    let seed = *use_memo((), |()| platform.random());
    let loaded = use_state(|| Loaded::Waiting);
    let tries = use_state(|| 0u32);
    {
        let (store, loaded, call) = (Rc::clone(attempts.store()), loaded.setter(), call.clone());
        use_effect_with(*tries, move |_| {
            spawn_local(async move {
                loaded.set(match store.content_of(&call).await {
                    Ok(content) => Loaded::Here(Shared::new(start(content, seed, Mode::Practice, &call, false))),
                    Err(error) => Loaded::Failed(error.to_string().into()),
                });
            });
        });
    }
    let on_start = {
        let (store, loaded, call, go, platform) = (Rc::clone(attempts.store()), loaded.clone(), call.clone(), go, platform.clone());
        Callback::from(move |(mode, keeping): (Mode, Keeping)| {
            let Loaded::Here(shown) = &*loaded else { return };
            if store.keeping() != keeping {
                store.set_keeping(keeping);
            }
            let session = start(Arc::clone(shown.content()), seed, mode, &call, store.is_repeat(&call.id));
            let record = record_of(&session, store.new_id(), &Drafts::default(), platform.now(), None);
            let id = record.id.clone();
            store.put(record);
            let (to_keep, kept) = (Rc::clone(&store), call.clone());
            spawn_local(async move { to_keep.keep_content(&kept).await });
            go.emit(Route::Play(id));
        })
    };
    let again = {
        let (tries, loaded) = (tries.clone(), loaded.clone());
        Callback::from(move |_: MouseEvent| {
            loaded.set(Loaded::Waiting);
            tries.set(*tries + 1);
        })
    };
    let open = attempts.records().into_iter().find(|record| record.call == call.id && !record.ended && !record.imported);
    html! {
        <Page title={call.title.clone()} class="briefing">
            <p class="kicker">{ "Briefing: " }{ call.audience.role.label() }{ ", " }{ words::minutes(call.audience.minutes) }</p>
            if let Some(open) = open {
                <div class="banner resume">
                    <p>{ "You have this call open already, with " }{ words::choices(open.choices) }{ "." }</p>
                    <Link to={Route::Play(open.id.clone())} class="button">{ "Go on with it" }</Link>
                </div>
            }
            if let Some(notes) = words::contains(call) {
                <section class="banner care" aria-labelledby="notes-title">
                    <h2 id="notes-title" class="banner-title">{ "This call contains" }</h2>
                    <p>{ notes }{ " You need not take it. You can pause it or leave it at any moment, and an attempt that you leave without a trace counts for nothing. " }
                        <Link to={Route::Support}>{ "Support, for you or for somebody you know" }</Link></p>
                </section>
            }
            { match &*loaded {
                Loaded::Waiting => html! { <p class="soft" role="status">{ "The call is on its way." }</p> },
                Loaded::Failed(reason) => html! {
                    <div class="banner grave">
                        <p>{ "This call cannot be taken now: " }{ reason.clone() }{ "." }</p>
                        <div class="actions"><button type="button" class="button" onclick={again}>{ "Try again" }</button></div>
                    </div>
                },
                Loaded::Here(session) => html! {
                    <Briefing session={session.clone()} call={Shared::new(call.clone())} keeping={attempts.keeping()}
                        storage_trouble={attempts.trouble().map(|trouble| AttrValue::from(trouble.to_string()))}
                        intention={attempts.last_intention().map(AttrValue::from)} {on_start} />
                },
            } }
        </Page>
    }
}

fn start(content: Arc<Content>, seed: u64, mode: Mode, call: &CatalogueCall, repeat: bool) -> Session {
    Session::start(content, seed, mode, call.key.as_ref().map(|key| key.digest), repeat)
}

#[derive(Clone, PartialEq, Properties)]
pub struct BriefingViewProps {
    pub session: Shared<Session>,
    pub call: Shared<CatalogueCall>,
    pub keeping: Keeping,
    pub storage_trouble: Option<AttrValue>,
    pub intention: Option<AttrValue>,
    pub on_start: Callback<(Mode, Keeping)>,
}

/// What is known before the call, and how it is taken.
#[component]
pub fn Briefing(props: &BriefingViewProps) -> Html {
    let mode = use_state(|| Mode::Practice);
    let asked = match (props.keeping, &props.storage_trouble) {
        (Keeping::NotAsked, Some(_)) => Some(Keeping::NoTrace),
        (Keeping::NotAsked, None) => None,
        (keeping, _) => Some(keeping),
    };
    let keeping = use_state(|| asked);
    let missing = use_state(|| false);
    let first = use_node_ref();
    let (view, content) = (props.session.view(), props.session.content());
    let scenario = &content.scenario;
    let onsubmit = {
        let (mode, keeping, missing, on_start, first) =
            (mode.clone(), keeping.clone(), missing.clone(), props.on_start.clone(), first.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match *keeping {
                Some(keeping) => on_start.emit((*mode, keeping)),
                None => {
                    missing.set(true);
                    if let Some(input) = first.cast::<web_sys::HtmlElement>() {
                        let _focused = input.focus();
                    }
                }
            }
        })
    };
    let mode_choice = |value: Mode, title: &'static str, about: &'static str| {
        let set = mode.setter();
        html! {
            <label class="choice-row">
                <input type="radio" name="mode" checked={*mode == value} onchange={move |_| set.set(value)} />
                <span><strong>{ title }</strong><br /><span class="hint">{ about }</span></span>
            </label>
        }
    };
    let keep_choice = |value: Keeping, title: &'static str, about: &'static str, node: NodeRef| {
        let (set, missing) = (keeping.setter(), missing.setter());
        let onchange = move |_| {
            set.set(Some(value));
            missing.set(false);
        };
        let described = missing_note(*keeping);
        html! {
            <label class="choice-row">
                <input ref={node} type="radio" name="keep" checked={*keeping == Some(value)} aria-describedby={described} {onchange} />
                <span><strong>{ title }</strong><br /><span class="hint">{ about }</span></span>
            </label>
        }
    };
    html! {
        <form class="briefing-form" {onsubmit}>
            <section aria-labelledby="you-title">
                <h2 id="you-title">{ "Who you are" }</h2>
                <p>{ view.words(&scenario.you) }</p>
            </section>
            <section aria-labelledby="control-title">
                <h2 id="control-title">{ "What the control room knows" }</h2>
                if scenario.control.is_empty() {
                    <p>{ "Nothing is known beforehand." }</p>
                } else {
                    <ul>{ for scenario.control.iter().map(|line| html! { <li>{ view.words(line) }</li> }) }</ul>
                }
            </section>
            if let Some(intention) = &props.intention {
                <section class="banner" aria-labelledby="intention-title">
                    <h2 id="intention-title" class="banner-title">{ "What you meant to do in your next call" }</h2>
                    <p>{ intention.clone() }</p>
                </section>
            }
            <section aria-labelledby="tool-title">
                <h2 id="tool-title">{ "The form you will use" }</h2>
                <p><strong>{ content.tool.title.clone() }</strong>{ ". " }{ content.tool.about.clone() }</p>
                <h3>{ "What your answers are compared with" }</h3>
                <p>{ words::key_status(props.call.key_status.as_deref()) }</p>
            </section>
            <fieldset>
                <legend>{ "How do you want to take it?" }</legend>
                { mode_choice(Mode::Practice, "Practice", "You may go back to an earlier choice and try another way. An attempt in which you go back is marked as a repeat.") }
                { mode_choice(Mode::Rehearsal, "Rehearsal", "No way back, as in an assessment. You can still pause, or leave.") }
            </fieldset>
            <fieldset>
                <legend>{ "Shall this attempt be kept?" }</legend>
                if let Some(trouble) = &props.storage_trouble {
                    <p class="hint">{ "Attempts cannot be kept here: " }{ trouble.clone() }{ ". You can still take the call, and export it at the end." }</p>
                } else {
                    { keep_choice(Keeping::Kept, "Keep it on this computer", "In this browser only; nothing is sent anywhere. You can pause and go on later. Anybody who uses this computer under the same name can read it.", first) }
                }
                { keep_choice(Keeping::NoTrace, "Leave no trace", "Nothing is written. The attempt is gone when the page is closed or reloaded.", NodeRef::default()) }
                if *missing { <p class="error" id="keep-missing" role="alert">{ "Choose one of the two first." }</p> }
            </fieldset>
            <div class="actions">
                <button type="submit" class="button primary large">{ "Take the call" }</button>
                <Link to={Route::Catalogue} class="button quiet">{ "Choose another call" }</Link>
            </div>
        </form>
    }
}

fn missing_note(keeping: Option<Keeping>) -> Option<&'static str> {
    keeping.is_none().then_some("keep-missing")
}
