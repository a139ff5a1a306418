//! A call of whose state part is forgotten, searched to its end: an over-approximation.
//!
//! Every play of the call is a play of the outline, so that what the outline cannot show, the call cannot. What the outline shows, the
//! call may or may not: a play of the outline is followed over the whole state, and where it fails, what has to be remembered is told.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::backward::{Marks, Steps, backward, endings, offers};
use crate::component::{Component, Components, read_by, read_by_interrupts, read_by_lines, read_by_scene};
use crate::concrete::{Concrete, Play, WIDE};
use crate::guard::Truth;
use crate::latch::Latches;
use crate::machine::{Machine, Way};
use crate::open::Limit;
use crate::search::{Bounds, Reached, Sight, search};
use crate::step::{Packed, Unwatched};
use crate::store::Id;

/// What came of following a play of an outline over the whole state.
#[derive(Debug)]
pub(crate) enum Followed {
    /// The call has this play, and it shows what was looked for.
    Through(Play, Box<Packed<WIDE>>),
    /// The call does not have it; remembering this rules it out.
    Remember(Components),
}

/// The moments of an outline at which a play may be stuck.
#[derive(Debug, Default)]
pub(crate) struct Stuck {
    /// For each scene the first moment that surely offers no choice, with the choices that a play takes to it.
    pub(crate) traps: Vec<(Id, u32)>,
    /// For each scene the first moment from which surely choices go on for ever and no ending can be reached.
    pub(crate) endless: Vec<(Id, u32)>,
    /// What has to be remembered to tell of the rest.
    pub(crate) unclear: Components,
    /// For each scene the first moment from which surely no ending can be reached, but perhaps choices do not go on for ever.
    pub(crate) either: Vec<(Id, u32)>,
}

/// A searched outline, whatever the width of its states.
pub(crate) trait Outline {
    /// How many states it has.
    fn states(&self) -> u64;
    /// How many steps between them.
    fn edges(&self) -> u64;
    /// The bytes that it takes.
    fn bytes(&self) -> usize;
    /// What ended the search before its end. Then nothing follows from what it does not show.
    fn limit(&self) -> Option<Limit>;
    /// Where a goal is first seen.
    fn sight(&self, goal: u32) -> Option<Sight>;
    /// Follows the shortest play to a sight over the whole state.
    fn follow(&self, concrete: &Concrete<'_>, sight: Sight, goal: Option<u32>) -> Followed;
    /// What has to be remembered to tell which choices a moment offers, and what comes of them.
    fn offered_at(&self, concrete: &Concrete<'_>, at: Id) -> Components;
    /// Where a play may be stuck.
    fn stuck(&self, concrete: &Concrete<'_>) -> Stuck;
}

struct Searched<const W: usize> {
    machine: Machine,
    kept: Components,
    reached: Reached<W>,
}

/// Searches the outline that keeps these components. Nothing if a state is too wide.
pub(crate) fn outline(
    concrete: &Concrete<'_>,
    kept: &Components,
    bounds: Bounds,
    progress: &mut dyn FnMut(u64) -> bool,
) -> Option<Box<dyn Outline>> {
    let machine = concrete.outlined(kept);
    macro_rules! with_words {
        ($($words:literal)*) => {
            match machine.layout.words {
                $(0..=$words => {
                    let reached = search::<$words>(&machine, concrete.goals, bounds, progress);
                    Some(Box::new(Searched { machine, kept: kept.clone(), reached }))
                })*
                _ => None,
            }
        };
    }
    with_words!(1 2 3 4 6 10)
}

impl<const W: usize> Outline for Searched<W> {
    fn states(&self) -> u64 {
        self.reached.store.len() as u64
    }

    fn edges(&self) -> u64 {
        self.reached.edges
    }

    fn bytes(&self) -> usize {
        self.reached.store.bytes()
    }

    fn limit(&self) -> Option<Limit> {
        self.reached.limit
    }

    fn sight(&self, goal: u32) -> Option<Sight> {
        self.reached.sights[goal as usize]
    }

    fn follow(&self, concrete: &Concrete<'_>, sight: Sight, goal: Option<u32>) -> Followed {
        let mut chain = vec![sight.at];
        while let Some(parent) = self.reached.store.parent(chain[chain.len() - 1]) {
            chain.push(parent);
        }
        chain.reverse();
        let first = self.reached.store.state(chain[0]);
        let Some(start) = concrete.starts().into_iter().find(|start| self.project(concrete, start) == *first) else {
            // Only what was drawn can make starts differ.
            return Followed::Remember(self.missing(concrete.machine.draws.iter().map(|(variation, ..)| Component::Drawn(*variation))));
        };
        let mut play = Play { start, places: Vec::new() };
        let mut state = start;
        for pair in chain.windows(2) {
            match self.step(concrete, &state, pair[0], pair[1]) {
                Ok((place, next)) => {
                    play.places.push(place);
                    state = next;
                }
                Err(missing) => return Followed::Remember(missing),
            }
        }
        let Some(goal) = goal else { return Followed::Through(play, Box::new(state)) };
        let mut shown = false;
        let mut see = |seen: u32| shown = shown || seen == goal;
        let Some(place) = sight.by else {
            concrete.look(&state, &mut see);
            let at_start = play.places.is_empty() && self.shown_at_start(concrete, &state, goal);
            return if shown || at_start {
                Followed::Through(play, Box::new(state))
            } else {
                Followed::Remember(self.missing_here(concrete, &state))
            };
        };
        let next = concrete.take(&state, place, &mut see);
        match next {
            Some(next) if shown => {
                play.places.push(place);
                Followed::Through(play, Box::new(next))
            }
            _ => {
                let way = &self.machine.scenes[self.machine.scene_of(self.reached.store.state(sight.at)).at()].ways[usize::from(place)];
                Followed::Remember(self.blame(concrete, &state, way, next.is_none()))
            }
        }
    }

    fn offered_at(&self, concrete: &Concrete<'_>, at: Id) -> Components {
        let scene = self.machine.scene_of(self.reached.store.state(at));
        let mut read = Vec::new();
        read_by_scene(concrete.scenario, &Latches::of(concrete.scenario, concrete.reductions), scene, &mut |component| {
            read.push(component)
        });
        let missing = self.missing(read);
        if missing.is_empty() { self.missing(concrete.relevant.iter().copied()) } else { missing }
    }

    fn stuck(&self, concrete: &Concrete<'_>) -> Stuck {
        let mut surely_ends = endings(&self.machine, &self.reached);
        backward(&self.machine, &self.reached, Steps::Must, &mut surely_ends);
        let mut unsettled = self.reached.store.ids().filter(|id| !surely_ends.has(*id)).peekable();
        if unsettled.peek().is_none() {
            return Stuck::default();
        }
        let mut may_end = endings(&self.machine, &self.reached);
        backward(&self.machine, &self.reached, Steps::May, &mut may_end);
        if self.reached.store.ids().any(|id| !surely_ends.has(id) && may_end.has(id)) {
            return Stuck { unclear: self.unclear(concrete, &surely_ends, &may_end), ..Stuck::default() };
        }
        // Every state that looks so is stuck. Some are traps, some lead into one, from the others choices go on for ever.
        let is_stuck = |id: &Id| !may_end.has(*id);
        let offered = |id: Id| offers(&self.machine, self.reached.store.state(id));
        let (mut traps, mut perhaps) = (Marks::none(&self.reached.store), Marks::none(&self.reached.store));
        for id in self.reached.store.ids().filter(is_stuck) {
            if offered(id) == Truth::No {
                traps.add(id);
            }
            if offered(id) != Truth::Yes {
                perhaps.add(id);
            }
        }
        let first_traps = self.first(self.reached.store.ids().filter(|id| traps.has(*id)));
        backward(&self.machine, &self.reached, Steps::Must, &mut traps);
        backward(&self.machine, &self.reached, Steps::May, &mut perhaps);
        Stuck {
            traps: first_traps,
            endless: self.first(self.reached.store.ids().filter(|id| is_stuck(id) && !perhaps.has(*id))),
            either: self.first(self.reached.store.ids().filter(|id| is_stuck(id) && !traps.has(*id) && perhaps.has(*id))),
            unclear: Components::new(),
        }
    }
}

impl<const W: usize> Searched<W> {
    /// For each scene the state with the shortest play to it.
    fn first(&self, ids: impl Iterator<Item = Id>) -> Vec<(Id, u32)> {
        let mut first: BTreeMap<u16, (u32, Id)> = BTreeMap::new();
        for id in ids {
            let found = (self.reached.depth(id), id);
            let best = first.entry(self.machine.scene_of(self.reached.store.state(id)).0).or_insert(found);
            *best = found.min(*best);
        }
        first.into_values().map(|(depth, id)| (id, depth)).collect()
    }

    /// What the outline keeps of a whole state.
    fn project(&self, concrete: &Concrete<'_>, state: &Packed<WIDE>) -> Packed<W> {
        let (whole, own) = (&concrete.machine.layout, &self.machine.layout);
        let mut kept = [0; W];
        let scene = whole.scene.get(state);
        own.scene.set(&mut kept, scene);
        if let (Some((depth, slots)), Some((own_depth, own_slots))) = (&whole.visits, &own.visits) {
            own_depth.set(&mut kept, depth.get(state));
            for (slot, own_slot) in slots.iter().zip(own_slots) {
                own_slot.set(&mut kept, slot.get(state));
            }
        }
        for (component, field) in &own.fields {
            if let Some(from) = whole.fields.get(component) {
                field.set(&mut kept, from.get(state));
            }
        }
        let scene = self.machine.scene_of(&kept);
        self.machine.live.forget(own, &mut kept, scene);
        kept
    }

    /// Takes, over the whole state, a choice that leads from one state of the outline to another; or tells what has to be remembered.
    fn step(&self, concrete: &Concrete<'_>, state: &Packed<WIDE>, from: Id, to: Id) -> Result<(u16, Packed<WIDE>), Components> {
        let (from, to) = (self.reached.store.state(from), self.reached.store.state(to));
        let mut next = Vec::new();
        let mut missing = Components::new();
        for (way, place) in self.machine.scenes[self.machine.scene_of(from).at()].ways.iter().zip(0..) {
            next.clear();
            if way.offered(&self.machine.layout, from) == Truth::No {
                continue;
            }
            self.machine.take(from, way, &mut Unwatched, &mut next);
            if !next.contains(to) {
                continue;
            }
            match concrete.take(state, place, &mut |_| {}) {
                Some(after) if self.project(concrete, &after) == *to => return Ok((place, after)),
                after => missing.extend(self.blame(concrete, state, way, after.is_none())),
            }
        }
        Err(missing)
    }

    /// What has to be remembered so that a choice is not thought to be offered, or to lead elsewhere.
    fn blame(&self, concrete: &Concrete<'_>, state: &Packed<WIDE>, way: &Way, refused: bool) -> Components {
        let choice = concrete.scenario.choice(way.at);
        let mut read = Vec::new();
        if refused {
            let taken = concrete.machine.layout.fields.get(&Component::Taken(way.at));
            if way.once && way.taken.is_none() && taken.is_some_and(|taken| taken.get(state) != 0) {
                read.push(Component::Taken(way.at));
            } else if let Some(when) = &choice.when {
                read_by(when, &mut |component| read.push(component));
            }
            return self.missing(read);
        }
        read_by_lines(&choice.lines, &mut |component| read.push(component));
        let lines = self.missing(read);
        let mut read = Vec::new();
        read_by_interrupts(concrete.scenario, &mut |component| read.push(component));
        let interrupts = self.missing(read);
        let mut read = Vec::new();
        if let doorstep_scenario::Next::Goto(scene) | doorstep_scenario::Next::Visit(scene) = choice.next {
            read_by_lines(&concrete.scenario.scene(scene).lines, &mut |component| read.push(component));
        }
        let entered = self.missing(read);
        // What is nearest first; all of it where only that is left.
        [lines, interrupts, entered]
            .into_iter()
            .find(|missing| !missing.is_empty())
            .unwrap_or_else(|| self.missing(concrete.relevant.iter().copied()))
    }

    /// What the conditions of the choices here read, and is not kept.
    fn missing_here(&self, concrete: &Concrete<'_>, state: &Packed<WIDE>) -> Components {
        let scene = concrete.scenario.scene(concrete.machine.scene_of(state));
        let mut read = Vec::new();
        scene
            .choices
            .iter()
            .filter_map(|choice| choice.when.as_ref())
            .for_each(|when| read_by(when, &mut |component| read.push(component)));
        let missing = self.missing(read);
        if missing.is_empty() { self.missing(concrete.relevant.iter().copied()) } else { missing }
    }

    fn shown_at_start(&self, concrete: &Concrete<'_>, state: &Packed<WIDE>, goal: u32) -> bool {
        let mut out = Vec::new();
        concrete.machine.before_the_start::<WIDE>().into_iter().any(|before| {
            let mut shown = false;
            out.clear();
            concrete.machine.enter_start(before, &mut |seen| shown = shown || seen == goal, &mut out);
            shown && out.first() == Some(state)
        })
    }

    fn missing(&self, read: impl IntoIterator<Item = Component>) -> Components {
        read.into_iter().filter(|component| !self.kept.contains(component)).collect()
    }

    /// What has to be remembered to tell whether an ending can be reached from the states that are unclear: what makes a step towards
    /// one unsure. A step is best that leads on well whatever comes of it, if only it is offered; then, one that takes little to be
    /// remembered; then, one that most states have.
    fn unclear(&self, concrete: &Concrete<'_>, surely: &Marks, may: &Marks) -> Components {
        let mut next = Vec::new();
        // By scene, place and how sure it is that the choice is offered: how many states it would help surely, and perhaps.
        let mut helped: BTreeMap<(usize, usize, Truth), [usize; 2]> = BTreeMap::new();
        for id in self.reached.store.ids().filter(|id| !surely.has(*id) && may.has(*id)) {
            let state = self.reached.store.state(id);
            let scene = self.machine.scene_of(state).at();
            for (place, way) in self.machine.scenes[scene].ways.iter().enumerate() {
                let offered = way.offered(&self.machine.layout, state);
                next.clear();
                if offered != Truth::No {
                    self.machine.take(state, way, &mut Unwatched, &mut next);
                }
                let well = next.iter().filter(|after| self.reached.store.find(after).is_some_and(|id| surely.has(id))).count();
                if well > 0 {
                    let unsure = usize::from(well < next.len());
                    helped.entry((scene, place, offered)).or_default()[unsure] += 1;
                }
            }
        }
        let steps = helped.into_iter().filter_map(|((scene, place, offered), [sure, perhaps])| {
            let missing = self.unsure(concrete, &self.machine.scenes[scene].ways[place], offered);
            (!missing.is_empty()).then_some(((sure == 0, missing.len(), Reverse(sure + perhaps)), missing))
        });
        let best = steps.min_by_key(|(rank, _)| *rank);
        best.map_or_else(|| self.missing(concrete.relevant.iter().copied()), |(_, missing)| missing)
    }

    /// What makes a step unsure.
    fn unsure(&self, concrete: &Concrete<'_>, way: &Way, offered: Truth) -> Components {
        let choice = concrete.scenario.choice(way.at);
        let mut read = Vec::new();
        if offered == Truth::Maybe {
            if way.once && way.taken.is_none() {
                read.push(Component::Taken(way.at));
            }
            if let Some(when) = &choice.when {
                read_by(when, &mut |component| read.push(component));
            }
        }
        let missing = self.missing(read);
        if !missing.is_empty() {
            return missing;
        }
        let mut read = Vec::new();
        read_by_lines(&choice.lines, &mut |component| read.push(component));
        read_by_interrupts(concrete.scenario, &mut |component| read.push(component));
        self.missing(read)
    }
}
