//! Why a statistic has no value, and why an input is none.

use core::fmt;

/// A value, or the reason why there is none. A statistic that does not exist is never NaN, 0 or 1.
pub type Statistic<T = f64> = Result<T, Undefined>;

/// Why a statistic has no value for these data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Undefined {
    /// There is no observation.
    NoData,
    /// Fewer observations than the statistic needs.
    TooFew {
        /// What there is too little of, in the plural.
        what: &'static str,
        /// How many are needed.
        needed: usize,
    },
    /// No unit has two ratings, so nobody can agree with anybody.
    NoPairs,
    /// Agreement by chance is already complete: every rating is in one category, or the weights call all categories the same.
    ChanceIsComplete,
    /// Only one category is declared.
    OneCategory,
    /// Something does not vary; what, in words.
    NoVariation(&'static str),
    /// A rating is missing and the statistic needs all of them.
    MissingRatings,
    /// A denominator is zero; which, in words.
    ZeroDenominator(&'static str),
    /// The variance between targets is zero.
    NoVarianceBetween,
    /// The estimated total variance is not positive.
    NotPositiveVariance,
    /// A rate of exactly 0 or 1 has no finite normal deviate.
    ExtremeRate,
    /// A score of zero or the full score has no finite maximum likelihood.
    ExtremeScore,
    /// The data do not link the items, so conditional maximum likelihood has no finite maximum.
    NotConnected,
    /// Everybody solved the item, or nobody did.
    ExtremeItem,
    /// More than one category has the most votes.
    NoSingleMode,
    /// No resample has a value.
    NoResample,
    /// Without one of the observations the statistic has no value.
    DeleteOne,
    /// The two lines do not cross.
    NoCrossing,
    /// A value lies where the method says nothing; which, in words.
    Outside(&'static str),
    /// The scale does not fit the values: a ratio scale knows no negative ones.
    NegativeRatio,
    /// The search for the maximum did not come to rest.
    NoConvergence,
    /// The result is too large for a number.
    TooLarge,
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoData => f.write_str("there are no observations"),
            Self::TooFew { what, needed } => write!(f, "at least {needed} {what} are needed"),
            Self::NoPairs => f.write_str("no unit has two ratings"),
            Self::ChanceIsComplete => f.write_str("everything is in one category, so nothing is left to agree on beyond chance"),
            Self::OneCategory => f.write_str("at least two categories must be declared"),
            Self::NoVariation(what) => write!(f, "{what} does not vary"),
            Self::MissingRatings => f.write_str("a value is missing, and this statistic needs all of them"),
            Self::ZeroDenominator(what) => write!(f, "the denominator is zero: {what}"),
            Self::NoVarianceBetween => f.write_str("the targets do not differ: the mean square between them is zero"),
            Self::NotPositiveVariance => f.write_str("the estimated total variance is not positive"),
            Self::ExtremeRate => f.write_str("a rate of exactly 0 or 1 has no finite normal deviate; see the log-linear correction"),
            Self::ExtremeScore => f.write_str("a score of zero or the full score has no finite estimate by this method"),
            Self::NotConnected => {
                f.write_str("the items fall into groups that the answers do not link, so the likelihood has no finite maximum")
            }
            Self::ExtremeItem => f.write_str("everybody or nobody solved the item among those who count"),
            Self::NoSingleMode => f.write_str("no single category has the most votes"),
            Self::NoResample => f.write_str("the statistic is undefined in every resample"),
            Self::DeleteOne => f.write_str("the statistic is undefined without one of the observations"),
            Self::NoCrossing => f.write_str("the line and the curve do not cross"),
            Self::Outside(what) => f.write_str(what),
            Self::NegativeRatio => f.write_str("a ratio scale has no negative values"),
            Self::NoConvergence => f.write_str("the search for the maximum did not come to rest"),
            Self::TooLarge => f.write_str("the result is too large for a number"),
        }
    }
}

impl core::error::Error for Undefined {}

/// Why something is no input: it says where and why, and how to mend it.
#[derive(Clone, Debug, PartialEq)]
pub enum Invalid {
    /// Rows of different lengths.
    Ragged {
        /// What has the rows.
        what: &'static str,
        /// The row, from 0.
        row: usize,
        /// How long it is.
        length: usize,
        /// How long it should be.
        expected: usize,
    },
    /// Two lists that belong together have different lengths.
    Lengths {
        /// The one.
        one: &'static str,
        /// Its length.
        length: usize,
        /// The other.
        other: &'static str,
        /// Its length.
        other_length: usize,
    },
    /// A number that is not finite.
    NotFinite(&'static str),
    /// A number outside its range.
    OutOfRange {
        /// What the number is.
        what: &'static str,
        /// The number.
        value: f64,
        /// The range in words.
        range: &'static str,
    },
    /// A category that is not declared.
    UnknownCategory {
        /// Where it stands.
        place: usize,
    },
    /// A category declared twice.
    RepeatedCategory {
        /// The place of the second one.
        place: usize,
    },
    /// A place that does not exist.
    NoSuchPlace {
        /// In what.
        what: &'static str,
        /// The place, from 0.
        place: usize,
        /// How many there are.
        count: usize,
    },
    /// Nothing where something must be.
    Empty(&'static str),
    /// More than can be worked with.
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// The most there may be.
        most: usize,
    },
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ragged { what, row, length, expected } => {
                write!(f, "{what}: row {row} (from 0) has {length} entries instead of {expected}; give every row the same number")
            }
            Self::Lengths { one, length, other, other_length } => {
                write!(f, "{one} has {length} entries and {other} has {other_length}; they belong together and must be as many")
            }
            Self::NotFinite(what) => write!(f, "{what}: a number is not finite; write finite numbers"),
            Self::OutOfRange { what, value, range } => write!(f, "{what} is {value}; it must be {range}"),
            Self::UnknownCategory { place } => {
                write!(f, "the rating at place {place} (from 0) is none of the categories; declare its category or correct it")
            }
            Self::RepeatedCategory { place } => write!(f, "the category at place {place} (from 0) stands there twice; name each once"),
            Self::NoSuchPlace { what, place, count } => {
                write!(f, "there is no {what} {place}: there are {count}, counted from 0")
            }
            Self::Empty(what) => write!(f, "{what} is empty; give at least one"),
            Self::TooMany { what, most } => write!(f, "more than {most} {what}; use fewer"),
        }
    }
}

impl core::error::Error for Invalid {}

/// A number that must lie in a range.
pub(crate) fn within(what: &'static str, value: f64, range: &'static str, holds: bool) -> Result<f64, Invalid> {
    match () {
        () if !value.is_finite() => Err(Invalid::NotFinite(what)),
        () if holds => Ok(value),
        () => Err(Invalid::OutOfRange { what, value, range }),
    }
}
