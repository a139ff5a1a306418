//! Rules, and whether levels and items are of any use to them.

use doorstep_source::{Diagnostics, Fields, Node, nearest, read};

use super::lower::Names;
use super::tables::Ids;
use super::{ITEM_WITHOUT_USE, LEVEL_NEVER_GIVEN, RULE_UNCLEAR, TOOL_UNKNOWN_LEVEL, UNKNOWN_FLAG};
use crate::{Approach, Item, ItemIndex, LevelIndex, RiskTool, Rule, RuleTest};

pub(super) fn rules(nodes: &[Node], names: &Names<'_>, items: &[Item], out: &mut Diagnostics) -> Vec<Rule> {
    let mut ids = Ids::new("rule", TOOL_UNKNOWN_LEVEL);
    nodes.iter().filter_map(|node| rule(node, &mut ids, names, items, out)).collect()
}

fn rule<'a>(node: &'a Node, ids: &mut Ids<'a>, names: &Names<'_>, items: &[Item], out: &mut Diagnostics) -> Option<Rule> {
    let mut fields = Fields::of(node, "this rule", out)?;
    let id = ids.declare(fields.required("id", out), out);
    let when = match fields.optional("when") {
        Some(node) => test(node, names, items, out),
        None => Some(RuleTest::Always),
    };
    let level = fields.required("level", out).and_then(|node| names.levels.resolve(node, "level", out));
    let says = fields.required("says", out).and_then(|node| read::text(node, "says", out)).unwrap_or_default().to_owned();
    fields.finish(out);
    let level = LevelIndex(u8::try_from(level?).ok()?);
    Some(Rule { id, when: when?, level, says })
}

fn test(node: &Node, names: &Names<'_>, items: &[Item], out: &mut Diagnostics) -> Option<RuleTest> {
    let mut fields = Fields::of(node, "`when`", out)?;
    let flag = fields.optional("any_flag");
    let count = fields.optional("at_least");
    let of = fields.optional("of");
    let span = node.span;
    fields.finish(out);
    match (flag, count, of) {
        (Some(flag), None, None) => {
            let word = read::text(flag, "any_flag", out)?;
            let mut flags: Vec<&str> = items.iter().flat_map(|item| &item.flags).map(String::as_str).collect();
            flags.sort_unstable();
            flags.dedup();
            if !flags.contains(&word) {
                let mend = match nearest(word, flags.iter().copied()) {
                    Some(meant) => format!("Write `{meant}`."),
                    None => format!("Give an item `flags: [{word}]`, or name a flag that an item has."),
                };
                out.add(UNKNOWN_FLAG, flag.span, format!("No item has the flag `{word}`."), mend);
                return None;
            }
            Some(RuleTest::AnyFlag(word.to_owned()))
        }
        (None, Some(count), of) => {
            let list = match of {
                Some(of) => Some(read::list(of, "of", out)?),
                None => None,
            };
            let places: Option<Vec<usize>> = list.map(|list| list.iter().filter_map(|each| names.items.resolve(each, "of", out)).collect());
            let most = list.map_or(items.len(), <[Node]>::len);
            let count = read::integer(count, "at_least", 1..=i64::try_from(most).unwrap_or(1).max(1), out)?;
            let count = u16::try_from(count).ok()?;
            Some(match places {
                None => RuleTest::AtLeast(count),
                Some(places) => {
                    let index = |place: &usize| u16::try_from(*place).ok().map(ItemIndex);
                    RuleTest::AtLeastOf(count, places.iter().filter_map(index).collect())
                }
            })
        }
        _ => {
            out.add(
                RULE_UNCLEAR,
                span,
                "A rule looks for one thing: a flag, or a number of items.",
                "Write `{ any_flag: critical }`, `{ at_least: 4 }`, or `{ at_least: 2, of: [one-item, another-item] }`.",
            );
            None
        }
    }
}

/// Tells levels that no rule gives, and items that no rule reads and that speak for nothing.
pub(super) fn check_use(tool: &RiskTool, level_nodes: &[Node], item_nodes: &[Node], out: &mut Diagnostics) {
    let judged_only = tool.rules.is_empty() && tool.approach == Approach::StructuredJudgement;
    if level_nodes.len() == tool.levels.len() && !judged_only && !out.has_error() {
        // The lowest level is the result where no rule fires.
        for (node, (index, level)) in level_nodes.iter().zip(tool.levels()).skip(1) {
            if !tool.rules.iter().any(|rule| rule.level == index) {
                out.add(
                    LEVEL_NEVER_GIVEN,
                    node.get("id").map_or(node.span, |id| id.span),
                    format!("No rule gives the level `{}`.", level.id),
                    "Add a rule that gives it, or leave the level out.",
                );
            }
        }
    }
    let reads = |index: ItemIndex, item: &Item| {
        tool.rules.iter().any(|rule| match &rule.when {
            RuleTest::Always => false,
            RuleTest::AnyFlag(flag) => item.flags.contains(flag),
            RuleTest::AtLeast(_) => true,
            RuleTest::AtLeastOf(_, items) => items.contains(&index),
        })
    };
    if item_nodes.len() == tool.items.len() && !out.has_error() {
        for (node, (index, item)) in item_nodes.iter().zip(tool.items()) {
            if item.constructs.is_empty() && !reads(index, item) {
                out.add(
                    ITEM_WITHOUT_USE,
                    node.get("id").map_or(node.span, |id| id.span),
                    format!("The item `{}` changes nothing: no rule reads it and it speaks for no construct.", item.id),
                    "Give it `constructs`, or let a rule read it.",
                );
            }
        }
    }
}
