//! Which open visits a call may still return to.
//!
//! A `goto` inside a visit stays inside it, so that a call may leave visits open behind it to which no way returns: what they would have
//! returned to does not matter any more, nor that they are open, unless the depth of visits comes to its limit.

use doorstep_scenario::{Interrupt, Next, Scenario, SceneIndex, VISIT_DEPTH};

use crate::field::Field;
use crate::step::Packed;

/// More visits than can be open.
const TOO_MANY: usize = VISIT_DEPTH + 1;

/// Where visits may return from, and how many may be opened.
#[derive(Debug)]
pub(crate) struct Visits {
    /// By scene, whether the visit in which it stands may return from it, or from a scene to which choices go on in the same visit.
    returns: Vec<bool>,
    /// By scene, how many visits choices may open from there on, one inside another.
    deeper: Vec<usize>,
}

/// What an interrupt may do to the open visits.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ahead {
    /// Whether it may lead to a return from the visit into which it comes.
    pub(crate) returns: bool,
    /// How many visits it may open from there on, its own included.
    pub(crate) deeper: usize,
}

impl Ahead {
    /// Both.
    pub(crate) fn and(self, other: Self) -> Self {
        Self { returns: self.returns || other.returns, deeper: self.deeper + other.deeper }
    }
}

impl Visits {
    /// The visits of a call.
    pub(crate) fn of(scenario: &Scenario) -> Self {
        let mut visits = Self { returns: vec![false; scenario.scenes.len()], deeper: vec![0; scenario.scenes.len()] };
        while scenario.scenes.iter().enumerate().fold(false, |changed, (at, scene)| {
            let before = (visits.returns[at], visits.deeper[at]);
            for choice in &scene.choices {
                match choice.next {
                    Next::Stay => {}
                    Next::Return => visits.returns[at] = true,
                    Next::Goto(to) => {
                        visits.returns[at] |= visits.returns[to.at()];
                        visits.deeper[at] = visits.deeper[at].max(visits.deeper[to.at()]);
                    }
                    Next::Visit(to) => visits.deeper[at] = visits.deeper[at].max(visits.deeper[to.at()] + 1).min(TOO_MANY),
                }
            }
            changed || before != (visits.returns[at], visits.deeper[at])
        }) {}
        visits
    }

    /// What an interrupt may do.
    pub(crate) fn ahead(&self, interrupt: &Interrupt) -> Ahead {
        let once = usize::from(interrupt.visit) + self.deeper[interrupt.scene.at()];
        Ahead {
            returns: !interrupt.visit && self.returns[interrupt.scene.at()],
            deeper: if interrupt.repeat && once > 0 { TOO_MANY } else { once },
        }
    }

    /// Takes away the open visits to which nothing returns, now that the call stands in this scene and this is what interrupts may still do.
    #[inline]
    pub(crate) fn close<const W: usize>(
        &self,
        (depth, slots): &(Field, Vec<Field>),
        state: &mut Packed<W>,
        scene: SceneIndex,
        ahead: Ahead,
    ) {
        let open = depth.get(state) as usize;
        if open == 0 || ahead.returns {
            return;
        }
        let mut here = scene.at();
        let (mut needed, mut deeper) = (0, self.deeper[here]);
        while needed < open && self.returns[here] {
            needed += 1;
            here = slots[open - needed].get(state) as usize;
            deeper = deeper.max(self.deeper[here]);
        }
        // Where the limit might be met, it matters how many are open.
        if needed == open || open + deeper + ahead.deeper > VISIT_DEPTH {
            return;
        }
        for place in 0..open {
            let kept = if place < needed { slots[open - needed + place].get(state) } else { 0 };
            slots[place].set(state, kept);
        }
        depth.set(state, needed as u64);
    }
}
