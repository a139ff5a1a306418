//! Looking back, and the debrief.

use std::rc::Rc;

use doorstep_scenario::catalogue::Catalogue;
use doorstep_scoring::{Report, score};
use doorstep_simulator::{Event, Session};
use yew::prelude::*;

use super::attempt::{AttemptHandle, record_of};
use super::waiting;
use crate::app::World;
use crate::call::Drafts;
use crate::components::{Titled, link, page};
use crate::debrief::{DebriefScreen, ReflectionScreen};
use crate::route::Route;
use crate::shared::Shared;
use crate::store::{Attempts, export};

/// What the engine says of an attempt, or why it says nothing.
#[derive(Clone, PartialEq)]
pub enum Judged {
    /// It is being worked out.
    Waiting,
    /// The call has no key.
    NoKey,
    /// It cannot be worked out.
    Failed(AttrValue),
    /// The report.
    Here(Shared<Report>),
}

/// Works out the report, with the key that the attempt was made with.
pub async fn judge(store: &Rc<Attempts>, session: &Session, catalogue: &Catalogue) -> Judged {
    match store.key_for(session.attempt(), catalogue).await {
        Ok(None) => Judged::NoKey,
        Ok(Some((key, digest))) => match score(session, &key, digest) {
            Ok(report) => Judged::Here(Shared::new(report)),
            Err(error) => Judged::Failed(error.to_string().into()),
        },
        Err(error) => Judged::Failed(error.to_string().into()),
    }
}

/// The call has not ended: nothing of the key is shown.
pub fn not_ended(id: &AttrValue, title: &str) -> Html {
    let inside = html! {
        <>
            <p>{ "The debrief comes when the call has ended. Nothing of it is shown before, because it would give the call away." }</p>
            <div class="actions">{ link(&Route::Play(id.to_string()), "button primary", "Go on with the call") }</div>
        </>
    };
    page(format!("{title} has not ended"), "", inside)
}

/// Looking back before the debrief.
pub fn reflect_page(world: &World, id: &AttrValue, attempt: &AttemptHandle, session: &Session) -> Html {
    let on_skip = {
        let (world, debrief) = (world.clone(), Route::Debrief(id.to_string()));
        Callback::from(move |()| world.go_instead(&debrief))
    };
    let on_reflect = {
        let (apply, on_skip) = (attempt.apply.clone(), on_skip.clone());
        Callback::from(move |event: Event| {
            apply.emit(event);
            on_skip.emit(());
        })
    };
    let title = session.view().title().to_owned();
    html! {
        <Titled title={format!("Before you look back: {title}")}>
            <div class="page"><ReflectionScreen {title} {on_reflect} {on_skip} /></div>
        </Titled>
    }
}

/// The debrief.
pub fn debrief_page(world: &World, id: &AttrValue, attempt: &AttemptHandle, session: &Shared<Session>, judged: &Judged) -> Html {
    let title = session.view().title();
    let report = match judged {
        Judged::Waiting => return waiting(),
        Judged::NoKey => return no_debrief(title, "This call has no key yet, so there is nothing to compare your answers with."),
        Judged::Failed(reason) => return no_debrief(title, reason),
        Judged::Here(report) => report.clone(),
    };
    let on_try_again = {
        let (world, session) = (world.clone(), session.clone());
        Callback::from(move |step: u32| {
            // A step that the report names was taken; another is not offered.
            let Ok(again) = session.try_again_from(step) else { return };
            let record = record_of(&again, world.attempts.new_id(), &Drafts::default(), world.platform.now(), None);
            let to = Route::Play(record.id.clone());
            world.attempts.put(record);
            world.go(&to);
        })
    };
    let on_intend = attempt.apply.reform(|text: String| Event::Intend { text });
    let on_print = {
        let platform = world.platform.clone();
        Callback::from(move |()| platform.print())
    };
    let record = world.attempts.get(id);
    let attempt_file = record.as_ref().map(|record| export(record)).unwrap_or_default();
    let report_file = serde_json::to_string_pretty(&*report).unwrap_or_default();
    let imported = record.is_some_and(|record| record.imported);
    html! {
        <Titled title={format!("Debrief: {title}")}>
            <div class="page wide">
                if imported {
                    <p class="banner care"><strong>{ "Not verified. " }</strong>{ "This attempt came from a file. Nobody has checked who made it, or that it was not edited." }</p>
                }
                <DebriefScreen session={session.clone()} {report} {on_try_again} {on_intend} {on_print} {attempt_file} {report_file} />
            </div>
        </Titled>
    }
}

fn no_debrief(title: &str, reason: &str) -> Html {
    let inside = html! {
        <>
            <div class="banner care"><p>{ reason }</p></div>
            <p>{ "Your attempt is not touched by this. You can export it, and read its debrief where its key is." }</p>
            <div class="actions">
                { link(&Route::Records, "button primary", "All attempts") }
                { link(&Route::Catalogue, "button", "All calls") }
            </div>
        </>
    };
    page(format!("No debrief: {title}"), "", inside)
}
