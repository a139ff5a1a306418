//! What is wrong with a tool whose parts are each in order: found by following every sheet of answers, see `reach`.

use doorstep_source::{Diagnostics, Span};

use super::lower::{Places, items_read};
use super::*;
use crate::reach::{Found, MOST_SITUATIONS, Method, reach, why_not_monotone};
use crate::{Direction, ItemIndex, Logic, Origin, ResultKind, RiskTool, Role, Stage, Test};

/// Where the parts of the tool stand that have no list of their own.
pub(super) struct Spans {
    pub(super) result: Span,
    pub(super) monotone: Span,
    pub(super) r#override: Span,
}

pub(super) fn check(tool: &RiskTool, logic: &Logic, places: &Places<'_>, spans: &Spans, out: &mut Diagnostics) {
    of_result(logic, spans, out);
    of_override(tool, logic, spans, out);
    of_stage(logic, places, out);
    if out.has_error() {
        return;
    }
    of_reach(tool, logic, places, out);
    of_items(tool, logic, places, out);
    if logic.monotone
        && let Some(why) = why_not_monotone(tool, logic)
    {
        let message = format!("It is not so that more yes never lowers the level: {why}.");
        out.add(NOT_MONOTONE, spans.monotone, message, "Take `monotone: true` away, or mend what is named.");
    }
}

fn of_result(logic: &Logic, spans: &Spans, out: &mut Diagnostics) {
    let is_judged = logic.result == ResultKind::Judged;
    if is_judged && !logic.rules.is_empty() {
        let message = "The officer's judgement gives the result, so nothing else can give a level.";
        out.add(JUDGED_WITH_RULES, spans.result, message, "Take the rules and the levels of parts away, or write `result: rules`.");
    }
    if is_judged && !logic.written.iter().any(|part| part.required) {
        let mend = "Add `written:` with what must be written, such as why the level was chosen.";
        out.add(JUDGED_WITHOUT_WORDS, spans.result, "A judgement needs its reasons in writing.", mend);
    }
    if !is_judged && logic.rules.is_empty() {
        let mend = "Add `rules:`, or write `result: judged` where the officer's judgement gives the level.";
        out.add(NOTHING_GIVES_A_LEVEL, spans.result, "Nothing gives a level.", mend);
    }
}

fn of_override(tool: &RiskTool, logic: &Logic, spans: &Spans, out: &mut Diagnostics) {
    let lowers = tool.r#override.direction == Direction::Both && tool.r#override.below_mandatory;
    if let Some(rule) = logic.rules.iter().find(|rule| lowers && rule.mandatory) {
        let message = format!("The rule `{}` is mandatory, and the result can be left below it.", rule.id);
        out.add(OVERRIDE_LOWERS_MANDATORY, spans.r#override, message, "Write `direction: up`, or add `keeps_mandatory: true`.");
    }
}

fn of_stage(logic: &Logic, places: &Places<'_>, out: &mut Diagnostics) {
    fn compares(test: &Test) -> bool {
        match test {
            Test::Newly { .. } | Test::EarlierLevel(_) => true,
            Test::All(parts) | Test::Any(parts) => parts.iter().any(compares),
            Test::Always | Test::Count { .. } | Test::Scale { .. } => false,
        }
    }
    let rule = logic.rules.iter().zip(&places.rules).find(|(rule, _)| compares(&rule.when));
    if let Some((rule, span)) = rule.filter(|_| logic.stage == Stage::Initial) {
        let message = format!("The rule `{}` compares with an earlier run, and a first assessment has none.", rule.id);
        out.add(EARLIER_WITHOUT_STAGE, *span, message, "Write `stage: repeat`, or take the rule away.");
    }
}

fn of_reach(tool: &RiskTool, logic: &Logic, places: &Places<'_>, out: &mut Diagnostics) {
    let reach = reach(tool, logic, MOST_SITUATIONS);
    let tried = match reach.method {
        Method::Every(_) => "every possible sheet was followed",
        Method::Bounds => "the least and the most that answers can give show it",
    };
    let mut open = Vec::new();
    for ((scale, value), span) in logic.scales.iter().zip(&reach.uncovered).zip(&places.scales) {
        if let Some(value) = value {
            let message = match reach.method {
                Method::Every(_) => {
                    format!("Answers can give `{}` the value {value}, which lies in none of its parts ({tried}).", scale.id)
                }
                // Not every value between the two may come up; a part that holds it does no harm.
                Method::Bounds => format!(
                    "The value {value} lies in none of the parts of `{}`, and between the least and the most that answers can give.",
                    scale.id
                ),
            };
            out.add(BINS_GAP, *span, message, "Let the parts hold every value; a part without `from` or without `to` is open there.");
        }
    }
    let judged = logic.result == ResultKind::Judged;
    for (node, ((_, level), found)) in places.levels.iter().zip(tool.levels().zip(&reach.levels)) {
        let span = node.get("id").map_or(node.span, |id| id.span);
        match found {
            Found::Never if !judged => {
                let message = format!("No answers reach the level `{}` ({tried}).", level.id);
                out.add(LEVEL_NEVER_GIVEN, span, message, "Add a rule that gives it, or leave the level out.");
            }
            Found::NotProven if !judged => open.push((span, format!("level `{}`", level.id))),
            _ => {}
        }
    }
    for ((rule, found), span) in logic.rules.iter().zip(&reach.rules).zip(&places.rules) {
        let what = if rule.origin == Origin::Rule { "rule" } else { "part or cell" };
        match found {
            // A part without answers is told once, below; a cell may well be empty.
            Found::Never if rule.origin == Origin::Rule => {
                let message = format!("The rule `{}` fires on no answers ({tried}).", rule.id);
                out.add(RULE_NEVER_FIRES, *span, message, "Mend its condition, or take the rule away.");
            }
            Found::NotProven if rule.origin == Origin::Rule => open.push((*span, format!("{what} `{}`", rule.id))),
            _ => {}
        }
    }
    for ((scale, found), spans) in logic.scales.iter().zip(&reach.bins).zip(&places.bins) {
        for ((bin, found), span) in scale.bins.iter().zip(found).zip(spans) {
            if *found == Found::Never {
                let message = format!("No answers give `{}` a value in `{}` ({tried}).", scale.id, bin.id);
                out.add(BIN_NEVER_REACHED, *span, message, "Mend its bounds, or take the part away.");
            }
        }
    }
    for ((item, asked), span) in tool.items.iter().zip(&reach.asked).zip(&places.items) {
        if !asked {
            let message = format!("The item `{}` is asked in no case.", item.id);
            out.add(ITEM_NEVER_ASKED, *span, message, "Mend the condition under which it is asked, or take the item away.");
        }
    }
    for (span, what) in open {
        let message = format!("It is not proven that some answers reach the {what}: there are too many to follow, and no trial did.");
        out.add(NOT_PROVEN, span, message, "Add an example that reaches it.");
    }
}

/// Items that nothing reads, and items about risk that speak for nothing.
fn of_items(tool: &RiskTool, logic: &Logic, places: &Places<'_>, out: &mut Diagnostics) {
    let mut read: Vec<ItemIndex> = logic.scales.iter().flat_map(|scale| scale.of.iter().map(|points| points.item)).collect();
    let tests = logic.rules.iter().map(|rule| &rule.when);
    let tests = tests.chain(logic.applies.iter().map(|each| &each.when));
    let tests = tests.chain(logic.scales.iter().flat_map(|scale| &scale.add).map(|each| &each.when));
    let tests = tests.chain(logic.steps.iter().map(|step| &step.when));
    let tests = tests.chain(logic.items.iter().filter_map(|item| item.asked_if.as_ref()));
    tests.for_each(|test| items_read(test, &mut read, &mut false));
    let judged = logic.result == ResultKind::Judged;
    for ((index, item), span) in tool.items().zip(&places.items) {
        let role = logic.role(index);
        if !read.contains(&index) && !judged && role != Role::Protective {
            let message = format!("The item `{}` changes nothing: no rule, scale or condition reads it.", item.id);
            out.add(ITEM_NOT_READ, *span, message, "Let a rule or a scale read it, or write `role: protective` if it is only to be noted.");
        }
        if item.constructs.is_empty() && matches!(role, Role::Risk | Role::Protective) {
            let message = format!("The item `{}` speaks for no construct, so no key can judge its answer.", item.id);
            out.add(ITEM_WITHOUT_CONSTRUCT, *span, message, "Add `constructs: [...]`, or give it the role `case` or `judgement`.");
        }
    }
}
