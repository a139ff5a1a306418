//! The report as one long table for spreadsheets: a number a line, each with its n, its band and what stands behind the keys.

use super::{Cell, Table, keys_word, tables};
use crate::{Cohort, Figure};

const HEAD: [&str; 13] = ["table", "row", "measure", "value", "low", "high", "n", "reason", "band", "keys", "people", "attempts", "label"];

/// The report as CSV (RFC 4180), UTF-8, a line a number.
pub fn csv(cohort: &Cohort) -> String {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let mut add = |record: &[String]| {
        // Invariant: memory takes every record, and all have as many fields as the head.
        writer.write_record(record).expect("memory takes every record");
    };
    add(&HEAD.map(str::to_owned));
    for table in tables(cohort) {
        for row in &table.rows {
            lines(cohort, &table, row).iter().for_each(|line| add(line));
        }
        if let Some(why) = table.none.as_ref().filter(|_| table.rows.is_empty()) {
            let nothing = Figure { value: None, interval95: None, n: table.basis.people, reason: None };
            add(&line(cohort, &table, "", "", &nothing, why));
        }
    }
    let bytes = writer.into_inner().expect("memory takes every record");
    // Invariant: only texts were written.
    String::from_utf8(bytes).expect("only texts were written")
}

fn lines(cohort: &Cohort, table: &Table, row: &[Cell]) -> Vec<Vec<String>> {
    let words: Vec<&str> = row.iter().filter_map(|cell| if let Cell::Words(words) = cell { Some(words.as_str()) } else { None }).collect();
    let name = words.join(" / ");
    let figures = row.iter().zip(&table.columns).filter_map(|(cell, column)| {
        let figure = match cell {
            Cell::Words(_) => return None,
            Cell::Count(count) => Figure { value: Some(*count as f64), interval95: None, n: *count, reason: None },
            Cell::Figure(figure) | Cell::FigureIn(figure, _) => figure.clone(),
            Cell::Number(number) => Figure { value: *number, interval95: None, n: table.basis.people, reason: None },
            Cell::Middle(middle) => Figure { interval95: middle.quarters, ..middle.median.clone() },
        };
        let reason = figure.reason.as_ref().map(ToString::to_string).unwrap_or_default();
        Some(line(cohort, table, &name, column.head, &figure, &reason))
    });
    figures.collect()
}

fn line(cohort: &Cohort, table: &Table, row: &str, measure: &str, figure: &Figure, reason: &str) -> Vec<String> {
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    vec![
        table.id.to_owned(),
        tame(row),
        measure.to_owned(),
        number(figure.value),
        number(figure.interval95.map(|band| band[0])),
        number(figure.interval95.map(|band| band[1])),
        figure.n.to_string(),
        reason.to_owned(),
        table.basis.band.to_owned(),
        keys_word(table.basis.keys).to_owned(),
        table.basis.people.to_string(),
        table.basis.attempts.to_string(),
        cohort.label.to_owned(),
    ]
}

/// Words that a spreadsheet does not take for a formula.
fn tame(words: &str) -> String {
    if words.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{words}") } else { words.to_owned() }
}
