//! A tool in other words: the same form and the same rules, in another language or with guidance for each item.
//!
//! A tool ([`RiskTool`] as `text::read_tool` gives it) is small, because it is fetched with the call: it holds what the form says in its own
//! language, and no guidance. A *wording* is a `RiskTool` too, fetched only when somebody wants it: the same places, rules and results,
//! other texts, and the guidance. `text::read_tool_with_guidance` makes the tool's own, `text::read_words` one in another language.
//!
//! To show a form in a wording, read every text from the wording and everything else (answers, result, digest) from the tool. Both have
//! the same indices, so nothing has to be looked up:
//!
//! ```
//! use doorstep_risk_tool::{ItemIndex, RiskTool};
//! fn question<'a>(tool: &'a RiskTool, wording: Option<&'a RiskTool>, item: ItemIndex) -> &'a str {
//!     // One that belongs to another tool, or to another version of it, is not used.
//!     let shown = wording.filter(|wording| wording.is_wording_of(tool)).unwrap_or(tool);
//!     &shown.items[item.at()].text
//! }
//! ```
//!
//! `shown.language` is for the `lang` of the element around the form. Where [`RiskTool::translation`] gives [`Translation::NotReviewed`],
//! the form must say so where people see it. [`RiskTool::guidance`] gives the guidance of an item. Which wordings there are stands in the
//! app's list of tools: see `doorstep_scenario::catalogue::Toolbox`.

use crate::{Item, RiskTool};

/// What is known of a translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Translation {
    /// Somebody who knows the language and the work has reviewed it.
    Reviewed,
    /// Nobody has.
    NotReviewed,
}

/// The word under which a translation says whether it was reviewed.
pub(crate) const TRANSLATION: &str = "translation";
/// What [`TRANSLATION`] says of one that was reviewed.
pub(crate) const REVIEWED: &str = "reviewed";
/// What it says of one that was not.
#[cfg(feature = "text")]
pub(crate) const NOT_REVIEWED: &str = "not-reviewed";
/// What the name of an item's guidance begins with.
pub(crate) const GUIDANCE: &str = "guidance/";

impl RiskTool {
    /// Whether this is the other tool in other words: the same id and version, the same form, the same rules. Then indices, answers and
    /// results of the one are those of the other.
    pub fn is_wording_of(&self, tool: &Self) -> bool {
        let same_items = self.items.len() == tool.items.len()
            && self.items.iter().zip(&tool.items).all(|(one, other)| one.id == other.id && one.answers == other.answers);
        let same_levels = self.levels.iter().map(|level| &level.id).eq(tool.levels.iter().map(|level| &level.id));
        (&self.id, &self.version, &self.program, &self.logic) == (&tool.id, &tool.version, &tool.program, &tool.logic)
            && same_items
            && same_levels
    }

    /// Whether these words are a translation, and what is known of it. Nothing for the tool's own words.
    pub fn translation(&self) -> Option<Translation> {
        let (_, says) = self.words.iter().find(|(name, _)| name == TRANSLATION)?;
        Some(if says == REVIEWED { Translation::Reviewed } else { Translation::NotReviewed })
    }

    /// How an item is meant, how it can be asked, and what counts. Only a wording has it; ratings of one question share it.
    pub fn guidance(&self, item: &Item) -> Option<&str> {
        let question = question_of(&item.id);
        let is_its = |name: &str| name.strip_prefix(GUIDANCE) == Some(question);
        self.words.iter().find(|(name, _)| is_its(name)).map(|(_, words)| words.as_str())
    }
}

/// The id of the question that an item is a rating of; its own id where it is rated once.
pub(crate) fn question_of(item: &str) -> &str {
    item.split_once('.').map_or(item, |(question, _)| question)
}
