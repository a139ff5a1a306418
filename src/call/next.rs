//! What stands below the transcript: the choices, the way to an assessment that is due, the end, or the excuse for a dead end.

use doorstep_scenario::AssessmentIndex;
use doorstep_simulator::{AssessmentPart, Phase, Session};
use yew::prelude::*;

use super::choices::Choices;
use super::hand::{Hand, Place, Refused, problem};
use super::moment::CHOICES;
use super::words::time_words;
use crate::shared::Shared;

#[derive(Properties, PartialEq)]
pub(super) struct NextProps {
    pub(super) session: Shared<Session>,
    pub(super) hand: Hand,
    pub(super) refused: Option<Refused>,
    pub(super) number_keys: bool,
    pub(super) on_number_keys: Option<Callback<bool>>,
    pub(super) on_assessment: Callback<()>,
    pub(super) on_finished: Callback<()>,
    pub(super) on_stopped: Callback<()>,
}

/// What comes next.
#[component]
pub(super) fn Next(props: &NextProps) -> Html {
    let view = props.session.view();
    match view.phase() {
        Phase::Call if view.offers().len() == 0 => dead_end(props),
        Phase::Call => {
            let problem = Refused::at(props.refused, Place::Choices);
            html! {
                <Choices session={props.session.clone()} hand={props.hand.clone()} number_keys={props.number_keys}
                    on_number_keys={props.on_number_keys.clone()} {problem} />
            }
        }
        Phase::Assessing(assessment, part) => assessment_due(props, assessment, part),
        Phase::Ended(_) => ended(props),
    }
}

fn assessment_due(props: &NextProps, assessment: AssessmentIndex, part: AssessmentPart) -> Html {
    let label = props.session.content().scenario.assessments.get(assessment.at()).map(|assessment| assessment.label.clone());
    let on_assessment = props.on_assessment.clone();
    let words = if part == AssessmentPart::FirstImpression { "Begin the assessment" } else { "Go on with the assessment" };
    html! {
        <section class="next card" aria-labelledby={CHOICES}>
            <h2 id={CHOICES} tabindex="-1">{ "An assessment is due: " }{ label.unwrap_or_default() }</h2>
            <p>{ "The clock stands still meanwhile. You can look back at any line, and mark more." }</p>
            <div class="actions">
                <button type="button" class="button primary" onclick={move |_| on_assessment.emit(())}>{ words }</button>
            </div>
        </section>
    }
}

fn ended(props: &NextProps) -> Html {
    let view = props.session.view();
    let on_finished = props.on_finished.clone();
    html! {
        <section class="next card" aria-labelledby={CHOICES}>
            <h2 id={CHOICES} tabindex="-1">{ "The call has ended" }</h2>
            <p>{ format!("It is {}. Before the debrief you are asked three short questions about what you make of it.", time_words(&view, view.second())) }</p>
            <div class="actions">
                <button type="button" class="button primary" disabled={props.hand.read_only} onclick={move |_| on_finished.emit(())}>{ "Go on to look back" }</button>
            </div>
        </section>
    }
}

fn dead_end(props: &NextProps) -> Html {
    let on_stopped = props.on_stopped.clone();
    html! {
        <section class="next card" aria-labelledby={CHOICES}>
            <h2 id={CHOICES} tabindex="-1">{ "This call goes no further" }</h2>
            { problem(Refused::at(props.refused, Place::Choices).as_deref()) }
            <p>{ "There should be something to say or do here, and there is nothing. This is a mistake in the call, not yours." }</p>
            <p>{ "You can end the call here. What you did is kept and can be exported, so that the author can mend it." }</p>
            <div class="actions">
                <button type="button" class="button primary" disabled={props.hand.read_only} onclick={move |_| on_stopped.emit(())}>{ "End here and keep the attempt" }</button>
            </div>
        </section>
    }
}
