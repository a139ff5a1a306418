//! Confidence: is it as often right as it says?

use crate::undefined::within;
use crate::{Invalid, Statistic, Undefined};

/// A stated probability and whether it came about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    probability: f64,
    came_about: bool,
}

impl Forecast {
    /// A stated probability and whether it came about.
    ///
    /// # Errors
    /// A number that is no probability.
    pub fn new(probability: f64, came_about: bool) -> Result<Self, Invalid> {
        within("a probability", probability, "from 0 to 1", (0.0..=1.0).contains(&probability))?;
        Ok(Self { probability: probability + 0.0, came_about })
    }
}

/// The Brier score and its parts: brier = reliability - resolution + uncertainty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Brier {
    /// The mean squared distance between probability and outcome.
    pub score: f64,
    /// How far the stated probabilities are from how often they came about; 0 is best.
    pub reliability: f64,
    /// How much the outcomes behind different stated probabilities differ; more is better.
    pub resolution: f64,
    /// How uncertain the outcome is without any statement.
    pub uncertainty: f64,
}

/// The Brier score (Brier 1950) with Murphy's parts (1973) over the distinct stated probabilities.
pub fn brier(forecasts: &[Forecast]) -> Statistic<Brier> {
    if forecasts.is_empty() {
        return Err(Undefined::NoData);
    }
    let n = forecasts.len() as f64;
    let outcome = |forecast: &Forecast| f64::from(u8::from(forecast.came_about));
    let base = forecasts.iter().map(outcome).sum::<f64>() / n;
    let score = forecasts.iter().map(|forecast| (forecast.probability - outcome(forecast)) * (forecast.probability - outcome(forecast)));
    let score = score.sum::<f64>() / n;
    let mut sorted = forecasts.to_vec();
    sorted.sort_by(|one, other| one.probability.total_cmp(&other.probability));
    let (mut reliability, mut resolution) = (0.0, 0.0);
    for bin in sorted.chunk_by(|one, other| one.probability == other.probability) {
        let (count, probability) = (bin.len() as f64, bin[0].probability);
        let rate = bin.iter().map(outcome).sum::<f64>() / count;
        reliability += count * (probability - rate) * (probability - rate) / n;
        resolution += count * (rate - base) * (rate - base) / n;
    }
    Ok(Brier { score, reliability, resolution, uncertainty: base * (1.0 - base) })
}

/// The ranked probability score (Epstein 1969, Murphy 1971) of probabilities for ordered categories, not divided by their number less one:
/// Σ (P_k - O_k)² over the cumulated probabilities P and outcome O.
///
/// # Errors
/// Numbers that are no probabilities or do not add up to 1 (to a millionth), or an outcome that does not exist.
///
/// ```
/// let score = doorstep_agreement::ranked_probability_score(&[0.2, 0.5, 0.3], 1)?;
/// assert!((score - 0.13).abs() < 1e-12);
/// # Ok::<(), doorstep_agreement::Invalid>(())
/// ```
pub fn ranked_probability_score(probabilities: &[f64], outcome: usize) -> Result<f64, Invalid> {
    for value in probabilities {
        within("a probability", *value, "from 0 to 1", (0.0..=1.0).contains(value))?;
    }
    let sum: f64 = probabilities.iter().sum();
    within("the sum of the probabilities", sum, "1", (sum - 1.0).abs() <= 1e-6)?;
    if outcome >= probabilities.len() {
        return Err(Invalid::NoSuchPlace { what: "category", place: outcome, count: probabilities.len() });
    }
    let (mut below, mut score) = (0.0, 0.0);
    for (place, value) in probabilities.iter().enumerate().take(probabilities.len() - 1) {
        below += value;
        let came = f64::from(u8::from(outcome <= place));
        score += (below - came) * (below - came);
    }
    Ok(score)
}

/// How certain an answer claims to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// 1: right earns 1, wrong 0.
    Low,
    /// 2: right earns 2, wrong costs 2. Best from 67 % on.
    Medium,
    /// 3: right earns 3, wrong costs 6. Best from 80 % on.
    High,
}

/// Certainty-based marking (Gardner-Medwin 1995): the sum of the marks.
///
/// ```
/// use doorstep_agreement::{Certainty, certainty_marks};
///
/// assert_eq!(certainty_marks(&[(Certainty::High, true), (Certainty::High, false), (Certainty::Low, false)]), -3);
/// ```
pub fn certainty_marks(answers: &[(Certainty, bool)]) -> i64 {
    let mark = |answer: &(Certainty, bool)| match answer {
        (Certainty::Low, true) => 1,
        (Certainty::Low, false) => 0,
        (Certainty::Medium, true) => 2,
        (Certainty::Medium, false) => -2,
        (Certainty::High, true) => 3,
        (Certainty::High, false) => -6,
    };
    answers.iter().map(mark).sum()
}
