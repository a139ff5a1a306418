//! Each phase of the call, drawn without a browser.

mod moments;
pub(crate) mod outline;
mod phases;
mod shapes;
mod tiny;

use doorstep_simulator::{Refusal, Session};
use yew::prelude::*;

use super::{CallProps, CallScreen, DraftField, Drafts, SavedState};
use crate::shared::Shared;

/// Props as a shell gives them, with nothing begun and nothing refused.
fn props(session: Session) -> CallProps {
    CallProps {
        session: Shared::new(session),
        apply: Callback::noop(),
        refusal: None,
        drafts: Shared::new(Drafts::default()),
        on_draft: Callback::noop(),
        read_only: false,
        number_keys: true,
        on_number_keys: None,
        saved: SavedState::Saved,
        on_finished: Callback::noop(),
        on_stopped: Callback::noop(),
    }
}

/// The page's HTML. What a test passes is made inside: callbacks cannot be sent between threads.
async fn html(make: impl FnOnce() -> CallProps + 'static) -> String {
    let local = tokio::task::LocalSet::new();
    local.run_until(async move { yew::LocalServerRenderer::<CallScreen>::with_props(make()).hydratable(false).render().await }).await
}

/// The part of a page from the element with one mark to the element with another.
fn part<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let element = |within: &str, mark: &str| within.find(mark).and_then(|at| within[..=at].rfind('<'));
    let start = element(page, from).unwrap_or_else(|| panic!("the page has no {from:?}:\n{page}"));
    let rest = &page[start..];
    element(&rest[1..], to).map_or(rest, |end| &rest[..=end])
}

fn drafts(fields: &[(DraftField, &str)]) -> Shared<Drafts> {
    let mut drafts = Drafts::default();
    for (field, text) in fields {
        drafts.set(*field, (*text).to_owned());
    }
    Shared::new(drafts)
}

/// Props with a refusal.
fn refused(session: Session, refusal: Refusal) -> CallProps {
    CallProps { refusal: Some(refusal), ..props(session) }
}
