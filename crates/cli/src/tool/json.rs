//! A tool's result for programs.

use doorstep_risk_tool::logic::Missing;
use doorstep_risk_tool::{Change, Given, ItemIndex, LevelIndex, Outcome};
use serde_json::{Value, json};

use super::Evaluated;
use crate::failure::Failure;

pub(super) fn render(evaluated: &Evaluated<'_>) -> Result<String, Failure> {
    let (tool, explained) = (evaluated.tool, &evaluated.explained);
    let result = &explained.result;
    let outcome = match result.outcome {
        Outcome::Level(_) => "level",
        Outcome::AtLeast(_) => "at-least",
        Outcome::Judged => "judged",
        Outcome::NotScorable => "not-scorable",
        Outcome::NotApplicable(_) => "not-applicable",
    };
    let of = Names(evaluated);
    let fired: Vec<Value> = explained
        .fired
        .iter()
        .map(|fired| {
            json!({
                "rule": fired.id,
                "says": fired.says,
                "level": of.level(fired.level),
                "mandatory": fired.mandatory,
                "always": fired.always,
                "on": fired.items.iter().map(|item| json!({ "item": of.item(*item), "answer": of.answer_now(*item) })).collect::<Vec<_>>(),
            })
        })
        .collect();
    let scales: Vec<Value> = explained
        .scales
        .iter()
        .map(|scale| {
            json!({
                "scale": scale.id,
                "value": scale.value,
                "points_before": scale.raw,
                "points_possible": scale.possible,
                "part": scale.bin,
                "points": scale.points.iter().map(|(item, points)| json!({ "item": of.item(*item), "points": points })).collect::<Vec<_>>(),
                "added": scale.added.iter().map(|(id, points)| json!({ "id": id, "points": points })).collect::<Vec<_>>(),
                "missing": of.items(&scale.missing),
                "missing_then": match scale.policy {
                    Missing::Zero => "zero",
                    Missing::Omit => "omit",
                    Missing::Block => "block",
                    Missing::Prorate { .. } => "prorate",
                },
            })
        })
        .collect();
    let level = result.level();
    let changed = evaluated.changed.as_ref().map(|changed| {
        let one = |each: &doorstep_risk_tool::Changed| {
            json!({ "item": of.item(each.item), "before": of.answer(each.item, each.before), "now": of.answer(each.item, each.now) })
        };
        changed.iter().map(one).collect::<Vec<_>>()
    });
    let steps = explained.steps.iter().map(|(id, must)| json!({ "step": id, "must": must, "says": tool.word(&format!("step/{id}")) }));
    let document = json!({
        "tool": { "id": tool.id, "version": tool.version, "language": tool.language, "digest": tool.digest().to_string() },
        "outcome": outcome,
        "level": level.map(|level| of.level(level)),
        "floor": result.floor.map(|level| of.level(level)),
        "reassess_within_seconds": level.and_then(|level| tool.level(level).reassess_within),
        "duties": level.map_or(&[][..], |level| &tool.level(level).duties),
        "fired": fired,
        "scales": scales,
        "not_asked": of.items(&explained.not_asked),
        "must_ask": of.items(&explained.must_ask),
        "not_established": of.items(&explained.not_established),
        "not_opened": of.items(&explained.not_opened),
        "not_for": explained.not_for.as_ref().map(|(says, instead)| json!({ "says": says, "instead": instead })),
        "steps": steps.collect::<Vec<_>>(),
        "nearest": { "higher": explained.raise.map(|change| of.change(change)), "lower": explained.lower.map(|change| of.change(change)) },
        "changed": changed,
    });
    let mut text = serde_json::to_string_pretty(&document).map_err(|error| Failure::new(error.to_string(), "Report this."))?;
    text.push('\n');
    Ok(text)
}

struct Names<'a>(&'a Evaluated<'a>);

impl Names<'_> {
    fn level(&self, level: LevelIndex) -> &str {
        &self.0.tool.level(level).id
    }

    fn item(&self, item: ItemIndex) -> &str {
        self.0.tool.items.get(item.at()).map_or("", |item| &item.id)
    }

    fn items(&self, items: &[ItemIndex]) -> Vec<&str> {
        items.iter().map(|item| self.item(*item)).collect()
    }

    /// The id of an answer.
    fn answer(&self, item: ItemIndex, given: Given) -> &str {
        let options = self.0.tool.items.get(item.at()).map_or(&[][..], |item| self.0.tool.answers_of(item));
        options.iter().find(|option| option.given() == given).map_or(given.answer().word(), |option| &option.id)
    }

    fn answer_now(&self, item: ItemIndex) -> &str {
        self.answer(item, self.0.sheet.answers.get(item.at()).copied().unwrap_or_default())
    }

    fn change(&self, change: Change) -> Value {
        json!({
            "item": self.item(change.item),
            "answer": self.answer(change.item, change.to),
            "level": self.level(change.level),
            "other_items": change.others,
        })
    }
}
