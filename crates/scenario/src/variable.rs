//! What can change in a call, and what is drawn from its seed.

use serde::{Deserialize, Serialize};

use crate::{AttributeKind, CastIndex, Whereabouts};

/// The value of a timer that does not run.
pub const NOT_RUNNING: i32 = -1;

/// A variable of the state. Whatever its kind, it holds one whole number within its bounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// Stable name; for whereabouts, the id of the person.
    pub id: String,
    /// The lowest value; 0 for a yes-or-no and for words, [`NOT_RUNNING`] for a timer.
    pub min: i32,
    /// The highest value; 1 for a yes-or-no, the last place for words, the last second of the call's clock for a timer.
    pub max: i32,
    /// The value at the start.
    pub start: i32,
    /// What the number stands for.
    pub kind: VariableKind,
}

/// What the number of a variable stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VariableKind {
    /// Itself.
    Number,
    /// No (0) and yes (1).
    Flag,
    /// The second of call time at which the timer was started; [`NOT_RUNNING`] while it does not run.
    Timer,
    /// One of these words: its place among them.
    OneOf(Vec<String>),
    /// Where this person is: the place in [`Whereabouts::ALL`].
    Where(CastIndex),
}

impl Variable {
    /// The words that its values stand for, in order; none for numbers, yes-or-nos and timers.
    pub fn words(&self) -> Vec<&str> {
        match &self.kind {
            VariableKind::OneOf(words) => words.iter().map(String::as_str).collect(),
            VariableKind::Where(_) => Whereabouts::ALL.iter().map(|each| each.word()).collect(),
            VariableKind::Number | VariableKind::Flag | VariableKind::Timer => Vec::new(),
        }
    }

    /// Whether the bounds and the start fit the kind; `max_seconds` is the end of the call's clock.
    pub(crate) fn is_sound(&self, max_seconds: u32) -> bool {
        let (min, max) = (i64::from(self.min), i64::from(self.max));
        let bounds = match &self.kind {
            VariableKind::Number => true,
            VariableKind::Flag => (min, max) == (0, 1),
            VariableKind::Timer => (min, max, self.start) == (i64::from(NOT_RUNNING), i64::from(max_seconds), NOT_RUNNING),
            VariableKind::OneOf(words) => min == 0 && max + 1 == words.len() as i64,
            VariableKind::Where(_) => min == 0 && max + 1 == Whereabouts::ALL.len() as i64,
        };
        bounds && self.min <= self.start && self.start <= self.max
    }
}

/// Something drawn once from the attempt's seed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variation {
    /// Stable name.
    pub id: String,
    /// The values, at least one and at most 256.
    pub values: Vec<String>,
    /// Whose attribute it is; nothing for a detail. A detail may stand in a text, an attribute only in conditions.
    pub attribute: Option<Attribute>,
}

/// An attribute of somebody in the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// Whose.
    pub person: CastIndex,
    /// Which.
    pub kind: AttributeKind,
}
