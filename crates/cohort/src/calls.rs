//! How hard each call is, and how well it tells people apart.

use doorstep_agreement::{correlation, standard_deviation};
use doorstep_scoring::{GradeDirection, KeyStatus};
use serde::Serialize;

use crate::{CohortPolicy, Figure, Missing, Pool};

/// One call.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CallRow {
    /// Its id.
    pub id: String,
    /// Its title.
    pub call: String,
    /// Its version.
    pub version: String,
    /// The first eight digits of its digest.
    pub digest: String,
    /// The key's version.
    pub key_version: String,
    /// The first eight digits of the key's digest.
    pub key_digest: String,
    /// What stands behind the key.
    pub key: KeyStatus,
    /// How many people took it.
    pub n: usize,
    /// The mean score, 0 to 100: the higher, the easier.
    pub score: Figure,
    /// The standard deviation of the scores.
    pub spread: Figure,
    /// How its scores go with the same people's other calls: a correlation.
    pub discrimination: Figure,
    /// The share of people whose last grade was too low, of those who graded.
    pub under: Figure,
    /// The share whose last grade was too high.
    pub over: Figure,
    /// The share who did what must never happen.
    pub never_event: Figure,
}

/// Every call.
pub(crate) fn calls(pool: &Pool<'_>, policy: &CohortPolicy) -> Vec<CallRow> {
    let row = |place: usize| {
        let (call, taken) = (pool.calls[place], pool.at(place));
        let scores: Vec<f64> = taken.iter().filter_map(|taken| taken.entry.score).collect();
        let last: Vec<GradeDirection> =
            taken.iter().filter_map(|taken| taken.entry.levels.iter().flatten().last()).map(|level| level.directions[2]).collect();
        let graded = |wanted| Figure::share(policy, last.iter().filter(|direction| **direction == wanted).count(), last.len());
        CallRow {
            id: call.id.clone(),
            call: pool.name(place),
            version: call.version.clone(),
            digest: format!("{:.8}", call.digest),
            key_version: call.key_version.clone(),
            key_digest: format!("{:.8}", call.key_digest),
            key: call.status,
            n: taken.len(),
            score: Figure::mean_within(policy, &scores, [0.0, 100.0]),
            spread: Figure::plain(policy, scores.len(), standard_deviation(&scores)),
            discrimination: goes_with(
                policy,
                taken.iter().filter_map(|taken| Some((taken.entry.score?, pool.elsewhere(taken)?))),
                "nobody has another call to compare with",
            ),
            under: graded(GradeDirection::Under),
            over: graded(GradeDirection::Over),
            never_event: Figure::share(policy, taken.iter().filter(|taken| taken.entry.critical[0] > 0).count(), taken.len()),
        }
    };
    (0..pool.calls.len()).map(row).collect()
}

/// How two values of people go together; `without` says what it means that there are none.
pub(crate) fn goes_with(policy: &CohortPolicy, pairs: impl Iterator<Item = (f64, f64)>, without: &'static str) -> Figure {
    let (one, other): (Vec<f64>, Vec<f64>) = pairs.unzip();
    if one.is_empty() {
        return Figure::missing(0, Missing::Because(without));
    }
    // Invariant: the lists come from pairs.
    Figure::estimate(policy, one.len(), correlation(&one, &other).expect("the lists come from pairs"))
}
