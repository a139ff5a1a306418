//! A tool's form in the terminal: what nothing has opened is not asked, ratings stand under their question, and what was answered in an
//! earlier assessment stands beside.

use std::io::{BufRead, Write};

use doorstep_risk_tool::logic::{Logic, Window};
use doorstep_risk_tool::{Answer, AnswerOption, Earlier, Given, Item, ItemIndex, ItemSource, LevelIndex, Outcome, RiskTool};
use doorstep_simulator::{Event, Session, TurnIndex};

use super::ask::{Stop, Terminal, number, numbers};
use crate::page::counted;

/// The assessment committed before, as a later one by the same tool sees it.
pub(super) struct Before {
    /// What the assessment point is called.
    pub(super) label: String,
    level: LevelIndex,
    /// The answers then.
    pub(super) answers: Vec<Given>,
}

impl Before {
    /// The assessment committed last; nothing before the first.
    pub(super) fn of(session: &Session) -> Option<Self> {
        let committed = session.view().assessments().last()?;
        let label = session.content().scenario.assessments[committed.assessment.at()].label.clone();
        Some(Self { label, level: committed.result_or_final(), answers: committed.answers() })
    }

    /// What the tool's rules compare with.
    pub(super) fn earlier(&self) -> Earlier<'_> {
        Earlier { level: Some(self.level), answers: &self.answers }
    }

    fn answer(&self, item: ItemIndex) -> Given {
        self.answers.get(item.at()).copied().unwrap_or_default()
    }
}

/// Asks for every answer that is asked in this case, then for changes, until the trainee locks them.
pub(super) fn fill_in(session: &mut Session, terminal: &mut Terminal<impl BufRead, impl Write>) -> Result<(), Stop> {
    let content = session.content().clone();
    let tool = &content.tool;
    // A form whose rules cannot be read is asked item by item all the same.
    let form = Form { tool, logic: tool.logic().unwrap_or_default(), before: Before::of(session) };
    terminal.say(&format!("\n2. {}\n\n", tool.title))?;
    terminal.tell(&format!(
        "Answers: {}. Write the number, and after it the numbers of the lines that it rests on: `1 12 14`. Enter keeps what stands there; what you leave is \"not asked\", which is not a no.",
        numbered(&tool.answers)
    ))?;
    if !tool.may_show_items {
        terminal
            .tell("The licence of this tool lets only numbers and short labels be shown here. Have its form beside you for the rest.")?;
    }
    let mut asked = vec![false; tool.items.len()];
    form.ask_open(session, &mut asked, terminal)?;
    loop {
        form.check_page(session, terminal)?;
        let change = terminal.ask_until("\nEnter locks the answers; the number of an item changes it:", |line| match line {
            "" => Ok(None),
            line => number(line, tool.items.len()).map(Some),
        })?;
        let Some((index, item)) = change.and_then(|place| tool.items().nth(place)) else { return Ok(()) };
        if form.open(session)[index.at()] {
            form.answer(session, index, item, Heading::Shown, terminal)?;
            form.ask_open(session, &mut asked, terminal)?;
        } else {
            terminal.tell("This item is not asked in this case: no answer has opened it.")?;
        }
    }
}

/// Whether a question's words stand above its answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Heading {
    Shown,
    /// They stand above the rating before.
    ShownBefore,
}

struct Form<'a> {
    tool: &'a RiskTool,
    logic: Logic,
    before: Option<Before>,
}

impl Form<'_> {
    /// Which items are asked in this case, by the answers so far.
    fn open(&self, session: &Session) -> Vec<bool> {
        self.tool.asked(&session.state().answers(), self.before.as_ref().map(Before::earlier))
    }

    /// What a rating is called, and the question that it rates; nothing for an item that is not rated several times.
    fn rating(&self, item: ItemIndex) -> Option<(String, &str)> {
        let (name, question) = self.logic.items.get(item.at())?.rating.as_ref()?;
        Some((self.tool.word(&format!("rating/{question}/{name}")).to_owned(), question))
    }

    /// Asks what is open and was not asked yet. An item is opened by earlier ones only: one walk in order meets them all.
    fn ask_open(&self, session: &mut Session, asked: &mut [bool], terminal: &mut Terminal<impl BufRead, impl Write>) -> Result<(), Stop> {
        let (mut group, mut question) = (None, None);
        for (index, item) in self.tool.items() {
            if asked[index.at()] || !self.open(session)[index.at()] {
                continue;
            }
            asked[index.at()] = true;
            if group != Some(item.group) {
                group = Some(item.group);
                terminal.say(&format!("\n{}\n", self.tool.groups[usize::from(item.group)].label))?;
            }
            let rated = self.rating(index).map(|(_, question)| question);
            let heading = if rated.is_some() && rated == question { Heading::ShownBefore } else { Heading::Shown };
            question = rated;
            self.answer(session, index, item, heading, terminal)?;
        }
        Ok(())
    }

    /// Asks for the answer to an item.
    fn answer(
        &self,
        session: &mut Session,
        index: ItemIndex,
        item: &Item,
        heading: Heading,
        terminal: &mut Terminal<impl BufRead, impl Write>,
    ) -> Result<(), Stop> {
        let tool = self.tool;
        let rating = self.rating(index).map(|(name, _)| name);
        if heading == Heading::Shown {
            // The short label of a rated item has its rating after it in brackets; here the rating stands by itself.
            let short = item.short.split(" (").next().filter(|_| rating.is_some()).unwrap_or(&item.short);
            terminal.say("\n")?;
            terminal.entry(index.at() + 1, if tool.may_show_items { &item.text } else { short })?;
            let tags = self.tags(index, item);
            if !tags.is_empty() {
                terminal.tell_under(&tags)?;
            }
            if item.answers != 0 {
                terminal.tell_under(&format!("Answers: {}.", numbered(tool.answers_of(item))))?;
            }
        }
        if let Some(before) = &self.before {
            let rating = rating.as_ref().map(|rating| format!(", {rating}")).unwrap_or_default();
            terminal.tell_under(&format!("{}{rating}: {}.", before.label, tool.answer_label(item, before.answer(index))))?;
        }
        let stands = tool.answer_label(item, session.view().sheet()[index.at()].given);
        let prompt = rating.map_or_else(|| format!("      {stands}:"), |rating| format!("      {rating} [{stands}]:"));
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

    /// What the tool says of how an item is answered; who answers it only where that is not so for most items.
    fn tags(&self, index: ItemIndex, item: &Item) -> String {
        let window = self.logic.items.get(index.at()).and_then(|item| item.window).map(window_words);
        let is_usual = 2 * self.tool.items.iter().filter(|other| other.source == item.source).count() > self.tool.items.len();
        let source = match item.source {
            ItemSource::Victim => "Answered by the person at risk.",
            ItemSource::Officer => "Answered from what you see and hear.",
            ItemSource::Records => "Answered from records.",
        };
        let source = (!is_usual).then(|| source.to_owned());
        let must_ask = item.must_ask.then(|| "Must be asked.".to_owned());
        must_ask.into_iter().chain(window).chain(source).collect::<Vec<_>>().join(" ")
    }

    /// The answers, what changed since the assessment before, and what was not asked.
    fn check_page(&self, session: &Session, terminal: &mut Terminal<impl BufRead, impl Write>) -> Result<(), Stop> {
        let tool = self.tool;
        terminal.say("\nYour answers\n\n")?;
        let (sheet, open) = (session.view().sheet(), self.open(session));
        let mut blanks = Vec::new();
        for (index, item) in tool.items().filter(|(index, _)| open[index.at()]) {
            let entry = &sheet[index.at()];
            if entry.answer() == Answer::NotAsked {
                blanks.push(item);
                continue;
            }
            let lines: Vec<String> = entry.cites.iter().map(|turn| turn.number().to_string()).collect();
            let rests = if lines.is_empty() {
                String::new()
            } else {
                format!(" ({} {})", if lines.len() == 1 { "line" } else { "lines" }, lines.join(", "))
            };
            let before = self.before.as_ref().map(|before| before.answer(index)).filter(|before| *before != entry.given);
            let before = before.map(|before| format!("; before: {}", tool.answer_label(item, before))).unwrap_or_default();
            terminal.entry(index.at() + 1, &format!("{}: {}{rests}{before}", item.short, tool.answer_label(item, entry.given)))?;
        }
        terminal.say(&format!("      {} not asked\n", counted(blanks.len(), "item", "items")))?;
        let must: Vec<&str> = blanks.iter().filter(|item| item.must_ask).map(|item| item.short.as_str()).collect();
        if !must.is_empty() {
            terminal.tell_within(&format!("Must be asked, and was not: {}.", must.join("; ")))?;
        }
        let result = tool.evaluate_after(&session.state().answers(), self.before.as_ref().map(Before::earlier));
        if let Outcome::NotApplicable(which) = result.outcome
            && let Some(applies) = self.logic.applies.get(usize::from(which))
        {
            let says = tool.word(&format!("applies/{}", applies.id)).to_owned();
            let instead = applies.instead.as_ref().map(|tool| format!(" It says to use `{tool}` instead.")).unwrap_or_default();
            terminal.tell_within(&format!("As the answers stand, this tool is not made for this case. {says}{instead}"))?;
        }
        Ok(())
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

/// The answers with the numbers to write.
fn numbered(options: &[AnswerOption]) -> String {
    let options: Vec<String> = options.iter().enumerate().map(|(place, option)| format!("{} {}", place + 1, option.label)).collect();
    options.join(", ")
}

/// Which time an item is about, in words.
fn window_words(window: Window) -> String {
    match window {
        Window::Ever => "At any time.".to_owned(),
        Window::Incident => "At this incident.".to_owned(),
        Window::Past { days, before_incident: true } => format!("In the {} before this incident.", counted(days as usize, "day", "days")),
        Window::Past { days, before_incident: false } => format!("In the last {}.", counted(days as usize, "day", "days")),
    }
}
