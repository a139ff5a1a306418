//! Whether a disparity that was planted is found in a cohort's parity table, and none where there is none.

use doorstep_cohort::{Cohort, CohortPolicy, Entry, Verdict};
use doorstep_scoring::ScoreError;

use super::Study;
use crate::case::Case;
use crate::dice::Dice;
use crate::officer::{Disparity, Officer};

/// What became of cohorts in which a disparity was planted, or none.
#[derive(Clone, Debug, PartialEq)]
pub struct PlantedRow {
    /// What was planted.
    pub planted: Option<Disparity>,
    /// How many cohorts.
    pub cohorts: usize,
    /// In how many a difference of the planted attribute was found; where none was planted, of any.
    pub found: usize,
    /// In how many a difference of another attribute was said to be found.
    pub elsewhere: usize,
    /// Of all single comparisons of attributes without anything planted, the share with an uncorrected probability below .05.
    pub single: f64,
}

/// All of them.
#[derive(Clone, Debug, PartialEq)]
pub struct ParityStudy {
    /// How many officers a cohort has.
    pub officers: usize,
    /// At how many calls, which all draw the attributes.
    pub calls: usize,
    /// Corrected probabilities below this are called a difference.
    pub significance: f64,
    /// What was planted, and what was found.
    pub rows: Vec<PlantedRow>,
}

impl Study {
    /// Cohorts of officers at generated calls, with each of these disparities or none planted, so many cohorts each.
    ///
    /// # Errors
    /// A key that does not fit.
    pub fn parity(&self, calls: &[Case], officers: usize, planted: &[(Option<Disparity>, usize)]) -> Result<ParityStudy, ScoreError> {
        // Nothing here rests on resamples.
        let policy = CohortPolicy { resamples: 1, ..CohortPolicy::default() };
        let row = |(number, (planted, cohorts)): (usize, &(Option<Disparity>, usize))| {
            let (mut found, mut elsewhere, mut below, mut single) = (0, 0, 0, 0);
            for cohort in 0..*cohorts as u64 {
                let entries = self.cohort(calls, officers, *planted, &[4, number as u64, cohort])?;
                let rows = Cohort::of(&entries, &policy).parity.found.rows;
                let of_planted = |kind: &str| planted.is_none_or(|planted| planted.kind == kind);
                let differs = |wanted: bool| rows.iter().any(|row| row.verdict == Verdict::Difference && of_planted(row.kind) == wanted);
                found += usize::from(differs(true));
                elsewhere += usize::from(differs(false));
                let clean = rows.iter().filter(|row| planted.is_none() || !of_planted(row.kind)).filter_map(|row| row.p);
                for p in clean {
                    single += 1;
                    below += usize::from(p < 0.05);
                }
            }
            let single = f64::from(u32::try_from(below).unwrap_or(0)) / f64::from(u32::try_from(single).unwrap_or(0).max(1));
            Ok(PlantedRow { planted: *planted, cohorts: *cohorts, found, elsewhere, single })
        };
        let rows = planted.iter().enumerate().map(row).collect::<Result<_, ScoreError>>()?;
        Ok(ParityStudy { officers, calls: calls.len(), significance: policy.significance, rows })
    }

    fn cohort(&self, calls: &[Case], officers: usize, planted: Option<Disparity>, numbers: &[u64]) -> Result<Vec<Entry>, ScoreError> {
        let mut skills = Dice::of(&[&[self.seeds.officers], numbers].concat());
        let mut entries = Vec::with_capacity(officers * calls.len());
        for person in 0..officers as u64 {
            let [least, greatest] = super::SKILLS;
            let skill = least + (greatest - least) * skills.share();
            let officer = Officer { disparity: planted, ..Officer::even(skill) };
            for (case, place) in calls.iter().zip(0..) {
                let numbers = [&[self.seeds.officers], numbers, &[person, place]].concat();
                let session = officer.take(case, Dice::of(&numbers).below(1 << 20) as u64, &numbers);
                entries.push(Entry::of(&format!("officer {person}"), &case.call, &session, &case.key, None)?);
            }
        }
        Ok(entries)
    }
}
