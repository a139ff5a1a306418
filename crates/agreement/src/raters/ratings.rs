//! Ratings of units by raters, with gaps.

use super::bytes;
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
    codes: Codes,
}

/// The code of each rating, rater after rater.
#[derive(Clone, Debug, PartialEq)]
enum Codes {
    /// Of whole numbers from 0 to 254: the numbers themselves, and the code of each.
    Bytes(Vec<u8>, Box<[u16; 256]>),
    /// Of all others.
    Wide(Vec<u16>),
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
        let rectangle = raters.saturating_mul(units);
        if flat.len() != rectangle {
            return Err(Invalid::Lengths { one: "the list", length: flat.len(), other: "the rectangle", other_length: rectangle });
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
        Ok(Self { raters, units, codes: Codes::Wide(flat.iter().map(code).collect()), values })
    }

    /// The way that most ratings take: whole numbers from 0 to 254 need no sorting.
    fn from_small(raters: usize, units: usize, flat: &[f64]) -> Option<Self> {
        Some(Self::from_bytes(raters, units, bytes::of(flat)?))
    }

    fn from_bytes(raters: usize, units: usize, bytes: Vec<u8>) -> Self {
        let values = bytes::different(&bytes);
        let mut codes = Box::new([MISSING; 256]);
        // There are fewer than 256.
        values.iter().zip(0..).for_each(|(value, code)| codes[usize::from(*value)] = code);
        Self { raters, units, values: values.into_iter().map(f64::from).collect(), codes: Codes::Bytes(bytes, codes) }
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
        let place = rater.checked_mul(self.units)?.checked_add(unit)?;
        let code = match &self.codes {
            Codes::Bytes(bytes, codes) => codes[usize::from(*bytes.get(place)?)],
            Codes::Wide(codes) => *codes.get(place)?,
        };
        (code != MISSING).then_some(usize::from(code))
    }

    /// A rater's rating of a unit, if there is one.
    pub fn rating(&self, rater: usize, unit: usize) -> Option<f64> {
        self.code(rater, unit).and_then(|code| self.values.get(code).copied())
    }

    /// The same without one rater; all of them where there is no such rater.
    pub fn without_rater(&self, left_out: usize) -> Self {
        if left_out >= self.raters {
            return self.clone();
        }
        let (first, end) = (left_out * self.units, (left_out + 1) * self.units);
        if let Codes::Bytes(bytes, _) = &self.codes {
            return Self::from_bytes(self.raters - 1, self.units, [&bytes[..first], &bytes[end..]].concat());
        }
        let rows = (0..self.raters).filter(|rater| *rater != left_out);
        let flat: Vec<f64> = rows.flat_map(|rater| (0..self.units).map(move |unit| self.rating(rater, unit).unwrap_or(f64::NAN))).collect();
        // Invariant: fewer values than there were.
        Self::from_flat(self.raters - 1, self.units, &flat).expect("part of ratings is ratings")
    }

    /// How often each value was given to each unit: unit after unit.
    pub(crate) fn counts(&self) -> Vec<u32> {
        match &self.codes {
            Codes::Bytes(bytes, _) => {
                // Invariant: the values of bytes are bytes.
                let values: Vec<u8> = self.values.iter().map(|value| *value as u8).collect();
                bytes::count(bytes, self.units, &values)
            }
            Codes::Wide(codes) => {
                let wide = self.values.len();
                let mut counts = vec![0; self.units * wide];
                for row in codes.chunks(self.units.max(1)) {
                    for (unit, code) in row.iter().enumerate().filter(|(_, code)| **code != MISSING) {
                        counts[unit * wide + usize::from(*code)] += 1;
                    }
                }
                counts
            }
        }
    }

    /// Squared distances between values on a scale: `totals` says how often each value occurs, which an ordinal scale asks.
    pub(crate) fn distances(&self, scale: Scale, totals: &[f64]) -> Distances<'_> {
        Distances { scale, values: &self.values, ranks: if scale == Scale::Ordinal { ranks(totals) } else { Vec::new() } }
    }
}

/// Squared distances between values, by their codes. They are computed when asked for: a table of them all could fill the memory.
#[derive(Clone, Debug)]
pub(crate) struct Distances<'a> {
    scale: Scale,
    values: &'a [f64],
    ranks: Vec<f64>,
}

impl Distances<'_> {
    /// The squared distance of two values.
    pub(crate) fn between(&self, one: usize, other: usize) -> f64 {
        if one == other {
            return 0.0;
        }
        let apart = |one: f64, other: f64| (one - other) * (one - other);
        match self.scale {
            Scale::Nominal => 1.0,
            Scale::Ordinal => apart(self.ranks[one], self.ranks[other]),
            Scale::Interval => apart(self.values[one], self.values[other]),
            Scale::Ratio => {
                let (a, b) = (self.values[one], self.values[other]);
                ((a - b) / (a + b)) * ((a - b) / (a + b))
            }
        }
    }

    /// The squared distances of all ordered pairs, each value as often as `totals` says.
    pub(crate) fn of_all_pairs(&self, totals: &[f64]) -> f64 {
        let used: Vec<(usize, f64)> = totals.iter().copied().enumerate().filter(|(_, count)| *count > 0.0).collect();
        if used.len() > MOST_PAIRED && self.scale != Scale::Ratio {
            return self.of_all_pairs_at_once(&used);
        }
        let mut sum = 0.0;
        for (place, (one, count)) in used.iter().enumerate() {
            for (other, other_count) in &used[place + 1..] {
                sum += 2.0 * count * other_count * self.between(*one, *other);
            }
        }
        sum
    }

    /// Without going through the pairs: n² - Σ n_c² for names, and 2 (n Σ x² - (Σ x)²) where a distance is one between places on a line.
    fn of_all_pairs_at_once(&self, used: &[(usize, f64)]) -> f64 {
        let n: f64 = used.iter().map(|(_, count)| count).sum();
        let places = match self.scale {
            Scale::Ordinal => &self.ranks[..],
            Scale::Interval | Scale::Ratio => self.values,
            Scale::Nominal => return n * n - used.iter().map(|(_, count)| count * count).sum::<f64>(),
        };
        // Counted from the mean, so that little is taken from much.
        let middle = used.iter().map(|(code, count)| places[*code] * count).sum::<f64>() / n;
        let (first, second) = used.iter().fold((0.0, 0.0), |(first, second), (code, count)| {
            let place = places[*code] - middle;
            (first + count * place, second + count * place * place)
        });
        2.0 * (n * second - first * first)
    }
}

/// With more distinct values than this their pairs are not gone through one by one, where that can be helped.
const MOST_PAIRED: usize = 1024;

/// Where each value lies among all ratings: how many are below it, and half of its own.
pub(crate) fn ranks(totals: &[f64]) -> Vec<f64> {
    let mut below = 0.0;
    let rank = |count: &f64| {
        below += count;
        below - count / 2.0
    };
    totals.iter().map(rank).collect()
}
