//! The sixteen steps of good practice.

use doorstep_scoring::{Report, StepState};
use doorstep_simulator::Session;
use yew::prelude::*;

use super::{picture, words};
use crate::shared::Shared;

#[derive(Clone, PartialEq, Properties)]
pub struct StepsProps {
    pub session: Shared<Session>,
    pub report: Shared<Report>,
}

/// The sixteen steps of good practice.
#[component]
pub fn StepsSection(props: &StepsProps) -> Html {
    html! {
        <section aria-labelledby="steps-title">
            <h2 id="steps-title" tabindex="-1">{ "The steps of good practice" }</h2>
            <ol class="steps">
                { for props.report.steps.iter().map(|step| {
                    let (sign, state) = words::step(step.state);
                    let at = step.second.map(|second| format!(" at {}", words::time(&props.session, second))).unwrap_or_default();
                    let class = if step.state == StepState::NotPart { "soft" } else { "" };
                    html! { <li class={class}>{ sign.map(picture::sign) }{ format!("{}: {state}{at}", step.step.label()) }</li> }
                }) }
            </ol>
        </section>
    }
}
