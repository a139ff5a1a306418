//! Breadth-first search over packed states, layer by layer.
//!
//! A round takes some states of the layer, gives every state that may follow each, sorted by the part of the store that they belong
//! to, and then keeps the new ones. Both halves are shared among threads, by ranges of the frontier and by parts; as every part is
//! filled in the order of the frontier, the outcome is the same for any number of threads.

use crate::goal::Goals;
use crate::guard::Truth;
use crate::loud::{Loud, Open};
use crate::machine::{Machine, Way};
use crate::open::Limit;
use crate::quick::{After, Quick};
use crate::rounds::{Cursor, Segment, divide};
use crate::step::{Packed, Unwatched};
use crate::store::{Hash, Id, PARTS, Part, Store};
use crate::workers::share;

/// States expanded in one round, at least, where the layer has as many.
const LEAST_IN_ROUND: usize = 1 << 10;
/// States expanded in one round of a small search, at most; fewer where a state has many words.
const USUAL_IN_ROUND: usize = 1 << 15;
/// One in so many states is expanded in one round of a large search: what it passes from hand to hand is little beside the store, and
/// each part of the store is come back to less often.
const OF_A_LARGE_STORE: usize = 64;
/// States expanded in one round, at most; fewer where a state has many words.
const MOST_IN_ROUND: usize = 1 << 18;

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
    /// What ended the search before every state was reached.
    pub(crate) limit: Option<Limit>,
    /// Threads that may look through it.
    pub(crate) threads: usize,
}

/// Searches everything that can be reached. `progress` is told how many states there are, now and then; it ends the search with `false`.
pub(crate) fn search<const W: usize>(
    machine: &Machine,
    goals: &Goals,
    bounds: Bounds,
    progress: &mut dyn FnMut(u64) -> bool,
) -> Reached<W> {
    let mut reached = Reached::begin(machine, goals, bounds.threads);
    let mut loud = Loud::of(machine);
    let quick = Quick::new(machine);
    let mut spare = Vec::new();
    loop {
        let from = reached.layers.last().cloned().unwrap_or_default();
        let to: Vec<u32> = reached.store.parts.iter().map(|part| part.len() as u32).collect();
        if from == to {
            reached.layers.pop();
            return reached;
        }
        let depth = reached.layers.len() as u32 - 1;
        let mut cursor = Cursor::new(from, to.clone());
        loop {
            let round = cursor.take(states_in_round::<W>(reached.store.len()));
            if round.is_empty() {
                break;
            }
            loud.update(&reached.sights);
            reached.round(&Expander { machine, quick: &quick, loud: &loud, depth }, &round, &mut spare);
            reached.limit = reached.met(bounds).or_else(|| (!progress(reached.store.len() as u64)).then_some(Limit::Stopped));
            if reached.limit.is_some() {
                return reached;
            }
        }
        reached.layers.push(to);
    }
}

/// How many states are expanded in a round, when so many are stored.
fn states_in_round<const W: usize>(stored: usize) -> usize {
    let narrow = W.div_ceil(4);
    let small = (stored / 16).clamp(LEAST_IN_ROUND, USUAL_IN_ROUND / narrow);
    (stored / OF_A_LARGE_STORE / narrow).clamp(small, MOST_IN_ROUND)
}

/// States of one part of the store, each with the state that it follows.
#[derive(Debug)]
struct Bucket<const W: usize> {
    states: Vec<Packed<W>>,
    parents: Vec<Id>,
}

/// What one piece of a round found.
#[derive(Debug)]
struct Found<const W: usize> {
    buckets: Vec<Bucket<W>>,
    /// The ending that was found last.
    ending: Option<Packed<W>>,
    edges: u64,
    sights: Vec<(u32, Sight)>,
}

impl<const W: usize> Default for Found<W> {
    fn default() -> Self {
        let buckets = (0..PARTS).map(|_| Bucket { states: Vec::new(), parents: Vec::new() }).collect();
        Self { buckets, ending: None, edges: 0, sights: Vec::new() }
    }
}

impl<const W: usize> Found<W> {
    /// Forgets what it found, and keeps its room.
    fn clear(&mut self) {
        for bucket in &mut self.buckets {
            bucket.states.clear();
            bucket.parents.clear();
        }
        self.ending = None;
        self.edges = 0;
        self.sights.clear();
    }

    #[inline(always)]
    fn push(&mut self, state: &Packed<W>, parent: Id) {
        let bucket = &mut self.buckets[Hash::of(state).part()];
        if bucket.states.len() == bucket.states.capacity() {
            bucket.grow();
        }
        bucket.states.push(*state);
        bucket.parents.push(parent);
    }
}

impl<const W: usize> Bucket<W> {
    #[cold]
    fn grow(&mut self) {
        let more = self.states.len() / 4 + 16;
        self.states.reserve_exact(more);
        self.parents.reserve_exact(more);
    }
}

impl<const W: usize> Reached<W> {
    fn begin(machine: &Machine, goals: &Goals, threads: usize) -> Self {
        let mut reached = Self {
            store: Store::new(),
            layers: vec![vec![0; PARTS]],
            edges: 0,
            sights: vec![None; goals.list().len()],
            limit: None,
            threads,
        };
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

    /// Whether every state was reached.
    pub(crate) fn is_complete(&self) -> bool {
        self.limit.is_none()
    }

    /// The bound that the states kept so far go beyond.
    fn met(&self, bounds: Bounds) -> Option<Limit> {
        if self.store.bytes() > bounds.bytes {
            Some(Limit::Memory)
        } else if self.store.len() > bounds.states || self.store.parts.iter().any(Part::is_full) {
            Some(Limit::States(self.store.len().min(bounds.states)))
        } else {
            None
        }
    }

    /// Expands some states. What was found is put into `spare` afterwards, for its room.
    fn round(&mut self, expander: &Expander<'_, W>, round: &[Segment], spare: &mut Vec<Found<W>>) {
        let (threads, pieces) = divide(round, self.threads);
        let pieces = pieces.into_iter().map(|piece| (piece, spare.pop().unwrap_or_default())).collect();
        let (store, sights) = (&self.store, &self.sights);
        let found = share(threads, pieces, |(piece, mut found)| {
            expander.expand(store, sights, &piece, &mut found);
            found
        });
        for each in &found {
            self.edges += each.edges;
            for (goal, sight) in &each.sights {
                self.sights[*goal as usize].get_or_insert(*sight);
            }
        }
        let pieces: Vec<(usize, &mut Part<W>)> = self.store.parts.iter_mut().enumerate().collect();
        share(threads, pieces, |(number, part)| {
            for bucket in found.iter().map(|found| &found.buckets[number]) {
                part.insert_all(&bucket.states, &bucket.parents);
            }
        });
        spare.extend(found);
        spare.iter_mut().for_each(Found::clear);
    }

    /// How many choices a play takes to a state.
    pub(crate) fn depth(&self, id: Id) -> u32 {
        let number = id.number() as u32;
        (self.layers.partition_point(|layer| layer[id.part()] <= number) - 1) as u32
    }
}

/// What is needed to expand states.
struct Expander<'a, const W: usize> {
    machine: &'a Machine,
    quick: &'a Quick<W>,
    loud: &'a Loud,
    /// How many choices a play takes to the states that are expanded.
    depth: u32,
}

impl<const W: usize> Expander<'_, W> {
    /// Gives every state that may follow some states.
    fn expand(&self, store: &Store<W>, sights: &[Option<Sight>], piece: &[Segment], found: &mut Found<W>) {
        let mut next = Vec::new();
        for segment in piece {
            let states = &store.parts[segment.part].states()[segment.from as usize..segment.to as usize];
            for (state, number) in states.iter().zip(segment.from as usize..) {
                self.expand_one(state, Id::new(segment.part, number), sights, &mut next, found);
            }
        }
    }

    #[inline(always)]
    fn expand_one(&self, state: &Packed<W>, id: Id, sights: &[Option<Sight>], next: &mut Vec<Packed<W>>, found: &mut Found<W>) {
        let scene = self.machine.scene_of(state).at();
        let open = self.loud.scene(scene);
        let quick = self.quick.scene(scene);
        if self.loud.looks(scene) {
            let sight = Sight { at: id, by: None, choices: self.depth };
            for (way, _) in self.machine.scenes[scene].ways.iter().zip(open).filter(|(_, open)| open.look()) {
                look(self.machine, way, state, &mut |goal| note(&mut found.sights, sights, goal, sight));
            }
        }
        // All choices are asked before the first is taken: which are offered changes from state to state.
        for (tests, first) in quick.tests.chunks(64).zip((0..).step_by(64)) {
            let ask = |bits, (test, bit): (&crate::quick_test::QuickTest, u32)| bits | u64::from(test.may(state)) << bit;
            let mut offered = tests.iter().zip(0..).fold(0_u64, ask);
            while offered != 0 {
                let place = first + offered.trailing_zeros() as usize;
                offered &= offered - 1;
                let open = open[place];
                if !open.step()
                    && let Some(step) = &quick.steps[place]
                    && let After::State(after, clamped) = self.quick.take(self.machine, step, state)
                    && !(clamped && open.rare())
                {
                    found.edges += 1;
                    let again = step.ends && found.ending.replace(after) == Some(after);
                    if after != *state && !again {
                        found.push(&after, id);
                    }
                    continue;
                }
                // A scene has at most 65,536 choices.
                let sight = Sight { at: id, by: Some(place as u16), choices: self.depth + 1 };
                self.take(state, scene, place, open, sight, sights, next, found);
            }
        }
    }

    /// Takes a choice by the machine.
    #[inline(never)]
    #[expect(clippy::too_many_arguments, reason = "the part of the loop above that is not hot")]
    fn take(
        &self,
        state: &Packed<W>,
        scene: usize,
        place: usize,
        open: Open,
        sight: Sight,
        sights: &[Option<Sight>],
        next: &mut Vec<Packed<W>>,
        found: &mut Found<W>,
    ) {
        let way = &self.machine.scenes[scene].ways[place];
        if open.step() || open.rare() {
            self.machine.take(state, way, &mut |goal| note(&mut found.sights, sights, goal, sight), next);
        } else {
            self.machine.take(state, way, &mut Unwatched, next);
        }
        found.edges += next.len() as u64;
        for after in next.drain(..).filter(|after| after != state) {
            found.push(&after, sight.at);
        }
    }
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
