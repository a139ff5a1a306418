//! How far somebody comes who does not judge, and what a bias does to somebody who does.

use std::collections::BTreeMap;
use std::sync::Arc;

use doorstep_cohort::Call;
use doorstep_explorer::policies::Policy as Strategy;
use doorstep_scoring::{CriticalClass, FormCase, FormPlan, FormReport, Policy, Ratio, Recommendation, Scale, ScoreError, judge_form};
use doorstep_simulator::Session;

use super::{Study, mean, number};
use crate::case::Case;
use crate::dice::Dice;
use crate::officer::{Bias, Officer};
use crate::test_wise;

/// What a strategy comes to over a form.
#[derive(Clone, Debug, PartialEq)]
pub struct GamingRow {
    /// Its name.
    pub strategy: String,
    /// The mean score of the form over its takes, 0 to 100.
    pub mean: f64,
    /// The highest of them.
    pub highest: f64,
    /// How many were recommended to pass.
    pub passes: usize,
    /// How many grade no better than one and the same grade throughout would: a person looks.
    pub constant: usize,
}

/// Strategies that do not judge.
#[derive(Clone, Debug, PartialEq)]
pub struct Gaming {
    /// How many times each took the form.
    pub takes: usize,
    /// The cut, 0 to 100.
    pub cut: f64,
    /// All of them, the highest mean first.
    pub rows: Vec<GamingRow>,
}

/// What a bias does to an officer.
#[derive(Clone, Debug, PartialEq)]
pub struct BiasRow {
    /// The bias; nothing for the same officers without one.
    pub bias: Option<Bias>,
    /// The mean score of the form.
    pub mean: f64,
    /// Of all grades the share that is too low.
    pub under: f64,
    /// The share that is too high.
    pub over: f64,
    /// L_adj: 0 for the best constant answer, 1 for the key.
    pub adjusted: f64,
    /// The share of officers whom the ceiling of grades too low fails.
    pub fails_under: f64,
    /// The share of officers whose grades earn no more than a constant answer.
    pub constant: f64,
}

/// What becomes of officers with a skill.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeRow {
    /// The skill, the same at every stage.
    pub skill: f64,
    /// How often they slip.
    pub slip: f64,
    /// The mean score of the form.
    pub mean: f64,
    /// Of all grades the share that is too low.
    pub under: f64,
    /// How many officers.
    pub officers: usize,
    /// How many of them the form recommends to pass, to extend, to fail by the score, to fail by grades too low, and to fail by a critical
    /// rule, in this order. Whether somebody must look first is left aside.
    pub outcomes: [usize; 5],
    /// Critical errors, the most frequent first: the call, the error and its class, and how many officers made it.
    pub critical: Vec<(String, String, CriticalClass, usize)>,
}

impl OutcomeRow {
    /// The outcomes in their order.
    pub const OUTCOMES: [Recommendation; 5] =
        [Recommendation::Pass, Recommendation::Extend, Recommendation::Fail, Recommendation::FailUnderRating, Recommendation::FailCritical];
}

/// The policy of a form's study: no experts are drawn anew, which would only add the time it takes.
pub(crate) fn policy() -> Policy {
    let usual = Policy::default();
    Policy { form: doorstep_scoring::FormPolicy { key_draws: 0, ..usual.form }, ..usual }
}

/// A form's report, every critical error confirmed: as if somebody had read each log and found it so.
pub(crate) fn judged(policy: &Policy, plan: &FormPlan, cases: &mut [FormCase]) -> FormReport {
    for case in cases.iter_mut() {
        let call = case.call.clone();
        for error in &mut case.critical {
            let (error_id, by, why) = (error.id.clone(), "a study".to_owned(), "It happened as the rule says.".to_owned());
            error.review = Some(doorstep_scoring::CriticalReview { call: call.clone(), error: error_id, confirmed: true, by, why });
        }
    }
    judge_form(policy, plan, cases)
}

fn constant(report: &FormReport) -> bool {
    report.levels.adjusted.is_none_or(|adjusted| adjusted <= Ratio::ZERO)
}

impl Study {
    /// Every strategy of the explorer, and somebody who is test-wise, take a form.
    ///
    /// # Errors
    /// A key that does not fit.
    pub fn gaming(&self, form: &[Case], takes: usize) -> Result<Gaming, ScoreError> {
        let policy = policy();
        let scales = scales(&policy, form)?;
        let plan = plan(form);
        let of = |strategy: String, play: &dyn Fn(&Case, u64) -> Session| {
            let (mut scores, mut passes, mut constants) = (Vec::new(), 0, 0);
            for take in 0..takes as u64 {
                let mut cases: Vec<FormCase> = form.iter().zip(&scales).map(|(case, scale)| scale.form_case(&play(case, take))).collect();
                let report = judged(&policy, &plan, &mut cases);
                scores.push(form_score(&policy, &cases));
                passes += usize::from(report.otherwise == Recommendation::Pass);
                constants += usize::from(constant(&report));
            }
            let highest = scores.iter().copied().fold(0.0, f64::max);
            GamingRow { strategy, mean: mean(&scores), highest, passes, constant: constants }
        };
        let seed = self.seeds.officers;
        let mut rows: Vec<GamingRow> =
            Strategy::all().map(|strategy| of(strategy.word(), &|case, take| strategy.play(&case.content, seed, take))).collect();
        rows.push(of("test-wise".to_owned(), &|case, take| test_wise::play(case, &[seed, 2, take])));
        rows.sort_by(|left, right| right.mean.total_cmp(&left.mean));
        Ok(Gaming { takes, cut: number(policy.cut), rows })
    }

    /// The same officers without a bias and with each, with this skill at every stage.
    ///
    /// # Errors
    /// A key that does not fit.
    pub fn biases(&self, form: &[Case], officers: usize, skill: f64) -> Result<Vec<BiasRow>, ScoreError> {
        let policy = policy();
        let (scales, plan) = (scales(&policy, form)?, plan(form));
        let row = |bias: Option<Bias>| {
            let officer = Officer { bias, ..Officer::even(skill) };
            let (mut scores, mut under, mut over, mut adjusted) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
            let (mut fails, mut constants) = (0, 0);
            for person in 0..officers as u64 {
                let mut cases = self.take_form(&officer, form, &scales, &[3, person]);
                let report = judged(&policy, &plan, &mut cases);
                scores.push(form_score(&policy, &cases));
                let items = f64::from(report.levels.items.max(1));
                under.push(f64::from(report.levels.under) / items);
                over.push(f64::from(report.levels.over) / items);
                adjusted.extend(report.levels.adjusted.map(number));
                fails += usize::from(report.under_limit.is_some_and(|limit| report.levels.under >= limit));
                constants += usize::from(constant(&report));
            }
            let share = |count: usize| count as f64 / officers as f64;
            BiasRow {
                bias,
                mean: mean(&scores),
                under: mean(&under),
                over: mean(&over),
                adjusted: mean(&adjusted),
                fails_under: share(fails),
                constant: share(constants),
            }
        };
        Ok([None, Some(Bias::OverCalling), Some(Bias::UnderCalling), Some(Bias::AlwaysMedium)].map(row).into())
    }

    /// What a form recommends for officers with these skills and slips, so many of each. `error` is the standard error of the form.
    ///
    /// # Errors
    /// A key that does not fit.
    pub fn outcomes(&self, form: &[Case], officers: usize, skills: &[(f64, f64)], error: Ratio) -> Result<Vec<OutcomeRow>, ScoreError> {
        let policy = policy();
        let scales = scales(&policy, form)?;
        let plan = FormPlan { error: Some(error), ..plan(form) };
        let row = |(place, (skill, slip)): (u64, &(f64, f64))| {
            let officer = Officer { slip: *slip, ..Officer::even(*skill) };
            let (mut scores, mut under, mut outcomes) = (Vec::new(), Vec::new(), [0; 5]);
            let mut critical: BTreeMap<(String, String, CriticalClass), usize> = BTreeMap::new();
            for person in 0..officers as u64 {
                let mut cases = self.take_form(&officer, form, &scales, &[6, place, person]);
                let report = judged(&policy, &plan, &mut cases);
                scores.push(form_score(&policy, &cases));
                under.push(f64::from(report.levels.under) / f64::from(report.levels.items.max(1)));
                if let Some(place) = OutcomeRow::OUTCOMES.iter().position(|outcome| *outcome == report.otherwise) {
                    outcomes[place] += 1;
                }
                for made in report.critical {
                    *critical.entry((made.call, made.error.id, made.error.class)).or_default() += 1;
                }
            }
            let mut critical: Vec<_> = critical.into_iter().map(|((call, error, class), count)| (call, error, class, count)).collect();
            critical.sort_by_key(|(.., count)| core::cmp::Reverse(*count));
            OutcomeRow { skill: *skill, slip: *slip, mean: mean(&scores), under: mean(&under), officers, outcomes, critical }
        };
        Ok((0..).zip(skills).map(row).collect())
    }

    /// One officer takes a form; `numbers` tell the officer and the study apart.
    pub(crate) fn take_form(&self, officer: &Officer, form: &[Case], scales: &[Scale<'_>], numbers: &[u64]) -> Vec<FormCase> {
        let one = |((case, scale), place): ((&Case, &Scale<'_>), u64)| {
            let numbers = [&[self.seeds.officers], numbers, &[place]].concat();
            let session = officer.take(case, Dice::of(&numbers).below(1 << 20) as u64, &numbers);
            scale.form_case(&session)
        };
        form.iter().zip(scales).zip(0..).map(one).collect()
    }
}

/// The scales of a form's cases.
pub(crate) fn scales<'c>(policy: &Policy, form: &'c [Case]) -> Result<Vec<Scale<'c>>, ScoreError> {
    form.iter().map(|case| Scale::under(policy.clone(), &case.key, &case.content)).collect()
}

/// A form of these cases in one block.
pub(crate) fn plan(form: &[Case]) -> FormPlan {
    let calls: Vec<&Arc<Call>> = form.iter().map(|case| &case.call).collect();
    FormPlan::of("synthetic", calls.iter().map(|call| call.id.as_str()))
}

/// The mean score of the cases.
pub(crate) fn form_score(policy: &Policy, cases: &[FormCase]) -> f64 {
    let scores: Vec<f64> = cases.iter().filter_map(|case| case.score(policy)).map(number).collect();
    mean(&scores)
}
