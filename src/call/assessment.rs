//! An assessment: its five parts in their order, one at a time.

use doorstep_simulator::{AssessmentPart, Phase};
use yew::prelude::*;

use super::desk::Desk;
use super::final_level::final_level_part;
use super::first_impression::first_impression_part;
use super::form_part::form_part;
use super::hand::{Place, problem};
use super::own_level::own_level_part;
use super::plan::plan_part;

/// The parts in order, with what people read.
const PARTS: [(AssessmentPart, &str); 5] = [
    (AssessmentPart::FirstImpression, "First impression"),
    (AssessmentPart::Answers, "The form"),
    (AssessmentPart::OwnLevel, "Your level"),
    (AssessmentPart::FinalLevel, "The tool\u{2019}s result"),
    (AssessmentPart::Plan, "What you do"),
];

/// Whether the button of the part that is due was pressed: something is missing then, or the page of answers is open.
pub(super) struct Pressed {
    /// Whether it was.
    pub(super) is: bool,
    /// Presses it, or takes it back.
    pub(super) set: Callback<bool>,
}

impl Pressed {
    /// What went wrong at this part: what the engine said, or what is missing once the button was pressed.
    pub(super) fn problem(&self, desk: &Desk, missing: Option<&'static str>) -> Html {
        let refused = desk.problem_at(Place::Assessment);
        problem(refused.as_deref().or(missing.filter(|_| self.is)))
    }
}

/// The assessment that is due; nothing where none is.
#[component]
pub(super) fn Assessment(desk: &Desk) -> Html {
    let pressed = use_state_eq(|| None::<AssessmentPart>);
    let Phase::Assessing(assessment, due) = desk.session.view().phase() else { return Html::default() };
    let label = desk.session.content().scenario.assessments.get(assessment.at()).map(|assessment| assessment.label.clone());
    let pressed = Pressed { is: *pressed == Some(due), set: Callback::from(move |is: bool| pressed.set(is.then_some(due))) };
    let part = match due {
        AssessmentPart::FirstImpression => first_impression_part(desk, &pressed),
        AssessmentPart::Answers => form_part(desk, &pressed),
        AssessmentPart::OwnLevel => own_level_part(desk, &pressed),
        AssessmentPart::FinalLevel => final_level_part(desk, &pressed),
        AssessmentPart::Plan => plan_part(desk, &pressed),
    };
    html! {
        <section class="assessment" aria-labelledby="assessment-heading">
            <h2 id="assessment-heading">{ "Assessment: " }{ label.unwrap_or_default() }</h2>
            { parts_so_far(due) }
            <div class="assessment-part" key={due as u8}>{ part }</div>
        </section>
    }
}

/// The list of the parts: done, due, and to come.
fn parts_so_far(due: AssessmentPart) -> Html {
    let rows = PARTS.iter().map(|(part, words)| {
        let (class, state) = match part.cmp(&due) {
            std::cmp::Ordering::Less => ("is-done", ", done"),
            std::cmp::Ordering::Equal => ("is-due", ", now"),
            std::cmp::Ordering::Greater => ("", ""),
        };
        html! {
            <li key={*words} {class} aria-current={(part == &due).then_some("step")}>
                { *words }<span class="visually-hidden">{ state }</span>
            </li>
        }
    });
    html! { <ol class="parts" aria-label="The parts of the assessment">{ for rows }</ol> }
}

/// The button that ends a part.
pub(super) fn part_button(desk: &Desk, words: &'static str, onclick: impl Fn(MouseEvent) + 'static) -> Html {
    html! {
        <div class="actions">
            <button type="button" class="button primary" disabled={desk.hand.read_only} {onclick}>{ words }</button>
        </div>
    }
}
