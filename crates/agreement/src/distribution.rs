//! Distributions: quantiles from `statrs`, the normal ones from `libm`, and the bivariate normal, which no maintained crate has.

use core::f64::consts::{FRAC_1_SQRT_2, PI};

use statrs::distribution::{Beta, ContinuousCDF as _, FisherSnedecor, Normal, StudentsT};

use crate::{Statistic, Undefined};

/// The normal quantile of .975.
pub(crate) const Z_975: f64 = 1.959_963_984_540_054;

/// The density of the standard normal distribution.
pub fn normal_density(x: f64) -> f64 {
    libm::exp(-0.5 * x * x) / libm::sqrt(2.0 * PI)
}

/// The standard normal distribution function.
pub fn normal(x: f64) -> f64 {
    0.5 * libm::erfc(-x * FRAC_1_SQRT_2)
}

/// The quantile of the standard normal distribution; a probability of 0 or 1 has none.
///
/// # Errors
/// [`Undefined::ExtremeRate`] for 0, 1 and what is no probability.
pub fn normal_quantile(probability: f64) -> Statistic {
    if !(probability > 0.0 && probability < 1.0) {
        return Err(Undefined::ExtremeRate);
    }
    let start = Normal::standard().inverse_cdf(probability);
    // One Newton step takes the last digits from `libm`, so that they are the same everywhere.
    Ok(start - (normal(start) - probability) / normal_density(start))
}

/// The quantile of Student's t distribution with `freedom` degrees of freedom.
pub(crate) fn t_quantile(probability: f64, freedom: f64) -> Statistic {
    let distribution = StudentsT::new(0.0, 1.0, freedom).map_err(|_| Undefined::NoData)?;
    let start = distribution.inverse_cdf(probability);
    // `statrs` may stop at the tenth digit; one Newton step gives the rest.
    let ln_density = libm::lgamma((freedom + 1.0) / 2.0)
        - libm::lgamma(freedom / 2.0)
        - 0.5 * libm::log(freedom * PI)
        - (freedom + 1.0) / 2.0 * libm::log1p(start * start / freedom);
    crate::number::finite(start - (distribution.cdf(start) - probability) / libm::exp(ln_density))
}

/// The quantile of the F distribution.
pub(crate) fn f_quantile(probability: f64, numerator: f64, denominator: f64) -> Statistic {
    let distribution = FisherSnedecor::new(numerator, denominator).map_err(|_| Undefined::NoData)?;
    crate::number::finite(distribution.inverse_cdf(probability))
}

/// The quantile of the beta distribution.
pub(crate) fn beta_quantile(probability: f64, a: f64, b: f64) -> Statistic {
    let distribution = Beta::new(a, b).map_err(|_| Undefined::NoData)?;
    crate::number::finite(distribution.inverse_cdf(probability))
}

/// Twenty points of the Gauss-Legendre rule on -1 to 1, the positive half: place and weight (Abramowitz & Stegun 1964, table 25.4).
const LEGENDRE: [(f64, f64); 10] = [
    (0.076_526_521_133_497_33, 0.152_753_387_130_725_85),
    (0.227_785_851_141_645_08, 0.149_172_986_472_603_75),
    (0.373_706_088_715_419_56, 0.142_096_109_318_382_05),
    (0.510_867_001_950_827_1, 0.131_688_638_449_176_63),
    (0.636_053_680_726_515, 0.118_194_531_961_518_42),
    (0.746_331_906_460_150_8, 0.101_930_119_817_240_44),
    (0.839_116_971_822_218_8, 0.083_276_741_576_704_75),
    (0.912_234_428_251_326, 0.062_672_048_334_109_06),
    (0.963_971_927_277_913_8, 0.040_601_429_800_386_94),
    (0.993_128_599_185_094_9, 0.017_614_007_139_152_118),
];

/// The integral of a smooth function by the rule in so many equal panels.
pub(crate) fn integrate(from: f64, to: f64, panels: usize, function: impl Fn(f64) -> f64) -> f64 {
    let half = (to - from) / (2.0 * panels as f64);
    (0..panels)
        .map(|panel| {
            let middle = from + half * (2 * panel + 1) as f64;
            LEGENDRE.iter().map(|(place, weight)| weight * (function(middle - half * place) + function(middle + half * place))).sum::<f64>()
        })
        .sum::<f64>()
        * half
}

/// Owen's T function (Owen 1956) for a from 0 to infinity: the integral of exp(-h²(1+x²)/2)/(1+x²) from 0 to a, over 2π.
fn owen_t(h: f64, a: f64) -> f64 {
    let h = h.abs();
    if a > 1.0 {
        if a.is_infinite() {
            return 0.5 * normal(-h);
        }
        let (one, other) = (normal(h), normal(a * h));
        return 0.5 * (one + other) - one * other - owen_t(a * h, 1.0 / a);
    }
    integrate(0.0, a, 8, |x| libm::exp(-0.5 * h * h * (1.0 + x * x)) / (1.0 + x * x)) / (2.0 * PI)
}

/// The probability that two standard normal variables with this correlation lie on different sides of `z`: 2(Φ(z) - Φ₂(z, z; ρ)), which
/// is four times Owen's T of z and √((1-ρ)/(1+ρ)).
pub(crate) fn split_at(z: f64, correlation: f64) -> f64 {
    4.0 * owen_t(z, libm::sqrt((1.0 - correlation) / (1.0 + correlation)))
}

/// The logarithm of the binomial coefficient.
pub(crate) fn ln_choose(n: f64, k: f64) -> f64 {
    libm::lgamma(n + 1.0) - libm::lgamma(k + 1.0) - libm::lgamma(n - k + 1.0)
}

/// The probability of at least `least` successes in `n` trials.
pub(crate) fn binomial_at_least(least: usize, n: usize, probability: f64) -> f64 {
    if least == 0 {
        return 1.0;
    }
    if least > n || probability <= 0.0 {
        return 0.0;
    }
    if probability >= 1.0 {
        return 1.0;
    }
    // The shorter tail is summed from its largest term on: every term is positive, so nothing cancels within it, and what underflows at the
    // start is nothing at all.
    let term = |k: usize| {
        let (yes, no) = (k as f64, (n - k) as f64);
        libm::exp(ln_choose(n as f64, yes) + yes * libm::log(probability) + no * libm::log1p(-probability))
    };
    let odds = probability / (1.0 - probability);
    let (mut all, mut next) = (0.0, 0.0);
    if (least as f64) > n as f64 * probability {
        for k in least..=n {
            next = if k == least { term(k) } else { next * odds * (n - k + 1) as f64 / k as f64 };
            all += next;
        }
        return all.min(1.0);
    }
    for k in (0..least).rev() {
        next = if k + 1 == least { term(k) } else { next / odds * (k + 1) as f64 / (n - k) as f64 };
        all += next;
    }
    (1.0 - all).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_normal_distribution_is_exact_to_the_last_digits() {
        assert!((normal(1.0) - 0.841_344_746_068_542_9).abs() < 1e-15);
        assert!((normal_quantile(0.975).unwrap() - Z_975).abs() < 1e-15);
        assert_eq!(normal_quantile(0.0), Err(Undefined::ExtremeRate));
        assert_eq!(normal_quantile(1.0), Err(Undefined::ExtremeRate));
    }

    #[test]
    fn two_normal_variables_split_as_the_arc_sine_says_at_zero() {
        // Sheppard 1899: the probability that both signs differ is arccos(ρ)/π.
        for correlation in [-0.9, -0.3, 0.0, 0.5, 0.99] {
            assert!((split_at(0.0, correlation) - libm::acos(correlation) / PI).abs() < 1e-14, "{correlation}");
        }
        assert_eq!(split_at(0.7, 1.0), 0.0);
        // Independent: the product of the two sides, twice.
        assert!((split_at(1.3, 0.0) - 2.0 * normal(1.3) * normal(-1.3)).abs() < 1e-15);
    }

    #[test]
    fn students_quantiles_are_exact() {
        // With 1 degree of freedom tan(π (p - 1/2)), with 2 degrees (2p - 1)/√(2p (1 - p)).
        assert!((t_quantile(0.975, 1.0).unwrap() - libm::tan(PI * 0.475)).abs() < 1e-11);
        assert!((t_quantile(0.975, 2.0).unwrap() - 0.95 / libm::sqrt(2.0 * 0.975 * 0.025)).abs() < 1e-13);
        assert!((t_quantile(0.975, 6.0).unwrap() - 2.446_911_851_144_969).abs() < 1e-13);
    }

    #[test]
    fn binomial_tails_meet() {
        let (below, above) = (1.0 - binomial_at_least(7, 20, 0.3), binomial_at_least(7, 20, 0.3));
        assert!((below - 0.6080098122009244).abs() < 1e-12 && (above + below - 1.0).abs() < 1e-15);
        assert_eq!((binomial_at_least(0, 5, 0.0), binomial_at_least(1, 5, 0.0), binomial_at_least(5, 5, 1.0)), (1.0, 0.0, 1.0));
    }
}
