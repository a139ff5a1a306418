//! The graph of a search that came to its end, step by step: for what has to be counted or weighed along whole plays.

use doorstep_risk_tool::LevelIndex;
use doorstep_scenario::{ChoiceRef, FactIndex, Scenario};
use doorstep_simulator::Content;

use crate::backward::is_ending;
use crate::goal::{Goal, Goals};
use crate::guard::Truth;
use crate::machine::Machine;
use crate::path::seed;
use crate::search::{Bounds, Reached, search};
use crate::store::Id;
use crate::{Witness, WitnessStep};

/// No step, or no state.
pub(crate) const NONE: u32 = u32::MAX;

/// A step from one state to another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    /// The state that follows.
    pub(crate) to: u32,
    /// The number of the way that is taken: see [`Graph::ways`].
    pub(crate) way: u32,
}

/// What a step takes: a choice and, where conditions read the level that is committed with it, the level.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WayAt {
    pub(crate) choice: ChoiceRef,
    pub(crate) level: u8,
    /// How much of the call's time it takes.
    pub(crate) seconds: u64,
}

/// Every state of a search and every step between them, by number.
#[derive(Debug)]
pub(crate) struct Graph {
    /// The ways of the call, scene by scene.
    pub(crate) ways: Vec<WayAt>,
    /// The states in which a call can start, one for each draw that is kept, each with a seed that draws it.
    pub(crate) starts: Vec<(u32, Option<u64>)>,
    /// What is revealed before the first choice: the place among the starts, and the fact.
    pub(crate) at_start: Vec<(usize, FactIndex)>,
    /// Whether a call has ended in a state.
    pub(crate) ended: Vec<bool>,
    /// What steps reveal, or may reveal: the number of the step, and the fact. In order of the steps.
    pub(crate) reveals: Vec<(u32, FactIndex)>,
    first: Vec<u32>,
    steps: Vec<Step>,
}

/// Searches everything that a machine can reach, and gives its graph. Nothing if the bounds did not suffice.
pub(crate) fn graph(
    content: &Content,
    goals: &Goals,
    machine: &Machine,
    bounds: Bounds,
    progress: &mut dyn FnMut(u64) -> bool,
) -> Option<Graph> {
    macro_rules! with_words {
        ($($words:literal)*) => {
            match machine.layout.words {
                $(0..=$words => {
                    let reached = search::<$words>(machine, goals, bounds, progress);
                    if reached.is_complete() { Graph::of(content, goals, machine, &reached, bounds.bytes) } else { None }
                })*
                _ => None,
            }
        };
    }
    with_words!(1 2 3 4 6 8 12 16)
}

impl Graph {
    /// The graph of a search that came to its end; nothing if it takes more than so many bytes beside the states.
    fn of<const W: usize>(content: &Content, goals: &Goals, machine: &Machine, reached: &Reached<W>, bytes: usize) -> Option<Self> {
        let (scenario, store) = (&content.scenario, &reached.store);
        let needed = usize::try_from(reached.edges).ok()?.saturating_mul(size_of::<Step>()).saturating_add(store.len() * 64);
        if needed.saturating_add(store.bytes()) > bytes || reached.edges >= u64::from(NONE) {
            return None;
        }
        let begins: Vec<u32> = running_sums(store.parts.iter().map(|part| part.len()));
        let number = |id: Id| begins[id.part()] + id.number() as u32;
        let ways_before: Vec<u32> = running_sums(machine.scenes.iter().map(|scene| scene.ways.len()));
        let fact = |goal: u32| match goals.list()[goal as usize] {
            Goal::Fact(fact) => Some(fact),
            _ => None,
        };
        let mut graph = Self {
            ways: machine.scenes.iter().flat_map(|scene| &scene.ways).map(|way| way_at(scenario, way.at, way.level)).collect(),
            starts: Vec::new(),
            at_start: Vec::new(),
            ended: Vec::with_capacity(store.len()),
            reveals: Vec::new(),
            first: Vec::with_capacity(store.len() + 1),
            steps: Vec::with_capacity(reached.edges as usize),
        };
        let mut next = Vec::new();
        for before in machine.before_the_start::<W>() {
            let mut revealed = Vec::new();
            machine.enter_start(before, &mut |goal| revealed.extend(fact(goal)), &mut next);
            for state in next.drain(..) {
                let place = graph.starts.len();
                graph.starts.push((number(store.find(&state)?), seed(machine, scenario, &state)));
                graph.at_start.extend(revealed.iter().map(|fact| (place, *fact)));
            }
        }
        for id in store.ids() {
            let state = store.state(id);
            let scene = machine.scene_of(state).at();
            graph.first.push(graph.steps.len() as u32);
            graph.ended.push(is_ending(machine, state));
            for (place, way) in machine.scenes[scene].ways.iter().enumerate() {
                if way.offered(&machine.layout, state) == Truth::No {
                    continue;
                }
                let mut revealed: Vec<FactIndex> = Vec::new();
                machine.take(state, way, &mut |goal| revealed.extend(fact(goal)), &mut next);
                for after in next.drain(..) {
                    let step = graph.steps.len() as u32;
                    graph.reveals.extend(revealed.iter().map(|fact| (step, *fact)));
                    graph.steps.push(Step { to: number(store.find(&after)?), way: ways_before[scene] + place as u32 });
                }
            }
        }
        graph.first.push(graph.steps.len() as u32);
        Some(graph)
    }

    /// How many states there are.
    pub(crate) fn len(&self) -> usize {
        self.ended.len()
    }

    /// The numbers of the steps from a state.
    #[inline]
    pub(crate) fn steps_from(&self, state: u32) -> core::ops::Range<u32> {
        self.first[state as usize]..self.first[state as usize + 1]
    }

    /// The step with this number.
    #[inline]
    pub(crate) fn step(&self, number: u32) -> Step {
        self.steps[number as usize]
    }

    /// What a step takes.
    #[inline]
    pub(crate) fn way(&self, step: Step) -> &WayAt {
        &self.ways[step.way as usize]
    }

    /// The state that a step leads away from.
    pub(crate) fn from(&self, step: u32) -> u32 {
        (self.first.partition_point(|first| *first <= step) - 1) as u32
    }

    /// The play with these steps from a start; nothing if no seed draws it.
    pub(crate) fn witness(&self, scenario: &Scenario, start: usize, steps: &[u32]) -> Option<Witness> {
        let mut taken = Vec::new();
        for number in steps {
            let way = self.way(self.step(*number));
            taken.push(WitnessStep::Choose(way.choice));
            if let Some(assessment) = scenario.choice(way.choice).assess {
                taken.push(WitnessStep::Grade(assessment, LevelIndex(way.level)));
            }
        }
        Some(Witness { seed: self.starts[start].1?, steps: taken })
    }
}

fn way_at(scenario: &Scenario, choice: ChoiceRef, level: u8) -> WayAt {
    WayAt { choice, level, seconds: u64::from(scenario.choice(choice).seconds) }
}

/// The sum of everything before each.
fn running_sums(lengths: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut sum = 0;
    // A search holds fewer than 2^32 states, and a call far fewer choices.
    let before = |length: usize| {
        sum += length as u32;
        sum - length as u32
    };
    lengths.map(before).collect()
}
