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
use crate::component::{Component, Components, read_by, relevant};
use crate::concrete::{Concrete, Play};
use crate::goal::{Goal, Goals, LineAt};
use crate::outline::{Followed, Outline, outline};
use crate::search::{Bounds, Sight};

/// Random plays that are taken first.
const PLAYS: usize = 2_000;
/// How often an outline is made to remember more for one question.
const MOST_ROUNDS: usize = 40;

/// What was settled, and what it took.
#[derive(Debug, Default)]
pub(crate) struct Settled {
    pub(crate) answers: Answers,
    pub(crate) complete: bool,
    pub(crate) states: u64,
    pub(crate) edges: u64,
}

/// Settles what can be settled within the bounds.
pub(crate) fn settle(
    content: &Content,
    goals: &Goals,
    bounds: Bounds,
    known: Vec<Answer>,
    progress: &mut dyn FnMut(u64) -> bool,
) -> Option<Settled> {
    let concrete = Concrete::new(content, goals)?;
    let mut plays: Vec<Option<Play>> = vec![None; goals.list().len()];
    concrete.sample(PLAYS, &mut plays);
    let mut settler = Settler { concrete: &concrete, bounds, progress, answers: known, plays, states: 0, edges: 0 };
    let base = base(&content.scenario);
    let complete_goals = settler.goals(&base);
    let mut answers = Answers::default();
    let complete_stuck = settler.stuck(&base, &mut answers);
    let complete = complete_goals && complete_stuck;
    answers.goals = core::mem::take(&mut settler.answers);
    Some(Settled { answers, complete, states: settler.states, edges: settler.edges })
}

/// Answers some goals by outlines alone, and tells how many states that took.
pub(crate) fn ask(concrete: &Concrete<'_>, bounds: Bounds, wanted: &[Goal], progress: &mut dyn FnMut(u64) -> bool) -> (Vec<Answer>, u64) {
    let mut settler = Settler { concrete, bounds, progress, answers: Vec::new(), plays: Vec::new(), states: 0, edges: 0 };
    let base = base(concrete.scenario);
    let mut outlines = BTreeMap::new();
    let mut answer = |goal: &Goal| settler.goal(concrete.goals.number(*goal), *goal, &base, &mut outlines, true);
    let answers = wanted.iter().map(&mut answer).collect();
    (answers, settler.states)
}

/// What every outline remembers: the yes-or-noes, and which interrupts have come.
pub(crate) fn base(scenario: &Scenario) -> Components {
    let small = |component: &Component| match component {
        Component::Value(variable) => scenario.variables[variable.at()].kind == VariableKind::Flag,
        Component::Came(_) => true,
        _ => false,
    };
    relevant(scenario).into_iter().filter(small).collect()
}

struct Settler<'a, 'p> {
    concrete: &'a Concrete<'a>,
    bounds: Bounds,
    progress: &'p mut dyn FnMut(u64) -> bool,
    answers: Vec<Answer>,
    plays: Vec<Option<Play>>,
    states: u64,
    edges: u64,
}

impl Settler<'_, '_> {
    fn outline(&mut self, kept: &Components) -> Option<Box<dyn Outline>> {
        let before = self.states;
        let made = outline(self.concrete, kept, self.bounds, &mut |states| (self.progress)(before + states))?;
        self.states += made.states();
        self.edges += made.edges();
        made.complete().then_some(made)
    }

    /// Answers every goal that is still open. Says whether all are answered.
    fn goals(&mut self, base: &Components) -> bool {
        let list: Vec<(u32, Goal)> = (0..).zip(self.concrete.goals.list().iter().copied()).collect();
        let mut outlines: BTreeMap<Components, Box<dyn Outline>> = BTreeMap::new();
        let mut complete = true;
        for (number, goal) in list {
            let needs_shortest = matches!(goal, Goal::Fact(_) | Goal::Ending(_) | Goal::Below(_) | Goal::Above(_));
            let settled = !matches!(self.answers[number as usize], Answer::Open);
            let seen = self.plays[number as usize].is_some();
            if settled || seen && !needs_shortest {
                continue;
            }
            let answer = self.goal(number, goal, base, &mut outlines, seen);
            self.answers[number as usize] = answer;
        }
        for (answer, play) in self.answers.iter_mut().zip(&self.plays) {
            if *answer == Answer::Open
                && let Some(witness) = play.as_ref().and_then(|play| self.concrete.witness(play))
            {
                *answer = Answer::Shown(Shown { witness, shortest: false });
            }
            complete = complete && *answer != Answer::Open;
        }
        complete
    }

    fn goal(
        &mut self,
        number: u32,
        goal: Goal,
        base: &Components,
        outlines: &mut BTreeMap<Components, Box<dyn Outline>>,
        seen: bool,
    ) -> Answer {
        let mut kept = base.clone();
        kept.extend(self.read_by_goal(goal));
        // A play is known already: only its shortness is in question, and that is not worth a long search.
        let rounds = if seen { 4 } else { MOST_ROUNDS };
        for _ in 0..rounds {
            if !outlines.contains_key(&kept) {
                let Some(made) = self.outline(&kept) else { return Answer::Open };
                if outlines.len() >= 24 {
                    outlines.pop_first();
                }
                outlines.insert(kept.clone(), made);
            }
            let Some(made) = outlines.get(&kept) else { return Answer::Open };
            let Some(sight) = made.sight(number) else { return Answer::Never };
            match made.follow(self.concrete, sight, Some(number)) {
                Followed::Through(play, _) => {
                    let witness = self.concrete.witness(&play);
                    return witness.map_or(Answer::Open, |witness| Answer::Shown(Shown { witness, shortest: true }));
                }
                Followed::Remember(missing) if missing.is_empty() => return Answer::Open,
                Followed::Remember(missing) => kept.extend(missing),
            }
        }
        Answer::Open
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
        let all = relevant(scenario);
        read.retain(|component| all.contains(component));
        read
    }

    /// Finds every scene with a trap or an endless moment, or proves that there are no others. Says whether it did.
    fn stuck(&mut self, base: &Components, answers: &mut Answers) -> bool {
        let mut kept = base.clone();
        for _ in 0..MOST_ROUNDS {
            let Some(made) = self.outline(&kept) else { return false };
            let stuck = made.stuck(self.concrete);
            let mut missing = stuck.unclear;
            let mut found = Answers::default();
            let (traps, endless) = (&mut found.traps, &mut found.endless);
            for (list, moments) in [(traps, stuck.traps), (endless, stuck.endless)] {
                for (at, choices) in moments {
                    match made.follow(self.concrete, Sight { at, by: None, choices }, None) {
                        Followed::Through(play, state) => {
                            let Some(witness) = self.concrete.witness(&play) else { return false };
                            // It is the shortest that the outline has, so no play of the call is shorter.
                            list.push((self.concrete.machine.scene_of(&state), Shown { witness, shortest: true }));
                        }
                        Followed::Remember(more) => missing.extend(more),
                    }
                }
            }
            if missing.is_empty() {
                (answers.traps, answers.endless) = (found.traps, found.endless);
                return true;
            }
            kept.extend(missing);
        }
        false
    }
}
