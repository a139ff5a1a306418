//! Looking back, and what is said where there is no debrief.

use doorstep_simulator::{Event, Session};
use yew::prelude::*;

use super::attempt::AttemptHandle;
use crate::app::World;
use crate::components::{Titled, link, page};
use crate::debrief::ReflectionScreen;
use crate::route::Route;

/// The call has not ended: nothing of the key is shown.
// It stands in the rest of the app, and must not be drawn into its caller.
#[inline(never)]
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
// It stands in the rest of the app, and must not be drawn into its caller.
#[inline(never)]
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

/// Why there is no debrief, and what can be done.
pub fn no_debrief(title: &str, reason: &str) -> Html {
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
