//! Which choices may still show something that has not been seen.

use crate::machine::Machine;
use crate::search::Sight;
use crate::shows::Shows;

/// What a choice may still show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Open(u8);

impl Open {
    const LOOK: u8 = 1;
    const STEP: u8 = 2;
    const RARE: u8 = 4;

    /// Whether a state that has it may show something new.
    #[inline(always)]
    pub(crate) fn look(self) -> bool {
        self.0 & Self::LOOK != 0
    }

    /// Whether any step by it may show something new.
    #[inline(always)]
    pub(crate) fn step(self) -> bool {
        self.0 & Self::STEP != 0
    }

    /// Whether a step by it may show something new where an effect runs into a bound or an interrupt comes.
    #[inline(always)]
    pub(crate) fn rare(self) -> bool {
        self.0 & Self::RARE != 0
    }
}

/// What each choice of a call may still show.
pub(crate) struct Loud {
    goals: Vec<Vec<Shows>>,
    open: Vec<Vec<Open>>,
    /// For each scene whether its states have to be looked at.
    looks: Vec<bool>,
    known: usize,
}

impl Loud {
    /// Everything that a call's choices may show.
    pub(crate) fn of(machine: &Machine) -> Self {
        let goals: Vec<Vec<Shows>> =
            machine.scenes.iter().map(|scene| scene.ways.iter().map(|way| machine.goals_of(way)).collect()).collect();
        let open = goals.iter().map(|ways| vec![Open(Open::LOOK | Open::STEP | Open::RARE); ways.len()]).collect();
        Self { looks: vec![true; goals.len()], goals, open, known: 0 }
    }

    /// Leaves aside what has been seen.
    pub(crate) fn update(&mut self, sights: &[Option<Sight>]) {
        let known = sights.iter().flatten().count();
        if known == self.known {
            return;
        }
        self.known = known;
        let left = |goals: &mut Vec<u32>, flag: u8| {
            goals.retain(|goal| sights[*goal as usize].is_none());
            if goals.is_empty() { 0 } else { flag }
        };
        for ((goals, open), looks) in self.goals.iter_mut().zip(&mut self.open).zip(&mut self.looks) {
            for (goals, open) in goals.iter_mut().zip(open.iter_mut()) {
                let step = left(&mut goals.step, Open::STEP);
                *open = Open(left(&mut goals.look, Open::LOOK) | step | left(&mut goals.rare, Open::RARE));
            }
            *looks = open.iter().any(|open| open.look());
        }
    }

    /// Whether a state of a scene may show something new by itself.
    #[inline(always)]
    pub(crate) fn looks(&self, scene: usize) -> bool {
        self.looks[scene]
    }

    /// What each choice of a scene may still show.
    #[inline(always)]
    pub(crate) fn scene(&self, scene: usize) -> &[Open] {
        &self.open[scene]
    }
}
