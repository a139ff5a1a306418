//! What stands on a marking sheet.

use doorstep_scoring::words::capital;
use doorstep_scoring::{AssessmentReport, CommittedReport, RationaleFact, Report};
use doorstep_simulator::{Committed, Session, SpokenBy, TurnIndex};

use super::Block;
use crate::page::hours;

/// What is marked: a name, and what 0, 1 and 2 mean.
const CRITERIA: [[&str; 4]; 5] = [
    [
        "Facts",
        "Names no fact, or only impressions.",
        "Names facts that were heard, but not those that carry the grade.",
        "Names the facts that carry the grade, as they were said, seen or found.",
    ],
    [
        "From facts to grade",
        "The grade stands beside the facts without a link, or against them.",
        "Says that the facts matter, not why they make this grade.",
        "Says why these facts make this grade and not the one above or below.",
    ],
    [
        "What is not known",
        "Treats what was not asked or not heard as a no.",
        "Says that something is open, not what.",
        "Names what is open, and what would change the grade.",
    ],
    [
        "What follows",
        "What was decided does not follow from the grade and its reasons.",
        "Some of it follows; time or person is missing.",
        "Each decision follows from a reason, with who does it and by when.",
    ],
    [
        "Language",
        "Makes the victim answerable for the violence, or states a suspicion as a fact.",
        "Mostly plain; mixes what was said with what is concluded.",
        "Plain and fair; keeps apart who said what and what the officer concludes.",
    ],
];

/// The sheet, part by part.
pub(super) fn blocks(report: &Report, session: &Session) -> Vec<Block> {
    let mut out = head(report, session);
    for assessment in &report.assessments {
        if let Some(committed) = &assessment.committed {
            out.extend(marked(assessment, committed, session));
        }
    }
    if report.assessments.iter().all(|each| each.committed.is_none()) {
        out.push(Block::Paragraph("No assessment was committed, so there is nothing to mark.".to_owned()));
    }
    out.push(Block::NewPage);
    out.push(Block::Heading("Afterwards: what the readers judged".to_owned()));
    out.push(Block::Paragraph("Look at this page when your marks are written, so that it does not lead them.".to_owned()));
    out.extend(report.assessments.iter().map(|assessment| readers(assessment, session)));
    out
}

fn head(report: &Report, session: &Session) -> Vec<Block> {
    let made = &report.made_from;
    let from = format!(
        "Call {} {} ({:.8}), key {} ({:.8}), policy {}, seed {}{}.",
        made.scenario,
        made.scenario_version,
        made.scenario_digest,
        made.key_version,
        made.key_digest,
        made.policy,
        made.seed,
        if report.repeat { "; a repeat" } else { "" }
    );
    vec![
        Block::Title(format!("Marking sheet: {}", session.content().scenario.title)),
        Block::Paragraph(from),
        Block::Paragraph(doorstep_scoring::words::status(made.key_status).to_owned()),
        Block::Blank(vec!["Officer (pseudonym)", "Marked by (role)", "Date"]),
        Block::Paragraph(
            "Mark what the officer wrote against what the officer had heard by then. Style, length and spelling count for nothing, and a \
             grade that you would not have given can be well reasoned. No program has marked or will mark these words. Two people mark \
             apart from each other; where they differ by more than one point they read it together."
                .to_owned(),
        ),
    ]
}

fn marked(assessment: &AssessmentReport, committed: &CommittedReport, session: &Session) -> Vec<Block> {
    let mut out = vec![Block::Heading(format!("Assessment: {}", assessment.label))];
    let log = session
        .view()
        .assessments()
        .iter()
        .rev()
        .find(|each| session.content().scenario.assessments.get(each.assessment.at()).is_some_and(|point| point.id == assessment.id));
    out.push(Block::Paragraph(levels(committed, session)));
    out.push(Block::Subheading("The reason, as written".to_owned()));
    out.push(quote(&committed.reason));
    if committed.last_reason != committed.reason && !committed.last_reason.trim().is_empty() {
        out.push(Block::Subheading("The reason for the final level, as written".to_owned()));
        out.push(quote(&committed.last_reason));
    }
    if let Some(log) = log {
        out.extend(decided(log, session));
    }
    out.push(Block::Subheading("Facts that a sound reason could name".to_owned()));
    if committed.rationale.is_empty() {
        out.push(Block::Paragraph("The key names none for this assessment.".to_owned()));
    } else {
        let head = vec!["Fact", "By then", "Cited", "Named in the officer's words? (yes, in part, no)"];
        out.push(Block::Table(head, committed.rationale.iter().map(fact).collect()));
    }
    out.push(Block::Subheading("Lines that the officer cited".to_owned()));
    if committed.cited.is_empty() {
        out.push(Block::Paragraph("None.".to_owned()));
    } else {
        let rows = committed.cited.iter().map(|cited| {
            let named = if cited.named { "yes" } else { "no" };
            vec![cited.turn.number().to_string(), said(cited.turn, session), named.to_owned(), String::new()]
        });
        out.push(Block::Table(vec!["Line", "Words", "Reveals a fact of the list above", "Bears on the grade? (yes, no)"], rows.collect()));
    }
    out.push(Block::Subheading("Marks".to_owned()));
    let rows =
        CRITERIA.map(|[name, none, some, full]| vec![name.to_owned(), none.to_owned(), some.to_owned(), full.to_owned(), String::new()]);
    out.push(Block::Table(vec!["What", "0", "1", "2", "Mark"], rows.to_vec()));
    out.push(Block::Blank(vec!["Sum, of 10", "The words that decided it", "What you would tell the officer"]));
    out
}

fn levels(committed: &CommittedReport, session: &Session) -> String {
    let level = |id: &str| {
        let tool = &session.content().tool;
        tool.find_level(id).map_or_else(|| id.to_owned(), |index| tool.level(index).label.clone())
    };
    let tool = committed.tool.as_deref().map_or_else(|| "none".to_owned(), level);
    let (hour, minute) = session.view().time_of_day(committed.second);
    format!(
        "Committed at {hour:02}:{minute:02}. First impression: {}. Own level: {}. The tool's result: {tool}. Final level: {}.",
        level(&committed.first_impression),
        level(&committed.own),
        level(&committed.last)
    )
}

/// What was decided and handed over.
fn decided(log: &Committed, session: &Session) -> Vec<Block> {
    let scenario = &session.content().scenario;
    let actions: Vec<String> = log.actions.iter().map(|action| session.view().words(&scenario.actions[action.at()].text)).collect();
    let actions = if actions.is_empty() { "nothing".to_owned() } else { actions.join(" ") };
    let mut out = vec![
        Block::Subheading("What was decided and handed over".to_owned()),
        Block::Paragraph(format!("Decided: {actions} Assess again within {}.", hours(u32::from(log.reassess_hours)))),
    ];
    out.extend([&log.safe_contact, &log.handover].into_iter().filter(|text| !text.trim().is_empty()).map(|text| quote(text)));
    out
}

fn fact(fact: &RationaleFact) -> Vec<String> {
    let heard = if fact.heard { "heard" } else { "not heard" };
    let cited = if fact.cited { "yes" } else { "no" };
    vec![fact.text.clone(), heard.to_owned(), cited.to_owned(), String::new()]
}

fn readers(assessment: &AssessmentReport, session: &Session) -> Block {
    let tool = &session.content().tool;
    let rows = assessment.readers.iter().map(|reader| {
        let level = tool.find_level(&reader.level).map_or(reader.level.as_str(), |index| tool.level(index).label.as_str());
        vec![assessment.label.clone(), capital(&reader.viewpoint), level.to_owned(), reader.reason.clone().unwrap_or_default()]
    });
    Block::Table(vec!["Assessment", "Viewpoint", "Level", "Reason"], rows.collect())
}

fn quote(text: &str) -> Block {
    Block::Quote(if text.trim().is_empty() { "(nothing was written)".to_owned() } else { text.to_owned() })
}

/// A line of the call, with who spoke it.
fn said(turn: TurnIndex, session: &Session) -> String {
    let view = session.view();
    view.turns().nth(turn.at()).map_or_else(String::new, |turn| {
        let words = view.words(turn.text);
        match turn.by {
            SpokenBy::Person(person) => format!("{}: {words}", view.words(&person.name)),
            SpokenBy::You => format!("You: {words}"),
            SpokenBy::YouDo | SpokenBy::Narrator | SpokenBy::Ending => words,
        }
    })
}
