//! Sums over many cases: in millionths of a millionth.

use crate::Ratio;

/// Parts of one, or of one point of a score, in which a form's sums are held.
pub(super) const UNIT: i128 = 1_000_000_000_000;

/// A ratio in units, rounded half up, once.
pub(super) fn units(ratio: Ratio) -> i128 {
    let (over, under) = (i128::from(ratio.numerator()), i128::from(ratio.denominator()));
    (2 * over * UNIT + under).div_euclid(2 * under)
}

/// Units over a number of them, as a ratio. Nothing where the number is 0; a sum of scores of up to 10,000 cases fits.
pub(super) fn over(sum: i128, of: i128) -> Option<Ratio> {
    Ratio::from_wide(sum, of)
}

/// The mean of some ratios, each taken to a millionth of a millionth, once; nothing where there are none.
pub fn mean(values: &[Ratio]) -> Option<Ratio> {
    let count = i128::try_from(values.len()).ok()?;
    over(values.iter().map(|value| units(*value)).sum(), count * UNIT)
}

/// The standard error of a mean over cases, in units: the root of their variance over their number, rounded down to a millionth of a
/// point; nothing with fewer than two.
pub(super) fn own_error(scores: &[i128]) -> Option<i128> {
    /// Squares are of millionths, so that they fit.
    const COARSE: i128 = 1_000_000;
    let count = i128::try_from(scores.len()).ok().filter(|count| *count > 1)?;
    let sum: i128 = scores.iter().sum();
    // Deviations from the mean, times the number of cases, so that they are whole.
    let squares: i128 = scores.iter().map(|score| (score * count - sum) / COARSE).map(|each| each * each).sum();
    // squares/count² is the sum of squared deviations.
    Some((squares / (count * count * count * (count - 1))).isqrt() * COARSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_rounded_once_and_a_mean_of_nothing_is_nothing() {
        assert_eq!(mean(&[]), None);
        assert_eq!(mean(&[Ratio::new(1, 4), Ratio::new(1, 2)]), Some(Ratio::new(3, 8)));
        assert_eq!(units(Ratio::new(2, 3)), 666_666_666_667);
        assert_eq!(units(Ratio::new(-2, 3)), -666_666_666_667);
        let many = vec![Ratio::new(99_999_999, 1_000_003); 10_000];
        assert_eq!(mean(&many), over(units(many[0]), UNIT), "ten thousand cases fit");
    }

    #[test]
    fn the_own_error_is_the_standard_error_of_the_mean() {
        let points = |score: i128| score * UNIT;
        // Scores 60, 70, 80: variance 100, over three cases 33.3, root 5.7735.
        assert_eq!(own_error(&[points(60), points(70), points(80)]), Some(5_773_502 * 1_000_000));
        assert_eq!(own_error(&[points(60), points(60)]), Some(0));
        assert_eq!(own_error(&[points(60)]), None);
    }
}
