//! Present or absent against the truth.

use crate::number::{ratio, root};
use crate::{Interval, Share, Statistic};

/// How often what was present or absent was called so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Detection {
    /// Present, called present.
    pub true_positives: u64,
    /// Absent, called present.
    pub false_positives: u64,
    /// Present, called absent.
    pub false_negatives: u64,
    /// Absent, called absent.
    pub true_negatives: u64,
}

impl Detection {
    fn share(yes: u64, no: u64) -> Share {
        // Invariant: a part is not more than the whole.
        Share::new(yes, yes.saturating_add(no)).expect("a part is not more than the whole")
    }

    /// Sensitivity (recall): the share of what was present that was called present.
    pub fn sensitivity(self) -> Statistic {
        Self::share(self.true_positives, self.false_negatives).value()
    }

    /// Its Wilson interval at 95 %.
    pub fn sensitivity_wilson_95(self) -> Statistic<Interval> {
        Self::share(self.true_positives, self.false_negatives).wilson_95()
    }

    /// Specificity: the share of what was absent that was called absent.
    pub fn specificity(self) -> Statistic {
        Self::share(self.true_negatives, self.false_positives).value()
    }

    /// Its Wilson interval at 95 %.
    pub fn specificity_wilson_95(self) -> Statistic<Interval> {
        Self::share(self.true_negatives, self.false_positives).wilson_95()
    }

    /// Positive predictive value (precision).
    pub fn positive_predictive_value(self) -> Statistic {
        Self::share(self.true_positives, self.false_positives).value()
    }

    /// Negative predictive value.
    pub fn negative_predictive_value(self) -> Statistic {
        Self::share(self.true_negatives, self.false_negatives).value()
    }

    /// F_b = (1 + b²) TP/((1 + b²) TP + b² FN + FP): with b = 2 sensitivity counts four-fold (van Rijsbergen 1979).
    pub fn f(self, b: f64) -> Statistic {
        let (b2, tp) = (b * b, self.true_positives as f64);
        let all = (1.0 + b2) * tp + b2 * self.false_negatives as f64 + self.false_positives as f64;
        ratio((1.0 + b2) * tp, all, "nothing was present or called present")
    }

    /// The mean of sensitivity and specificity.
    pub fn balanced_accuracy(self) -> Statistic {
        Ok((self.sensitivity()? + self.specificity()?) / 2.0)
    }

    /// Matthews' correlation coefficient.
    pub fn matthews(self) -> Statistic {
        let (tp, fp) = (self.true_positives as f64, self.false_positives as f64);
        let (negative, tn) = (self.false_negatives as f64, self.true_negatives as f64);
        let below = root((tp + fp) * (tp + negative)) * root((tn + fp) * (tn + negative));
        ratio(tp * tn - fp * negative, below, "a margin of the table is empty")
    }
}
