//! The one status that says what else changed. What has the focus is read anyway and is not said again.

use doorstep_simulator::Session;
use yew::prelude::*;

use super::moment::Moment;

/// The moment for which the status was drawn last, and what it said.
#[derive(Default)]
pub(super) struct Said(Option<(Moment, String)>);

/// The status, for those who hear the page. It changes in the same drawing as everything else, so that the page is laid out once.
pub(super) fn status(session: &Session, said: &mut Said) -> Html {
    let now = Moment::of(session);
    let words = match said.0.take() {
        None => String::new(),
        Some((before, words)) if before == now => words,
        Some((before, last)) => {
            let words = now.status_after(&before, session).unwrap_or_default();
            // The same words again are only read where the text changes.
            if words.is_empty() || words != last { words } else { words + "\u{a0}" }
        }
    };
    said.0 = Some((now, words.clone()));
    html! { <p class="visually-hidden" role="status">{ words }</p> }
}
