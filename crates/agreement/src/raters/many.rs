//! Many raters: Fleiss' kappa, Conger's kappa, Gwet's AC1 and AC2, and plain agreement.

use crate::distribution::t_quantile;
use crate::number::root;
use crate::{Interval, Invalid, Statistic, Undefined, WeightKind, Weights};

/// How often each category was given to each unit, with gaps.
#[derive(Clone, Debug, PartialEq)]
pub struct CategoryCounts {
    categories: usize,
    /// Unit after unit; units without a rating are left out.
    units: Vec<Vec<f64>>,
}

impl CategoryCounts {
    /// From one row a unit, one column a category.
    ///
    /// # Errors
    /// Rows of different lengths.
    pub fn from_units(rows: &[Vec<u64>]) -> Result<Self, Invalid> {
        let categories = rows.first().map_or(0, Vec::len);
        if let Some((row, short)) = rows.iter().enumerate().find(|(_, row)| row.len() != categories) {
            return Err(Invalid::Ragged { what: "the counts", row, length: short.len(), expected: categories });
        }
        let rated = rows.iter().filter(|row| row.iter().any(|count| *count > 0));
        Ok(Self { categories, units: rated.map(|row| row.iter().map(|count| *count as f64).collect()).collect() })
    }

    /// From each unit's categories, counted from 0; a gap is a rating that is missing.
    ///
    /// # Errors
    /// A category that does not exist.
    pub fn from_choices(rows: &[Vec<Option<usize>>], categories: usize) -> Result<Self, Invalid> {
        let mut units = Vec::with_capacity(rows.len());
        for (place, row) in rows.iter().enumerate() {
            let mut counts = vec![0.0; categories];
            for choice in row.iter().flatten() {
                *counts.get_mut(*choice).ok_or(Invalid::UnknownCategory { place })? += 1.0;
            }
            if row.iter().any(Option::is_some) {
                units.push(counts);
            }
        }
        Ok(Self { categories, units })
    }

    /// How many categories are declared.
    pub fn categories(&self) -> usize {
        self.categories
    }

    /// How many units have a rating.
    pub fn units(&self) -> usize {
        self.units.len()
    }

    /// The mean share of each category: over units, of each unit's own shares.
    fn shares(&self) -> Vec<f64> {
        let mut shares = vec![0.0; self.categories];
        for unit in &self.units {
            let ratings: f64 = unit.iter().sum();
            shares.iter_mut().zip(unit).for_each(|(share, count)| *share += count / ratings);
        }
        let n = self.units.len() as f64;
        shares.iter_mut().for_each(|share| *share /= n);
        shares
    }

    /// The (weighted) agreement within each unit with at least two ratings; nothing for the others.
    fn agreements(&self, weights: &Weights) -> Vec<Option<f64>> {
        let agreement = |unit: &Vec<f64>| {
            let ratings: f64 = unit.iter().sum();
            (ratings >= 2.0).then(|| {
                let near = |one: usize| weights.row(one).iter().zip(unit).map(|(weight, count)| weight * count).sum::<f64>();
                unit.iter().enumerate().map(|(one, count)| count * (near(one) - 1.0)).sum::<f64>() / (ratings * (ratings - 1.0))
            })
        };
        self.units.iter().map(agreement).collect()
    }

    /// Whether every rating is in the same category.
    fn is_constant(&self) -> bool {
        (0..self.categories).filter(|category| self.units.iter().any(|unit| unit[*category] > 0.0)).count() < 2
    }

    /// The mean (weighted) agreement over units with at least two ratings.
    ///
    /// # Errors
    /// Weights for another number of categories.
    pub fn agreement(&self, weights: &Weights) -> Result<Statistic, Invalid> {
        weights.fits(self.categories)?;
        let found: Vec<f64> = self.agreements(weights).into_iter().flatten().collect();
        Ok(crate::number::mean(&found).map_err(|_| if self.units.is_empty() { Undefined::NoData } else { Undefined::NoPairs }))
    }
}

/// A coefficient with observed and expected agreement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChanceCorrected {
    /// The observed agreement.
    pub observed: Statistic,
    /// The agreement expected by chance.
    pub expected: Statistic,
    /// (observed - expected)/(1 - expected).
    pub coefficient: Statistic,
}

/// Fleiss' kappa (Fleiss 1971): with m ratings a unit, P_i = (Σ n_ik² - m)/(m (m - 1)) and chance Σ p_k². Where units have different
/// numbers of ratings, agreement is averaged over units with at least two, and p_k over units of their own shares (Gwet 2014, ch. 2).
///
/// ```
/// use doorstep_agreement::{CategoryCounts, fleiss_kappa};
///
/// let counts = CategoryCounts::from_units(&[vec![3, 0], vec![0, 3], vec![2, 1]])?;
/// assert!((fleiss_kappa(&counts).coefficient.unwrap() - 0.55).abs() < 1e-12);
/// # Ok::<(), doorstep_agreement::Invalid>(())
/// ```
pub fn fleiss_kappa(counts: &CategoryCounts) -> ChanceCorrected {
    let weights = Weights::new(WeightKind::Identity, counts.categories);
    // Invariant: weights made for these categories fit them.
    let observed = counts.agreement(&weights).expect("the weights fit the counts");
    let shares = counts.shares();
    let expected = observed.map(|_| shares.iter().map(|share| share * share).sum());
    let coefficient = observed.and_then(|observed| match expected {
        _ if counts.is_constant() => Err(Undefined::ChanceIsComplete),
        Ok(expected) => Ok((observed - expected) / (1.0 - expected)),
        Err(why) => Err(why),
    });
    ChanceCorrected { observed, expected, coefficient }
}

/// Conger's kappa (Conger 1980) for two or more raters who are always the same people: chance from each rater's own margins,
/// Σ_kl w_kl (p̄_k p̄_l - s²_kl/r) with s² the covariance of the raters' shares.
///
/// # Errors
/// Rows of different lengths, or a category that does not exist.
pub fn conger_kappa(rows: &[Vec<Option<usize>>], weights: &Weights) -> Result<ChanceCorrected, Invalid> {
    let counts = CategoryCounts::from_choices(rows, weights.categories())?;
    let raters = rows.first().map_or(0, Vec::len);
    if let Some((row, short)) = rows.iter().enumerate().find(|(_, row)| row.len() != raters) {
        return Err(Invalid::Ragged { what: "the ratings", row, length: short.len(), expected: raters });
    }
    let observed = counts.agreement(weights)?;
    // Each rater's shares; raters without a rating are left out.
    let mut each: Vec<Vec<f64>> = Vec::new();
    for rater in 0..raters {
        let mut own = vec![0.0; weights.categories()];
        rows.iter().filter_map(|row| row[rater]).for_each(|choice| own[choice] += 1.0);
        let all: f64 = own.iter().sum();
        if all > 0.0 {
            each.push(own.iter().map(|count| count / all).collect());
        }
    }
    let r = each.len() as f64;
    let sum = |shares: &dyn Fn(usize) -> f64| {
        let places = (0..weights.categories()).flat_map(|one| (0..weights.categories()).map(move |other| (one, other)));
        places.map(|(one, other)| weights.of(one, other) * shares(one) * shares(other)).sum::<f64>()
    };
    let total = |category: usize| each.iter().map(|own| own[category]).sum::<f64>();
    // Over pairs of different raters: (Σ Σ over all pairs - Σ over each with itself)/(r (r - 1)).
    let own: f64 = each.iter().map(|own| sum(&|category| own[category])).sum();
    let expected = observed.and_then(|_| match each.len() {
        0 | 1 => Err(Undefined::TooFew { what: "raters", needed: 2 }),
        _ => Ok((sum(&total) - own) / (r * (r - 1.0))),
    });
    let coefficient = observed.and_then(|observed| match expected {
        _ if counts.is_constant() => Err(Undefined::ChanceIsComplete),
        Ok(expected) if 1.0 - expected <= 1e-15 => Err(Undefined::ChanceIsComplete),
        Ok(expected) => Ok((observed - expected) / (1.0 - expected)),
        Err(why) => Err(why),
    });
    Ok(ChanceCorrected { observed, expected, coefficient })
}

/// Gwet's coefficient with its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gwet {
    /// Observed and expected agreement and the coefficient.
    pub agreement: ChanceCorrected,
    /// The standard error over units, by linearisation.
    pub standard_error: Statistic,
    /// The interval at 95 % by Student's t with units - 1 degrees of freedom, not above 1. At complete agreement it is \[1, 1\], as
    /// computed, which says nothing about the next sample.
    pub interval_95: Statistic<Interval>,
}

/// Gwet's AC1 (identity weights) and AC2 (others) (Gwet 2008, 2014 ch. 5): pa is the mean over units with at least two ratings of
/// Σ_k r_ik (r*_ik - 1)/(r_i (r_i - 1)) with r*_ik = Σ_l w_kl r_il; π_k the mean of r_ik/r_i; pe = T_w Σ π_k (1 - π_k)/(q (q - 1)),
/// T_w the sum of the weights.
///
/// Unlike kappa it stays high where one category prevails, and can differ from zero without any association: report it beside alpha,
/// not instead of it (Vach & Gerke 2023).
///
/// # Errors
/// Weights for another number of categories.
pub fn gwet_ac(counts: &CategoryCounts, weights: &Weights) -> Result<Gwet, Invalid> {
    let observed = counts.agreement(weights)?;
    let q = counts.categories as f64;
    let shares = counts.shares();
    let scale = weights.sum() / (q * (q - 1.0));
    let expected = observed.and_then(|_| match counts.categories {
        0 | 1 => Err(Undefined::OneCategory),
        _ => Ok(scale * shares.iter().map(|share| share * (1.0 - share)).sum::<f64>()),
    });
    let both = observed.and_then(|observed| Ok((observed, expected?)));
    let coefficient = both.and_then(|(observed, expected)| match 1.0 - expected {
        room if room <= 1e-15 => Err(Undefined::ChanceIsComplete),
        room => Ok((observed - expected) / room),
    });
    let standard_error = both.and_then(|(_, expected)| gwet_error(counts, weights, expected, coefficient?, &shares, scale));
    let interval_95 = standard_error.and_then(|error| {
        let (middle, t) = (coefficient?, t_quantile(0.975, counts.units.len() as f64 - 1.0)?);
        Ok(Interval { low: middle - t * error, high: (middle + t * error).min(1.0) })
    });
    Ok(Gwet { agreement: ChanceCorrected { observed, expected, coefficient }, standard_error, interval_95 })
}

/// The linearised variance over units: each unit's own coefficient, less twice what it adds to chance.
fn gwet_error(counts: &CategoryCounts, weights: &Weights, expected: f64, coefficient: f64, shares: &[f64], scale: f64) -> Statistic {
    let n = counts.units.len() as f64;
    if counts.units.len() < 2 {
        return Err(Undefined::TooFew { what: "units", needed: 2 });
    }
    let agreements = counts.agreements(weights);
    let paired = agreements.iter().flatten().count() as f64;
    let room = 1.0 - expected;
    let away: f64 = counts
        .units
        .iter()
        .zip(&agreements)
        .map(|(unit, agreement)| {
            let own = agreement.map_or(0.0, |agreement| n / paired * (agreement - expected) / room);
            let ratings: f64 = unit.iter().sum();
            let chance = scale * unit.iter().zip(shares).map(|(count, share)| count * (1.0 - share)).sum::<f64>() / ratings;
            let away = own - 2.0 * (1.0 - coefficient) * (chance - expected) / room - coefficient;
            away * away
        })
        .sum();
    Ok(root(away / (n * (n - 1.0))))
}
