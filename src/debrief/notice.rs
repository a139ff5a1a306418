//! What a debrief is, and what it is not.

use doorstep_scoring::{KeyStatus, Report};
use yew::prelude::*;

use super::words::times;
use crate::shared::Shared;

#[derive(Clone, PartialEq, Properties)]
pub struct NoticeProps {
    pub report: Shared<Report>,
}

/// What this is, and what it is not.
#[component]
pub fn Notice(props: &NoticeProps) -> Html {
    let report = &props.report;
    let against = match report.made_from.key_status {
        KeyStatus::Illustrative => "You are compared with example answers by the authors. No panel of experts stands behind them yet.",
        KeyStatus::Panel => "You are compared with a panel of experts. Where they differ, you see that they do.",
        KeyStatus::Approved => "You are compared with an approved key. Where the experts differ, you see that they do.",
    };
    html! {
        <div class="banner">
            <p><strong>{ "Practice, not certification." }</strong>{ " " }{ against }</p>
            <p>{ "It judges what could be known then. A right grade may not prevent harm, and a wrong one may not lead to it." }</p>
            if report.went_back > 0 {
                <p>{ format!("You went back {}, so this attempt counts as a repeat.", times(report.went_back)) }</p>
            } else if report.repeat {
                <p>{ "This attempt counts as a repeat: you had read this debrief before, or began in the middle of an earlier attempt." }</p>
            }
        </div>
    }
}
