//! The numbers that are judgement: data with a default, set by whoever answers for the cohort.

use serde::{Deserialize, Serialize};

/// What may be shown of a cohort, and what is looked at twice. The defaults are ours and illustrative.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CohortPolicy {
    /// Its name with its version, for instance `cohort@1`.
    pub id: String,
    /// No number is shown that rests on fewer people.
    pub smallest_cell: usize,
    /// No difference between attributes is shown with fewer people on either side.
    pub smallest_group: usize,
    /// Nobody's score is shown over fewer calls: fewer tell too little about a person.
    pub fewest_cases: usize,
    /// Reliability that a form should reach before decisions rest on it: Phi, 0 to 1.
    pub wanted_reliability: f64,
    /// Below so many people no flag is put on an item.
    pub fewest_for_flags: usize,
    /// An item whose mean credit lies below is flagged as hard, 0 to 1.
    pub hard_below: f64,
    /// An item whose mean credit lies above is flagged as easy, 0 to 1.
    pub easy_above: f64,
    /// An item that goes less with the rest is flagged: a correlation.
    pub weak_below: f64,
    /// What unsure, fairly sure and sure stand for, as probabilities.
    pub confidence: [f64; 3],
    /// Corrected probabilities below this are called a difference, 0 to 1.
    pub significance: f64,
    /// How many resamples of people an interval without a formula rests on.
    pub resamples: usize,
    /// Where the resamples are drawn from.
    pub seed: u64,
}

impl CohortPolicy {
    /// The policy with this name.
    pub fn named(id: &str) -> Option<Self> {
        (id == "cohort@1").then(Self::default)
    }
}

impl CohortPolicy {
    /// This with the smallest group of people of a scoring policy: no number rests on fewer.
    #[must_use]
    pub fn for_groups_of(self, policy: &doorstep_scoring::Policy) -> Self {
        let smallest_cell = policy.minimum_group as usize;
        if smallest_cell == self.smallest_cell {
            return self;
        }
        let id = format!("{}, {}", self.id, policy.id);
        Self { id, smallest_cell, smallest_group: self.smallest_group.max(smallest_cell), ..self }
    }
}

impl Default for CohortPolicy {
    /// `cohort@1`.
    fn default() -> Self {
        Self {
            id: "cohort@1".to_owned(),
            smallest_cell: 5,
            smallest_group: 10,
            fewest_cases: 20,
            wanted_reliability: 0.8,
            fewest_for_flags: 30,
            hard_below: 0.3,
            easy_above: 0.95,
            weak_below: 0.2,
            confidence: [0.5, 0.75, 0.95],
            significance: 0.05,
            resamples: 1000,
            seed: 1,
        }
    }
}
