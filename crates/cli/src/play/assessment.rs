//! An assessment in the terminal, part by part.

use std::io::{BufRead, Write};

use doorstep_risk_tool::{Answer, AnswerOption, Claim, Given, Item, ItemIndex, LevelIndex, RiskTool};
use doorstep_scenario::{ActionIndex, AssessmentIndex};
use doorstep_simulator::{AssessmentPart, Confidence, Event, Phase, Session, TurnIndex};

use super::ask::{Stop, Terminal, number, numbers};
use crate::page::{counted, hours};

/// Makes the assessment that is due.
pub(super) fn make(session: &mut Session, due: AssessmentIndex, terminal: &mut Terminal<impl BufRead, impl Write>) -> Result<(), Stop> {
    let label = session.content().scenario.assessments[due.at()].label.clone();
    terminal.say(&format!("\n{label}\n"))?;
    while let Phase::Assessing(_, part) = session.state().phase() {
        let event = match part {
            AssessmentPart::FirstImpression => first_impression(session, terminal)?,
            AssessmentPart::Answers => {
                answers(session, terminal)?;
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

fn answers(session: &mut Session, terminal: &mut Terminal<impl BufRead, impl Write>) -> Result<(), Stop> {
    let content = session.content().clone();
    let tool = &content.tool;
    terminal.say(&format!("\n2. {}\n\n", tool.title))?;
    let options = numbered(&tool.answers);
    terminal.tell(&format!(
        "Answers: {}. Write the number, and after it the numbers of the lines that it rests on: `1 12 14`. Enter keeps what stands there; what you leave is \"not asked\", which is not a no.",
        options
    ))?;
    let mut group = None;
    for (index, item) in tool.items() {
        if group != Some(item.group) {
            group = Some(item.group);
            terminal.say(&format!("\n{}\n", tool.groups[usize::from(item.group)].label))?;
        }
        answer(session, tool, index, item, terminal)?;
    }
    loop {
        check_page(session, tool, terminal)?;
        let change = terminal.ask_until("\nEnter locks the answers; the number of an item changes it:", |line| match line {
            "" => Ok(None),
            line => number(line, tool.items.len()).map(Some),
        })?;
        let Some((index, item)) = change.and_then(|place| tool.items().nth(place)) else { return Ok(()) };
        answer(session, tool, index, item, terminal)?;
    }
}

/// Asks for the answer to an item.
fn answer(
    session: &mut Session,
    tool: &RiskTool,
    index: ItemIndex,
    item: &Item,
    terminal: &mut Terminal<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    terminal.say("\n")?;
    terminal.entry(index.at() + 1, if tool.may_show_items { &item.text } else { &item.short })?;
    if item.answers != 0 {
        terminal.tell_within(&format!("Answers: {}.", numbered(tool.answers_of(item))))?;
    }
    let prompt = format!("      {}:", tool.answer_label(item, session.view().sheet()[index.at()].given));
    loop {
        let turns = session.view().turn_count();
        let read = terminal.ask_until(&prompt, |line| read_answer(line, tool.answers_of(item), turns))?;
        let Some((answer, cites)) = read else { return Ok(()) };
        match super::live::apply(session, Event::Answer { item: index, answer, cites }) {
            Ok(()) => return Ok(()),
            Err(why) => terminal.tell(&why)?,
        }
    }
}

/// An answer with its lines; nothing where it stays as it is.
fn read_answer(line: &str, options: &[AnswerOption], turns: usize) -> Result<Option<(Given, Vec<TurnIndex>)>, String> {
    let (first, lines) = line.split_once([' ', ',']).unwrap_or((line, ""));
    if first.is_empty() {
        return Ok(None);
    }
    let place = number(first, options.len())?;
    let lines =
        numbers(lines, turns).map_err(|_| format!("The transcript has lines 1 to {turns}. Write for instance `{first} {turns}`."))?;
    Ok(Some((options[place].given(), lines.into_iter().map(|line| TurnIndex(line as u32)).collect())))
}

fn check_page(session: &Session, tool: &RiskTool, terminal: &mut Terminal<impl BufRead, impl Write>) -> Result<(), Stop> {
    terminal.say("\nYour answers\n\n")?;
    let sheet = session.view().sheet();
    for (index, item) in tool.items() {
        let entry = &sheet[index.at()];
        if entry.answer() == Answer::NotAsked {
            continue;
        }
        let lines: Vec<String> = entry.cites.iter().map(|turn| turn.number().to_string()).collect();
        let rests = if lines.is_empty() {
            String::new()
        } else {
            format!(" ({} {})", if lines.len() == 1 { "line" } else { "lines" }, lines.join(", "))
        };
        terminal.entry(index.at() + 1, &format!("{}: {}{rests}", item.short, tool.answer_label(item, entry.given)))?;
    }
    let blank = sheet.iter().filter(|entry| entry.answer() == Answer::NotAsked).count();
    terminal.say(&format!("      {} not asked\n", counted(blank, "item", "items")))
}

/// The answers with the numbers to write.
fn numbered(options: &[AnswerOption]) -> String {
    let options: Vec<String> = options.iter().enumerate().map(|(place, option)| format!("{} {}", place + 1, option.label)).collect();
    options.join(", ")
}

fn own_level(session: &Session, terminal: &mut Terminal<impl BufRead, impl Write>) -> Result<Event, Stop> {
    terminal.say("\n3. Your own level, before the tool's result\n\n")?;
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

fn final_level(session: &Session, terminal: &mut Terminal<impl BufRead, impl Write>) -> Result<Event, Stop> {
    let tool = &session.content().tool;
    let own = session.view().own_level().map(|own| own.level);
    let mut differs = None;
    if let Some(result) = session.view().tool_result() {
        terminal.say(&format!("\n4. The tool's result: {}\n\n", crate::tool::outcome(tool, result.outcome)))?;
        let answers = session.state().answers();
        if let Ok(explained) = tool.explain(&answers, None) {
            for fired in &explained.fired {
                let items: Vec<&str> = fired.items.iter().map(|item| tool.items[item.at()].short.as_str()).collect();
                let because = if items.is_empty() { String::new() } else { format!(" ({})", items.join(", ")) };
                terminal.tell_within(&format!("{}: {}{because}", tool.level(fired.level).label, fired.says))?;
            }
            terminal.tell_within(&format!(
                "{} answered yes, {} not established or declined, {} not asked.",
                counted(answers.iter().filter(|given| given.answer().claim() == Some(Claim::Present)).count(), "item is", "items are"),
                explained.not_established.len(),
                explained.not_asked.len()
            ))?;
        }
        terminal.tell_within("It is what the rules say of your answers, not a fact about this case.")?;
        differs = result.level();
    }
    terminal.say("\n")?;
    let level = level(tool, terminal, "\nYour final level (Enter keeps yours):", own)?;
    let reason = if Some(level) != own || differs.is_some_and(|result| result != level) {
        terminal.ask_until("It differs from your own level or from the tool's. Why? In a sentence:", |line| match line {
            "" => Err("Write your reason, in a sentence.".to_owned()),
            line => Ok(line.to_owned()),
        })?
    } else {
        terminal.ask("Anything to add to your reason? (Enter for nothing)")?
    };
    Ok(Event::FinalLevel { level, reason })
}

fn plan(session: &Session, terminal: &mut Terminal<impl BufRead, impl Write>) -> Result<Event, Stop> {
    terminal.say("\n5. What is done\n\n")?;
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
