//! The debrief: what was elicited, recognised, graded and done, with a picture for each.
//!
//! Everything shown comes from the [`Report`] and from the replayed session; no rule of scoring lives here.

mod acts;
mod conduct;
mod factors;
mod first;
mod levels;
mod papers;
mod picture;
mod reflection;
mod stages;
mod steps;
mod way;
mod words;

use doorstep_scoring::{KeyStatus, Report};
use doorstep_simulator::Session;
use yew::prelude::*;

use crate::shared::Shared;

pub use reflection::{ReflectionProps, ReflectionScreen};

/// What the debrief shows.
#[derive(Clone, PartialEq, Properties)]
pub struct DebriefProps {
    /// The attempt, replayed to its end.
    pub session: Shared<Session>,
    /// What the engine says of it.
    pub report: Shared<Report>,
    /// Starts a new attempt at the moment before a choice (by number, from 0).
    pub on_try_again: Callback<u32>,
    /// Keeps the intention for the next call.
    pub on_intend: Callback<String>,
    /// Prints the page.
    pub on_print: Callback<()>,
    /// The attempt as a file, in words.
    pub attempt_file: AttrValue,
    /// The report as a file, in words.
    pub report_file: AttrValue,
}

/// The debrief of one attempt.
#[component]
pub fn DebriefScreen(props: &DebriefProps) -> Html {
    let DebriefProps { session, report, on_try_again, .. } = props;
    html! {
        <article class="debrief">
            <h1 tabindex="-1">{ "Looking back: " }{ session.view().title().to_owned() }</h1>
            <Notice report={report.clone()} />
            <first::FirstThings report={report.clone()} on_try_again={on_try_again.clone()} />
            <nav class="debrief-contents" aria-label="On this page">
                <ol class="plain-list">
                    { for SECTIONS.iter().map(|(id, label)| html! { <li><contents::Jump target={*id} label={*label} /></li> }) }
                </ol>
            </nav>
            <stages::StagesSection report={report.clone()} />
            <levels::LevelsSection session={session.clone()} report={report.clone()} />
            <factors::FactorsSection session={session.clone()} report={report.clone()} on_try_again={on_try_again.clone()} />
            <acts::ActsSection session={session.clone()} report={report.clone()} on_try_again={on_try_again.clone()} />
            <conduct::ConductSection report={report.clone()} on_try_again={on_try_again.clone()} />
            <steps::StepsSection session={session.clone()} report={report.clone()} />
            <way::WaySection session={session.clone()} on_try_again={on_try_again.clone()} />
            <reflection::IntentionSection session={session.clone()} on_intend={props.on_intend.clone()} />
            <papers::PapersSection
                report={report.clone()}
                on_print={props.on_print.clone()}
                attempt_file={props.attempt_file.clone()}
                report_file={props.report_file.clone()}
            />
        </article>
    }
}

const SECTIONS: [(&str, &str); 9] = [
    ("stages", "The four stages"),
    ("levels", "Your grade beside the readers'"),
    ("factors", "Each risk factor"),
    ("acts", "What you did"),
    ("conduct", "How you asked"),
    ("steps", "The steps of good practice"),
    ("way", "Your way through the call"),
    ("intention", "One thing for next time"),
    ("papers", "Print and keep"),
];

mod contents {
    //! Jumps within the page: the address belongs to the router, so these are buttons.
    use wasm_bindgen::JsCast as _;
    use yew::prelude::*;

    #[derive(Clone, PartialEq, Properties)]
    pub struct JumpProps {
        pub target: &'static str,
        pub label: &'static str,
    }

    #[component]
    pub fn Jump(props: &JumpProps) -> Html {
        let target = props.target;
        let jump = Callback::from(move |_: MouseEvent| {
            let heading = web_sys::window()
                .and_then(|window| window.document())
                .and_then(|document| document.get_element_by_id(&format!("{target}-title")))
                .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
            if let Some(heading) = heading {
                heading.scroll_into_view();
                // A heading that cannot take the focus leaves it where it was: nothing is lost.
                let _ = heading.focus();
            }
        });
        html! { <button type="button" class="button quiet small" onclick={jump}>{ props.label }</button> }
    }
}

#[derive(Clone, PartialEq, Properties)]
struct NoticeProps {
    report: Shared<Report>,
}

/// What this is, and what it is not.
#[component]
fn Notice(props: &NoticeProps) -> Html {
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
            if report.repeat {
                <p>{ "This attempt counts as a repeat: you went back, or had read this debrief before." }</p>
            }
        </div>
    }
}
