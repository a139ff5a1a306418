//! How often random plays reach each part of a call.
//!
//! A play takes one of the offered choices, each equally likely, until the call ends. At an assessment it draws a level and the actions.
//! The plays go through a [`Session`], so what counts is what the engine does; no view is built.

use std::sync::Arc;

use doorstep_risk_tool::LevelIndex;
use doorstep_scenario::{ActionIndex, ChoiceRef, FactIndex, Scenario, SceneIndex, Situation as _};
use doorstep_simulator::{Confidence, Content, Event, Mode, Phase, Said, Session};

use crate::dice::Dice;

/// A random play is left after so many choices. Calls end far sooner; one that can go on for ever does not.
pub const LONGEST_PLAY: usize = 2_000;

/// How many plays reached each part of a call. A play that reaches a part twice counts once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// How many plays there were.
    pub plays: u32,
    /// How many of them ended; the others were left after [`LONGEST_PLAY`] choices, or where nothing was offered.
    pub ended: u32,
    /// By scene, in order of the call.
    pub scenes: Vec<u32>,
    /// By choice, in order of the call: see [`Scenario::choice_number`].
    pub choices: Vec<u32>,
    /// By line: see [`Lines::number`].
    pub lines: Vec<u32>,
    /// By fact, in order of the call.
    pub facts: Vec<u32>,
    /// By ending, in order of the call.
    pub endings: Vec<u32>,
    /// How many choices the plays took together.
    pub steps: u64,
}

/// The lines of a call in one row: those of each scene, then those of each of its choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    /// The number of each scene's first line.
    scenes: Vec<u32>,
    /// The number of each choice's first line, by the choice's number.
    choices: Vec<u32>,
    /// How many lines there are.
    count: usize,
}

impl Lines {
    /// The lines of this call.
    pub fn of(scenario: &Scenario) -> Self {
        let (mut scenes, mut choices, mut next) = (Vec::new(), Vec::new(), 0_usize);
        // A call is far smaller than the numbers' end: its text is at most a few megabytes.
        let number = |next: usize| next as u32;
        for scene in &scenario.scenes {
            scenes.push(number(next));
            next += scene.lines.len();
            for choice in &scene.choices {
                choices.push(number(next));
                next += choice.lines.len();
            }
        }
        Self { scenes, choices, count: next }
    }

    /// How many lines the call has.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The number of the line that was said; nothing for the words of a choice or of an ending.
    pub fn number(&self, scenario: &Scenario, said: Said) -> Option<usize> {
        match said {
            Said::SceneLine(scene, line) => Some(self.scenes[scene.at()] as usize + usize::from(line)),
            Said::ChoiceLine(choice, line) => Some(self.choices[scenario.choice_number(choice)] as usize + usize::from(line)),
            Said::Choice(_) | Said::Ending(_) => None,
        }
    }
}

/// Takes so many random plays of a call and counts what they reach. The details that vary are drawn anew for each play.
pub fn cover(content: &Arc<Content>, plays: u32, seed: u64) -> Coverage {
    let scenario = &content.scenario;
    let lines = Lines::of(scenario);
    let mut coverage = Coverage {
        plays,
        ended: 0,
        scenes: vec![0; scenario.scenes.len()],
        choices: vec![0; scenario.choice_count()],
        lines: vec![0; lines.count()],
        facts: vec![0; scenario.facts.len()],
        endings: vec![0; scenario.endings.len()],
        steps: 0,
    };
    // The last play that reached each choice and line, from 1: what was reached twice in a play counts once.
    let mut choice_seen = vec![0_u32; coverage.choices.len()];
    let mut line_seen = vec![0_u32; coverage.lines.len()];
    for play in 1..=plays {
        let session = random_play(content, seed, u64::from(play));
        let state = session.state();
        coverage.steps += state.path().len() as u64;
        for (choice, _) in state.path() {
            count_once(&mut coverage.choices, &mut choice_seen, scenario.choice_number(*choice), play);
        }
        for turn in state.turns() {
            if let Some(number) = lines.number(scenario, turn.said) {
                count_once(&mut coverage.lines, &mut line_seen, number, play);
            }
        }
        for (count, number) in coverage.scenes.iter_mut().zip(0..) {
            *count += u32::from(state.visited(SceneIndex(number)));
        }
        for (count, number) in coverage.facts.iter_mut().zip(0..) {
            *count += u32::from(state.heard(FactIndex(number)));
        }
        if let Phase::Ended(ending) = state.phase() {
            coverage.ended += 1;
            coverage.endings[ending.at()] += 1;
        }
    }
    coverage
}

fn count_once(counts: &mut [u32], seen: &mut [u32], place: usize, play: u32) {
    if seen[place] != play {
        seen[place] = play;
        counts[place] += 1;
    }
}

/// A random play, to its end or to [`LONGEST_PLAY`].
fn random_play(content: &Arc<Content>, seed: u64, play: u64) -> Session {
    let mut dice = Dice::new(seed, play);
    let mut session = Session::start(content.clone(), play, Mode::Rehearsal, None, false);
    loop {
        let state = session.state();
        match state.phase() {
            Phase::Ended(_) => return session,
            Phase::Assessing(..) => assess(&mut session, content, &mut dice),
            Phase::Call => {
                let offers = state.offers();
                if offers.is_empty() || state.path().len() >= LONGEST_PLAY {
                    return session;
                }
                let choice = offers[dice.below(offers.len())];
                if session.apply(Event::Choose(choice)).is_err() {
                    // Only a transcript of 100,000 turns refuses a choice that it offers.
                    return session;
                }
            }
        }
    }
}

/// Makes an assessment with a drawn level and drawn actions, and an empty form: what may steer the call.
fn assess(session: &mut Session, content: &Content, dice: &mut Dice) {
    // A tool has at most 255 levels, a call at most 65,535 actions.
    let level = LevelIndex(dice.below(content.tool.levels.len()) as u8);
    let actions = (0..content.scenario.actions.len()).filter(|_| dice.heads()).map(|place| ActionIndex(place as u16)).collect();
    let reason = || "Drawn by chance.".to_owned();
    let events = [
        Event::FirstImpression(level),
        Event::LockAnswers,
        Event::OwnLevel { level, confidence: Confidence::Unsure, reason: reason(), cites: Vec::new() },
        Event::FinalLevel { level, reason: reason() },
        Event::Commit { actions, reassess_hours: 24, safe_contact: String::new(), handover: String::new() },
    ];
    for event in events {
        // Each event is the one that is due, with a level and actions that exist.
        let _taken = session.apply(event).is_ok();
        debug_assert!(_taken, "an assessment takes what is due");
    }
}

impl Coverage {
    /// How many plays took a choice.
    pub fn of_choice(&self, scenario: &Scenario, choice: ChoiceRef) -> u32 {
        self.choices.get(scenario.choice_number(choice)).copied().unwrap_or(0)
    }
}
