//! Generated calls: made up by a program from a seed, marked as such, for tests of measurement and for nothing else.
//!
//! Each has its own factors, truths, gates (what is not told while somebody listens, or before there is some ease), acts and readings by
//! generated readers. They are plain on purpose: a call that teaches is written by people.

mod topics;
mod write;

use doorstep_risk_tool::RiskTool;

use crate::dice::Dice;
use topics::{Gravity, HARMFUL, SOUND, TOPICS};

/// How long a generated call is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Seven or eight factors and one assessment.
    Vignette,
    /// Fourteen factors and two assessments.
    Call,
}

/// A generated call as its author would have written it.
#[derive(Clone, Debug)]
pub struct Texts {
    /// `scenario.yaml`.
    pub scenario: String,
    /// `key.yaml`.
    pub key: String,
    /// A play that takes it well.
    pub good_play: String,
}

/// How many generated readers a generated key has.
const READERS: usize = 10;
/// How often a generated reader votes for what the rule says; else for a level beside it.
const READS_AS_THE_RULE: f64 = 0.85;
/// So many of the readers agree at least on each level: else they read again.
const AGREE: usize = 7;

/// What is true of a factor of a generated call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Is {
    There,
    NotThere,
    Open,
}

/// A factor of a generated call.
#[derive(Clone, Debug)]
pub(crate) struct Planned {
    pub(crate) topic: usize,
    pub(crate) is: Is,
    pub(crate) weight: u8,
    /// Not told before there is some ease.
    pub(crate) guarded: bool,
    /// Asked in the second room.
    pub(crate) direct: bool,
    /// Asked after the first assessment only.
    pub(crate) late: bool,
}

/// A generated call before it is written down.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) seed: u64,
    pub(crate) size: Size,
    pub(crate) factors: Vec<Planned>,
    /// Places in `SOUND`; the first two must be.
    pub(crate) sound: Vec<usize>,
    /// Places in `HARMFUL`.
    pub(crate) harmful: Vec<usize>,
    /// The order in which actions stand: sound ones first, then harmful ones.
    pub(crate) order: Vec<usize>,
    /// The level that all that is true comes to, from 0.
    pub(crate) level: usize,
    /// The readers' levels.
    pub(crate) votes: Vec<usize>,
    pub(crate) tool: String,
    pub(crate) levels: Vec<String>,
}

/// Writes a call for a tool with at least three levels.
pub(crate) fn texts(tool: &RiskTool, size: Size, seed: u64) -> Texts {
    let plan = plan(tool, size, seed);
    Texts { scenario: write::scenario(&plan), key: write::key(&plan), good_play: write::good_play(&plan) }
}

fn plan(tool: &RiskTool, size: Size, seed: u64) -> Plan {
    let mut dice = Dice::of(&[seed, size as u64, 0x6361_6c6c]);
    let level = dice.below(3);
    let count = match size {
        Size::Vignette => 7 + dice.below(2),
        Size::Call => 14,
    };
    let order = shuffled(TOPICS.len(), &mut dice);
    let (grave, serious): (Vec<usize>, Vec<usize>) = order.into_iter().partition(|topic| TOPICS[*topic].gravity == Gravity::Grave);
    // Two of the grave ones at least, so that asking for them tells calls apart.
    let graves = 2 + dice.below(2);
    let topics: Vec<usize> = grave.into_iter().take(graves).chain(serious.into_iter().take(count - graves)).collect();
    let mut left_there = match level {
        0 => dice.below(2),
        1 => 3 + dice.below(2),
        _ => 1 + dice.below(3),
    };
    let mut grave_there = usize::from(level == 2) * (1 + dice.below(2));
    let mut factors: Vec<Planned> = topics
        .into_iter()
        .map(|topic| {
            let left = if TOPICS[topic].gravity == Gravity::Grave { &mut grave_there } else { &mut left_there };
            let is = if *left > 0 { Is::There } else { Is::NotThere };
            *left = left.saturating_sub(1);
            let weight = if TOPICS[topic].gravity == Gravity::Grave { 3 } else { 1 + dice.below(3) as u8 };
            Planned { topic, is, weight, guarded: dice.happens(0.4), direct: dice.happens(0.5), late: false }
        })
        .collect();
    // The last one that is not there is left open instead.
    if let Some(open) = factors.iter_mut().rfind(|factor| factor.is == Is::NotThere) {
        open.is = Is::Open;
    }
    let mut in_order: Vec<Planned> = shuffled(factors.len(), &mut dice).into_iter().map(|place| factors[place].clone()).collect();
    if size == Size::Call {
        // What comes after the first assessment does not move the level.
        in_order.iter_mut().filter(|factor| factor.is == Is::NotThere).take(3).for_each(|factor| factor.late = true);
    }
    let sound = shuffled(SOUND.len(), &mut dice).into_iter().take(5).collect();
    let harmful = shuffled(HARMFUL.len(), &mut dice).into_iter().take(3).collect();
    let votes = loop {
        let votes: Vec<usize> = (0..READERS).map(|_| vote(level, &mut dice)).collect();
        if votes.iter().filter(|vote| **vote == level).count() >= AGREE {
            break votes;
        }
    };
    // The three highest levels of the tool.
    let lowest = tool.levels.len().saturating_sub(3);
    let levels = tool.levels.iter().skip(lowest).map(|level| level.id.clone()).collect();
    Plan { seed, size, factors: in_order, sound, harmful, order: shuffled(8, &mut dice), level, votes, tool: tool.id.clone(), levels }
}

fn vote(level: usize, dice: &mut Dice) -> usize {
    match level {
        _ if dice.happens(READS_AS_THE_RULE) => level,
        0 => 1,
        1 => 2 * dice.below(2),
        _ => 1,
    }
}

fn shuffled(count: usize, dice: &mut Dice) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    for last in (1..count).rev() {
        places.swap(last, dice.below(last + 1));
    }
    places
}
