//! What stands below the transcript: the choices, the way to an assessment that is due, the end, or the excuse for a dead end.

use doorstep_simulator::{AssessmentPart, Phase};
use yew::prelude::*;

use super::choices::{LastPress, NumberKeys, choices};
use super::desk::Desk;
use super::hand::{Place, problem};
use super::moment::CHOICES;
use super::words::time_words;

/// What comes next calls back for, besides events.
#[derive(Clone, PartialEq)]
pub(super) struct Ways {
    /// To the assessment that is due.
    pub(super) on_assessment: Callback<()>,
    /// To look back.
    pub(super) on_finished: Callback<()>,
    /// Out of a call that goes no further.
    pub(super) on_stopped: Callback<()>,
}

/// What comes next.
pub(super) fn next(desk: &Desk, ways: &Ways, keys: &NumberKeys, last_press: &LastPress) -> Html {
    let view = desk.session.view();
    match view.phase() {
        Phase::Call if view.offers().len() == 0 => {
            let about = html! {
                <>
                    { problem(desk.problem_at(Place::Choices).as_deref()) }
                    <p>{ "There should be something to say or do here, and there is nothing. This is a mistake in the call, not yours." }</p>
                    <p>{ "You can end the call here. What you did is kept and can be exported, so that the author can mend it." }</p>
                </>
            };
            card("This call goes no further".into(), about, "End here and keep the attempt", desk.hand.read_only, &ways.on_stopped)
        }
        Phase::Call => choices(desk, keys, last_press),
        Phase::Assessing(assessment, part) => {
            let label = desk.session.content().scenario.assessments.get(assessment.at()).map_or("", |assessment| assessment.label.as_str());
            let about = html! { <p>{ "The clock stands still meanwhile. You can look back at any line, and mark more." }</p> };
            let words = if part == AssessmentPart::FirstImpression { "Begin the assessment" } else { "Go on with the assessment" };
            card(format!("An assessment is due: {label}"), about, words, false, &ways.on_assessment)
        }
        Phase::Ended(_) => {
            let time = time_words(&view, view.second());
            let about = html! { <p>{ "It is " }{ time }{ ". Before the debrief you are asked three short questions about what you make of it." }</p> };
            card("The call has ended".into(), about, "Go on to look back", desk.hand.read_only, &ways.on_finished)
        }
    }
}

/// What stands in the place of the choices: a heading, some words and a button.
fn card(heading: String, about: Html, words: &'static str, disabled: bool, on_press: &Callback<()>) -> Html {
    html! {
        <section class="next card" aria-labelledby={CHOICES}>
            <h2 id={CHOICES} tabindex="-1">{ heading }</h2>
            { about }
            <div class="actions">
                <button type="button" class="button primary" {disabled} onclick={on_press.reform(|_: MouseEvent| ())}>{ words }</button>
            </div>
        </section>
    }
}
