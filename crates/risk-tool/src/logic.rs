//! What a tool's rules are: data without words. The words stand beside them, by name, so that a translation changes none of this.

use serde::{Deserialize, Serialize};

use crate::{GivenSet, ItemIndex, LevelIndex};

/// Everything of a tool that its form does not show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logic {
    /// What is to be known of each item, in the order of the form.
    pub items: Vec<ItemLogic>,
    /// Kinds of cases with items of their own.
    pub variants: Vec<Variant>,
    /// When the tool can be used at all; each must hold.
    pub applies: Vec<Applies>,
    /// Sums, counts and highest grades, in the order in which they are worked out.
    pub scales: Vec<Scale>,
    /// Rules as written, and after them one for each bin and each cell of a matrix that gives a level.
    pub rules: Vec<Rule>,
    /// Whether rules or the officer's judgement give the result.
    pub result: ResultKind,
    /// What must be written for a judgement.
    pub written: Vec<Written>,
    /// What follows the result.
    pub steps: Vec<Step>,
    /// What the tool's makers observed, for display only.
    pub norms: Vec<Norm>,
    /// At which assessment the tool is used.
    pub stage: Stage,
    /// The id of the tool whose run it is compared with; its own where none is named.
    pub follows: Option<String>,
    /// Whether more yes never lowers the level.
    pub monotone: bool,
    /// From when it is valid.
    pub valid_from: Option<Date>,
    /// The last day on which it is valid.
    pub valid_until: Option<Date>,
    /// Which forces have approved it.
    pub approvals: Vec<Approval>,
}

/// What is to be known of an item beside what the form shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemLogic {
    /// What the item is for.
    pub role: Role,
    /// When it is asked; always where nothing stands here. It reads earlier items only.
    pub asked_if: Option<Test>,
    /// Which time it is about.
    pub window: Option<Window>,
    /// The name of its rating, and the id of the question that is rated several times.
    pub rating: Option<(String, String)>,
}

/// What an item is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// It speaks of risk; it counts where a rule or a scale names no items.
    #[default]
    Risk,
    /// It speaks of what protects; it counts only where it is named.
    Protective,
    /// It says what kind of case this is.
    Case,
    /// It is the officer's own judgement, such as a belief.
    Judgement,
}

/// Which time an item is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Window {
    /// So many days before today, or before the incident where `before_incident` says so.
    Past {
        /// How many days.
        days: u32,
        /// Counted back from the incident, not from today.
        before_incident: bool,
    },
    /// At any time.
    Ever,
    /// At this incident.
    Incident,
}

/// When a rule fires. There is no "not": what is not yes may be unknown, so a test names the answer that it means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Test {
    /// Always.
    Always,
    /// At least so many of these items have one of these answers.
    Count {
        /// The items with the answers that count.
        of: Vec<Accepted>,
        /// How many.
        at_least: u16,
    },
    /// At least so many of these items have one of these answers now and had not in the earlier run.
    Newly {
        /// The items with the answers that count.
        of: Vec<Accepted>,
        /// How many.
        at_least: u16,
    },
    /// A scale can be worked out and lies within these bounds.
    Scale {
        /// The place of the scale.
        scale: u8,
        /// At least so much.
        from: i32,
        /// At most so much.
        to: i32,
    },
    /// The earlier run came to at least this level.
    EarlierLevel(LevelIndex),
    /// All of them hold.
    All(Vec<Self>),
    /// One of them holds.
    Any(Vec<Self>),
}

impl Test {
    /// At least so many of these items are answered yes or partly.
    pub fn at_least(at_least: u16, items: impl IntoIterator<Item = ItemIndex>) -> Self {
        let of = items.into_iter().map(|item| Accepted { item, given: GivenSet::PRESENT }).collect();
        Self::Count { of, at_least }
    }
}

/// An item with answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Accepted {
    /// The item.
    pub item: ItemIndex,
    /// The answers.
    pub given: GivenSet,
}

/// A kind of case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// Stable name.
    pub id: String,
    /// When a case is of this kind.
    pub when: Test,
}

/// A condition for using the tool at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applies {
    /// Stable name.
    pub id: String,
    /// What must hold.
    pub when: Test,
    /// The id of the tool to use instead.
    pub instead: Option<String>,
}

/// A number made of answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    /// Stable name.
    pub id: String,
    /// How the points come together.
    pub kind: ScaleKind,
    /// The items with the points of each answer; an answer without points gives 0.
    pub of: Vec<Points>,
    /// Points for what holds beside, after missing answers are dealt with.
    pub add: Vec<Adjustment>,
    /// Which answers are missing.
    pub missing: GivenSet,
    /// What is done about them.
    pub policy: Missing,
    /// Its smallest value, where it stops.
    pub least: Option<i32>,
    /// Its largest value, where it stops.
    pub most: Option<i32>,
    /// Its parts.
    pub bins: Vec<Bin>,
}

/// How points come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ScaleKind {
    /// They are added.
    Sum,
    /// The highest counts.
    Highest,
}

/// The points of an item's answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Points {
    /// The item.
    pub item: ItemIndex,
    /// Answers with points other than 0.
    pub of: Vec<(crate::Given, i32)>,
}

/// Points for something that holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustment {
    /// Stable name.
    pub id: String,
    /// What must hold.
    pub when: Test,
    /// How many points; negative ones are taken away.
    pub points: i32,
}

/// What is done about missing answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Missing {
    /// They give no points, as if answered no.
    Zero,
    /// They are left out, of the points and of the points that were possible.
    Omit,
    /// The scale cannot be worked out.
    Block,
    /// The points are scaled up to what would have been possible, if at most so many are missing; else the scale cannot be worked out.
    Prorate {
        /// How many may be missing.
        most: u16,
        /// How a fraction is rounded.
        round: Round,
    },
}

/// How a fraction is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Round {
    /// To the nearest whole number, a half upward.
    Nearest,
    /// Downward.
    Down,
    /// Upward.
    Up,
}

/// A part of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bin {
    /// Stable name.
    pub id: String,
    /// Its smallest value.
    pub from: i32,
    /// Its largest value.
    pub to: i32,
}

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Stable name; `scale/bin` for a bin, `matrix/row/column` for a cell.
    pub id: String,
    /// When it fires.
    pub when: Test,
    /// The level that it gives.
    pub level: LevelIndex,
    /// Whether an override may not go below it.
    pub mandatory: bool,
    /// Where it stands in the file.
    pub origin: Origin,
}

impl Rule {
    /// A rule as written, not a mandatory one.
    pub fn of(id: impl Into<String>, when: Test, level: LevelIndex) -> Self {
        Self { id: id.into(), when, level, mandatory: false, origin: Origin::Rule }
    }
}

/// Where a rule stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// Under `rules`.
    Rule,
    /// The level of a bin.
    Bin,
    /// A cell of a matrix.
    Cell,
}

/// What gives the result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ResultKind {
    /// The rules.
    #[default]
    Rules,
    /// The officer's judgement.
    Judged,
}

/// A part that must be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Stable name.
    pub id: String,
    /// Whether it may be left out.
    pub required: bool,
}

/// Something that follows the result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Stable name.
    pub id: String,
    /// At which levels; at every level where none is named.
    pub at: Vec<LevelIndex>,
    /// What else must hold.
    pub when: Test,
    /// Whether it must be done.
    pub must: bool,
}

/// What the makers of a tool observed in one group of people. It is shown and never used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Norm {
    /// Stable name.
    pub id: String,
    /// The scale that it is about.
    pub scale: u8,
    /// How many people were followed.
    pub people: u32,
    /// For how many days.
    pub follow_up_days: u32,
    /// For each bin: of how many people, with how many it happened.
    pub rows: Vec<NormRow>,
}

/// One line of a norm table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NormRow {
    /// The place of the bin.
    pub bin: u8,
    /// Of how many people.
    pub of: u32,
    /// With how many it happened.
    pub had: u32,
}

/// At which assessment a tool is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// The first.
    #[default]
    Initial,
    /// A later one, compared with an earlier run.
    Repeat,
    /// By a specialist, after the first.
    Secondary,
}

/// A force's approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Which force.
    pub force: String,
    /// Since when.
    pub on: Date,
    /// The last day, where it ends.
    pub until: Option<Date>,
}

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
}

impl core::fmt::Display for Date {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Date {
    /// Reads `2026-01-31`.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut part = |length: usize| {
            let part = parts.next().filter(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))?;
            part.parse::<u16>().ok()
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 => 28 + u16::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        let good = parts.next().is_none() && (1..=days).contains(&day);
        // Both are small now.
        good.then_some(Self { year, month: month as u8, day: day as u8 })
    }
}

/// Why a tool may not be used where somebody is certified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// No force has approved it.
    NotApproved,
    /// It is not valid yet.
    NotYetValid(Date),
    /// It, or every approval of it, has run out.
    Expired(Date),
}

impl Logic {
    /// Whether a program can count everything in it.
    pub(crate) fn is_countable(&self) -> bool {
        self.items.len() <= crate::MOST_ITEMS
            && self.scales.len() <= crate::MOST_SCALES
            && self.rules.len() <= crate::MOST_RULES
            && self.steps.len() <= crate::MOST_STEPS
            && self.applies.len() < 256
    }

    /// Whether the tool may be used on a day where somebody is certified.
    pub fn unfit(&self, is_approved: bool, today: Date) -> Option<Unfit> {
        if !is_approved || self.approvals.is_empty() {
            return Some(Unfit::NotApproved);
        }
        if let Some(from) = self.valid_from.filter(|from| today < *from) {
            return Some(Unfit::NotYetValid(from));
        }
        if let Some(until) = self.valid_until.filter(|until| today > *until) {
            return Some(Unfit::Expired(until));
        }
        let stands = |approval: &Approval| approval.on <= today && approval.until.is_none_or(|until| today <= until);
        if self.approvals.iter().any(stands) {
            return None;
        }
        let ended = self.approvals.iter().filter_map(|approval| approval.until).filter(|until| *until < today).max();
        let begins = self.approvals.iter().map(|approval| approval.on).filter(|on| *on > today).min();
        ended.map(Unfit::Expired).or_else(|| begins.map(Unfit::NotYetValid))
    }
}
