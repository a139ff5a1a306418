//! Sums, means and functions that give the same natively and in WebAssembly.

use crate::{Invalid, Statistic, Undefined};

/// The mean of numbers.
pub(crate) fn mean(values: &[f64]) -> Statistic {
    if values.is_empty() { Err(Undefined::NoData) } else { Ok(values.iter().sum::<f64>() / values.len() as f64) }
}

/// The sum of squared distances from the mean; exactly zero where all values are equal.
pub(crate) fn squares(values: &[f64]) -> f64 {
    let Some(first) = values.first() else { return 0.0 };
    if values.iter().all(|value| value == first) {
        return 0.0;
    }
    let middle = values.iter().sum::<f64>() / values.len() as f64;
    values.iter().map(|value| (value - middle) * (value - middle)).sum()
}

/// The variance with n - 1.
pub(crate) fn variance(what: &'static str, values: &[f64]) -> Statistic {
    if values.len() < 2 {
        return Err(Undefined::TooFew { what, needed: 2 });
    }
    Ok(squares(values) / (values.len() - 1) as f64)
}

/// A quotient, or why there is none.
pub(crate) fn ratio(numerator: f64, denominator: f64, what: &'static str) -> Statistic {
    if denominator == 0.0 { Err(Undefined::ZeroDenominator(what)) } else { finite(numerator / denominator) }
}

/// A value that is finite.
pub(crate) fn finite(value: f64) -> Statistic {
    if value.is_finite() { Ok(value) } else { Err(Undefined::TooLarge) }
}

/// The square root of what can be just below zero by rounding alone.
pub(crate) fn root(value: f64) -> f64 {
    libm::sqrt(value.max(0.0))
}

/// x ln x, continued to 0 at 0.
pub(crate) fn x_ln_x(x: f64) -> f64 {
    if x > 0.0 { x * libm::log(x) } else { 0.0 }
}

/// A rectangle of numbers, row after row, all finite: persons by items, targets by raters, judges by items.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    rows: usize,
    columns: usize,
    values: Vec<f64>,
}

impl Matrix {
    /// From rows of the same length.
    ///
    /// # Errors
    /// Rows of different lengths, or a number that is not finite.
    pub fn from_rows(rows: &[Vec<f64>]) -> Result<Self, Invalid> {
        let columns = rows.first().map_or(0, Vec::len);
        if let Some((row, short)) = rows.iter().enumerate().find(|(_, row)| row.len() != columns) {
            return Err(Invalid::Ragged { what: "the rows", row, length: short.len(), expected: columns });
        }
        Self::new(rows.len(), columns, rows.concat())
    }

    /// From values, row after row.
    ///
    /// # Errors
    /// A number of values other than rows times columns, or a number that is not finite.
    pub fn new(rows: usize, columns: usize, values: Vec<f64>) -> Result<Self, Invalid> {
        if values.len() != rows * columns {
            return Err(Invalid::Lengths {
                one: "the list of values",
                length: values.len(),
                other: "the rectangle",
                other_length: rows * columns,
            });
        }
        if values.iter().all(|value| value.is_finite()) { Ok(Self { rows, columns, values }) } else { Err(Invalid::NotFinite("the rows")) }
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many columns there are.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// One row; empty where there is none.
    pub fn row(&self, row: usize) -> &[f64] {
        self.values.get(row * self.columns..(row + 1) * self.columns).unwrap_or_default()
    }

    /// All values, row after row.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// One column.
    pub fn column(&self, column: usize) -> Vec<f64> {
        self.each_row().filter_map(|row| row.get(column).copied()).collect()
    }

    /// The rows, one after the other.
    pub fn each_row(&self) -> impl Iterator<Item = &[f64]> {
        self.values.chunks(self.columns.max(1)).take(self.rows)
    }

    /// The sum of each row.
    pub fn row_sums(&self) -> Vec<f64> {
        self.each_row().map(|row| row.iter().sum()).collect()
    }
}
