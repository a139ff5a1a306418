//! What answers come to.

use serde::{Deserialize, Serialize};

use crate::{Answer, Claim, ItemIndex, LevelIndex, RiskTool, RuleTest};

/// What the tool's rules say of a sheet of answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToolResult {
    /// The level.
    pub level: LevelIndex,
    /// The rules that fired, in the tool's order.
    pub fired: Vec<Fired>,
    /// How many items are answered yes (or partly).
    pub yes: u16,
    /// The items that nobody asked: blanks.
    pub not_asked: Vec<ItemIndex>,
    /// The items that were asked and not established, or declined.
    pub not_established: Vec<ItemIndex>,
}

/// A rule that fired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fired {
    /// The place of the rule.
    pub rule: u16,
    /// The answers on which it fired.
    pub items: Vec<ItemIndex>,
}

impl RiskTool {
    /// What the rules say of these answers, one for each item in order; an answer that is missing is "not asked".
    pub fn evaluate(&self, answers: &[Answer]) -> ToolResult {
        let answer = |item: ItemIndex| answers.get(item.at()).copied().unwrap_or_default();
        let yes = |item: &ItemIndex| answer(*item).claim() == Some(Claim::Present);
        let all = || self.items().map(|(index, _)| index);
        let mut level = LevelIndex(0);
        let mut fired = Vec::new();
        for (rule, number) in self.rules.iter().zip(0..) {
            let items: Vec<ItemIndex> = match &rule.when {
                RuleTest::Always => Vec::new(),
                RuleTest::AnyFlag(flag) => {
                    self.items().filter(|(index, item)| item.flags.contains(flag) && yes(index)).map(|(index, _)| index).collect()
                }
                RuleTest::AtLeast(_) => all().filter(yes).collect(),
                RuleTest::AtLeastOf(_, items) => items.iter().copied().filter(|item| yes(item)).collect(),
            };
            let needed = match &rule.when {
                RuleTest::Always => 0,
                RuleTest::AnyFlag(_) => 1,
                RuleTest::AtLeast(count) | RuleTest::AtLeastOf(count, _) => usize::from(*count),
            };
            if items.len() >= needed {
                level = level.max(rule.level);
                fired.push(Fired { rule: number, items });
            }
        }
        ToolResult {
            level,
            fired,
            // check_indices bounds the number of items.
            yes: all().filter(yes).count() as u16,
            not_asked: all().filter(|item| answer(*item) == Answer::NotAsked).collect(),
            not_established: all().filter(|item| matches!(answer(*item), Answer::Unknown | Answer::Refused)).collect(),
        }
    }
}
