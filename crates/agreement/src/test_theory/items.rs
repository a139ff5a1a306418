//! Classical item analysis: persons by items.

use crate::compare::pearson;
use crate::distribution::f_quantile;
use crate::number::{mean, root, variance};
use crate::{Interval, Matrix, Statistic, Undefined};

/// Cronbach's alpha with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CronbachAlpha {
    /// Alpha.
    pub alpha: Statistic,
    /// Its interval at 95 % (Feldt 1965).
    pub interval_95: Statistic<Interval>,
    /// The standard error of measurement of a total score: its standard deviation times √(1 - alpha).
    pub error_of_measurement: Statistic,
}

/// Cronbach's alpha (Cronbach 1951): k/(k - 1) (1 - Σ var_i/var_total), with n - 1 in every variance, of persons (rows) by items.
/// Feldt's interval is 1 - (1 - α) F at .975 and .025 with n - 1 and (n - 1)(k - 1) degrees of freedom.
///
/// Items that hang together, such as the ticks within one call, make it too high: take the call as the item.
///
/// ```
/// use doorstep_agreement::{Matrix, cronbach_alpha};
///
/// let scores = Matrix::from_rows(&[vec![1.0, 2.0, 2.0], vec![3.0, 3.0, 4.0], vec![2.0, 3.0, 2.0], vec![4.0, 5.0, 5.0]])?;
/// assert!(cronbach_alpha(&scores).alpha? > 0.9);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn cronbach_alpha(scores: &Matrix) -> CronbachAlpha {
    let totals = scores.row_sums();
    let alpha = alpha_of(&variances(scores), None, &totals);
    let (n, k) = (scores.rows() as f64, scores.columns() as f64);
    let bound = |tail: f64| Ok::<_, Undefined>(1.0 - (1.0 - alpha?) * f_quantile(tail, n - 1.0, (n - 1.0) * (k - 1.0))?);
    let interval_95 = bound(0.975).and_then(|low| Ok(Interval { low, high: bound(0.025)? }));
    let error_of_measurement = alpha.and_then(|alpha| Ok(root(variance("persons", &totals)?) * root(1.0 - alpha)));
    CronbachAlpha { alpha, interval_95, error_of_measurement }
}

/// Each item's variance.
fn variances(scores: &Matrix) -> Statistic<Vec<f64>> {
    (0..scores.columns()).map(|item| variance("persons", &scores.column(item))).collect()
}

/// Alpha of items with these variances and these totals; `left_out` is not among them.
fn alpha_of(variances: &Statistic<Vec<f64>>, left_out: Option<usize>, totals: &[f64]) -> Statistic {
    if totals.is_empty() {
        return Err(Undefined::NoData);
    }
    let variances = variances.as_ref().map_err(|why| *why)?;
    let k = variances.len().saturating_sub(usize::from(left_out.is_some()));
    if k < 2 {
        return Err(Undefined::TooFew { what: "items", needed: 2 });
    }
    let whole = variance("persons", totals)?;
    if whole == 0.0 {
        return Err(Undefined::NoVariation("the total score"));
    }
    let parts: f64 = variances.iter().enumerate().filter(|(item, _)| Some(*item) != left_out).map(|(_, variance)| variance).sum();
    Ok(k as f64 / (k as f64 - 1.0) * (1.0 - parts / whole))
}

/// How one item goes with the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ItemStatistics {
    /// The mean score: for items of 0 and 1 the share that solved it.
    pub mean: Statistic,
    /// The correlation with the total score, the item in it.
    pub total_correlation: Statistic,
    /// The correlation with the total of the other items.
    pub rest_correlation: Statistic,
    /// Cronbach's alpha of the other items.
    pub alpha_if_deleted: Statistic,
}

/// Difficulty and discrimination of each item (Lord & Novick 1968), of persons (rows) by items. A negative rest correlation makes one look
/// at the item's key.
pub fn item_statistics(scores: &Matrix) -> Vec<ItemStatistics> {
    let totals = scores.row_sums();
    let variances = variances(scores);
    let of = |item: usize| {
        let own = scores.column(item);
        // The others are added up, not taken from the total: so that "does not vary" is exact.
        let rest: Vec<f64> = scores.each_row().map(|row| row[..item].iter().sum::<f64>() + row[item + 1..].iter().sum::<f64>()).collect();
        ItemStatistics {
            mean: mean(&own),
            total_correlation: pearson(&own, &totals),
            rest_correlation: pearson(&own, &rest),
            alpha_if_deleted: alpha_of(&variances, Some(item), &rest),
        }
    };
    (0..scores.columns()).map(of).collect()
}

/// The B-index (Brennan 1972): for each item its mean among those whose total reaches the cut, less its mean among the others.
pub fn b_index(scores: &Matrix, cut: f64) -> Statistic<Vec<f64>> {
    let (mut above, mut below) = ((0.0, vec![0.0; scores.columns()]), (0.0, vec![0.0; scores.columns()]));
    for row in scores.each_row() {
        let side = if row.iter().sum::<f64>() >= cut { &mut above } else { &mut below };
        side.0 += 1.0;
        side.1.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
    }
    if scores.rows() == 0 {
        return Err(Undefined::NoData);
    }
    if above.0 == 0.0 || below.0 == 0.0 {
        return Err(Undefined::Outside(if above.0 == 0.0 { "nobody reaches the cut" } else { "everybody reaches the cut" }));
    }
    Ok(above.1.iter().zip(&below.1).map(|(passed, failed)| passed / above.0 - failed / below.0).collect())
}
