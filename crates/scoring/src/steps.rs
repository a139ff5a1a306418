//! The sixteen steps of good practice.

use doorstep_scenario::Step;

use crate::course::Course;
use crate::{StepReport, StepState};

/// Each of the sixteen steps: done, late, skipped, or not part of this call.
pub(crate) fn judge(course: &Course<'_>) -> Vec<StepReport> {
    Step::ALL
        .iter()
        .map(|step| {
            let Some(key) = course.key.steps.iter().find(|each| each.step == *step) else {
                return StepReport { step: *step, state: StepState::NotPart, second: None };
            };
            let done = course.first_of(&key.any_of);
            let state = match done {
                None => StepState::Skipped,
                Some(moment) if course.is_late(moment, key.by) => StepState::Late,
                Some(_) => StepState::Done,
            };
            StepReport { step: *step, state, second: done.map(|moment| moment.second) }
        })
        .collect()
}
