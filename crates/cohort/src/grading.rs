//! Grades: too low, as the readers', too high, before the form, after it and in the end; and how they came about.

use doorstep_scoring::{GradeDirection, WaterfallStage};
use serde::Serialize;

use crate::entry::LevelResult;
use crate::{CohortPolicy, Figure, Pool};

/// When a grade was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// Before any form.
    FirstImpression,
    /// After the form's questions, before its result.
    Own,
    /// Beside the form's result: the one that counts.
    Last,
}

impl When {
    /// In their order.
    pub const ALL: [Self; 3] = [Self::FirstImpression, Self::Own, Self::Last];

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::FirstImpression => "first impression",
            Self::Own => "own grade, before the form's result",
            Self::Last => "final grade",
        }
    }

    fn of(self, level: &LevelResult) -> GradeDirection {
        level.directions[self as usize]
    }
}

/// Grades at one assessment point, or at all of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GradeRow {
    /// The call; nothing for all of them.
    pub call: Option<String>,
    /// The assessment point.
    pub assessment: Option<String>,
    /// Which grade.
    pub when: When,
    /// How many people graded there.
    pub n: usize,
    /// The share below the levels of the least cost.
    pub under: Figure,
    /// The share at one of them.
    pub exact: Figure,
    /// The share above.
    pub over: Figure,
}

/// How one step moved the grades, where the key has the readers' level rule.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepRow {
    /// The call; nothing for all of them.
    pub call: Option<String>,
    /// The assessment point.
    pub assessment: Option<String>,
    /// Which step.
    pub stage: WaterfallStage,
    /// How many people.
    pub n: usize,
    /// The share of grades that the step lowered.
    pub lowered: Figure,
    /// The share that it raised.
    pub raised: Figure,
    /// The mean number of levels up; below 0 for down.
    pub levels: Figure,
}

/// Grades, and how they came about.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Grading {
    /// Too low, as the readers', too high: over all calls (the mean of people's own shares), then by call.
    pub grades: Vec<GradeRow>,
    /// Elicitation, recognition, weighting.
    pub steps: Vec<StepRow>,
}

const STAGES: [WaterfallStage; 3] = [WaterfallStage::Elicitation, WaterfallStage::Recognition, WaterfallStage::Weighting];

pub(crate) fn grading(pool: &Pool<'_>, policy: &CohortPolicy) -> Grading {
    let mut found = Grading { grades: Vec::new(), steps: Vec::new() };
    for when in When::ALL {
        let share = |wanted: GradeDirection| {
            pool.per_person(|taken| mean(judged(taken).map(|level| f64::from(u8::from(when.of(level) == wanted)))))
        };
        let (under, exact, over) = (share(GradeDirection::Under), share(GradeDirection::Exact), share(GradeDirection::Over));
        let n = under.len();
        let figure = |values: &[f64]| Figure::mean_share(policy, values);
        let (under, exact, over) = (figure(&under), figure(&exact), figure(&over));
        found.grades.push(GradeRow { call: None, assessment: None, when, n, under, exact, over });
    }
    for (place, stage) in STAGES.into_iter().enumerate() {
        let over_people = |of: &dyn Fn(i16) -> f64| {
            pool.per_person(|taken| mean(judged(taken).filter_map(|level| level.steps).map(|steps| of(steps[place]))))
        };
        let row = step_row(policy, None, None, stage, &over_people);
        if row.n > 0 {
            found.steps.push(row);
        }
    }
    for (place, call) in pool.calls.iter().enumerate() {
        for (at, assessment) in call.assessments.iter().enumerate().filter(|(_, each)| each.judged) {
            let levels: Vec<&LevelResult> = pool.at(place).iter().filter_map(|taken| taken.entry.levels[at].as_ref()).collect();
            let name = || (Some(pool.name(place)), Some(assessment.label.clone()));
            for when in When::ALL {
                let share = |wanted| Figure::share(policy, levels.iter().filter(|level| when.of(level) == wanted).count(), levels.len());
                let (under, exact, over) = (share(GradeDirection::Under), share(GradeDirection::Exact), share(GradeDirection::Over));
                let (call, assessment) = name();
                found.grades.push(GradeRow { call, assessment, when, n: levels.len(), under, exact, over });
            }
            for (step, stage) in STAGES.into_iter().enumerate() {
                let each = |of: &dyn Fn(i16) -> f64| levels.iter().filter_map(|level| level.steps).map(|steps| of(steps[step])).collect();
                let (call, assessment) = name();
                let row = step_row(policy, call, assessment, stage, &each);
                if row.n > 0 {
                    found.steps.push(row);
                }
            }
        }
    }
    found
}

/// The grades of an attempt that its key judges.
fn judged<'a>(taken: &crate::pool::Taken<'a>) -> impl Iterator<Item = &'a LevelResult> {
    let entry = taken.entry;
    entry.levels.iter().zip(&entry.call.assessments).filter(|(_, assessment)| assessment.judged).filter_map(|(level, _)| level.as_ref())
}

/// Gives what a function says of each number of levels moved, a value a person.
type Values<'a> = &'a dyn Fn(&dyn Fn(i16) -> f64) -> Vec<f64>;

fn step_row(policy: &CohortPolicy, call: Option<String>, assessment: Option<String>, stage: WaterfallStage, values: Values<'_>) -> StepRow {
    let lowered = values(&|steps| f64::from(u8::from(steps < 0)));
    StepRow {
        call,
        assessment,
        stage,
        n: lowered.len(),
        raised: Figure::mean_share(policy, &values(&|steps| f64::from(u8::from(steps > 0)))),
        levels: Figure::mean(policy, &values(&f64::from)),
        lowered: Figure::mean_share(policy, &lowered),
    }
}

/// The mean of what there is.
pub(crate) fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0_u32);
    for value in values {
        sum += value;
        count += 1;
    }
    (count > 0).then(|| sum / f64::from(count))
}
