//! The statistics of a cohort page: 1,000 trainees by 40 scenarios, made up.

use doorstep_agreement::{
    Chance, Correction, Detection, Forecast, FourParameterBeta, Generalizability, Matrix, Plan, Ratings, Scale, Votes, WeightKind, Weights,
    YesNo, b_index, brier, cronbach_alpha, icc, item_statistics, krippendorff_bootstrap, livingston_k2, livingston_lewis, panel_kappa,
    signal_detection, subkoviak,
};

/// How many trainees there are.
pub const TRAINEES: usize = 1000;
/// How many scenarios each took.
pub const SCENARIOS: usize = 40;
/// The levels that can be given.
const LEVELS: u32 = 4;

/// What the page is made of.
pub struct Cohort {
    scores: Matrix,
    totals: Vec<f64>,
    panel: Vec<Votes>,
    levels: Vec<Vec<Option<usize>>>,
    counts: Vec<YesNo>,
    forecasts: Vec<Forecast>,
    weights: Weights,
}

impl Cohort {
    /// A cohort that is the same every time.
    pub fn made_up() -> Self {
        let mut chance = Chance::new(1);
        let mut draw = |below: u32| chance.below(below);
        let panel_votes: Vec<Vec<u64>> = (0..SCENARIOS)
            .map(|scenario| {
                let mut votes = vec![0; LEVELS as usize];
                (0..12).for_each(|_| votes[if draw(4) > 0 { scenario % 4 } else { draw(LEVELS) as usize }] += 1);
                votes
            })
            .collect();
        let mut scores = Vec::with_capacity(TRAINEES * SCENARIOS);
        let (mut levels, mut counts, mut forecasts) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..TRAINEES {
            let skill = 3 + draw(6);
            let right: Vec<bool> = (0..SCENARIOS).map(|_| draw(10) < skill).collect();
            scores.extend(right.iter().map(|right| f64::from(u8::from(*right))));
            levels.push(
                right.iter().enumerate().map(|(scenario, right)| Some(if *right { scenario % 4 } else { draw(LEVELS) as usize })).collect(),
            );
            let hits = u64::from(draw(60) + 20);
            let alarms = u64::from(draw(40));
            counts.push(YesNo { hits, misses: 100 - hits, false_alarms: alarms, correct_rejections: 100 - alarms });
            forecasts.extend(right.iter().filter_map(|right| Forecast::new(f64::from(draw(11)) / 10.0, *right).ok()));
        }
        // Invariant: as many scores as trainees times scenarios, and votes for four levels.
        let scores = Matrix::new(TRAINEES, SCENARIOS, scores).expect("the scores fill the rectangle");
        let panel = panel_votes.into_iter().map(|votes| Votes::new(votes).expect("there are levels")).collect();
        let weights = Weights::new(WeightKind::Linear, LEVELS as usize);
        Self { totals: scores.row_sums(), scores, panel, levels, counts, forecasts, weights }
    }

    /// Every statistic of the page, added up so that none is left out.
    pub fn page(&self) -> f64 {
        let mut sum = 0.0;
        let cut = SCENARIOS as f64 * 0.6;
        let alpha = cronbach_alpha(&self.scores);
        let reliability = alpha.alpha.unwrap_or(0.0).clamp(0.0, 1.0);
        sum += reliability + alpha.interval_95.map_or(0.0, |interval| interval.low) + alpha.error_of_measurement.unwrap_or(0.0);
        sum += item_statistics(&self.scores)
            .iter()
            .filter_map(|item| Some(item.rest_correlation.ok()? + item.alpha_if_deleted.ok()?))
            .sum::<f64>();
        sum += b_index(&self.scores, cut).map_or(0.0, |items| items.iter().sum());
        if let Ok(study) = Generalizability::of(&self.scores) {
            sum += study.form_of(24.0).absolute.unwrap_or(0.0) + study.at_cut(0.6, 24.0).unwrap_or(0.0);
        }
        sum += icc(&self.scores).two_mean.value.unwrap_or(0.0);
        let mean = self.totals.iter().sum::<f64>() / TRAINEES as f64;
        sum += livingston_k2(reliability, mean, 6.0, cut).unwrap_or(0.0);
        sum += subkoviak(&self.totals, SCENARIOS, cut, reliability).ok().and_then(Result::ok).map_or(0.0, |found| found.agreement);
        let beta = FourParameterBeta::new(0.2, 0.95, 4.0, 3.0).and_then(|truth| livingston_lewis(truth, SCENARIOS as f64, 0.6));
        sum += beta.map_or(0.0, |found| found.accuracy + found.consistency);
        // Each trainee against the panel, and how readily each says "present".
        for (levels, counts) in self.levels.iter().zip(&self.counts) {
            sum += panel_kappa(levels, &self.panel, &self.weights).ok().and_then(|found| found.kappa.ok()).unwrap_or(0.0);
            sum += signal_detection(*counts, Correction::LogLinear).d_prime.unwrap_or(0.0);
            let detection = Detection {
                true_positives: counts.hits,
                false_positives: counts.false_alarms,
                false_negatives: counts.misses,
                true_negatives: counts.correct_rejections,
            };
            sum += detection.f(2.0).unwrap_or(0.0) + detection.sensitivity_wilson_95().map_or(0.0, |interval| interval.low);
        }
        sum += brier(&self.forecasts).map_or(0.0, |found| found.reliability);
        sum += self.panel.iter().filter_map(|votes| votes.key_stability().ok()).sum::<f64>();
        sum
    }
}

/// Ratings of a panel: twelve experts, two hundred items, four levels.
pub fn panel() -> (Ratings, Vec<Vec<u16>>) {
    let mut chance = Chance::new(2);
    let votes: Vec<Vec<u16>> = (0..12)
        .map(|_| (0..200_u32).map(|item| if chance.below(10) < 7 { (item % LEVELS) as u16 } else { chance.below(LEVELS) as u16 }).collect())
        .collect();
    let rows: Vec<Vec<Option<f64>>> = votes.iter().map(|row| row.iter().map(|vote| Some(f64::from(*vote))).collect()).collect();
    // Invariant: rows of one length, of finite numbers.
    (Ratings::from_raters(&rows).expect("the rows are a rectangle"), votes)
}

/// The lower bound of the panel's alpha by the usual resamples.
pub fn panel_interval(ratings: &Ratings) -> f64 {
    krippendorff_bootstrap(ratings, Scale::Ordinal, Plan::default()).map_or(0.0, |interval| interval.low)
}
