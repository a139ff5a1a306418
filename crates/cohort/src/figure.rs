//! A number that carries what it rests on.

use core::fmt;

use doorstep_agreement::{Estimate, Interval, Share, Statistic, Undefined, mean_estimate};
use doorstep_scoring::KeyStatus;
use serde::{Serialize, Serializer};

use crate::CohortPolicy;

/// A number with its interval at 95 %, how many people stand behind it, or why there is none.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// The number.
    pub value: Option<f64>,
    /// Its interval at 95 %, low and high.
    pub interval95: Option<[f64; 2]>,
    /// How many people stand behind it.
    pub n: usize,
    /// Why there is no number, or no interval.
    pub reason: Option<Missing>,
}

/// Why there is no number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Too few people stand behind it: the fewest that may.
    FewPeople(usize),
    /// Too few people stand on one side of a comparison: the fewest that may.
    SmallGroup(usize),
    /// Too few calls for a number about one person: the fewest that may.
    FewCases(usize),
    /// It is undefined for these data.
    Undefined(Undefined),
    /// In words.
    Because(&'static str),
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FewPeople(least) => write!(f, "fewer than {least} people: not shown"),
            Self::SmallGroup(least) => write!(f, "fewer than {least} people on one side: not compared"),
            Self::FewCases(least) => write!(f, "fewer than {least} calls: no score for one person"),
            Self::Undefined(why) => why.fmt(f),
            Self::Because(why) => f.write_str(why),
        }
    }
}

impl Serialize for Missing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Figure {
    /// No number, and why.
    pub(crate) fn missing(n: usize, reason: Missing) -> Self {
        Self { value: None, interval95: None, n, reason: Some(reason) }
    }

    /// A number that is hidden where too few people stand behind it.
    pub(crate) fn of(policy: &CohortPolicy, n: usize, value: Statistic, interval: Statistic<Interval>) -> Self {
        if n < policy.smallest_cell {
            return Self::missing(n, Missing::FewPeople(policy.smallest_cell));
        }
        match value {
            Err(why) => Self::missing(n, Missing::Undefined(why)),
            Ok(value) => Self {
                value: Some(value),
                interval95: interval.ok().map(|interval| [interval.low, interval.high]),
                n,
                reason: interval.err().map(Missing::Undefined),
            },
        }
    }

    /// A number without an interval of its own.
    pub(crate) fn plain(policy: &CohortPolicy, n: usize, value: Statistic) -> Self {
        let mut figure = Self::of(policy, n, value, Err(Undefined::NoData));
        if figure.value.is_some() {
            figure.reason = None;
        }
        figure
    }

    /// An estimate.
    pub(crate) fn estimate(policy: &CohortPolicy, n: usize, estimate: Statistic<Estimate>) -> Self {
        match estimate {
            Ok(found) => Self::of(policy, n, Ok(found.value), found.interval_95),
            Err(why) => Self::of(policy, n, Err(why), Err(why)),
        }
    }

    /// A mean over people, one value each, with Student's interval.
    pub(crate) fn mean(policy: &CohortPolicy, values: &[f64]) -> Self {
        Self::estimate(policy, values.len(), mean_estimate(values))
    }

    /// A mean of values within bounds: the interval does not leave them.
    pub(crate) fn mean_within(policy: &CohortPolicy, values: &[f64], [least, most]: [f64; 2]) -> Self {
        let mut figure = Self::mean(policy, values);
        figure.interval95 = figure.interval95.map(|[low, high]| [low.max(least), high.min(most)]);
        figure
    }

    /// A mean of shares over people.
    pub(crate) fn mean_share(policy: &CohortPolicy, values: &[f64]) -> Self {
        Self::mean_within(policy, values, [0.0, 1.0])
    }

    /// A share of people with Wilson's interval.
    pub(crate) fn share(policy: &CohortPolicy, yes: usize, of: usize) -> Self {
        // Invariant: a part is counted from the whole.
        let share = Share::new(yes as u64, of as u64).expect("a part is not more than the whole");
        Self::of(policy, of, share.value(), share.wilson_95())
    }
}

/// What a table rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Basis {
    /// How many people.
    pub people: usize,
    /// How many attempts.
    pub attempts: usize,
    /// What stands behind the weakest of the keys.
    pub keys: Option<KeyStatus>,
    /// What the intervals are.
    pub band: &'static str,
}
