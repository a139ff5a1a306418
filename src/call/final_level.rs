//! The fourth part: the tool's result beside the own level, then the final level, kept or changed.

use doorstep_risk_tool::{Explanation, LevelIndex, RiskTool, ToolResult};
use doorstep_simulator::Event;
use yew::prelude::*;

use super::answers::changes;
use super::assessment::{Pressed, part_button};
use super::desk::Desk;
use super::drafts::DraftField;
use super::form::{Before, Tool};
use super::hand::Place;
use super::levels::level_radios;
use super::moment::PART;
use super::result::{outcome_in_short, result_explained};
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
    let leaves = level.filter(|level| result.level().is_some_and(|result| result != *level));
    let needs_agreement = tool.r#override.needs_reviewer && leaves.is_some();
    let (reason, agreed) = (desk.drafts.get(DraftField::FinalReason).to_owned(), desk.drafts.get(DraftField::Agreed).to_owned());
    let missing = match level {
        None => Some("Choose a level first."),
        Some(_) if differs.is_some() && reason.trim().is_empty() => Some("Write your reason first, in a sentence."),
        Some(_) if needs_agreement && agreed.trim().is_empty() => Some("Say who agrees first: this tool asks for somebody besides you."),
        Some(_) => None,
    };
    let give = {
        let (hand, press) = (desk.hand.clone(), pressed.set.clone());
        move |_| match (level, missing) {
            (Some(level), None) => {
                if needs_agreement {
                    hand.apply(Place::Assessment, Event::Agreed { by: agreed.clone() });
                }
                hand.apply(Place::Assessment, Event::FinalLevel { level, reason: reason.clone() });
            }
            _ => press.emit(true),
        }
    };
    let field = |id: &str, label: &str, hint: Option<String>, field: DraftField| {
        TextField { id: id.into(), label: label.into(), hint, field, drafts: &desk.drafts, hand: &desk.hand }.html()
    };
    let stands = |name: String, level: String, more: &'static str| {
        html! { <div><dt>{ name }</dt><dd><strong>{ level }</strong>{ " " }<span class="soft">{ more }</span></dd></div> }
    };
    let tools = Tool::all(&desk.session);
    let two = tools.len() > 1;
    let results: Vec<(Tool, Option<Before>, Option<Explanation>)> = tools.into_iter().map(|tool| explained(desk, tool)).collect();
    let name = |tool: &Tool| if two { tool.title.clone() } else { "The tool\u{2019}s result".to_owned() };
    let not_allowed = |to: LevelIndex| {
        let is_refused = result.level().is_some_and(|from| !tool.r#override.allows(from, to, result.floor));
        is_refused.then_some("This tool does not allow this level after its result.")
    };
    html! {
        <>
            <h3 id={PART} tabindex="-1">{ if two { "The tools\u{2019} results" } else { "The tool\u{2019}s result" } }</h3>
            <dl class="two-levels">
                { stands("Your level".into(), tool.level(own.level).label.clone(), confidence_words(own.confidence)) }
                { for results.iter().map(|(tool, _, explained)| {
                    let (words, more) = explained.as_ref().map(|explained| outcome_in_short(tool, explained.result.outcome)).unwrap_or_default();
                    stands(name(tool), words, more)
                }) }
            </dl>
            <p class="banner">{ "A form\u{2019}s result is not the truth about a case. It says what its rules make of your answers, blanks and all." }</p>
            if two {
                <p>{ "The same facts, two forms. Where they differ, it is in what each asks and how it weighs it, not in the case. Your final level is a level of " }<strong>{ tool.title.clone() }</strong>{ "." }</p>
            }
            { for results.iter().map(|(tool, before, explained)| html! {
                <section class="result-of-tool">
                    if two { <h4 class="form-title">{ tool.title.clone() }</h4> }
                    { for explained.iter().map(|explained| result_explained(tool, explained)) }
                    { for before.iter().map(|before| changes(&desk.session, tool, before)) }
                </section>
            }) }
            <h4>{ "Keep your level, or change it" }</h4>
            <p><strong>{ "A reason is needed when the final level differs from your own or from the tool\u{2019}s result." }</strong>{ override_words(tool, &result) }</p>
            { level_radios(desk, "My final level", DraftField::FinalLevel, not_allowed) }
            if level.is_some_and(|level| not_allowed(level).is_some()) {
                <p class="banner care" role="status">{ "This tool does not allow this level after its result. If you keep it, it is recorded so, with your reason, and the debrief says it." }</p>
            }
            { field("final-reason", if differs.is_some() { "Your reason (needed)" } else { "Your reason (if you have one to add)" }, differs, DraftField::FinalReason) }
            if needs_agreement {
                { field("agreed", "Who agrees (needed)", Some("This tool lets its result be left only with somebody besides you. Name their post; no real name.".into()), DraftField::Agreed) }
            }
            { pressed.problem(desk, missing) }
            { part_button(desk, "Set the final level", give) }
        </>
    }
}

/// A tool's result explained, compared with the assessment before.
fn explained(desk: &Desk, tool: Tool) -> (Tool, Option<Before>, Option<Explanation>) {
    let before = Before::of(&desk.session, &tool);
    let explained = tool.explain(&tool.answers(desk.session.view().sheet()), before.as_ref().map(Before::earlier)).ok();
    (tool, before, explained)
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

/// What the tool says of leaving its result: for which levels, by whom, and with whom.
fn override_words(tool: &RiskTool, result: &ToolResult) -> String {
    let rule = &tool.r#override;
    let Some(from) = result.level() else { return String::new() };
    let allows = |to: &LevelIndex| *to != from && rule.allows(from, *to, result.floor);
    let allowed: Vec<&str> = tool.levels().filter(|(to, _)| allows(to)).map(|(_, level)| level.label.as_str()).collect();
    if allowed.is_empty() {
        return " After this result the tool allows no other level.".to_owned();
    }
    let by = if rule.by.is_empty() { String::new() } else { format!(" It may be left by: {}.", rule.by.join(", ")) };
    let reviewer = if rule.needs_reviewer { " Somebody besides you must agree." } else { "" };
    format!(" After this result the tool also allows: {}.{by}{reviewer}", allowed.join(", "))
}
