//! One step of the call over packed states, by the rules of `doorstep_simulator`.
//!
//! Where part of the state has been forgotten, a step gives every state that may follow.

use doorstep_scenario::{Next, SceneIndex, VISIT_DEPTH};

use crate::guard::Truth;
use crate::machine::{Change, ChangeKind, InterruptCode, LineCode, Machine, NO_GOAL, Way};

/// A packed state.
pub(crate) type Packed<const W: usize> = [u64; W];

/// Somebody who sees what a step shows.
pub(crate) trait Watch {
    /// Whether it looks at all; if not, what changes nothing is not worked out.
    const LOOKS: bool;
    /// A goal is shown, or may be.
    fn see(&mut self, goal: u32);
}

/// Nobody.
pub(crate) struct Unwatched;

impl Watch for Unwatched {
    const LOOKS: bool = false;
    #[inline(always)]
    fn see(&mut self, _goal: u32) {}
}

impl<F: FnMut(u32)> Watch for F {
    const LOOKS: bool = true;
    fn see(&mut self, goal: u32) {
        if goal != NO_GOAL {
            self(goal);
        }
    }
}

impl Machine {
    /// The states before the first line, one for each draw that is kept.
    pub(crate) fn before_the_start<const W: usize>(&self) -> Vec<Packed<W>> {
        let mut first: Vec<Packed<W>> = vec![[0; W]];
        for (field, value) in &self.start_values {
            first.iter_mut().for_each(|state| field.set(state, *value));
        }
        for (_, field, count) in &self.draws {
            let with = |state: &Packed<W>, value| {
                let mut state = *state;
                field.set(&mut state, value);
                state
            };
            first = first.iter().flat_map(|state| (0..*count).map(move |value| with(state, value))).collect();
        }
        first
    }

    /// Goes through the first scene's lines.
    pub(crate) fn enter_start<const W: usize, K: Watch>(&self, before: Packed<W>, watch: &mut K, out: &mut Vec<Packed<W>>) {
        self.enter(before, self.start, watch, out);
    }

    /// The states in which a call can start.
    pub(crate) fn starts<const W: usize, K: Watch>(&self, watch: &mut K, out: &mut Vec<Packed<W>>) {
        for before in self.before_the_start() {
            self.enter_start(before, watch, out);
        }
    }

    /// The scene in which a state stands.
    #[inline(always)]
    pub(crate) fn scene_of<const W: usize>(&self, state: &Packed<W>) -> SceneIndex {
        SceneIndex(self.layout.scene.get(state) as u16)
    }

    /// Takes a choice: gives every state that may follow.
    #[inline]
    pub(crate) fn take<const W: usize, K: Watch>(&self, state: &Packed<W>, way: &Way, watch: &mut K, out: &mut Vec<Packed<W>>) {
        let mut next = *state;
        if let Some(field) = self.clock {
            let step = (field.get(&next) + way.steps).min(self.layout.clock.last);
            field.set(&mut next, step);
        }
        if let Some(taken) = way.taken {
            taken.raise(&mut next);
        }
        if K::LOOKS {
            way.facts.iter().for_each(|fact| watch.see(*fact));
        }
        way.reveals.iter().for_each(|heard| heard.raise(&mut next));
        for change in &way.changes {
            self.change(change, &mut next, watch);
        }
        if way.lines_matter || K::LOOKS {
            self.say(next, &way.lines, watch, &mut |state, watch| self.go_on(state, way, watch, out));
        } else {
            self.go_on(next, way, watch, out);
        }
    }

    /// Goes through lines; `then` gets every state that may stand after them.
    fn say<const W: usize, K: Watch>(
        &self,
        mut state: Packed<W>,
        lines: &[LineCode],
        watch: &mut K,
        then: &mut impl FnMut(Packed<W>, &mut K),
    ) {
        for (line, rest) in lines.iter().zip(1..) {
            let truth = line.guard.as_ref().map_or(Truth::Yes, |guard| guard.truth(&state));
            if truth != Truth::Yes {
                watch.see(line.fails);
            }
            if truth == Truth::No {
                continue;
            }
            watch.see(line.shown);
            if K::LOOKS {
                line.facts.iter().for_each(|fact| watch.see(*fact));
            }
            let mut heard = state;
            line.reveals.iter().for_each(|field| field.raise(&mut heard));
            if truth == Truth::Yes {
                state = heard;
            } else if heard != state {
                self.say(heard, &lines[rest..], watch, then);
            }
        }
        then(state, watch);
    }

    /// Goes on after a choice: an interrupt that is due, then the next scene.
    #[inline]
    fn go_on<const W: usize, K: Watch>(&self, mut state: Packed<W>, way: &Way, watch: &mut K, out: &mut Vec<Packed<W>>) {
        if let Some(committed) = way.committed {
            committed.raise(&mut state);
        }
        if let Some(graded) = way.graded {
            graded.set(&mut state, u64::from(way.level) + 1);
        }
        let destination = match way.next {
            Next::Stay => None,
            Next::Goto(scene) => Some(scene),
            Next::Visit(scene) => {
                let here = self.scene_of(&state);
                self.push(&mut state, here);
                Some(scene)
            }
            Next::Return => self.pop(&mut state),
        };
        let ends = destination.is_some_and(|scene| self.scenes[scene.at()].ending.is_some());
        if !ends {
            for interrupt in &self.interrupts {
                match interrupt.due(&state, watch) {
                    Truth::No => {}
                    Truth::Maybe => self.interrupt(state, interrupt, destination, watch, out),
                    Truth::Yes => return self.interrupt(state, interrupt, destination, watch, out),
                }
            }
        }
        match destination {
            Some(scene) => self.enter(state, scene, watch, out),
            None => {
                let here = self.scene_of(&state);
                self.live.forget(&self.layout, &mut state, here);
                out.push(state);
            }
        }
    }

    fn interrupt<const W: usize, K: Watch>(
        &self,
        mut state: Packed<W>,
        interrupt: &InterruptCode,
        destination: Option<SceneIndex>,
        watch: &mut K,
        out: &mut Vec<Packed<W>>,
    ) {
        watch.see(interrupt.came_goal);
        if let Some(came) = interrupt.came {
            came.raise(&mut state);
        }
        let deep = self.layout.visits.as_ref().map_or(0, |(depth, _)| depth.get(&state));
        if interrupt.visit && deep < VISIT_DEPTH as u64 {
            let back = destination.unwrap_or_else(|| self.scene_of(&state));
            self.push(&mut state, back);
        }
        for change in &interrupt.changes {
            self.change(change, &mut state, watch);
        }
        self.enter(state, interrupt.scene, watch, out);
    }

    fn push<const W: usize>(&self, state: &mut Packed<W>, back: SceneIndex) {
        if let Some((depth, slots)) = &self.layout.visits {
            let deep = depth.get(state);
            // Invariant: a visit deeper than the limit is not offered, and the layout has room for the deepest that can come.
            slots[deep as usize].set(state, u64::from(back.0));
            depth.set(state, deep + 1);
        }
    }

    fn pop<const W: usize>(&self, state: &mut Packed<W>) -> Option<SceneIndex> {
        let (depth, slots) = self.layout.visits.as_ref()?;
        let deep = depth.get(state).checked_sub(1)?;
        let slot = slots[deep as usize];
        let back = slot.get(state);
        slot.set(state, 0);
        depth.set(state, deep);
        Some(SceneIndex(back as u16))
    }

    #[inline]
    fn enter<const W: usize, K: Watch>(&self, mut state: Packed<W>, scene: SceneIndex, watch: &mut K, out: &mut Vec<Packed<W>>) {
        self.layout.scene.set(&mut state, u64::from(scene.0));
        let code = &self.scenes[scene.at()];
        watch.see(code.goal);
        if let Some(ending) = code.ending {
            watch.see(ending);
        }
        self.say(state, &code.lines, watch, &mut |mut state, _watch: &mut K| {
            if let Some(visited) = code.visited {
                visited.raise(&mut state);
            }
            self.live.forget(&self.layout, &mut state, scene);
            out.push(state);
        });
    }
}

impl Machine {
    #[inline]
    fn change<const W: usize, K: Watch>(&self, change: &Change, state: &mut Packed<W>, watch: &mut K) {
        let Some(field) = change.field else {
            if K::LOOKS {
                watch.see(change.changed);
                change.bound().into_iter().for_each(|bound| watch.see(bound));
            }
            return;
        };
        let before = field.get(state);
        let after = match change.kind {
            ChangeKind::Set(value) => value,
            // A timer is kept only where the clock is, and then by the second.
            ChangeKind::Start => self.clock.map_or(0, |clock| self.layout.clock.seconds(clock.get(state)) as u64 + 1),
            ChangeKind::Add { amount, most } => {
                let sum = before as i64 + amount;
                if K::LOOKS && sum < 0 {
                    watch.see(change.below);
                }
                if K::LOOKS && sum > most {
                    watch.see(change.above);
                }
                sum.clamp(0, most) as u64
            }
        };
        if K::LOOKS && after != before {
            watch.see(change.changed);
        }
        field.set(state, after);
    }
}

impl InterruptCode {
    #[inline]
    fn due<const W: usize, K: Watch>(&self, state: &Packed<W>, watch: &mut K) -> Truth {
        let again = match (self.once, self.came) {
            (false, _) => Truth::Yes,
            (true, Some(came)) => (came.get(state) == 0).into(),
            (true, None) => Truth::Maybe,
        };
        if again == Truth::No {
            return Truth::No;
        }
        let truth = self.guard.truth(state);
        if truth != Truth::Yes {
            watch.see(self.fails);
        }
        again.min(truth)
    }
}
