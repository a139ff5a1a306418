//! Generalizability: persons by items (or calls), where leniency of the form counts too.

use crate::number::{mean, ratio, root};
use crate::raters::icc::mean_squares;
use crate::{Matrix, Statistic};

/// The variance components of persons (rows) by items (Cronbach et al. 1972; Brennan 2001). Estimates can be negative; they are shown as
/// they are and used as 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Generalizability {
    /// Persons: (MS_p - MS_e)/n_i.
    pub persons: f64,
    /// Items: (MS_i - MS_e)/n_p.
    pub items: f64,
    /// Persons by items, with error: MS_e.
    pub interaction: f64,
    mean: f64,
    person_count: f64,
    item_count: f64,
}

/// What a form of so many items gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dependability {
    /// Eρ² = var_p/(var_p + var_pi/n'): for ranking.
    pub relative: Statistic,
    /// Φ = var_p/(var_p + (var_i + var_pi)/n'): for comparing with a fixed cut.
    pub absolute: Statistic,
    /// The standard error of a mean score for ranking.
    pub relative_error: f64,
    /// The standard error of a mean score against a fixed cut.
    pub absolute_error: f64,
}

impl Generalizability {
    /// The components of complete scores.
    pub fn of(scores: &Matrix) -> Statistic<Self> {
        let squares = mean_squares(scores)?;
        let (person_count, item_count) = (scores.rows() as f64, scores.columns() as f64);
        Ok(Self {
            persons: (squares.between - squares.error) / item_count,
            items: (squares.raters - squares.error) / person_count,
            interaction: squares.error,
            mean: mean(scores.values())?,
            person_count,
            item_count,
        })
    }

    /// How many items the scores have.
    pub fn item_count(&self) -> f64 {
        self.item_count
    }

    /// What a form of `items` such items would give.
    pub fn form_of(&self, items: f64) -> Dependability {
        let (persons, absolute) = (self.persons.max(0.0), self.absolute_variance(items));
        let relative = self.interaction / items;
        Dependability {
            relative: ratio(persons, persons + relative, "nothing varies"),
            absolute: ratio(persons, persons + absolute, "nothing varies"),
            relative_error: root(relative),
            absolute_error: root(absolute),
        }
    }

    /// Φ(λ) (Brennan & Kane 1977) for a cut on the mean score: (var_p + d)/(var_p + d + (var_i + var_pi)/n') with d = (mean - λ)² less the
    /// variance of the mean in these data, var_p/n_p + var_i/n_i + var_pi/(n_p n_i).
    pub fn at_cut(&self, cut: f64, items: f64) -> Statistic {
        let (persons, of_items) = (self.persons.max(0.0), self.items.max(0.0));
        let bias = persons / self.person_count + of_items / self.item_count + self.interaction / (self.person_count * self.item_count);
        let signal = persons + (self.mean - cut) * (self.mean - cut) - bias;
        ratio(signal, signal + self.absolute_variance(items), "nothing varies and the mean is at the cut")
    }

    fn absolute_variance(&self, items: f64) -> f64 {
        (self.items.max(0.0) + self.interaction) / items
    }
}
