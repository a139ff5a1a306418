//! What stands beside the conversation: the form or the assessment, and the notebook.

use doorstep_simulator::{Phase, Session};
use yew::prelude::*;

use super::answers::AnswerList;
use super::assessment::Assessment;
use super::drafts::Drafts;
use super::form::{Form, Tool};
use super::hand::{Hand, Place, Refused};
use super::lines::Line;
use super::notebook::Notebook;
use crate::shared::Shared;

#[derive(Properties, PartialEq)]
pub(super) struct SideProps {
    pub(super) session: Shared<Session>,
    pub(super) drafts: Shared<Drafts>,
    pub(super) lines: Shared<Vec<Line>>,
    pub(super) hand: Hand,
    pub(super) refused: Option<Refused>,
}

/// The form or the assessment, and the notebook. The style sheet shows the one in front.
#[component]
pub(super) fn Side(props: &SideProps) -> Html {
    let SideProps { session, drafts, lines, hand, refused } = props;
    let form = match session.view().phase() {
        Phase::Assessing(assessment, part) => html! {
            <Assessment session={session.clone()} {assessment} {part} drafts={drafts.clone()} lines={lines.clone()} hand={hand.clone()} refused={*refused} />
        },
        Phase::Call => html! {
            <Form session={session.clone()} lines={lines.clone()} hand={hand.clone()} refused={*refused} />
        },
        // The form takes no more answers.
        Phase::Ended(_) => html! {
            <section class="form">
                <h2>{ session.view().tool().title.clone() }</h2>
                <p>{ "The call has ended. These are the answers as they stand." }</p>
                <AnswerList tool={Tool::of(session)} session={session.clone()} />
            </section>
        },
    };
    html! {
        <div class="call-side">
            <div class="side-form">{ form }</div>
            <div class="side-notebook">
                <Notebook session={session.clone()} drafts={drafts.clone()} lines={lines.clone()} hand={hand.clone()} problem={Refused::at(*refused, Place::Notebook)} />
            </div>
        </div>
    }
}
