//! What a choice may show, told without searching.

use std::collections::BTreeSet;

use doorstep_scenario::Next;

use crate::machine::{LineCode, Machine, NO_GOAL, Way};
use crate::step::Packed;

/// The goals that a choice may show.
#[derive(Debug, Default)]
pub(crate) struct Shows {
    /// Shown by a state that has the choice.
    pub(crate) look: Vec<u32>,
    /// Shown, perhaps, whenever it is taken.
    pub(crate) step: Vec<u32>,
    /// Shown only where an effect of the choice runs into a bound, or where an interrupt comes.
    pub(crate) rare: Vec<u32>,
}

impl Machine {
    /// Every goal that taking a choice may show, or that a state shows of it.
    pub(crate) fn goals_of(&self, way: &Way) -> Shows {
        let mut step = BTreeSet::new();
        let mut rare = BTreeSet::new();
        step.extend(&way.facts);
        for change in &way.changes {
            step.insert(change.changed);
            if let Some(bound) = change.bound() {
                if change.field.is_some() {
                    rare.insert(bound)
                } else {
                    step.insert(bound)
                };
            }
        }
        of_lines(&way.lines, &mut step);
        match way.next {
            Next::Stay => {}
            Next::Goto(scene) | Next::Visit(scene) => self.entry(scene.at(), &mut step),
            Next::Return => (0..self.scenes.len()).for_each(|scene| self.entry(scene, &mut step)),
        }
        for interrupt in &self.interrupts {
            step.insert(interrupt.fails);
            rare.insert(interrupt.came_goal);
            rare.extend(interrupt.changes.iter().flat_map(|change| change.bound().into_iter().chain([change.changed])));
            self.entry(interrupt.scene.at(), &mut rare);
        }
        let listed = |goals: BTreeSet<u32>| goals.into_iter().filter(|goal| *goal != NO_GOAL).collect();
        Shows { look: listed(BTreeSet::from([way.goal, way.holds, way.fails])), step: listed(step), rare: listed(rare) }
    }

    /// What entering a scene may show.
    fn entry(&self, scene: usize, goals: &mut BTreeSet<u32>) {
        let scene = &self.scenes[scene];
        goals.insert(scene.goal);
        goals.extend(scene.ending);
        of_lines(&scene.lines, goals);
    }

    /// A start state that shows a goal.
    pub(crate) fn starts_that_show<const W: usize>(&self, goal: u32) -> Option<Packed<W>> {
        // A start state is one of each draw; the watch sees the goals of one before the next is given out.
        let seen = core::cell::Cell::new(false);
        let mut out: Vec<Packed<W>> = Vec::new();
        let mut shown = None;
        for state in self.before_the_start::<W>() {
            seen.set(false);
            out.clear();
            self.enter_start(state, &mut |each| seen.set(seen.get() || each == goal), &mut out);
            if seen.get() && shown.is_none() {
                shown = out.first().copied();
            }
        }
        shown
    }
}

fn of_lines(lines: &[LineCode], goals: &mut BTreeSet<u32>) {
    for line in lines {
        goals.extend([line.shown, line.fails]);
        goals.extend(&line.facts);
    }
}
