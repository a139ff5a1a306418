//! A tool's result in the terminal: what it is, why, how it may be left, and what it asks to be done.

use std::io::{BufRead, Write};

use doorstep_risk_tool::{Claim, LevelIndex, RiskTool, ToolResult};
use doorstep_simulator::Session;

use super::ask::{Stop, Terminal};
use super::form::Before;
use crate::page::{counted, hours};

/// The tool's result with its reasons, beside the assessment before.
pub(super) fn show(session: &Session, terminal: &mut Terminal<impl BufRead, impl Write>) -> Result<(), Stop> {
    let tool = &session.content().tool;
    let Some(result) = session.view().tool_result() else { return Ok(()) };
    terminal.say(&format!("\n4. The tool's result: {}\n\n", crate::tool::outcome(tool, result.outcome)))?;
    let (answers, before) = (session.state().answers(), Before::of(session));
    if let Ok(explained) = tool.explain(&answers, before.as_ref().map(Before::earlier)) {
        if let Some((says, instead)) = &explained.not_for {
            let instead = instead.as_ref().map(|tool| format!(" It says to use `{tool}` instead.")).unwrap_or_default();
            terminal.tell_within(&format!("{says}{instead}"))?;
        }
        for fired in &explained.fired {
            let items: Vec<&str> = fired.items.iter().map(|item| tool.items[item.at()].short.as_str()).collect();
            let because = if items.is_empty() { String::new() } else { format!(" ({})", items.join("; ")) };
            terminal.tell_within(&format!("{}: {}{because}", tool.level(fired.level).label, fired.says))?;
        }
        for scale in &explained.scales {
            let bin = scale.bin.as_ref().map(|bin| format!(" ({})", tool.word(&format!("bin/{}/{bin}", scale.id)))).unwrap_or_default();
            let value = scale.value.map_or_else(|| "cannot be worked out".to_owned(), |value| format!("{value}{bin}"));
            terminal.tell_within(&format!(
                "{}: {value}, with {} missing",
                scale.label,
                counted(scale.missing.len(), "answer", "answers")
            ))?;
        }
        terminal.tell_within(&format!(
            "{} answered yes, {} not established or declined, {} not asked.",
            counted(answers.iter().filter(|given| given.answer().claim() == Some(Claim::Present)).count(), "item is", "items are"),
            explained.not_established.len(),
            explained.not_asked.len()
        ))?;
    }
    if let Some(before) = &before {
        let changed = tool.items().filter(|(index, _)| before.answers.get(index.at()) != answers.get(index.at())).count();
        terminal.tell_within(&format!("Since \"{}\" {} changed.", before.label, counted(changed, "answer has", "answers have")))?;
    }
    terminal.tell_within("It is what the rules say of your answers, not a fact about this case.")?;
    if let Some(words) = override_words(tool, &result) {
        terminal.tell_within(&words)?;
    }
    Ok(())
}

/// What the tool says of leaving its result; nothing where everything is allowed to the officer alone.
fn override_words(tool: &RiskTool, result: &ToolResult) -> Option<String> {
    let (rule, from) = (&tool.r#override, result.level()?);
    let allowed = tool.override_to(result);
    if allowed.is_empty() {
        return Some("After this result the tool allows no other level.".to_owned());
    }
    if allowed.len() + 1 == tool.levels.len() && rule.by.is_empty() && !rule.needs_reviewer {
        return None;
    }
    let labels: Vec<&str> = allowed.into_iter().map(|level| tool.level(level).label.as_str()).collect();
    let by = if rule.by.is_empty() { String::new() } else { format!(" It may be left by: {}.", rule.by.join(", ")) };
    let reviewer = if rule.needs_reviewer { " Somebody besides you must agree." } else { "" };
    Some(format!("Besides {} the tool allows: {}.{by}{reviewer}", tool.level(from).label, labels.join(", ")))
}

/// What the tool asks for at the final level, and the steps that follow.
pub(super) fn asks(session: &Session, terminal: &mut Terminal<impl BufRead, impl Write>) -> Result<(), Stop> {
    let tool = &session.content().tool;
    let Some(index) = session.view().final_level().map(|last| last.level) else { return Ok(()) };
    let asked: Vec<String> = at_level(tool, index).into_iter().chain(steps(session, index)).collect();
    if asked.is_empty() {
        return Ok(());
    }
    terminal.say(&format!("The tool asks at \"{}\":\n", tool.level(index).label))?;
    asked.iter().try_for_each(|words| terminal.tell_within(&format!("- {words}")))?;
    terminal.say("\n")
}

/// The duties of a level, to whom it refers, and who must approve.
fn at_level(tool: &RiskTool, index: LevelIndex) -> Vec<String> {
    let level = tool.level(index);
    // A word under such a name is not there where the level has none.
    let word = |name: String| Some(tool.word(&name).to_owned()).filter(|word| *word != name);
    let refer = (0..).map_while(|place| word(format!("level/{}/refer/{place}", level.id))).map(|to| format!("refer to: {to}"));
    let approval = word(format!("level/{}/approval", level.id)).map(|by| format!("approval by: {by}"));
    let again = level.reassess_within.map(|seconds| format!("assess again within {}", hours(seconds / 3600)));
    let again = again.filter(|_| !level.duties.is_empty());
    level.duties.iter().cloned().chain(refer).chain(approval).chain(again).collect()
}

/// The steps of the tool's protocol that follow at a level.
fn steps(session: &Session, index: LevelIndex) -> Vec<String> {
    let tool = &session.content().tool;
    let (Ok(logic), Some(result)) = (tool.logic(), session.view().tool_result()) else { return Vec::new() };
    let holds = |place: usize, at: &[LevelIndex]| result.steps >> place & 1 == 1 && (at.is_empty() || at.contains(&index));
    let steps = logic.steps.iter().enumerate().filter(|(place, step)| holds(*place, &step.at));
    steps
        .map(|(_, step)| format!("{}{}", tool.word(&format!("step/{}", step.id)), if step.must { " (must be done)" } else { "" }))
        .collect()
}
