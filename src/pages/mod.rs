//! The pages. Each has a view of plain values, and where it needs to wait for something, a page around it.

mod about;
mod attempt;
mod briefing;
mod broken;
mod catalogue;
mod debrief;
mod notes;
mod play;
mod records;
mod support;
#[cfg(test)]
mod tests;
mod words;

use doorstep_scenario::catalogue::Catalogue;
use yew::prelude::*;

use crate::app::{Calls, use_attempts, use_calls};
use crate::components::{Link, Page};
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
        Ok(bytes) => match postcard::from_bytes::<Catalogue>(&bytes) {
            Ok(catalogue) => Calls::Here(Shared::new(catalogue)),
            Err(_) => Calls::Failed("the list of calls was made by another version of this program; reload the page, or build it again".into()),
        },
        Err(error) => Calls::Failed(error.to_string().into()),
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct PageOfProps {
    pub route: Route,
    /// Fetches the calls again.
    pub on_again: Callback<()>,
}

/// The page for a route.
#[component]
pub fn PageOf(props: &PageOfProps) -> Html {
    let calls = use_calls();
    let attempts = use_attempts();
    let again = props.on_again.clone();
    // Pages of an attempt work without the list of calls, from what is kept with the attempt.
    let catalogue = match &calls {
        Calls::Here(catalogue) => Some(catalogue.clone()),
        Calls::Loading | Calls::Failed(_) => None,
    };
    let wait_or_fail = || match &calls {
        Calls::Failed(reason) => html! { <CallsFailed reason={reason.clone()} on_again={again.clone()} /> },
        Calls::Loading | Calls::Here(_) => html! { <Waiting /> },
    };
    let is_ready = attempts.is_loaded() && calls != Calls::Loading;
    let for_attempt = catalogue.clone().unwrap_or_else(|| Shared::new(Catalogue::default()));
    match (&props.route, catalogue) {
        (Route::Catalogue, Some(catalogue)) => html! { <catalogue::CataloguePage {catalogue} /> },
        (Route::Briefing(call), Some(catalogue)) if attempts.is_loaded() => match catalogue.calls.iter().position(|each| each.id == *call) {
            Some(place) => html! { <briefing::BriefingPage key={call.clone()} {catalogue} {place} /> },
            None => html! { <NoSuchPage what="There is no call of this name here." /> },
        },
        (Route::Catalogue | Route::Briefing(_), _) => wait_or_fail(),
        (Route::Play(record), _) if is_ready => html! { <play::PlayPage key={record.clone()} record={record.clone()} catalogue={for_attempt} /> },
        (Route::Reflect(record), _) if is_ready => {
            html! { <debrief::ReflectPage key={record.clone()} record={record.clone()} catalogue={for_attempt} /> }
        }
        (Route::Debrief(record), _) if is_ready => {
            html! { <debrief::DebriefPage key={record.clone()} record={record.clone()} catalogue={for_attempt} /> }
        }
        (Route::Records, _) if is_ready => html! { <records::RecordsPage /> },
        (Route::Play(_) | Route::Reflect(_) | Route::Debrief(_) | Route::Records, _) => html! { <Waiting /> },
        (Route::Support, _) => html! { <support::SupportPage /> },
        (Route::About, _) => html! { <about::AboutPage catalogue={for_attempt} /> },
        (Route::Notes, _) => Html::default(),
        (Route::Unknown(path), _) => html! { <NoSuchPage what={format!("Nothing stands at \u{201c}{path}\u{201d}.")} /> },
    }
}

/// Something is on its way.
#[component]
pub fn Waiting() -> Html {
    html! { <div class="page"><h1 tabindex="-1" class="waiting">{ "One moment" }</h1></div> }
}

#[derive(Clone, PartialEq, Properties)]
pub struct NoSuchPageProps {
    pub what: AttrValue,
}

/// An address that no page has.
#[component]
pub fn NoSuchPage(props: &NoSuchPageProps) -> Html {
    html! {
        <Page title="There is no such page">
            <p>{ props.what.clone() }{ " The address may be cut off, or it may name an attempt that is not on this computer." }</p>
            <div class="actions">
                <Link to={Route::Catalogue} class="button primary">{ "All calls" }</Link>
                <Link to={Route::Records} class="button">{ "Attempts on this computer" }</Link>
            </div>
        </Page>
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct CallsFailedProps {
    pub reason: AttrValue,
    pub on_again: Callback<()>,
}

/// The list of calls did not come.
#[component]
pub fn CallsFailed(props: &CallsFailedProps) -> Html {
    let again = props.on_again.reform(|_: MouseEvent| ());
    html! {
        <Page title="The calls are not here">
            <div class="banner grave">
                <p>{ "The list of calls could not be read: " }{ props.reason.clone() }{ "." }</p>
            </div>
            <p>{ "Try again once. If it stays like this, show this page to your IT department. Attempts that are kept on this computer are not touched." }</p>
            <div class="actions">
                <button type="button" class="button primary" onclick={again}>{ "Try again" }</button>
                <Link to={Route::Records} class="button">{ "Attempts on this computer" }</Link>
            </div>
        </Page>
    }
}
