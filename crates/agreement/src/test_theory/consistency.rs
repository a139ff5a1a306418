//! Would the same people pass again? From one administration.

use crate::distribution::{binomial_at_least, normal, split_at};
use crate::number::ratio;
use crate::undefined::within;
use crate::{Invalid, Statistic, Undefined};

/// How consistently people pass or fail over two equal forms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Consistency {
    /// The share of equal decisions.
    pub agreement: f64,
    /// What the pass rate alone would give.
    pub by_chance: f64,
    /// (agreement - by chance)/(1 - by chance).
    pub kappa: Statistic,
}

impl Consistency {
    fn new(agreement: f64, pass_rate: f64) -> Self {
        // 1 - chance, without taking 1 from nearly 1.
        let room = 2.0 * pass_rate * (1.0 - pass_rate);
        let kappa = if room > 0.0 { Ok(1.0 - (1.0 - agreement) / room) } else { Err(Undefined::ChanceIsComplete) };
        Self { agreement, by_chance: 1.0 - room, kappa }
    }
}

/// Livingston's k² (Livingston 1972): (r s² + (M - C)²)/(s² + (M - C)²), how reliably scores lie on their side of the cut.
pub fn livingston_k2(reliability: f64, mean: f64, deviation: f64, cut: f64) -> Statistic {
    let (spread, away) = (deviation * deviation, (mean - cut) * (mean - cut));
    ratio(reliability * spread + away, spread + away, "no spread, and the mean is at the cut")
}

/// Decision consistency by the normal approximation (Peng & Subkoviak 1980): with z the cut (less half a point) in standard deviations from
/// the mean, p0 = 1 + 2 (Φ₂(z, z; r) - Φ(z)) and pc = 1 - 2 Φ(z)(1 - Φ(z)).
///
/// # Errors
/// A reliability outside 0 to 1.
///
/// ```
/// let found = doorstep_agreement::peng_subkoviak(0.7, 0.9)?;
/// assert_eq!(format!("{:.3} {:.3}", found.agreement, found.kappa.unwrap()), "0.888 0.695");
/// # Ok::<(), doorstep_agreement::Invalid>(())
/// ```
pub fn peng_subkoviak(z: f64, reliability: f64) -> Result<Consistency, Invalid> {
    within("the reliability", reliability, "from 0 to 1", (0.0..=1.0).contains(&reliability))?;
    within("z", z, "a finite number", true)?;
    Ok(Consistency::new(1.0 - split_at(z, reliability), normal(-z.abs())))
}

/// Decision consistency by Subkoviak's method (1976): each person's true share is r x/n + (1 - r) mean/n, the number right is binomial,
/// p0 = mean(P² + (1 - P)²) and pc = p̄² + (1 - p̄)² with P the probability of reaching the cut.
///
/// # Errors
/// A score outside 0 to n, or a reliability outside 0 to 1.
pub fn subkoviak(scores: &[f64], n: usize, cut: f64, reliability: f64) -> Result<Statistic<Consistency>, Invalid> {
    within("the reliability", reliability, "from 0 to 1", (0.0..=1.0).contains(&reliability))?;
    within("the cut", cut, "a finite number", true)?;
    for score in scores {
        within("a score", *score, "from 0 to the number of items", (0.0..=n as f64).contains(score))?;
    }
    within("the number of items", n as f64, "from 1 to 100,000", (1..=100_000).contains(&n))?;
    let Ok(mean) = crate::number::mean(scores) else { return Ok(Err(Undefined::NoData)) };
    let least = libm::ceil(cut.max(0.0)) as usize;
    let passes: Vec<f64> =
        scores.iter().map(|score| binomial_at_least(least, n, (reliability * score + (1.0 - reliability) * mean) / n as f64)).collect();
    let count = passes.len() as f64;
    let agreement = passes.iter().map(|pass| pass * pass + (1.0 - pass) * (1.0 - pass)).sum::<f64>() / count;
    Ok(Ok(Consistency::new(agreement, passes.iter().sum::<f64>() / count)))
}

/// Lord's standard error of measurement at a score (Lord 1955): √(x (n - x)/(n - 1)).
///
/// # Errors
/// A score outside 0 to n.
pub fn lord_error(score: f64, n: f64) -> Result<Statistic, Invalid> {
    within("the score", score, "from 0 to the number of items", (0.0..=n).contains(&score))?;
    if n <= 1.0 {
        return Ok(Err(Undefined::TooFew { what: "items", needed: 2 }));
    }
    Ok(Ok(libm::sqrt(score * (n - score) / (n - 1.0))))
}
