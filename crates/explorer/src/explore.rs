//! The way from a call to what is proven about it.

use doorstep_scenario::text::Places;
use doorstep_scenario::{Scenario, SceneIndex};

use crate::Finding;
use crate::answers::{Answer, Shown, from_exact};
use crate::component::relevant;
use crate::findings::findings;
use crate::goal::{Goal, Goals};
use crate::machine::Machine;
use crate::search::{Bounds, Reached, search};

/// What an exploration may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Bytes for the states of a search, their predecessors and tables.
    pub memory: usize,
    /// Threads; the outcome is the same for any number.
    pub threads: usize,
}

/// What was proven about a call.
#[derive(Clone, Debug)]
pub struct Exploration {
    /// Whether every question was answered. If not, what is told still holds, but something else may be wrong too.
    pub complete: bool,
    /// States stored.
    pub states: u64,
    /// Steps from state to state.
    pub edges: u64,
    /// What was found, in order of the file.
    pub findings: Vec<Finding>,
    /// For everything that a play might show, whether one does.
    pub goals: Vec<(Goal, Answer)>,
    /// Scenes with a moment that offers no choice.
    pub traps: Vec<(SceneIndex, Shown)>,
    /// Scenes with a moment from which choices go on for ever and no ending can be reached.
    pub endless: Vec<(SceneIndex, Shown)>,
}

/// Proves what can be proven about a call. `progress` is told how many states are stored, now and then; it ends the search with `false`.
///
/// # Errors
/// [`TooWide`] if a state of the call does not fit into the widest that can be packed.
pub fn explore(
    scenario: &Scenario,
    places: &Places,
    options: Options,
    progress: &mut dyn FnMut(u64) -> bool,
) -> Result<Exploration, TooWide> {
    let goals = Goals::of(scenario);
    let machine = Machine::new(scenario, &goals, &relevant(scenario));
    let bounds = Bounds { bytes: options.memory, threads: options.threads };
    macro_rules! with_words {
        ($($words:literal)*) => {
            match machine.layout.words {
                $(0..=$words => Ok(with(&search::<$words>(&machine, &goals, bounds, progress), &machine, scenario, places, &goals)),)*
                _ => Err(TooWide { bits: machine.layout.bits }),
            }
        };
    }
    with_words!(1 2 3 4 6 8 12 16 32)
}

fn with<const W: usize>(reached: &Reached<W>, machine: &Machine, scenario: &Scenario, places: &Places, goals: &Goals) -> Exploration {
    let answers = from_exact(machine, scenario, reached);
    Exploration {
        complete: reached.complete,
        states: reached.store.len() as u64,
        edges: reached.edges,
        findings: findings(scenario, places, goals, &answers),
        goals: goals.list().iter().copied().zip(answers.goals).collect(),
        traps: answers.traps,
        endless: answers.endless,
    }
}

/// The state of a call is wider than can be packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooWide {
    /// Its bits.
    pub bits: usize,
}

impl core::fmt::Display for TooWide {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "a state of this call takes {} bits, more than can be searched", self.bits)
    }
}

impl core::error::Error for TooWide {}
