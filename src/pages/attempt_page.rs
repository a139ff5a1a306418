//! An attempt in whatever it is at: taking the call, looking back, the debrief.

use doorstep_scenario::catalogue::Catalogue;
use doorstep_simulator::Phase;
use yew::prelude::*;

use super::after::{not_ended, reflect_page};
use super::attempt::{Loaded, use_attempt};
use super::broken::broken_page;
use super::debrief::DebriefPage;
use super::play::play_page;
use super::{no_such_page, waiting};
use crate::app::use_world;
use crate::rest::use_rest;
use crate::shared::Shared;

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
    let has_rest = use_rest(matches!(attempt.loaded, Loaded::Broken(..)));
    let session = match (&attempt.loaded, &attempt.session) {
        (Loaded::Waiting, _) | (Loaded::Here, None) => return waiting(),
        (Loaded::NoSuchRecord, _) => return no_such_page("This attempt is not on this computer."),
        (Loaded::Broken(..), _) if !has_rest => return waiting(),
        (Loaded::Broken(record, reason), _) => return broken_page(&world, record, reason),
        (Loaded::Here, Some(session)) => session.clone(),
    };
    let ended = matches!(session.state().phase(), Phase::Ended(_));
    match props.stage {
        Stage::Play => play_page(&world, &props.record, attempt, session),
        Stage::Reflect | Stage::Debrief if !ended => not_ended(&props.record, session.view().title()),
        Stage::Reflect => reflect_page(&world, &props.record, &attempt, &session),
        Stage::Debrief => html! {
            <DebriefPage record={props.record.clone()} {session} catalogue={props.catalogue.clone()} apply={attempt.apply.clone()} />
        },
    }
}
