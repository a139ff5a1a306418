//! Whether the stages of the scoring tell the skills that officers were given.

use doorstep_scoring::{Scale, ScoreError, WaterfallStage, score};

use super::{SKILLS, Study, mean, number, rank_correlation};
use crate::case::Case;
use crate::dice::Dice;
use crate::officer::{Manner, Officer, Stage};

/// What a form tells of an officer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Diagnostic {
    /// Of the weight of the required factors of all cases, the share whose truth was heard.
    Elicited,
    /// Of that weight, the share that was answered rightly.
    Recognised,
    /// The mean credit of the grades.
    Graded,
    /// Of the grades, the share that is what the form's own answers come to by the readers' rule: no step by weighting.
    Weighed,
    /// The mean over cases of the value of the acts, of what could be earned.
    Acted,
}

impl Diagnostic {
    /// In the order of a call.
    pub const ALL: [Self; 5] = [Self::Elicited, Self::Recognised, Self::Graded, Self::Weighed, Self::Acted];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Elicited => "elicited",
            Self::Recognised => "recognised",
            Self::Graded => "graded",
            Self::Weighed => "weighed as answered",
            Self::Acted => "acted",
        }
    }

    /// The one that speaks for a skill.
    pub const fn of(stage: Stage) -> Self {
        match stage {
            Stage::Elicit => Self::Elicited,
            Stage::Recognise => Self::Recognised,
            Stage::Grade => Self::Weighed,
            Stage::Act => Self::Acted,
        }
    }
}

/// How skills and what the form tells go together.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovery {
    /// How many officers.
    pub officers: usize,
    /// How many cases.
    pub cases: usize,
    /// How many grades each officer gives.
    pub grades: usize,
    /// By skill (a row each) and diagnostic: Spearman's rank correlation.
    pub correlations: [[f64; 5]; 4],
    /// By skill: its rank correlation with the share of times in which chance let it carry in this form. No measure made from the same
    /// attempts can be expected to do better.
    pub ceilings: [f64; 4],
}

impl Recovery {
    /// The correlation of a skill with what the form tells.
    pub fn between(&self, skill: Stage, told: Diagnostic) -> f64 {
        self.correlations[skill as usize][told as usize]
    }
}

/// What one officer's attempts add up to.
#[derive(Default)]
struct Sums {
    weight: f64,
    heard: f64,
    recognised: f64,
    credits: Vec<f64>,
    weighed: Vec<f64>,
    acted: Vec<f64>,
}

impl Sums {
    fn told(&self) -> [f64; 5] {
        let share = |part: f64, of: f64| if of > 0.0 { part / of } else { 0.0 };
        [share(self.heard, self.weight), share(self.recognised, self.heard), mean(&self.credits), mean(&self.weighed), mean(&self.acted)]
    }

    fn add(&mut self, case: &Case, scale: &Scale<'_>, session: &doorstep_simulator::Session) -> Result<(), ScoreError> {
        let tally = scale.tally(session);
        for factor in tally.factors.iter().filter(|factor| factor.counts()) {
            let weight = f64::from(factor.weight);
            self.weight += weight;
            if factor.is_heard() {
                self.heard += weight;
                self.recognised += if right(factor) { weight } else { 0.0 };
            }
        }
        self.credits.extend(tally.levels.iter().map(|credit| credit.map_or(0.0, number)));
        self.acted.extend(tally.acted.map(number));
        let report = score(session, &case.key, case.call.key_digest)?;
        let committed = report.assessments.iter().filter_map(|assessment| assessment.committed.as_ref());
        for waterfall in committed.filter_map(|committed| committed.waterfall.as_ref()) {
            let moved = waterfall.steps.iter().any(|step| step.stage == WaterfallStage::Weighting && step.steps != 0);
            self.weighed.push(f64::from(u8::from(!moved)));
        }
        Ok(())
    }
}

fn right(factor: &doorstep_scoring::FactorTally) -> bool {
    use doorstep_scoring::Outcome::{CorrectAbsent, Hit, HitUnsupported};
    matches!(factor.outcome, Hit | HitUnsupported | CorrectAbsent)
}

impl Study {
    /// Officers with skills that are drawn apart for each stage take a form.
    ///
    /// # Errors
    /// A key that does not fit.
    pub fn recovery(&self, form: &[Case], officers: usize, manner: Manner) -> Result<Recovery, ScoreError> {
        let skills: Vec<Vec<f64>> = (0..4).map(|stage| self.skills(officers, SKILLS, 10 + stage)).collect();
        let scales: Vec<Scale<'_>> = form.iter().map(|case| Scale::new(&case.key, &case.content)).collect::<Result<_, _>>()?;
        let mut told: [Vec<f64>; 5] = Default::default();
        let mut luck: [Vec<f64>; 4] = Default::default();
        let mut grades = 0;
        let people = (0..officers).map(|person| Stage::ALL.map(|stage| skills[stage as usize][person]));
        for (person, own) in people.enumerate() {
            let officer = Officer { manner, ..Officer::of(own) };
            let (mut sums, mut carried) = (Sums::default(), [[0.0; 2]; 4]);
            for (place, (case, scale)) in form.iter().zip(&scales).enumerate() {
                let numbers = [self.seeds.officers, 1, person as u64, place as u64];
                let session = officer.take(case, Dice::of(&numbers).below(1 << 20) as u64, &numbers);
                sums.add(case, scale, &session)?;
                for (sum, found) in carried.iter_mut().zip(officer.luck(case, &numbers)) {
                    sum[0] += found[0];
                    sum[1] += found[1];
                }
            }
            grades = sums.credits.len();
            told.iter_mut().zip(sums.told()).for_each(|(list, value)| list.push(value));
            luck.iter_mut().zip(carried).for_each(|(list, [carried, of])| list.push(carried / of.max(1.0)));
        }
        let between = |stage: usize, values: &[f64]| rank_correlation(&skills[stage], values).unwrap_or(0.0);
        Ok(Recovery {
            officers,
            cases: form.len(),
            grades,
            correlations: [0, 1, 2, 3].map(|stage| [0, 1, 2, 3, 4].map(|place: usize| between(stage, &told[place]))),
            ceilings: [0, 1, 2, 3].map(|stage| between(stage, &luck[stage])),
        })
    }
}
