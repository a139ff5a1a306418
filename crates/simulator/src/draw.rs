//! The details and attributes drawn from a seed.
//!
//! ChaCha8 and our own sampling: both give the same on every target and in every release, which floating-point sampling and
//! `StdRng` do not promise.

use doorstep_scenario::Variation;
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};

/// The place of the value drawn for each variation, in order.
///
/// Every value of a detail is equally likely, and details are independent of each other and of the attributes.
///
/// Attributes are counterbalanced: with `n` combinations of their values, any `n` seeds in a row give each combination once. The first
/// attribute is the seed's remainder by the number of its values; the next one takes the quotient, and so on. Whoever hands out seeds in
/// a row (1, 2, 3 ...) so gets groups of equal size, and a seed drawn at random gives each combination equally often.
pub fn draw(seed: u64, variations: &[Variation]) -> Vec<u8> {
    let mut source = ChaCha8Rng::seed_from_u64(seed);
    let mut rest = seed;
    let one = |variation: &Variation| {
        let count = variation.values.len();
        if variation.attribute.is_none() {
            return below(&mut source, count);
        }
        // A sound scenario has 1 to 256 values, so the remainder is below 256.
        let count = count.clamp(1, 256) as u64;
        let place = (rest % count) as u8;
        rest /= count;
        place
    };
    variations.iter().map(one).collect()
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
    use doorstep_scenario::{Attribute, AttributeKind, CastIndex};

    use super::*;

    fn variation(count: usize, attribute: Option<AttributeKind>) -> Variation {
        let attribute = attribute.map(|kind| Attribute { person: CastIndex(0), kind });
        Variation { id: "v".into(), values: vec![String::new(); count], attribute }
    }

    #[test]
    fn the_same_seed_draws_the_same_for_ever() {
        let variations: Vec<_> = [2, 3, 5, 256, 1].into_iter().map(|count| variation(count, None)).collect();
        let drawn: Vec<Vec<u8>> = (0..4).map(|seed| draw(seed, &variations)).collect();
        expect_test::expect!["[[0, 1, 4, 95, 0], [1, 2, 0, 216, 0], [1, 1, 2, 201, 0], [1, 1, 3, 34, 0]]"].assert_eq(&format!("{drawn:?}"));
    }

    #[test]
    fn attributes_are_balanced_over_any_seeds_in_a_row() {
        let variations = [variation(3, Some(AttributeKind::Age)), variation(5, None), variation(2, Some(AttributeKind::Sex))];
        for first in [0, 1, 17, 1_000_003, u64::MAX - 6] {
            let seeds = (0..6).map(|more| first + more);
            let mut drawn: Vec<(u8, u8)> = seeds.map(|seed| draw(seed, &variations)).map(|drawn| (drawn[0], drawn[2])).collect();
            drawn.sort_unstable();
            assert_eq!(drawn, [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)], "from {first}");
        }
    }

    #[test]
    fn an_attribute_changes_no_detail() {
        let details = [variation(7, None), variation(200, None)];
        let both =
            [variation(2, Some(AttributeKind::Origin)), details[0].clone(), variation(3, Some(AttributeKind::Age)), details[1].clone()];
        for seed in 0..50 {
            let (alone, beside) = (draw(seed, &details), draw(seed, &both));
            assert_eq!(alone, [beside[1], beside[3]], "seed {seed}");
        }
    }
}
