//! The fourth part: the tool's result beside the own level, then the final level, kept or changed.

use doorstep_risk_tool::{Direction, LevelIndex};
use doorstep_simulator::Event;
use yew::prelude::*;

use super::assessment::AssessmentProps;
use super::drafts::DraftField;
use super::form::Tool;
use super::hand::{Place, problem};
use super::levels::LevelRadios;
use super::moment::PART;
use super::result::ResultExplained;
use super::text_field::TextField;
use super::words::confidence_words;

/// Shows the result and asks for the final level.
#[component]
pub(super) fn FinalLevelPart(props: &AssessmentProps) -> Html {
    let asked = use_state_eq(|| false);
    let view = props.session.view();
    let tool = Tool::of(&props.session);
    // Invariant: at this part the own level is given, and the result is shown.
    let (Some(own), Some(result)) = (view.own_level(), view.tool_result()) else { return Html::default() };
    let level = tool.find_level(props.drafts.get(DraftField::FinalLevel));
    let reason = props.drafts.get(DraftField::FinalReason).to_owned();
    let differs = level.and_then(|level| difference(&tool, level, own.level, result.level));
    let missing = match (level, differs.is_some() && reason.trim().is_empty()) {
        (None, _) => Some("Choose a level first."),
        (_, true) => Some("Write your reason first, in a sentence."),
        _ => None,
    };
    let onclick = {
        let (hand, asked, reason) = (props.hand.clone(), asked.clone(), reason.clone());
        move |_| match (level, missing) {
            (Some(level), None) => hand.apply(Place::Assessment, Event::FinalLevel { level, reason: reason.clone() }),
            _ => asked.set(true),
        }
    };
    let refused = props.problem();
    html! {
        <>
            <h3 id={PART} tabindex="-1">{ "The tool\u{2019}s result" }</h3>
            <dl class="two-levels">
                <div><dt>{ "Your level" }</dt><dd><strong>{ tool.level(own.level).label.clone() }</strong>{ " " }<span class="soft">{ confidence_words(own.confidence) }</span></dd></div>
                <div><dt>{ "The tool\u{2019}s result" }</dt><dd><strong>{ tool.level(result.level).label.clone() }</strong>{ " " }<span class="soft">{ "from the answers you locked" }</span></dd></div>
            </dl>
            <p class="banner">{ "A form\u{2019}s result is not the truth about a case. It says what its rules make of your answers, blanks and all." }</p>
            <ResultExplained tool={tool.clone()} result={result.clone()} />
            <h4>{ "Keep your level, or change it" }</h4>
            <p><strong>{ "A reason is needed when the final level differs from your own or from the tool\u{2019}s result." }</strong>{ direction_words(&tool) }</p>
            <LevelRadios tool={tool.clone()} legend="My final level" field={DraftField::FinalLevel} chosen={props.drafts.get(DraftField::FinalLevel).to_owned()} hand={props.hand.clone()} />
            <TextField id="final-reason" label={if differs.is_some() { "Your reason (needed)" } else { "Your reason (if you have one to add)" }} hint={differs.map(AttrValue::from)}
                field={DraftField::FinalReason} text={reason} hand={props.hand.clone()} />
            { problem(refused.as_deref().or(missing.filter(|_| *asked))) }
            <div class="actions">
                <button type="button" class="button primary" disabled={props.hand.read_only} {onclick}>{ "Set the final level" }</button>
            </div>
        </>
    }
}

/// In what a level differs, in words; nothing where it does not.
fn difference(tool: &Tool, level: LevelIndex, own: LevelIndex, result: LevelIndex) -> Option<String> {
    let name = |index: LevelIndex| tool.level(index).label.clone();
    match (level == own, level == result) {
        (true, true) => None,
        (true, false) => Some(format!("This differs from the tool\u{2019}s result, {}. Say why.", name(result))),
        (false, true) => Some(format!("This differs from your own level, {}. Say why.", name(own))),
        (false, false) => Some(format!("This differs from your own level, {}, and from the tool\u{2019}s result, {}. Say why.", name(own), name(result))),
    }
}

/// What the tool says of leaving its result.
fn direction_words(tool: &Tool) -> &'static str {
    match tool.r#override.direction {
        Direction::None => " This tool says that its result should stand.",
        Direction::Up => " This tool says that you may go above its result, not below.",
        Direction::Both => " This tool says that you may go above or below its result.",
    }
}
