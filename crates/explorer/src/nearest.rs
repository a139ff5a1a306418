//! The cheapest way to every state of a graph (Dijkstra 1959), and what stands on every way.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use doorstep_scenario::{ChoiceRef, FactIndex, Scenario};

use crate::graph::{Graph, NONE};

/// What a way costs: first what is to be least, then what decides among equals.
pub(crate) type Cost = (u64, u64);

/// What is to be least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Least {
    /// Choices; of as many, the call's time.
    Choices,
    /// The call's time; of the same, choices.
    Seconds,
}

impl Least {
    fn cost(self, seconds: u64) -> Cost {
        match self {
            Self::Choices => (1, seconds),
            Self::Seconds => (seconds, 1),
        }
    }
}

/// The cheapest way to every state.
pub(crate) struct Nearest {
    least: Least,
    costs: Vec<Cost>,
    /// The step by which each state is reached; [`NONE`] for a start.
    by: Vec<u32>,
}

/// A way through a graph that is cheapest for what it leads to.
#[derive(Clone, Debug)]
pub(crate) struct CheapestWay {
    pub(crate) cost: Cost,
    /// Its place among the starts.
    pub(crate) start: usize,
    /// The numbers of its steps.
    pub(crate) steps: Vec<u32>,
}

impl Nearest {
    pub(crate) fn of(graph: &Graph, least: Least) -> Self {
        const FAR: Cost = (u64::MAX, u64::MAX);
        let mut nearest = Self { least, costs: vec![FAR; graph.len()], by: vec![NONE; graph.len()] };
        let mut open = BinaryHeap::new();
        for (start, _) in &graph.starts {
            nearest.costs[*start as usize] = (0, 0);
            open.push(Reverse(((0, 0), *start)));
        }
        while let Some(Reverse((cost, state))) = open.pop() {
            if cost > nearest.costs[state as usize] {
                continue;
            }
            for number in graph.steps_from(state) {
                let step = graph.step(number);
                let more = least.cost(graph.way(step).seconds);
                let after = (cost.0 + more.0, cost.1 + more.1);
                if after < nearest.costs[step.to as usize] {
                    nearest.costs[step.to as usize] = after;
                    nearest.by[step.to as usize] = number;
                    open.push(Reverse((after, step.to)));
                }
            }
        }
        nearest
    }

    /// The cheapest way to an ending.
    pub(crate) fn to_an_end(&self, graph: &Graph) -> Option<CheapestWay> {
        let ends = (0..graph.len() as u32).filter(|state| graph.ended[*state as usize]);
        let state = ends.min_by_key(|state| self.costs[*state as usize])?;
        Some(self.way(graph, self.costs[state as usize], self.by[state as usize], state))
    }

    /// The cheapest way to each fact, its step included.
    pub(crate) fn to_facts(&self, graph: &Graph, facts: usize) -> Vec<Option<CheapestWay>> {
        let mut found: Vec<Option<(Cost, u32)>> = vec![None; facts];
        for (step, fact) in &graph.reveals {
            let more = self.least.cost(graph.way(graph.step(*step)).seconds);
            let before = self.costs[graph.from(*step) as usize];
            let cost = (before.0 + more.0, before.1 + more.1);
            let known = &mut found[fact.at()];
            if known.is_none_or(|known| cost < known.0) {
                *known = Some((cost, *step));
            }
        }
        let mut ways: Vec<Option<CheapestWay>> =
            found.into_iter().map(|found| found.map(|(cost, step)| self.way(graph, cost, step, graph.from(step)))).collect();
        for (start, fact) in &graph.at_start {
            ways[fact.at()] = Some(CheapestWay { cost: (0, 0), start: *start, steps: Vec::new() });
        }
        ways
    }

    /// The way whose last step this is; where there is none, the start in this state.
    fn way(&self, graph: &Graph, cost: Cost, last: u32, state: u32) -> CheapestWay {
        let mut steps = Vec::new();
        let (mut step, mut at) = (last, state);
        while step != NONE {
            steps.push(step);
            at = graph.from(step);
            step = self.by[at as usize];
        }
        steps.reverse();
        // Invariant: only a start is reached by no step.
        let start = graph.starts.iter().position(|(start, _)| *start == at).unwrap_or(0);
        CheapestWay { cost, start, steps }
    }
}

/// For each fact the choices that stand on every way to it, in order of the call; nothing for a fact that no way leads to.
///
/// A choice is a dominator of a state if every way to it takes the choice. The sets are the greatest that satisfy "what all steps to a
/// state have before or take" (as in F. E. Allen and J. Cocke, Communications of the ACM 19, 1976), which gives exactly the choices that
/// all ways have in common.
pub(crate) fn on_every_way(graph: &Graph, scenario: &Scenario) -> Vec<Option<Vec<ChoiceRef>>> {
    let words = scenario.choice_count().div_ceil(64).max(1);
    let numbers: Vec<usize> = graph.ways.iter().map(|way| scenario.choice_number(way.choice)).collect();
    let mut taken = vec![u64::MAX; graph.len() * words];
    for (start, _) in &graph.starts {
        taken[*start as usize * words..][..words].fill(0);
    }
    let order = breadth_first(graph);
    let mut with_step = vec![0_u64; words];
    let mut changed = true;
    while changed {
        changed = false;
        for state in &order {
            for number in graph.steps_from(*state) {
                let step = graph.step(number);
                with_step.copy_from_slice(&taken[*state as usize * words..][..words]);
                let choice = numbers[step.way as usize];
                with_step[choice / 64] |= 1 << (choice % 64);
                for (known, new) in taken[step.to as usize * words..][..words].iter_mut().zip(&with_step) {
                    changed = changed || *known & new != *known;
                    *known &= new;
                }
            }
        }
    }
    let mut facts: Vec<Option<Vec<u64>>> = vec![None; scenario.facts.len()];
    let mut meet = |fact: FactIndex, set: &[u64]| match &mut facts[fact.at()] {
        Some(known) => known.iter_mut().zip(set).for_each(|(known, new)| *known &= new),
        none => *none = Some(set.to_vec()),
    };
    for (step, fact) in &graph.reveals {
        with_step.copy_from_slice(&taken[graph.from(*step) as usize * words..][..words]);
        let choice = numbers[graph.step(*step).way as usize];
        with_step[choice / 64] |= 1 << (choice % 64);
        meet(*fact, &with_step);
    }
    for (_, fact) in &graph.at_start {
        meet(*fact, &vec![0; words]);
    }
    let choices = |set: Vec<u64>| {
        let has = |at: ChoiceRef| {
            let number = scenario.choice_number(at);
            set[number / 64] >> (number % 64) & 1 == 1
        };
        scenario.choices().map(|(at, _)| at).filter(|at| has(*at)).collect()
    };
    facts.into_iter().map(|set| set.map(choices)).collect()
}

/// The states of a graph, those first that fewest steps lead to.
fn breadth_first(graph: &Graph) -> Vec<u32> {
    let mut seen = vec![false; graph.len()];
    let mut order: Vec<u32> = Vec::with_capacity(graph.len());
    for (start, _) in &graph.starts {
        if !core::mem::replace(&mut seen[*start as usize], true) {
            order.push(*start);
        }
    }
    let mut next = 0;
    while next < order.len() {
        for number in graph.steps_from(order[next]) {
            let to = graph.step(number).to;
            if !core::mem::replace(&mut seen[to as usize], true) {
                order.push(to);
            }
        }
        next += 1;
    }
    order
}
