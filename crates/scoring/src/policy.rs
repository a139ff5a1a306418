//! The numbers that are judgement: data with a default, set by whoever certifies.

use core::fmt;

use doorstep_envelope::Digest;
use serde::{Deserialize, Serialize};

use crate::Ratio;
use crate::factors::FINEST_SHARE;
use crate::fits::{LARGEST_MULTIPLE, MOST_ACTS, MOST_ASSESSMENTS, MOST_FACTORS};

/// The name of the policy that is built in.
pub const DEFAULT_POLICY: &str = "default@1";

/// Weights, credits, penalties, gates and the rules of a form. The defaults are ours and illustrative; a certifying board sets its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// Its name with its version, for instance `default@1`.
    pub id: String,
    /// Credit for having heard what suffices for a factor that is present.
    pub heard: Ratio,
    /// Further credit for having marked it.
    pub marked: Ratio,
    /// Further credit for evidence, times the share of citations that are valid. The three sum to 1.
    pub cited: Ratio,
    /// Taken for a claim without grounds; 0 to 1.
    pub unfounded: Ratio,
    /// Credit for "not established" where what was heard suffices for absent; 0 to 1.
    pub overcautious: Ratio,
    /// How many times dearer it is to grade too low than too high; 1 to 10.
    pub rho: Ratio,
    /// The excess cost at which a level earns nothing; above 0, at most 20.
    pub level_reference: Ratio,
    /// What a positive act is worth after its time, as a share of its value; 0 to 1.
    pub late: Ratio,
    /// What one question or one telling moment counts for in the conduct domain.
    pub conduct: ConductWeights,
    /// Weight of the factors in a call's score; 0 to 1, as the other three.
    pub weight_factors: Ratio,
    /// Weight of the levels.
    pub weight_levels: Ratio,
    /// Weight of the acts.
    pub weight_acts: Ratio,
    /// Weight of conduct.
    pub weight_conduct: Ratio,
    /// Which items of an approved key count for certification.
    pub gates: GatePolicy,
    /// The score, 0 to 100, from which on a form of many calls counts as passed. A call that can be guessed up to here tests nobody.
    pub cut: Ratio,
    /// The rules of a form.
    pub form: FormPolicy,
    /// No figure is shown of a group of fewer people than this; 2 to 100.
    pub minimum_group: u32,
}

/// What one question, or one moment that told of conduct, counts for; each 0 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConductWeights {
    /// A question.
    pub question: u32,
    /// A moment that told of who could hear.
    pub privacy: u32,
    /// One of respect.
    pub respect: u32,
    /// One of blame.
    pub blame: u32,
    /// One of siding with the suspect.
    pub collusion: u32,
}

/// Which items of an approved key count for certification; the others are for feedback only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GatePolicy {
    /// The least share of votes on the most voted answer; 0 to 1.
    pub consensus: Ratio,
    /// The least key stability: how likely the same answer wins when the panel is drawn anew; 0 to 1.
    pub stability: Ratio,
}

/// The rules of a form of many calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormPolicy {
    /// With fewer cases in the first block nothing is said of an officer: no score, no recommendation; 1 to 500.
    pub minimum_cases: u32,
    /// Half of the band about the cut within which a second block decides, in errors of measurement; 0 to 4.
    pub band: Ratio,
    /// So many serious lapses (K2) fail a form; 1 to 20.
    pub k2_limit: u32,
    /// How often an officer who is good enough may grade too low; 0 to 1/2.
    pub under_tolerance: Ratio,
    /// With at most this chance such an officer fails for grading too low; 0 to 1/2.
    pub under_chance: Ratio,
    /// How often the experts are drawn anew; 0 to 20,000.
    pub key_draws: u32,
    /// The seed of those draws.
    pub seed: u64,
    /// The share of draws with another decision above which a person looks; 0 to 1.
    pub key_flips: Ratio,
    /// Until the form's dependability (Phi) is shown to reach this, an outcome is provisional; 0 to 1.
    pub dependability: Ratio,
    /// The same of its decision consistency.
    pub consistency: Ratio,
}

/// Why a policy cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PolicyMisfit {
    /// The number, as its field is called in a policy file.
    pub field: &'static str,
    /// What is wrong with it, and how to mend it.
    pub why: &'static str,
}

impl fmt::Display for PolicyMisfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the policy's `{}` {}", self.field, self.why)
    }
}

impl core::error::Error for PolicyMisfit {}

impl Policy {
    /// The policy with this name, if it is built in.
    pub fn named(id: &str) -> Option<Self> {
        (id == DEFAULT_POLICY).then(Self::default)
    }

    /// The digest of its numbers.
    pub fn digest(&self) -> Digest {
        doorstep_envelope::digest(self)
    }

    /// Whether every number is within its bounds, and all sums over any key that fits its call stay exact.
    ///
    /// # Errors
    /// The first number that does not fit.
    pub fn fits(&self) -> Result<(), PolicyMisfit> {
        let ensure = |holds: bool, field, why| if holds { Ok(()) } else { Err(PolicyMisfit { field, why }) };
        let share = |field, value: Ratio| ensure(value >= Ratio::ZERO && value <= Ratio::ONE, field, "is not from 0 to 1");
        let within = |least: Ratio, value: Ratio, most: Ratio| value >= least && value <= most;
        for (field, value) in self.shares() {
            share(field, value)?;
        }
        let mut fine = self.shares().into_iter().map(|(_, value)| value).chain([self.rho, self.level_reference, self.cut, self.form.band]);
        ensure(fine.all(|value| value.denominator() <= FINEST), "numbers", "have more than three decimals: write fewer")?;
        ensure(
            self.heard + self.marked + self.cited == Ratio::ONE,
            "factors",
            "does not sum to 1: `heard`, `marked` and `cited` are the parts of one credit",
        )?;
        ensure(within(Ratio::ONE, self.rho, Ratio::whole(10)), "levels/too_low", "is not from 1 to 10")?;
        ensure(
            self.level_reference > Ratio::ZERO && self.level_reference <= Ratio::whole(20),
            "levels/reference",
            "is not above 0 and at most 20",
        )?;
        let judged = [self.weight_factors, self.weight_levels, self.weight_acts].iter().any(|weight| *weight > Ratio::ZERO);
        ensure(judged, "weights", "are all 0: nothing would be scored")?;
        let ConductWeights { question, privacy, respect, blame, collusion } = self.conduct;
        ensure([question, privacy, respect, blame, collusion].iter().all(|weight| *weight <= 10), "conduct", "has a weight above 10")?;
        ensure(within(Ratio::ZERO, self.cut, Ratio::whole(100)), "form/cut", "is not from 0 to 100")?;
        let form = &self.form;
        ensure((1..=500).contains(&form.minimum_cases), "form/minimum_cases", "is not from 1 to 500")?;
        ensure(within(Ratio::ZERO, form.band, Ratio::whole(4)), "form/band", "is not from 0 to 4")?;
        ensure((1..=20).contains(&form.k2_limit), "form/k2_limit", "is not from 1 to 20")?;
        let half = Ratio::new(1, 2);
        ensure(form.under_tolerance <= half, "form/under_tolerance", "is above one half")?;
        ensure(form.under_chance <= half, "form/under_chance", "is above one half")?;
        ensure(form.key_draws <= MOST_DRAWS, "form/key_draws", "is above 20,000")?;
        ensure((2..=100).contains(&self.minimum_group), "groups/minimum", "is not from 2 to 100")?;
        ensure(
            self.widest_sum().is_some_and(|widest| widest <= i128::from(i64::MAX)),
            "numbers",
            "are too fine to be summed exactly: write fewer decimals, such as 0.25 and 0.3",
        )
    }

    /// Every number that is a share, by its place in a policy file.
    fn shares(&self) -> [(&'static str, Ratio); 17] {
        let form = &self.form;
        [
            ("factors/heard", self.heard),
            ("factors/marked", self.marked),
            ("factors/cited", self.cited),
            ("factors/unfounded", self.unfounded),
            ("factors/overcautious", self.overcautious),
            ("acts/late", self.late),
            ("weights/factors", self.weight_factors),
            ("weights/levels", self.weight_levels),
            ("weights/acts", self.weight_acts),
            ("weights/conduct", self.weight_conduct),
            ("gates/consensus", self.gates.consensus),
            ("gates/stability", self.gates.stability),
            ("form/under_tolerance", form.under_tolerance),
            ("form/under_chance", form.under_chance),
            ("form/key_flips", form.key_flips),
            ("form/dependability", form.dependability),
            ("form/consistency", form.consistency),
        ]
    }

    /// A bound of every numerator and denominator that scoring a call can come to, over all keys that fit: see `ratio.rs` for why it
    /// is one. Nothing where it does not even fit in 128 bits.
    fn widest_sum(&self) -> Option<i128> {
        let of = |ratio: Ratio| i128::from(ratio.denominator());
        // What the credit of one factor, one level vote and one act has as denominators. A share of citations is a fraction of up to
        // FINEST_SHARE parts.
        let parts = (1..=i128::from(FINEST_SHARE)).fold(1, multiple);
        let credits = [of(self.heard), of(self.marked), of(self.cited) * parts, of(self.unfounded), of(self.overcautious)];
        let level = of(self.rho) * i128::from(self.level_reference.numerator());
        let constants = credits.into_iter().chain([level, of(self.late), i128::from(CONDUCT_PARTS)]).fold(1, multiple);
        // The weights of the domains over their sum, for whichever domains a call has.
        let weights = [self.weight_factors, self.weight_levels, self.weight_acts, self.weight_conduct];
        let of_domains = |present: u32| -> i128 {
            let there = || weights.iter().zip(0..).filter(|(_, place)| present & (1 << *place) != 0).map(|(weight, _)| *weight);
            let hundred = Ratio::whole(100).share_of(there().sum());
            there().filter_map(|weight| hundred.map(|hundred| of(hundred * weight))).fold(1, multiple)
        };
        let combined = (1..16).map(of_domains).max().unwrap_or(1);
        // What a key adds: the sum of the required weights, the number of points, of votes, and what could be earned by acts.
        let key = [3 * MOST_FACTORS as i128, MOST_ASSESSMENTS as i128, i128::from(LARGEST_MULTIPLE), 2 * MOST_ACTS as i128];
        // A score is at most 100.
        key.into_iter().chain([combined, 100]).try_fold(constants, i128::checked_mul)
    }
}

/// A number with more decimals than this says more than a judgement can: its denominator is at most 1,000.
const FINEST: i64 = 1000;

/// At most so many draws of experts.
const MOST_DRAWS: u32 = 20_000;

/// In a score, conduct counts in so many parts.
pub(crate) const CONDUCT_PARTS: i64 = 100;

fn multiple(left: i128, right: i128) -> i128 {
    let (mut large, mut small) = (left, right);
    while small != 0 {
        (large, small) = (small, large % small);
    }
    left.checked_div(large).map_or(1, |rest| rest.saturating_mul(right))
}

impl Default for Policy {
    /// `default@1`.
    fn default() -> Self {
        Self {
            id: DEFAULT_POLICY.to_owned(),
            heard: Ratio::new(3, 10),
            marked: Ratio::new(5, 10),
            cited: Ratio::new(2, 10),
            unfounded: Ratio::new(1, 4),
            overcautious: Ratio::new(1, 2),
            rho: Ratio::whole(2),
            level_reference: Ratio::whole(2),
            late: Ratio::new(1, 2),
            conduct: ConductWeights { question: 1, privacy: 1, respect: 1, blame: 1, collusion: 1 },
            weight_factors: Ratio::new(6, 10),
            weight_levels: Ratio::new(2, 10),
            weight_acts: Ratio::new(2, 10),
            weight_conduct: Ratio::ZERO,
            gates: GatePolicy { consensus: Ratio::new(3, 4), stability: Ratio::new(19, 20) },
            cut: Ratio::whole(65),
            form: FormPolicy {
                minimum_cases: 24,
                band: Ratio::ONE,
                k2_limit: 2,
                under_tolerance: Ratio::new(1, 20),
                under_chance: Ratio::new(1, 40),
                key_draws: 2000,
                seed: 1,
                key_flips: Ratio::new(1, 20),
                dependability: Ratio::new(4, 5),
                consistency: Ratio::new(17, 20),
            },
            minimum_group: 5,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a key adds: 300 of required weights, 16 points, 10,000 of votes, 400 of acts; and a score of 100.
    const KEY: i128 = 300 * 16 * 10_000 * 400 * 100;

    fn widest(change: impl FnOnce(&mut Policy)) -> Option<i128> {
        let mut policy = Policy::default();
        change(&mut policy);
        policy.widest_sum()
    }

    fn tenths(policy: &mut Policy, weights: [i64; 4]) {
        [policy.weight_factors, policy.weight_levels, policy.weight_acts, policy.weight_conduct] =
            weights.map(|tenth| Ratio::new(tenth, 10));
    }

    /// The least common multiple of the credits is that of 5 x 2,520 (a fifth of a share of up to ten parts) and 100. The domains that a call
    /// has share 100 points by their weights: by default in whole points.
    #[test]
    fn the_widest_sum_by_hand() {
        assert_eq!(widest(|_| {}), Some(12_600 * KEY));
        let finer = |policy: &mut Policy| (policy.rho, policy.level_reference) = (Ratio::new(23, 11), Ratio::new(13, 10));
        assert_eq!(widest(finer), Some(12_600 * 11 * 13 * KEY), "a level's credit is a fraction of rho x reference");
        let sums = [
            ([10, 10, 10, 10], 3, "of three: 100/3 each; of four: 25"),
            ([1, 1, 1, 4], 7, "of all four: 100/7; of three: 100/3 or 50/3"),
            ([9, 10, 1, 5], 19, "of the first two: 900/19"),
            ([1, 5, 10, 9], 19, "of the last two"),
        ];
        for (weights, parts, why) in sums {
            assert_eq!(widest(|policy| tenths(policy, weights)), Some(12_600 * parts * KEY), "{why}");
        }
    }
}
