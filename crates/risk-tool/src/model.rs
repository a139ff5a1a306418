//! The tool itself: what a form shows, and beside it the rules in two sealed forms.

use doorstep_envelope::{Digest, Kind, OpenError};
use serde::{Deserialize, Serialize};

use crate::{AnswerOption, Construct, Given, Logic};

/// One risk tool.
///
/// What the form shows is plain data. The rules are twice in it: as `program`, which [`RiskTool::evaluate`] runs, and as `logic`, a
/// sealed [`Logic`], which explaining and proving read. Only the first is needed to play a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskTool {
    /// Its stable name.
    pub id: String,
    /// Its version.
    pub version: String,
    /// What people call it.
    pub title: String,
    /// BCP 47 tag of its language.
    pub language: String,
    /// Whether a force has approved it.
    pub status: Status,
    /// The licence of its wording.
    pub licence: String,
    /// Whether the items' words may be shown; if not, only their number and short label are.
    pub may_show_items: bool,
    /// The family it belongs to.
    pub approach: Approach,
    /// What it is for.
    pub about: String,
    /// Its levels, lowest first; at least one.
    pub levels: Vec<Level>,
    /// Headings for its items.
    pub groups: Vec<Group>,
    /// What can be answered where an item names no other set, in the order of the form.
    pub answers: Vec<AnswerOption>,
    /// Other sets of answers.
    pub answer_sets: Vec<Vec<AnswerOption>>,
    /// Its items. An item that is rated twice stands here twice, a rating each.
    pub items: Vec<Item>,
    /// Whether the officer may leave the result.
    pub r#override: Override,
    /// The rules, compiled: see [`RiskTool::evaluate`].
    pub program: Vec<i32>,
    /// The rules, sealed: see [`RiskTool::logic`].
    pub logic: Vec<u8>,
    /// Words of what is not on the form (rules, scales, steps ...), by name: see [`RiskTool::word`].
    pub words: Vec<(String, String)>,
}

/// The place of a level, lowest first. Levels of one tool compare by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LevelIndex(pub u8);

/// The place of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ItemIndex(pub u16);

impl LevelIndex {
    /// The place as an index of a slice.
    pub const fn at(self) -> usize {
        self.0 as usize
    }
}

impl ItemIndex {
    /// The place as an index of a slice.
    pub const fn at(self) -> usize {
        self.0 as usize
    }
}

/// Whether a force has approved a tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// Ours, to teach with.
    Demonstration,
    /// Approved by a force.
    Approved,
}

/// The family of a tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Approach {
    /// Items with a threshold and red flags.
    Checklist,
    /// Fixed arithmetic against a norm group.
    Actuarial,
    /// Fixed factors, combined by judgement.
    StructuredJudgement,
    /// Few items and triggers.
    Triage,
    /// For those who answer the call.
    CallHandling,
}

impl Approach {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Checklist, Self::Actuarial, Self::StructuredJudgement, Self::Triage, Self::CallHandling];

    /// The word in the format.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Checklist => "checklist",
            Self::Actuarial => "actuarial",
            Self::StructuredJudgement => "structured-judgement",
            Self::Triage => "triage",
            Self::CallHandling => "call-handling",
        }
    }
}

/// A level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// Stable name.
    pub id: String,
    /// What people read.
    pub label: String,
    /// What it means.
    pub meaning: String,
    /// The longest time, in seconds, until it is assessed again.
    pub reassess_within: Option<u32>,
    /// What must be done at this level.
    pub duties: Vec<String>,
}

/// A heading for items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Stable name.
    pub id: String,
    /// What people read.
    pub label: String,
}

/// A question of the tool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Stable name; a rating adds its own after a dot: `threats.past`.
    pub id: String,
    /// The place of its heading.
    pub group: u16,
    /// The whole question.
    pub text: String,
    /// A short label.
    pub short: String,
    /// Whether it must be put to the person.
    pub must_ask: bool,
    /// Who answers it.
    pub source: ItemSource,
    /// Marks that rules look for, for instance `critical`.
    pub flags: Vec<String>,
    /// What it speaks for.
    pub constructs: Vec<Construct>,
    /// Which set of answers: 0 is the tool's usual one, 1 the first of the others.
    pub answers: u8,
}

/// Who answers an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ItemSource {
    /// The person at risk.
    Victim,
    /// What the officer sees and hears.
    Officer,
    /// Records.
    Records,
}

/// Whether the officer may leave the tool's result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// In which direction.
    pub direction: Direction,
    /// Whether a written reason is needed.
    pub needs_reason: bool,
    /// Whether somebody else must agree.
    pub needs_reviewer: bool,
    /// Whether the result may be left below what a mandatory rule gives.
    pub below_mandatory: bool,
    /// Who may do it, in words.
    pub by: Vec<String>,
}

impl Override {
    /// In one direction, with a reason or without, by the officer.
    pub const fn of(direction: Direction, needs_reason: bool) -> Self {
        Self { direction, needs_reason, needs_reviewer: false, below_mandatory: false, by: Vec::new() }
    }

    /// Whether a result may be left for a level; `floor` is the highest level that a mandatory rule gave.
    pub fn allows(&self, result: LevelIndex, to: LevelIndex, floor: Option<LevelIndex>) -> bool {
        let below_floor = floor.is_some_and(|floor| to < floor) && !self.below_mandatory;
        match self.direction {
            Direction::None => to == result,
            Direction::Up => to >= result,
            Direction::Both => to >= result || !below_floor,
        }
    }
}

/// In which direction a result may be left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// Not at all.
    None,
    /// Only to a higher level.
    Up,
    /// To a higher or a lower level.
    Both,
}

/// The kind of a compiled tool's envelope.
pub const TOOL: Kind = Kind { tag: *b"TOOL", version: 2, word: "risk tool" };

/// The kind of the envelope that the rules of a tool stand in.
pub(crate) const LOGIC: Kind = Kind { tag: *b"LOGI", version: 1, word: "set of rules" };

impl RiskTool {
    /// The compact form that the browser loads.
    pub fn to_envelope(&self) -> Vec<u8> {
        doorstep_envelope::seal(TOOL, self)
    }

    /// Reads the compact form; refuses one whose indices point nowhere.
    pub fn from_envelope(bytes: &[u8]) -> Result<(Self, Digest), OpenError> {
        let (tool, digest) = doorstep_envelope::open::<Self>(TOOL, bytes)?;
        if tool.check_indices() { Ok((tool, digest)) } else { Err(OpenError::Undecodable(TOOL.word)) }
    }

    /// The digest of the content.
    pub fn digest(&self) -> Digest {
        doorstep_envelope::digest(self)
    }

    /// Whether every index of the form is in range and there is a level: what makes an opened envelope safe to use. The rules need no
    /// such check: running them is total, and reading them fails as a value.
    pub fn check_indices(&self) -> bool {
        !self.levels.is_empty()
            && self.levels.len() <= usize::from(u8::MAX)
            && self.items.len() <= crate::MOST_ITEMS
            && self
                .items
                .iter()
                .all(|each| usize::from(each.group) < self.groups.len() && usize::from(each.answers) <= self.answer_sets.len())
    }

    /// The levels to which an officer may leave a result, lowest first; its own is not among them. None where the result has no level:
    /// there is nothing to leave.
    pub fn override_to(&self, result: &crate::ToolResult) -> Vec<LevelIndex> {
        let Some(now) = result.level() else { return Vec::new() };
        let allowed = |level: &LevelIndex| *level != now && self.r#override.allows(now, *level, result.floor);
        self.levels().map(|(level, _)| level).filter(allowed).collect()
    }

    /// The level at an index of this tool.
    pub fn level(&self, index: LevelIndex) -> &Level {
        &self.levels[index.at()]
    }

    /// The levels with their places, lowest first.
    pub fn levels(&self) -> impl DoubleEndedIterator<Item = (LevelIndex, &Level)> {
        // check_indices bounds the number of levels.
        self.levels.iter().enumerate().map(|(place, level)| (LevelIndex(place as u8), level))
    }

    /// The items with their places.
    pub fn items(&self) -> impl Iterator<Item = (ItemIndex, &Item)> {
        self.items.iter().enumerate().map(|(place, item)| (ItemIndex(place as u16), item))
    }

    /// Finds a level by its id.
    pub fn find_level(&self, id: &str) -> Option<LevelIndex> {
        self.levels().find(|(_, level)| level.id == id).map(|(index, _)| index)
    }

    /// Finds an item by its id.
    pub fn find_item(&self, id: &str) -> Option<ItemIndex> {
        self.items().find(|(_, item)| item.id == id).map(|(index, _)| index)
    }

    /// What can be answered to an item.
    pub fn answers_of(&self, item: &Item) -> &[AnswerOption] {
        let set = usize::from(item.answers).checked_sub(1).and_then(|place| self.answer_sets.get(place));
        set.unwrap_or(&self.answers)
    }

    /// Whether an item's form offers an answer, in this very grade.
    pub fn offers(&self, item: ItemIndex, given: impl Into<Given>) -> bool {
        let given = given.into();
        self.items.get(item.at()).is_some_and(|item| self.answers_of(item).iter().any(|option| option.given() == given))
    }

    /// The answer of an item's form with this id, or the first of the class with this name.
    pub fn find_answer(&self, item: ItemIndex, name: &str) -> Option<Given> {
        let options = self.answers_of(self.items.get(item.at())?);
        let of_class = || options.iter().find(|option| option.answer.word() == name);
        options.iter().find(|option| option.id == name).or_else(of_class).map(AnswerOption::given)
    }

    /// What an item's form calls an answer.
    pub fn answer_label(&self, item: &Item, given: impl Into<Given>) -> &str {
        let given = given.into();
        let option = self.answers_of(item).iter().find(|option| option.given() == given);
        option.map_or(given.answer().word(), |option| &option.label)
    }

    /// The rules, with everything that the form does not show.
    ///
    /// # Errors
    /// When they are damaged, or are not the rules of this form.
    pub fn logic(&self) -> Result<Logic, OpenError> {
        let (logic, _) = doorstep_envelope::open::<Logic>(LOGIC, &self.logic)?;
        let level = |level: &LevelIndex| level.at() < self.levels.len();
        let fits = logic.items.len() == self.items.len()
            && logic.is_countable()
            && logic.rules.iter().all(|rule| level(&rule.level))
            && logic.steps.iter().all(|step| step.at.iter().all(level));
        if fits { Ok(logic) } else { Err(OpenError::Undecodable(LOGIC.word)) }
    }

    /// The tool with these rules, compiled; nothing where they are larger than the compiled form can hold.
    #[must_use]
    pub fn with_logic(mut self, logic: &Logic) -> Option<Self> {
        self.program = crate::compile::compile(logic)?;
        self.logic = doorstep_envelope::seal(LOGIC, logic);
        Some(self)
    }

    /// The digest of the rules alone: a translation of the wording has the same.
    pub fn logic_digest(&self) -> Option<Digest> {
        doorstep_envelope::open::<Logic>(LOGIC, &self.logic).ok().map(|(_, digest)| digest)
    }

    /// The words under a name such as `rule/critical`; the name itself where there are none.
    pub fn word<'a>(&'a self, name: &'a str) -> &'a str {
        self.words.iter().find(|(known, _)| known == name).map_or(name, |(_, words)| words)
    }
}
