//! How much two categories agree: 1 for the same, less for what is further apart.

use crate::Invalid;

/// How two different categories count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeightKind {
    /// 1 for the same category and 0 otherwise.
    Identity,
    /// 1 - |i - j|/(q - 1).
    Linear,
    /// 1 - (i - j)²/(q - 1)².
    Quadratic,
}

/// Agreement weights of q categories: 1 on the diagonal, nothing above 1. They need not be symmetric.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    categories: usize,
    values: Vec<f64>,
}

impl Weights {
    /// The usual weights for so many categories.
    ///
    /// ```
    /// use doorstep_agreement::{WeightKind, Weights};
    ///
    /// let weights = Weights::new(WeightKind::Linear, 3);
    /// assert_eq!(weights.of(0, 1), 0.5);
    /// assert_eq!(weights.of(2, 0), 0.0);
    /// ```
    pub fn new(kind: WeightKind, categories: usize) -> Self {
        let most = categories.saturating_sub(1).max(1) as f64;
        let places = (0..categories).flat_map(|one| (0..categories).map(move |other| (one, other)));
        let values = places
            .map(|(one, other)| {
                let distance = one.abs_diff(other) as f64 / most;
                match kind {
                    WeightKind::Identity => f64::from(u8::from(one == other)),
                    WeightKind::Linear => 1.0 - distance,
                    WeightKind::Quadratic => 1.0 - distance * distance,
                }
            })
            .collect();
        Self { categories, values }
    }

    /// Weights of one's own.
    ///
    /// # Errors
    /// A matrix that is not square, a diagonal other than 1, or an entry that is not finite or above 1.
    pub fn from_matrix(rows: &[Vec<f64>]) -> Result<Self, Invalid> {
        let categories = rows.len();
        for (place, row) in rows.iter().enumerate() {
            if row.len() != categories {
                return Err(Invalid::Ragged { what: "the weights", row: place, length: row.len(), expected: categories });
            }
            for (other, value) in row.iter().enumerate() {
                crate::undefined::within("a weight", *value, "at most 1", *value <= 1.0)?;
                if place == other {
                    crate::undefined::within("a weight on the diagonal", *value, "1: the same category agrees with itself", *value == 1.0)?;
                }
            }
        }
        Ok(Self { categories, values: rows.concat() })
    }

    /// How many categories there are.
    pub fn categories(&self) -> usize {
        self.categories
    }

    /// The weight of two categories, counted from 0; 0 where there is none such.
    pub fn of(&self, one: usize, other: usize) -> f64 {
        self.row(one).get(other).copied().unwrap_or(0.0)
    }

    /// The weights of one category with every other.
    pub(crate) fn row(&self, one: usize) -> &[f64] {
        self.values.get(one * self.categories..(one + 1) * self.categories).unwrap_or_default()
    }

    /// The sum of all weights.
    pub(crate) fn sum(&self) -> f64 {
        self.values.iter().sum()
    }

    /// That they are for so many categories.
    pub(crate) fn fits(&self, categories: usize) -> Result<(), Invalid> {
        if self.categories == categories {
            return Ok(());
        }
        Err(Invalid::Lengths { one: "the weights", length: self.categories, other: "the list of categories", other_length: categories })
    }
}
