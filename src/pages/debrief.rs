//! The debrief: this page fetches its program and hands it what was played.

use std::rc::Rc;

use doorstep_scenario::catalogue::Catalogue;
use doorstep_simulator::{Compact, Event, Session};
use yew::platform::spawn_local;
use yew::prelude::*;

use super::after::no_debrief;
use super::attempt::record_of;
use crate::app::use_world;
use crate::call::Drafts;
use crate::components::Titled;
use crate::platform::{DebriefInput, Watch};
use crate::route::Route;
use crate::shared::Shared;
use crate::store::{Record, export};

/// The id of the element that the debrief's program draws in.
const HOST: &str = "debrief";

#[derive(Clone, PartialEq, Properties)]
pub struct DebriefPageProps {
    pub record: AttrValue,
    pub session: Shared<Session>,
    pub catalogue: Shared<Catalogue>,
    pub apply: Callback<Event>,
}

/// How far the debrief is.
#[derive(Clone, PartialEq)]
enum Progress {
    Fetching,
    NoKey,
    Failed(AttrValue),
    Shown,
}

/// The debrief of an attempt that has ended. It is opened once: what the user writes there is kept by `apply`, and does not open it again.
#[component]
pub fn DebriefPage(props: &DebriefPageProps) -> Html {
    let world = use_world();
    let progress = use_state(|| Progress::Fetching);
    let open = use_mut_ref(|| None::<Watch>);
    {
        let (world, props, progress, open) = (world.clone(), props.clone(), progress.setter(), open.clone());
        use_effect_with(props.record.clone(), move |_| {
            let store = Rc::clone(world.attempts.store());
            spawn_local(async move {
                let bytes = store.judged_by(props.session.attempt(), &props.catalogue).await;
                let [call, tool, key] = match bytes {
                    Ok(Some(bytes)) => bytes,
                    Ok(None) => return progress.set(Progress::NoKey),
                    Err(error) => return progress.set(Progress::Failed(error.to_string().into())),
                };
                let beside = match store.beside(props.session.attempt()).await {
                    Ok(beside) => beside,
                    Err(error) => return progress.set(Progress::Failed(error.to_string().into())),
                };
                let input = DebriefInput {
                    host: HOST,
                    attempt: Compact::of(props.session.attempt()),
                    call,
                    tool,
                    beside,
                    key,
                    attempt_file: store.get(&props.record).map(|record| export(&record)).unwrap_or_default(),
                    on_try_again: try_again(&world, &props.session),
                    on_intend: props.apply.reform(|text: String| Event::Intend { text }),
                };
                match world.platform.show_debrief(input).await {
                    Ok(watch) => {
                        *open.borrow_mut() = Some(watch);
                        // A debrief that was read makes later attempts repeats; one that did not come does not.
                        if let Some(record) = store.get(&props.record).filter(|record| !record.debrief_opened) {
                            store.put(Record { debrief_opened: true, ..(*record).clone() });
                        }
                        progress.set(Progress::Shown);
                    }
                    Err(error) => progress.set(Progress::Failed(error.to_string().into())),
                }
            });
        });
    }
    {
        let open = open.clone();
        use_effect_with((), move |()| move || drop(open.borrow_mut().take()));
    }
    {
        let platform = world.platform.clone();
        use_effect_with(*progress == Progress::Shown, move |shown| {
            if *shown {
                platform.focus_heading();
            }
        });
    }
    let title = props.session.view().title();
    match &*progress {
        Progress::NoKey => return no_debrief(title, "This call has no key yet, so there is nothing to compare your answers with."),
        Progress::Failed(reason) => return no_debrief(title, reason),
        Progress::Fetching | Progress::Shown => {}
    }
    let imported = world.attempts.get(&props.record).is_some_and(|record| record.imported);
    html! {
        <Titled title={format!("Debrief: {title}")}>
            <div class="page wide">
                if imported {
                    <p class="banner care"><strong>{ "Not verified. " }</strong>{ "This attempt came from a file. Nobody has checked who made it, or that it was not edited." }</p>
                }
                if *progress == Progress::Fetching {
                    <p role="status">{ "Getting the debrief ready." }</p>
                    <progress aria-label="Getting the debrief ready" />
                }
                <div id={HOST} />
            </div>
        </Titled>
    }
}

/// Starts a new attempt at the moment before a choice.
fn try_again(world: &crate::app::World, session: &Shared<Session>) -> Callback<u32> {
    let (world, session) = (world.clone(), session.clone());
    Callback::from(move |step: u32| {
        // A step that the report names was taken; another is not offered.
        let Ok(again) = session.try_again_from(step) else { return };
        let record = record_of(&again, world.attempts.new_id(), &Drafts::default(), world.platform.now(), None);
        let to = Route::Play(record.id.clone());
        world.attempts.put(record);
        world.go(&to);
    })
}
