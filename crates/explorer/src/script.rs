//! A session as text that plays it again, and as a witness.

use std::sync::Arc;

use doorstep_risk_tool::{Given, ItemIndex, RiskTool};
use doorstep_scenario::{ChoiceRef, FactIndex, Scenario};
use doorstep_simulator::{Attempt, Confidence, Content, Event, Mode, Script, Session, TurnIndex};

use crate::{Witness, WitnessStep};

/// The steps of a session: its choices and its final levels.
pub(crate) fn witness(session: &Session) -> Witness {
    let state = session.state();
    let mut steps = Vec::new();
    let mut choices = state.path().iter().map(|(choice, _)| WitnessStep::Choose(*choice));
    for committed in state.assessments() {
        let before = committed.step as usize - steps.iter().filter(|step| matches!(step, WitnessStep::Choose(_))).count();
        steps.extend(choices.by_ref().take(before));
        steps.push(WitnessStep::Grade(committed.assessment, committed.last.level));
    }
    steps.extend(choices);
    Witness { seed: session.attempt().header.seed, steps }
}

/// The session as a play, one step a line. Only what a search does is written: choices, answers, levels, actions.
pub(crate) fn lines(session: &Session) -> Vec<String> {
    let Attempt { events, .. } = session.attempt();
    let content = session.content();
    let (scenario, tool) = (&content.scenario, &content.tool);
    let mut choices = session.state().path().iter();
    let mut committed = session.state().assessments().iter();
    let mut lines = Vec::new();
    for event in events {
        match event {
            Event::Choose(_) => lines.extend(choices.next().map(|(choice, _): &(ChoiceRef, u32)| scenario.choice_name(*choice))),
            Event::Answer { item, answer, cites } => {
                let facts = facts_of(session, scenario, cites);
                let because = if facts.is_empty() { String::new() } else { format!(" because {}", facts.join(" ")) };
                lines.push(format!("answer {} {}{because}", tool.items[item.at()].id, answer_id(tool, *item, *answer)));
            }
            Event::OwnLevel { reason, cites, .. } => {
                lines.push(format!("reason {reason}"));
                let facts = facts_of(session, scenario, cites);
                if !facts.is_empty() {
                    lines.push(format!("cite {}", facts.join(" ")));
                }
            }
            Event::Commit { actions, reassess_hours, .. } => {
                lines.extend(actions.iter().map(|action| format!("action {}", scenario.actions[action.at()].id)));
                lines.push(format!("reassess {reassess_hours}"));
                lines.extend(
                    committed
                        .next()
                        .map(|made| format!("{}:{}", scenario.assessments[made.assessment.at()].id, tool.level(made.last.level).id)),
                );
            }
            _ => {}
        }
    }
    lines
}

/// The id of an answer, as a play names it.
fn answer_id(tool: &RiskTool, item: ItemIndex, given: Given) -> &str {
    let options = tool.items.get(item.at()).map_or(&[][..], |item| tool.answers_of(item));
    options.iter().find(|option| option.given() == given).map_or(given.answer().word(), |option| &option.id)
}

/// For each turn a fact that it was the first to reveal.
fn facts_of(session: &Session, scenario: &Scenario, cites: &[TurnIndex]) -> Vec<String> {
    let first = |turn: &TurnIndex| {
        let facts = scenario.facts.iter().zip(0..);
        facts.filter(|(_, number)| session.state().heard_at(FactIndex(*number)) == Some(*turn)).map(|(fact, _)| fact.id.clone()).next()
    };
    cites.iter().filter_map(first).collect()
}

/// Plays lines again; nothing where one does not fit.
pub(crate) fn replay(content: &Arc<Content>, seed: u64, lines: &[String]) -> Option<Session> {
    let mut session = Session::start(content.clone(), seed, Mode::Rehearsal, None, false);
    Script::parse(&lines.join("\n")).ok()?.play(&mut session).ok()?;
    Some(session)
}

/// How sure whoever follows the key is.
pub(crate) const SURE: Confidence = Confidence::Sure;
