//! An assessment in the terminal, part by part.

use std::io::{BufRead, Write};

use doorstep_risk_tool::{LevelIndex, RiskTool};
use doorstep_scenario::{ActionIndex, AssessmentIndex};
use doorstep_simulator::{AssessmentPart, Confidence, Event, Phase, Session, TurnIndex};

use super::ask::{Stop, Terminal, numbers};
use super::{form, result};
use crate::page::hours;

/// Makes the assessment that is due.
pub(super) fn make(session: &mut Session, due: AssessmentIndex, terminal: &mut Terminal<impl BufRead, impl Write>) -> Result<(), Stop> {
    let label = session.content().scenario.assessments[due.at()].label.clone();
    terminal.say(&format!("\n{label}\n"))?;
    while let Phase::Assessing(_, part) = session.state().phase() {
        let event = match part {
            AssessmentPart::FirstImpression => first_impression(session, terminal)?,
            AssessmentPart::Answers => {
                form::fill_in(session, terminal)?;
                Event::LockAnswers
            }
            AssessmentPart::OwnLevel => own_level(session, terminal)?,
            AssessmentPart::FinalLevel => final_level(session, terminal)?,
            AssessmentPart::Plan => plan(session, terminal)?,
        };
        if let Err(refusal) = session.apply(event) {
            terminal.tell(&super::sentence(&refusal.to_string()))?;
        }
    }
    terminal.say("\n")
}

/// Shows the levels and asks for one; `usual` is taken where nothing is written.
fn level(
    tool: &RiskTool,
    terminal: &mut Terminal<impl BufRead, impl Write>,
    prompt: &str,
    usual: Option<LevelIndex>,
) -> Result<LevelIndex, Stop> {
    for (index, level) in tool.levels() {
        terminal.entry(index.at() + 1, &format!("{}: {}", level.label, level.meaning))?;
    }
    let place = terminal.ask_number(prompt, tool.levels.len(), usual.map(LevelIndex::at))?;
    // A tool has at most 255 levels.
    Ok(LevelIndex(place as u8))
}

fn first_impression(session: &Session, terminal: &mut Terminal<impl BufRead, impl Write>) -> Result<Event, Stop> {
    terminal.say("\n1. First impression, before any form\n\n")?;
    level(&session.content().tool, terminal, "\nWhich level, by what you feel now?", None).map(Event::FirstImpression)
}

fn own_level(session: &mut Session, terminal: &mut Terminal<impl BufRead, impl Write>) -> Result<Event, Stop> {
    terminal.say("\n3. Your own level, before the tool's result\n\n")?;
    written_parts(session, terminal)?;
    let level = level(&session.content().tool, terminal, "\nWhich level?", None)?;
    const SURE: [Confidence; 3] = [Confidence::Unsure, Confidence::FairlySure, Confidence::Sure];
    let confidence = SURE[terminal.ask_number("How sure are you? 1 unsure, 2 fairly sure, 3 sure:", SURE.len(), None)?];
    let reason = terminal.ask_until("Why? In a sentence:", |line| match line {
        "" => Err("Write your reason, in a sentence.".to_owned()),
        line => Ok(line.to_owned()),
    })?;
    let turns = session.view().turn_count();
    let cites = terminal.ask_until("The lines that it rests on (numbers, or Enter for none):", |line| numbers(line, turns))?;
    Ok(Event::OwnLevel { level, confidence, reason, cites: cites.into_iter().map(|line| TurnIndex(line as u32)).collect() })
}

/// Asks for what the tool wants in words before the level.
fn written_parts(session: &mut Session, terminal: &mut Terminal<impl BufRead, impl Write>) -> Result<(), Stop> {
    let content = session.content().clone();
    let parts = content.tool.logic().map(|logic| logic.written).unwrap_or_default();
    if parts.is_empty() {
        return Ok(());
    }
    terminal.tell("This tool asks for a judgement in words before the level. What you write is part of the assessment.")?;
    for (part, place) in parts.iter().zip(0..) {
        terminal.say("\n")?;
        terminal.tell(&super::sentence(content.tool.word(&format!("written/{}", part.id))))?;
        let prompt = if part.required { "      Write:" } else { "      Write, or Enter for nothing:" };
        let text = terminal.ask_until(prompt, |line| match line {
            "" if part.required => Err("The tool needs this part. Write it, in a sentence or two.".to_owned()),
            line => Ok(line.to_owned()),
        })?;
        if !text.is_empty()
            && let Err(why) = super::live::apply(session, Event::Write { part: place, text })
        {
            terminal.tell(&why)?;
        }
    }
    terminal.say("\n")
}

fn final_level(session: &mut Session, terminal: &mut Terminal<impl BufRead, impl Write>) -> Result<Event, Stop> {
    let content = session.content().clone();
    let tool = &content.tool;
    let own = session.view().own_level().map(|own| own.level);
    let result = session.view().tool_result();
    result::show(session, terminal)?;
    terminal.say("\n")?;
    let level = level(tool, terminal, "\nYour final level (Enter keeps yours):", own)?;
    let leaves = result.and_then(|result| result.level().filter(|from| *from != level).map(|from| (result, from)));
    if let Some((result, from)) = leaves
        && !tool.r#override.allows(from, level, result.floor)
    {
        terminal.tell("This tool does not allow this level after its result. It is recorded so, with your reason.")?;
    }
    let reason = if Some(level) != own || leaves.is_some() {
        terminal.ask_until("It differs from your own level or from the tool's. Why? In a sentence:", |line| match line {
            "" => Err("Write your reason, in a sentence.".to_owned()),
            line => Ok(line.to_owned()),
        })?
    } else {
        terminal.ask("Anything to add to your reason? (Enter for nothing)")?
    };
    if leaves.is_some() && tool.r#override.needs_reviewer {
        let by = terminal.ask_until(
            "This tool lets its result be left only with somebody besides you. Who agrees? (a post, no name)",
            |line| {
                if line.is_empty() { Err("Write the post of who agrees.".to_owned()) } else { Ok(line.to_owned()) }
            },
        )?;
        if let Err(why) = super::live::apply(session, Event::Agreed { by }) {
            terminal.tell(&why)?;
        }
    }
    Ok(Event::FinalLevel { level, reason })
}

fn plan(session: &Session, terminal: &mut Terminal<impl BufRead, impl Write>) -> Result<Event, Stop> {
    terminal.say("\n5. What is done\n\n")?;
    result::asks(session, terminal)?;
    let count = session.view().actions().count();
    for (place, (_, text)) in session.view().actions().enumerate() {
        terminal.entry(place + 1, &session.view().words(text))?;
    }
    let actions = if count == 0 {
        Vec::new()
    } else {
        terminal.ask_until("\nWhich of these? (numbers, or Enter for none):", |line| numbers(line, count))?
    };
    let tool = &session.content().tool;
    let usual = session.view().final_level().and_then(|last| tool.level(last.level).reassess_within).map(|seconds| seconds / 3600);
    let prompt = match usual {
        Some(usual) => format!("Assessed again within (such as 24h or 7d; Enter for {}):", hours(usual)),
        None => "Assessed again within (such as 24h or 7d):".to_owned(),
    };
    let reassess_hours = terminal.ask_until(&prompt, |line| read_hours(line, usual))?;
    let safe_contact = terminal.ask("How can the person be reached safely?")?;
    let handover = terminal.ask("What must those who take over know?")?;
    // A call has far fewer actions than their numbers can count.
    let actions = actions.into_iter().map(|place| ActionIndex(place as u16)).collect();
    Ok(Event::Commit { actions, reassess_hours, safe_contact, handover })
}

fn read_hours(line: &str, usual: Option<u32>) -> Result<u16, String> {
    const MEND: &str = "Write hours or days with their letter: 24h, 7d.";
    let hours = match (line, usual) {
        ("", Some(usual)) => usual,
        (line, _) if line.bytes().all(|byte| byte.is_ascii_digit()) => line.parse().map_err(|_| MEND)?,
        (line, _) => {
            doorstep_source::read::seconds_of(line).filter(|seconds| *seconds >= 3600).map(|seconds| seconds / 3600).ok_or(MEND)?
        }
    };
    u16::try_from(hours).map_err(|_| "That is years away. Write a time within a few weeks.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_with_a_letter_or_without() {
        assert_eq!(read_hours("24h", None), Ok(24));
        assert_eq!(read_hours("7d", None), Ok(168));
        assert_eq!(read_hours("12", None), Ok(12));
        assert_eq!(read_hours("", Some(672)), Ok(672));
        assert!(read_hours("", None).is_err());
        assert!(read_hours("soon", None).is_err());
        assert!(read_hours("90000", None).is_err());
    }
}
