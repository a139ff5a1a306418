//! Taking a call: the page around the call's screen.

use std::rc::Rc;

use doorstep_simulator::Session;
use yew::prelude::*;

use super::attempt::AttemptHandle;
use crate::app::World;
use crate::call::{CallScreen, SavedState};
use crate::components::{Confirm, Titled, confirm, storage_trouble};
use crate::route::Route;
use crate::shared::Shared;
use crate::store::Saving;

/// Taking a call.
pub fn play_page(world: &World, id: &AttrValue, attempt: AttemptHandle, session: Shared<Session>) -> Html {
    let saved = match world.attempts.saving() {
        Saving::Saved => SavedState::Saved,
        Saving::Writing => SavedState::Saving,
        Saving::NoTrace => SavedState::NotKept,
        Saving::Failed(_) => SavedState::Failed,
    };
    let pause = {
        let world = world.clone();
        Callback::from(move |_: MouseEvent| {
            world.attempts.flush();
            world.go(&Route::Catalogue);
        })
    };
    let leave = {
        let (world, id) = (world.clone(), id.clone());
        Callback::from(move |()| {
            world.go_instead(&Route::Catalogue);
            world.attempts.delete(&id);
        })
    };
    let to = |route: Route| {
        let world = world.clone();
        Callback::from(move |()| world.go(&route))
    };
    let on_number_keys = {
        let store = Rc::clone(world.attempts.store());
        Callback::from(move |choose| store.set_number_keys(choose))
    };
    let again = attempt.on_again.reform(|_: MouseEvent| ());
    let leave = confirm(Confirm {
        id: "leave".into(),
        label: "Leave without a trace",
        aria_label: None,
        class: "small",
        question: "Leave this call without a trace?",
        about: html! { <p>{ "The attempt is removed, here and from this computer. It does not count, and nobody can see that you began it." }</p> },
        yes: "Leave",
        on_yes: leave,
    });
    html! {
        <Titled title={session.view().title().to_owned()}>
            <div class="play">
                <div class="play-leave">
                    <button type="button" class="button small" onclick={pause}>{ "Pause and leave" }</button>
                    { leave }
                    if attempt.read_only { <button type="button" class="button small" onclick={again}>{ "Go on in this window" }</button> }
                </div>
                { storage_trouble(world, world.attempts.get(id).as_deref()) }
                <CallScreen {session} apply={attempt.apply} refusal={attempt.refusal} drafts={attempt.drafts} on_draft={attempt.on_draft}
                    read_only={attempt.read_only} number_keys={world.attempts.number_keys()} {on_number_keys} {saved}
                    on_finished={to(Route::Reflect(id.to_string()))} on_stopped={to(Route::Records)} />
            </div>
        </Titled>
    }
}
