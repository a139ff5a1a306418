//! Breadth-first search over packed states, layer by layer.
//!
//! A round takes some states of the layer, gives every state that may follow each, sorted by the part of the store that they belong
//! to, and then keeps the new ones. Both halves are shared among threads, by ranges of the frontier and by parts; as every part is
//! filled in the order of the frontier, the outcome is the same for any number of threads.

use crate::goal::Goals;
use crate::guard::Truth;
use crate::machine::{Machine, Way};
use crate::step::{Packed, Unwatched};
use crate::store::{Hash, Id, PARTS, Part, Store};
use crate::workers::share;

/// States expanded in one round, at most.
const MOST_IN_ROUND: usize = 1 << 16;
/// States expanded in one round, at least, where the layer has as many.
const LEAST_IN_ROUND: usize = 1 << 10;
/// Rounds with fewer states than this are not worth a second thread.
const WORTH_SHARING: usize = 1 << 11;

/// What bounds a search.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// Bytes for states, predecessors and tables.
    pub(crate) bytes: usize,
    /// States.
    pub(crate) states: usize,
    /// Threads.
    pub(crate) threads: usize,
}

/// Where a goal was first seen: at a state, or on the way from it by a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sight {
    /// The state.
    pub(crate) at: Id,
    /// The choice's place in its scene; nothing where the state itself shows the goal.
    pub(crate) by: Option<u16>,
    /// How many choices a play takes to show it.
    pub(crate) choices: u32,
}

/// What a search found.
#[derive(Debug)]
pub(crate) struct Reached<const W: usize> {
    /// The states.
    pub(crate) store: Store<W>,
    /// How many states each part had when a layer began: the layer's states are those from there to the next layer's beginning.
    pub(crate) layers: Vec<Vec<u32>>,
    /// How many steps from state to state there are.
    pub(crate) edges: u64,
    /// Where each goal was first seen.
    pub(crate) sights: Vec<Option<Sight>>,
    /// Whether every state was reached; if not, memory ended first.
    pub(crate) complete: bool,
}

/// Searches everything that can be reached. `progress` is told how many states there are, now and then; it ends the search with `false`.
pub(crate) fn search<const W: usize>(
    machine: &Machine,
    goals: &Goals,
    bounds: Bounds,
    progress: &mut dyn FnMut(u64) -> bool,
) -> Reached<W> {
    let mut reached = Reached::begin(machine, goals);
    let mut loud = Loud::of(machine);
    loop {
        let from = reached.layers.last().cloned().unwrap_or_default();
        let to: Vec<u32> = reached.store.parts.iter().map(|part| part.len() as u32).collect();
        if from == to {
            reached.layers.pop();
            return reached;
        }
        let depth = reached.layers.len() as u32 - 1;
        let mut cursor = Cursor { from, to: to.clone(), part: 0 };
        loop {
            let size = (reached.store.len() / 16).clamp(LEAST_IN_ROUND, MOST_IN_ROUND);
            let round = cursor.take(size);
            if round.is_empty() {
                break;
            }
            loud.update(machine, &reached.sights);
            reached.round(machine, &round, depth, &loud, bounds.threads);
            let full = reached.store.parts.iter().any(Part::is_full);
            let full = full || reached.store.len() > bounds.states || reached.store.bytes() > bounds.bytes;
            if full || !progress(reached.store.len() as u64) {
                reached.complete = false;
                return reached;
            }
        }
        reached.layers.push(to);
    }
}

/// A range of states of one part.
#[derive(Clone, Copy, Debug)]
struct Segment {
    part: usize,
    from: u32,
    to: u32,
}

/// What is left of a layer.
struct Cursor {
    from: Vec<u32>,
    to: Vec<u32>,
    part: usize,
}

impl Cursor {
    /// The next states, at most so many.
    fn take(&mut self, most: usize) -> Vec<Segment> {
        let mut left = most as u32;
        let mut segments = Vec::new();
        while left > 0 && self.part < PARTS {
            let (from, end) = (self.from[self.part], self.to[self.part]);
            let to = end.min(from.saturating_add(left));
            if from < to {
                segments.push(Segment { part: self.part, from, to });
                left -= to - from;
                self.from[self.part] = to;
            }
            if to == end {
                self.part += 1;
            }
        }
        segments
    }
}

/// What one thread found in a round.
struct Found<const W: usize> {
    buckets: Vec<Vec<(Packed<W>, Id)>>,
    edges: u64,
    sights: Vec<(u32, Sight)>,
}

impl<const W: usize> Reached<W> {
    fn begin(machine: &Machine, goals: &Goals) -> Self {
        let mut reached =
            Self { store: Store::new(), layers: vec![vec![0; PARTS]], edges: 0, sights: vec![None; goals.list().len()], complete: true };
        let (mut seen, mut states) = (Vec::new(), Vec::new());
        machine.starts::<W, _>(&mut |goal| seen.push(goal), &mut states);
        for state in &states {
            let hash = Hash::of(state);
            reached.store.parts[hash.part()].insert(hash, state, Id::NONE);
        }
        // What is shown at the start is shown in every play with its draws: one start state is found again for each goal by its path.
        for goal in seen {
            reached.see_at_start(machine, goal);
        }
        reached
    }

    /// Notes the start state that shows a goal.
    fn see_at_start(&mut self, machine: &Machine, goal: u32) {
        if self.sights[goal as usize].is_some() {
            return;
        }
        let shows = machine.starts_that_show::<W>(goal);
        if let Some(at) = shows.and_then(|state| self.store.find(&state)) {
            self.sights[goal as usize] = Some(Sight { at, by: None, choices: 0 });
        }
    }

    fn round(&mut self, machine: &Machine, round: &[Segment], depth: u32, loud: &Loud, threads: usize) {
        let size: usize = round.iter().map(|segment| (segment.to - segment.from) as usize).sum();
        let threads = if size < WORTH_SHARING { 1 } else { threads.max(1) };
        let pieces = divide(round, size, threads);
        let (store, sights) = (&self.store, &self.sights);
        let found = share(threads, pieces, |piece| expand(machine, store, sights, &piece, depth, loud));
        for each in &found {
            self.edges += each.edges;
            for (goal, sight) in &each.sights {
                self.sights[*goal as usize].get_or_insert(*sight);
            }
        }
        let each = PARTS.div_ceil(threads);
        let pieces: Vec<(usize, &mut [Part<W>])> =
            self.store.parts.chunks_mut(each).enumerate().map(|(number, parts)| (number * each, parts)).collect();
        share(threads, pieces, |(first, parts)| {
            for (part, number) in parts.iter_mut().zip(first..) {
                for (state, parent) in found.iter().flat_map(|found| &found.buckets[number]) {
                    part.insert(Hash::of(state), state, *parent);
                }
            }
        });
    }

    /// How many choices a play takes to a state.
    pub(crate) fn depth(&self, id: Id) -> u32 {
        let number = id.number() as u32;
        (self.layers.partition_point(|layer| layer[id.part()] <= number) - 1) as u32
    }
}

/// Divides the states of a round into as many ranges of about the same size.
fn divide(round: &[Segment], size: usize, pieces: usize) -> Vec<Vec<Segment>> {
    let each = size.div_ceil(pieces) as u32;
    let mut divided = vec![Vec::new()];
    let mut left = each;
    for segment in round {
        let mut segment = *segment;
        while segment.from < segment.to {
            let to = segment.to.min(segment.from + left);
            if let Some(last) = divided.last_mut() {
                last.push(Segment { to, ..segment });
            }
            left -= to - segment.from;
            segment.from = to;
            if left == 0 {
                divided.push(Vec::new());
                left = each;
            }
        }
    }
    divided
}

/// Gives every state that may follow some states.
fn expand<const W: usize>(
    machine: &Machine,
    store: &Store<W>,
    sights: &[Option<Sight>],
    piece: &[Segment],
    depth: u32,
    loud: &Loud,
) -> Found<W> {
    let mut found = Found { buckets: (0..PARTS).map(|_| Vec::new()).collect(), edges: 0, sights: Vec::new() };
    let mut next = Vec::new();
    for segment in piece {
        let states = &store.parts[segment.part].states()[segment.from as usize..segment.to as usize];
        for (state, number) in states.iter().zip(segment.from as usize..) {
            let id = Id::new(segment.part, number);
            let scene = machine.scene_of(state);
            for (way, place) in machine.scenes[scene.at()].ways.iter().zip(0_u16..) {
                let watched = loud.is_loud(scene.at(), place);
                if watched {
                    look(machine, way, state, &mut |goal| {
                        note(&mut found.sights, sights, goal, Sight { at: id, by: None, choices: depth })
                    });
                }
                if way.offered(&machine.layout, state) == Truth::No {
                    continue;
                }
                if watched {
                    let sight = Sight { at: id, by: Some(place), choices: depth + 1 };
                    machine.take(state, way, &mut |goal| note(&mut found.sights, sights, goal, sight), &mut next);
                } else {
                    machine.take(state, way, &mut Unwatched, &mut next);
                }
                found.edges += next.len() as u64;
                for after in next.drain(..) {
                    if after != *state {
                        found.buckets[Hash::of(&after).part()].push((after, id));
                    }
                }
            }
        }
    }
    found
}

/// Tells what a state shows of a choice by itself.
pub(crate) fn look<const W: usize>(machine: &Machine, way: &Way, state: &Packed<W>, see: &mut impl FnMut(u32)) {
    if let Some(guard) = &way.guard {
        let truth = guard.truth(state);
        if truth != Truth::No {
            see(way.holds);
        }
        if truth != Truth::Yes {
            see(way.fails);
        }
    }
    if way.offered(&machine.layout, state) != Truth::No {
        see(way.goal);
    }
}

fn note(found: &mut Vec<(u32, Sight)>, known: &[Option<Sight>], goal: u32, sight: Sight) {
    if known[goal as usize].is_none() && !found.iter().any(|(other, earlier)| *other == goal && earlier.choices <= sight.choices) {
        found.push((goal, sight));
    }
}

/// Which choices may still show a goal that has not been seen.
struct Loud {
    /// For each scene and choice the goals that it may show.
    goals: Vec<Vec<Vec<u32>>>,
    /// Whether one of them is open.
    open: Vec<Vec<bool>>,
    known: usize,
}

impl Loud {
    fn of(machine: &Machine) -> Self {
        let goals: Vec<Vec<Vec<u32>>> =
            machine.scenes.iter().map(|scene| scene.ways.iter().map(|way| machine.goals_of(way)).collect()).collect();
        let open = goals.iter().map(|ways| vec![true; ways.len()]).collect();
        Self { goals, open, known: 0 }
    }

    fn update(&mut self, _machine: &Machine, sights: &[Option<Sight>]) {
        let known = sights.iter().flatten().count();
        if known == self.known {
            return;
        }
        self.known = known;
        for (goals, open) in self.goals.iter_mut().zip(&mut self.open) {
            for (goals, open) in goals.iter_mut().zip(open) {
                goals.retain(|goal| sights[*goal as usize].is_none());
                *open = !goals.is_empty();
            }
        }
    }

    #[inline(always)]
    fn is_loud(&self, scene: usize, place: u16) -> bool {
        self.open[scene][usize::from(place)]
    }
}
