//! The tool itself.

use doorstep_envelope::{Digest, Kind, OpenError};
use serde::{Deserialize, Serialize};

use crate::Construct;

/// One risk tool.
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
    /// What can be answered, in the order of the form.
    pub answers: Vec<AnswerOption>,
    /// Its items.
    pub items: Vec<Item>,
    /// Its rules; the highest level that fires is the result, the lowest level where none fires.
    pub rules: Vec<Rule>,
    /// Whether the officer may leave the result.
    pub r#override: Override,
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

/// The classes of answers. They stay distinct everywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Answer {
    /// It is so.
    #[serde(rename = "yes")]
    Yes,
    /// It is so in part.
    #[serde(rename = "partly")]
    Partly,
    /// It is not so.
    #[serde(rename = "no")]
    No,
    /// Asked or looked for, and not established.
    #[serde(rename = "unknown")]
    Unknown,
    /// Asked, and not answered.
    #[serde(rename = "refused")]
    Refused,
    /// Not asked: what a blank is.
    #[default]
    #[serde(rename = "not-asked")]
    NotAsked,
    /// Does not apply to this case.
    #[serde(rename = "not-applicable")]
    NotApplicable,
}

/// What an answer says of a construct.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Claim {
    /// It is there.
    #[serde(rename = "present")]
    Present,
    /// Nobody can say.
    #[serde(rename = "unknown")]
    Unknown,
    /// It is not there.
    #[serde(rename = "absent")]
    Absent,
}

impl Answer {
    /// All of them.
    pub const ALL: [Self; 7] = [Self::Yes, Self::Partly, Self::No, Self::Unknown, Self::Refused, Self::NotAsked, Self::NotApplicable];

    /// The word in the format.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
            Self::Unknown => "unknown",
            Self::Refused => "refused",
            Self::NotAsked => "not-asked",
            Self::NotApplicable => "not-applicable",
        }
    }

    /// The answer for a word of the format.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|each| each.word() == word)
    }

    /// What the answer says of a construct; nothing where the item does not apply.
    pub const fn claim(self) -> Option<Claim> {
        match self {
            Self::Yes | Self::Partly => Some(Claim::Present),
            Self::No => Some(Claim::Absent),
            Self::Unknown | Self::Refused | Self::NotAsked => Some(Claim::Unknown),
            Self::NotApplicable => None,
        }
    }
}

/// An answer that a form offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerOption {
    /// The class.
    pub answer: Answer,
    /// What people read.
    pub label: String,
}

/// A question of the tool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Stable name.
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

/// A rule of the tool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Stable name.
    pub id: String,
    /// When it fires.
    pub when: RuleTest,
    /// The level that it gives.
    pub level: LevelIndex,
    /// Why, in words.
    pub says: String,
}

/// When a rule fires. Yes and partly count as yes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RuleTest {
    /// Always.
    Always,
    /// An item with this flag is answered yes.
    AnyFlag(String),
    /// At least so many items are answered yes.
    AtLeast(u16),
    /// At least so many of these items are answered yes.
    AtLeastOf(u16, Vec<ItemIndex>),
}

/// Whether the officer may leave the tool's result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// In which direction.
    pub direction: Direction,
    /// Whether a written reason is needed.
    pub needs_reason: bool,
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
pub const TOOL: Kind = Kind { tag: *b"TOOL", version: 1, word: "risk tool" };

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

    /// Whether every index is in range and there is a level: what makes an opened envelope safe to use.
    pub fn check_indices(&self) -> bool {
        let item = |index: &ItemIndex| index.at() < self.items.len();
        !self.levels.is_empty()
            && self.levels.len() <= usize::from(u8::MAX)
            && self.items.len() <= usize::from(u16::MAX)
            && self.items.iter().all(|each| usize::from(each.group) < self.groups.len())
            && self.rules.iter().all(|rule| {
                rule.level.at() < self.levels.len()
                    && match &rule.when {
                        RuleTest::AtLeastOf(_, items) => items.iter().all(item),
                        RuleTest::Always | RuleTest::AnyFlag(_) | RuleTest::AtLeast(_) => true,
                    }
            })
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
}
