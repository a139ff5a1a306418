//! An attempt that a page works on: loaded, replayed, changed by events and stored with each.

use std::rc::Rc;

use doorstep_risk_tool::ItemIndex;
use doorstep_scenario::catalogue::Catalogue;
use doorstep_simulator::{Compact, Event, Phase, Refusal, Session};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::World;
use crate::call::{DraftField, Drafts};
use crate::platform::Lock;
use crate::shared::Shared;
use crate::store::{Attempts, Record};

/// The record of a session; what stands beside the attempt comes from the record before it, where there is one.
pub fn record_of(session: &Session, id: String, drafts: &Drafts, now: u64, before: Option<&Record>) -> Record {
    let scenario = &session.content().scenario;
    let state = session.state();
    Record {
        id,
        call: scenario.id.clone(),
        call_version: scenario.version.clone(),
        title: scenario.title.clone(),
        attempt: Compact::of(session.attempt()),
        mode: session.attempt().header.mode,
        started: before.map_or(now, |record| record.started),
        updated: now,
        choices: session.view().step(),
        ended: matches!(state.phase(), Phase::Ended(_)),
        debrief_opened: before.is_some_and(|record| record.debrief_opened),
        imported: before.is_some_and(|record| record.imported),
        intention: state.intention().map(str::to_owned),
        drafts: drafts.clone(),
    }
}

/// How far an attempt has come.
#[derive(Clone, PartialEq)]
pub enum Loaded {
    /// It is being read.
    Waiting,
    /// There is no such attempt here.
    NoSuchRecord,
    /// It is here, but cannot be replayed, and why.
    Broken(Rc<Record>, AttrValue),
    /// It is here.
    Here,
}

/// An attempt that a page works on.
#[derive(Clone)]
pub struct AttemptHandle {
    /// How far it has come.
    pub loaded: Loaded,
    /// The attempt, replayed; there once it is [`Loaded::Here`].
    pub session: Option<Shared<Session>>,
    /// What is begun and not given.
    pub drafts: Shared<Drafts>,
    /// Why the last event was refused.
    pub refusal: Option<Refusal>,
    /// Whether another tab has it.
    pub read_only: bool,
    /// Applies an event and stores the attempt.
    pub apply: Callback<Event>,
    /// Keeps what is begun in a field.
    pub on_draft: Callback<(DraftField, String)>,
    /// Tries again to be the tab that writes.
    pub on_again: Callback<()>,
}

/// What changes with every event. It stands outside the component's state, so that two events in one task follow each other.
#[derive(Default)]
struct Work {
    session: Option<Shared<Session>>,
    drafts: Option<Shared<Drafts>>,
    refusal: Option<Refusal>,
    lock: Option<Lock>,
    settling: Option<Settling>,
}

/// How long an answer may still be changed without a trace of the one before it, in milliseconds: who goes through radio buttons by arrow
/// keys passes answers that are not meant.
const SETTLES: u64 = 1_200;

/// An answer that was just given. It is in the attempt and is stored; another answer to the same item takes its place while it settles.
struct Settling {
    item: ItemIndex,
    since: u64,
    before: Shared<Session>,
}

/// Reads an attempt, replays it, and gives what a page needs to work on it.
#[hook]
pub fn use_attempt(world: &World, id: &AttrValue, catalogue: &Shared<Catalogue>) -> AttemptHandle {
    let platform = world.platform.clone();
    let store = Rc::clone(world.attempts.store());
    let work = use_mut_ref(Work::default);
    let loaded = use_state(|| Loaded::Waiting);
    let tries = use_state(|| 0u32);
    let drawn = use_force_update();
    {
        let (store, work, loaded, catalogue, platform) =
            (Rc::clone(&store), work.clone(), loaded.setter(), catalogue.clone(), platform.clone());
        use_effect_with((id.clone(), *tries), move |(id, tries)| {
            let (id, again) = (id.clone(), *tries > 0);
            let to_leave = work.clone();
            spawn_local(async move {
                let lock = platform.lock(&id).await;
                if again || lock.is_none() {
                    // Another tab had it: what it wrote last is what counts.
                    store.load().await;
                }
                let (state, session) = replay(&store, &id, &catalogue).await;
                {
                    let mut work = work.borrow_mut();
                    work.lock = lock;
                    work.drafts = store.get(&id).map(|record| Shared::new(record.drafts.clone()));
                    work.session = session;
                }
                loaded.set(state);
            });
            move || drop(to_leave.borrow_mut().lock.take())
        });
    }
    let apply = {
        let (store, work, platform, drawn) = (Rc::clone(&store), work.clone(), platform.clone(), drawn.clone());
        use_callback(id.clone(), move |event: Event, id| {
            let mut now = work.borrow_mut();
            if now.lock.is_none() {
                return;
            }
            let Some(present) = now.session.clone() else { return };
            let (time, item) = (platform.now(), answered(&event));
            let settling = now.settling.take().filter(|last| item == Some(last.item) && time.saturating_sub(last.since) <= SETTLES);
            let base = settling.map_or(present, |last| last.before);
            let mut session = (*base).clone();
            match session.apply(event.clone()) {
                Err(refusal) => now.refusal = Some(refusal),
                Ok(()) => {
                    let mut drafts = now.drafts.as_deref().cloned().unwrap_or_default();
                    drafts.settle(&event);
                    let before = store.get(id);
                    let record = record_of(&session, id.to_string(), &drafts, time, before.as_deref());
                    now.settling = item.map(|item| Settling { item, since: time, before: base });
                    now.session = Some(Shared::new(session));
                    now.drafts = Some(Shared::new(drafts));
                    now.refusal = None;
                    drop(now);
                    store.put(record);
                }
            }
            drawn.force_update();
        })
    };
    let on_draft = {
        let (store, work) = (Rc::clone(&store), work.clone());
        use_callback(id.clone(), move |(field, text): (DraftField, String), id| {
            let mut now = work.borrow_mut();
            if now.lock.is_none() || now.drafts.as_ref().is_some_and(|drafts| drafts.get(field) == text) {
                return;
            }
            let mut drafts = now.drafts.as_deref().cloned().unwrap_or_default();
            drafts.set(field, text);
            now.drafts = Some(Shared::new(drafts.clone()));
            drop(now);
            if let Some(record) = store.get(id) {
                store.put_soon(Record { drafts, ..(*record).clone() });
            }
            drawn.force_update();
        })
    };
    let on_again = {
        let (tries, loaded) = (tries.clone(), loaded.setter());
        Callback::from(move |()| {
            loaded.set(Loaded::Waiting);
            tries.set(*tries + 1);
        })
    };
    let work = work.borrow();
    AttemptHandle {
        loaded: (*loaded).clone(),
        session: work.session.clone(),
        drafts: work.drafts.clone().unwrap_or_else(|| Shared::new(Drafts::default())),
        refusal: work.refusal,
        read_only: work.lock.is_none(),
        apply,
        on_draft,
        on_again,
    }
}

/// The item that an event answers.
fn answered(event: &Event) -> Option<ItemIndex> {
    match event {
        Event::Answer { item, .. } => Some(*item),
        _ => None,
    }
}

async fn replay(store: &Rc<Attempts>, id: &str, catalogue: &Catalogue) -> (Loaded, Option<Shared<Session>>) {
    let Some(record) = store.get(id) else { return (Loaded::NoSuchRecord, None) };
    let attempt = match record.open() {
        Ok(attempt) => attempt,
        Err(error) => return (Loaded::Broken(record, error.to_string().into()), None),
    };
    let content = match store.content_for(&attempt, catalogue).await {
        Ok(content) => content,
        Err(error) => return (Loaded::Broken(record, error.to_string().into()), None),
    };
    match Session::replay(content, attempt) {
        Ok(session) => (Loaded::Here, Some(Shared::new(session))),
        Err(error) => (Loaded::Broken(record, error.to_string().into()), None),
    }
}
