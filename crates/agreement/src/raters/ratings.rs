//! Ratings of units by raters, with gaps.

use crate::{Invalid, Scale};

/// The most distinct values that ratings may have.
const MOST_VALUES: usize = 65_534;
/// The code of a rating that is missing.
const MISSING: u16 = u16::MAX;

/// What raters said of units: for each rater and unit a value or nothing. Each distinct value has a code, in rising order.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratings {
    raters: usize,
    units: usize,
    values: Vec<f64>,
    /// Rater after rater.
    codes: Vec<u16>,
}

impl Ratings {
    /// From one row a rater, one column a unit.
    ///
    /// # Errors
    /// Rows of different lengths, a number that is not finite, or too many distinct values.
    ///
    /// ```
    /// use doorstep_agreement::{Ratings, Scale, krippendorff_alpha};
    ///
    /// let ratings = Ratings::from_raters(&[
    ///     vec![Some(1.0), Some(2.0), Some(3.0), None],
    ///     vec![Some(1.0), Some(2.0), Some(4.0), Some(1.0)],
    /// ])?;
    /// assert!(krippendorff_alpha(&ratings, Scale::Ordinal).unwrap() > 0.8);
    /// # Ok::<(), doorstep_agreement::Invalid>(())
    /// ```
    pub fn from_raters(rows: &[Vec<Option<f64>>]) -> Result<Self, Invalid> {
        let units = rows.first().map_or(0, Vec::len);
        let mut flat = Vec::with_capacity(units * rows.len());
        for (row, said) in rows.iter().enumerate() {
            if said.len() != units {
                return Err(Invalid::Ragged { what: "the ratings", row, length: said.len(), expected: units });
            }
            if said.iter().flatten().any(|value| !value.is_finite()) {
                return Err(Invalid::NotFinite("the ratings"));
            }
            flat.extend(said.iter().map(|value| value.unwrap_or(f64::NAN)));
        }
        Self::from_flat(rows.len(), units, &flat)
    }

    /// From numbers, rater after rater; NaN is a rating that is missing.
    ///
    /// # Errors
    /// A number of values other than raters times units, an infinite value, or too many distinct ones.
    pub fn from_flat(raters: usize, units: usize, flat: &[f64]) -> Result<Self, Invalid> {
        if flat.len() != raters * units {
            return Err(Invalid::Lengths { one: "the list", length: flat.len(), other: "the rectangle", other_length: raters * units });
        }
        if let Some(ratings) = Self::from_small(raters, units, flat) {
            return Ok(ratings);
        }
        let mut values: Vec<f64> = flat.iter().copied().filter(|value| !value.is_nan()).map(|value| value + 0.0).collect();
        if values.iter().any(|value| !value.is_finite()) {
            return Err(Invalid::NotFinite("the ratings"));
        }
        values.sort_unstable_by(f64::total_cmp);
        values.dedup();
        if values.len() > MOST_VALUES {
            return Err(Invalid::TooMany { what: "distinct values", most: MOST_VALUES });
        }
        let code = |value: &f64| match value.is_nan() {
            true => MISSING,
            // Every value is in the list, which has no more than fit.
            false => values.partition_point(|known| known < value) as u16,
        };
        Ok(Self { raters, units, codes: flat.iter().map(code).collect(), values })
    }

    /// The way that most ratings take: whole numbers from 0 to 254 need no sorting.
    fn from_small(raters: usize, units: usize, flat: &[f64]) -> Option<Self> {
        // A cast saturates; what was changed by it is not equal to itself afterwards.
        let bytes: Vec<u8> = flat.iter().map(|value| if value.is_nan() { u8::MAX } else { *value as u8 }).collect();
        let fits = |(value, byte): (&f64, &u8)| (f64::from(*byte) == *value) & (*byte < u8::MAX) | value.is_nan();
        let unfit = flat.iter().zip(&bytes).map(|pair| u32::from(!fits(pair))).sum::<u32>();
        if unfit > 0 {
            return None;
        }
        let mut seen = [false; 256];
        bytes.iter().for_each(|byte| seen[usize::from(*byte)] = true);
        let mut codes = [MISSING; 256];
        let mut values = Vec::new();
        for (byte, _) in seen.iter().enumerate().take(255).filter(|(_, seen)| **seen) {
            codes[byte] = values.len() as u16;
            values.push(byte as f64);
        }
        Some(Self { raters, units, values, codes: bytes.iter().map(|byte| codes[usize::from(*byte)]).collect() })
    }

    /// How many raters there are.
    pub fn raters(&self) -> usize {
        self.raters
    }

    /// How many units there are.
    pub fn units(&self) -> usize {
        self.units
    }

    /// The distinct values in rising order.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The place of a rater's rating of a unit in [`Ratings::values`], if there is one.
    pub fn code(&self, rater: usize, unit: usize) -> Option<usize> {
        if unit >= self.units {
            return None;
        }
        self.codes.get(rater * self.units + unit).filter(|code| **code != MISSING).map(|code| usize::from(*code))
    }

    /// A rater's rating of a unit, if there is one.
    pub fn rating(&self, rater: usize, unit: usize) -> Option<f64> {
        self.code(rater, unit).and_then(|code| self.values.get(code).copied())
    }

    /// The same without one rater.
    pub fn without_rater(&self, left_out: usize) -> Self {
        let rows = (0..self.raters).filter(|rater| *rater != left_out);
        let flat: Vec<f64> = rows.flat_map(|rater| (0..self.units).map(move |unit| self.rating(rater, unit).unwrap_or(f64::NAN))).collect();
        // Invariant: fewer values than there were.
        Self::from_flat(self.raters.saturating_sub(1), self.units, &flat).expect("part of ratings is ratings")
    }

    /// How often each value was given to each unit: unit after unit.
    pub(crate) fn counts(&self) -> Vec<u32> {
        // One place more for what is missing, so that counting asks no question.
        let wide = self.values.len() + 1;
        let mut counts = vec![0_u32; self.units * wide];
        for row in self.codes.chunks(self.units.max(1)) {
            for (code, unit) in row.iter().zip(counts.chunks_mut(wide)) {
                unit[usize::from(*code).min(wide - 1)] += 1;
            }
        }
        counts.chunks(wide).flat_map(|unit| &unit[..wide - 1]).copied().collect()
    }

    /// Squared distances between values on a scale: `totals` says how often each value occurs, which an ordinal scale asks.
    pub(crate) fn distances(&self, scale: Scale, totals: &[f64]) -> Vec<f64> {
        let ranks = ranks(totals);
        let q = self.values.len();
        let distance = |one: usize, other: usize| {
            let (a, b) = (self.values[one], self.values[other]);
            match scale {
                Scale::Nominal => 1.0,
                Scale::Ordinal => (ranks[one] - ranks[other]) * (ranks[one] - ranks[other]),
                Scale::Interval => (a - b) * (a - b),
                Scale::Ratio => ((a - b) / (a + b)) * ((a - b) / (a + b)),
            }
        };
        (0..q * q).map(|place| if place / q == place % q { 0.0 } else { distance(place / q, place % q) }).collect()
    }
}

/// Where each value lies among all ratings: how many are below it, and half of its own.
pub(crate) fn ranks(totals: &[f64]) -> Vec<f64> {
    let mut below = 0.0;
    let rank = |count: &f64| {
        below += count;
        below - count / 2.0
    };
    totals.iter().map(rank).collect()
}
