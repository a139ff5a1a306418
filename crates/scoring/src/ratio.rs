//! Exact ratios.
//!
//! They do not overflow 64 bits for a key that fits its call ([`crate::AnswerKey::fits`]) under a policy that fits
//! ([`crate::Policy::fits`]). The key bounds every table from which a denominator can come; the policy's check multiplies these bounds
//! with the denominators of its own numbers, and refuses a policy for which the product is too large:
//!
//! - factors: the denominators of the credits, those of evidence times every part up to tenths (2,520), times at most 300, the sum of
//!   the required weights (100 factors of weight 1 to 3);
//! - levels: that of rho times the numerator of the reference, times at most 10,000 (the least common multiple of the numbers of votes)
//!   and 16, the number of assessment points;
//! - acts: that of the part for late acts, times at most 400, the sum of the positive values (200 acts of value -3 to 2);
//! - conduct: hundredths;
//! - the score: the weights over the sum of those that a call has.
//!
//! What belongs to the policy enters by its least common multiple, what belongs to the key as a product. A sum of two ratios is made over
//! the least common multiple of their denominators, so no step of it has a larger denominator than the product, and no numerator is
//! larger than 100 times that. For `default@1` it comes to 2.5e16; 64 bits end at 9.2e18.

use core::fmt;

use serde::{Deserialize, Serialize};

/// An exact ratio in lowest terms with a positive denominator. It is rounded once, at display.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "[i64; 2]", into = "[i64; 2]")]
pub struct Ratio(num_rational::Ratio<i64>);

/// The denominator is zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ZeroDenominator;

impl fmt::Display for ZeroDenominator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a ratio needs a denominator other than zero")
    }
}

impl core::error::Error for ZeroDenominator {}

impl TryFrom<[i64; 2]> for Ratio {
    type Error = ZeroDenominator;

    fn try_from([numerator, denominator]: [i64; 2]) -> Result<Self, ZeroDenominator> {
        if denominator == 0 { Err(ZeroDenominator) } else { Ok(Self::new(numerator, denominator)) }
    }
}

impl From<Ratio> for [i64; 2] {
    fn from(ratio: Ratio) -> Self {
        [*ratio.0.numer(), *ratio.0.denom()]
    }
}

impl Ratio {
    /// Nothing.
    pub const ZERO: Self = Self(num_rational::Ratio::new_raw(0, 1));
    /// The whole.
    pub const ONE: Self = Self(num_rational::Ratio::new_raw(1, 1));

    /// `numerator / denominator`; the denominator must not be zero.
    pub fn new(numerator: i64, denominator: i64) -> Self {
        Self(num_rational::Ratio::new(numerator, denominator))
    }

    /// A ratio of wide numbers, in lowest terms; nothing where the denominator is zero or where it does not fit in 64 bits.
    pub fn from_wide(numerator: i128, denominator: i128) -> Option<Self> {
        let reduced = (denominator != 0).then(|| num_rational::Ratio::new(numerator, denominator))?;
        Some(Self::new(i64::try_from(*reduced.numer()).ok()?, i64::try_from(*reduced.denom()).ok()?))
    }

    /// A whole number.
    pub const fn whole(number: i64) -> Self {
        Self(num_rational::Ratio::new_raw(number, 1))
    }

    /// This as a share of another; nothing where the other is zero.
    pub fn share_of(self, other: Self) -> Option<Self> {
        (other != Self::ZERO).then(|| Self(self.0 / other.0))
    }

    /// Between nothing and the whole.
    pub fn clamp_to_unit(self) -> Self {
        self.clamp(Self::ZERO, Self::ONE)
    }

    /// Hundredths, rounded half away from zero: for display only.
    pub fn percent(self) -> i64 {
        *(self.0 * 100).round().numer()
    }

    /// The numerator, in lowest terms.
    pub fn numerator(self) -> i64 {
        *self.0.numer()
    }

    /// The denominator, in lowest terms; positive.
    pub fn denominator(self) -> i64 {
        *self.0.denom()
    }
}

impl core::ops::Add for Ratio {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl core::ops::Sub for Ratio {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl core::ops::Mul for Ratio {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self(self.0 * other.0)
    }
}

impl core::ops::Neg for Ratio {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl fmt::Display for Ratio {
    /// `3/4`, or `2` for a whole number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.denominator() {
            1 => write!(f, "{}", self.numerator()),
            denominator => write!(f, "{}/{denominator}", self.numerator()),
        }
    }
}

impl core::iter::Sum for Ratio {
    fn sum<I: Iterator<Item = Self>>(ratios: I) -> Self {
        ratios.fold(Self::ZERO, |sum, each| sum + each)
    }
}
