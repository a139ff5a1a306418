//! The one status that says what else changed. What has the focus is read anyway and is not said again.

use doorstep_simulator::Session;
use yew::prelude::*;

use super::moment::Moment;
use crate::shared::Shared;

#[derive(Properties, PartialEq)]
pub(super) struct StatusProps {
    pub(super) session: Shared<Session>,
}

/// The status, for those who hear the page.
#[component]
pub(super) fn Status(props: &StatusProps) -> Html {
    let words = use_state_eq(String::new);
    let before = use_mut_ref(|| None::<Moment>);
    {
        let words = words.clone();
        use_effect_with(props.session.clone(), move |session| {
            let now = Moment::of(session);
            if let Some(before) = before.replace(Some(now.clone())) {
                words.set(now.status_after(&before, session).unwrap_or_default());
            }
        });
    }
    html! { <p class="visually-hidden" role="status">{ (*words).clone() }</p> }
}
