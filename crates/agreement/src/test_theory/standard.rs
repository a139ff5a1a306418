//! Where is the cut? Judges, grades, bounds.

use crate::number::{mean, ratio, root, squares, variance};
use crate::undefined::within;
use crate::{Invalid, Matrix, Statistic, Undefined};

/// A cut by modified Angoff.
#[derive(Clone, Debug, PartialEq)]
pub struct Angoff {
    /// The mean of the judges' cuts.
    pub cut: Statistic,
    /// The standard deviation of the judges' cuts.
    pub judge_deviation: Statistic,
    /// The standard error of the cut: that deviation over the root of the number of judges.
    pub standard_error: Statistic,
    /// Each judge's own cut: the sum of what the judge expects.
    pub judge_cuts: Vec<f64>,
}

/// The modified Angoff method (Angoff 1971), of judges (rows) by items: what score a just acceptable candidate is expected to get.
///
/// ```
/// use doorstep_agreement::{Matrix, angoff};
///
/// let found = angoff(&Matrix::from_rows(&[vec![0.5, 0.7], vec![0.6, 0.8]])?);
/// assert!((found.cut? - 1.3).abs() < 1e-12 && (found.standard_error? - 0.1).abs() < 1e-12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn angoff(ratings: &Matrix) -> Angoff {
    let judge_cuts = ratings.row_sums();
    let judge_deviation = if judge_cuts.is_empty() { Err(Undefined::NoData) } else { variance("judges", &judge_cuts).map(root) };
    let standard_error = judge_deviation.map(|deviation| deviation / libm::sqrt(judge_cuts.len() as f64));
    Angoff { cut: mean(&judge_cuts), judge_deviation, standard_error, judge_cuts }
}

/// A cut by regression of scores on global grades.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BorderlineRegression {
    /// The score at grade 0.
    pub intercept: Statistic,
    /// The score per grade.
    pub slope: Statistic,
    /// The score at the borderline grade.
    pub cut: Statistic,
    /// The standard error of the line at the borderline grade.
    pub cut_error: Statistic,
    /// The share of the scores' variance that the grades explain.
    pub explained: Statistic,
    /// The standard deviation of the residuals, with n - 2.
    pub residual_deviation: Statistic,
}

/// The borderline regression method: least squares of score on grade, read off at the borderline grade.
///
/// # Errors
/// Lists of different lengths, or a number that is not finite.
pub fn borderline_regression(scores: &[f64], grades: &[f64], borderline: f64) -> Result<BorderlineRegression, Invalid> {
    if scores.len() != grades.len() {
        return Err(Invalid::Lengths { one: "the scores", length: scores.len(), other: "the grades", other_length: grades.len() });
    }
    if scores.iter().chain(grades).any(|value| !value.is_finite()) {
        return Err(Invalid::NotFinite("the scores and grades"));
    }
    within("the borderline grade", borderline, "a finite number", true)?;
    let n = scores.len() as f64;
    let middles = mean(grades).and_then(|grade| Ok((grade, mean(scores)?)));
    let spread = squares(grades);
    let line = middles.and_then(|(grade, score)| {
        let together: f64 = scores.iter().zip(grades).map(|(own, at)| (own - score) * (at - grade)).sum();
        let slope = if spread == 0.0 { Err(Undefined::NoVariation("the grade")) } else { Ok(together / spread) }?;
        Ok((score - slope * grade, slope))
    });
    let left = line.map(|(intercept, slope)| {
        let residual = |(score, grade): (&f64, &f64)| score - intercept - slope * grade;
        scores.iter().zip(grades).map(residual).map(|residual| residual * residual).sum::<f64>()
    });
    let residual_deviation = left.and_then(|left| match scores.len() {
        0..=2 => Err(Undefined::TooFew { what: "candidates", needed: 3 }),
        _ => Ok(root(left / (n - 2.0))),
    });
    let explained = left.and_then(|left| match squares(scores) {
        0.0 => Err(Undefined::NoVariation("the score")),
        all => Ok(1.0 - left / all),
    });
    let away = middles.map(|(grade, _)| borderline - grade);
    let cut_error = residual_deviation.and_then(|deviation| Ok(deviation * root(1.0 / n + away? * away? / spread)));
    let (intercept, slope) = (line.map(|line| line.0), line.map(|line| line.1));
    let cut = line.map(|(intercept, slope)| intercept + slope * borderline);
    Ok(BorderlineRegression { intercept, slope, cut, cut_error, explained, residual_deviation })
}

/// The least and most acceptable cuts and fail rates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HofsteeBounds {
    least_cut: f64,
    most_cut: f64,
    least_failing: f64,
    most_failing: f64,
}

impl HofsteeBounds {
    /// Cuts on the scale of the scores, fail rates as proportions.
    ///
    /// # Errors
    /// Bounds that do not rise, or fail rates that are no proportions.
    pub fn new(least_cut: f64, most_cut: f64, least_failing: f64, most_failing: f64) -> Result<Self, Invalid> {
        within("the least cut", least_cut, "below the most", least_cut < most_cut)?;
        within("the most cut", most_cut, "a finite number", true)?;
        within("the least fail rate", least_failing, "a proportion below the most", least_failing >= 0.0 && least_failing < most_failing)?;
        within("the most fail rate", most_failing, "a proportion", most_failing <= 1.0)?;
        Ok(Self { least_cut, most_cut, least_failing, most_failing })
    }

    /// The fail rate that the compromise allows at a cut.
    fn allowed(&self, cut: f64) -> f64 {
        self.most_failing + (self.least_failing - self.most_failing) * (cut - self.least_cut) / (self.most_cut - self.least_cut)
    }

    /// The cut at which the compromise allows a fail rate.
    fn cut_at(&self, failing: f64) -> f64 {
        self.least_cut + (self.most_failing - failing) / (self.most_failing - self.least_failing) * (self.most_cut - self.least_cut)
    }
}

/// Where Hofstee's line meets the scores.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hofstee {
    /// The cut.
    pub cut: f64,
    /// The share of scores below it.
    pub fail_rate: f64,
}

/// Hofstee's compromise (Hofstee 1983): where the line from (least cut, most failing) to (most cut, least failing) meets P(score < cut).
/// That share rises in steps: where the line passes through a step, the cut is at that score. They need not meet.
///
/// # Errors
/// A score that is not finite.
pub fn hofstee(scores: &[f64], bounds: HofsteeBounds) -> Result<Statistic<Hofstee>, Invalid> {
    if scores.iter().any(|score| !score.is_finite()) {
        return Err(Invalid::NotFinite("the scores"));
    }
    if scores.is_empty() {
        return Ok(Err(Undefined::NoData));
    }
    let mut sorted = scores.to_vec();
    sorted.sort_by(f64::total_cmp);
    let below = |cut: f64| sorted.partition_point(|score| *score < cut) as f64 / sorted.len() as f64;
    let at_most = |cut: f64| sorted.partition_point(|score| *score <= cut) as f64 / sorted.len() as f64;
    if below(bounds.least_cut) > bounds.allowed(bounds.least_cut) || below(bounds.most_cut) < bounds.allowed(bounds.most_cut) {
        return Ok(Err(Undefined::NoCrossing));
    }
    // From one score to the next the share is level: it starts as `at_most(start)` and the line comes down to it there, or does not.
    let inside = sorted.iter().copied().filter(|score| *score >= bounds.least_cut && *score < bounds.most_cut);
    let mut start = bounds.least_cut;
    let mut share = below(start);
    for score in inside.chain([bounds.most_cut]) {
        let cut = bounds.cut_at(share);
        if cut <= score {
            return Ok(Ok(Hofstee { cut: cut.max(start), fail_rate: below(cut.max(start)) }));
        }
        (start, share) = (score, at_most(score));
        if share >= bounds.allowed(score) {
            return Ok(Ok(Hofstee { cut: score, fail_rate: below(score) }));
        }
    }
    Ok(Err(Undefined::NoCrossing))
}

/// The cut of a bookmark on the Rasch scale: b + ln(rp/(1 - rp)) for an item of difficulty b and response probability rp.
pub fn bookmark(difficulty: f64, response_probability: f64) -> Statistic {
    if !(response_probability > 0.0 && response_probability < 1.0) {
        return Err(Undefined::Outside("a response probability of 0 or 1 has no finite cut"));
    }
    let odds = ratio(response_probability, 1.0 - response_probability, "1 - rp")?;
    Ok(difficulty + libm::log(odds))
}
