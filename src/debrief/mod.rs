//! The debrief: what was elicited, recognised, graded and done, with a picture for each.
//!
//! Everything shown comes from the [`Report`], from the replayed session, and from the key's lists of what there was to learn and to do; no
//! rule of scoring lives here. Every picture stands beside its data in words.

mod acts;
mod chances;
mod conduct;
mod contents;
mod conversation;
mod factor;
mod factors;
mod first;
mod forms;
mod intention;
mod levels;
mod map;
mod moment;
mod notice;
mod papers;
mod parts;
mod picture;
mod printing;
mod reflection;
mod stages;
mod steps;
#[cfg(test)]
mod tests;
mod visits;
mod waterfall;
mod way;
mod words;

use doorstep_scoring::{AnswerKey, Report};
use doorstep_simulator::Session;
use yew::prelude::*;

use crate::shared::Shared;
use parts::Parts;

pub use reflection::{ReflectionProps, ReflectionScreen};

/// What the debrief shows.
#[derive(Clone, PartialEq, Properties)]
pub struct DebriefProps {
    /// The attempt, replayed to its end.
    pub session: Shared<Session>,
    /// What the engine says of it.
    pub report: Shared<Report>,
    /// The key that it was compared with.
    pub key: Shared<AnswerKey>,
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
    printing::use_open_on_paper();
    let is_whole = use_state_eq(|| false);
    let on_whole = {
        let is_whole = is_whole.setter();
        Callback::from(move |whole| is_whole.set(whole))
    };
    let DebriefProps { session, report, key, on_try_again, .. } = props;
    let parts = Parts { session: session.clone(), report: report.clone(), key: key.clone(), on_try_again: on_try_again.clone() };
    html! {
        <article class={classes!("debrief", is_whole.then_some("whole-on-paper"))}>
            <h1 tabindex="-1">{ "Looking back: " }{ session.view().title().to_owned() }</h1>
            <notice::Notice report={report.clone()} />
            <first::FirstThings ..parts.clone() />
            <contents::Contents />
            <stages::StagesSection ..parts.clone() />
            <factors::FactorsSection ..parts.clone() />
            <levels::LevelsSection ..parts.clone() />
            <acts::ActsSection ..parts.clone() />
            <conduct::ConductSection ..parts.clone() />
            <steps::StepsSection ..parts.clone() />
            <way::WaySection ..parts />
            <intention::IntentionSection session={session.clone()} on_intend={props.on_intend.clone()} />
            <papers::PapersSection
                report={report.clone()}
                on_print={props.on_print.clone()}
                is_whole={*is_whole}
                {on_whole}
                attempt_file={props.attempt_file.clone()}
                report_file={props.report_file.clone()}
            />
        </article>
    }
}
