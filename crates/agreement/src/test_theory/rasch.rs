//! Rasch: how hard the items are, whoever answered them, and how able a person is.

use crate::distribution::normal_density;
use crate::undefined::within;
use crate::{Invalid, Statistic, Undefined};

/// Answers of persons (rows) to items, right or wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Responses {
    items: usize,
    persons: Vec<Vec<bool>>,
}

/// The most items that conditional maximum likelihood is computed for.
const MOST_ITEMS: usize = 200;

impl Responses {
    /// From one row a person.
    ///
    /// # Errors
    /// Rows of different lengths, or more than 200 items.
    pub fn new(persons: Vec<Vec<bool>>) -> Result<Self, Invalid> {
        let items = persons.first().map_or(0, Vec::len);
        if let Some((row, short)) = persons.iter().enumerate().find(|(_, row)| row.len() != items) {
            return Err(Invalid::Ragged { what: "the answers", row, length: short.len(), expected: items });
        }
        if items > MOST_ITEMS {
            return Err(Invalid::TooMany { what: "items", most: MOST_ITEMS });
        }
        Ok(Self { items, persons })
    }
}

/// Item difficulties by conditional maximum likelihood (Andersen 1970), with mean zero over the items that have one.
///
/// Persons with nothing or everything right say nothing about the items. An item that everybody or nobody solved among the others has no
/// difficulty; it is set aside, and the rest are estimated without it. Where the answers do not link the items (Fischer 1981), none has.
///
/// ```
/// use doorstep_agreement::{Responses, rasch_difficulties};
///
/// let answers = Responses::new(vec![vec![true, false], vec![true, false], vec![true, false], vec![false, true]])?;
/// // Two items: the difference is the logarithm of how often the one was solved and not the other.
/// let difficulties = rasch_difficulties(&answers);
/// assert!((difficulties[1]? - difficulties[0]? - 3_f64.ln()).abs() < 1e-9);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn rasch_difficulties(responses: &Responses) -> Vec<Statistic> {
    let mut result = vec![Err(Undefined::ExtremeItem); responses.items];
    let mut kept: Vec<usize> = (0..responses.items).collect();
    loop {
        let informative: Vec<&Vec<bool>> = responses
            .persons
            .iter()
            .filter(|row| {
                let score = kept.iter().filter(|item| row[**item]).count();
                score > 0 && score < kept.len()
            })
            .collect();
        let solved = |item: usize| informative.iter().filter(|row| row[item]).count();
        let before = kept.len();
        if informative.is_empty() {
            let why = if responses.persons.is_empty() {
                Undefined::NoData
            } else {
                Undefined::Outside("nobody has some items right and some wrong")
            };
            kept.iter().for_each(|item| result[*item] = Err(why));
            return result;
        }
        kept.retain(|item| (1..informative.len()).contains(&solved(*item)));
        if kept.len() < before {
            continue;
        }
        let estimates = if is_connected(&informative, &kept) { estimate(&informative, &kept) } else { Err(Undefined::NotConnected) };
        for (place, item) in kept.iter().enumerate() {
            result[*item] = estimates.as_ref().map(|values| values[place]).map_err(|why| *why);
        }
        return result;
    }
}

/// Whether, for every division of the items in two, somebody solved one of the first and not one of the second.
fn is_connected(persons: &[&Vec<bool>], items: &[usize]) -> bool {
    let k = items.len();
    let mut beats = vec![false; k * k];
    for row in persons {
        for (one, item) in items.iter().enumerate().filter(|(_, item)| row[**item]) {
            let _: usize = *item;
            items.iter().enumerate().filter(|(_, other)| !row[**other]).for_each(|(other, _)| beats[one * k + other] = true);
        }
    }
    let reaches_all = |edge: &dyn Fn(usize, usize) -> bool| {
        let mut seen = vec![false; k];
        let mut open = vec![0];
        while let Some(one) = open.pop() {
            if !core::mem::replace(&mut seen[one], true) {
                open.extend((0..k).filter(|other| edge(one, *other)));
            }
        }
        seen.iter().all(|seen| *seen)
    };
    k > 0 && reaches_all(&|one, other| beats[one * k + other]) && reaches_all(&|one, other| beats[other * k + one])
}

/// Newton's method on the conditional likelihood.
fn estimate(persons: &[&Vec<bool>], items: &[usize]) -> Statistic<Vec<f64>> {
    let k = items.len();
    let mut scores = vec![0.0; k + 1];
    let mut solved = vec![0.0; k];
    for row in persons {
        let own: Vec<bool> = items.iter().map(|item| row[*item]).collect();
        scores[own.iter().filter(|right| **right).count()] += 1.0;
        solved.iter_mut().zip(&own).for_each(|(sum, right)| *sum += f64::from(u8::from(*right)));
    }
    let n = persons.len() as f64;
    // Begun at the logit of each item's share, which is near for long tests.
    let mut easiness: Vec<f64> = solved.iter().map(|sum| libm::log(sum / (n - sum))).collect();
    let mut likely = f64::NEG_INFINITY;
    for _ in 0..200 {
        centre(&mut easiness);
        let (value, expected, curvature) = conditional(&easiness, &scores, &solved);
        let slope: Vec<f64> = solved.iter().zip(&expected).map(|(own, expected)| own - expected).collect();
        if slope.iter().all(|slope| slope.abs() <= 1e-11 * n) {
            easiness.iter_mut().for_each(|value| *value = -*value + 0.0);
            return Ok(easiness);
        }
        let step = solve(curvature, slope)?;
        let longest = step.iter().fold(0.0_f64, |most, step| most.max(step.abs()));
        // Where a step is long or the likelihood fell, go more slowly.
        let pace = if longest > 2.0 || value < likely - 1e-9 * likely.abs() { (1.0 / longest).min(0.5) } else { 1.0 };
        likely = value;
        if longest <= 1e-13 {
            easiness.iter_mut().for_each(|value| *value = -*value + 0.0);
            return Ok(easiness);
        }
        easiness.iter_mut().zip(&step).for_each(|(value, step)| *value += pace * step);
    }
    Err(Undefined::NoConvergence)
}

fn centre(values: &mut [f64]) {
    let middle = values.iter().sum::<f64>() / values.len() as f64;
    values.iter_mut().for_each(|value| *value -= middle);
}

/// The logarithm of the conditional likelihood, each item's expected number right, and the information.
fn conditional(easiness: &[f64], scores: &[f64], solved: &[f64]) -> (f64, Vec<f64>, Vec<f64>) {
    let k = easiness.len();
    let odds: Vec<f64> = easiness.iter().map(|value| libm::exp(*value)).collect();
    let all = symmetric(odds.iter().copied());
    let mut value: f64 = easiness.iter().zip(solved).map(|(easiness, solved)| easiness * solved).sum();
    let mut expected = vec![0.0; k];
    let mut information = vec![0.0; k * k];
    let with_score = || scores.iter().enumerate().filter(|(score, count)| **count > 0.0 && *score > 0);
    value -= with_score().map(|(score, count)| count * libm::log(all[score])).sum::<f64>();
    // How likely each item is solved given the score, for the products.
    let mut given = vec![vec![0.0; k]; k + 1];
    for one in 0..k {
        let without = symmetric(odds.iter().enumerate().filter(|(item, _)| *item != one).map(|(_, odds)| *odds));
        for (score, count) in with_score() {
            given[score][one] = odds[one] * without[score - 1] / all[score];
            expected[one] += count * given[score][one];
        }
        for other in one + 1..k {
            let rest = symmetric(odds.iter().enumerate().filter(|(item, _)| *item != one && *item != other).map(|(_, odds)| *odds));
            let both: f64 = with_score()
                .filter(|(score, _)| *score >= 2)
                .map(|(score, count)| count * odds[one] * odds[other] * rest[score - 2] / all[score])
                .sum();
            information[one * k + other] = both;
        }
    }
    for one in 0..k {
        for other in one..k {
            let apart: f64 = with_score().map(|(score, count)| count * given[score][one] * given[score][other]).sum();
            let both = if one == other { expected[one] } else { information[one * k + other] };
            information[one * k + other] = both - apart;
            information[other * k + one] = both - apart;
        }
    }
    (value, expected, information)
}

/// The elementary symmetric functions of some odds, by the summation algorithm: every term is positive.
fn symmetric(odds: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sums = vec![1.0];
    for odd in odds {
        sums.push(0.0);
        for order in (1..sums.len()).rev() {
            sums[order] += odd * sums[order - 1];
        }
    }
    sums
}

/// Solves the information times the step = the slope. All easinesses may move together: the last one stands still.
fn solve(mut matrix: Vec<f64>, mut right: Vec<f64>) -> Statistic<Vec<f64>> {
    let (k, width) = (right.len() - 1, right.len());
    // Cholesky's way: the information without one item is positive definite.
    for column in 0..k {
        let mut pivot = matrix[column * width + column];
        pivot -= (0..column).map(|before| matrix[column * width + before] * matrix[column * width + before]).sum::<f64>();
        if pivot <= 0.0 || !pivot.is_finite() {
            return Err(Undefined::NoConvergence);
        }
        let pivot = libm::sqrt(pivot);
        matrix[column * width + column] = pivot;
        for row in column + 1..k {
            let less: f64 = (0..column).map(|before| matrix[row * width + before] * matrix[column * width + before]).sum();
            matrix[row * width + column] = (matrix[row * width + column] - less) / pivot;
        }
    }
    for row in 0..k {
        let less: f64 = (0..row).map(|before| matrix[row * width + before] * right[before]).sum();
        right[row] = (right[row] - less) / matrix[row * width + row];
    }
    for row in (0..k).rev() {
        let less: f64 = (row + 1..k).map(|after| matrix[after * width + row] * right[after]).sum();
        right[row] = (right[row] - less) / matrix[row * width + row];
    }
    right[k] = 0.0;
    Ok(right)
}

/// How a person's ability is estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbilityMethod {
    /// Maximum likelihood; nothing or everything right has none.
    MaximumLikelihood,
    /// Warm's weighted likelihood (1989), with the standard error 1/√information at the estimate.
    WeightedLikelihood,
    /// The mean of the posterior with a standard normal prior, with its standard deviation.
    ExpectedAPosteriori,
}

/// A person's ability on the scale of the items' difficulties.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ability {
    /// The estimate, in logits.
    pub theta: f64,
    /// Its standard error.
    pub standard_error: f64,
}

/// A person's ability from the number right on items of known difficulty.
///
/// # Errors
/// A score above the number of items, or a difficulty that is not finite.
pub fn rasch_ability(score: usize, difficulties: &[f64], method: AbilityMethod) -> Result<Statistic<Ability>, Invalid> {
    let k = difficulties.len();
    within("the score", score as f64, "at most the number of items", score <= k)?;
    if difficulties.iter().any(|value| !value.is_finite()) {
        return Err(Invalid::NotFinite("the difficulties"));
    }
    if method == AbilityMethod::ExpectedAPosteriori {
        return Ok(Ok(posterior(score as f64, difficulties)));
    }
    if k == 0 {
        return Ok(Err(Undefined::NoData));
    }
    let weighted = method == AbilityMethod::WeightedLikelihood;
    if !weighted && (score == 0 || score == k) {
        return Ok(Err(Undefined::ExtremeScore));
    }
    // Falls as theta rises, so that halving finds its one zero.
    let slope = |theta: f64| {
        let (mut expected, mut information, mut skew) = (0.0, 0.0, 0.0);
        for difficulty in difficulties {
            let right = logistic(theta - difficulty);
            let spread = right * logistic(difficulty - theta);
            expected += right;
            information += spread;
            skew += spread * (1.0 - 2.0 * right);
        }
        (score as f64 - expected + if weighted && information > 0.0 { skew / (2.0 * information) } else { 0.0 }, information)
    };
    let (least, most) =
        difficulties.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| (least.min(*value), most.max(*value)));
    let (mut low, mut high) = (least - 40.0, most + 40.0);
    for _ in 0..200 {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        if slope(middle).0 > 0.0 { low = middle } else { high = middle }
    }
    let theta = low + (high - low) / 2.0;
    let (_, information) = slope(theta);
    Ok(if information > 0.0 { Ok(Ability { theta, standard_error: 1.0 / libm::sqrt(information) }) } else { Err(Undefined::NoConvergence) })
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

/// The posterior with a standard normal prior: sums over equal steps, which for so smooth a function are as good as the integral.
fn posterior(score: f64, difficulties: &[f64]) -> Ability {
    let places = || (-1200..=1200).map(|place| f64::from(place) / 100.0);
    let ln_weight = |theta: f64| {
        // ln(1 + exp(x)) without overflow.
        let wrong = |x: f64| if x > 0.0 { x + libm::log1p(libm::exp(-x)) } else { libm::log1p(libm::exp(x)) };
        score * theta - difficulties.iter().map(|difficulty| wrong(theta - difficulty)).sum::<f64>()
    };
    let most = places().map(|theta| ln_weight(theta) - theta * theta / 2.0).fold(f64::NEG_INFINITY, f64::max);
    let (mut all, mut first, mut second) = (0.0, 0.0, 0.0);
    for theta in places() {
        let weight = libm::exp(ln_weight(theta) - most) * normal_density(theta);
        all += weight;
        first += weight * theta;
        second += weight * theta * theta;
    }
    let theta = first / all;
    Ability { theta, standard_error: libm::sqrt((second / all - theta * theta).max(0.0)) }
}
