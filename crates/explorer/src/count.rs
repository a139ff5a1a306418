//! How many plays a graph holds, how long they are, and where they can go round.

use num_bigint::BigUint;
use num_traits::Zero as _;

use doorstep_scenario::ChoiceRef;

use crate::graph::{Graph, NONE};

/// What all plays to an ending come to.
#[derive(Debug)]
pub(crate) struct AllPlays {
    /// How many there are; nothing where some can go round for ever before they end.
    pub(crate) count: Option<BigUint>,
    /// The most choices of one; nothing where there is no most.
    pub(crate) most_choices: Option<u64>,
    /// The most seconds that the choices of one take together; nothing where there is no most.
    pub(crate) most_seconds: Option<u64>,
    /// The choices by which a play can go round and come back to where it was, in order of the call.
    pub(crate) round: Vec<ChoiceRef>,
}

/// A part of a graph whose states all lead to each other.
#[derive(Clone, Debug)]
struct Part {
    /// Whether an ending can be reached.
    ends: bool,
    count: Option<BigUint>,
    most_choices: Option<u64>,
    most_seconds: Option<u64>,
}

/// Counts and measures the plays of a graph that come to an ending.
///
/// The graph is divided into parts whose states lead to each other; a part of several states, or with a step to itself, lets a play go
/// round. The parts that lead nowhere else come first, so that what follows a part is known when its turn comes.
pub(crate) fn all_plays(graph: &Graph) -> AllPlays {
    let part_of = parts(graph);
    let count = part_of.iter().max().map_or(0, |last| *last as usize + 1);
    let members = by_part(&part_of, count);
    let mut parts: Vec<Part> = Vec::with_capacity(count);
    let mut round: Vec<ChoiceRef> = Vec::new();
    for states in &members {
        let number = parts.len() as u32;
        let mut part = Part { ends: false, count: Some(BigUint::zero()), most_choices: Some(0), most_seconds: Some(0) };
        let (mut within, mut takes_time) = (Vec::new(), false);
        for state in states {
            if graph.ended[*state as usize] {
                part.ends = true;
                part.count = part.count.map(|count| count + 1_u32);
            }
            for step in graph.steps_from(*state).map(|step| graph.step(step)) {
                let (to, way) = (part_of[step.to as usize], graph.way(step));
                if to == number {
                    within.push(way.choice);
                    takes_time = takes_time || way.seconds > 0;
                    continue;
                }
                let after = &parts[to as usize];
                if !after.ends {
                    continue;
                }
                part.ends = true;
                part.count = part.count.zip(after.count.as_ref()).map(|(count, more)| count + more);
                part.most_choices = part.most_choices.zip(after.most_choices).map(|(most, more)| most.max(1 + more));
                part.most_seconds = part.most_seconds.zip(after.most_seconds).map(|(most, more)| most.max(way.seconds + more));
            }
        }
        if part.ends && !within.is_empty() {
            (part.count, part.most_choices) = (None, None);
            if takes_time {
                part.most_seconds = None;
            }
            round.extend(within);
        }
        parts.push(part);
    }
    round.sort_unstable();
    round.dedup();
    let ends = graph.starts.iter().map(|(start, _)| &parts[part_of[*start as usize] as usize]).filter(|part| part.ends);
    let mut all = AllPlays { count: Some(BigUint::zero()), most_choices: Some(0), most_seconds: Some(0), round };
    for part in ends {
        all.count = all.count.zip(part.count.as_ref()).map(|(count, more)| count + more);
        all.most_choices = all.most_choices.zip(part.most_choices).map(|(most, more)| most.max(more));
        all.most_seconds = all.most_seconds.zip(part.most_seconds).map(|(most, more)| most.max(more));
    }
    all
}

/// The states of each part.
fn by_part(part_of: &[u32], count: usize) -> Vec<Vec<u32>> {
    let mut members = vec![Vec::new(); count];
    for (part, state) in part_of.iter().zip(0..) {
        members[*part as usize].push(state);
    }
    members
}

/// The part of each state, numbered so that a step leads to its own part or to one with a smaller number.
///
/// Source: R. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972); here without recursion.
fn parts(graph: &Graph) -> Vec<u32> {
    let mut part_of = vec![NONE; graph.len()];
    // The order in which a state was met, and the earliest met one that it leads back to.
    let (mut met, mut low) = (vec![NONE; graph.len()], vec![NONE; graph.len()]);
    let (mut next_met, mut next_part) = (0_u32, 0_u32);
    let mut open: Vec<u32> = Vec::new();
    let mut work: Vec<(u32, u32)> = Vec::new();
    for root in 0..graph.len() as u32 {
        if met[root as usize] != NONE {
            continue;
        }
        work.push((root, graph.steps_from(root).start));
        (met[root as usize], low[root as usize]) = (next_met, next_met);
        next_met += 1;
        open.push(root);
        while let Some((state, step)) = work.last_mut() {
            let at = *state as usize;
            if *step < graph.steps_from(*state).end {
                let to = graph.step(*step).to;
                *step += 1;
                if met[to as usize] == NONE {
                    (met[to as usize], low[to as usize]) = (next_met, next_met);
                    next_met += 1;
                    open.push(to);
                    work.push((to, graph.steps_from(to).start));
                } else if part_of[to as usize] == NONE {
                    low[at] = low[at].min(met[to as usize]);
                }
                continue;
            }
            work.pop();
            if let Some((before, _)) = work.last() {
                let before = *before as usize;
                low[before] = low[before].min(low[at]);
            }
            if low[at] == met[at] {
                while let Some(member) = open.pop() {
                    part_of[member as usize] = next_part;
                    if member as usize == at {
                        break;
                    }
                }
                next_part += 1;
            }
        }
    }
    part_of
}
