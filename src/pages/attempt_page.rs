//! An attempt in whatever it is at: taking the call, looking back, the debrief.

use std::rc::Rc;

use doorstep_scenario::catalogue::Catalogue;
use doorstep_simulator::Phase;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::after::{Judged, debrief_page, judge, not_ended, reflect_page};
use super::attempt::{Loaded, use_attempt};
use super::broken::broken_page;
use super::play::play_page;
use super::{no_such_page, waiting};
use crate::app::use_world;
use crate::shared::Shared;
use crate::store::Record;

/// What is done with an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The call is taken.
    Play,
    /// Looking back before the debrief.
    Reflect,
    /// The debrief.
    Debrief,
}

#[derive(Clone, PartialEq, Properties)]
pub struct AttemptProps {
    pub record: AttrValue,
    pub stage: Stage,
    pub catalogue: Shared<Catalogue>,
}

/// An attempt in whatever it is at. It is one component, so that the attempt is read once and this tab stays the one that writes it.
#[component]
pub fn AttemptPage(props: &AttemptProps) -> Html {
    let world = use_world();
    let attempt = use_attempt(&world, &props.record, &props.catalogue);
    let judged = use_state(|| Judged::Waiting);
    {
        let (store, judged, catalogue, id) = (Rc::clone(world.attempts.store()), judged.setter(), props.catalogue.clone(), props.record.clone());
        use_effect_with((props.stage, attempt.session.clone()), move |(stage, session)| {
            let wanted = *stage == Stage::Debrief;
            if let Some(session) = session.clone().filter(|session| wanted && matches!(session.state().phase(), Phase::Ended(_))) {
                spawn_local(async move {
                    let result = judge(&store, &session, &catalogue).await;
                    // A debrief that was read makes later attempts repeats; one that did not come does not.
                    if let (Judged::Here(_), Some(record)) = (&result, store.get(&id).filter(|record| !record.debrief_opened)) {
                        store.put(Record { debrief_opened: true, ..(*record).clone() });
                    }
                    judged.set(result);
                });
            }
        });
    }
    let session = match (&attempt.loaded, &attempt.session) {
        (Loaded::Waiting, _) | (Loaded::Here, None) => return waiting(),
        (Loaded::NoSuchRecord, _) => return no_such_page("This attempt is not on this computer."),
        (Loaded::Broken(record, reason), _) => return broken_page(&world, record, reason),
        (Loaded::Here, Some(session)) => session.clone(),
    };
    let ended = matches!(session.state().phase(), Phase::Ended(_));
    match props.stage {
        Stage::Play => play_page(&world, &props.record, attempt, session),
        Stage::Reflect | Stage::Debrief if !ended => not_ended(&props.record, session.view().title()),
        Stage::Reflect => reflect_page(&world, &props.record, &attempt, &session),
        Stage::Debrief => debrief_page(&world, &props.record, &attempt, &session, &judged),
    }
}
