//! Chance with a seed: the same numbers on every target and in every release.

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};

/// Chance with a seed.
#[derive(Clone, Debug)]
pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    /// The dice for one play of a series: other plays and other seeds draw other numbers.
    pub(crate) fn new(seed: u64, play: u64) -> Self {
        let mut source = ChaCha8Rng::seed_from_u64(seed);
        source.set_stream(play);
        Self(source)
    }

    /// A number below `count`, each equally likely; 0 where there is only one.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        if count <= 1 {
            return 0;
        }
        // Lists of a call have at most 65,535 entries.
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let even = u32::MAX - u32::MAX % count;
        loop {
            let number = self.0.next_u32();
            if number < even {
                return (number % count) as usize;
            }
        }
    }

    /// Yes or no, equally likely.
    pub(crate) fn heads(&mut self) -> bool {
        self.0.next_u32() & 1 == 0
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn the_same_seed_draws_the_same_for_ever() {
        let drawn = |seed, play| {
            let mut dice = Dice::new(seed, play);
            [2, 3, 5, 256, 1, 65_535].map(|count| dice.below(count))
        };
        expect_test::expect!["[[0, 1, 4, 95, 0, 10441], [1, 2, 2, 98, 0, 48965], [1, 2, 0, 216, 0, 15468]]"]
            .assert_eq(&format!("{:?}", [drawn(0, 0), drawn(0, 1), drawn(1, 0)]));
    }

    #[test]
    fn every_number_is_equally_likely() {
        let mut dice = Dice::new(7, 0);
        let mut counts = [0_u32; 6];
        (0..60_000).for_each(|_| counts[dice.below(6)] += 1);
        assert!(counts.iter().all(|count| count.abs_diff(10_000) < 500), "{counts:?}");
        let heads = (0..60_000).filter(|_| dice.heads()).count();
        assert!(heads.abs_diff(30_000) < 800, "{heads}");
    }
}
