//! What answers come to.

use crate::program::{OUT, run};
use crate::{Given, LevelIndex, RiskTool};

/// The most items of a tool; an item that is rated twice counts twice.
pub const MOST_ITEMS: usize = 256;
/// The most scales of a tool.
pub const MOST_SCALES: usize = 16;
/// The most rules of a tool, bins and cells with a level among them.
pub const MOST_RULES: usize = 128;
/// The most steps after a result.
pub const MOST_STEPS: usize = 64;

/// What the tool's rules say of a sheet of answers. It holds no list: making one allocates nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToolResult {
    /// What came out.
    pub outcome: Outcome,
    /// The rules that fired, a bit for each in the order of [`crate::Logic::rules`].
    pub fired: u128,
    /// The highest level of a mandatory rule that fired.
    pub floor: Option<LevelIndex>,
    /// The steps whose condition holds, a bit for each, at whatever level: see [`crate::Explanation::steps`].
    pub steps: u64,
    /// The values of the scales.
    pub(crate) scales: [ScaleState; MOST_SCALES],
}

/// What came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A level.
    Level(LevelIndex),
    /// At least this level: a rule gives it, but a scale that could give more cannot be worked out.
    AtLeast(LevelIndex),
    /// The officer's judgement gives the level.
    Judged,
    /// Too little is known to work it out.
    NotScorable,
    /// The tool is not made for this case; the place of the condition that does not hold.
    NotApplicable(u8),
}

/// A scale while it is worked out, and afterwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ScaleState {
    /// Its value.
    pub(crate) value: i32,
    /// Its value before missing answers were dealt with and points were added.
    pub(crate) raw: i32,
    /// How many of its items are missing.
    pub(crate) missing: u16,
    /// How many points the items that are not missing could have given.
    pub(crate) answered: i32,
    /// How many points all items that apply could have given.
    pub(crate) possible: i32,
    /// Whether it cannot be worked out.
    pub(crate) blocked: bool,
}

/// An earlier run of a tool: what a repeat assessment is compared with.
#[derive(Clone, Copy, Debug)]
pub struct Earlier<'a> {
    /// Its level.
    pub level: Option<LevelIndex>,
    /// Its answers, one for each item of this tool.
    pub answers: &'a [Given],
}

impl ToolResult {
    /// The level, if there is one.
    pub const fn level(&self) -> Option<LevelIndex> {
        match self.outcome {
            Outcome::Level(level) | Outcome::AtLeast(level) => Some(level),
            Outcome::Judged | Outcome::NotScorable | Outcome::NotApplicable(_) => None,
        }
    }

    /// Whether a rule fired.
    pub const fn has_fired(&self, rule: usize) -> bool {
        rule < MOST_RULES && self.fired >> rule & 1 == 1
    }

    /// The value of a scale; nothing where it cannot be worked out.
    pub fn scale(&self, place: usize) -> Option<i32> {
        self.scales.get(place).filter(|scale| !scale.blocked).map(|scale| scale.value)
    }

    /// How many items of a scale are missing.
    pub fn missing(&self, place: usize) -> u16 {
        self.scales.get(place).map_or(0, |scale| scale.missing)
    }
}

impl RiskTool {
    /// What the rules say of these answers, one for each item in order; an answer that is missing is "not asked".
    ///
    /// Total: every sheet has a result, also one that is too long or too short. It allocates nothing.
    pub fn evaluate<T: Copy + Into<Given>>(&self, answers: &[T]) -> ToolResult {
        self.evaluate_after(answers, None)
    }

    /// The same for a repeat assessment, compared with an earlier run.
    pub fn evaluate_after<T: Copy + Into<Given>>(&self, answers: &[T], earlier: Option<Earlier<'_>>) -> ToolResult {
        self.run(answers, earlier).0
    }

    /// Which items are on the form in this case, one for each item in order: sub-forms and items that nothing has opened are not.
    pub fn asked<T: Copy + Into<Given>>(&self, answers: &[T], earlier: Option<Earlier<'_>>) -> Vec<bool> {
        let (_, given) = self.run(answers, earlier);
        given.iter().take(self.items.len()).map(|code| *code != OUT).collect()
    }

    fn run<T: Copy + Into<Given>>(&self, answers: &[T], earlier: Option<Earlier<'_>>) -> (ToolResult, [u8; MOST_ITEMS]) {
        let mut given = [Given::default().code(); MOST_ITEMS];
        for (place, answer) in given.iter_mut().zip(answers).take(self.items.len()) {
            *place = (*answer).into().code();
        }
        // check_indices: there is a level, and no more than a byte can count.
        let highest = LevelIndex((self.levels.len().max(1) - 1) as u8);
        let result = run(&self.program, &mut given, earlier.as_ref(), highest);
        (result, given)
    }
}
