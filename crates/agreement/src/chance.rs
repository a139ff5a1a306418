//! Seeded chance: ChaCha8 and integers without bias, the same on every target and release.

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};

/// A stream of random whole numbers that is the same for the same seed, everywhere.
#[derive(Clone, Debug)]
pub struct Chance(ChaCha8Rng);

impl Chance {
    /// The stream of a seed.
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number from 0 up to but not including `count`, each equally likely (Lemire 2019: multiply, and draw again in the biased zone).
    /// `count` must be positive; for 0 it gives 0.
    pub fn below(&mut self, count: u32) -> u32 {
        let mut product = u64::from(self.0.next_u32()) * u64::from(count);
        // The lower half of the product; only below `count` can it be in the biased zone.
        if (product as u32) < count {
            let zone = count.wrapping_neg() % count.max(1);
            while (product as u32) < zone {
                product = u64::from(self.0.next_u32()) * u64::from(count);
            }
        }
        (product >> 32) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::Chance;

    #[test]
    fn the_stream_is_the_same_everywhere() {
        let mut chance = Chance::new(1);
        let drawn: Vec<u32> = (0..12).map(|_| chance.below(100)).collect();
        expect_test::expect!["[54, 40, 98, 8, 21, 59, 38, 21, 83, 28, 91, 71]"].assert_eq(&format!("{drawn:?}"));
    }

    #[test]
    fn each_number_comes_about_as_often() {
        let mut chance = Chance::new(7);
        let mut seen = [0_u32; 6];
        (0..60_000).for_each(|_| seen[chance.below(6) as usize] += 1);
        // Five standard deviations of a binomial count.
        assert!(seen.iter().all(|count| count.abs_diff(10_000) < 457), "{seen:?}");
        assert_eq!(chance.below(1), 0);
        assert_eq!(chance.below(0), 0);
    }
}
