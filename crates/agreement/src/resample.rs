//! Intervals that need no formula: percentile bootstrap with a stored seed, delete-one jackknife, Wilson and Clopper-Pearson.

use crate::chance::Chance;
use crate::distribution::{Z_975, beta_quantile};
use crate::number::{mean, root};
use crate::undefined::within;
use crate::{Invalid, Statistic, Undefined};

/// Two bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

/// How to resample: how sure, how often, from which seed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    level: f64,
    resamples: usize,
    seed: u64,
}

impl Default for Plan {
    /// 95 %, 10,000 resamples, seed 1.
    fn default() -> Self {
        Self { level: 0.95, resamples: 10_000, seed: 1 }
    }
}

impl Plan {
    /// A plan. Store the seed with the result: the same plan gives the same interval everywhere.
    ///
    /// # Errors
    /// A level outside 0 to 1, or no resamples, or more than ten million.
    pub fn new(level: f64, resamples: usize, seed: u64) -> Result<Self, Invalid> {
        within("the level", level, "between 0 and 1, such as 0.95", level > 0.0 && level < 1.0)?;
        let range = "from 1 to 10,000,000";
        within("the number of resamples", resamples as f64, range, (1..=10_000_000).contains(&resamples))?;
        Ok(Self { level, resamples, seed })
    }

    /// How sure, between 0 and 1.
    pub fn level(&self) -> f64 {
        self.level
    }

    /// How many resamples.
    pub fn resamples(&self) -> usize {
        self.resamples
    }

    /// The seed of the chance.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// The percentiles of the values that the level asks for, linear between neighbours (Hyndman & Fan 1996, type 7).
    pub(crate) fn percentiles(&self, values: &mut [f64]) -> Statistic<Interval> {
        let tail = (1.0 - self.level) / 2.0;
        Ok(Interval { low: quantile(values, tail)?, high: quantile(values, 1.0 - tail)? })
    }
}

/// The quantile of values, linear between neighbours (Hyndman & Fan 1996, type 7). It moves the values about.
pub(crate) fn quantile(values: &mut [f64], share: f64) -> Statistic {
    if values.is_empty() {
        return Err(Undefined::NoResample);
    }
    let place = share * (values.len() - 1) as f64;
    let below = libm::floor(place) as usize;
    let (_, low, above) = values.select_nth_unstable_by(below, f64::total_cmp);
    let low = *low;
    let high = above.iter().copied().min_by(f64::total_cmp).unwrap_or(low);
    Ok(low + (high - low) * (place - below as f64))
}

/// The percentile bootstrap over cases: `statistic` is asked for each resample, a list of case numbers. Resamples without a value are left out.
///
/// ```
/// use doorstep_agreement::{Plan, bootstrap_cases};
///
/// let scores = [3.0, 5.0, 4.0, 4.0, 2.0, 5.0];
/// let interval = bootstrap_cases(scores.len(), Plan::default(), |cases| {
///     Ok(cases.iter().map(|case| scores[*case as usize]).sum::<f64>() / cases.len() as f64)
/// });
/// let interval = interval.unwrap();
/// assert!(interval.low < 23.0 / 6.0 && 23.0 / 6.0 < interval.high);
/// ```
pub fn bootstrap_cases(cases: usize, plan: Plan, mut statistic: impl FnMut(&[u32]) -> Statistic) -> Statistic<Interval> {
    let count = u32::try_from(cases).map_err(|_| Undefined::TooLarge)?;
    if count == 0 {
        return Err(Undefined::NoData);
    }
    let mut chance = Chance::new(plan.seed);
    let mut drawn = vec![0; cases];
    let mut values = Vec::with_capacity(plan.resamples);
    for _ in 0..plan.resamples {
        drawn.iter_mut().for_each(|case| *case = chance.below(count));
        if let Ok(value) = statistic(&drawn) {
            values.push(value);
        }
    }
    plan.percentiles(&mut values)
}

/// What the delete-one jackknife tells of a statistic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jackknife {
    /// The statistic of all observations.
    pub estimate: f64,
    /// Its bias: (n - 1) (mean of the values without one - estimate).
    pub bias: f64,
    /// Its standard error.
    pub standard_error: f64,
}

impl Jackknife {
    /// The estimate less its bias.
    pub fn corrected(&self) -> f64 {
        self.estimate - self.bias
    }

    /// From the values without one observation each, and how many observations give that value.
    pub(crate) fn from_weighted(estimate: f64, without: &[(f64, f64)]) -> Statistic<Self> {
        let n: f64 = without.iter().map(|(_, count)| count).sum();
        if n < 2.0 {
            return Err(Undefined::TooFew { what: "units", needed: 2 });
        }
        let middle = without.iter().map(|(value, count)| value * count).sum::<f64>() / n;
        let spread: f64 = without.iter().map(|(value, count)| count * (value - middle) * (value - middle)).sum();
        Ok(Self { estimate, bias: (n - 1.0) * (middle - estimate), standard_error: root((n - 1.0) / n * spread) })
    }
}

/// The delete-one jackknife over cases: `statistic` is asked for all of them, and without each.
pub fn jackknife_cases(cases: usize, mut statistic: impl FnMut(&[u32]) -> Statistic) -> Statistic<Jackknife> {
    let count = u32::try_from(cases).map_err(|_| Undefined::TooLarge)?;
    let all: Vec<u32> = (0..count).collect();
    let estimate = statistic(&all)?;
    let without = (0..count).map(|left_out| {
        let rest: Vec<u32> = all.iter().copied().filter(|case| *case != left_out).collect();
        statistic(&rest).map(|value| (value, 1.0)).map_err(|_| Undefined::DeleteOne)
    });
    Jackknife::from_weighted(estimate, &without.collect::<Statistic<Vec<_>>>()?)
}

/// A number of successes out of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    yes: u64,
    of: u64,
}

impl Share {
    /// So many out of so many.
    ///
    /// # Errors
    /// More successes than there are observations.
    pub fn new(yes: u64, of: u64) -> Result<Self, Invalid> {
        within("the number of successes", yes as f64, "at most the number of observations", yes <= of)?;
        Ok(Self { yes, of })
    }

    /// The share itself.
    pub fn value(self) -> Statistic {
        if self.of == 0 { Err(Undefined::NoData) } else { Ok(self.yes as f64 / self.of as f64) }
    }

    /// The score interval at 95 % (Wilson 1927).
    ///
    /// ```
    /// use doorstep_agreement::Share;
    ///
    /// let interval = Share::new(9, 12)?.wilson_95()?;
    /// assert_eq!(format!("{:.2} {:.2}", interval.low, interval.high), "0.47 0.91");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn wilson_95(self) -> Statistic<Interval> {
        let (share, n) = (self.value()?, self.of as f64);
        let z2 = Z_975 * Z_975;
        let middle = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
        let half = Z_975 * root(share * (1.0 - share) / n + z2 / (4.0 * n * n)) / (1.0 + z2 / n);
        // At the ends one bound is the end itself; rounding must not say otherwise.
        let low = if self.yes == 0 { 0.0 } else { (middle - half).max(0.0) };
        let high = if self.yes == self.of { 1.0 } else { (middle + half).min(1.0) };
        Ok(Interval { low, high })
    }

    /// The exact interval at 95 % (Clopper & Pearson 1934): quantiles of beta distributions.
    pub fn clopper_pearson_95(self) -> Statistic<Interval> {
        if self.of == 0 {
            return Err(Undefined::NoData);
        }
        let (yes, no) = (self.yes as f64, (self.of - self.yes) as f64);
        let low = if self.yes == 0 { 0.0 } else { beta_quantile(0.025, yes, no + 1.0)? };
        let high = if self.yes == self.of { 1.0 } else { beta_quantile(0.975, yes + 1.0, no)? };
        Ok(Interval { low, high })
    }
}

/// The mean of values with its percentile bootstrap interval.
pub fn bootstrap_mean(values: &[f64], plan: Plan) -> Statistic<(f64, Interval)> {
    let interval = bootstrap_cases(values.len(), plan, |cases| {
        Ok(cases.iter().filter_map(|case| values.get(*case as usize)).sum::<f64>() / values.len() as f64)
    });
    Ok((mean(values)?, interval?))
}
