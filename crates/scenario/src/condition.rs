//! Conditions and effects: a small typed language over bounded numbers, yes-or-no variables, heard facts, visited scenes and the clock.

use serde::{Deserialize, Serialize};

use crate::{AssessmentIndex, ChoiceRef, FactIndex, NamedLevelIndex, SceneIndex, VariableIndex, VariationIndex};

/// `and`, `or`, `not` over tests of type `T`. A call's conditions test a [`Test`]; a key's know more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Logic<T> {
    /// Always or never.
    Constant(bool),
    /// One test.
    Test(T),
    /// The contrary.
    Not(Box<Logic<T>>),
    /// All of them.
    All(Vec<Logic<T>>),
    /// Any of them.
    Any(Vec<Logic<T>>),
}

impl<T> Logic<T> {
    /// Whether the condition holds, given how each test comes out.
    #[inline]
    pub fn holds(&self, test: &mut impl FnMut(&T) -> bool) -> bool {
        // Most conditions, and most parts of the others, are one test.
        if let Self::Test(inner) = self { test(inner) } else { self.holds_together(test) }
    }

    fn holds_together(&self, test: &mut impl FnMut(&T) -> bool) -> bool {
        match self {
            Self::Constant(value) => *value,
            Self::Test(inner) => test(inner),
            Self::Not(inner) => !inner.holds(test),
            Self::All(parts) => parts.iter().all(|part| part.holds(test)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(test)),
        }
    }

    /// The same condition over tests of another type.
    pub fn map<U>(self, change: &mut impl FnMut(T) -> U) -> Logic<U> {
        match self {
            Self::Constant(value) => Logic::Constant(value),
            Self::Test(inner) => Logic::Test(change(inner)),
            Self::Not(inner) => Logic::Not(Box::new(inner.map(change))),
            Self::All(parts) => Logic::All(parts.into_iter().map(|part| part.map(change)).collect()),
            Self::Any(parts) => Logic::Any(parts.into_iter().map(|part| part.map(change)).collect()),
        }
    }

    /// Calls `visit` with every test.
    pub fn each_test<'a>(&'a self, visit: &mut impl FnMut(&'a T)) {
        match self {
            Self::Constant(_) => {}
            Self::Test(inner) => visit(inner),
            Self::Not(inner) => inner.each_test(visit),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.each_test(visit)),
        }
    }
}

/// A condition of a call.
pub type Condition = Logic<Test>;

/// One question that a condition of a call asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Test {
    /// A yes-or-no variable is yes.
    Flag(VariableIndex),
    /// Two numbers compare so.
    Compare(Number, Comparison, Number),
    /// The fact has been revealed to the trainee.
    Heard(FactIndex),
    /// The scene had been entered before this moment.
    Visited(SceneIndex),
    /// The choice has been taken.
    Chosen(ChoiceRef),
    /// The assessment point has been committed.
    Committed(AssessmentIndex),
    /// This value of the variation was drawn (its place in the list of values).
    Drawn(VariationIndex, u8),
    /// The time since the timer was started, in seconds, compares so; false while it does not run.
    Since(VariableIndex, Comparison, i32),
    /// The final level last committed at this assessment point compares so; false where none was committed.
    Graded(AssessmentIndex, Comparison, NamedLevelIndex),
}

/// A number in a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Number {
    /// Itself; for times, in seconds.
    Constant(i32),
    /// The value of a number variable.
    Variable(VariableIndex),
    /// Seconds of call time since the start of the call.
    Clock,
}

/// How two numbers compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Comparison {
    /// Whether `left` and `right` compare so.
    pub fn holds<O: Ord>(self, left: O, right: O) -> bool {
        match self {
            Self::Equal => left == right,
            Self::NotEqual => left != right,
            Self::Less => left < right,
            Self::LessOrEqual => left <= right,
            Self::Greater => left > right,
            Self::GreaterOrEqual => left >= right,
        }
    }

    /// The comparison with its sides changed.
    pub const fn turned(self) -> Self {
        match self {
            Self::Equal | Self::NotEqual => self,
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
        }
    }

    /// The sign in the format.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }
}

/// What a condition can ask about. The simulator's state is one; so is a state of the explorer.
pub trait Situation {
    /// The value of a variable; what it stands for is told at [`crate::VariableKind`].
    fn value(&self, variable: VariableIndex) -> i32;
    /// Seconds of call time since the start.
    fn clock(&self) -> u32;
    /// Whether the fact has been revealed.
    fn heard(&self, fact: FactIndex) -> bool;
    /// Whether the scene had been entered before this moment.
    fn visited(&self, scene: SceneIndex) -> bool;
    /// Whether the choice has been taken.
    fn chosen(&self, choice: ChoiceRef) -> bool;
    /// Whether the assessment point has been committed.
    fn committed(&self, assessment: AssessmentIndex) -> bool;
    /// Which value of the variation was drawn.
    fn drawn(&self, variation: VariationIndex) -> u8;
    /// Whether the final level last committed at this point compares so with that level of the tool; false where none was committed.
    fn graded(&self, assessment: AssessmentIndex, comparison: Comparison, level: NamedLevelIndex) -> bool;
}

impl Test {
    /// Whether the test holds in this situation.
    pub fn holds(&self, situation: &impl Situation) -> bool {
        match *self {
            Self::Flag(variable) => situation.value(variable) != 0,
            Self::Compare(left, comparison, right) => comparison.holds(left.value(situation), right.value(situation)),
            Self::Heard(fact) => situation.heard(fact),
            Self::Visited(scene) => situation.visited(scene),
            Self::Chosen(choice) => situation.chosen(choice),
            Self::Committed(assessment) => situation.committed(assessment),
            Self::Drawn(variation, value) => situation.drawn(variation) == value,
            Self::Since(timer, comparison, seconds) => {
                let (started, now) = (situation.value(timer), seconds_of(situation));
                started >= 0 && comparison.holds(now.saturating_sub(started), seconds)
            }
            Self::Graded(assessment, comparison, level) => situation.graded(assessment, comparison, level),
        }
    }
}

impl Number {
    fn value(self, situation: &impl Situation) -> i32 {
        match self {
            Self::Constant(value) => value,
            Self::Variable(variable) => situation.value(variable),
            Self::Clock => seconds_of(situation),
        }
    }
}

/// The call's time as a number that compares with others.
fn seconds_of(situation: &impl Situation) -> i32 {
    i32::try_from(situation.clock()).unwrap_or(i32::MAX)
}

impl Condition {
    /// Whether the condition holds in this situation.
    pub fn holds_in(&self, situation: &impl Situation) -> bool {
        self.holds(&mut |test| test.holds(situation))
    }
}

/// What a choice, or an interrupt, changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Effect {
    /// Sets the variable: 0 and 1 for no and yes, a place for words, [`crate::NOT_RUNNING`] for a timer that is stopped.
    Set(VariableIndex, i32),
    /// Adds to a number; the result stays within the variable's bounds.
    Add(VariableIndex, i32),
    /// Starts the timer, from now.
    Start(VariableIndex),
}
