//! What a test-wise trainee would exploit: right choices that are longer, stand elsewhere or take other times than wrong ones.
//!
//! Right is what an act with a positive value is done by, wrong what an act with a negative value is done by, among the choices of the call
//! and the actions of its assessments. What is both, or neither, is left out.

use doorstep_scenario::{Scenario, Text};
use doorstep_scoring::{Act, AnswerKey, Doing};

use crate::intervals::{Interval, area_under_curve};

/// So many right and so many wrong ones are needed before anything is said.
pub const FEWEST: usize = 12;
/// How far the interval must lie from one half.
pub const DISTANCE: f64 = 0.2;

/// What a test-wise trainee looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cue {
    /// How many letters it has.
    Length,
    /// Where it stands in its list: 0 the first, 1 the last.
    Position,
    /// How many seconds of the call it takes. Actions take none and are left out.
    Time,
}

impl Cue {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Length, Self::Position, Self::Time];

    /// The name as programs read it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Position => "position",
            Self::Time => "time",
        }
    }

    /// What the greater of two is, in words.
    pub const fn greater(self) -> &'static str {
        match self {
            Self::Length => "the longer one",
            Self::Position => "the one further down its list",
            Self::Time => "the one that takes more time",
        }
    }
}

/// What the right and the wrong ones of a call, or of a library, show of one cue.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// Which cue.
    pub cue: Cue,
    /// Of the right ones.
    pub right: Vec<f64>,
    /// Of the wrong ones.
    pub wrong: Vec<f64>,
}

impl Sample {
    /// The area under the curve, 0 to 1: how often the right one of a pair shows more of the cue. Nothing where one side is empty.
    pub fn area(&self) -> Option<Interval> {
        area_under_curve(&self.right, &self.wrong)
    }

    /// The area, where it gives the right ones away: the 95 % interval lies further than [`DISTANCE`] from one half, with at least
    /// [`FEWEST`] on each side.
    pub fn gives_away(&self) -> Option<Interval> {
        let enough = self.right.len() >= FEWEST && self.wrong.len() >= FEWEST;
        self.area().filter(|area| enough && (area.low > 0.5 + DISTANCE || area.high < 0.5 - DISTANCE))
    }

    /// Adds what another call shows of the same cue.
    pub fn add(&mut self, other: &Self) {
        self.right.extend_from_slice(&other.right);
        self.wrong.extend_from_slice(&other.wrong);
    }
}

/// Whether something is right or wrong to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Right,
    Wrong,
}

/// What the choices and actions of a call show, cue by cue.
pub fn samples(scenario: &Scenario, key: &AnswerKey) -> [Sample; 3] {
    let mut samples = Cue::ALL.map(|cue| Sample { cue, right: Vec::new(), wrong: Vec::new() });
    let mut add = |cue: Cue, side: Side, value: f64| {
        let sample = &mut samples[cue as usize];
        match side {
            Side::Right => sample.right.push(value),
            Side::Wrong => sample.wrong.push(value),
        }
    };
    for (at, choice) in scenario.choices() {
        let Some(side) = side(key, Doing::Choice(at)) else { continue };
        add(Cue::Length, side, letters(scenario, &choice.text));
        add(Cue::Time, side, f64::from(choice.seconds));
        if let Some(place) = place_in_list(at.choice.at(), scenario.scene(at.scene).choices.len()) {
            add(Cue::Position, side, place);
        }
    }
    for (action, place) in scenario.actions.iter().zip(0..) {
        let Some(side) = side(key, Doing::Action(doorstep_scenario::ActionIndex(place))) else { continue };
        add(Cue::Length, side, letters(scenario, &action.text));
        if let Some(place) = place_in_list(usize::from(place), scenario.actions.len()) {
            add(Cue::Position, side, place);
        }
    }
    samples
}

/// The first right choice of the call, or else the first right action: a place to begin.
pub(crate) fn first_right(scenario: &Scenario, key: &AnswerKey) -> Option<Doing> {
    let choices = scenario.choices().map(|(at, _)| Doing::Choice(at));
    let actions = (0..scenario.actions.len()).map(|place| Doing::Action(doorstep_scenario::ActionIndex(place as u16)));
    choices.chain(actions).find(|doing| side(key, *doing) == Some(Side::Right))
}

fn side(key: &AnswerKey, doing: Doing) -> Option<Side> {
    let done_by = |act: &&Act| act.any_of.contains(&doing);
    let right = key.acts.iter().filter(done_by).any(|act| act.value > 0);
    let wrong = key.acts.iter().filter(done_by).any(|act| act.value < 0);
    match (right, wrong) {
        (true, false) => Some(Side::Right),
        (false, true) => Some(Side::Wrong),
        _ => None,
    }
}

fn letters(scenario: &Scenario, text: &Text) -> f64 {
    // Of drawn details the first value stands for all; a text is far shorter than 2 to the power of 53.
    text.pieces(scenario, |_| 0).map(|piece| piece.chars().count()).sum::<usize>() as f64
}

/// 0 for the first, 1 for the last; nothing in a list of one.
fn place_in_list(place: usize, length: usize) -> Option<f64> {
    (length > 1).then(|| place as f64 / (length - 1) as f64)
}
