//! From a stored state back to a play.

use doorstep_risk_tool::LevelIndex;
use doorstep_scenario::Scenario;

use crate::machine::Machine;
use crate::search::{Reached, Sight};
use crate::step::{Packed, Unwatched};
use crate::store::Id;
use crate::{Witness, WitnessStep};

/// How many seeds are tried to find one with the wanted draws: far more than a call has combinations that matter.
const MOST_SEEDS: u64 = 1 << 22;

/// The play that first came to a state, with the choice that follows it, if one does.
pub(crate) fn witness<const W: usize>(machine: &Machine, scenario: &Scenario, reached: &Reached<W>, sight: Sight) -> Option<Witness> {
    let mut chain = vec![sight.at];
    while let Some(parent) = reached.store.parent(chain[chain.len() - 1]) {
        chain.push(parent);
    }
    chain.reverse();
    let mut steps = Vec::new();
    for pair in chain.windows(2) {
        let place = step_between(machine, reached, pair[0], pair[1])?;
        push_choice(machine, scenario, reached.store.state(pair[0]), place, &mut steps);
    }
    if let Some(place) = sight.by {
        push_choice(machine, scenario, reached.store.state(sight.at), place, &mut steps);
    }
    let start = reached.store.state(chain[0]);
    Some(Witness { seed: seed(machine, scenario, start)?, steps })
}

/// The first choice that leads from one state to another.
fn step_between<const W: usize>(machine: &Machine, reached: &Reached<W>, from: Id, to: Id) -> Option<u16> {
    let (from, to) = (reached.store.state(from), reached.store.state(to));
    let mut next = Vec::new();
    machine.scenes[machine.scene_of(from).at()].ways.iter().zip(0..).find_map(|(way, place)| {
        next.clear();
        if way.offered(&machine.layout, from) != crate::guard::Truth::No {
            machine.take(from, way, &mut Unwatched, &mut next);
        }
        next.contains(to).then_some(place)
    })
}

/// The steps of a choice: itself, and the assessment that it leads to, with its level.
fn push_choice<const W: usize>(machine: &Machine, scenario: &Scenario, state: &Packed<W>, place: u16, steps: &mut Vec<WitnessStep>) {
    let way = &machine.scenes[machine.scene_of(state).at()].ways[usize::from(place)];
    steps.push(WitnessStep::Choose(way.at));
    if let Some(assessment) = scenario.choice(way.at).assess {
        steps.push(WitnessStep::Grade(assessment, LevelIndex(way.level)));
    }
}

/// A seed that draws what a start state has drawn.
pub(crate) fn seed<const W: usize>(machine: &Machine, scenario: &Scenario, start: &Packed<W>) -> Option<u64> {
    let wanted: Vec<(usize, u64)> = machine.draws.iter().map(|(variation, field, _)| (variation.at(), field.get(start))).collect();
    if wanted.is_empty() {
        return Some(0);
    }
    (0..MOST_SEEDS).find(|seed| {
        let drawn = doorstep_simulator::draw(*seed, &scenario.variations);
        wanted.iter().all(|(variation, value)| u64::from(drawn[*variation]) == *value)
    })
}
