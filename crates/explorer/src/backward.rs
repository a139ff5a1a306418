//! From which states a call can end, and from which it cannot.
//!
//! No step is stored: states are expanded again, the last layer first, until nothing changes. A state is expanded only as far as the
//! first choice that settles it, and choices that lead towards an ending are looked at first.

use doorstep_scenario::Next;

use crate::guard::Truth;
use crate::machine::Machine;
use crate::quick::{After, Quick};
use crate::rounds::{Cursor, Segment, divide};
use crate::search::Reached;
use crate::step::{Packed, Unwatched};
use crate::store::{Id, Store};
use crate::workers::share;

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

/// States looked at before what was found is marked.
const ROUND: usize = 1 << 14;

/// Marks every state from which a marked one can be reached, and every marked one.
pub(crate) fn backward<const W: usize>(machine: &Machine, reached: &Reached<W>, steps: Steps, marks: &mut Marks) {
    let looker = Looker { machine, quick: &Quick::new(machine), reached, steps, order: nearest_first(machine) };
    let ends = layer_ends(reached);
    loop {
        let mut changed = false;
        for (begins, ends) in reached.layers.iter().zip(&ends).rev() {
            let mut cursor = Cursor::new(begins.clone(), ends.clone());
            loop {
                let round = cursor.take(ROUND);
                if round.is_empty() {
                    break;
                }
                let (threads, pieces) = divide(&round, reached.threads);
                // What is marked in the end does not depend on when: what is missed here is found the next time round.
                for id in share(threads, pieces, |piece| looker.look(&piece, marks)).into_iter().flatten() {
                    marks.add(id);
                    changed = true;
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

/// Looks for states that lead to a marked one.
struct Looker<'a, const W: usize> {
    machine: &'a Machine,
    quick: &'a Quick<W>,
    reached: &'a Reached<W>,
    steps: Steps,
    order: Vec<Vec<u16>>,
}

impl<const W: usize> Looker<'_, W> {
    /// Those of some states that lead to a marked one and are not marked.
    fn look(&self, piece: &[Segment], marks: &Marks) -> Vec<Id> {
        let mut next = Vec::new();
        let mut found = Vec::new();
        for segment in piece {
            for id in (segment.from..segment.to).map(|number| Id::new(segment.part, number as usize)) {
                if !marks.has(id) && self.leads(marks, self.reached.store.state(id), &mut next) {
                    found.push(id);
                }
            }
        }
        found
    }

    /// Whether a state leads to a marked one by one choice.
    fn leads(&self, marks: &Marks, state: &Packed<W>, next: &mut Vec<Packed<W>>) -> bool {
        let scene = self.machine.scene_of(state).at();
        let quick = self.quick.scene(scene);
        // Where memory ended first, a state that follows may not be stored: nothing is known of it.
        let marked = |after: &Packed<W>| self.reached.store.find(after).is_some_and(|id| marks.has(id));
        self.order[scene].iter().map(|place| usize::from(*place)).any(|place| {
            let way = &self.machine.scenes[scene].ways[place];
            let offered = match self.steps {
                Steps::May => quick.tests[place].may(state),
                Steps::Must => way.offered(&self.machine.layout, state) == Truth::Yes,
            };
            if !offered {
                return false;
            }
            if let Some(step) = &quick.steps[place]
                && let After::State(after, _) = self.quick.take(self.machine, step, state)
            {
                return marked(&after);
            }
            next.clear();
            self.machine.take(state, way, &mut Unwatched, next);
            match self.steps {
                Steps::May => next.iter().any(marked),
                Steps::Must => next.iter().all(marked),
            }
        })
    }
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
