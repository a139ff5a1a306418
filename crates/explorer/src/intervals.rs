//! How sure a figure is: 95 % intervals.
//!
//! Only additions, multiplications, divisions and square roots, which give the same on every target.

/// The 97.5 % point of the standard normal distribution: 95 % lie between it and its negative.
const Z: f64 = 1.959_963_984_540_054;

/// A figure with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The figure.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The mean of some values with its 95 % interval: mean plus and minus 1.96 standard errors, the standard deviation with n - 1 in the
/// denominator. For a hundred values and more, where the mean is as good as normal. Nothing where there are none.
pub(crate) fn mean(values: &[f64]) -> Option<Interval> {
    let count = values.len() as f64;
    if values.is_empty() {
        return None;
    }
    let value = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|each| (each - value) * (each - value)).sum();
    let error = if values.len() > 1 { (squares / (count - 1.0) / count).sqrt() } else { 0.0 };
    Some(Interval { value, low: value - Z * error, high: value + Z * error })
}

/// The value at or below which `percent` of the values lie: the nearest rank, always one of them. Nothing where there are none.
pub(crate) fn percentile(sorted: &[f64], percent: usize) -> Option<f64> {
    sorted.get(rank(sorted.len(), percent)?).copied()
}

/// The place of a percentile among so many sorted values.
pub(crate) fn rank(count: usize, percent: usize) -> Option<usize> {
    (count > 0).then(|| (count * percent.min(100)).div_ceil(100).max(1) - 1)
}

/// The area under the curve: how often a value of the first group is the greater one of a pair, ties counting half (the Mann-Whitney
/// statistic divided by the number of pairs). Nothing where a group is empty.
///
/// The interval solves `|area - t| = 1.96 sqrt(V(t))` for t, with
/// `V(t) = t (1 - t) (1 + N (1 - t) / (2 - t) + N t / (1 + t)) / (m n)` and `N = (m + n) / 2 - 1`. It stays within 0 and 1 and does not
/// shrink to nothing where the groups do not overlap.
///
/// Source: R. G. Newcombe, "Confidence intervals for an effect size measure based on the Mann-Whitney statistic. Part 2: asymptotic
/// methods and evaluation", Statistics in Medicine 25 (2006) 559-573, method 5; the variance is that of J. A. Hanley and B. J. McNeil,
/// Radiology 143 (1982) 29-36, with N in the place of m - 1 and n - 1.
pub(crate) fn area_under_curve(greater: &[f64], smaller: &[f64]) -> Option<Interval> {
    if greater.is_empty() || smaller.is_empty() {
        return None;
    }
    let halves: u64 = greater
        .iter()
        .flat_map(|left| smaller.iter().map(move |right| if left > right { 2 } else { u64::from(left.total_cmp(right).is_eq()) }))
        .sum();
    let pairs = greater.len() as f64 * smaller.len() as f64;
    let value = halves as f64 / (2.0 * pairs);
    let half_sum = (greater.len() + smaller.len()) as f64 / 2.0 - 1.0;
    let variance = |t: f64| t * (1.0 - t) * (1.0 + half_sum * (1.0 - t) / (2.0 - t) + half_sum * t / (1.0 + t)) / pairs;
    // How far t lies outside what the area allows; it grows with the distance of t from the area.
    let outside = |t: f64| (value - t).abs() - Z * variance(t).sqrt();
    Some(Interval { value, low: edge(value, 0.0, outside), high: edge(value, 1.0, outside) })
}

/// Between a place that is inside and an end: where `outside` turns positive, or the end where it does not.
fn edge(inside: f64, end: f64, outside: impl Fn(f64) -> f64) -> f64 {
    if outside(end) <= 0.0 {
        return end;
    }
    let (mut near, mut far) = (inside, end);
    for _ in 0..60 {
        let middle = (near + far) / 2.0;
        if outside(middle) > 0.0 { far = middle } else { near = middle }
    }
    near
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dice::Dice;

    #[test]
    fn means_have_the_textbook_interval() {
        let interval = mean(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]).unwrap();
        // The sum of squares is 32, so the standard error is sqrt(32 / 7 / 8).
        let error = (32.0_f64 / 56.0).sqrt();
        assert!((interval.value - 5.0).abs() < 1e-12);
        assert!((interval.high - (5.0 + 1.959_963_984_540_054 * error)).abs() < 1e-12);
        assert!((interval.low + interval.high - 10.0).abs() < 1e-12);
        assert_eq!(mean(&[3.0]).map(|one| (one.low, one.high)), Some((3.0, 3.0)));
        assert_eq!(mean(&[]), None);
    }

    #[test]
    fn a_percentile_is_one_of_the_values() {
        let values: Vec<f64> = (1..=20).map(f64::from).collect();
        assert_eq!(percentile(&values, 95), Some(19.0), "19 of 20 values are 95 %");
        assert_eq!(percentile(&values[..1], 95), Some(1.0));
        assert_eq!(percentile(&values, 0), Some(1.0));
        assert_eq!(percentile(&values, 100), Some(20.0));
        assert_eq!(percentile(&[], 95), None);
    }

    #[test]
    fn the_area_counts_pairs() {
        let area = |left: &[f64], right: &[f64]| area_under_curve(left, right).unwrap().value;
        assert_eq!(area(&[2.0, 3.0], &[1.0]), 1.0);
        assert_eq!(area(&[1.0], &[2.0, 3.0]), 0.0);
        assert_eq!(area(&[1.0, 2.0], &[1.0, 2.0]), 0.5);
        assert_eq!(area(&[1.0, 3.0], &[2.0]), 0.5);
        assert_eq!(area_under_curve(&[], &[1.0]), None);
    }

    #[test]
    fn groups_that_do_not_overlap_still_leave_doubt() {
        let (left, right): (Vec<f64>, Vec<f64>) = ((20..32).map(f64::from).collect(), (0..12).map(f64::from).collect());
        let interval = area_under_curve(&left, &right).unwrap();
        assert_eq!((interval.value, interval.high), (1.0, 1.0));
        assert!(interval.low > 0.7 && interval.low < 0.95, "{interval:?}");
        let mirrored = area_under_curve(&right, &left).unwrap();
        assert!((mirrored.high - (1.0 - interval.low)).abs() < 1e-9 && mirrored.low == 0.0, "{mirrored:?}");
    }

    /// Of many pairs of samples, about 95 % of the intervals hold the true area.
    #[test]
    fn intervals_hold_what_they_say() {
        let mut dice = Dice::new(2006, 0);
        for (shift, truth) in [(0.0, 0.5), (0.5, 0.875)] {
            let mut held = 0;
            let rounds = 2_000;
            for _ in 0..rounds {
                let mut draw = |shift: f64| -> Vec<f64> { (0..15).map(|_| dice.below(60_000) as f64 / 60_000.0 + shift).collect() };
                // Two even distributions of width 1, one moved by s: the area is 1 - (1 - s)^2 / 2.
                let interval = area_under_curve(&draw(shift), &draw(0.0)).unwrap();
                held += u32::from(interval.low <= truth && truth <= interval.high);
            }
            let share = f64::from(held) / f64::from(rounds);
            assert!((0.93..0.985).contains(&share), "shift {shift}: {share}");
        }
    }
}
