//! Groups compared: means, correlations and differences with intervals, and what many comparisons at once ask for.

use statrs::distribution::{ContinuousCDF as _, StudentsT};

use crate::distribution::{Z_975, t_quantile};
use crate::number::{finite, mean, ratio, root, squares, variance};
use crate::undefined::within;
use crate::{Interval, Invalid, Statistic, Undefined};

/// A number with its interval at 95 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// Its interval, or why there is none.
    pub interval_95: Statistic<Interval>,
}

/// The mean of independent values with Student's interval (Student 1908): mean ± t s/√n with n - 1 degrees of freedom.
///
/// ```
/// let found = doorstep_agreement::mean_estimate(&[3.0, 5.0, 4.0, 4.0])?;
/// assert_eq!(format!("{:.2} {:.2}", found.value, found.interval_95?.low), "4.00 2.70");
/// # Ok::<(), doorstep_agreement::Undefined>(())
/// ```
pub fn mean_estimate(values: &[f64]) -> Statistic<Estimate> {
    let value = mean(values)?;
    let interval_95 = variance("values", values).and_then(|variance| match variance {
        0.0 => Err(Undefined::NoVariation("the value")),
        _ => around(value, root(variance / values.len() as f64), values.len() as f64 - 1.0),
    });
    Ok(Estimate { value, interval_95 })
}

fn around(value: f64, error: f64, freedom: f64) -> Statistic<Interval> {
    let half = t_quantile(0.975, freedom)? * error;
    Ok(Interval { low: value - half, high: value + half })
}

/// The standard deviation, with n - 1.
pub fn standard_deviation(values: &[f64]) -> Statistic {
    variance("values", values).map(root)
}

/// The quantile of values, linear between neighbours (Hyndman & Fan 1996, type 7): a share of .5 is the median.
///
/// # Errors
/// A share outside 0 to 1, or a value that is not finite.
///
/// ```
/// assert_eq!(doorstep_agreement::quantile(&[4.0, 1.0, 3.0, 2.0], 0.5)?, Ok(2.5));
/// # Ok::<(), doorstep_agreement::Invalid>(())
/// ```
pub fn quantile(values: &[f64], share: f64) -> Result<Statistic, Invalid> {
    within("the share", share, "from 0 to 1", (0.0..=1.0).contains(&share))?;
    if values.iter().any(|value| !value.is_finite()) {
        return Err(Invalid::NotFinite("the values"));
    }
    Ok(crate::resample::quantile(&mut values.to_vec(), share).map_err(|_| Undefined::NoData))
}

/// Pearson's correlation with Fisher's interval (Fisher 1921): tanh(atanh r ± 1.96/√(n - 3)).
///
/// # Errors
/// Lists of different lengths.
pub fn correlation(one: &[f64], other: &[f64]) -> Result<Statistic<Estimate>, Invalid> {
    if one.len() != other.len() {
        return Err(Invalid::Lengths { one: "the one list", length: one.len(), other: "the other", other_length: other.len() });
    }
    Ok(pearson(one, other).map(|value| {
        // What is complete but for rounding is complete.
        let value = if 1.0 - value.abs() < 1e-12 { value.signum() } else { value };
        let interval_95 = match one.len() {
            0..=3 => Err(Undefined::TooFew { what: "pairs", needed: 4 }),
            _ if value.abs() >= 1.0 => Err(Undefined::Outside("a correlation of exactly 1 has no interval")),
            n => {
                let (middle, half) = (libm::atanh(value), Z_975 / root(n as f64 - 3.0));
                Ok(Interval { low: libm::tanh(middle - half), high: libm::tanh(middle + half) })
            }
        };
        Estimate { value, interval_95 }
    }))
}

/// Pearson's correlation of lists of one length.
pub(crate) fn pearson(one: &[f64], other: &[f64]) -> Statistic {
    let (middle, other_middle) = (mean(one)?, mean(other)?);
    let (spread, other_spread) = (squares(one), squares(other));
    if spread == 0.0 || other_spread == 0.0 {
        return Err(Undefined::NoVariation(if spread == 0.0 { "the item" } else { "the score that it is compared with" }));
    }
    let together: f64 = one.iter().zip(other).map(|(a, b)| (a - middle) * (b - other_middle)).sum();
    ratio(together, root(spread) * root(other_spread), "a spread").map(|value| value.clamp(-1.0, 1.0))
}

/// One observation of a comparison.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observation {
    /// Whose it is: observations of one person hang together.
    pub person: usize,
    /// What it may be compared with: only observations of the same stratum (the same task, say) are.
    pub stratum: usize,
    /// Whether it belongs to the group in question.
    pub in_group: bool,
    /// What was measured.
    pub value: f64,
}

/// The difference between a group and the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// How much higher the group's values are.
    pub difference: f64,
    /// Its standard error, robust to observations of one person hanging together and to groups that spread differently.
    pub standard_error: Statistic,
    /// The interval at 95 % by Student's t.
    pub interval_95: Statistic<Interval>,
    /// The probability of a difference at least so far from 0 if there were none (two-sided).
    pub p: Statistic,
    /// How many people have an observation in the group.
    pub people_in: usize,
    /// How many people have one outside it.
    pub people_out: usize,
}

/// The difference between a group and the others within strata, observations of one person clustered.
///
/// Least squares with a mean for each stratum: with x̃ the group's indicator less its mean in the stratum, d = Σ x̃ y/Σ x̃². Its variance is
/// c Σ_g (Σ_i x̃ e)²/(Σ x̃²)² over people g, with the residuals e and c = G/(G - 1) · (N - 1)/(N - K) for G people, N observations and K
/// parameters (Liang & Zeger 1986; Cameron & Miller 2015, CR1); t has the smaller of G - 1 and N - K degrees of freedom. Strata with
/// one side only tell nothing and are left out. With one stratum and one observation a person d is the difference of the means.
///
/// ```
/// use doorstep_agreement::{Observation, stratified_difference};
///
/// let observed = [3.0, 4.0, 5.0, 4.0, 6.0, 7.0, 8.0, 7.0];
/// let all = observed.iter().enumerate().map(|(person, value)| Observation { person, stratum: 0, in_group: person > 3, value: *value });
/// let found = stratified_difference(&all.collect::<Vec<_>>())?;
/// assert_eq!((found.difference, found.people_in), (3.0, 4));
/// assert!(found.p? < 0.01);
/// # Ok::<(), doorstep_agreement::Undefined>(())
/// ```
pub fn stratified_difference(observations: &[Observation]) -> Statistic<Difference> {
    // Strata and people in order, so that sums do not hang on the order of the input.
    let mut sorted: Vec<&Observation> = observations.iter().filter(|each| each.value.is_finite()).collect();
    sorted.sort_by_key(|each| (each.stratum, each.person, each.in_group));
    let mut kept: Vec<Centred> = Vec::with_capacity(sorted.len());
    let mut strata = 0_usize;
    for stratum in sorted.chunk_by(|one, other| one.stratum == other.stratum) {
        let count = stratum.len() as f64;
        let inside = stratum.iter().filter(|each| each.in_group).count() as f64;
        if inside == 0.0 || inside == count {
            continue;
        }
        strata += 1;
        let middle = stratum.iter().map(|each| each.value).sum::<f64>() / count;
        kept.extend(stratum.iter().map(|each| Centred {
            person: each.person,
            in_group: each.in_group,
            group: f64::from(u8::from(each.in_group)) - inside / count,
            value: each.value - middle,
        }));
    }
    let spread: f64 = kept.iter().map(|each| each.group * each.group).sum();
    if spread == 0.0 {
        return Err(Undefined::NoVariation("the group: within each stratum everybody is on one side"));
    }
    let difference = finite(kept.iter().map(|each| each.group * each.value).sum::<f64>() / spread)?;
    kept.sort_by_key(|each| each.person);
    let people: Vec<&[Centred]> = kept.chunk_by(|one, other| one.person == other.person).collect();
    let side = |inside: bool| people.iter().filter(|person| person.iter().any(|each| each.in_group == inside)).count();
    let (clusters, count, parameters) = (people.len() as f64, kept.len() as f64, strata as f64 + 1.0);
    let largest = kept.iter().map(|each| each.value.abs()).fold(0.0, f64::max);
    let error = || {
        if people.len() < 2 || count <= parameters {
            return Err(Undefined::TooFew { what: "people", needed: 3 });
        }
        // What is left by rounding alone is nothing.
        let left = |each: &Centred| match each.value - difference * each.group {
            small if small.abs() <= 1e-12 * largest => 0.0,
            other => other,
        };
        let score = |person: &&[Centred]| person.iter().map(|each| each.group * left(each)).sum::<f64>();
        let spread_of_scores: f64 = people.iter().map(|person| score(person) * score(person)).sum();
        if spread_of_scores == 0.0 {
            return Err(Undefined::NoVariation("the value within the groups"));
        }
        let correction = clusters / (clusters - 1.0) * (count - 1.0) / (count - parameters);
        finite(root(correction * spread_of_scores) / spread)
    };
    let standard_error = error();
    let freedom = (clusters - 1.0).min(count - parameters);
    Ok(Difference {
        difference,
        standard_error,
        interval_95: standard_error.and_then(|error| around(difference, error, freedom)),
        p: standard_error.and_then(|error| two_sided(difference / error, freedom)),
        people_in: side(true),
        people_out: side(false),
    })
}

/// An observation less the means of its stratum.
struct Centred {
    person: usize,
    in_group: bool,
    group: f64,
    value: f64,
}

/// The probability of a t at least so far from 0.
fn two_sided(t: f64, freedom: f64) -> Statistic {
    let distribution = StudentsT::new(0.0, 1.0, freedom).map_err(|_| Undefined::NoData)?;
    Ok((2.0 * distribution.cdf(-t.abs())).clamp(0.0, 1.0))
}

/// Probabilities corrected for having been looked at together, by Holm's step-down (Holm 1979): whatever is then below .05 keeps the chance
/// of any false alarm among all comparisons below 5 %. In the order of the input.
///
/// # Errors
/// A number that is no probability.
///
/// ```
/// let corrected = doorstep_agreement::holm(&[0.01, 0.04, 0.03])?;
/// assert_eq!(corrected, [0.03, 0.06, 0.06]);
/// # Ok::<(), doorstep_agreement::Invalid>(())
/// ```
pub fn holm(probabilities: &[f64]) -> Result<Vec<f64>, Invalid> {
    let order = rising(probabilities)?;
    let mut corrected = vec![0.0; probabilities.len()];
    let mut largest: f64 = 0.0;
    for (place, which) in order.iter().enumerate() {
        largest = largest.max(((order.len() - place) as f64 * probabilities[*which]).min(1.0));
        corrected[*which] = largest;
    }
    Ok(corrected)
}

/// Probabilities corrected by Benjamini and Hochberg (1995): of what is then below .05, at most 5 % are false alarms on average. In the
/// order of the input.
///
/// # Errors
/// A number that is no probability.
///
/// ```
/// let corrected = doorstep_agreement::benjamini_hochberg(&[0.01, 0.04, 0.03])?;
/// assert_eq!(corrected, [0.03, 0.04, 0.04]);
/// # Ok::<(), doorstep_agreement::Invalid>(())
/// ```
pub fn benjamini_hochberg(probabilities: &[f64]) -> Result<Vec<f64>, Invalid> {
    let order = rising(probabilities)?;
    let mut corrected = vec![0.0; probabilities.len()];
    let mut least: f64 = 1.0;
    for (place, which) in order.iter().enumerate().rev() {
        least = least.min(order.len() as f64 * probabilities[*which] / (place + 1) as f64);
        corrected[*which] = least;
    }
    Ok(corrected)
}

/// The places of probabilities from the least on.
fn rising(probabilities: &[f64]) -> Result<Vec<usize>, Invalid> {
    for value in probabilities {
        within("a probability", *value, "from 0 to 1", (0.0..=1.0).contains(value))?;
    }
    let mut order: Vec<usize> = (0..probabilities.len()).collect();
    order.sort_by(|one, other| probabilities[*one].total_cmp(&probabilities[*other]));
    Ok(order)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Chance;

    fn observation(person: usize, stratum: usize, in_group: bool, value: f64) -> Observation {
        Observation { person, stratum, in_group, value }
    }

    #[test]
    fn one_stratum_without_repeats_is_the_difference_of_two_means() {
        // Robust standard error by hand: both groups have squared residuals 2 of 4 values, so Σ (x̃ e)² = (2 + 2)/4 = 1, Σ x̃² = 2 and
        // c = 8/7 · 7/6: √(4/3)/2.
        let values = [3.0, 4.0, 5.0, 4.0, 6.0, 7.0, 8.0, 7.0];
        let all: Vec<Observation> = values.iter().enumerate().map(|(person, value)| observation(person, 0, person > 3, *value)).collect();
        let found = stratified_difference(&all).unwrap();
        assert!((found.standard_error.unwrap() - libm::sqrt(4.0 / 3.0) / 2.0).abs() < 1e-14);
        assert_eq!((found.difference, found.people_in, found.people_out), (3.0, 4, 4));
        // Whoever is first in the list changes nothing.
        let reversed: Vec<Observation> = all.iter().rev().copied().collect();
        assert_eq!(stratified_difference(&reversed), Ok(found));
    }

    #[test]
    fn a_harder_stratum_is_no_difference_of_groups() {
        // The group has more of the hard stratum; within each stratum nothing differs.
        let mut all = Vec::new();
        for person in 0..40 {
            let stratum = person % 2;
            let in_group = if stratum == 0 { person % 8 == 0 } else { person % 8 != 1 };
            all.push(observation(person, stratum, in_group, if stratum == 0 { 10.0 } else { 2.0 } + f64::from(person as u8 / 8)));
        }
        let found = stratified_difference(&all).unwrap();
        assert!(found.difference.abs() < 0.5, "{found:?}");
        assert!(found.p.unwrap() > 0.3);
    }

    #[test]
    fn what_tells_nothing_says_why() {
        let one_side: Vec<Observation> = (0..4).map(|person| observation(person, 0, true, 1.0)).collect();
        assert!(matches!(stratified_difference(&one_side), Err(Undefined::NoVariation(_))));
        let apart: Vec<Observation> = (0..6).map(|person| observation(person, 0, person > 2, f64::from(u8::from(person > 2)))).collect();
        let found = stratified_difference(&apart).unwrap();
        assert_eq!((found.difference, found.p), (1.0, Err(Undefined::NoVariation("the value within the groups"))));
        assert!(stratified_difference(&[]).is_err());
        assert!(mean_estimate(&[]).is_err());
        assert_eq!(mean_estimate(&[2.0]).unwrap().interval_95, Err(Undefined::TooFew { what: "values", needed: 2 }));
        assert_eq!(quantile(&[], 0.5), Ok(Err(Undefined::NoData)));
        assert!(quantile(&[f64::NAN], 0.5).is_err() && holm(&[1.5]).is_err() && benjamini_hochberg(&[f64::NAN]).is_err());
        assert_eq!(correlation(&[1.0, 2.0], &[2.0, 4.0]).unwrap().unwrap().value, 1.0);
    }

    #[test]
    fn without_a_difference_false_alarms_come_at_their_nominal_rate() {
        // 24 people with 8 tasks each; a person's own level is shared by all their tasks.
        let mut chance = Chance::new(11);
        let mut draw = || f64::from(chance.below(1000)) / 1000.0;
        let (rounds, mut alarms) = (2000, 0);
        for _ in 0..rounds {
            let mut all = Vec::new();
            for person in 0..24 {
                let own = draw();
                all.extend((0..8).map(|task| observation(person, task, draw() < 0.5, own + draw() + 0.1 * task as f64)));
            }
            alarms += u32::from(stratified_difference(&all).unwrap().p.unwrap() < 0.05);
        }
        // 5 % of 2,000 is 100; three standard deviations are 29. The estimator is slightly generous with so few people.
        assert!((60..=150).contains(&alarms), "{alarms} of {rounds}");
    }
}
