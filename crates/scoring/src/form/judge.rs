//! From the cases of a form to a recommendation.

use super::reasons::Reasons;
use super::sensitivity::sensitivity;
use super::units::{UNIT, over, own_error, units};
use super::{
    CaseReport, CaseUse, CriticalOfCase, ErrorSource, FORM_REPORT_FORMAT, FormCase, FormPlan, FormReport, Graded, LevelForm,
    Recommendation, level_form, under_limit,
};
use crate::{CriticalClass, Policy, Ratio};

/// How far a form has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// The first block alone: the band decides.
    First,
    /// Both blocks: the cut decides.
    Both,
}

/// Where a score lies against a cut with a band of `band` errors either side: at or above the upper end it passes, below the lower end it
/// fails, within it is extended. Any critical failure that counts comes before.
pub fn pass_rule(mean: Ratio, cut: Ratio, error: Ratio, band: Ratio, critical: u32) -> Recommendation {
    if critical > 0 { Recommendation::FailCritical } else { placed(units(mean), units(cut), units(band * error)) }
}

fn placed(mean: i128, cut: i128, half: i128) -> Recommendation {
    if mean >= cut + half {
        Recommendation::Pass
    } else if mean < cut - half {
        Recommendation::Fail
    } else {
        Recommendation::Extend
    }
}

/// What a score says by itself. All in units.
pub(super) fn verdict(policy: &Policy, equated: i128, error: i128, block: Block) -> Recommendation {
    let half = if block == Block::First { half_band(policy, error) } else { 0 };
    placed(equated, units(policy.cut), half)
}

/// Half of the band about the cut, in units.
fn half_band(policy: &Policy, error: i128) -> i128 {
    let (over, under) = (i128::from(policy.form.band.numerator()), i128::from(policy.form.band.denominator()));
    error * over / under
}

/// The scale of a form.
pub(super) struct Measure<'a> {
    plan: &'a FormPlan,
}

impl Measure<'_> {
    /// The equated mean of scores, all in units; nothing where there are none.
    pub(super) fn equated(&self, scores: &[i128]) -> Option<i128> {
        let count = i128::try_from(scores.len()).ok().filter(|count| *count > 0)?;
        let (slope, sum) = (self.plan.equating.slope, scores.iter().sum::<i128>());
        let (above, below) = (i128::from(slope.numerator()), i128::from(slope.denominator()) * count);
        Some((2 * sum * above + below).div_euclid(2 * below) + units(self.plan.equating.intercept))
    }

    /// The standard error of the equated mean, in units: that of the study; else the officer's own spread; with one case alone, the whole
    /// measure.
    pub(super) fn error(&self, scores: &[i128]) -> i128 {
        let slope = self.plan.equating.slope;
        match self.plan.error {
            Some(error) => units(error),
            None => own_error(scores).map_or(100 * UNIT, |error| error * i128::from(slope.numerator()) / i128::from(slope.denominator())),
        }
    }
}

/// The attempts by their places in a form.
struct Sorted<'c> {
    reports: Vec<CaseReport>,
    /// What counts, with the places of their reports.
    counted: Vec<(usize, &'c FormCase)>,
    /// The places of the calls that have not been taken.
    missing: Vec<usize>,
}

fn sort<'c>(policy: &Policy, plan: &FormPlan, cases: &'c [FormCase]) -> Sorted<'c> {
    let mut sorted = Sorted { reports: Vec::new(), counted: Vec::new(), missing: Vec::new() };
    let report = |case: &FormCase, block: Option<u8>, r#use: CaseUse| CaseReport {
        call: case.call.clone(),
        block,
        r#use,
        domains: case.domains(policy),
        score: None,
        levels: case.levels.iter().map(|level| level.report(policy)).collect(),
        made_from: case.made_from.clone(),
    };
    for planned in &plan.calls {
        let mut taken = false;
        for case in cases.iter().filter(|case| case.call == planned.call) {
            let r#use = match (case.repeat, case.ended) {
                (true, _) => CaseUse::Repeat,
                (_, false) => CaseUse::Unfinished,
                _ if taken => CaseUse::Second,
                _ if case.score(policy).is_none() => CaseUse::Nothing,
                _ => CaseUse::Counted,
            };
            if r#use == CaseUse::Counted {
                sorted.counted.push((sorted.reports.len(), case));
            }
            taken |= matches!(r#use, CaseUse::Counted | CaseUse::Nothing);
            sorted.reports.push(report(case, Some(planned.block), r#use));
        }
        if !taken {
            sorted.missing.push(sorted.reports.len());
            sorted.reports.push(CaseReport {
                call: planned.call.clone(),
                block: Some(planned.block),
                r#use: CaseUse::Missing,
                domains: crate::Domains::default(),
                score: None,
                levels: Vec::new(),
                made_from: None,
            });
        }
    }
    let others = cases.iter().filter(|case| plan.calls.iter().all(|planned| planned.call != case.call));
    sorted.reports.extend(others.map(|case| report(case, None, CaseUse::NotOfForm)));
    sorted
}

/// What one block, or both, came to.
struct Outcome {
    block: Block,
    counted: usize,
    missing: usize,
    mean: Option<Ratio>,
    equated: Option<i128>,
    error: i128,
    verdict: Recommendation,
}

fn outcome(policy: &Policy, plan: &FormPlan, sorted: &Sorted<'_>, block: Block) -> Outcome {
    let within = |of: Option<u8>| of.is_some_and(|of| of == 1 || block == Block::Both);
    let scores: Vec<i128> = (sorted.counted.iter())
        .filter(|(place, _)| within(sorted.reports[*place].block))
        .filter_map(|(_, case)| case.score(policy).map(units))
        .collect();
    let missing = sorted.reports.iter().filter(|case| within(case.block) && case.r#use == CaseUse::Missing).count();
    let measure = Measure { plan };
    let equated = measure.equated(&scores);
    let error = measure.error(&scores);
    let enough = missing == 0 && scores.len() >= policy.form.minimum_cases as usize;
    let verdict = match equated {
        Some(equated) if enough => verdict(policy, equated, error, block),
        _ => Recommendation::Incomplete,
    };
    let mean = over(scores.iter().sum(), scores.len() as i128 * UNIT);
    Outcome { block, counted: scores.len(), missing, mean, equated, error, verdict }
}

/// Judges a form: equated mean against the cut with its band, extension, critical rules, the ceiling of under-grading, constant answers,
/// and how far the verdict hangs on the panels.
///
/// The order of the cases changes nothing but the order in which second attempts at one call are taken: the first counts.
pub fn judge_form(policy: &Policy, plan: &FormPlan, cases: &[FormCase]) -> FormReport {
    let mut sorted = sort(policy, plan, cases);
    let mut found = outcome(policy, plan, &sorted, Block::First);
    let has_second = sorted.counted.iter().any(|(place, _)| sorted.reports[*place].block != Some(1));
    if found.verdict == Recommendation::Extend && has_second {
        found = outcome(policy, plan, &sorted, Block::Both);
    } else {
        // Where the first block decides, the second changes nothing: nobody tries again by it.
        let later = |case: &CaseReport| case.block.is_some_and(|block| block != 1);
        let awaited = |case: &CaseReport| found.verdict == Recommendation::Extend && case.r#use == CaseUse::Missing;
        for case in sorted.reports.iter_mut().filter(|case| later(case) && !awaited(case)) {
            case.r#use = CaseUse::NotNeeded;
        }
        let reports = &sorted.reports;
        sorted.counted.retain(|(place, _)| !later(&reports[*place]));
    }
    let complete = found.verdict != Recommendation::Incomplete;
    if complete {
        for (place, case) in &sorted.counted {
            sorted.reports[*place].score = case.score(policy);
        }
    }
    let counted: Vec<&FormCase> = sorted.counted.iter().map(|(_, case)| *case).collect();
    let critical: Vec<CriticalOfCase> = (counted.iter())
        .flat_map(|case| case.critical.iter().map(|error| CriticalOfCase { call: case.call.clone(), error: error.clone() }))
        .collect();
    let levels = grades(policy, &counted);
    let under_limit = under_limit(levels.items, policy.form.under_tolerance, policy.form.under_chance);
    let measure = Measure { plan };
    let key_sensitivity = if complete { sensitivity(policy, &measure, &counted, found.block) } else { None };

    let mut reasons = Reasons::default();
    let fails_critical = reasons.critical(policy, &critical);
    let fails_under = reasons.under_rating(&levels, under_limit);
    if !complete {
        reasons.incomplete(policy, found.counted, found.missing);
    }
    let otherwise = match found.verdict {
        _ if fails_critical => Recommendation::FailCritical,
        Recommendation::Incomplete => Recommendation::Incomplete,
        _ if fails_under => Recommendation::FailUnderRating,
        verdict => verdict,
    };
    let mut review = reasons.unconfirmed(&critical);
    if complete {
        review |= reasons.constant_answer(&levels);
        review |= reasons.key_sensitive(policy, key_sensitivity);
        if let Some(equated) = found.equated {
            reasons.band(policy, equated, found.error, found.block);
        }
    }
    let own_spread = plan.error.is_none();
    if complete && own_spread {
        reasons.own_spread(found.counted);
    }
    let provisional = reasons.provisional(policy, plan);
    let status = counted.iter().map(|case| case.status).min_by_key(|status| *status as u8);
    reasons.not_approved(status);
    let attempts = sorted.reports.iter().zip(0..).filter(|(_, place)| !sorted.missing.contains(place));
    reasons.left_out(&attempts.map(|(case, _)| case.r#use).collect::<Vec<_>>());

    let shown = |value: Option<Ratio>| value.filter(|_| complete);
    let in_points = |value: i128| over(value, UNIT);
    let half = half_band(policy, found.error);
    let banded = complete && found.block == Block::First;
    let recommendation = match otherwise {
        Recommendation::FailCritical | Recommendation::Incomplete => otherwise,
        _ if review => Recommendation::Review,
        other => other,
    };
    FormReport {
        format: FORM_REPORT_FORMAT.to_owned(),
        form: format!("{}@{}", plan.id, plan.version),
        form_digest: plan.digest(),
        policy: policy.id.clone(),
        policy_digest: policy.digest(),
        status,
        recommendation,
        otherwise,
        provisional,
        reasons: reasons.sorted(),
        // A form holds at most some thousand cases.
        counted: found.counted as u32,
        mean: shown(found.mean),
        equated: shown(found.equated.and_then(in_points)),
        error: shown(in_points(found.error)),
        error_from: complete.then_some(if own_spread { ErrorSource::OwnSpread } else { ErrorSource::Study }),
        fails_below: in_points(units(policy.cut) - half).filter(|_| banded),
        passes_from: in_points(units(policy.cut) + half).filter(|_| banded),
        cut: policy.cut,
        levels,
        under_limit,
        key_sensitivity,
        critical,
        cases: sorted.reports,
    }
}

/// How the scored grades of some cases lie.
fn grades(policy: &Policy, cases: &[&FormCase]) -> LevelForm {
    let votes: Vec<(Vec<u32>, _)> = cases.iter().flat_map(|case| case.scored()).map(|level| (level.counts(), level.answer)).collect();
    let items: Vec<Graded<'_>> = votes.iter().map(|(votes, answer)| Graded { votes, answer: *answer }).collect();
    level_form(policy, &items)
}

/// How many critical errors of a class stand: confirmed never events; serious lapses that nobody dismissed.
pub(super) fn standing(critical: &[CriticalOfCase], class: CriticalClass) -> usize {
    critical.iter().filter(|each| each.is(class, Some(true)) || class == CriticalClass::K2 && each.is(class, None)).count()
}
