//! Taking a call: the page around the call's screen.

use std::rc::Rc;

use doorstep_scenario::catalogue::Catalogue;
use yew::prelude::*;

use super::attempt::{Loaded, use_attempt};
use super::broken::BrokenPage;
use super::{NoSuchPage, Waiting};
use crate::app::{use_attempts, use_go, use_platform};
use crate::call::{CallScreen, SavedState};
use crate::components::{Confirm, StorageTrouble, Titled};
use crate::platform::Entry;
use crate::route::Route;
use crate::shared::Shared;
use crate::store::Saving;

#[derive(Clone, PartialEq, Properties)]
pub struct PlayProps {
    pub record: AttrValue,
    pub catalogue: Shared<Catalogue>,
}

/// Taking a call.
#[component]
pub fn PlayPage(props: &PlayProps) -> Html {
    let platform = use_platform();
    let attempts = use_attempts();
    let go = use_go();
    let handle = use_attempt(&props.record, &props.catalogue);
    let session = match (handle.loaded, handle.session) {
        (Loaded::Waiting, _) | (Loaded::Here, None) => return html! { <Waiting /> },
        (Loaded::NoSuchRecord, _) => return html! { <NoSuchPage what="This attempt is not on this computer." /> },
        (Loaded::Broken(record, reason), _) => return html! { <BrokenPage {record} {reason} /> },
        (Loaded::Here, Some(session)) => session,
    };
    let saved = match attempts.saving() {
        Saving::Saved => SavedState::Saved,
        Saving::Writing => SavedState::Saving,
        Saving::NoTrace => SavedState::NotKept,
        Saving::Failed(_) => SavedState::Failed,
    };
    let pause = {
        let (store, go) = (Rc::clone(attempts.store()), go.clone());
        Callback::from(move |_: MouseEvent| {
            store.flush();
            go.emit(Route::Catalogue);
        })
    };
    let leave = {
        let (store, id, platform) = (Rc::clone(attempts.store()), props.record.clone(), platform.clone());
        Callback::from(move |()| {
            platform.go(&Route::Catalogue.to_string(), Entry::Replace);
            store.delete(&id);
        })
    };
    let on_finished = {
        let (go, id) = (go.clone(), props.record.to_string());
        Callback::from(move |()| go.emit(Route::Reflect(id.clone())))
    };
    let on_stopped = Callback::from(move |()| go.emit(Route::Records));
    let on_number_keys = {
        let store = Rc::clone(attempts.store());
        Callback::from(move |choose| store.set_number_keys(choose))
    };
    let again = handle.on_again.reform(|_: MouseEvent| ());
    html! {
        <Titled title={session.view().title().to_owned()}>
            <div class="play">
                <div class="play-leave">
                    <button type="button" class="button small" onclick={pause}>{ "Pause and leave" }</button>
                    <Confirm id="leave" label="Leave without a trace" class="small" question="Leave this call without a trace?" yes="Leave" on_yes={leave}>
                        <p>{ "The attempt is removed, here and from this computer. It does not count, and nobody can see that you began it." }</p>
                    </Confirm>
                    if handle.read_only {
                        <button type="button" class="button small" onclick={again}>{ "Go on in this window" }</button>
                    }
                </div>
                <StorageTrouble record={attempts.get(&props.record)} />
                <CallScreen {session} apply={handle.apply} refusal={handle.refusal} drafts={handle.drafts} on_draft={handle.on_draft}
                    read_only={handle.read_only} number_keys={attempts.number_keys()} {on_number_keys} {saved} {on_finished} {on_stopped} />
            </div>
        </Titled>
    }
}
