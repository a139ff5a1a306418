//! The screen on which a trainee takes the call.

use std::cell::RefCell;
use std::rc::Rc;

use doorstep_simulator::{Event, Refusal, Session, TurnIndex};
use yew::prelude::*;

use super::bar::{SavedState, bar};
use super::choices::NumberKeys;
use super::desk::Desk;
use super::drafts::{DraftField, Drafts};
use super::focus::{focus_before_next, focus_later};
use super::hand::{Hand, Place, Refused};
use super::lines::Line;
use super::moment::{Moment, PART};
use super::next::{Ways, next};
use super::pane::{InFront, Pane, Stretch, desk_class, pane_buttons};
use super::side::side;
use super::status::{Said, status};
use super::transcript::transcript;
use super::words::time_words;
use crate::rest::use_rest;
use crate::shared::Shared;

/// What the screen is given. Its owner keeps the session and the drafts, applies the events and stores them.
#[derive(Clone, Properties, PartialEq)]
pub struct CallProps {
    /// The attempt that is being made.
    pub session: Shared<Session>,
    /// Applies an event. A refused one comes back as `refusal`; the next accepted one clears it.
    pub apply: Callback<Event>,
    /// Why the last event was refused, if it was.
    pub refusal: Option<Refusal>,
    /// What is begun and not committed. An accepted event settles its fields: the screen empties them through `on_draft`, and
    /// [`Drafts::settle`] does the same.
    pub drafts: Shared<Drafts>,
    /// Keeps what is begun in a field; the empty text empties it.
    pub on_draft: Callback<(DraftField, String)>,
    /// Whether nothing can be done here, only read: the call is open in another tab.
    pub read_only: bool,
    /// Whether the keys 1 to 9 choose while the focus is in the list of choices.
    pub number_keys: bool,
    /// Switches the number keys; without it no switch is shown.
    #[prop_or_default]
    pub on_number_keys: Option<Callback<bool>>,
    /// Whether what was done last is kept.
    pub saved: SavedState,
    /// The call has ended and the trainee goes on to look back.
    #[prop_or_default]
    pub on_finished: Callback<()>,
    /// The call goes no further by a mistake in it, and the trainee ends it there.
    #[prop_or_default]
    pub on_stopped: Callback<()>,
}

/// The call: conversation, notebook, form and assessment.
#[component]
pub fn CallScreen(props: &CallProps) -> Html {
    let view = props.session.view();
    let stretch = Stretch::of(&view);
    let in_front = use_state_eq(InFront::default);
    let going_back = use_state_eq(|| None::<TurnIndex>);
    let place = use_mut_ref(Place::default);
    let lines = use_marked_lines(&props.session);
    use_focus(&props.session);
    use_settled_drafts(props);

    let last_press = use_mut_ref(|| None);
    let said = use_mut_ref(Said::default);
    let has_rest = use_rest(true);

    let desk = Desk {
        session: props.session.clone(),
        drafts: props.drafts.clone(),
        lines,
        hand: use_hand(props, place.clone()),
        refused: props.refusal.map(|refusal| Refused { place: *place.borrow(), refusal }),
    };
    let on_pane = {
        let in_front = in_front.clone();
        Callback::from(move |pane| in_front.set(in_front.with(pane, stretch)))
    };
    let on_assessment = on_pane.reform(|()| {
        focus_later(PART);
        Pane::Form
    });
    let ways = Ways { on_assessment, on_finished: props.on_finished.clone(), on_stopped: props.on_stopped.clone() };
    let keys = NumberKeys { choose: props.number_keys, on_switch: props.on_number_keys.clone() };
    let on_going_back = {
        let going_back = going_back.setter();
        use_callback((), move |line, ()| going_back.set(line))
    };
    html! {
        <div class="call">
            <h1 class="call-title" tabindex="-1">{ view.title().to_owned() }</h1>
            if props.read_only {
                <p class="banner">{ "This call is open in another window. Here it can be read, not changed." }</p>
            }
            <div class="call-frame">
                { bar(time_words(&view, view.second()), props.saved, view.header().mode, pane_buttons(*in_front, stretch, &on_pane)) }
                { status(&props.session, &mut said.borrow_mut()) }
                <div class={desk_class(*in_front, stretch)}>
                    <div class="call-conversation">
                        <h2 class="visually-hidden">{ "Conversation" }</h2>
                        // The question before going back stands in the rest of the app.
                        { transcript(&desk, going_back.filter(|_| has_rest), &on_going_back) }
                        { next(&desk, &ways, &keys, &last_press) }
                    </div>
                    if has_rest { { side(&desk) } } else { <p class="call-side soft">{ "The form and the notebook are on their way." }</p> }
                </div>
            </div>
        </div>
    }
}

/// The hand with which every part acts. Its callbacks stay the same whatever the owner gives, so that a line is drawn again only
/// when it changed.
#[hook]
fn use_hand(props: &CallProps, place: Rc<RefCell<Place>>) -> Hand {
    let owner = use_mut_ref(|| (props.apply.clone(), props.on_draft.clone()));
    owner.replace((props.apply.clone(), props.on_draft.clone()));
    let act = {
        let owner = owner.clone();
        use_callback((), move |(from, event), ()| {
            place.replace(from);
            let apply = owner.borrow().0.clone();
            apply.emit(event);
        })
    };
    let draft = use_callback((), move |begun, ()| {
        let on_draft = owner.borrow().1.clone();
        on_draft.emit(begun);
    });
    Hand { act, draft, read_only: props.read_only }
}

/// The marked lines; the same ones are the same value.
#[hook]
fn use_marked_lines(session: &Shared<Session>) -> Shared<Vec<Line>> {
    let marked: Vec<_> =
        session.state().turns().iter().enumerate().filter(|(_, turn)| turn.marked).map(|(place, turn)| (place, *turn)).collect();
    let session = session.clone();
    let lines = use_memo((marked, session.attempt().header.clone()), move |_| Shared::new(Line::marked(&session)));
    (*lines).clone()
}

/// Moves the focus to what is new, after what was done is drawn.
#[hook]
fn use_focus(session: &Shared<Session>) {
    let before = use_mut_ref(|| None::<Moment>);
    use_effect_with(session.clone(), move |session| {
        let now = Moment::of(session);
        let target = before.borrow().as_ref().and_then(|before| now.focus_after(before));
        before.replace(Some(now));
        if let Some(target) = target {
            focus_before_next(&target);
        }
    });
}

/// Empties the drafts that an accepted event has committed.
#[hook]
fn use_settled_drafts(props: &CallProps) {
    let events = use_mut_ref(|| None::<usize>);
    let (drafts, on_draft) = (props.drafts.clone(), props.on_draft.clone());
    use_effect_with(props.session.clone(), move |session| {
        let attempt = &session.attempt().events;
        let before = events.replace(Some(attempt.len()));
        let new = attempt.get(before.unwrap_or(attempt.len())..).unwrap_or_default();
        for field in new.iter().flat_map(super::drafts::settled_by) {
            if !drafts.get(field).is_empty() {
                on_draft.emit((field, String::new()));
            }
        }
    });
}
