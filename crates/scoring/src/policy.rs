//! The numbers that are judgement: data with a default, set by whoever certifies.

use serde::{Deserialize, Serialize};

use crate::Ratio;

/// Weights, credits and penalties. The defaults are ours and illustrative; a certifying board sets its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// Its name with its version, for instance `default@1`.
    pub id: String,
    /// Credit for having heard what suffices for a factor that is present.
    pub heard: Ratio,
    /// Further credit for having marked it.
    pub marked: Ratio,
    /// Further credit for evidence, times the share of citations that are valid.
    pub cited: Ratio,
    /// Taken for a claim without grounds.
    pub unfounded: Ratio,
    /// Credit for "not established" where what was heard suffices for absent.
    pub overcautious: Ratio,
    /// How many times dearer it is to grade too low than too high.
    pub rho: i64,
    /// The excess cost at which a level earns nothing.
    pub level_reference: i64,
    /// What a positive act is worth after its time, as a share of its value.
    pub late: Ratio,
    /// Weight of the factors in a call's score.
    pub weight_factors: Ratio,
    /// Weight of the levels.
    pub weight_levels: Ratio,
    /// Weight of the acts.
    pub weight_acts: Ratio,
    /// The score, 0 to 100, from which on a form of many calls counts as passed. A call that can be guessed up to here tests nobody.
    pub cut: Ratio,
}

impl Policy {
    /// The policy with this name.
    pub fn named(id: &str) -> Option<Self> {
        (id == "default@1").then(Self::default)
    }
}

impl Default for Policy {
    /// `default@1`.
    fn default() -> Self {
        Self {
            id: "default@1".to_owned(),
            heard: Ratio::new(3, 10),
            marked: Ratio::new(5, 10),
            cited: Ratio::new(2, 10),
            unfounded: Ratio::new(1, 4),
            overcautious: Ratio::new(1, 2),
            rho: 2,
            level_reference: 2,
            late: Ratio::new(1, 2),
            weight_factors: Ratio::new(6, 10),
            weight_levels: Ratio::new(2, 10),
            weight_acts: Ratio::new(2, 10),
            cut: Ratio::whole(65),
        }
    }
}
