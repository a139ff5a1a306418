//! How reliable the calls are together, and how sure a decision at the cut would be.

use doorstep_agreement::{
    Generalizability, Matrix, Plan, Statistic, Undefined, bootstrap_cases, cronbach_alpha, livingston_k2, mean_estimate, peng_subkoviak,
    standard_deviation,
};
use serde::Serialize;

use crate::{CohortPolicy, Figure, Missing, Pool};

/// The form lengths that are looked ahead to.
const LENGTHS: [usize; 7] = [4, 8, 12, 16, 24, 32, 48];

/// How reliable scores over calls are. Everything here rests on people who took the same calls.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reliability {
    /// The calls that are looked at together.
    pub calls: Vec<String>,
    /// How many people took all of them.
    pub people: usize,
    /// Calls that too few of these people took.
    pub calls_left_out: Vec<String>,
    /// People who took calls, but not all of these.
    pub people_left_out: usize,
    /// What the numbers say.
    pub study: Option<Study>,
    /// Why there are none.
    pub reason: Option<Missing>,
}

/// The numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Study {
    /// The mean over people of their mean scores, 0 to 100.
    pub mean: Figure,
    /// The standard deviation of people's mean scores.
    pub spread: Figure,
    /// Cronbach's alpha, with Feldt's interval.
    pub alpha: Figure,
    /// The standard error of a person's mean score for ranking: its standard deviation times √(1 - alpha).
    pub error_of_measurement: Figure,
    /// The variance of people (a G study of people by calls; points², as estimated, also below 0).
    pub variance_people: Figure,
    /// The variance of calls.
    pub variance_calls: Figure,
    /// What is left: people by calls, and error.
    pub variance_rest: Figure,
    /// Eρ²: how reliably people are ranked.
    pub relative: Figure,
    /// Φ: how reliably people are compared with a fixed cut.
    pub phi: Figure,
    /// The standard error of a person's mean score against a fixed cut, in points: the band around a score.
    pub error_at_cut: Figure,
    /// What forms of other lengths would give.
    pub lengths: Vec<FormLength>,
    /// How many such calls reach the reliability that is wanted.
    pub calls_wanted: Figure,
    /// At the policy's cut.
    pub decisions: Decisions,
}

/// What a form of so many such calls would give.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FormLength {
    /// How many calls.
    pub calls: usize,
    /// Φ.
    pub phi: Figure,
    /// The standard error of a mean score against a fixed cut, in points.
    pub error_at_cut: Figure,
}

/// How sure passing and failing would be. Nobody is decided about here.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decisions {
    /// The cut on the mean score, 0 to 100.
    pub cut: f64,
    /// How many people lie above the cut by more than the band.
    pub above: Figure,
    /// How many lie within the band around the cut: nothing can be said of them.
    pub within: Figure,
    /// How many lie below by more than the band.
    pub below: Figure,
    /// Φ(λ): how reliable the side of the cut is.
    pub phi_at_cut: Figure,
    /// Livingston's k².
    pub k2: Figure,
    /// The share of people who would be decided alike over two such forms (Peng and Subkoviak).
    pub agreement: Figure,
    /// The same beyond chance.
    pub kappa: Figure,
}

/// The people and calls of the largest block without gaps.
struct Block {
    calls: Vec<usize>,
    people: Vec<usize>,
    scores: Matrix,
}

/// Finds the block: calls are taken in from the one most people took, and the longest row of calls with the most people times calls is kept.
fn block(pool: &Pool<'_>) -> Option<Block> {
    let mut scores: Vec<Vec<Option<f64>>> = vec![vec![None; pool.calls.len()]; pool.people.len()];
    for taken in &pool.taken {
        scores[taken.person][taken.call] = taken.entry.score;
    }
    let count = |call: usize| scores.iter().filter(|row| row[call].is_some()).count();
    let mut order: Vec<usize> = (0..pool.calls.len()).filter(|call| count(*call) > 0).collect();
    order.sort_by_key(|call| (core::cmp::Reverse(count(*call)), *call));
    let mut best: Option<(usize, Vec<usize>, Vec<usize>)> = None;
    let mut people: Vec<usize> = (0..pool.people.len()).collect();
    for length in 1..=order.len() {
        people.retain(|person| scores[*person][order[length - 1]].is_some());
        let size = length * people.len();
        if length >= 2 && people.len() >= 2 && best.as_ref().is_none_or(|(largest, _, _)| size > *largest) {
            best = Some((size, order[..length].to_vec(), people.clone()));
        }
    }
    let (_, mut calls, people) = best?;
    calls.sort_unstable();
    let rows: Vec<Vec<f64>> = people.iter().map(|person| calls.iter().filter_map(|call| scores[*person][*call]).collect()).collect();
    // Invariant: everybody in the block took all of its calls, and scores are finite.
    let scores = Matrix::from_rows(&rows).expect("a block has no gaps");
    Some(Block { calls, people, scores })
}

/// How reliable the calls are together.
pub(crate) fn reliability(pool: &Pool<'_>, policy: &CohortPolicy) -> Reliability {
    let Some(block) = block(pool) else {
        let why = "no two people took the same two calls: reliability is that of people over calls";
        return Reliability {
            calls: Vec::new(),
            people: 0,
            calls_left_out: (0..pool.calls.len()).map(|call| pool.name(call)).collect(),
            people_left_out: pool.people.len(),
            study: None,
            reason: Some(Missing::Because(why)),
        };
    };
    let left_out = (0..pool.calls.len()).filter(|call| !block.calls.contains(call));
    let n = block.people.len();
    let cuts = block.calls.iter().map(|call| pool.calls[*call].policy.cut);
    let cut = cuts.clone().next().filter(|first| cuts.clone().all(|cut| cut == *first));
    let study = match cut {
        _ if n < policy.smallest_cell => Err(Missing::FewPeople(policy.smallest_cell)),
        None => Err(Missing::Because("the keys' policies name different cuts: these calls are not one form")),
        Some(cut) => study(policy, &block.scores, cut.numerator() as f64 / cut.denominator() as f64).map_err(Missing::Undefined),
    };
    let (study, reason) = study.map_or_else(|why| (None, Some(why)), |study| (Some(study), None));
    Reliability {
        calls: block.calls.iter().map(|call| pool.name(*call)).collect(),
        people: n,
        calls_left_out: left_out.map(|call| pool.name(call)).collect(),
        people_left_out: pool.people.len() - n,
        study,
        reason,
    }
}

fn study(policy: &CohortPolicy, scores: &Matrix, cut: f64) -> Statistic<Study> {
    let (n, k) = (scores.rows(), scores.columns() as f64);
    let means: Vec<f64> = scores.row_sums().iter().map(|sum| sum / k).collect();
    let alpha = cronbach_alpha(scores);
    let components = Generalizability::of(scores)?;
    let here = components.form_of(k);
    let plain = |value: Statistic| Figure::plain(policy, n, value);
    let phi_band = || {
        let plan = Plan::new(0.95, policy.resamples.max(1), policy.seed).map_err(|_| Undefined::NoResample)?;
        bootstrap_cases(n, plan, |drawn| {
            let rows: Vec<f64> = drawn.iter().flat_map(|person| scores.row(*person as usize)).copied().collect();
            let resampled = Matrix::new(n, scores.columns(), rows).map_err(|_| Undefined::NoData)?;
            Generalizability::of(&resampled)?.form_of(k).absolute
        })
    };
    let single = components.form_of(1.0);
    let wanted = single.absolute.and_then(|phi| doorstep_agreement::length_for(phi, policy.wanted_reliability));
    let spread = standard_deviation(&means);
    Ok(Study {
        mean: Figure::estimate(policy, n, mean_estimate(&means)),
        spread: plain(spread),
        alpha: Figure::of(policy, n, alpha.alpha, alpha.interval_95),
        error_of_measurement: plain(alpha.error_of_measurement.map(|error| error / k)),
        variance_people: plain(Ok(components.persons)),
        variance_calls: plain(Ok(components.items)),
        variance_rest: plain(Ok(components.interaction)),
        relative: Figure::of(policy, n, here.relative, alpha.interval_95),
        phi: Figure::of(policy, n, here.absolute, phi_band()),
        error_at_cut: plain(Ok(here.absolute_error)),
        lengths: LENGTHS
            .iter()
            .map(|length| {
                let form = components.form_of(*length as f64);
                FormLength { calls: *length, phi: plain(form.absolute), error_at_cut: plain(Ok(form.absolute_error)) }
            })
            .collect(),
        calls_wanted: plain(wanted),
        decisions: decisions(policy, &means, alpha.alpha, &components, here.absolute_error, cut, k),
    })
}

fn decisions(
    policy: &CohortPolicy,
    means: &[f64],
    alpha: Statistic,
    components: &Generalizability,
    band: f64,
    cut: f64,
    calls: f64,
) -> Decisions {
    let n = means.len();
    let (above, below) = (means.iter().filter(|mean| **mean > cut + band).count(), means.iter().filter(|mean| **mean < cut - band).count());
    let plain = |value: Statistic| Figure::plain(policy, n, value);
    let (mean, spread) = (means.iter().sum::<f64>() / n as f64, standard_deviation(means));
    let consistency = alpha.and_then(|alpha| {
        if !(0.0..=1.0).contains(&alpha) {
            return Err(Undefined::Outside("alpha is below 0: the calls do not measure one thing together"));
        }
        let spread = spread?;
        if spread == 0.0 {
            return Err(Undefined::NoVariation("the score"));
        }
        // The reliability and z have been looked at.
        peng_subkoviak((cut - mean) / spread, alpha).map_err(|_| Undefined::TooLarge)
    });
    Decisions {
        cut,
        above: Figure::share(policy, above, n),
        within: Figure::share(policy, n - above - below, n),
        below: Figure::share(policy, below, n),
        phi_at_cut: plain(components.at_cut(cut, calls)),
        k2: plain(alpha.and_then(|alpha| livingston_k2(alpha, mean, spread?, cut))),
        agreement: plain(consistency.map(|found| found.agreement)),
        kappa: plain(consistency.and_then(|found| found.kappa)),
    }
}
