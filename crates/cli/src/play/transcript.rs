//! The conversation on a page.

use doorstep_simulator::{Committed, Confidence, Session, SpokenBy, TurnView, View};

use crate::page::{hours, listed, wrap};

/// Where the words of a turn begin: after its number.
const INDENT: &str = "      ";

/// The briefing before the call.
pub(super) fn briefing(session: &Session, width: usize) -> String {
    let scenario = &session.content().scenario;
    let view = session.view();
    let mut out = format!("{}\n\n", scenario.title);
    out.push_str(&wrap("", "", &view.words(&scenario.you), width));
    if !scenario.control.is_empty() {
        out.push_str("\nWhat the control room knows:\n");
        scenario.control.iter().for_each(|line| out.push_str(&wrap("  - ", "    ", &view.words(line), width)));
    }
    if !scenario.content_notes.is_empty() {
        let notes = listed(scenario.content_notes.iter().map(String::as_str));
        out.push('\n');
        out.push_str(&wrap("", "", &format!("This call holds: {notes}."), width));
    }
    out
}

/// The whole attempt: briefing, conversation, and each assessment where it was made.
pub(super) fn whole(session: &Session, width: usize) -> String {
    let mut out = briefing(session, width);
    let mut committed = session.view().assessments().iter().peekable();
    for turn in session.view().turns() {
        while let Some(assessment) = committed.next_if(|assessment| assessment.turns as usize <= turn.index.at()) {
            out.push_str(&summary(session, assessment, width));
        }
        out.push_str(&self::turn(session.view(), &turn, width));
    }
    committed.for_each(|assessment| out.push_str(&summary(session, assessment, width)));
    out
}

/// The turns from a place on.
pub(super) fn since(session: &Session, place: usize, width: usize) -> String {
    session.view().turns().skip(place).map(|turn| self::turn(session.view(), &turn, width)).collect()
}

/// One turn: its heading if it has one, its number, who speaks, the words.
fn turn(view: View<'_>, turn: &TurnView<'_>, width: usize) -> String {
    let mut out = String::new();
    if let Some(heading) = turn.heading {
        let (hour, minute) = view.time_of_day(turn.turn.second);
        out.push_str(&format!("\n{}, {hour:02}:{minute:02}\n\n", view.words(heading)));
    }
    let words = view.words(turn.text);
    let said = match turn.by {
        SpokenBy::Narrator | SpokenBy::Ending => words,
        SpokenBy::You => format!("You: {words}"),
        SpokenBy::YouDo => format!("> {words}"),
        SpokenBy::Person(person) => format!("{}: {words}", view.words(&person.name)),
    };
    let mark = if turn.turn.marked { '*' } else { ' ' };
    out.push_str(&wrap(&format!("{:>4}{mark} ", turn.index.number()), INDENT, &said, width));
    out
}

/// An assessment as it was committed, in a few lines.
pub(super) fn summary(session: &Session, committed: &Committed, width: usize) -> String {
    let (scenario, tool) = (&session.content().scenario, &session.content().tool);
    let level = |index| tool.level(index).label.to_lowercase();
    let mut out = format!("\n{}\n\n", scenario.assessments[committed.assessment.at()].label);
    let mut line = |name: &str, text: &str| {
        if !text.trim().is_empty() {
            out.push_str(&wrap(&format!("{INDENT}{name}: "), "        ", text, width));
        }
    };
    line("First impression", &level(committed.first_impression));
    if committed.written.iter().any(|text| !text.trim().is_empty()) {
        let parts = tool.logic().map(|logic| logic.written).unwrap_or_default();
        for (part, text) in parts.iter().zip(&committed.written) {
            line(tool.word(&format!("written/{}", part.id)), text);
        }
    }
    line("Own level", &format!("{}, {}", level(committed.own.level), sure(committed.own.confidence)));
    line("Reason", &committed.own.reason);
    line("The tool's result", &committed.tool_level.map_or_else(|| "none".to_owned(), level));
    line("Final level", &level(committed.last.level));
    if committed.last.reason != committed.own.reason {
        line("Reason", &committed.last.reason);
    }
    line("Agreed by", &committed.agreed);
    for action in &committed.actions {
        line("Action", &session.view().words(&scenario.actions[action.at()].text));
    }
    line("Assess again within", &hours(u32::from(committed.reassess_hours)));
    line("Safe contact", &committed.safe_contact);
    line("Handover", &committed.handover);
    out
}

/// How sure, in words.
pub(super) const fn sure(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Unsure => "unsure",
        Confidence::FairlySure => "fairly sure",
        Confidence::Sure => "sure",
    }
}
