//! From which states a call can end, and from which it cannot.
//!
//! No step is stored: states are expanded again, the last layer first, until nothing changes. A state is expanded only as far as the
//! first choice that settles it, and choices that lead towards an ending are looked at first.

use doorstep_scenario::Next;

use crate::guard::Truth;
use crate::machine::Machine;
use crate::search::Reached;
use crate::step::{Packed, Unwatched};
use crate::store::{Id, Store};

/// A mark for some of the states of a store.
#[derive(Debug)]
pub(crate) struct Marks {
    parts: Vec<Vec<u64>>,
}

impl Marks {
    /// No state marked.
    pub(crate) fn none<const W: usize>(store: &Store<W>) -> Self {
        Self { parts: store.parts.iter().map(|part| vec![0; part.len().div_ceil(64)]).collect() }
    }

    /// Whether a state is marked.
    #[inline(always)]
    pub(crate) fn has(&self, id: Id) -> bool {
        self.parts[id.part()][id.number() / 64] >> (id.number() % 64) & 1 == 1
    }

    /// Marks a state.
    #[inline(always)]
    pub(crate) fn add(&mut self, id: Id) {
        self.parts[id.part()][id.number() / 64] |= 1 << (id.number() % 64);
    }
}

/// Which steps count when asking whether something can come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Steps {
    /// Every step that some state with these looks may take.
    May,
    /// Choices that are surely offered, and lead on well whatever else is so.
    Must,
}

/// The places of a scene's choices, those first that are nearest to an ending.
pub(crate) fn nearest_first(machine: &Machine) -> Vec<Vec<u16>> {
    let count = machine.scenes.len();
    let mut far = vec![usize::MAX; count];
    for (far, scene) in far.iter_mut().zip(&machine.scenes) {
        if scene.ending.is_some() {
            *far = 0;
        }
    }
    let to = |next: Next, far: &[usize]| match next {
        Next::Goto(scene) | Next::Visit(scene) => far[scene.at()].saturating_add(1),
        // Somewhere else, at best one step nearer than staying here for ever.
        Next::Return => count,
        Next::Stay => usize::MAX,
    };
    for _ in 0..count {
        for (place, scene) in machine.scenes.iter().enumerate() {
            let best = scene.ways.iter().map(|way| to(way.next, &far)).min().unwrap_or(usize::MAX);
            far[place] = far[place].min(best);
        }
    }
    let order = |scene: &crate::machine::SceneCode| {
        let mut places: Vec<u16> = (0..scene.ways.len() as u16).collect();
        places.sort_by_key(|place| to(scene.ways[usize::from(*place)].next, &far));
        places
    };
    machine.scenes.iter().map(order).collect()
}

/// Marks every state from which a marked one can be reached, and every marked one.
pub(crate) fn backward<const W: usize>(machine: &Machine, reached: &Reached<W>, steps: Steps, marks: &mut Marks) {
    let order = nearest_first(machine);
    let mut next = Vec::new();
    let ends = layer_ends(reached);
    loop {
        let mut changed = false;
        for (begins, ends) in reached.layers.iter().zip(&ends).rev() {
            for (part, (begin, end)) in begins.iter().zip(ends).enumerate() {
                for id in (*begin..*end).map(|number| Id::new(part, number as usize)) {
                    if !marks.has(id) && leads(machine, reached, steps, marks, &order, reached.store.state(id), &mut next) {
                        marks.add(id);
                        changed = true;
                    }
                }
            }
        }
        if !changed {
            return;
        }
    }
}

/// Where each layer ends in each part.
pub(crate) fn layer_ends<const W: usize>(reached: &Reached<W>) -> Vec<Vec<u32>> {
    let last: Vec<u32> = reached.store.parts.iter().map(|part| part.len() as u32).collect();
    reached.layers.iter().skip(1).cloned().chain([last]).collect()
}

/// Whether a state leads to a marked one by one choice.
fn leads<const W: usize>(
    machine: &Machine,
    reached: &Reached<W>,
    steps: Steps,
    marks: &Marks,
    order: &[Vec<u16>],
    state: &Packed<W>,
    next: &mut Vec<Packed<W>>,
) -> bool {
    let scene = machine.scene_of(state).at();
    order[scene].iter().any(|place| {
        let way = &machine.scenes[scene].ways[usize::from(*place)];
        let offered = way.offered(&machine.layout, state);
        if offered == Truth::No || steps == Steps::Must && offered != Truth::Yes {
            return false;
        }
        next.clear();
        machine.take(state, way, &mut Unwatched, next);
        // Where memory ended first, a state that follows may not be stored: nothing is known of it.
        let marked = |after: &Packed<W>| reached.store.find(after).is_some_and(|id| marks.has(id));
        match steps {
            Steps::May => next.iter().any(marked),
            Steps::Must => next.iter().all(marked),
        }
    })
}

/// Marks the endings.
pub(crate) fn endings<const W: usize>(machine: &Machine, reached: &Reached<W>) -> Marks {
    let mut marks = Marks::none(&reached.store);
    for id in reached.store.ids() {
        if is_ending(machine, reached.store.state(id)) {
            marks.add(id);
        }
    }
    marks
}

/// Whether the call has ended.
pub(crate) fn is_ending<const W: usize>(machine: &Machine, state: &Packed<W>) -> bool {
    machine.scenes[machine.scene_of(state).at()].ending.is_some()
}

/// How sure it is that a state offers a choice at all.
pub(crate) fn offers<const W: usize>(machine: &Machine, state: &Packed<W>) -> Truth {
    let ways = &machine.scenes[machine.scene_of(state).at()].ways;
    ways.iter().map(|way| way.offered(&machine.layout, state)).max().unwrap_or(Truth::No)
}
