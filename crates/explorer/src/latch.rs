//! Conditions that, once they are false, are so for the rest of every play.
//!
//! What was heard, visited, taken or committed stays so; a yes-or-no that no effect of the call ever turns on stays off. An interrupt or a
//! choice whose condition has such a part comes no more once that part is false.

use doorstep_scenario::{Choice, Condition, Effect, FactIndex, Logic, Scenario, Test, VariableIndex};

use crate::component::leads_to_ending;
use crate::reduction::{Reduction, Reductions};

/// What the effects of a call never do to its yes-or-noes.
#[derive(Debug)]
pub(crate) struct Latches {
    /// By variable, whether it is a yes-or-no that no effect turns on.
    never_on: Vec<bool>,
    /// By variable, whether it is a yes-or-no that no effect turns off.
    never_off: Vec<bool>,
    /// Whether it is left out that a choice was taken where it closes itself.
    closed: bool,
}

impl Latches {
    /// The latches of a call.
    pub(crate) fn of(scenario: &Scenario, reductions: Reductions) -> Self {
        let is_flag: Vec<bool> = scenario.variables.iter().map(|variable| (variable.min, variable.max) == (0, 1)).collect();
        let (mut never_on, mut never_off) = (is_flag.clone(), is_flag);
        let by_choices = scenario.choices().flat_map(|(_, choice)| &choice.effects);
        let by_interrupts = scenario.interrupts.iter().flat_map(|interrupt| &interrupt.effects);
        for effect in by_choices.chain(by_interrupts) {
            let (variable, on, off) = match *effect {
                Effect::Set(variable, value) => (variable, value != 0, value == 0),
                Effect::Add(variable, amount) => (variable, amount > 0, amount < 0),
                Effect::Start(timer) => (timer, true, true),
            };
            never_on[variable.at()] &= !on;
            never_off[variable.at()] &= !off;
        }
        Self { never_on, never_off, closed: reductions.has(Reduction::Closed) }
    }

    /// Whether a condition, once it is false, stays so.
    pub(crate) fn stays_false(&self, condition: &Condition) -> bool {
        match condition {
            Logic::Constant(_) | Logic::Test(Test::Drawn(..)) => true,
            Logic::Test(Test::Flag(variable)) => self.never_on[variable.at()],
            Logic::Test(_) => false,
            Logic::Not(inner) => self.stays_true(inner),
            Logic::All(parts) | Logic::Any(parts) => parts.iter().all(|part| self.stays_false(part)),
        }
    }

    /// Whether a condition, once it is true, stays so.
    fn stays_true(&self, condition: &Condition) -> bool {
        match condition {
            Logic::Constant(_) | Logic::Test(Test::Drawn(..)) => true,
            Logic::Test(Test::Heard(_) | Test::Visited(_) | Test::Chosen(_) | Test::Committed(_)) => true,
            Logic::Test(Test::Flag(variable)) => self.never_off[variable.at()],
            Logic::Test(_) => false,
            Logic::Not(inner) => self.stays_false(inner),
            Logic::All(parts) | Logic::Any(parts) => parts.iter().all(|part| self.stays_true(part)),
        }
    }

    /// Whether nobody has to remember that a choice was taken: it repeats, or could not be offered a second time anyhow, because it ends the
    /// call or makes its own condition false for good.
    pub(crate) fn needs_no_memory(&self, scenario: &Scenario, choice: &Choice) -> bool {
        choice.repeat || self.closed && (leads_to_ending(scenario, choice.next).is_some() || self.closes_itself(choice))
    }

    fn closes_itself(&self, choice: &Choice) -> bool {
        let Some(when) = &choice.when else { return false };
        let mut closes = false;
        each_part(when, &mut |part| closes = closes || self.stays_false(part) && is_made_false(choice, part));
        closes
    }
}

/// Calls `visit` with every part of a condition that has to hold for the whole to hold.
pub(crate) fn each_part<'a>(condition: &'a Condition, visit: &mut impl FnMut(&'a Condition)) {
    match condition {
        Logic::All(parts) => parts.iter().for_each(|part| each_part(part, visit)),
        part => visit(part),
    }
}

/// Whether taking a choice makes a part of its condition false, whatever else happens.
fn is_made_false(choice: &Choice, part: &Condition) -> bool {
    match part {
        Logic::Not(inner) => match **inner {
            Logic::Test(Test::Committed(assessment)) => choice.assess == Some(assessment),
            Logic::Test(Test::Heard(fact)) => surely_reveals(choice, fact),
            Logic::Test(Test::Flag(variable)) => last_set(choice, variable) == Some(1),
            _ => false,
        },
        Logic::Test(Test::Flag(variable)) => last_set(choice, *variable) == Some(0),
        _ => false,
    }
}

fn surely_reveals(choice: &Choice, fact: FactIndex) -> bool {
    let lines = choice.lines.iter().filter(|line| line.when.is_none());
    choice.reveals.contains(&fact) || lines.flat_map(|line| &line.reveals).any(|revealed| *revealed == fact)
}

/// What a choice surely sets a variable to, if its last effect on it sets it.
fn last_set(choice: &Choice, wanted: VariableIndex) -> Option<i32> {
    let on_it = choice.effects.iter().rev().find_map(|effect| match *effect {
        Effect::Set(variable, value) => (variable == wanted).then_some(Some(value)),
        Effect::Add(variable, _) | Effect::Start(variable) => (variable == wanted).then_some(None),
    });
    on_it.flatten()
}
