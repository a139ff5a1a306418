//! Krippendorff's alpha: any number of raters, gaps, four scales.

use crate::chance::Chance;
use crate::raters::ratings::Distances;
use crate::{Interval, Plan, Ratings, Statistic, Undefined};

/// What the differences between values mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Names: values are the same or not.
    Nominal,
    /// Order: values differ by how many ratings lie between them.
    Ordinal,
    /// Numbers: values differ by their difference.
    Interval,
    /// Numbers from zero on: values differ by their difference relative to their sum.
    Ratio,
}

/// Krippendorff's alpha (Krippendorff 2011, "Computing Krippendorff's alpha-reliability").
///
/// Over the units with at least two ratings, o_ck = Σ_u n_uc (n_uk - \[c = k\])/(m_u - 1), n_c = Σ_k o_ck, n = Σ n_c and
/// α = 1 - (n - 1) Σ o_ck δ²_ck / Σ n_c n_k δ²_ck, where δ² is 1, the squared number of ratings between (counting half of those at the
/// ends), (c - k)² or ((c - k)/(c + k))².
pub fn krippendorff_alpha(ratings: &Ratings, scale: Scale) -> Statistic {
    let pairs = Pairs::of(ratings);
    pairs.alpha(ratings, scale, pairs.units.iter())
}

/// The percentile bootstrap interval of alpha over units: units with at least two ratings are drawn with replacement, and every resample
/// is judged by its own margins. Resamples without an alpha are left out.
pub fn krippendorff_bootstrap(ratings: &Ratings, scale: Scale, plan: Plan) -> Statistic<Interval> {
    let pairs = Pairs::of(ratings);
    let count = u32::try_from(pairs.units.len()).map_err(|_| Undefined::TooLarge)?;
    if count == 0 {
        return Err(Undefined::NoPairs);
    }
    let mut chance = Chance::new(plan.seed());
    let mut values = Vec::with_capacity(plan.resamples());
    let q = ratings.values().len();
    if q > MOST_DENSE {
        let mut times = vec![0.0; pairs.units.len()];
        for _ in 0..plan.resamples() {
            times.fill(0.0);
            (0..count).for_each(|_| times[chance.below(count) as usize] += 1.0);
            if let Ok(alpha) = pairs.alpha_of_many(ratings, scale, &times) {
                values.push(alpha);
            }
        }
        return plan.percentiles(&mut values);
    }
    let dense = Dense::of(&pairs, ratings);
    let mut sums = vec![0.0; dense.width];
    for _ in 0..plan.resamples() {
        sums.fill(0.0);
        for _ in 0..count {
            let unit = chance.below(count) as usize;
            for (sum, part) in sums.iter_mut().zip(&dense.parts[unit * dense.width..(unit + 1) * dense.width]) {
                *sum += part;
            }
        }
        if let Ok(alpha) = dense.alpha(ratings, scale, &sums) {
            values.push(alpha);
        }
    }
    plan.percentiles(&mut values)
}

/// With more distinct values than this a table of all pairs of them is too large for every resample.
const MOST_DENSE: usize = 64;

/// With more distinct values than this the ratings of a unit are sorted instead of counted.
const MOST_COUNTED: usize = 256;

/// What the pairable units hold: for each, how often which values occur.
pub(crate) struct Pairs {
    pub(crate) units: Vec<Unit>,
}

/// One unit with at least two ratings.
pub(crate) struct Unit {
    /// Which unit it is, from 0.
    pub(crate) number: usize,
    /// How many ratings it has.
    pub(crate) ratings: f64,
    /// The codes of its values, and how often each occurs.
    pub(crate) counts: Vec<(usize, f64)>,
}

impl Pairs {
    pub(crate) fn of(ratings: &Ratings) -> Self {
        let q = ratings.values().len();
        if q > MOST_COUNTED {
            return Self::of_many(ratings);
        }
        let counts = ratings.counts();
        let units = counts.chunks(q.max(1)).enumerate().filter_map(|(number, counts)| {
            let all: u32 = counts.iter().sum();
            let given = || counts.iter().enumerate().filter(|(_, count)| **count > 0).map(|(code, count)| (code, f64::from(*count)));
            (all >= 2).then(|| Unit { number, ratings: f64::from(all), counts: given().collect() })
        });
        Self { units: units.collect() }
    }

    /// The same where a row of counts for each unit could fill the memory.
    fn of_many(ratings: &Ratings) -> Self {
        let units = (0..ratings.units()).filter_map(|number| {
            let mut codes: Vec<usize> = (0..ratings.raters()).filter_map(|rater| ratings.code(rater, number)).collect();
            codes.sort_unstable();
            let counts = codes.chunk_by(|one, other| one == other).map(|alike| (alike[0], alike.len() as f64)).collect();
            (codes.len() >= 2).then_some(Unit { number, ratings: codes.len() as f64, counts })
        });
        Self { units: units.collect() }
    }

    /// How often each value occurs in units with two ratings.
    pub(crate) fn totals(&self, values: usize) -> Vec<f64> {
        let mut totals = vec![0.0; values];
        for (code, count) in self.units.iter().flat_map(|unit| &unit.counts) {
            totals[*code] += count;
        }
        totals
    }

    fn alpha<'a>(&'a self, ratings: &Ratings, scale: Scale, units: impl Iterator<Item = &'a Unit>) -> Statistic {
        let q = ratings.values().len();
        let totals = self.totals(q);
        fits(ratings, scale, &totals)?;
        let distances = ratings.distances(scale, &totals);
        let observed: f64 = units.map(|unit| unit.apart(&distances) / (unit.ratings - 1.0)).sum();
        complete(observed, &totals, &distances)
    }
}

impl Pairs {
    /// Alpha of units that occur so many times each, for many distinct values: where a squared distance is one between places on a line,
    /// all pairs together are n Σ x² - (Σ x)².
    fn alpha_of_many(&self, ratings: &Ratings, scale: Scale, times: &[f64]) -> Statistic {
        let q = ratings.values().len();
        let mut totals = vec![0.0; q];
        for (unit, times) in self.units.iter().zip(times).filter(|(_, times)| **times > 0.0) {
            unit.counts.iter().for_each(|(code, count)| totals[*code] += times * count);
        }
        fits(ratings, scale, &totals)?;
        if totals.iter().filter(|count| **count > 0.0).count() < 2 {
            return Err(Undefined::ChanceIsComplete);
        }
        let n: f64 = totals.iter().sum();
        let drawn = || self.units.iter().zip(times).filter(|(_, times)| **times > 0.0);
        let places = match scale {
            Scale::Ordinal => crate::raters::ratings::ranks(&totals),
            Scale::Interval => ratings.values().to_vec(),
            Scale::Nominal => {
                let apart = |unit: &Unit| unit.ratings * unit.ratings - unit.counts.iter().map(|(_, count)| count * count).sum::<f64>();
                let observed: f64 = drawn().map(|(unit, times)| times * apart(unit) / (unit.ratings - 1.0)).sum();
                let by_chance = n * n - totals.iter().map(|count| count * count).sum::<f64>();
                return Ok(1.0 - (n - 1.0) * observed / by_chance);
            }
            Scale::Ratio => {
                let distances = ratings.distances(scale, &totals);
                let observed: f64 = drawn().map(|(unit, times)| times * unit.apart(&distances) / (unit.ratings - 1.0)).sum();
                return complete(observed, &totals, &distances);
            }
        };
        // Counted from the mean, so that little is taken from much.
        let middle = places.iter().zip(&totals).map(|(place, count)| place * count).sum::<f64>() / n;
        let spread = |counts: &mut dyn Iterator<Item = (usize, f64)>| {
            let (mut all, mut first, mut second) = (0.0, 0.0, 0.0);
            for (code, count) in counts {
                let place = places[code] - middle;
                all += count;
                first += count * place;
                second += count * place * place;
            }
            2.0 * (all * second - first * first)
        };
        let observed: f64 = drawn().map(|(unit, times)| times * spread(&mut unit.counts.iter().copied()) / (unit.ratings - 1.0)).sum();
        Ok(1.0 - (n - 1.0) * observed / spread(&mut totals.iter().copied().enumerate()))
    }
}

impl Unit {
    /// The squared distances of all ordered pairs of its ratings, added up.
    pub(crate) fn apart(&self, distances: &Distances<'_>) -> f64 {
        let pairs = self.counts.iter().enumerate().flat_map(|(place, one)| self.counts[place + 1..].iter().map(move |other| (one, other)));
        2.0 * pairs.map(|((one, n), (other, m))| n * m * distances.between(*one, *other)).sum::<f64>()
    }
}

/// That the values fit the scale.
fn fits(ratings: &Ratings, scale: Scale, totals: &[f64]) -> Statistic<()> {
    if totals.iter().all(|count| *count == 0.0) {
        return Err(if ratings.values().is_empty() { Undefined::NoData } else { Undefined::NoPairs });
    }
    let negative = ratings.values().first().is_some_and(|least| *least < 0.0);
    if scale == Scale::Ratio && negative { Err(Undefined::NegativeRatio) } else { Ok(()) }
}

/// Alpha from the observed distances and the margins.
fn complete(observed: f64, totals: &[f64], distances: &Distances<'_>) -> Statistic {
    let n: f64 = totals.iter().sum();
    let by_chance = distances.of_all_pairs(totals);
    if by_chance == 0.0 { Err(Undefined::ChanceIsComplete) } else { Ok(1.0 - (n - 1.0) * observed / by_chance) }
}

/// Each unit's part in margins and coincidences, side by side, so that a resample is a sum.
struct Dense {
    /// How many numbers a unit has: q margins, then the coincidences above the diagonal.
    width: usize,
    parts: Vec<f64>,
}

impl Dense {
    fn of(pairs: &Pairs, ratings: &Ratings) -> Self {
        let q = ratings.values().len();
        let width = q + q * (q - 1) / 2;
        let mut parts = vec![0.0; width * pairs.units.len()];
        for (unit, part) in pairs.units.iter().zip(parts.chunks_mut(width.max(1))) {
            for (place, (one, n)) in unit.counts.iter().enumerate() {
                part[*one] = *n;
                for (other, m) in &unit.counts[place + 1..] {
                    part[q + above(*one, *other, q)] = 2.0 * n * m / (unit.ratings - 1.0);
                }
            }
        }
        Self { width, parts }
    }

    fn alpha(&self, ratings: &Ratings, scale: Scale, sums: &[f64]) -> Statistic {
        let q = ratings.values().len();
        let (totals, coincidences) = sums.split_at(q);
        fits(ratings, scale, totals)?;
        let distances = ratings.distances(scale, totals);
        let mut observed = 0.0;
        for one in 0..q {
            for other in one + 1..q {
                observed += coincidences[above(one, other, q)] * distances.between(one, other);
            }
        }
        complete(observed, totals, &distances)
    }
}

/// The place of a pair, the first below the second, in a list of all of them.
fn above(one: usize, other: usize, q: usize) -> usize {
    one * (2 * q - one - 1) / 2 + other - one - 1
}
