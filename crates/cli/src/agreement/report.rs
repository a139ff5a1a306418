//! What the command says, as data.

use std::collections::BTreeMap;

use doorstep_agreement::{Interval, Plan, Scale, Share, Statistic, contested_units, rater_distances};
use serde::Serialize;

use super::coefficients;
use super::read::Table;

/// Everything that the command says.
#[derive(Serialize)]
pub(super) struct Report {
    format: &'static str,
    pub(super) file: String,
    pub(super) scale: &'static str,
    pub(super) categories: Vec<String>,
    /// Items with at least two ratings, and all items.
    pub(super) items: usize,
    pub(super) items_in_file: usize,
    pub(super) ratings: usize,
    pub(super) alike: Alike,
    pub(super) coefficients: Vec<Row>,
    pub(super) contested: Vec<Contested>,
    pub(super) raters: Vec<Rater>,
    pub(super) resamples: usize,
    pub(super) seed: u64,
}

/// Items whose raters all said the same.
#[derive(Serialize)]
pub(super) struct Alike {
    pub(super) items: u64,
    pub(super) of: u64,
    pub(super) wilson95: Option<[f64; 2]>,
}

/// One coefficient.
#[derive(Serialize)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) value: Option<f64>,
    pub(super) interval95: Option<[f64; 2]>,
    pub(super) reason: Option<String>,
    pub(super) purpose: &'static str,
}

impl Row {
    pub(super) fn new(name: impl Into<String>, value: Statistic, interval: Option<Interval>, purpose: &'static str) -> Self {
        let interval95 = value.ok().and(interval).map(|interval| [interval.low, interval.high]);
        Self { name: name.into(), value: value.ok(), interval95, reason: value.err().map(|why| why.to_string()), purpose }
    }
}

/// An item that divides its raters.
#[derive(Serialize)]
pub(super) struct Contested {
    pub(super) item: String,
    pub(super) disagreement: f64,
    /// Each rating that was given, in its order, and how often.
    pub(super) ratings: Vec<(String, usize)>,
}

/// One rater.
#[derive(Serialize)]
pub(super) struct Rater {
    pub(super) name: String,
    pub(super) items: usize,
    pub(super) distance: Option<f64>,
    pub(super) leaning: Option<f64>,
    pub(super) alpha_without: Option<f64>,
}

/// Makes the report.
pub(super) fn make(table: &Table, scale: Scale, plan: Plan) -> Report {
    let ratings = &table.ratings;
    let codes = |unit: usize| (0..ratings.raters()).filter_map(move |rater| ratings.code(rater, unit));
    let paired: Vec<usize> = (0..ratings.units()).filter(|unit| codes(*unit).count() > 1).collect();
    let same = paired.iter().filter(|unit| codes(**unit).max() == codes(**unit).min()).count() as u64;
    let of = paired.len() as u64;
    let wilson95 = Share::new(same, of).ok().and_then(|share| share.wilson_95().ok()).map(|interval| [interval.low, interval.high]);
    let ordered = scale != Scale::Nominal;
    let contested = contested_units(ratings, scale).unwrap_or_default();
    let contested = contested.into_iter().filter(|unit| unit.disagreement > 0.0).map(|unit| Contested {
        item: table.items[unit.unit].clone(),
        disagreement: unit.disagreement,
        ratings: counted(table, codes(unit.unit)),
    });
    let distances = rater_distances(ratings, scale).into_iter().zip(&table.raters);
    let raters = distances.map(|(found, name)| Rater {
        name: name.clone(),
        items: found.units,
        distance: found.distance.ok(),
        leaning: found.leaning.ok().filter(|_| ordered),
        alpha_without: found.alpha_without.ok(),
    });
    Report {
        format: "doorstep-agreement/1",
        file: table.file.clone(),
        scale: match scale {
            Scale::Nominal => "nominal",
            Scale::Ordinal => "ordinal",
            Scale::Interval => "interval",
            Scale::Ratio => "ratio",
        },
        categories: table.categories.clone(),
        items: paired.len(),
        items_in_file: ratings.units(),
        ratings: (0..ratings.units()).map(|unit| codes(unit).count()).sum(),
        alike: Alike { items: same, of, wilson95 },
        coefficients: coefficients::of(table, scale, plan, paired.len(), same == of),
        contested: contested.collect(),
        raters: raters.collect(),
        resamples: plan.resamples(),
        seed: plan.seed(),
    }
}

/// Each rating that was given, in its order, and how often.
fn counted(table: &Table, codes: impl Iterator<Item = usize>) -> Vec<(String, usize)> {
    let mut counts = BTreeMap::new();
    codes.for_each(|code| *counts.entry(code).or_insert(0) += 1);
    let shown = |code: usize| {
        let value = table.ratings.values()[code];
        // On categorical scales values are places, counted from 1.
        table.categories.get(value as usize - usize::from(!table.categories.is_empty())).cloned().unwrap_or_else(|| value.to_string())
    };
    counts.into_iter().map(|(code, count)| (shown(code), count)).collect()
}
