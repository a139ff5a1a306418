//! Before a call: who you are, what is known, what the call contains, and how you want to take it.

use std::rc::Rc;
use std::sync::Arc;

use doorstep_envelope::Digest;
use doorstep_scenario::catalogue::{Catalogue, CatalogueCall};
use doorstep_simulator::{Content, Mode, Session};
use yew::platform::spawn_local;
use yew::prelude::*;

use super::attempt::record_of;
use super::form_choice::{begin_with, form_choice};
use super::words;
use crate::app::{World, use_world};
use crate::call::Drafts;
use crate::components::{link, page};
use crate::rest::use_rest;
use crate::route::Route;
use crate::shared::Shared;
use crate::store::{Keeping, Picked};

#[derive(Clone, PartialEq, Properties)]
pub struct BriefingProps {
    pub catalogue: Shared<Catalogue>,
    /// The place of the call in the catalogue.
    pub place: usize,
}

/// How far the call has come.
#[derive(Clone, PartialEq)]
pub(super) enum Loaded {
    Waiting,
    Here(Shared<Session>),
    Failed(AttrValue),
}

/// What the trainee has chosen so far.
#[derive(Clone, Copy, PartialEq)]
pub struct Chosen {
    /// Practice or rehearsal.
    pub mode: Mode,
    /// Whether the attempt is kept; nothing where it was not said.
    pub keeping: Option<Keeping>,
    /// Whether the call was to be taken before it was said.
    pub is_missing: bool,
}

/// Loads the call, then shows its briefing.
#[component]
pub fn BriefingPage(props: &BriefingProps) -> Html {
    let world = use_world();
    let call = &props.catalogue.calls[props.place];
    let seed = {
        let platform = world.platform.clone();
        *use_memo((), move |()| platform.random())
    };
    let loaded = use_state(|| Loaded::Waiting);
    let tries = use_state(|| 0u32);
    let first = use_node_ref();
    let chosen = use_state(|| Chosen { mode: Mode::Practice, keeping: keeping_beforehand(&world), is_missing: false });
    let picked = use_state(|| None::<Shared<Picked>>);
    // Most calls are taken with the force's own form: what another one needs is fetched when somebody asks for it.
    let is_unfolded = use_state_eq(|| false);
    let has_rest = use_rest(*is_unfolded);
    {
        let (store, loaded, call) = (Rc::clone(world.attempts.store()), loaded.setter(), call.clone());
        use_effect_with(*tries, move |_| {
            spawn_local(async move {
                loaded.set(match store.content_of(&call).await {
                    Ok(content) => Loaded::Here(Shared::new(Session::start(content, seed, Mode::Practice, None, false))),
                    Err(error) => Loaded::Failed(error.to_string().into()),
                });
            });
        });
    }
    let on_start = {
        let (world, loaded, chosen, call, first) = (world.clone(), loaded.clone(), chosen.clone(), call.clone(), first.clone());
        let picked = picked.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Loaded::Here(shown) = &*loaded else { return };
            match chosen.keeping {
                Some(keeping) => match &*picked {
                    None => {
                        let key = call.key.as_ref().map(|key| key.digest);
                        begin(&world, Arc::clone(shown.content()), (seed, chosen.mode), keeping, &call, key);
                    }
                    Some(picked) => begin_with(&world, picked.clone(), (seed, *chosen), keeping, &call, &loaded),
                },
                None => {
                    chosen.set(Chosen { is_missing: true, ..*chosen });
                    if let Some(input) = first.cast::<web_sys::HtmlElement>() {
                        let _focused = input.focus();
                    }
                }
            }
        })
    };
    let on_choose = {
        let chosen = chosen.setter();
        Callback::from(move |next| chosen.set(next))
    };
    let again = {
        let (tries, loaded) = (tries.clone(), loaded.clone());
        Callback::from(move |_: MouseEvent| {
            loaded.set(Loaded::Waiting);
            tries.set(*tries + 1);
        })
    };
    let other_form = props.catalogue.tools.as_ref().map(|list| {
        let (is_unfolded, on_pick) = (is_unfolded.clone(), Callback::from({
            let picked = picked.setter();
            move |pick| picked.set(pick)
        }));
        let is_here = *is_unfolded && has_rest;
        html! {
            <details class="form-choice" ontoggle={move |_| is_unfolded.set(true)}>
                <summary>{ "Another form, or two side by side" }</summary>
                if is_here { { form_choice(call, list, (*picked).clone(), on_pick) } } else { <p class="soft">{ "The list of forms is on its way." }</p> }
            </details>
        }
    });
    let body = match &*loaded {
        Loaded::Waiting => html! { <p class="soft" role="status">{ "The call is on its way." }</p> },
        Loaded::Failed(reason) => html! {
            <div class="banner grave">
                <p>{ "This call cannot be taken now: " }{ reason.clone() }{ "." }</p>
                <div class="actions"><button type="button" class="button" onclick={again}>{ "Try again" }</button></div>
            </div>
        },
        Loaded::Here(session) => html! {
            <form class="briefing-form" onsubmit={on_start}>
                { what_is_known(session, call, world.attempts.last_intention(), &picked, other_form) }
                { how_it_is_taken(&world, *chosen, &on_choose, first) }
                <div class="actions">
                    <button type="submit" class="button primary large">{ "Take the call" }</button>
                    { link(&Route::Catalogue, "button quiet", "Choose another call") }
                </div>
            </form>
        },
    };
    page(call.title.clone(), "briefing", html! { <>{ before_you_read(&world, call) }{ body }</> })
}

/// Starts the attempt, stores it and goes to it.
pub(super) fn begin(
    world: &World,
    content: Arc<Content>,
    (seed, mode): (u64, Mode),
    keeping: Keeping,
    call: &CatalogueCall,
    key: Option<Digest>,
) {
    let store = world.attempts.store();
    if store.keeping() != keeping {
        store.set_keeping(keeping);
    }
    let session = Session::start(content, seed, mode, key, store.is_repeat(&call.id));
    let record = record_of(&session, store.new_id(), &Drafts::default(), world.platform.now(), None);
    let to = Route::Play(record.id.clone());
    store.put(record);
    let (store, call) = (Rc::clone(store), call.clone());
    spawn_local(async move { store.keep_content(&call).await });
    world.go(&to);
}

/// What was said at an earlier briefing; where nothing can be kept there is nothing to choose.
fn keeping_beforehand(world: &World) -> Option<Keeping> {
    match world.attempts.keeping() {
        Keeping::NotAsked => world.attempts.trouble().map(|_| Keeping::NoTrace),
        keeping => Some(keeping),
    }
}

/// The open attempt and the content notes: both stand before everything else.
fn before_you_read(world: &World, call: &CatalogueCall) -> Html {
    let open = world.attempts.records().into_iter().find(|record| record.call == call.id && !record.ended && !record.imported);
    html! {
        <>
            <p class="kicker">{ "Briefing: " }{ call.audience.role.label() }{ ", " }{ words::minutes(call.audience.minutes) }</p>
            if let Some(open) = open {
                <div class="banner resume">
                    <p>{ "You have this call open already, with " }{ words::choices(open.choices) }{ "." }</p>
                    { link(&Route::Play(open.id.clone()), "button", "Go on with it") }
                </div>
            }
            if !call.content_notes.is_empty() {
                <section class="banner care" aria-labelledby="notes-title">
                    <h2 id="notes-title" class="banner-title">{ "This call contains" }</h2>
                    <ul>{ for call.content_notes.iter().map(|note| html! { <li>{ note.clone() }</li> }) }</ul>
                    <p>
                        { "You need not take it. You can pause it or leave it at any moment, and an attempt that you leave without a trace counts for nothing. " }
                        { link(&Route::Support, "", "Support, for you or for somebody you know") }
                    </p>
                </section>
            }
        </>
    }
}

/// Who you are, what is known, the form, and what the answers are compared with.
pub fn what_is_known(
    session: &Session,
    call: &CatalogueCall,
    intention: Option<String>,
    picked: &Option<Shared<Picked>>,
    other_form: Option<Html>,
) -> Html {
    let (view, content) = (session.view(), session.content());
    let scenario = &content.scenario;
    html! {
        <>
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
            if let Some(intention) = intention {
                <section class="banner" aria-labelledby="intention-title">
                    <h2 id="intention-title" class="banner-title">{ "What you meant to do in your next call" }</h2>
                    <p>{ intention }</p>
                </section>
            }
            <section aria-labelledby="tool-title">
                <h2 id="tool-title">{ "The form you will use" }</h2>
                if picked.is_some() {
                    <p>{ "The one that you choose here, in place of the force\u{2019}s own or beside it." }</p>
                } else {
                    <p><strong>{ content.tool.title.clone() }</strong>{ ". " }{ content.tool.about.clone() }</p>
                }
                { other_form.unwrap_or_default() }
            </section>
            <section aria-labelledby="key-title">
                <h2 id="key-title">{ "What your answers are compared with" }</h2>
                <p>{ words::key_status(call.key_status.as_deref()) }</p>
            </section>
        </>
    }
}

/// How the call is taken, and whether the attempt is kept.
pub fn how_it_is_taken(world: &World, chosen: Chosen, on_choose: &Callback<Chosen>, first: NodeRef) -> Html {
    let row = |name: &'static str, node: NodeRef, title: &'static str, about: &'static str, is_chosen: bool, next: Chosen| {
        let onchange = on_choose.reform(move |_: Event| next);
        let id = title.replace(' ', "-");
        let (title_id, hint_id) = (format!("{id}-title"), format!("{id}-hint"));
        let missing = if name == "keep" && chosen.is_missing { " keep-missing" } else { "" };
        html! {
            <label class="choice-row">
                <input ref={node} type="radio" {name} checked={is_chosen} aria-labelledby={title_id.clone()} aria-describedby={format!("{hint_id}{missing}")} {onchange} />
                <span><strong id={title_id}>{ title }</strong><br /><span class="hint" id={hint_id}>{ about }</span></span>
            </label>
        }
    };
    let mode = |mode: Mode, title, about| row("mode", NodeRef::default(), title, about, chosen.mode == mode, Chosen { mode, ..chosen });
    let keep = |keeping: Keeping, node, title, about| {
        row("keep", node, title, about, chosen.keeping == Some(keeping), Chosen { keeping: Some(keeping), is_missing: false, ..chosen })
    };
    html! {
        <>
            <fieldset>
                <legend>{ "How do you want to take it?" }</legend>
                { mode(Mode::Practice, "Practice", "You may go back to an earlier choice and try another way. An attempt in which you go back is marked as a repeat.") }
                { mode(Mode::Rehearsal, "Rehearsal", "No way back, as in an assessment. You can still pause, or leave.") }
            </fieldset>
            <fieldset>
                <legend>{ "Shall this attempt be kept?" }</legend>
                if let Some(trouble) = world.attempts.trouble() {
                    <p class="hint">{ "Attempts cannot be kept here: " }{ trouble.to_string() }{ ". You can still take the call, and export it from the list of attempts before you close the page." }</p>
                } else {
                    { keep(Keeping::Kept, first, "Keep it on this computer", "In this browser only; nothing is sent anywhere. You can pause and go on later. Anybody who uses this computer under the same name can read it.") }
                }
                { keep(Keeping::NoTrace, NodeRef::default(), "Leave no trace", "Nothing is written. The attempt is gone when the page is closed or reloaded.") }
                if chosen.is_missing { <p class="error" id="keep-missing" role="alert">{ "Choose one of the two first." }</p> }
            </fieldset>
        </>
    }
}
