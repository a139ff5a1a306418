//! The foot of every page: what is kept here, and how to remove it.

use yew::prelude::*;

use super::{Confirm, confirm, link};
use crate::route::Route;
use crate::store::{Attempts, Keeping};

/// The foot of every page: what is kept here, and how to remove it.
pub fn footer(attempts: &Attempts, on_no_trace: Callback<()>, on_delete_all: Callback<()>) -> Html {
    let count = attempts.records().len() + attempts.unreadable().len();
    let kept = match attempts.keeping() {
        Keeping::Kept if attempts.trouble().is_some() => "Attempts should be kept in this browser, but it does not let the page write now.",
        Keeping::Kept => "Attempts are kept in this browser, on this computer. Nothing is sent anywhere.",
        Keeping::NoTrace => "Nothing is being kept: what you do is gone when this page is closed.",
        Keeping::NotAsked => "Nothing is kept until you say so at a briefing. Nothing is sent anywhere.",
    };
    let there = match count {
        0 => "There are no attempts here now.".to_owned(),
        1 => "There is 1 attempt here now.".to_owned(),
        count => format!("There are {count} attempts here now."),
    };
    let no_trace = confirm(Confirm {
        id: "no-trace".into(),
        label: "Leave no trace",
        aria_label: None,
        class: "small",
        question: "Leave no trace from now on?",
        about: html! {
            <>
                <p>{ "From now on nothing is written to this computer. What this tab has written is removed from it now; you can finish the call, and it is gone when you close the page." }</p>
                <p>{ "Attempts of earlier visits stay. \u{201c}Delete all\u{201d} removes them too." }</p>
            </>
        },
        yes: "Leave no trace",
        on_yes: on_no_trace,
    });
    let delete_all = confirm(Confirm {
        id: "delete-all".into(),
        label: "Delete all",
        aria_label: None,
        class: "small",
        question: "Delete everything that is kept here?",
        about: html! {
            <>
                <p>{ there.clone() }{ " All of them are removed from this browser, with their calls and your choice to keep them. This cannot be undone." }</p>
                <p>{ "Another person who uses this computer under the same name loses theirs too." }</p>
            </>
        },
        yes: "Delete all",
        on_yes: on_delete_all,
    });
    html! {
        <footer class="site-footer">
            <div class="site-footer-row">
                <p class="site-kept">{ kept }{ " " }{ there }</p>
                <div class="actions">{ no_trace }{ delete_all }</div>
                <p class="small soft">{ "Practice, not certification. All people and events are invented. " }{ link(&Route::About, "", "About Doorstep") }</p>
            </div>
        </footer>
    }
}
