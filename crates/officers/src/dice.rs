//! Chance for synthetic officers: each officer, call and purpose has a stream of its own.

use doorstep_agreement::Chance;

/// Dice with a seed.
#[derive(Clone, Debug)]
pub(crate) struct Dice(Chance);

impl Dice {
    /// The dice of a place in a study, told by some numbers. Other numbers throw otherwise.
    pub(crate) fn of(numbers: &[u64]) -> Self {
        Self(Chance::new(mixed(numbers)))
    }

    /// A number below `count`, each equally likely; 0 where there is only one.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        // Lists of a call have far fewer entries than 32 bits can number.
        self.0.below(count as u32) as usize
    }

    /// A number from 0 up to but not including 1, in millionths.
    pub(crate) fn share(&mut self) -> f64 {
        f64::from(self.0.below(1_000_000)) / 1_000_000.0
    }

    /// Whether something with this probability happens.
    pub(crate) fn happens(&mut self, probability: f64) -> bool {
        self.share() < probability
    }
}

/// One seed from several numbers: the finaliser of SplitMix64 (Steele, Lea and Flood 2014) over each in turn.
pub(crate) fn mixed(numbers: &[u64]) -> u64 {
    numbers.iter().fold(0x9e37_79b9_7f4a_7c15, |seed: u64, number| {
        let mut z = (seed ^ number).wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    })
}
