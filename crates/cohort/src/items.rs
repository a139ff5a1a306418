//! What is judged within calls: factors, grades, acts; how hard each is, and whether it goes with the rest.
//!
//! Items of one call hang together, so no reliability is computed from them: the call is its unit (`reliability`).

use serde::Serialize;

use crate::calls::goes_with;
use crate::entry::{Call, Entry, number};
use crate::{CohortPolicy, Figure, Pool};

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    /// A risk factor that the key requires.
    Factor,
    /// A grade.
    Grade,
    /// An act, done or rightly left.
    Act,
}

impl ItemKind {
    /// In a word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Factor => "factor",
            Self::Grade => "grade",
            Self::Act => "act",
        }
    }
}

/// What makes one look at an item again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flag {
    /// Few earn it.
    Hard,
    /// Nearly everybody earns it.
    Easy,
    /// Those who do well elsewhere hardly earn it more often.
    Weak,
    /// Those who do well elsewhere earn it less: look at its key.
    Against,
}

impl Flag {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Hard => "hard: few earn it",
            Self::Easy => "easy: nearly everybody earns it",
            Self::Weak => "hardly tells apart who does well",
            Self::Against => "who does well elsewhere earns it less: look at its key",
        }
    }
}

/// An item of a call.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ItemRow {
    /// The call.
    pub call: String,
    /// What it is.
    pub kind: ItemKind,
    /// The id in the key or the call.
    pub id: String,
    /// Plain words.
    pub label: String,
    /// How many people it was judged for.
    pub n: usize,
    /// The mean credit, of 1: the higher, the easier.
    pub difficulty: Figure,
    /// How its credit goes with the same people's other calls: a correlation.
    pub discrimination: Figure,
    /// How its credit goes with the rest of the same call: a correlation, higher because both come from one conversation.
    pub within_call: Figure,
    /// What makes one look again.
    pub flags: Vec<Flag>,
}

/// Every item of every call.
pub(crate) fn items(pool: &Pool<'_>, policy: &CohortPolicy) -> Vec<ItemRow> {
    let mut rows = Vec::new();
    for (place, call) in pool.calls.iter().enumerate() {
        let name = pool.name(place);
        let mut add = |kind, id: &str, label: &str, credit: &dyn Fn(&Entry) -> Option<Credit>| {
            let judged: Vec<_> = pool.at(place).iter().filter_map(|taken| Some((taken, credit(taken.entry)?))).collect();
            if judged.is_empty() {
                return;
            }
            let least = if kind == ItemKind::Factor { -number(call.policy.unfounded) } else { 0.0 };
            let credits: Vec<f64> = judged.iter().map(|(_, credit)| credit.of_one).collect();
            let others = judged.iter().filter_map(|(taken, credit)| Some((credit.of_one, pool.elsewhere(taken)?)));
            let rest = judged.iter().filter_map(|(taken, credit)| Some((credit.of_one, unbound(taken.entry)? - credit.points)));
            let row = ItemRow {
                call: name.clone(),
                kind,
                id: id.to_owned(),
                label: label.to_owned(),
                n: judged.len(),
                difficulty: Figure::mean_within(policy, &credits, [least, 1.0]),
                discrimination: goes_with(policy, others, "nobody has another call to compare with"),
                within_call: goes_with(policy, rest, "the call has no score"),
                flags: Vec::new(),
            };
            rows.push(ItemRow { flags: flags(policy, &row), ..row });
        };
        for (at, factor) in call.factors.iter().enumerate() {
            add(ItemKind::Factor, &factor.id, &factor.label, &|entry| {
                let found = entry.factors[at].filter(|found| found.counts)?;
                let points = weight(call, entry, Domain::Factors)? * f64::from(factor.weight) * found.credit / entry.factor_weight;
                Some(Credit { of_one: found.credit, points })
            });
        }
        let points = call.assessments.iter().filter(|each| each.judged).count() as f64;
        for (at, assessment) in call.assessments.iter().enumerate().filter(|(_, each)| each.judged) {
            add(ItemKind::Grade, &assessment.id, &assessment.label, &|entry| {
                let credit = entry.levels[at].map_or(0.0, |level| level.credit);
                Some(Credit { of_one: credit, points: weight(call, entry, Domain::Levels)? * credit / points })
            });
        }
        for (at, act) in call.acts.iter().enumerate().filter(|(_, act)| act.value != 0) {
            add(ItemKind::Act, &act.id, &act.label, &|entry| {
                let found = entry.acts[at];
                let avoided = act.value < 0;
                let of_one = if avoided { f64::from(u8::from(!found.done)) } else { found.earned / f64::from(act.value) };
                let points = weight(call, entry, Domain::Acts).unwrap_or(0.0) * found.earned / positive(call, entry).max(1.0);
                found.in_play.then_some(Credit { of_one, points })
            });
        }
    }
    rows
}

/// What an item gave.
#[derive(Clone, Copy)]
struct Credit {
    /// Of 1.
    of_one: f64,
    /// Of the call's score, 0 to 100.
    points: f64,
}

/// The three parts of a call's score.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Domain {
    Factors,
    Levels,
    Acts,
}

/// What a part of the score weighs in this attempt, of 100: parts with nothing to judge leave theirs to the others.
fn weight(call: &Call, entry: &Entry, wanted: Domain) -> Option<f64> {
    let policy = &call.policy;
    let parts = [
        (Domain::Factors, number(policy.weight_factors), entry.factor_weight > 0.0),
        (Domain::Levels, number(policy.weight_levels), entry.graded.is_some()),
        (Domain::Acts, number(policy.weight_acts), entry.acted.is_some()),
    ];
    let whole: f64 = parts.iter().filter(|(_, _, judged)| *judged).map(|(_, weight, _)| weight).sum();
    parts.iter().find(|(part, _, judged)| *part == wanted && *judged).map(|(_, weight, _)| 100.0 * weight / whole)
}

/// What the acts in play could earn.
fn positive(call: &Call, entry: &Entry) -> f64 {
    let values = call.acts.iter().zip(&entry.acts).filter(|(act, found)| found.in_play && act.value > 0);
    values.map(|(act, _)| f64::from(act.value)).sum()
}

/// The call's score before its parts are kept between 0 and 1, so that taking one item's points away leaves the rest.
fn unbound(entry: &Entry) -> Option<f64> {
    let call = &entry.call;
    entry.score?;
    let part = |domain, share: f64| weight(call, entry, domain).map_or(0.0, |weight| weight * share);
    let factors = if entry.factor_weight > 0.0 { entry.factor_points / entry.factor_weight } else { 0.0 };
    let earned: f64 = entry.acts.iter().map(|act| act.earned).sum();
    let acts = earned / positive(call, entry).max(1.0);
    Some(part(Domain::Factors, factors) + part(Domain::Levels, entry.graded.unwrap_or(0.0)) + part(Domain::Acts, acts))
}

fn flags(policy: &CohortPolicy, row: &ItemRow) -> Vec<Flag> {
    if row.n < policy.fewest_for_flags {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let Some(mean) = row.difficulty.value {
        found.extend((mean < policy.hard_below).then_some(Flag::Hard));
        found.extend((mean > policy.easy_above).then_some(Flag::Easy));
    }
    // Other calls tell more; where there are none, the rest of the call must do.
    let goes = if row.discrimination.value.is_some() { &row.discrimination } else { &row.within_call };
    match (goes.value, goes.interval95) {
        // Below 0 by more than chance alone would take it.
        (_, Some([_, high])) if high < 0.0 => found.push(Flag::Against),
        (Some(value), _) if value < policy.weak_below => found.push(Flag::Weak),
        _ => {}
    }
    found
}
