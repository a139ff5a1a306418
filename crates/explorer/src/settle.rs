//! Settles every question about a call that is too large to be searched whole.
//!
//! Random plays show most of what can be shown. What they leave open is asked of an outline of the call: what the outline cannot show,
//! no play can. If it can, its shortest play is followed over the whole state; where that fails, the outline remembers what made it
//! fail, and is searched again (counterexample-guided abstraction refinement: Clarke, Grumberg, Jha, Lu and Veith 2003). That an
//! ending can be reached is proven over choices that are surely offered (modal transition systems: Larsen and Thomsen 1988).

use std::collections::BTreeMap;

use doorstep_scenario::{Scenario, VariableKind};
use doorstep_simulator::Content;

use crate::answers::{Answer, Answers, Shown};
use crate::component::{Component, Components, read_by};
use crate::concrete::{Concrete, Play};
use crate::goal::{Goal, Goals, LineAt};
use crate::latch::{Latches, each_part};
use crate::open::{Limit, Open, Question};
use crate::outline::{Followed, Outline, outline};
use crate::reduction::Reductions;
use crate::search::{Bounds, Sight};

/// Random plays that are taken first.
const PLAYS: usize = 2_000;
/// How often an outline is made to remember more to settle one goal.
const MOST_ROUNDS: usize = 40;
/// How often to settle that every play can end: one round for each choice that must be known not to have been taken, and more.
const MOST_ROUNDS_FOR_ENDS: usize = 120;

/// What was settled, and what it took.
#[derive(Debug, Default)]
pub(crate) struct Settled {
    pub(crate) answers: Answers,
    /// What stayed open, and why.
    pub(crate) open: Vec<Open>,
    pub(crate) states: u64,
    pub(crate) edges: u64,
}

/// Settles what can be settled within the bounds.
pub(crate) fn settle(
    content: &Content,
    goals: &Goals,
    bounds: Bounds,
    reductions: Reductions,
    known: Vec<Answer>,
    progress: &mut dyn FnMut(u64) -> bool,
) -> Option<Settled> {
    let concrete = Concrete::new(content, goals, reductions)?;
    let mut plays: Vec<Option<Play>> = vec![None; goals.list().len()];
    concrete.sample(PLAYS, &mut plays);
    let mut settler = Settler { concrete: &concrete, bounds, progress, answers: known, plays, open: Vec::new(), states: 0, edges: 0 };
    let base = base(&content.scenario, &concrete.relevant, reductions);
    settler.goals(&base);
    let mut answers = Answers::default();
    if let Err(limit) = settler.stuck(&base, &mut answers) {
        settler.open.push(Open { question: Question::Ends, limit });
    }
    answers.goals = core::mem::take(&mut settler.answers);
    Some(Settled { answers, open: settler.open, states: settler.states, edges: settler.edges })
}

/// Answers some goals by outlines alone, and tells how many states that took.
pub(crate) fn ask(concrete: &Concrete<'_>, bounds: Bounds, wanted: &[Goal], progress: &mut dyn FnMut(u64) -> bool) -> (Vec<Answer>, u64) {
    let mut settler = Settler { concrete, bounds, progress, answers: Vec::new(), plays: Vec::new(), open: Vec::new(), states: 0, edges: 0 };
    let base = base(concrete.scenario, &concrete.relevant, concrete.reductions);
    let mut outlines = BTreeMap::new();
    let mut answer = |goal: &Goal| settler.goal(concrete.goals.number(*goal), *goal, &base, &mut outlines, true).unwrap_or(Answer::Open);
    let answers = wanted.iter().map(&mut answer).collect();
    (answers, settler.states)
}

/// What every outline remembers: the yes-or-noes, which interrupts have come, and what shows that one comes no more.
pub(crate) fn base(scenario: &Scenario, relevant: &Components, reductions: Reductions) -> Components {
    let small = |component: &Component| match component {
        Component::Value(variable) => scenario.variables[variable.at()].kind == VariableKind::Flag,
        Component::Came(_) => true,
        _ => false,
    };
    let mut base: Components = relevant.iter().copied().filter(small).collect();
    let latches = Latches::of(scenario, reductions);
    for interrupt in &scenario.interrupts {
        each_part(&interrupt.when, &mut |part| {
            if latches.stays_false(part) {
                read_by(part, &mut |component| {
                    base.insert(component);
                });
            }
        });
    }
    base
}

struct Settler<'a, 'p> {
    concrete: &'a Concrete<'a>,
    bounds: Bounds,
    progress: &'p mut dyn FnMut(u64) -> bool,
    answers: Vec<Answer>,
    plays: Vec<Option<Play>>,
    open: Vec<Open>,
    states: u64,
    edges: u64,
}

impl Settler<'_, '_> {
    /// Searches an outline in what is left of the memory.
    fn outline(&mut self, kept: &Components, taken: usize) -> Result<Box<dyn Outline>, Limit> {
        let bounds = Bounds { bytes: self.bounds.bytes.saturating_sub(taken), ..self.bounds };
        let before = self.states;
        let made = outline(self.concrete, kept, bounds, &mut |states| (self.progress)(before + states));
        let made = made.ok_or(Limit::Width)?;
        self.states += made.states();
        self.edges += made.edges();
        made.limit().map_or(Ok(made), Err)
    }

    /// Answers every goal that is still open.
    fn goals(&mut self, base: &Components) {
        let list: Vec<(u32, Goal)> = (0..).zip(self.concrete.goals.list().iter().copied()).collect();
        let mut outlines: BTreeMap<Components, Box<dyn Outline>> = BTreeMap::new();
        for (number, goal) in list {
            let needs_shortest = matches!(goal, Goal::Fact(_) | Goal::Ending(_) | Goal::Below(_) | Goal::Above(_));
            let place = number as usize;
            let seen = self.plays[place].is_some();
            if self.answers[place] != Answer::Open {
                continue;
            }
            let found = if seen && !needs_shortest { Err(Limit::Seeds) } else { self.goal(number, goal, base, &mut outlines, seen) };
            let known = || self.plays[place].as_ref().and_then(|play| self.concrete.witness(play));
            self.answers[place] = match found {
                Ok(answer) => answer,
                Err(limit) => match known() {
                    Some(witness) => Answer::Shown(Shown { witness, shortest: false }),
                    None => {
                        self.open.push(Open { question: Question::Shows(goal), limit });
                        Answer::Open
                    }
                },
            };
        }
    }

    fn goal(
        &mut self,
        number: u32,
        goal: Goal,
        base: &Components,
        outlines: &mut BTreeMap<Components, Box<dyn Outline>>,
        seen: bool,
    ) -> Result<Answer, Limit> {
        let mut kept = base.clone();
        kept.extend(self.read_by_goal(goal));
        // A play is known already: only its shortness is in question, and that is not worth a long search.
        let rounds = if seen { 4 } else { MOST_ROUNDS };
        for round in 1..=rounds {
            if !outlines.contains_key(&kept) {
                // The other half of the memory is for the next one.
                while outlines.values().map(|outline| outline.bytes()).sum::<usize>() > self.bounds.bytes / 2 {
                    outlines.pop_first();
                }
                let made = self.outline(&kept, outlines.values().map(|outline| outline.bytes()).sum())?;
                outlines.insert(kept.clone(), made);
            }
            let made = &outlines[&kept];
            let Some(sight) = made.sight(number) else { return Ok(Answer::Never) };
            match made.follow(self.concrete, sight, Some(number)) {
                Followed::Through(play, _) => {
                    let witness = self.concrete.witness(&play).ok_or(Limit::Seeds)?;
                    return Ok(Answer::Shown(Shown { witness, shortest: true }));
                }
                Followed::Remember(missing) if missing.is_empty() => return Err(Limit::Outlines(round)),
                Followed::Remember(missing) => kept.extend(missing),
            }
        }
        Err(Limit::Outlines(rounds))
    }

    /// What the condition of a goal reads.
    fn read_by_goal(&self, goal: Goal) -> Components {
        let scenario = self.concrete.scenario;
        let mut read = Components::new();
        let condition = match goal {
            Goal::Choice(at) | Goal::ChoiceHolds(at) | Goal::ChoiceFails(at) => scenario.choice(at).when.as_ref(),
            Goal::Line(at) | Goal::LineFails(at) => match at {
                LineAt::Scene(scene, place) => scenario.scene(scene).lines[usize::from(place)].when.as_ref(),
                LineAt::Choice(choice, place) => scenario.choice(choice).lines[usize::from(place)].when.as_ref(),
            },
            Goal::Interrupt(at) | Goal::InterruptFails(at) => Some(&scenario.interrupts[at.at()].when),
            Goal::Below(variable) | Goal::Above(variable) | Goal::Changed(variable) => {
                read.insert(Component::Value(variable));
                None
            }
            Goal::Scene(_) | Goal::Ending(_) | Goal::Fact(_) => None,
        };
        if let Some(condition) = condition {
            read_by(condition, &mut |component| {
                read.insert(component);
            });
        }
        read.retain(|component| self.concrete.relevant.contains(component));
        read
    }

    /// Finds every scene with a trap or an endless moment, or proves that there are no others.
    fn stuck(&mut self, base: &Components, answers: &mut Answers) -> Result<(), Limit> {
        let mut kept = base.clone();
        for _ in 0..MOST_ROUNDS_FOR_ENDS {
            let made = self.outline(&kept, 0)?;
            let stuck = made.stuck(self.concrete);
            let mut missing = stuck.unclear;
            let mut found = Answers::default();
            let (traps, endless) = (&mut found.traps, &mut found.endless);
            for (list, moments) in [(traps, stuck.traps), (endless, stuck.endless)] {
                for (at, choices) in moments {
                    match made.follow(self.concrete, Sight { at, by: None, choices }, None) {
                        Followed::Through(play, state) => {
                            let witness = self.concrete.witness(&play).ok_or(Limit::Seeds)?;
                            // It is the shortest that the outline has, so no play of the call is shorter.
                            list.push((self.concrete.machine.scene_of(&state), Shown { witness, shortest: true }));
                        }
                        Followed::Remember(more) => missing.extend(more),
                    }
                }
            }
            for (at, choices) in stuck.either {
                match made.follow(self.concrete, Sight { at, by: None, choices }, None) {
                    Followed::Through(..) => missing.extend(made.offered_at(self.concrete, at)),
                    Followed::Remember(more) => missing.extend(more),
                }
            }
            if missing.is_empty() {
                (answers.traps, answers.endless) = (found.traps, found.endless);
                return Ok(());
            }
            kept.extend(missing);
        }
        Err(Limit::Outlines(MOST_ROUNDS_FOR_ENDS))
    }
}
