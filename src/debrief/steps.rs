//! The sixteen steps of good practice.

use doorstep_scoring::{StepReport, StepState, words as labels};
use yew::prelude::*;

use super::{Parts, picture, words};

const STATES: [StepState; 4] = [StepState::Done, StepState::Late, StepState::Skipped, StepState::NotPart];

/// The sixteen steps of good practice.
#[component]
pub fn StepsSection(props: &Parts) -> Html {
    let steps = &props.report.steps;
    let counts: Vec<String> = STATES
        .iter()
        .map(|state| (steps.iter().filter(|step| step.state == *state).count(), labels::step(*state)))
        .filter(|(count, _)| *count > 0)
        .map(|(count, state)| format!("{count} {state}"))
        .collect();
    html! {
        <section aria-labelledby="steps-title">
            <h2 id="steps-title" tabindex="-1">{ "The steps of good practice" }</h2>
            <p>{ format!("Of the {} steps: {}.", steps.len(), counts.join(", ")) }</p>
            <div class="step-strip" aria-hidden="true">
                { for steps.iter().zip(1_u8..).map(|(step, number)| html! { <span class={class(step)}><span class="figures">{ number }</span>{ picture::sign(words::step(step.state)) }</span> }) }
            </div>
            <ol class="steps">
                { for steps.iter().map(|step| {
                    let at = step.second.map(|second| format!(" at {}", words::time(&props.session, second))).unwrap_or_default();
                    html! { <li class={class(step)}>{ picture::sign(words::step(step.state)) }<span>{ format!("{}: ", step.step.label()) }<strong>{ labels::step(step.state) }</strong>{ at }</span></li> }
                }) }
            </ol>
        </section>
    }
}

const fn class(step: &StepReport) -> &'static str {
    match step.state {
        StepState::Done => "step is-done",
        StepState::Late => "step is-late",
        StepState::Skipped => "step is-skipped",
        StepState::NotPart => "step is-no-part",
    }
}
