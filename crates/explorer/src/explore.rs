//! The way from a call to what is proven about it.

use doorstep_scenario::SceneIndex;
use doorstep_scenario::text::Places;
use doorstep_scoring::AnswerKey;
use doorstep_simulator::Content;

use crate::Finding;
use crate::answers::{Answer, Answers, Shown, from_exact};
use crate::component::kept;
use crate::findings::findings;
use crate::goal::{Goal, Goals};
use crate::machine::Machine;
use crate::open::{Limit, Open, Question};
use crate::reduction::{Reduction, Reductions};
use crate::search::{Bounds, search};
use crate::settle::{Settled, settle};

/// What an exploration may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Bytes for the states of a search, their predecessors and tables.
    pub memory: usize,
    /// Threads; the outcome is the same for any number.
    pub threads: usize,
    /// States up to which a call is searched whole, if not the usual number.
    pub whole: Option<usize>,
    /// States of an outline, at most, if not the usual number.
    pub outline: Option<usize>,
    /// What makes the search smaller.
    pub reductions: Reductions,
}

impl Options {
    /// So many bytes and threads, the usual numbers of states, every reduction.
    pub const fn new(memory: usize, threads: usize) -> Self {
        Self { memory, threads, whole: None, outline: None, reductions: Reductions::ALL }
    }
}

/// States up to which a call is searched whole.
pub(crate) const WHOLE: usize = 1 << 20;
/// States of an outline, at most.
const OUTLINE: usize = 1 << 22;

/// What was proven about a call.
#[derive(Clone, Debug)]
pub struct Exploration {
    /// Whether every question was answered. If not, what is told still holds, but something else may be wrong too.
    pub complete: bool,
    /// Whether every state was stored. If not, and yet every question was answered, outlines of the call settled the rest.
    pub whole: bool,
    /// What was not answered, and why.
    pub open: Vec<Open>,
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

/// Proves what can be proven about a call by itself; of its key, if there is one, it is only asked what it reads. `progress` is told how many states are stored, now and then; it ends the search with `false`.
///
/// # Errors
/// [`TooWide`] if a state of the call does not fit into the widest that can be packed.
pub fn explore(
    content: &Content,
    places: &Places,
    key: Option<&AnswerKey>,
    options: Options,
    progress: &mut dyn FnMut(u64) -> bool,
) -> Result<Exploration, TooWide> {
    let scenario = &content.scenario;
    let goals = Goals::of(scenario);
    let machine = Machine::new(content, &goals, &kept(scenario, options.reductions), options.reductions);
    let whole = if options.reductions.has(Reduction::Outlines) { WHOLE } else { usize::MAX };
    // A call that is small enough is searched whole; of any other, this much shows what can be shown in a few choices.
    let bounds = Bounds { bytes: options.memory, states: options.whole.unwrap_or(whole), threads: options.threads };
    macro_rules! with_words {
        ($($words:literal)*) => {
            match machine.layout.words {
                $(0..=$words => {
                    let reached = search::<$words>(&machine, &goals, bounds, progress);
                    (from_exact(&machine, scenario, &reached), reached.limit, reached.store.len() as u64, reached.edges)
                })*
                _ => return Err(TooWide { bits: machine.layout.bits }),
            }
        };
    }
    let (answers, limit, states, edges) = with_words!(1 2 3 4 6 8 12 16);
    let whole = limit.is_none();
    let mut settled = Settled { open: open(&goals, &answers, limit), answers, states, edges };
    if limit.is_some() && options.reductions.has(Reduction::Outlines) {
        let bounds = Bounds { states: options.outline.unwrap_or(OUTLINE), ..bounds };
        let known = settled.answers.goals.clone();
        let found = settle(content, &goals, bounds, options.reductions, known, &mut |more| progress(states + more));
        if let Some(found) = found {
            settled = Settled { states: states + found.states, edges: edges + found.edges, ..found };
        }
    }
    let Settled { answers, open, states, edges } = settled;
    Ok(Exploration {
        complete: open.is_empty(),
        open,
        whole,
        states,
        edges,
        findings: findings(scenario, places, &goals, &answers, key),
        goals: goals.list().iter().copied().zip(answers.goals).collect(),
        traps: answers.traps,
        endless: answers.endless,
    })
}

/// What a search that kept all that matters left open: nothing if it came to its end.
fn open(goals: &Goals, answers: &Answers, limit: Option<Limit>) -> Vec<Open> {
    let unanswered = goals.list().iter().zip(&answers.goals).filter(|(_, answer)| **answer == Answer::Open);
    let unanswered = unanswered.map(|(goal, _)| Open { question: Question::Shows(*goal), limit: limit.unwrap_or(Limit::Seeds) });
    unanswered.chain(limit.map(|limit| Open { question: Question::Ends, limit })).collect()
}

/// What a search of every state found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whole {
    /// States stored.
    pub states: u64,
    /// Steps between them.
    pub edges: u64,
    /// Whether they are all.
    pub complete: bool,
}

/// Searches every state of a call, and does nothing else: for measuring. Of the options, the bounds of states are left aside.
///
/// # Errors
/// [`TooWide`] if a state of the call does not fit into the widest that can be packed.
pub fn search_whole(content: &Content, options: Options, progress: &mut dyn FnMut(u64) -> bool) -> Result<Whole, TooWide> {
    let scenario = &content.scenario;
    let goals = Goals::of(scenario);
    let machine = Machine::new(content, &goals, &kept(scenario, options.reductions), options.reductions);
    let bounds = Bounds { bytes: options.memory, states: usize::MAX, threads: options.threads };
    macro_rules! with_words {
        ($($words:literal)*) => {
            match machine.layout.words {
                $(0..=$words => {
                    let reached = search::<$words>(&machine, &goals, bounds, progress);
                    Ok(Whole { states: reached.store.len() as u64, edges: reached.edges, complete: reached.is_complete() })
                })*
                _ => Err(TooWide { bits: machine.layout.bits }),
            }
        };
    }
    with_words!(1 2 3 4 6 8 12 16)
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
