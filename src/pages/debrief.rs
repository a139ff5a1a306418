//! Looking back, and the debrief: the pages around their screens.

use std::rc::Rc;

use doorstep_scenario::catalogue::Catalogue;
use doorstep_scoring::{Report, score};
use doorstep_simulator::{Event, Phase, Session};
use yew::platform::spawn_local;
use yew::prelude::*;

use super::attempt::{AttemptHandle, Loaded, record_of, use_attempt};
use super::broken::BrokenPage;
use super::{NoSuchPage, Waiting};
use crate::app::{use_attempts, use_go, use_platform};
use crate::call::Drafts;
use crate::components::{Link, Page, Titled};
use crate::debrief::{DebriefScreen, ReflectionScreen};
use crate::platform::Entry;
use crate::route::Route;
use crate::shared::Shared;
use crate::store::{Attempts, Record, export};

#[derive(Clone, PartialEq, Properties)]
pub struct AfterProps {
    pub record: AttrValue,
    pub catalogue: Shared<Catalogue>,
}

/// The attempt, if it is here and has ended; else the page that says what is the matter.
fn ended(handle: &AttemptHandle, id: &AttrValue) -> Result<Shared<Session>, Html> {
    match (&handle.loaded, &handle.session) {
        (Loaded::Waiting, _) | (Loaded::Here, None) => Err(html! { <Waiting /> }),
        (Loaded::NoSuchRecord, _) => Err(html! { <NoSuchPage what="This attempt is not on this computer." /> }),
        (Loaded::Broken(record, reason), _) => Err(html! { <BrokenPage record={record.clone()} reason={reason.clone()} /> }),
        (Loaded::Here, Some(session)) if matches!(session.state().phase(), Phase::Ended(_)) => Ok(session.clone()),
        (Loaded::Here, Some(session)) => Err(html! {
            <Page title={format!("{} has not ended", session.view().title())}>
                <p>{ "The debrief comes when the call has ended. Nothing of it is shown before, because it would give the call away." }</p>
                <div class="actions"><Link to={Route::Play(id.to_string())} class="button primary">{ "Go on with the call" }</Link></div>
            </Page>
        }),
    }
}

/// Looking back before the debrief.
#[component]
pub fn ReflectPage(props: &AfterProps) -> Html {
    let platform = use_platform();
    let handle = use_attempt(&props.record, &props.catalogue);
    let session = match ended(&handle, &props.record) {
        Ok(session) => session,
        Err(page) => return page,
    };
    let debrief = Route::Debrief(props.record.to_string()).to_string();
    let on_skip = Callback::from(move |()| platform.go(&debrief, Entry::Replace));
    let on_reflect = {
        let (apply, on_skip) = (handle.apply.clone(), on_skip.clone());
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

#[derive(Clone, PartialEq)]
enum Judged {
    Waiting,
    NoKey,
    Failed(AttrValue),
    Here(Shared<Report>),
}

/// The debrief.
#[component]
pub fn DebriefPage(props: &AfterProps) -> Html {
    let platform = use_platform();
    let attempts = use_attempts();
    let go = use_go();
    let handle = use_attempt(&props.record, &props.catalogue);
    let judged = use_state(|| Judged::Waiting);
    {
        let (store, judged, catalogue, id) = (Rc::clone(attempts.store()), judged.setter(), props.catalogue.clone(), props.record.clone());
        use_effect_with(handle.session.clone(), move |session| {
            if let Some(session) = session.clone().filter(|session| matches!(session.state().phase(), Phase::Ended(_))) {
                spawn_local(async move {
                    let result = judge(&store, &session, &catalogue).await;
                    // A debrief that was read makes later attempts repeats; one that did not come does not.
                    if let (Judged::Here(_), Some(record)) = (&result, store.get(&id)) {
                        if !record.debrief_opened {
                            store.put(Record { debrief_opened: true, ..(*record).clone() });
                        }
                    }
                    judged.set(result);
                });
            }
        });
    }
    let session = match ended(&handle, &props.record) {
        Ok(session) => session,
        Err(page) => return page,
    };
    let title = session.view().title().to_owned();
    let report = match &*judged {
        Judged::Waiting => return html! { <Waiting /> },
        Judged::NoKey => return html! { <WithoutReport {title} reason="This call has no key yet, so there is nothing to compare your answers with." /> },
        Judged::Failed(reason) => return html! { <WithoutReport {title} reason={reason.clone()} /> },
        Judged::Here(report) => report.clone(),
    };
    let on_try_again = {
        let (store, session, platform, go) = (Rc::clone(attempts.store()), session.clone(), platform.clone(), go);
        Callback::from(move |step: u32| {
            // A step that the report names was taken; another is not offered.
            let Ok(again) = session.try_again_from(step) else { return };
            let record = record_of(&again, store.new_id(), &Drafts::default(), platform.now(), None);
            let to = Route::Play(record.id.clone());
            store.put(record);
            go.emit(to);
        })
    };
    let on_intend = handle.apply.reform(|text: String| Event::Intend { text });
    let on_print = {
        let platform = platform.clone();
        Callback::from(move |()| platform.print())
    };
    let attempt_file = attempts.get(&props.record).map(|record| export(&record)).unwrap_or_default();
    let report_file = serde_json::to_string_pretty(&*report).unwrap_or_default();
    let imported = attempts.get(&props.record).is_some_and(|record| record.imported);
    html! {
        <Titled title={format!("Debrief: {title}")}>
            <div class="page wide">
                if imported {
                    <p class="banner care"><strong>{ "Not verified. " }</strong>{ "This attempt came from a file. Nobody has checked who made it, or that it was not edited." }</p>
                }
                <DebriefScreen {session} {report} {on_try_again} {on_intend} {on_print} {attempt_file} {report_file} />
            </div>
        </Titled>
    }
}

async fn judge(store: &Rc<Attempts>, session: &Session, catalogue: &Catalogue) -> Judged {
    match store.key_for(session.attempt(), catalogue).await {
        Ok(None) => Judged::NoKey,
        Ok(Some((key, digest))) => match score(session, &key, digest) {
            Ok(report) => Judged::Here(Shared::new(report)),
            Err(error) => Judged::Failed(error.to_string().into()),
        },
        Err(error) => Judged::Failed(error.to_string().into()),
    }
}

#[derive(Clone, PartialEq, Properties)]
struct WithoutReportProps {
    title: AttrValue,
    reason: AttrValue,
}

#[component]
fn WithoutReport(props: &WithoutReportProps) -> Html {
    html! {
        <Page title={format!("No debrief: {}", props.title)}>
            <div class="banner care"><p>{ props.reason.clone() }</p></div>
            <p>{ "Your attempt is not touched by this. You can export it, and read its debrief where its key is." }</p>
            <div class="actions">
                <Link to={Route::Records} class="button primary">{ "All attempts" }</Link>
                <Link to={Route::Catalogue} class="button">{ "All calls" }</Link>
            </div>
        </Page>
    }
}
