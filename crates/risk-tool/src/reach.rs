//! What answers can reach: which rules fire, which levels and parts come out, on some sheet or on none.
//!
//! Rules see a sheet only through a few numbers: how many items of a set are answered so, and the points of each scale. Item by item,
//! all combinations of these numbers are followed; sheets that give the same numbers are one *situation*. That is every sheet without
//! writing each down, so what is not reached is reached by no sheet. Where the situations are too many, bounds of each number prove what
//! never happens, and trial sheets what does; what neither settles is said to be not proven.

use std::collections::BTreeMap;

use crate::compile::rounding;
use crate::program::prorated;
use crate::{Accepted, Answer, Given, GivenSet, ItemIndex, LevelIndex, Logic, Missing, ResultKind, RiskTool, Scale, ScaleKind, Test};

/// How many situations are followed at once before bounds are used instead.
pub const MOST_SITUATIONS: usize = 30_000;

/// What can be reached.
#[derive(Clone, Debug)]
pub struct Reach {
    /// Each rule, in the order of [`Logic::rules`].
    pub rules: Vec<Found>,
    /// Each level.
    pub levels: Vec<Found>,
    /// Each part of each scale.
    pub bins: Vec<Vec<Found>>,
    /// For each scale with parts, a value that lies in none of them.
    pub uncovered: Vec<Option<i32>>,
    /// Whether each item is asked in some case.
    pub asked: Vec<bool>,
    /// How this is known.
    pub method: Method,
}

/// Whether something happens on some sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// It does, on this sheet, after an earlier run with these answers.
    On(Vec<Given>, Vec<Given>),
    /// It does on no sheet.
    Never,
    /// Neither is proven.
    NotProven,
}

/// How it is known what can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Every sheet was followed, in so many situations at the end.
    Every(usize),
    /// By bounds and trial sheets.
    Bounds,
}

/// What the answers of a tool can reach. `most` is the number of situations to follow at once, usually [`MOST_SITUATIONS`].
pub fn reach(tool: &RiskTool, logic: &Logic, most: usize) -> Reach {
    Follow::new(tool, logic).every(most).unwrap_or_else(|| bounds(tool, logic))
}

fn nothing(tool: &RiskTool, logic: &Logic, found: &Found, method: Method) -> Reach {
    Reach {
        rules: vec![found.clone(); logic.rules.len()],
        levels: vec![found.clone(); tool.levels.len()],
        bins: logic.scales.iter().map(|scale| vec![found.clone(); scale.bins.len()]).collect(),
        uncovered: vec![None; logic.scales.len()],
        asked: vec![false; tool.items.len()],
        method,
    }
}

/// A set of items of which it is counted how many are answered so.
struct Counter {
    of: Vec<Accepted>,
    newly: bool,
    /// Counting further changes nothing.
    cap: i32,
    /// The last item whose being asked it decides, if nothing else reads it.
    until: Option<usize>,
}

/// The numbers of a situation: the counters, then for each scale what it is made of, then the earlier level from 1.
type Numbers = Vec<i32>;

/// Points so far of a scale that takes the highest: none yet.
const NO_POINTS: i32 = i32::MIN;
/// The numbers of a scale: points, missing, answered, possible.
const OF_SCALE: usize = 4;

struct Follow<'a> {
    tool: &'a RiskTool,
    logic: &'a Logic,
    counters: Vec<Counter>,
    reads_earlier: bool,
}

impl<'a> Follow<'a> {
    fn new(tool: &'a RiskTool, logic: &'a Logic) -> Self {
        let mut follow = Self { tool, logic, counters: Vec::new(), reads_earlier: false };
        for (place, item) in logic.items.iter().enumerate() {
            if let Some(test) = &item.asked_if {
                follow.add(test, Some(place));
            }
        }
        let scales = logic.scales.iter().flat_map(|scale| &scale.add).map(|each| &each.when);
        let rules = logic.rules.iter().map(|rule| &rule.when);
        for test in logic.applies.iter().map(|each| &each.when).chain(scales).chain(rules) {
            follow.add(test, None);
        }
        follow
    }

    fn add(&mut self, test: &Test, until: Option<usize>) {
        match test {
            Test::Count { of, at_least } | Test::Newly { of, at_least } => {
                let newly = matches!(test, Test::Newly { .. });
                let cap = i32::from(*at_least);
                match self.counters.iter_mut().find(|each| each.newly == newly && each.of == *of) {
                    Some(counter) => {
                        counter.cap = counter.cap.max(cap);
                        counter.until = counter.until.zip(until).map(|(one, other)| one.max(other));
                    }
                    None => self.counters.push(Counter { of: of.clone(), newly, cap, until }),
                }
            }
            Test::EarlierLevel(_) => self.reads_earlier = true,
            Test::All(parts) | Test::Any(parts) => parts.iter().for_each(|part| self.add(part, until)),
            Test::Always | Test::Scale { .. } => {}
        }
    }

    fn start(&self) -> Vec<Numbers> {
        let mut numbers = vec![0; self.counters.len() + OF_SCALE * self.logic.scales.len() + 1];
        for (place, scale) in self.logic.scales.iter().enumerate() {
            if scale.kind == ScaleKind::Highest {
                numbers[self.at_scale(place)] = NO_POINTS;
            }
        }
        let earlier = if self.reads_earlier { self.tool.levels.len() as i32 } else { 0 };
        let with = |level| {
            let mut numbers = numbers.clone();
            if let Some(last) = numbers.last_mut() {
                *last = level;
            }
            numbers
        };
        (0..=earlier).map(with).collect()
    }

    const fn at_scale(&self, scale: usize) -> usize {
        self.counters.len() + OF_SCALE * scale
    }

    /// Every situation, if they are not too many at any item.
    fn every(&self, most: usize) -> Option<Reach> {
        let mut asked = vec![false; self.tool.items.len()];
        let mut now: BTreeMap<Numbers, u32> = (0..).zip(self.start()).map(|(place, numbers)| (numbers, place)).collect();
        // For each item and each situation after it: which situation it came from, by which answer now and which in the earlier run.
        let mut ways: Vec<Vec<(u32, Given, Given)>> = Vec::new();
        for place in 0..self.tool.items.len() {
            let effects = self.effects(place);
            let condition = self.logic.items.get(place).and_then(|item| item.asked_if.as_ref());
            let mut next: BTreeMap<Numbers, u32> = BTreeMap::new();
            let mut way = Vec::new();
            for (numbers, from) in &now {
                let is_asked = condition.is_none_or(|test| self.holds(test, numbers, &[]));
                asked[place] |= is_asked;
                let none = [Effect { given: Given::default(), before: Given::default(), changes: Vec::new() }];
                for effect in if is_asked { &effects[..] } else { &none[..] } {
                    let mut numbers = numbers.clone();
                    self.change(&mut numbers, effect, place);
                    next.entry(numbers).or_insert_with(|| {
                        way.push((*from, effect.given, effect.before));
                        (way.len() - 1) as u32
                    });
                }
                if next.len() > most {
                    return None;
                }
            }
            ways.push(way);
            now = next;
        }
        let mut reach = nothing(self.tool, self.logic, &Found::Never, Method::Every(now.len()));
        reach.asked = asked;
        for (numbers, end) in &now {
            self.mark(numbers, &|| sheet(&ways, *end), &mut reach);
        }
        Some(reach)
    }

    /// What each answer of an item does to the numbers; answers that do the same are one.
    fn effects(&self, place: usize) -> Vec<Effect> {
        let item = ItemIndex(place as u16);
        let mut options: Vec<Given> =
            self.tool.items.get(place).map_or(&[][..], |item| self.tool.answers_of(item)).iter().map(|option| option.given()).collect();
        if !options.contains(&Given::default()) {
            options.push(Given::default());
        }
        let counts_change = self.counters.iter().any(|counter| counter.newly && counter.of.iter().any(|each| each.item == item));
        let befores = if counts_change { options.clone() } else { vec![Given::default()] };
        let mut found: Vec<Effect> = Vec::new();
        for given in options {
            for before in &befores {
                let mut changes = Vec::new();
                for (at, counter) in self.counters.iter().enumerate() {
                    let accepts = |given| counter.of.iter().any(|each| each.item == item && each.given.has(given));
                    if accepts(given) && !(counter.newly && accepts(*before)) {
                        changes.push((at, 1));
                    }
                }
                for (scale_place, scale) in self.logic.scales.iter().enumerate() {
                    let at = self.at_scale(scale_place);
                    changes.extend(scale_changes(scale, item, given).into_iter().map(|(offset, by)| (at + offset, by)));
                }
                if !found.iter().any(|each| each.changes == changes) {
                    found.push(Effect { given, before: *before, changes });
                }
            }
        }
        found
    }

    fn change(&self, numbers: &mut Numbers, effect: &Effect, place: usize) {
        for (at, by) in &effect.changes {
            let highest = at.checked_sub(self.counters.len()).filter(|offset| offset % OF_SCALE == 0);
            let takes_highest =
                highest.and_then(|offset| self.logic.scales.get(offset / OF_SCALE)).is_some_and(|scale| scale.kind == ScaleKind::Highest);
            numbers[*at] = if takes_highest { numbers[*at].max(*by) } else { numbers[*at].saturating_add(*by) };
        }
        for (at, counter) in self.counters.iter().enumerate() {
            // What decides about items that are past is forgotten.
            let is_past = counter.until.is_some_and(|until| until <= place);
            numbers[at] = if is_past { 0 } else { numbers[at].min(counter.cap) };
        }
        for (place, scale) in self.logic.scales.iter().enumerate() {
            let at = self.at_scale(place);
            let most = match scale.policy {
                Missing::Zero | Missing::Omit => 0,
                Missing::Block => 1,
                Missing::Prorate { most, .. } => i32::from(most) + 1,
            };
            numbers[at + 1] = numbers[at + 1].min(most);
            if !matches!(scale.policy, Missing::Prorate { .. }) {
                (numbers[at + 2], numbers[at + 3]) = (0, 0);
            }
            if is_blocked(scale, numbers[at + 1]) {
                // Whatever comes, it stays blocked.
                (numbers[at], numbers[at + 2], numbers[at + 3]) = (0, 0, 0);
            }
        }
    }

    /// The value of each scale.
    fn values(&self, numbers: &Numbers) -> Vec<Option<i32>> {
        let mut values = Vec::new();
        for (place, scale) in self.logic.scales.iter().enumerate() {
            let at = self.at_scale(place);
            let (points, missing, answered, possible) = (numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3]);
            let mut value = if points == NO_POINTS { 0 } else { points };
            let mut blocked = is_blocked(scale, missing);
            if let Missing::Prorate { round, .. } = scale.policy
                && missing > 0
                && !blocked
            {
                blocked = answered <= 0;
                value = prorated(value, answered, possible, rounding(round));
            }
            for each in &scale.add {
                if self.holds(&each.when, numbers, &values) {
                    value = value.saturating_add(each.points);
                }
            }
            let (least, most) = (scale.least.unwrap_or(i32::MIN), scale.most.unwrap_or(i32::MAX));
            values.push((!blocked).then(|| value.min(most).max(least)));
        }
        values
    }

    fn holds(&self, test: &Test, numbers: &Numbers, values: &[Option<i32>]) -> bool {
        let count = |of: &Vec<Accepted>, newly: bool| {
            let place = self.counters.iter().position(|counter| counter.newly == newly && counter.of == *of);
            place.map_or(0, |place| numbers[place])
        };
        match test {
            Test::Always => true,
            Test::Count { of, at_least } => count(of, false) >= i32::from(*at_least),
            Test::Newly { of, at_least } => count(of, true) >= i32::from(*at_least),
            Test::Scale { scale, from, to } => {
                values.get(usize::from(*scale)).copied().flatten().is_some_and(|value| (*from..=*to).contains(&value))
            }
            Test::EarlierLevel(least) => numbers.last().is_some_and(|level| *level > i32::from(least.0)),
            Test::All(parts) => parts.iter().all(|part| self.holds(part, numbers, values)),
            Test::Any(parts) => parts.iter().any(|part| self.holds(part, numbers, values)),
        }
    }

    fn mark(&self, numbers: &Numbers, witness: &dyn Fn() -> Found, reach: &mut Reach) {
        let values = self.values(numbers);
        if !self.logic.applies.iter().all(|applies| self.holds(&applies.when, numbers, &values)) {
            return;
        }
        let set = |found: &mut Found| {
            if *found == Found::Never {
                *found = witness();
            }
        };
        for ((scale, value), (found, uncovered)) in
            self.logic.scales.iter().zip(&values).zip(reach.bins.iter_mut().zip(&mut reach.uncovered))
        {
            let Some(value) = value else { continue };
            let bin = scale.bins.iter().position(|bin| (bin.from..=bin.to).contains(value));
            match bin.and_then(|bin| found.get_mut(bin)) {
                Some(found) => set(found),
                None if !scale.bins.is_empty() && uncovered.is_none() => *uncovered = Some(*value),
                None => {}
            }
        }
        let (mut level, mut above, mut is_blocked) = (LevelIndex(0), LevelIndex(0), false);
        for (rule, found) in self.logic.rules.iter().zip(&mut reach.rules) {
            let mut scales = Vec::new();
            crate::compile::scales_read(&rule.when, &mut scales);
            is_blocked |= scales.iter().any(|scale| values.get(usize::from(*scale)).copied().flatten().is_none());
            if self.holds(&rule.when, numbers, &values) {
                set(found);
                level = level.max(rule.level);
                if rule.when != Test::Always {
                    above = above.max(rule.level);
                }
            }
        }
        let level = if is_blocked { Some(above).filter(|above| above.0 > 0) } else { Some(level) };
        let level = level.filter(|_| self.logic.result == ResultKind::Rules);
        if let Some(found) = level.and_then(|level| reach.levels.get_mut(level.at())) {
            set(found);
        }
    }
}

/// What an answer does to the numbers.
struct Effect {
    given: Given,
    before: Given,
    changes: Vec<(usize, i32)>,
}

fn is_blocked(scale: &Scale, missing: i32) -> bool {
    match scale.policy {
        Missing::Zero | Missing::Omit => false,
        Missing::Block => missing > 0,
        Missing::Prorate { most, .. } => missing > i32::from(most),
    }
}

/// What an answer does to the numbers of a scale: by offset.
fn scale_changes(scale: &Scale, item: ItemIndex, given: Given) -> Vec<(usize, i32)> {
    let mut changes = Vec::new();
    for points in scale.of.iter().filter(|points| points.item == item) {
        if given.answer() == Answer::NotApplicable {
            continue;
        }
        let best = points.of.iter().map(|(_, worth)| *worth).max().unwrap_or(0).max(0);
        let prorates = matches!(scale.policy, Missing::Prorate { .. });
        if prorates && best != 0 {
            changes.push((3, best));
        }
        if scale.missing.has(given) {
            changes.push((1, 1));
            continue;
        }
        let worth = points.of.iter().find(|(each, _)| *each == given).map_or(0, |(_, worth)| *worth);
        if worth != 0 || scale.kind == ScaleKind::Highest {
            changes.push((0, worth));
        }
        if prorates && best != 0 {
            changes.push((2, best));
        }
    }
    changes
}

/// The sheet that leads to a situation, with that of the earlier run.
fn sheet(ways: &[Vec<(u32, Given, Given)>], end: u32) -> Found {
    let (mut now, mut before) = (vec![Given::default(); ways.len()], vec![Given::default(); ways.len()]);
    let mut at = end;
    for (place, way) in ways.iter().enumerate().rev() {
        let Some((from, given, earlier)) = way.get(at as usize) else { break };
        (now[place], before[place]) = (*given, *earlier);
        at = *from;
    }
    Found::On(now, before)
}

/// By bounds of each number, and by trying sheets.
fn bounds(tool: &RiskTool, logic: &Logic) -> Reach {
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
struct Bounds<'a> {
    tool: &'a RiskTool,
    scales: Vec<(i32, i32)>,
}

impl<'a> Bounds<'a> {
    fn of(tool: &'a RiskTool, logic: &Logic) -> Self {
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

/// Why more yes could lower the level; nothing where it is proven that it cannot.
///
/// More yes means: from no or from what is not known to partly, from partly to yes, from a grade to a later one of its class. The proof
/// follows the rules' shape: counts of present answers, points that only grow, parts and cells whose levels only grow.
pub fn why_not_monotone(tool: &RiskTool, logic: &Logic) -> Option<String> {
    let bounds = Bounds::of(tool, logic);
    for (place, item) in logic.items.iter().enumerate() {
        if item.asked_if.as_ref().is_some_and(|test| !grows(test, tool, logic, &bounds)) {
            let id = tool.items.get(place).map_or("", |item| item.id.as_str());
            return Some(format!("`{id}` can be closed by more yes"));
        }
    }
    for scale in &logic.scales {
        if !scale_grows(scale, tool, logic, &bounds) {
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
        if !grows(&rule.when, tool, logic, &bounds) {
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

fn grows(test: &Test, tool: &RiskTool, logic: &Logic, bounds: &Bounds<'_>) -> bool {
    match test {
        Test::Always | Test::EarlierLevel(_) => true,
        Test::Count { of, .. } | Test::Newly { of, .. } => of.iter().all(|each| set_grows(tool, each)),
        Test::Scale { scale, to, .. } => bounds.scales.get(usize::from(*scale)).is_some_and(|(_, most)| to >= most),
        Test::All(parts) | Test::Any(parts) => parts.iter().all(|part| grows(part, tool, logic, bounds)),
    }
}

fn scale_grows(scale: &Scale, tool: &RiskTool, logic: &Logic, bounds: &Bounds<'_>) -> bool {
    let item_grows = |points: &crate::Points| {
        let worth = |given: &Given| points.of.iter().find(|(each, _)| each == given).map_or(0, |(_, worth)| *worth);
        let steps: Vec<i32> = ladder(tool, points.item).iter().map(worth).collect();
        let other = points.of.iter().filter(|(given, _)| !GivenSet::PRESENT.has(*given)).map(|(_, worth)| *worth).max().unwrap_or(0).max(0);
        steps.windows(2).all(|pair| pair[0] <= pair[1]) && steps.first().is_none_or(|first| *first >= other)
    };
    matches!(scale.policy, Missing::Zero | Missing::Omit)
        && scale.of.iter().all(item_grows)
        && scale.add.iter().all(|each| each.points >= 0 && grows(&each.when, tool, logic, bounds))
}
