//! How long calls take, on the call's own clock and on the wall.

use doorstep_agreement::{Undefined, quantile};
use serde::Serialize;

use crate::{CohortPolicy, Entry, Figure, Missing, Pool};

/// How long one call took.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TimeRow {
    /// The call.
    pub call: String,
    /// How many people took it.
    pub n: usize,
    /// Choices taken.
    pub choices: Middle,
    /// Questions asked.
    pub questions: Middle,
    /// Minutes on the call's own clock.
    pub call_minutes: Middle,
    /// Minutes on the wall, pauses included, where files tell it.
    pub wall_minutes: Middle,
}

/// The middle of values: half of the people lie between the quarters.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Middle {
    /// The median.
    pub median: Figure,
    /// The first and the third quarter.
    pub quarters: Option<[f64; 2]>,
}

impl Middle {
    fn of(policy: &CohortPolicy, values: &[f64]) -> Self {
        if values.is_empty() {
            return Self { median: Figure::missing(0, Missing::Because("the files do not tell it")), quarters: None };
        }
        // Invariant: the shares are shares, and times are finite.
        let at = |share| quantile(values, share).expect("times are finite");
        let median = Figure::plain(policy, values.len(), at(0.5));
        let quarters = median.value.is_some().then(|| Ok::<_, Undefined>([at(0.25)?, at(0.75)?])).and_then(Result::ok);
        Self { median, quarters }
    }
}

pub(crate) fn time(pool: &Pool<'_>, policy: &CohortPolicy) -> Vec<TimeRow> {
    let row = |call: usize| {
        let taken = pool.at(call);
        let middle = |of: &dyn Fn(&Entry) -> Option<f64>| {
            let values: Vec<f64> = taken.iter().filter_map(|taken| of(taken.entry)).collect();
            Middle::of(policy, &values)
        };
        TimeRow {
            call: pool.name(call),
            n: taken.len(),
            choices: middle(&|entry| Some(f64::from(entry.choices))),
            questions: middle(&|entry| Some(f64::from(entry.questions.0))),
            call_minutes: middle(&|entry| Some(f64::from(entry.seconds) / 60.0)),
            wall_minutes: middle(&|entry| entry.wall_seconds.map(|seconds| seconds as f64 / 60.0)),
        }
    };
    (0..pool.calls.len()).map(row).collect()
}
