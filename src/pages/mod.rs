//! The pages: functions of plain values where they have no state of their own.

mod about;
mod after;
mod attempt;
mod attempt_page;
mod briefing;
mod broken;
mod catalogue;
mod debrief;
mod form_choice;
mod import;
mod notes;
mod play;
mod records;
mod support;
#[cfg(test)]
pub(crate) mod tests;
mod words;

use doorstep_scenario::catalogue::Catalogue;
use yew::prelude::*;

use crate::app::{Calls, World};
use crate::components::{link, page};
use crate::platform::Platform;
use crate::route::Route;
use crate::shared::Shared;

pub use notes::NotesPage;

/// Fetches the list of calls.
pub async fn fetch_calls(platform: &dyn Platform) -> Calls {
    let Some(path) = platform.catalogue_path() else {
        return Calls::Failed("this page does not name its list of calls; build it again with `cargo xtask build`".into());
    };
    match platform.fetch(&path).await {
        Ok(bytes) => match Catalogue::from_envelope(&bytes) {
            Ok(catalogue) => Calls::Here(Shared::new(catalogue)),
            Err(error) => Calls::Failed(error.to_string().into()),
        },
        Err(error) => Calls::Failed(error.to_string().into()),
    }
}

/// The page for a route; `on_again` fetches the calls again.
pub fn page_of(world: &World, route: &Route, on_again: &Callback<()>) -> Html {
    // Pages of an attempt work without the list of calls, from what is kept with the attempt.
    let catalogue = match &world.calls {
        Calls::Here(catalogue) => Some(catalogue.clone()),
        Calls::Loading | Calls::Failed(_) => None,
    };
    let is_ready = world.attempts.is_loaded() && world.calls != Calls::Loading;
    let any_catalogue = || catalogue.clone().unwrap_or_else(|| Shared::new(Catalogue::default()));
    let of_attempt = |record: &str, stage| match is_ready {
        true => {
            html! { <attempt_page::AttemptPage key={record} record={AttrValue::from(record.to_owned())} {stage} catalogue={any_catalogue()} /> }
        }
        false => waiting(),
    };
    match (route, &catalogue) {
        (Route::Catalogue, Some(catalogue)) => catalogue::catalogue_page(world, catalogue),
        (Route::Briefing(call), Some(catalogue)) if world.attempts.is_loaded() => {
            match catalogue.calls.iter().position(|each| each.id == *call) {
                Some(place) => html! { <briefing::BriefingPage key={call.clone()} catalogue={catalogue.clone()} {place} /> },
                None => no_such_page("There is no call of this name here."),
            }
        }
        (Route::Catalogue | Route::Briefing(_), _) => match &world.calls {
            Calls::Failed(reason) => calls_failed(reason, on_again),
            Calls::Loading | Calls::Here(_) => waiting(),
        },
        (Route::Play(record), _) => of_attempt(record, attempt_page::Stage::Play),
        (Route::Reflect(record), _) => of_attempt(record, attempt_page::Stage::Reflect),
        (Route::Debrief(record), _) => of_attempt(record, attempt_page::Stage::Debrief),
        (Route::Records, _) if is_ready => html! { <records::RecordsPage /> },
        (Route::Records, _) => waiting(),
        (Route::Support, _) => support::support_page(&any_catalogue().support),
        (Route::About, _) => about::about_page(world, &any_catalogue()),
        (Route::Notes, _) => Html::default(),
        (Route::Unknown(path), _) => no_such_page(&format!("Nothing stands at \u{201c}{path}\u{201d}.")),
    }
}

/// Something is on its way.
pub fn waiting() -> Html {
    html! { <div class="page"><h1 tabindex="-1" class="waiting">{ "One moment" }</h1></div> }
}

/// An address that no page has.
fn no_such_page(what: &str) -> Html {
    let inside = html! {
        <>
            <p>{ what }{ " The address may be cut off, or it may name an attempt that is not on this computer." }</p>
            <div class="actions">
                { link(&Route::Catalogue, "button primary", "All calls") }
                { link(&Route::Records, "button", "Attempts on this computer") }
            </div>
        </>
    };
    page("There is no such page", "", inside)
}

/// The list of calls did not come.
fn calls_failed(reason: &AttrValue, on_again: &Callback<()>) -> Html {
    let again = on_again.reform(|_: MouseEvent| ());
    let inside = html! {
        <>
            <div class="banner grave"><p>{ "The list of calls could not be read: " }{ reason.clone() }{ "." }</p></div>
            <p>{ "Try again once. If it stays like this, show this page to your IT department. Attempts that are kept on this computer are not touched." }</p>
            <div class="actions">
                <button type="button" class="button primary" onclick={again}>{ "Try again" }</button>
                { link(&Route::Records, "button", "Attempts on this computer") }
            </div>
        </>
    };
    page("The calls are not here", "", inside)
}
