//! Whether more yes never lowers the level.

use super::bounds::Bounds;
use crate::{Accepted, Answer, Given, GivenSet, ItemIndex, LevelIndex, Logic, Missing, RiskTool, Scale, Test};

/// Why more yes could lower the level; nothing where it is proven that it cannot.
///
/// More yes means: from no or from what is not known to partly, from partly to yes, from a grade to a later one of its class. The proof
/// follows the rules' shape: counts of present answers, points that only grow, parts and cells whose levels only grow.
pub fn why_not_monotone(tool: &RiskTool, logic: &Logic) -> Option<String> {
    let bounds = Bounds::of(tool, logic);
    for (place, item) in logic.items.iter().enumerate() {
        if item.asked_if.as_ref().is_some_and(|test| !grows(test, tool, &bounds)) {
            let id = tool.items.get(place).map_or("", |item| item.id.as_str());
            return Some(format!("`{id}` can be closed by more yes"));
        }
    }
    for scale in &logic.scales {
        if !scale_grows(scale, tool, &bounds) {
            return Some(format!("the scale `{}` can fall with more yes, or cannot be worked out any more", scale.id));
        }
        // Bins of one scale are taken together: a value leaves one only into a higher one.
        let levels: Vec<(i32, LevelIndex)> = {
            let prefix = format!("{}/", scale.id);
            let of_bin = |bin: &crate::Bin| {
                let rule = logic.rules.iter().find(|rule| rule.origin == crate::Origin::Bin && rule.id == format!("{prefix}{}", bin.id));
                rule.map(|rule| (bin.from, rule.level))
            };
            let mut levels: Vec<(i32, LevelIndex)> = scale.bins.iter().filter_map(of_bin).collect();
            levels.sort_unstable();
            levels
        };
        if levels.windows(2).any(|pair| pair[0].1 > pair[1].1) || !levels.is_empty() && levels.len() < scale.bins.len() {
            return Some(format!("a higher part of `{}` gives a lower level, or none", scale.id));
        }
    }
    for rule in logic.rules.iter().filter(|rule| rule.origin == crate::Origin::Rule) {
        if !grows(&rule.when, tool, &bounds) {
            return Some(format!("the rule `{}` can stop firing with more yes", rule.id));
        }
    }
    let has_cells = logic.rules.iter().any(|rule| rule.origin == crate::Origin::Cell);
    has_cells.then(|| "a matrix is not proven to grow; take `monotone` away".to_owned())
}

/// The answers of an item in order of "more yes"; those that are neither yes nor partly are one.
fn ladder(tool: &RiskTool, item: ItemIndex) -> Vec<Given> {
    let options = tool.items.get(item.at()).map_or(&[][..], |item| tool.answers_of(item));
    let of = |answer| options.iter().filter(move |option| option.answer == answer).map(|option| option.given());
    of(Answer::Partly).chain(of(Answer::Yes)).collect()
}

fn set_grows(tool: &RiskTool, accepted: &Accepted) -> bool {
    let steps: Vec<bool> = ladder(tool, accepted.item).iter().map(|given| accepted.given.has(*given)).collect();
    let absent = GivenSet(accepted.given.0 & !GivenSet::PRESENT.0);
    absent == GivenSet::default() && steps.windows(2).all(|pair| pair[0] <= pair[1])
}

fn grows(test: &Test, tool: &RiskTool, bounds: &Bounds<'_>) -> bool {
    match test {
        Test::Always | Test::EarlierLevel(_) => true,
        Test::Count { of, .. } | Test::Newly { of, .. } => of.iter().all(|each| set_grows(tool, each)),
        Test::Scale { scale, to, .. } => bounds.scales.get(usize::from(*scale)).is_some_and(|(_, most)| to >= most),
        Test::All(parts) | Test::Any(parts) => parts.iter().all(|part| grows(part, tool, bounds)),
    }
}

fn scale_grows(scale: &Scale, tool: &RiskTool, bounds: &Bounds<'_>) -> bool {
    let item_grows = |points: &crate::Points| {
        let worth = |given: &Given| points.of.iter().find(|(each, _)| each == given).map_or(0, |(_, worth)| *worth);
        let steps: Vec<i32> = ladder(tool, points.item).iter().map(worth).collect();
        let other = points.of.iter().filter(|(given, _)| !GivenSet::PRESENT.has(*given)).map(|(_, worth)| *worth).max().unwrap_or(0).max(0);
        steps.windows(2).all(|pair| pair[0] <= pair[1]) && steps.first().is_none_or(|first| *first >= other)
    };
    matches!(scale.policy, Missing::Zero | Missing::Omit)
        && scale.of.iter().all(item_grows)
        && scale.add.iter().all(|each| each.points >= 0 && grows(&each.when, tool, bounds))
}
