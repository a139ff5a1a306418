//! What bounds of each number prove, and what trial sheets show.

use super::{Found, Method, Reach, nothing};
use crate::{Accepted, Given, Logic, RiskTool, ScaleKind, Test};

/// By bounds of each number, and by trying sheets.
pub(super) fn bounds(tool: &RiskTool, logic: &Logic) -> Reach {
    let mut reach = nothing(tool, logic, &Found::NotProven, Method::Bounds);
    reach.asked = vec![true; tool.items.len()];
    let bounds = Bounds::of(tool, logic);
    for (rule, found) in logic.rules.iter().zip(&mut reach.rules) {
        if !bounds.can(&rule.when) {
            *found = Found::Never;
        }
    }
    for (place, found) in (0..).zip(&mut reach.levels) {
        let lowest = place == 0 && !logic.rules.iter().any(|rule| rule.when == Test::Always && rule.level.0 > 0);
        let given = logic.rules.iter().zip(&reach.rules).any(|(rule, found)| rule.level.0 == place && *found != Found::Never);
        if !given && !lowest {
            *found = Found::Never;
        }
    }
    for ((scale, (least, most)), (found, uncovered)) in
        logic.scales.iter().zip(&bounds.scales).zip(reach.bins.iter_mut().zip(&mut reach.uncovered))
    {
        for (bin, found) in scale.bins.iter().zip(found) {
            if bin.to < *least || bin.from > *most {
                *found = Found::Never;
            }
        }
        let covered = |value: i32| scale.bins.iter().any(|bin| (bin.from..=bin.to).contains(&value));
        // Just before and after each part, and the two ends: where a gap begins.
        let edges = scale.bins.iter().flat_map(|bin| [bin.from.saturating_sub(1), bin.to.saturating_add(1)]).chain([*least, *most]);
        *uncovered = edges.filter(|value| (*least..=*most).contains(value) && !covered(*value)).min();
        if scale.bins.is_empty() {
            *uncovered = None;
        }
    }
    for trial in trials(tool, logic) {
        try_sheet(tool, logic, &trial, &mut reach);
    }
    reach
}

/// The least and the most of each scale.
pub(super) struct Bounds<'a> {
    tool: &'a RiskTool,
    pub(super) scales: Vec<(i32, i32)>,
}

impl<'a> Bounds<'a> {
    pub(super) fn of(tool: &'a RiskTool, logic: &Logic) -> Self {
        let mut bounds = Self { tool, scales: Vec::new() };
        for scale in &logic.scales {
            let worths = scale.of.iter().map(|points| {
                let worths = points.of.iter().map(|(_, worth)| *worth);
                (worths.clone().min().unwrap_or(0).min(0), worths.max().unwrap_or(0).max(0))
            });
            let (mut least, mut most) = worths.fold((0i32, 0i32), |(least, most), (low, high)| match scale.kind {
                ScaleKind::Sum => (least.saturating_add(low), most.saturating_add(high)),
                ScaleKind::Highest => (least.min(low), most.max(high)),
            });
            for each in scale.add.iter().filter(|each| bounds.can(&each.when)) {
                least = least.saturating_add(each.points.min(0));
                most = most.saturating_add(each.points.max(0));
            }
            let (low, high) = (scale.least.unwrap_or(i32::MIN), scale.most.unwrap_or(i32::MAX));
            bounds.scales.push((least.clamp(low, high.max(low)), most.clamp(low, high.max(low))));
        }
        bounds
    }

    /// Whether bounds leave it open that a test holds.
    fn can(&self, test: &Test) -> bool {
        match test {
            Test::Always => true,
            Test::Count { of, at_least } | Test::Newly { of, at_least } => {
                let offered = |each: &&Accepted| {
                    let item = self.tool.items.get(each.item.at());
                    each.given.has(Given::default())
                        || item.is_some_and(|item| self.tool.answers_of(item).iter().any(|option| each.given.has(option.given())))
                };
                of.iter().filter(offered).count() >= usize::from(*at_least)
            }
            Test::Scale { scale, from, to } => {
                let (least, most) = self.scales.get(usize::from(*scale)).copied().unwrap_or((i32::MIN, i32::MAX));
                *from <= most && *to >= least
            }
            Test::EarlierLevel(least) => least.at() < self.tool.levels.len(),
            Test::All(parts) => parts.iter().all(|part| self.can(part)),
            Test::Any(parts) => parts.iter().any(|part| self.can(part)),
        }
    }
}

/// Sheets worth trying: nothing answered, everything answered in each way, growing numbers of each, and what each rule looks for.
fn trials(tool: &RiskTool, logic: &Logic) -> Vec<Vec<Given>> {
    let blank = vec![Given::default(); tool.items.len()];
    let mut trials = vec![blank.clone()];
    let mut ways: Vec<Vec<Given>> = Vec::new();
    for nth in 0..tool.items.iter().map(|item| tool.answers_of(item).len()).max().unwrap_or(0) {
        let pick = |item: &crate::Item| tool.answers_of(item).get(nth).map_or_else(Given::default, |option| option.given());
        ways.push(tool.items.iter().map(pick).collect());
    }
    for rule in &logic.rules {
        let mut way = blank.clone();
        wanted(&rule.when, tool, &mut way);
        ways.push(way);
    }
    for way in ways {
        for upto in 0..=way.len() {
            let (mut from_start, mut from_end) = (way.clone(), way.clone());
            from_start[upto..].fill(Given::default());
            from_end[..upto].fill(Given::default());
            trials.extend([from_start, from_end]);
        }
    }
    trials
}

/// The answers that a test looks for.
fn wanted(test: &Test, tool: &RiskTool, sheet: &mut [Given]) {
    match test {
        Test::Count { of, .. } | Test::Newly { of, .. } => {
            for each in of {
                let options = tool.items.get(each.item.at()).map_or(&[][..], |item| tool.answers_of(item));
                let option = options.iter().map(|option| option.given()).find(|given| each.given.has(*given));
                if let (Some(place), Some(given)) = (sheet.get_mut(each.item.at()), option) {
                    *place = given;
                }
            }
        }
        Test::All(parts) | Test::Any(parts) => parts.iter().for_each(|part| wanted(part, tool, sheet)),
        Test::Always | Test::Scale { .. } | Test::EarlierLevel(_) => {}
    }
}

fn try_sheet(tool: &RiskTool, logic: &Logic, trial: &[Given], reach: &mut Reach) {
    let result = tool.evaluate(trial);
    if matches!(result.outcome, crate::Outcome::NotApplicable(_)) {
        return;
    }
    let set = |found: Option<&mut Found>| {
        if let Some(found) = found.filter(|found| **found == Found::NotProven) {
            *found = Found::On(trial.to_vec(), Vec::new());
        }
    };
    for (place, found) in reach.rules.iter_mut().enumerate() {
        set(result.has_fired(place).then_some(found));
    }
    set(result.level().and_then(|level| reach.levels.get_mut(level.at())));
    for (place, (scale, found)) in logic.scales.iter().zip(&mut reach.bins).enumerate() {
        let Some(value) = result.scale(place) else { continue };
        let bin = scale.bins.iter().position(|bin| (bin.from..=bin.to).contains(&value));
        set(bin.and_then(|bin| found.get_mut(bin)));
    }
}
