//! Intraclass correlations: ratings on a continuous scale.

use crate::distribution::f_quantile;
use crate::number::ratio;
use crate::{Interval, Matrix, Statistic, Undefined};

/// The mean squares of targets by raters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanSquares {
    /// Between targets.
    pub between: f64,
    /// Between raters.
    pub raters: f64,
    /// What neither explains.
    pub error: f64,
    /// Within targets.
    pub within: f64,
}

/// One intraclass correlation with its interval at 95 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coefficient {
    /// The estimate.
    pub value: Statistic,
    /// Its interval at 95 %.
    pub interval_95: Statistic<Interval>,
}

/// The six intraclass correlations of Shrout and Fleiss.
#[derive(Clone, Debug, PartialEq)]
pub struct IntraclassCorrelations {
    /// What they are made of.
    pub mean_squares: Statistic<MeanSquares>,
    /// ICC(1): each target is rated by other raters; one rating.
    pub one: Coefficient,
    /// ICC(2): the raters are a sample, and their severity counts as error; one rating.
    pub two: Coefficient,
    /// ICC(3): these raters only, severity left out; one rating.
    pub three: Coefficient,
    /// ICC(1,k): the mean of k ratings.
    pub one_mean: Coefficient,
    /// ICC(2,k): the mean of k ratings.
    pub two_mean: Coefficient,
    /// ICC(3,k): the mean of k ratings.
    pub three_mean: Coefficient,
}

/// Splits the variance of rows by columns without replication. Sums that are zero but for rounding are exactly zero.
pub(crate) fn mean_squares(rows: &Matrix) -> Statistic<MeanSquares> {
    let (n, k) = (rows.rows(), rows.columns());
    if n == 0 || k == 0 {
        return Err(Undefined::NoData);
    }
    if n < 2 || k < 2 {
        return Err(Undefined::TooFew { what: "rows and columns", needed: 2 });
    }
    let (count, columns) = (n as f64, k as f64);
    // Distances from the first value: what all have in common would only take digits away.
    let origin = rows.values()[0];
    let grand = rows.values().iter().map(|value| value - origin).sum::<f64>() / (count * columns);
    let mut row_means = vec![0.0; n];
    let mut column_means = vec![0.0; k];
    for (row, values) in rows.each_row().enumerate() {
        for (column, value) in values.iter().enumerate() {
            row_means[row] += (value - origin) / columns;
            column_means[column] += (value - origin) / count;
        }
    }
    let (mut largest, mut within, mut error) = (0.0_f64, 0.0, 0.0);
    for (values, row_mean) in rows.each_row().zip(&row_means) {
        for (value, column_mean) in values.iter().zip(&column_means) {
            let value = value - origin;
            largest = largest.max(value.abs());
            within += (value - row_mean) * (value - row_mean);
            error += (value - row_mean - column_mean + grand) * (value - row_mean - column_mean + grand);
        }
    }
    let square = |means: &[f64]| means.iter().map(|mean| (mean - grand) * (mean - grand)).sum::<f64>();
    // What a rounding error of each mean can add up to.
    let noise = count * columns * (16.0 * f64::EPSILON * largest) * (16.0 * f64::EPSILON * largest);
    let clean = |sum: f64| if sum <= noise { 0.0 } else { sum };
    Ok(MeanSquares {
        between: clean(columns * square(&row_means)) / (count - 1.0),
        raters: clean(count * square(&column_means)) / (columns - 1.0),
        error: clean(error) / ((count - 1.0) * (columns - 1.0)),
        within: clean(within) / (count * (columns - 1.0)),
    })
}

/// The six intraclass correlations (Shrout & Fleiss 1979) with the intervals of McGraw & Wong (1996), of a complete table with one row a
/// target and one column a rater.
///
/// With mean squares B between targets, J between raters, E error, W within targets, of n targets and k raters:
/// ICC1 = (B - W)/(B + (k-1)W), ICC2 = (B - E)/(B + (k-1)E + k(J-E)/n), ICC3 = (B - E)/(B + (k-1)E), and for means (B - W)/B,
/// (B - E)/(B + (J-E)/n), (B - E)/B, which are undefined where B is 0.
///
/// ```
/// use doorstep_agreement::{Matrix, icc};
///
/// let rows = Matrix::from_rows(&[
///     vec![9.0, 2.0, 5.0, 8.0], vec![6.0, 1.0, 3.0, 2.0], vec![8.0, 4.0, 6.0, 8.0],
///     vec![7.0, 1.0, 2.0, 6.0], vec![10.0, 5.0, 6.0, 9.0], vec![6.0, 2.0, 4.0, 7.0],
/// ])?;
/// assert_eq!(format!("{:.2}", icc(&rows).two.value?), "0.29");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn icc(rows: &Matrix) -> IntraclassCorrelations {
    let mean_squares = mean_squares(rows);
    let none = |why| Coefficient { value: Err(why), interval_95: Err(why) };
    match mean_squares {
        Ok(squares) if squares.between + squares.raters + squares.error > 0.0 => {
            Sizes { squares, n: rows.rows() as f64, k: rows.columns() as f64 }.all()
        }
        _ => {
            let none = none(mean_squares.err().unwrap_or(Undefined::NoVariation("the rating")));
            IntraclassCorrelations { mean_squares, one: none, two: none, three: none, one_mean: none, two_mean: none, three_mean: none }
        }
    }
}

/// Mean squares with the numbers of targets and raters.
struct Sizes {
    squares: MeanSquares,
    n: f64,
    k: f64,
}

impl Sizes {
    fn all(&self) -> IntraclassCorrelations {
        let Self { squares: MeanSquares { between, raters, error, within }, n, k } = *self;
        let one = part(between - within, between + (k - 1.0) * within);
        let two = part(between - error, between + (k - 1.0) * error + k * (raters - error) / n);
        let three = part(between - error, between + (k - 1.0) * error);
        let of_mean =
            |noise: f64, total: f64| if between == 0.0 { Err(Undefined::NoVarianceBetween) } else { part(between - noise, total) };
        let (one_mean, three_mean) = (of_mean(within, between), of_mean(error, between));
        let two_mean = of_mean(error, between + (raters - error) / n);
        let bounds_one = self.simple(within, n * (k - 1.0));
        let bounds_three = self.simple(error, (n - 1.0) * (k - 1.0));
        let bounds_two = two.and_then(|two| self.two_way(two));
        let single = |value: Statistic, ratios: Statistic<Interval>| Coefficient {
            value,
            interval_95: value
                .and(ratios)
                .map(|Interval { low, high }| Interval { low: (low - 1.0) / (low + k - 1.0), high: (high - 1.0) / (high + k - 1.0) }),
        };
        let mean = |value: Statistic, ratios: Statistic<Interval>| Coefficient {
            value,
            interval_95: value.and(ratios).map(|Interval { low, high }| Interval { low: 1.0 - 1.0 / low, high: 1.0 - 1.0 / high }),
        };
        let stepped = bounds_two
            .map(|Interval { low, high }| Interval { low: low * k / (1.0 + low * (k - 1.0)), high: high * k / (1.0 + high * (k - 1.0)) });
        IntraclassCorrelations {
            mean_squares: Ok(self.squares),
            one: single(one, bounds_one),
            two: Coefficient { value: two, interval_95: bounds_two },
            three: single(three, bounds_three),
            one_mean: mean(one_mean, bounds_one),
            two_mean: Coefficient { value: two_mean, interval_95: two_mean.and(stepped) },
            three_mean: mean(three_mean, bounds_three),
        }
    }

    /// The interval of the F ratio that the simple forms rest on.
    fn simple(&self, noise: f64, freedom: f64) -> Statistic<Interval> {
        let found = ratio(self.squares.between, noise, "the mean square that is compared with")?;
        if found == 0.0 {
            return Err(Undefined::NoVarianceBetween);
        }
        let above = f_quantile(0.975, self.n - 1.0, freedom)?;
        let below = f_quantile(0.975, freedom, self.n - 1.0)?;
        Ok(Interval { low: found / above, high: found * below })
    }

    /// The interval of ICC(2), with Satterthwaite's degrees of freedom.
    fn two_way(&self, two: f64) -> Statistic<Interval> {
        let Self { squares: MeanSquares { between, raters, error, .. }, n, k } = *self;
        let severity = ratio(raters, error, "the mean square of error")?;
        let common = n * (1.0 + (k - 1.0) * two) - k * two;
        let upper = (k * two * severity + common) * (k * two * severity + common) * (n - 1.0) * (k - 1.0);
        let lower = (n - 1.0) * k * k * two * two * severity * severity + common * common;
        let freedom = ratio(upper, lower, "Satterthwaite's degrees of freedom")?;
        if freedom <= 0.0 {
            return Err(Undefined::ZeroDenominator("Satterthwaite's degrees of freedom"));
        }
        let above = f_quantile(0.975, n - 1.0, freedom)?;
        let below = f_quantile(0.975, freedom, n - 1.0)?;
        let rest = k * raters + (k * n - k - n) * error;
        Ok(Interval {
            low: ratio(n * (between - above * error), above * rest + n * between, "the lower bound")?,
            high: ratio(n * (below * between - error), rest + n * below * between, "the upper bound")?,
        })
    }
}

/// A part of a total variance that must be positive.
fn part(numerator: f64, total: f64) -> Statistic {
    if total > 0.0 { Ok(numerator / total) } else { Err(Undefined::NotPositiveVariance) }
}
