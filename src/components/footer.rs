//! The foot of every page: what is kept here, and how to remove it.

use yew::prelude::*;

use super::{Confirm, Link};
use crate::app::use_attempts;
use crate::route::Route;
use crate::store::Keeping;

#[derive(Clone, PartialEq, Properties)]
pub struct FooterProps {
    pub on_no_trace: Callback<()>,
    pub on_delete_all: Callback<()>,
}

/// The foot of every page: what is kept here, and how to remove it.
#[component]
pub fn Footer(props: &FooterProps) -> Html {
    let attempts = use_attempts();
    let count = attempts.records().len() + attempts.unreadable().len();
    let kept = match attempts.keeping() {
        Keeping::Kept => "Attempts are kept in this browser, on this computer. Nothing is sent anywhere.",
        Keeping::NoTrace => "Nothing is being kept: what you do is gone when this page is closed.",
        Keeping::NotAsked => "Nothing is kept until you say so at a briefing. Nothing is sent anywhere.",
    };
    let there = match count {
        0 => "There are no attempts here now.".to_owned(),
        1 => "There is 1 attempt here now.".to_owned(),
        count => format!("There are {count} attempts here now."),
    };
    html! {
        <footer class="site-footer">
            <div class="site-footer-row">
                <p class="site-kept">{ kept }{ " " }{ there.clone() }</p>
                <div class="actions">
                    <Confirm id="no-trace" label="Leave no trace" class="small" question="Leave no trace from now on?"
                        yes="Leave no trace" on_yes={props.on_no_trace.clone()}>
                        <p>{ "From now on nothing is written to this computer. What this tab has written is removed from it now; you can finish the call, and it is gone when you close the page." }</p>
                        <p>{ "Attempts of earlier visits stay. \u{201c}Delete all\u{201d} removes them too." }</p>
                    </Confirm>
                    <Confirm id="delete-all" label="Delete all" class="small" question="Delete everything that is kept here?"
                        yes="Delete all" on_yes={props.on_delete_all.clone()}>
                        <p>{ there }{ " All of them are removed from this browser, with their calls and your choice to keep them. This cannot be undone." }</p>
                        <p>{ "Another person who uses this computer under the same name loses theirs too." }</p>
                    </Confirm>
                </div>
                <p class="small soft">{ "Practice, not certification. All people and events are invented. " }<Link to={Route::About}>{ "About Doorstep" }</Link></p>
            </div>
        </footer>
    }
}
