//! Whether people who were sure were right.

use doorstep_agreement::{Forecast, brier, ordinal_auc};
use doorstep_simulator::Confidence;
use serde::Serialize;

use crate::grading::mean;
use crate::pool::Taken;
use crate::{CohortPolicy, Figure, Pool};

/// Confidence in one's own grade against whether it was one of the least cost.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Confident {
    /// Unsure, fairly sure, sure.
    pub rows: Vec<SureRow>,
    /// What people stated less how often they were right, each person's own mean: above 0 is too sure.
    pub overconfidence: Figure,
    /// How well confidence tells right from wrong grades: the area under the curve, .5 is not at all.
    pub tells_apart: Figure,
    /// The Brier score: the mean squared distance between what was stated and what was so; 0 is best.
    pub brier: Figure,
    /// Its part that bad calibration costs.
    pub miscalibration: Figure,
    /// Its part that knowing when one is right saves.
    pub resolution: Figure,
}

/// One word of confidence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SureRow {
    /// The word.
    pub confidence: Confidence,
    /// The probability that the policy takes it for.
    pub stated: f64,
    /// How many people said it.
    pub n: usize,
    /// How many grades it was said of.
    pub grades: usize,
    /// How often they were right, each person's own share.
    pub right: Figure,
}

const WORDS: [Confidence; 3] = [Confidence::Unsure, Confidence::FairlySure, Confidence::Sure];

pub(crate) fn confidence(pool: &Pool<'_>, policy: &CohortPolicy) -> Confident {
    let stated = |confidence: Confidence| WORDS.iter().position(|word| *word == confidence).map_or(0.5, |place| policy.confidence[place]);
    let rows = WORDS.map(|word| {
        let right =
            pool.per_person(|taken| mean(said(taken).filter(|(said, _)| *said == word).map(|(_, right)| f64::from(u8::from(right)))));
        SureRow {
            confidence: word,
            stated: stated(word),
            n: right.len(),
            grades: pool.taken.iter().flat_map(said).filter(|(said, _)| *said == word).count(),
            right: Figure::mean_share(policy, &right),
        }
    });
    let too_sure = pool.per_person(|taken| mean(said(taken).map(|(said, right)| stated(said) - f64::from(u8::from(right)))));
    let n = too_sure.len();
    let mut counts = [[0_u64; 3]; 2];
    let mut forecasts = Vec::new();
    for (word, right) in pool.taken.iter().flat_map(said) {
        counts[usize::from(right)][word as usize] += 1;
        forecasts.extend(Forecast::new(stated(word), right));
    }
    let parts = brier(&forecasts);
    let plain = |value| Figure::plain(policy, n, value);
    Confident {
        rows: rows.into(),
        overconfidence: Figure::mean(policy, &too_sure),
        // Invariant: both lists have three counts.
        tells_apart: plain(ordinal_auc(&counts[1], &counts[0]).expect("both lists have three counts")),
        brier: plain(parts.map(|parts| parts.score)),
        miscalibration: plain(parts.map(|parts| parts.reliability)),
        resolution: plain(parts.map(|parts| parts.resolution)),
    }
}

/// How sure somebody was of each own grade, and whether it was one of the least cost.
fn said<'a>(taken: &Taken<'a>) -> impl Iterator<Item = (Confidence, bool)> + use<'a> {
    let entry = taken.entry;
    let judged = entry.levels.iter().zip(&entry.call.assessments).filter(|(_, assessment)| assessment.judged);
    judged.filter_map(|(level, _)| level.map(|level| (level.confidence, level.directions[1] == doorstep_scoring::GradeDirection::Exact)))
}
