//! How long a form must be for its decisions to be reliable.

use doorstep_agreement::{Generalizability, Matrix, Statistic, Undefined};
use doorstep_scoring::{Policy, ScoreError};

use super::gaming::{policy, scales};
use super::{Study, mean, number};
use crate::case::{Case, CaseError};
use crate::officer::Officer;

/// What a form of a length gives.
#[derive(Clone, Debug, PartialEq)]
pub struct LengthRow {
    /// How many calls.
    pub calls: usize,
    /// How many vignettes.
    pub vignettes: usize,
    /// Phi of the mean score, from a study of officers by cases of this form.
    pub phi: f64,
    /// The standard error of a mean score against a fixed cut, in points.
    pub error: f64,
    /// The share of officers whom this form and another of the same length put on the same side of the cut.
    pub consistency: f64,
    /// The share of officers whom this form puts on the side on which their mean over all cases of the study lies.
    pub accuracy: f64,
    /// The share of officers about whom the first block decides: their score lies a standard error or more from the cut.
    pub decided: f64,
    /// Of those, the share put on the side on which their mean over all cases lies.
    pub decided_rightly: f64,
}

/// Forms of many lengths.
#[derive(Clone, Debug, PartialEq)]
pub struct Lengths {
    /// How many officers.
    pub officers: usize,
    /// Their least and their greatest skill.
    pub skills: [f64; 2],
    /// Over how many cases an officer's mean is taken for what is true of them.
    pub cases: usize,
    /// The cut, 0 to 100.
    pub cut: f64,
    /// By length.
    pub rows: Vec<LengthRow>,
}

/// Why there is no study.
#[derive(Debug)]
pub enum StudyError {
    /// A call.
    Case(CaseError),
    /// A key.
    Score(ScoreError),
    /// A statistic.
    Undefined(Undefined),
}

impl From<CaseError> for StudyError {
    fn from(error: CaseError) -> Self {
        Self::Case(error)
    }
}

impl From<ScoreError> for StudyError {
    fn from(error: ScoreError) -> Self {
        Self::Score(error)
    }
}

impl From<Undefined> for StudyError {
    fn from(error: Undefined) -> Self {
        Self::Undefined(error)
    }
}

impl core::fmt::Display for StudyError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Case(error) => error.fmt(f),
            Self::Score(error) => error.fmt(f),
            Self::Undefined(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for StudyError {}

/// A form's cases with every officer's scores, officer by officer.
struct Taken {
    calls: Vec<Vec<f64>>,
    vignettes: Vec<Vec<f64>>,
}

impl Taken {
    /// The scores of an officer over the first so many.
    fn of(&self, person: usize, calls: usize, vignettes: usize) -> Vec<f64> {
        self.calls[person].iter().take(calls).chain(self.vignettes[person].iter().take(vignettes)).copied().collect()
    }
}

impl Study {
    /// Officers of one skill throughout, evenly spread between these two, take two forms as long as the longest; shorter forms are their
    /// beginnings. How reliable a form is hangs on how much those differ who take it.
    ///
    /// # Errors
    /// A mistake of the generator, a key that does not fit, or nothing that varies.
    pub fn lengths(&self, officers: usize, between: [f64; 2], lengths: &[(usize, usize)]) -> Result<Lengths, StudyError> {
        let policy = policy();
        let most_calls = lengths.iter().map(|(calls, _)| *calls).max().unwrap_or(0);
        let most_vignettes = lengths.iter().map(|(_, vignettes)| *vignettes).max().unwrap_or(0);
        let skills = self.skills(officers, between, 20);
        let take = |block: u64| -> Result<Taken, StudyError> {
            let [calls, vignettes] = [self.form(block, most_calls, 0)?, self.form(block, 0, most_vignettes)?];
            let of = |form: &[Case], part: u64| -> Result<Vec<Vec<f64>>, StudyError> {
                let scales = scales(&policy, form)?;
                let scores = |(person, skill): (usize, &f64)| {
                    let cases = self.take_form(&Officer::even(*skill), form, &scales, &[5, block, part, person as u64]);
                    cases.iter().map(|case| case.score(&policy).map_or(0.0, number)).collect()
                };
                Ok(skills.iter().enumerate().map(scores).collect())
            };
            Ok(Taken { calls: of(&calls, 0)?, vignettes: of(&vignettes, 1)? })
        };
        let forms = [take(0)?, take(1)?];
        let all = |person: usize| {
            let scores: Vec<f64> = forms.iter().flat_map(|form| form.of(person, most_calls, most_vignettes)).collect();
            mean(&scores)
        };
        let truth: Vec<f64> = (0..officers).map(all).collect();
        let rows = lengths.iter().map(|(calls, vignettes)| row(&policy, &forms, &truth, *calls, *vignettes)).collect::<Statistic<_>>()?;
        Ok(Lengths { officers, skills: between, cases: 2 * (most_calls + most_vignettes), cut: number(policy.cut), rows })
    }
}

fn row(policy: &Policy, forms: &[Taken; 2], truth: &[f64], calls: usize, vignettes: usize) -> Statistic<LengthRow> {
    let cut = number(policy.cut);
    let scores = |form: &Taken| -> Vec<Vec<f64>> { (0..truth.len()).map(|person| form.of(person, calls, vignettes)).collect() };
    let cases = (calls + vignettes) as f64;
    let [one, other] = [scores(&forms[0]), scores(&forms[1])];
    let matrix = Matrix::from_rows(&one).map_err(|_| Undefined::NoData)?;
    let found = Generalizability::of(&matrix)?.form_of(cases);
    // As a force does after a study: each form's mean is set to that of all cases.
    let equated = |scores: &[Vec<f64>]| -> Vec<f64> {
        let means: Vec<f64> = scores.iter().map(|scores| mean(scores)).collect();
        let shift = mean(truth) - mean(&means);
        means.into_iter().map(|score| score + shift).collect()
    };
    let (one, other) = (equated(&one), equated(&other));
    let share = |holds: &dyn Fn(usize) -> bool, of: &[usize]| {
        if of.is_empty() { 0.0 } else { of.iter().filter(|person| holds(**person)).count() as f64 / of.len() as f64 }
    };
    let everybody: Vec<usize> = (0..truth.len()).collect();
    let right = |person: usize| (one[person] >= cut) == (truth[person] >= cut);
    let decided: Vec<usize> = everybody.iter().copied().filter(|person| (one[*person] - cut).abs() >= found.absolute_error).collect();
    Ok(LengthRow {
        calls,
        vignettes,
        phi: found.absolute?,
        error: found.absolute_error,
        consistency: share(&|person| (one[person] >= cut) == (other[person] >= cut), &everybody),
        accuracy: share(&right, &everybody),
        decided: decided.len() as f64 / truth.len().max(1) as f64,
        decided_rightly: share(&right, &decided),
    })
}
