//! What a choice may show, told without searching.

use std::collections::BTreeSet;

use doorstep_scenario::Next;

use crate::machine::{LineCode, Machine, NO_GOAL, Way};
use crate::step::Packed;

impl Machine {
    /// Every goal that taking a choice may show, or that a state shows of it.
    pub(crate) fn goals_of(&self, way: &Way) -> Vec<u32> {
        let mut goals = BTreeSet::from([way.goal, way.holds, way.fails]);
        goals.extend(&way.facts);
        let changes = way.changes.iter().chain(self.interrupts.iter().flat_map(|interrupt| &interrupt.changes));
        goals.extend(changes.flat_map(|change| [change.below, change.above, change.changed]));
        of_lines(&way.lines, &mut goals);
        let mut entry = |scene: usize| {
            let scene = &self.scenes[scene];
            goals.insert(scene.goal);
            goals.extend(scene.ending);
            of_lines(&scene.lines, &mut goals);
        };
        match way.next {
            Next::Stay => {}
            Next::Goto(scene) | Next::Visit(scene) => entry(scene.at()),
            Next::Return => (0..self.scenes.len()).for_each(&mut entry),
        }
        self.interrupts.iter().for_each(|interrupt| entry(interrupt.scene.at()));
        goals.extend(self.interrupts.iter().flat_map(|interrupt| [interrupt.came_goal, interrupt.fails]));
        goals.remove(&NO_GOAL);
        goals.into_iter().collect()
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
