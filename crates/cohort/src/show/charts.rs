//! The pictures of the page. Each stands beside a table with the same numbers.

use maud::{Markup, html};

use super::bars::{Chart, Row, Shape, band, band_sample, mark, pattern_sample, percent_ticks, sample, stacked, upright, upright_sample};
use super::{Cell, Unit, tables::sure};
use crate::{ChainRow, Cohort, Figure, GradeRow, Lost, Verdict, When};

/// The picture that belongs to a table, where there is one and something to draw.
pub(super) fn of(cohort: &Cohort, table: &str) -> Markup {
    match table {
        "calls" => calls(cohort),
        "chain" => chain(cohort.chain.found.all.iter().chain(&cohort.chain.found.constructs).map(|row| (row, row.label.clone()))),
        "chain-factors" => {
            chain(cohort.chain.found.factors.iter().map(|row| (row, format!("{}: {}", row.call.as_deref().unwrap_or(""), row.label))))
        }
        "grades" => grades(cohort),
        "confidence" => confidence(cohort),
        "lengths" => lengths(cohort),
        "parity" => parity(cohort),
        _ => html! {},
    }
}

/// A number with its band, in words.
fn words(figure: &Figure, unit: Unit) -> String {
    let written = Cell::from(figure).written(unit);
    match (written.band, figure.value, written.reason) {
        (Some(band), ..) => format!("{} ({band})", written.value),
        (None, None, Some(reason)) => reason,
        _ => written.value,
    }
}

fn calls(cohort: &Cohort) -> Markup {
    let cut = cohort.reliability.found.study.as_ref().map(|study| study.decisions.cut);
    let rows: Vec<Row> = cohort
        .calls
        .found
        .rows
        .iter()
        .filter(|row| row.score.value.is_some())
        .map(|row| Row {
            label: row.call.clone(),
            words: format!("{}, n {}", words(&row.score, Unit::Decimals(0)), row.n),
            drawn: html! {
                @if let Some(cut) = cut { (upright(cut / 100.0)) }
                @if let Some([low, high]) = row.score.interval95 { (band(low / 100.0, high / 100.0)) }
                @if let Some(score) = row.score.value { (mark(Shape::Disc, score / 100.0)) }
            },
        })
        .collect();
    let mut legend = vec![(sample(Shape::Disc), "mean score"), (band_sample(), "its band")];
    legend.extend(cut.map(|_| (upright_sample(), "the cut of the keys' policy, for forms of many calls")));
    let ticks = [0, 25, 50, 75, 100].map(|tick| (f64::from(tick) / 100.0, tick.to_string())).into();
    drawn(Chart { title: "Mean score of each call, 0 to 100", ticks, legend, rows })
}

fn drawn(chart: Chart<'_>) -> Markup {
    if chart.rows.is_empty() {
        html! {}
    } else {
        chart.markup()
    }
}

fn chain<'a>(rows: impl Iterator<Item = (&'a ChainRow, String)>) -> Markup {
    let rows: Vec<Row> = rows
        .filter(|(row, _)| row.shares().iter().all(|figure| figure.value.is_some()))
        .map(|(row, label)| {
            let shares: Vec<f64> = row.shares().iter().filter_map(|figure| figure.value).collect();
            let parts: Vec<(f64, usize)> = shares.iter().copied().zip(0..).collect();
            Row { label, words: format!("{:.0} % carried through, n {}", 100.0 * shares[4], row.n), drawn: stacked(&parts) }
        })
        .collect();
    let legend = Lost::ALL.iter().enumerate().map(|(place, lost)| (pattern_sample(place), lost.words())).collect();
    drawn(Chart { title: "Where factors were lost, in percent", ticks: percent_ticks(), legend, rows })
}

fn grades(cohort: &Cohort) -> Markup {
    let last = |row: &&GradeRow| row.when == When::Last || row.call.is_none();
    let rows: Vec<Row> = cohort
        .grading
        .found
        .grades
        .iter()
        .filter(last)
        .filter_map(|row| {
            let parts = [(row.under.value?, 0), (row.exact.value?, 4), (row.over.value?, 1)];
            let label = match (&row.call, &row.assessment) {
                (Some(call), Some(assessment)) => format!("{call}: {assessment}"),
                _ => format!("All calls, {}", row.when.words()),
            };
            let too_low = words(&row.under, Unit::Share);
            Some(Row { label, words: format!("{too_low} too low, n {}", row.n), drawn: stacked(&parts) })
        })
        .collect();
    let legend = vec![(pattern_sample(0), "too low"), (pattern_sample(4), "as the readers'"), (pattern_sample(1), "too high")];
    drawn(Chart { title: "Grades too low, as the readers', too high, in percent", ticks: percent_ticks(), legend, rows })
}

fn confidence(cohort: &Cohort) -> Markup {
    let rows: Vec<Row> = cohort
        .confidence
        .found
        .rows
        .iter()
        .filter(|row| row.right.value.is_some())
        .map(|row| Row {
            label: sure(row.confidence).to_owned(),
            words: format!("right {}, n {}", words(&row.right, Unit::Share), row.n),
            drawn: html! {
                @if let Some([low, high]) = row.right.interval95 { (band(low, high)) }
                (mark(Shape::Ring, row.stated))
                @if let Some(right) = row.right.value { (mark(Shape::Diamond, right)) }
            },
        })
        .collect();
    let legend = vec![
        (sample(Shape::Diamond), "how often they were right"),
        (band_sample(), "its band"),
        (sample(Shape::Ring), "what the word is taken for"),
    ];
    drawn(Chart { title: "How often people were right, by how sure they were", ticks: percent_ticks(), legend, rows })
}

fn lengths(cohort: &Cohort) -> Markup {
    let wanted = cohort.made.policy.wanted_reliability;
    let lengths = cohort.reliability.found.study.iter().flat_map(|study| &study.lengths);
    let rows: Vec<Row> = lengths
        .filter_map(|length| {
            let phi = length.phi.value?;
            Some(Row {
                label: super::counted(length.calls, "call", "calls"),
                words: format!("Φ {phi:.2}"),
                drawn: html! { (upright(wanted)) (mark(if phi >= wanted { Shape::Diamond } else { Shape::Ring }, phi)) },
            })
        })
        .collect();
    let legend = vec![
        (sample(Shape::Ring), "too little to decide about people"),
        (sample(Shape::Diamond), "enough"),
        (upright_sample(), "what the policy wants"),
    ];
    let ticks = [0, 2, 4, 6, 8, 10].map(|tick| (f64::from(tick) / 10.0, format!("{:.1}", f64::from(tick) / 10.0))).into();
    drawn(Chart { title: "Reliability against a cut (Φ) of forms of other lengths", ticks, legend, rows })
}

fn parity(cohort: &Cohort) -> Markup {
    let shares: Vec<_> = cohort.parity.found.rows.iter().filter(|row| row.unit == "share" && row.verdict != Verdict::NotCompared).collect();
    let reach = shares
        .iter()
        .flat_map(|row| row.difference.interval95.unwrap_or_default().into_iter().chain(row.difference.value))
        .fold(0.1, |most: f64, value| most.max(value.abs()));
    // A scale of round numbers: tenths, a quarter, a half, all.
    let reach = [0.1, 0.2, 0.25, 0.5, 1.0].into_iter().find(|round| *round >= reach).unwrap_or(1.0);
    let place = |value: f64| 0.5 + value / (2.0 * reach);
    let rows = shares
        .iter()
        .map(|row| Row {
            label: format!("{}: {} of the {}, {} against {}", row.measure, row.kind, row.part, row.value, row.against),
            words: format!("{}: {}", words(&row.difference, Unit::Signed(2)), row.verdict.words()),
            drawn: html! {
                (upright(0.5))
                @if let Some([low, high]) = row.difference.interval95 { (band(place(low), place(high))) }
                @if let Some(value) = row.difference.value {
                    (mark(if row.verdict == Verdict::Difference { Shape::Diamond } else { Shape::Ring }, place(value)))
                }
            },
        })
        .collect();
    let legend = vec![
        (sample(Shape::Diamond), "a difference after the correction"),
        (sample(Shape::Ring), "none shown"),
        (band_sample(), "band of this comparison alone"),
        (upright_sample(), "no difference"),
    ];
    let ticks = [-1.0, -0.5, 0.0, 0.5, 1.0].map(|tick| (0.5 + tick / 2.0, super::write(tick * reach, Unit::Signed(2)))).into();
    drawn(Chart { title: "How much higher a share was where the first value was met", ticks, legend, rows })
}
