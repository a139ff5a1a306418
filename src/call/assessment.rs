//! An assessment: its five parts in their order, one at a time.

use doorstep_scenario::AssessmentIndex;
use doorstep_simulator::{AssessmentPart, Session};
use yew::prelude::*;

use super::drafts::Drafts;
use super::final_level::FinalLevelPart;
use super::first_impression::FirstImpressionPart;
use super::form_part::FormPart;
use super::hand::{Hand, Refused};
use super::lines::Line;
use super::own_level::OwnLevelPart;
use super::plan::PlanPart;
use crate::shared::Shared;

/// The parts in order, with what people read.
const PARTS: [(AssessmentPart, &str); 5] = [
    (AssessmentPart::FirstImpression, "First impression"),
    (AssessmentPart::Answers, "The form"),
    (AssessmentPart::OwnLevel, "Your level"),
    (AssessmentPart::FinalLevel, "The tool\u{2019}s result"),
    (AssessmentPart::Plan, "What you do"),
];

#[derive(Clone, Properties, PartialEq)]
pub(super) struct AssessmentProps {
    pub(super) session: Shared<Session>,
    pub(super) assessment: AssessmentIndex,
    pub(super) part: AssessmentPart,
    pub(super) drafts: Shared<Drafts>,
    pub(super) lines: Shared<Vec<Line>>,
    pub(super) hand: Hand,
    pub(super) refused: Option<Refused>,
}

impl AssessmentProps {
    /// What went wrong at this part, in words.
    pub(super) fn problem(&self) -> Option<String> {
        Refused::at(self.refused, super::hand::Place::Assessment)
    }
}

/// The assessment that is due.
#[component]
pub(super) fn Assessment(props: &AssessmentProps) -> Html {
    let label = props.session.content().scenario.assessments.get(props.assessment.at()).map(|assessment| assessment.label.clone());
    let part = match props.part {
        AssessmentPart::FirstImpression => html! { <FirstImpressionPart ..props.clone() /> },
        AssessmentPart::Answers => html! { <FormPart ..props.clone() /> },
        AssessmentPart::OwnLevel => html! { <OwnLevelPart ..props.clone() /> },
        AssessmentPart::FinalLevel => html! { <FinalLevelPart ..props.clone() /> },
        AssessmentPart::Plan => html! { <PlanPart ..props.clone() /> },
    };
    html! {
        <section class="assessment" aria-labelledby="assessment-heading">
            <h2 id="assessment-heading">{ "Assessment: " }{ label.unwrap_or_default() }</h2>
            { parts_so_far(props.part) }
            <div class="assessment-part" key={format!("{:?}", props.part)}>{ part }</div>
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
