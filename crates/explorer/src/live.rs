//! Which part of a state something may still read.
//!
//! What nothing can read any more is set to zero, so that states that differ in it alone are one. From where a call stands only so many
//! scenes can still be entered: those to which choices lead from here, and from the scenes to which open visits return; and those of the
//! interrupts that may still come. What none of them reads is dead (live variable analysis, as compilers make it).
//!
//! Invariants:
//! - Exact: what is dead is read by nothing on any way on, so that a state goes on as it would have.
//! - What is dead stays so on every way on, so that it does not matter when it was set to zero.

use std::collections::BTreeSet;

use doorstep_scenario::{Effect, InterruptIndex, Next, Scenario, SceneIndex};

use crate::component::{Component, read_by, read_by_scene};
use crate::field::Field;
use crate::guard::{Guard, Truth};
use crate::latch::{Latches, each_part};
use crate::layout::Layout;
use crate::reduction::{Reduction, Reductions};
use crate::step::Packed;
use crate::visits::{Ahead, Visits};

/// Bits of the words of a state.
type Mask = Box<[u64]>;

/// Which part of a state something may still read.
#[derive(Debug)]
pub(crate) struct Live {
    /// By scene, what the scenes read to which choices lead from it, itself included.
    scenes: Vec<Mask>,
    /// By scene, whether the call ends there.
    ends: Vec<bool>,
    interrupts: Vec<Coming>,
    /// Whether the scene alone decides: no visit and no interrupt.
    by_scene: bool,
    /// Where open visits return to, unless all are kept.
    visits: Option<Visits>,
}

/// An interrupt that may still come.
#[derive(Debug)]
struct Coming {
    /// Where it is kept that it came, where it comes once.
    came: Option<Field>,
    /// The parts of its condition that, once false, stay so, with the bits that they and all before them read.
    latches: Vec<(Guard, Mask)>,
    /// What it and the scenes behind it read.
    live: Mask,
    /// What it may do to the open visits.
    ahead: Ahead,
}

impl Live {
    /// Everything is kept.
    pub(crate) fn all(scenario: &Scenario, layout: &Layout) -> Self {
        let scenes = vec![vec![u64::MAX; layout.words].into(); scenario.scenes.len()];
        Self { scenes, ends: vec![false; scenario.scenes.len()], interrupts: Vec::new(), by_scene: true, visits: None }
    }

    /// What has to be kept in a call.
    pub(crate) fn of(scenario: &Scenario, layout: &Layout, latches: &Latches, reductions: Reductions) -> Self {
        let visits = Visits::of(scenario);
        let maker = Maker { scenario, layout, latches, visits: &visits };
        let all = || (0..scenario.scenes.len() as u16).map(SceneIndex);
        let interrupts: Vec<Coming> = (0..scenario.interrupts.len() as u16).map(|at| maker.coming(InterruptIndex(at))).collect();
        Self {
            scenes: all().map(|at| maker.from(at)).collect(),
            ends: scenario.scenes.iter().map(|scene| scene.ending.is_some()).collect(),
            by_scene: interrupts.is_empty() && layout.visits.is_none(),
            interrupts,
            visits: reductions.has(Reduction::Visits).then_some(visits),
        }
    }

    /// What is kept in a scene, where nothing else decides.
    pub(crate) fn mask(&self, scene: SceneIndex) -> Option<&[u64]> {
        (self.by_scene || self.ends[scene.at()]).then_some(&self.scenes[scene.at()])
    }

    /// Sets to zero what nothing reads any more, now that the call stands in this scene.
    #[inline(always)]
    pub(crate) fn forget<const W: usize>(&self, layout: &Layout, state: &mut Packed<W>, scene: SceneIndex) {
        let mask = &self.scenes[scene.at()];
        if self.by_scene || self.ends[scene.at()] {
            state.iter_mut().zip(mask).for_each(|(word, live)| *word &= live);
        } else {
            self.forget_more(layout, state, scene);
        }
    }

    fn forget_more<const W: usize>(&self, layout: &Layout, state: &mut Packed<W>, scene: SceneIndex) {
        let mut live = [0; W];
        add(&mut live, &self.scenes[scene.at()]);
        let mut ahead = Ahead::default();
        for interrupt in &self.interrupts {
            if interrupt.came.is_some_and(|came| came.get(state) != 0) {
                continue;
            }
            let closed = interrupt.latches.iter().find(|(latch, _)| latch.truth(state) == Truth::No);
            // What shows that it comes no more is kept, or its condition might seem to hold again.
            add(&mut live, closed.map_or(&interrupt.live, |(_, kept)| kept));
            if closed.is_none() {
                ahead = ahead.and(interrupt.ahead);
            }
        }
        if let Some(stack) = &layout.visits {
            if let Some(visits) = &self.visits {
                visits.close(stack, state, scene, ahead);
            }
            let (depth, slots) = stack;
            let open = depth.get(state) as usize;
            slots.iter().take(open).for_each(|slot| add(&mut live, &self.scenes[slot.get(state) as usize]));
        }
        state.iter_mut().zip(&live).for_each(|(word, live)| *word &= live);
    }
}

#[inline]
fn add<const W: usize>(live: &mut Packed<W>, mask: &Mask) {
    live.iter_mut().zip(mask).for_each(|(word, more)| *word |= more);
}

struct Maker<'a> {
    scenario: &'a Scenario,
    layout: &'a Layout,
    latches: &'a Latches,
    visits: &'a Visits,
}

impl Maker<'_> {
    fn from(&self, scene: SceneIndex) -> Mask {
        let mut mask = self.nothing();
        self.keep(&mut mask, self.layout.scene);
        if self.scenario.scene(scene).ending.is_none() {
            if let Some((depth, slots)) = &self.layout.visits {
                self.keep(&mut mask, *depth);
                slots.iter().for_each(|slot| self.keep(&mut mask, *slot));
            }
            // Whether an interrupt has come is asked after every choice.
            let came = (0..self.scenario.interrupts.len() as u16).map(InterruptIndex);
            let came = came.filter(|at| !self.scenario.interrupts[at.at()].repeat);
            came.for_each(|at| self.read(&mut mask, Component::Came(at)));
            self.scenes_from(scene, &mut mask);
        }
        mask
    }

    /// What the scenes read to which choices lead, one included. A return leads to where the visit began: that was one of these, or it
    /// is open already.
    fn scenes_from(&self, scene: SceneIndex, mask: &mut [u64]) {
        let mut reached = BTreeSet::from([scene]);
        let mut to_do = vec![scene];
        while let Some(at) = to_do.pop() {
            read_by_scene(self.scenario, self.latches, at, &mut |component| self.read(mask, component));
            for choice in &self.scenario.scene(at).choices {
                self.changed(&choice.effects, mask);
                if let Next::Goto(to) | Next::Visit(to) = choice.next
                    && reached.insert(to)
                {
                    to_do.push(to);
                }
            }
        }
    }

    /// Whether an effect changes its variable, or runs into its bound, hangs on what it was.
    fn changed(&self, effects: &[Effect], mask: &mut [u64]) {
        for effect in effects {
            let (Effect::Set(variable, _) | Effect::Add(variable, _) | Effect::Start(variable)) = *effect;
            self.read(mask, Component::Value(variable));
        }
    }

    fn coming(&self, at: InterruptIndex) -> Coming {
        let interrupt = &self.scenario.interrupts[at.at()];
        let mut live = self.nothing();
        read_by(&interrupt.when, &mut |component| self.read(&mut live, component));
        self.changed(&interrupt.effects, &mut live);
        self.scenes_from(interrupt.scene, &mut live);
        let mut latches = Vec::new();
        let mut kept = self.nothing();
        each_part(&interrupt.when, &mut |part| {
            if self.latches.stays_false(part) {
                read_by(part, &mut |component| self.read(&mut kept, component));
                latches.push((Guard::new(self.scenario, self.layout, part), kept.clone()));
            }
        });
        let came = if interrupt.repeat { None } else { self.layout.fields.get(&Component::Came(at)).copied() };
        Coming { came, latches, live, ahead: self.visits.ahead(interrupt) }
    }

    fn nothing(&self) -> Mask {
        vec![0; self.layout.words].into()
    }

    fn keep(&self, mask: &mut [u64], field: Field) {
        mask[field.word()] |= field.bits();
    }

    fn read(&self, mask: &mut [u64], component: Component) {
        if let Some(field) = self.layout.fields.get(&component) {
            self.keep(mask, *field);
        }
        if component.is_timer(self.scenario)
            && let Some(clock) = self.layout.fields.get(&Component::Clock)
        {
            // Starting it reads the clock.
            self.keep(mask, *clock);
        }
    }
}
