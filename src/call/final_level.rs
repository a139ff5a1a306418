//! The fourth part: the tool's result beside the own level, then the final level, kept or changed.

use doorstep_risk_tool::{Direction, LevelIndex, Outcome, RiskTool};
use doorstep_simulator::Event;
use yew::prelude::*;

use super::assessment::{Pressed, part_button};
use super::desk::Desk;
use super::drafts::DraftField;
use super::hand::Place;
use super::levels::level_radios;
use super::moment::PART;
use super::result::result_explained;
use super::text_field::TextField;
use super::words::confidence_words;

/// Shows the result and asks for the final level.
pub(super) fn final_level_part(desk: &Desk, pressed: &Pressed) -> Html {
    let view = desk.session.view();
    let tool = view.tool();
    // Invariant: at this part the own level is given, and the result is shown.
    let (Some(own), Some(result)) = (view.own_level(), view.tool_result()) else { return Html::default() };
    let level = tool.find_level(desk.drafts.get(DraftField::FinalLevel));
    let differs = level.and_then(|level| difference(tool, level, own.level, result.level()));
    let reason = desk.drafts.get(DraftField::FinalReason).to_owned();
    let missing = match (level, differs.is_some() && reason.trim().is_empty()) {
        (None, _) => Some("Choose a level first."),
        (_, true) => Some("Write your reason first, in a sentence."),
        _ => None,
    };
    let give = {
        let (hand, press) = (desk.hand.clone(), pressed.set.clone());
        move |_| match (level, missing) {
            (Some(level), None) => hand.apply(Place::Assessment, Event::FinalLevel { level, reason: reason.clone() }),
            _ => press.emit(true),
        }
    };
    let field = TextField {
        id: "final-reason".into(),
        label: if differs.is_some() { "Your reason (needed)" } else { "Your reason (if you have one to add)" }.into(),
        hint: differs,
        field: DraftField::FinalReason,
        drafts: &desk.drafts,
        hand: &desk.hand,
    };
    let stands = |name: &'static str, level: String, more: &'static str| {
        html! { <div><dt>{ name }</dt><dd><strong>{ level }</strong>{ " " }<span class="soft">{ more }</span></dd></div> }
    };
    let explained = tool.explain(&desk.session.state().answers(), None).ok();
    html! {
        <>
            <h3 id={PART} tabindex="-1">{ "The tool\u{2019}s result" }</h3>
            <dl class="two-levels">
                { stands("Your level", tool.level(own.level).label.clone(), confidence_words(own.confidence)) }
                { stands("The tool\u{2019}s result", outcome_words(tool, result.outcome), "from the answers you locked") }
            </dl>
            <p class="banner">{ "A form\u{2019}s result is not the truth about a case. It says what its rules make of your answers, blanks and all." }</p>
            { for explained.iter().map(|explained| result_explained(tool, explained)) }
            <h4>{ "Keep your level, or change it" }</h4>
            <p><strong>{ "A reason is needed when the final level differs from your own or from the tool\u{2019}s result." }</strong>{ direction_words(tool) }</p>
            { level_radios(desk, "My final level", DraftField::FinalLevel) }
            { field.html() }
            { pressed.problem(desk, missing) }
            { part_button(desk, "Set the final level", give) }
        </>
    }
}

/// In what a level differs, in words; nothing where it does not.
fn difference(tool: &RiskTool, level: LevelIndex, own: LevelIndex, result: Option<LevelIndex>) -> Option<String> {
    // A tool that gives no level is left by none.
    let result = result.unwrap_or(level);
    let name = |index: LevelIndex| tool.level(index).label.clone();
    match (level == own, level == result) {
        (true, true) => None,
        (true, false) => Some(format!("This differs from the tool\u{2019}s result, {}. Say why.", name(result))),
        (false, true) => Some(format!("This differs from your own level, {}. Say why.", name(own))),
        (false, false) => {
            Some(format!("This differs from your own level, {}, and from the tool\u{2019}s result, {}. Say why.", name(own), name(result)))
        }
    }
}

/// What came out, in words.
fn outcome_words(tool: &RiskTool, outcome: Outcome) -> String {
    match outcome {
        Outcome::Level(level) => tool.level(level).label.clone(),
        Outcome::AtLeast(level) => format!("at least {}", tool.level(level).label),
        Outcome::Judged => "your judgement gives the level".to_owned(),
        Outcome::NotScorable => "none: too little is known".to_owned(),
        Outcome::NotApplicable(_) => "none: this tool is not made for this case".to_owned(),
    }
}

/// What the tool says of leaving its result.
fn direction_words(tool: &RiskTool) -> &'static str {
    match tool.r#override.direction {
        Direction::None => " This tool says that its result should stand.",
        Direction::Up => " This tool says that you may go above its result, not below.",
        Direction::Both => " This tool says that you may go above or below its result.",
    }
}
