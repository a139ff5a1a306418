//! Longer and shorter forms.

use crate::number::ratio;
use crate::{Statistic, Undefined};

/// The reliability of a form `times` as long (Spearman 1910, Brown 1910): m r/(1 + (m - 1) r).
///
/// ```
/// // Eight calls of reliability .12 each.
/// assert_eq!(format!("{:.2}", doorstep_agreement::spearman_brown(0.12, 8.0).unwrap()), "0.52");
/// ```
pub fn spearman_brown(reliability: f64, times: f64) -> Statistic {
    ratio(times * reliability, 1.0 + (times - 1.0) * reliability, "1 + (m - 1) r")
}

/// The factor by which a form must be longer to reach a reliability: target (1 - r)/(r (1 - target)).
pub fn length_for(reliability: f64, target: f64) -> Statistic {
    if reliability <= 0.0 {
        return Err(Undefined::Outside("a form without reliability reaches none by being longer"));
    }
    ratio(target * (1.0 - reliability), reliability * (1.0 - target), "no length reaches a reliability of 1")
}

/// The effective test length of Livingston and Lewis (1995): ((M - min)(max - M) - r s²)/(s² (1 - r)), not rounded.
pub fn effective_length(mean: f64, variance: f64, least: f64, most: f64, reliability: f64) -> Statistic {
    ratio((mean - least) * (most - mean) - reliability * variance, variance * (1.0 - reliability), "s² (1 - r)")
}
