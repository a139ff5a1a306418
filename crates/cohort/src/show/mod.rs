//! A cohort's report for people: tables, a sentence or two to begin with, CSV, a page.

mod bars;
mod charts;
mod csv;
mod page;
mod summary;
mod tables;

use std::fmt::Write as _;

use doorstep_scoring::KeyStatus;

use crate::{Basis, Figure};

pub use csv::csv;
pub use page::{counts, page};
pub use summary::summary;
pub use tables::tables;

/// A table of the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// A stable name for programs.
    pub id: &'static str,
    /// What people read.
    pub title: &'static str,
    /// What it tells, in a sentence or two.
    pub says: String,
    /// What it rests on.
    pub basis: Basis,
    /// The heads of the columns.
    pub columns: Vec<Column>,
    /// The rows, each with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// Why there are no rows.
    pub none: Option<String>,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// What people read.
    pub head: &'static str,
    /// How its numbers are written.
    pub unit: Unit,
}

/// How numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Words, or a count.
    Plain,
    /// Of 1, written as percent.
    Share,
    /// With this many decimals.
    Decimals(usize),
    /// With a sign and this many decimals.
    Signed(usize),
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words.
    Words(String),
    /// A count.
    Count(usize),
    /// A number with its interval.
    Figure(Figure),
    /// A number with its interval, in a unit of its own.
    FigureIn(Figure, Unit),
    /// A median and its quarters.
    Middle(crate::Middle),
    /// A number.
    Number(Option<f64>),
}

impl From<&Figure> for Cell {
    fn from(figure: &Figure) -> Self {
        Self::Figure(figure.clone())
    }
}

impl From<&str> for Cell {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

/// What people read in a cell: the number, and its band.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The number or the words; a dash where there is none.
    pub value: String,
    /// The band, in words.
    pub band: Option<String>,
    /// Why there is no number, or no band.
    pub reason: Option<String>,
}

impl Cell {
    /// What people read.
    pub fn written(&self, unit: Unit) -> Written {
        let words = |value: String| Written { value, band: None, reason: None };
        let dash = |reason: Option<String>| Written { value: "–".to_owned(), band: None, reason };
        match self {
            Self::Words(text) => words(text.clone()),
            Self::Count(count) => words(count.to_string()),
            Self::Number(number) => number.map_or_else(|| dash(None), |number| words(write(number, unit))),
            Self::FigureIn(figure, unit) => Self::Figure(figure.clone()).written(*unit),
            Self::Figure(figure) => match figure.value {
                None => dash(figure.reason.as_ref().map(ToString::to_string)),
                Some(value) => Written {
                    value: write(value, unit),
                    band: figure.interval95.map(|[low, high]| format!("{} to {}", write_bare(low, unit), write_bare(high, unit))),
                    reason: figure.reason.as_ref().map(ToString::to_string),
                },
            },
            Self::Middle(middle) => {
                let written = Self::Figure(middle.median.clone()).written(unit);
                let band = middle.quarters.map(|[low, high]| format!("{} to {}", write_bare(low, unit), write_bare(high, unit)));
                Written { band, ..written }
            }
        }
    }
}

/// A number as people read it.
pub fn write(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Share => format!("{} %", write_bare(value, unit)),
        _ => write_bare(value, unit),
    }
}

fn write_bare(value: f64, unit: Unit) -> String {
    let (value, decimals, signed) = match unit {
        Unit::Plain => (value, 0, false),
        Unit::Share => (100.0 * value, 0, false),
        Unit::Decimals(decimals) => (value, decimals, false),
        Unit::Signed(decimals) => (value, decimals, true),
    };
    let mut text = String::new();
    // Invariant: writing to a text cannot fail.
    write!(text, "{:.decimals$}", value.abs()).expect("a text takes everything");
    let nothing = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    match () {
        () if nothing => text,
        () if value < 0.0 => format!("−{text}"),
        () if signed => format!("+{text}"),
        () => text,
    }
}

/// What stands behind keys, for the head of a table.
pub fn keys(status: Option<KeyStatus>) -> &'static str {
    match status {
        None => "no keys",
        Some(KeyStatus::Illustrative) => "illustrative keys: example answers by the authors, which certify nobody",
        Some(KeyStatus::Panel) => "keys by a panel of experts, not approved for certification",
        Some(KeyStatus::Approved) => "keys approved for certification",
    }
}

/// What stands behind keys, in a word.
pub(crate) fn keys_word(status: Option<KeyStatus>) -> &'static str {
    match status {
        None => "none",
        Some(KeyStatus::Illustrative) => "illustrative",
        Some(KeyStatus::Panel) => "panel",
        Some(KeyStatus::Approved) => "approved",
    }
}

/// What a table rests on, in a sentence.
pub fn basis(basis: &Basis) -> String {
    let (people, attempts) = (counted(basis.people, "person", "people"), counted(basis.attempts, "attempt", "attempts"));
    format!("{people}, {attempts}; {}. Bands: {}.", keys(basis.keys), basis.band)
}

/// A number with its noun.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The reasons of a table's dashes, each once, in order.
pub fn reasons(table: &Table) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for row in &table.rows {
        for (cell, column) in row.iter().zip(&table.columns) {
            if let Some(reason) = cell.written(column.unit).reason.filter(|reason| !found.contains(reason)) {
                found.push(reason);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_read_them() {
        let written = [
            write(0.416, Unit::Share),
            write(-0.03, Unit::Signed(2)),
            write(0.031, Unit::Signed(2)),
            write(-0.001, Unit::Signed(2)),
            write(63.25, Unit::Decimals(1)),
            write(-4.0, Unit::Plain),
        ];
        assert_eq!(written, ["42 %", "−0.03", "+0.03", "0.00", "63.2", "−4"]);
    }
}
