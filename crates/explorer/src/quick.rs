//! Choices made ready for many states of one width.
//!
//! Most choices are told off by a [`QuickTest`], and most steps change some bits and add to some fields. What is more than that is left
//! to [`Machine::take`]: both give the same states, and the laws in `tests/laws` hold them to it.

use doorstep_scenario::{Next, SceneIndex};

use crate::field::Field;
use crate::guard::{Guard, Truth};
use crate::machine::{Change, ChangeKind, LineCode, Machine, Way};
use crate::quick_test::{QuickTest, TestMaker};
use crate::step::Packed;

/// A call's choices, made ready for states of this width.
#[derive(Debug)]
pub(crate) struct Quick<const W: usize> {
    scenes: Vec<QuickScene<W>>,
    /// Whether each interrupt may be due.
    interrupts: Box<[QuickTest]>,
}

/// The choices of a scene.
#[derive(Debug)]
pub(crate) struct QuickScene<const W: usize> {
    /// For each choice, whether it may be offered.
    pub(crate) tests: Box<[QuickTest]>,
    /// For each choice its step; nothing where the machine has to take it.
    pub(crate) steps: Box<[Option<QuickStep<W>>]>,
}

/// A step that adds to some fields and changes some bits.
#[derive(Debug)]
pub(crate) struct QuickStep<const W: usize> {
    adds: Box<[Add]>,
    first: Mask<W>,
    /// What follows if no interrupt comes; nothing where none can and it is part of the first.
    then: Option<Mask<W>>,
    /// Whether it ends the call: the same state often follows from one after the other.
    pub(crate) ends: bool,
    /// The scene in which the call then stands, where more than the scene decides what may be forgotten.
    forgets: Option<SceneIndex>,
}

/// Keeps some bits and sets some.
#[derive(Clone, Copy, Debug)]
struct Mask<const W: usize> {
    keep: Packed<W>,
    set: Packed<W>,
}

/// Adds to a field within its bounds.
#[derive(Clone, Copy, Debug)]
struct Add {
    field: Field,
    amount: i64,
    most: i64,
    /// Whether running into a bound shows something.
    tells: bool,
}

/// What comes of a quick step.
pub(crate) enum After<const W: usize> {
    /// This state follows, and nothing else; whether an effect ran into a bound.
    State(Packed<W>, bool),
    /// An interrupt may come: the machine has to take this step.
    Unclear,
}

impl<const W: usize> Mask<W> {
    const NOTHING: Self = Self { keep: [u64::MAX; W], set: [0; W] };

    #[inline(always)]
    fn apply(&self, state: &mut Packed<W>) {
        for ((word, keep), set) in state.iter_mut().zip(&self.keep).zip(&self.set) {
            *word = *word & keep | set;
        }
    }

    fn write(&mut self, field: Field, value: u64) {
        self.keep[field.word()] &= !field.bits();
        field.set(&mut self.set, value);
    }

    fn raise(&mut self, field: Field) {
        self.write(field, field.most());
    }

    fn forget(&mut self, live: &[u64]) {
        for ((keep, set), live) in self.keep.iter_mut().zip(&mut self.set).zip(live) {
            *keep &= live;
            *set &= live;
        }
    }

    /// This, and then the other.
    fn and_then(mut self, other: &Self) -> Self {
        other.apply(&mut self.set);
        self.keep.iter_mut().zip(&other.keep).for_each(|(keep, other)| *keep &= other);
        self
    }
}

impl<const W: usize> Quick<W> {
    /// Makes a call's choices ready.
    pub(crate) fn new(machine: &Machine) -> Self {
        let scene = |(scene, at): (&crate::machine::SceneCode, usize)| QuickScene {
            tests: scene.ways.iter().map(|way| offered(machine, way)).collect(),
            steps: scene.ways.iter().map(|way| step(machine, at, way)).collect(),
        };
        let due = |interrupt: &crate::machine::InterruptCode| {
            let mut maker = TestMaker::default();
            if let (true, Some(came)) = (interrupt.once, interrupt.came) {
                maker.bits(came.word(), came.bits(), 0);
            }
            maker.guard(&interrupt.guard);
            maker.finish()
        };
        Self { scenes: machine.scenes.iter().zip(0..).map(scene).collect(), interrupts: machine.interrupts.iter().map(due).collect() }
    }

    /// The choices of a scene, by its place.
    #[inline(always)]
    pub(crate) fn scene(&self, at: usize) -> &QuickScene<W> {
        &self.scenes[at]
    }

    /// Takes a step.
    #[inline(always)]
    pub(crate) fn take(&self, machine: &Machine, step: &QuickStep<W>, state: &Packed<W>) -> After<W> {
        let mut next = *state;
        let mut clamped = false;
        for add in &step.adds {
            let sum = add.field.get(&next) as i64 + add.amount;
            let within = sum.clamp(0, add.most);
            clamped |= add.tells & (within != sum);
            add.field.set(&mut next, within as u64);
        }
        step.first.apply(&mut next);
        if let Some(then) = &step.then {
            if self.interrupts.iter().any(|interrupt| interrupt.may(&next)) {
                return After::Unclear;
            }
            then.apply(&mut next);
        }
        if let Some(scene) = step.forgets {
            machine.live.forget(&machine.layout, &mut next, scene);
        }
        After::State(next, clamped)
    }
}

/// Whether a choice may be offered: where [`Way::offered`] does not say no.
fn offered(machine: &Machine, way: &Way) -> QuickTest {
    let mut maker = TestMaker::default();
    match (way.next, &machine.layout.visits) {
        (Next::Return, Some((depth, _))) => maker.range(*depth, 1, depth.most()),
        (Next::Return, None) => maker.guard(&Guard::Known(Truth::No)),
        (Next::Visit(_), Some((depth, _))) => maker.range(*depth, 0, doorstep_scenario::VISIT_DEPTH as u64 - 1),
        (Next::Visit(_), None) | (Next::Stay | Next::Goto(_), _) => {}
    }
    if let (true, Some(taken)) = (way.once, way.taken) {
        maker.bits(taken.word(), taken.bits(), 0);
    }
    if let Some(guard) = &way.guard {
        maker.guard(guard);
    }
    maker.finish()
}

/// The step of a choice, if it is one that only adds and sets.
fn step<const W: usize>(machine: &Machine, here: usize, way: &Way) -> Option<QuickStep<W>> {
    let mut adds = Vec::new();
    let mut first = Mask::NOTHING;
    if let Some(clock) = machine.clock {
        // Times are far below 2^63.
        adds.push(Add { field: clock, amount: way.steps as i64, most: machine.layout.clock.last as i64, tells: false });
    }
    way.taken.iter().chain(&way.reveals).for_each(|field| first.raise(*field));
    changes(&way.changes, &mut adds, &mut first)?;
    reveals(&way.lines, &mut first)?;
    way.committed.iter().for_each(|field| first.raise(*field));
    if let Some(graded) = way.graded {
        first.write(graded, u64::from(way.level) + 1);
    }
    let mut then = Mask::NOTHING;
    let mut ends = false;
    let scene = match way.next {
        Next::Stay => SceneIndex(here as u16),
        Next::Goto(to) => {
            let scene = &machine.scenes[to.at()];
            then.write(machine.layout.scene, u64::from(to.0));
            reveals(&scene.lines, &mut then)?;
            scene.visited.iter().for_each(|field| then.raise(*field));
            ends = scene.ending.is_some();
            to
        }
        Next::Visit(_) | Next::Return => return None,
    };
    let mask = machine.live.mask(scene);
    mask.iter().for_each(|mask| then.forget(mask));
    let forgets = if mask.is_none() { Some(scene) } else { None };
    let adds = adds.into();
    if ends || machine.interrupts.is_empty() {
        Some(QuickStep { adds, first: first.and_then(&then), then: None, ends, forgets })
    } else {
        Some(QuickStep { adds, first, then: Some(then), ends, forgets })
    }
}

/// Adds what effects do; nothing where one depends on another or on the clock.
fn changes<const W: usize>(changes: &[Change], adds: &mut Vec<Add>, mask: &mut Mask<W>) -> Option<()> {
    let mut touched = Vec::new();
    for change in changes {
        // What is not kept does not change the state.
        let Some(field) = change.field else { continue };
        if touched.contains(&field) {
            return None;
        }
        touched.push(field);
        match change.kind {
            ChangeKind::Set(value) => mask.write(field, value),
            ChangeKind::Add { amount, most } => adds.push(Add { field, amount, most, tells: true }),
            ChangeKind::Start => return None,
        }
    }
    Some(())
}

/// Adds what lines reveal; nothing where that depends on the state.
fn reveals<const W: usize>(lines: &[LineCode], mask: &mut Mask<W>) -> Option<()> {
    for line in lines.iter().filter(|line| !line.reveals.is_empty()) {
        match line.guard {
            None | Some(Guard::Known(Truth::Yes)) => line.reveals.iter().for_each(|field| mask.raise(*field)),
            Some(Guard::Known(Truth::No)) => {}
            Some(_) => return None,
        }
    }
    Some(())
}
