//! What can be answered, and what stands on a sheet.

use serde::{Deserialize, Serialize};

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

/// How many options of one set of answers can share a class: the grades of a scale such as "some", "much", "very much".
pub const MOST_GRADES: u8 = 8;

/// One answer on a sheet: its class, and which grade of that class where the item has several.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Given(u8);

impl Given {
    /// An answer of a class. `grade` counts from 0 in the order of the form; only the lowest three bits count.
    pub const fn new(answer: Answer, grade: u8) -> Self {
        Self(answer as u8 | (grade % MOST_GRADES) << 3)
    }

    /// Its class. What no form could have written counts as not asked.
    pub fn answer(self) -> Answer {
        Answer::ALL.get(usize::from(self.0 & 7)).copied().unwrap_or_default()
    }

    /// Which grade of its class, from 0.
    pub const fn grade(self) -> u8 {
        self.0 >> 3 & 7
    }

    /// Its place among 64 bits, for a set of accepted answers.
    pub(crate) fn code(self) -> u8 {
        if self.0 >= 64 || self.0 & 7 == 7 { Self::from(Answer::NotAsked).0 } else { self.0 }
    }

    /// The set that holds only this answer.
    pub fn set(self) -> GivenSet {
        GivenSet(1 << self.code())
    }
}

impl From<Answer> for Given {
    fn from(answer: Answer) -> Self {
        Self::new(answer, 0)
    }
}

impl Default for Given {
    fn default() -> Self {
        Answer::NotAsked.into()
    }
}

impl core::fmt::Debug for Given {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}:{}", self.answer().word(), self.grade())
    }
}

/// A set of answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GivenSet(pub u64);

impl GivenSet {
    /// Yes and partly, of every grade: what counts as yes where a rule says nothing else.
    pub const PRESENT: Self = Self::class(Answer::Yes).and(Self::class(Answer::Partly));
    /// Unknown, refused and not asked, of every grade: what is missing where a scale says nothing else.
    pub const MISSING: Self = Self::class(Answer::Unknown).and(Self::class(Answer::Refused)).and(Self::class(Answer::NotAsked));

    /// Every grade of a class.
    pub const fn class(answer: Answer) -> Self {
        Self(0x0101_0101_0101_0101 << answer as u8)
    }

    /// Both sets together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether an answer belongs to it.
    pub fn has(self, given: Given) -> bool {
        self.0 >> given.code() & 1 == 1
    }
}

/// An answer that a form offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerOption {
    /// Stable name; that of its class where the file gives none.
    pub id: String,
    /// The class.
    pub answer: Answer,
    /// Which of the options of this class it is, from 0.
    pub grade: u8,
    /// What people read.
    pub label: String,
}

impl AnswerOption {
    /// The only option of a class, named like it.
    pub fn of(answer: Answer, label: impl Into<String>) -> Self {
        Self { id: answer.word().to_owned(), answer, grade: 0, label: label.into() }
    }

    /// What stands on the sheet when it is chosen.
    pub const fn given(&self) -> Given {
        Given::new(self.answer, self.grade)
    }
}
