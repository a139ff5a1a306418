//! What answers can reach: which rules fire, which levels and parts come out, on some sheet or on none.
//!
//! Rules see a sheet only through a few numbers: how many items of a set are answered so, and the points of each scale. Item by item,
//! all combinations of these numbers are followed; sheets that give the same numbers are one *situation*. That is every sheet without
//! writing each down, so what is not reached is reached by no sheet. Where the situations are too many, bounds of each number prove what
//! never happens, and trial sheets what does; what neither settles is said to be not proven.

mod bounds;
mod monotone;

use std::collections::BTreeMap;

use crate::compile::rounding;
use crate::program::prorated;
use crate::{Accepted, Answer, Given, ItemIndex, LevelIndex, Logic, Missing, ResultKind, RiskTool, Scale, ScaleKind, Test};

pub use monotone::why_not_monotone;

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
    Follow::new(tool, logic).every(most).unwrap_or_else(|| bounds::bounds(tool, logic))
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
        for (place, asked) in asked.iter_mut().enumerate() {
            let effects = self.effects(place);
            let condition = self.logic.items.get(place).and_then(|item| item.asked_if.as_ref());
            let mut next: BTreeMap<Numbers, u32> = BTreeMap::new();
            let mut way = Vec::new();
            for (numbers, from) in &now {
                let is_asked = condition.is_none_or(|test| self.holds(test, numbers, &[]));
                *asked |= is_asked;
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
