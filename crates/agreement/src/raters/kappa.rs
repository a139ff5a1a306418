//! Cohen's kappa, weighted or not, and Scott's pi: two raters, or a trainee against one key.

use crate::chance::Chance;
use crate::distribution::Z_975;
use crate::number::root;
use crate::{Interval, Invalid, Jackknife, Statistic, Table, Undefined, WeightKind, Weights};

/// Cohen's kappa with what it is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Kappa {
    /// The observed (weighted) agreement.
    pub observed: Statistic,
    /// The agreement expected by chance from the raters' own margins.
    pub expected: Statistic,
    /// Kappa: (observed - expected)/(1 - expected).
    pub kappa: Statistic,
    /// Its standard error for an interval. At complete agreement the formula gives 0, which says nothing about the next sample: give
    /// "n of n" with the Wilson bound instead.
    pub standard_error: Statistic,
    /// Its standard error if there were no agreement beyond chance, for a test of that alone.
    pub null_standard_error: Statistic,
}

impl Kappa {
    /// The normal interval at 95 %: kappa ± 1.96 standard errors.
    pub fn interval_95(&self) -> Statistic<Interval> {
        let (kappa, error) = (self.kappa?, self.standard_error?);
        Ok(Interval { low: kappa - Z_975 * error, high: kappa + Z_975 * error })
    }
}

/// Cohen's kappa (Cohen 1960, 1968), with the standard errors of Fleiss, Cohen and Everitt (1969).
///
/// With shares p, weights w, a_i = Σ_j w_ij p_.j and b_j = Σ_i w_ij p_i.:
/// SE² = [Σ p_ij (w_ij - (a_i + b_j)(1 - κ))² - (κ - pe (1 - κ))²] / (n (1 - pe)²), and under no agreement beyond chance
/// SE₀² = [Σ p_i. p_.j (w_ij - a_i - b_j)² - pe²] / (n (1 - pe)²).
///
/// # Errors
/// Weights for another number of categories.
///
/// ```
/// use doorstep_agreement::{Table, WeightKind, Weights, kappa};
///
/// let table = Table::from_counts(&[vec![20, 5], vec![10, 15]])?;
/// let found = kappa(&table, &Weights::new(WeightKind::Identity, 2))?;
/// assert!((found.kappa.unwrap() - 0.4).abs() < 1e-12);
/// # Ok::<(), doorstep_agreement::Invalid>(())
/// ```
pub fn kappa(table: &Table, weights: &Weights) -> Result<Kappa, Invalid> {
    weights.fits(table.categories())?;
    let n = table.total() as f64;
    if table.total() == 0 {
        let none = Err(Undefined::NoData);
        return Ok(Kappa { observed: none, expected: none, kappa: none, standard_error: none, null_standard_error: none });
    }
    let (row_counts, column_counts) = table.margins();
    let (rows, columns): (Vec<f64>, Vec<f64>) =
        (row_counts.iter().map(|count| count / n).collect(), column_counts.iter().map(|count| count / n).collect());
    let q = table.categories();
    let mut near_rows = vec![0.0; q];
    let mut near_columns = vec![0.0; q];
    let (mut observed, mut expected, mut apart, mut apart_by_chance) = (0.0, 0.0, 0.0, 0.0);
    for (one, other, count) in table.cells() {
        let weight = weights.of(one, other);
        observed += weight * count as f64 / n;
        expected += weight * rows[one] * columns[other];
        apart += (1.0 - weight) * count as f64;
        apart_by_chance += (1.0 - weight) * row_counts[one] * column_counts[other];
        near_rows[one] += weight * columns[other];
        near_columns[other] += weight * rows[one];
    }
    // Counts and weights of what differs are added up, not shares: so "no room for disagreement" is exactly zero.
    if apart_by_chance == 0.0 {
        let none = Err(Undefined::ChanceIsComplete);
        let (observed, expected) = (Ok(observed), Ok(expected));
        return Ok(Kappa { observed, expected, kappa: none, standard_error: none, null_standard_error: none });
    }
    let kappa = 1.0 - apart * n / apart_by_chance;
    let room = apart_by_chance / (n * n);
    let middle = kappa - expected * (1.0 - kappa);
    let (mut spread, mut null_spread) = (0.0, 0.0);
    for (one, other, count) in table.cells() {
        let (weight, near) = (weights.of(one, other), near_rows[one] + near_columns[other]);
        let (away, null_away) = (weight - near * (1.0 - kappa), weight - near);
        // Each formula is a variance: squared distances from the mean are added up, so that nothing is taken from nearly the same.
        spread += count as f64 / n * (away - middle) * (away - middle);
        null_spread += rows[one] * columns[other] * (null_away + expected) * (null_away + expected);
    }
    let error = |spread: f64| root(spread / n) / room;
    // Complete agreement: what rounding leaves is no standard error.
    let standard_error = if apart == 0.0 { 0.0 } else { error(spread) };
    Ok(Kappa {
        observed: Ok(observed),
        expected: Ok(expected),
        kappa: Ok(kappa),
        standard_error: Ok(standard_error),
        null_standard_error: Ok(error(null_spread)),
    })
}

/// Scott's pi (Scott 1955): as kappa, with chance from the average of both raters' margins.
pub fn scott_pi(table: &Table) -> Statistic {
    let n = table.total() as f64;
    if table.total() == 0 {
        return Err(Undefined::NoData);
    }
    let (rows, columns) = table.margins();
    let together: Vec<f64> = rows.iter().zip(&columns).map(|(row, column)| row + column).collect();
    let apart: u64 = table.cells().filter(|(one, other, _)| one != other).map(|(_, _, count)| count).sum();
    let apart_by_chance: f64 = together.iter().map(|count| count * (2.0 * n - count)).sum();
    if apart_by_chance == 0.0 { Err(Undefined::ChanceIsComplete) } else { Ok(1.0 - apart as f64 * 4.0 * n / apart_by_chance) }
}

/// The delete-one jackknife of kappa (Quenouille 1956, Tukey 1958): units of the same cell give the same value, so there are as many
/// values as cells.
///
/// # Errors
/// Weights for another number of categories.
pub fn kappa_jackknife(table: &Table, weights: &Weights) -> Result<Statistic<Jackknife>, Invalid> {
    let estimate = match kappa(table, weights)?.kappa {
        Ok(estimate) => estimate,
        Err(why) => return Ok(Err(why)),
    };
    let mut without = Vec::new();
    for (one, other, count) in table.cells().filter(|(_, _, count)| *count > 0) {
        let mut less = table.clone();
        less.take_one(one, other);
        match kappa(&less, weights)?.kappa {
            Ok(value) => without.push((value, count as f64)),
            Err(_) => return Ok(Err(Undefined::DeleteOne)),
        }
    }
    Ok(Jackknife::from_weighted(estimate, &without))
}

/// The percentile bootstrap interval of kappa: units are drawn with replacement. Resamples without a kappa are left out.
///
/// # Errors
/// Weights for another number of categories, a level outside 0 to 1, no resamples, or more than 2^32 - 1 units.
pub fn kappa_bootstrap(table: &Table, weights: &Weights, plan: crate::Plan) -> Result<Statistic<Interval>, Invalid> {
    weights.fits(table.categories())?;
    let most = u32::MAX;
    let total = u32::try_from(table.total()).map_err(|_| Invalid::TooMany { what: "units", most: most as usize })?;
    if total == 0 {
        return Ok(Err(Undefined::NoData));
    }
    let q = table.categories();
    let cells: Vec<(usize, usize, u64)> = table.cells().filter(|(_, _, count)| *count > 0).collect();
    // Which of the filled cells each unit is in.
    let units: Vec<u32> =
        cells.iter().enumerate().flat_map(|(cell, (_, _, count))| core::iter::repeat_n(cell as u32, *count as usize)).collect();
    let mut chance = Chance::new(plan.seed());
    let mut drawn = vec![0_u64; cells.len()];
    let mut values = Vec::with_capacity(plan.resamples());
    let (mut rows, mut columns) = (vec![0.0; q], vec![0.0; q]);
    for _ in 0..plan.resamples() {
        drawn.fill(0);
        for _ in 0..total {
            drawn[units[chance.below(total) as usize] as usize] += 1;
        }
        rows.fill(0.0);
        columns.fill(0.0);
        let mut apart = 0.0;
        for ((one, other, _), count) in cells.iter().zip(&drawn) {
            rows[*one] += *count as f64;
            columns[*other] += *count as f64;
            apart += (1.0 - weights.of(*one, *other)) * *count as f64;
        }
        let by_chance: f64 = rows
            .iter()
            .enumerate()
            .map(|(one, row)| row * weights.row(one).iter().zip(&columns).map(|(weight, column)| (1.0 - weight) * column).sum::<f64>())
            .sum();
        if by_chance > 0.0 {
            values.push(1.0 - apart * f64::from(total) / by_chance);
        }
    }
    Ok(plan.percentiles(&mut values))
}

impl Table {
    /// One unit less in a cell that has one.
    fn take_one(&mut self, one: usize, other: usize) {
        let mut counts: Vec<u64> = self.cells().map(|(_, _, count)| count).collect();
        counts[one * self.categories() + other] -= 1;
        if let Ok(less) = Self::new(self.categories(), counts) {
            *self = less;
        }
    }
}

/// The usual unweighted kappa.
///
/// ```
/// use doorstep_agreement::{Table, cohen_kappa};
///
/// // The same agreement of 85 %, and another prevalence (Feinstein & Cicchetti 1990).
/// let even = cohen_kappa(&Table::from_counts(&[vec![40, 9], vec![6, 45]])?);
/// let skewed = cohen_kappa(&Table::from_counts(&[vec![80, 10], vec![5, 5]])?);
/// assert_eq!(format!("{:.2} {:.2}", even.kappa?, skewed.kappa?), "0.70 0.32");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn cohen_kappa(table: &Table) -> Kappa {
    // Invariant: weights made for the table's categories fit it.
    kappa(table, &Weights::new(WeightKind::Identity, table.categories())).expect("the weights fit the table")
}
