//! The details drawn from a seed.
//!
//! ChaCha8 and our own sampling: both give the same on every target and in every release, which floating-point sampling and
//! `StdRng` do not promise.

use doorstep_scenario::Variation;
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};

/// The place of the value drawn for each variation, in order. Every value of a variation is equally likely.
pub fn draw(seed: u64, variations: &[Variation]) -> Vec<u8> {
    let mut source = ChaCha8Rng::seed_from_u64(seed);
    variations.iter().map(|variation| below(&mut source, variation.values.len())).collect()
}

/// A number below `count` (1 to 256), each equally likely: numbers from the uneven rest at the top are drawn again.
fn below(source: &mut ChaCha8Rng, count: usize) -> u8 {
    // A sound scenario has 1 to 256 values; anything else is treated as the nearest of these.
    let count = count.clamp(1, 256) as u32;
    let even = u32::MAX - u32::MAX % count;
    loop {
        let number = source.next_u32();
        if number < even {
            // The remainder is below 256.
            return (number % count) as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_for_ever() {
        let variation = |count: usize| Variation { id: "v".into(), values: vec![String::new(); count] };
        let variations: Vec<_> = [2, 3, 5, 256, 1].into_iter().map(variation).collect();
        let drawn: Vec<Vec<u8>> = (0..4).map(|seed| draw(seed, &variations)).collect();
        expect_test::expect!["[[0, 1, 4, 95, 0], [1, 2, 0, 216, 0], [1, 1, 2, 201, 0], [1, 1, 3, 34, 0]]"].assert_eq(&format!("{drawn:?}"));
    }
}
