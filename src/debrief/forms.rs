//! What else belongs to an assessment's form: a second form beside the first, what its tool asked for in words, who agreed.

use doorstep_risk_tool::{Earlier, Given};
use doorstep_simulator::{Committed, Session};
use yew::prelude::*;

use crate::call::outcome_words;

/// What else belongs to the form of an assessment; nothing for most.
pub(super) fn more_of_the_form(session: &Session, made: &Committed) -> Html {
    let tool = &session.content().tool;
    let written = tool.logic().map(|logic| logic.written).unwrap_or_default();
    let written = written.iter().zip(&made.written).filter(|(_, words)| !words.trim().is_empty()).map(|(part, words)| {
        html! {
            <div key={part.id.clone()}>
                <p class="factor-label">{ tool.word(&format!("written/{}", part.id)).to_owned() }{ ":" }</p>
                <blockquote><p>{ words.clone() }</p></blockquote>
            </div>
        }
    });
    html! {
        <>
            { for written }
            if !made.agreed.trim().is_empty() {
                <p class="factor-label">{ "Who agreed to leaving the form's result:" }</p>
                <blockquote><p>{ made.agreed.clone() }</p></blockquote>
            }
            { beside(session, made) }
        </>
    }
}

/// What the second form came to, beside the first.
fn beside(session: &Session, made: &Committed) -> Html {
    let content = session.content();
    let Some(beside) = &content.beside else { return Html::default() };
    let of_second = |committed: &Committed| committed.answers().split_off(content.tool.items.len().min(committed.sheet.len()));
    let before: Option<Vec<Given>> = session.state().assessments().iter().take_while(|each| *each != made).last().map(of_second);
    let level = before.as_ref().and_then(|answers| beside.tool.evaluate(answers).level());
    let earlier = before.as_ref().map(|answers| Earlier { level, answers });
    let first = made.tool_level.map_or_else(|| "no level".to_owned(), |level| content.tool.level(level).label.clone());
    let second = outcome_words(&beside.tool, beside.tool.evaluate_after(&of_second(made), earlier).outcome);
    html! {
        <>
            <p class="factor-label">{ "Two forms, the same facts:" }</p>
            <ul>
                <li>{ content.tool.title.clone() }{ ": " }<strong>{ first }</strong></li>
                <li>{ beside.tool.title.clone() }{ ": " }<strong>{ second }</strong></li>
            </ul>
            <p class="small soft">{ "Your points come from the first. Neither result is the truth about the case." }</p>
        </>
    }
}
