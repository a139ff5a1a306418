//! Who stands apart, and over what: the parts of alpha's disagreement by rater and by unit.

use super::alpha::Pairs;
use super::ratings::Distances;
use crate::{Ratings, Scale, Statistic, Undefined, krippendorff_alpha};

/// How one rater stands to the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RaterDistance {
    /// How many units the rater rated that others rated too.
    pub units: usize,
    /// The mean squared distance (on the scale) from the others' ratings of the same units, relative to what chance would give: 0 is
    /// complete agreement, 1 is chance. Weighted by the pairs, 1 less the mean of all raters is near alpha.
    pub distance: Statistic,
    /// The mean difference from the mean of the others' ratings of the same units, in values; above 0 the rater rates higher. It means
    /// something on interval and ratio scales, and on ordinal ones the direction.
    pub leaning: Statistic,
    /// Alpha of the others.
    pub alpha_without: Statistic,
}

/// How much one unit divides its raters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UnitDisagreement {
    /// The unit, counted from 0.
    pub unit: usize,
    /// The mean squared distance within it relative to what chance would give: 0 is complete agreement, 1 is chance.
    pub disagreement: f64,
}

/// What the distances are relative to: the mean squared distance of two ratings drawn from all that have a partner.
struct Relative<'a> {
    distances: Distances<'a>,
    by_chance: f64,
}

impl<'a> Relative<'a> {
    fn of(ratings: &'a Ratings, scale: Scale) -> Statistic<Self> {
        // Alpha is undefined exactly where there is nothing to be relative to.
        krippendorff_alpha(ratings, scale)?;
        let q = ratings.values().len();
        let totals = Pairs::of(ratings).totals(q);
        let distances = ratings.distances(scale, &totals);
        let n: f64 = totals.iter().sum();
        let by_chance = distances.of_all_pairs(&totals) / (n * (n - 1.0));
        Ok(Self { distances, by_chance })
    }
}

/// How each rater stands to the others.
pub fn rater_distances(ratings: &Ratings, scale: Scale) -> Vec<RaterDistance> {
    let relative = Relative::of(ratings, scale);
    let of = |rater: usize| {
        let (mut units, mut pairs, mut apart, mut leaning) = (0, 0.0, 0.0, 0.0);
        for unit in 0..ratings.units() {
            let Some(own) = ratings.code(rater, unit) else { continue };
            let others: Vec<usize> =
                (0..ratings.raters()).filter(|other| *other != rater).filter_map(|other| ratings.code(other, unit)).collect();
            if others.is_empty() {
                continue;
            }
            units += 1;
            pairs += others.len() as f64;
            let value = |code: usize| ratings.values()[code];
            leaning += value(own) - others.iter().map(|code| value(*code)).sum::<f64>() / others.len() as f64;
            if let Ok(relative) = &relative {
                apart += others.iter().map(|other| relative.distances.between(own, *other)).sum::<f64>();
            }
        }
        let by_chance = relative.as_ref().map(|relative| relative.by_chance).map_err(|why| *why);
        RaterDistance {
            units,
            distance: by_chance.and_then(|by_chance| if units == 0 { Err(Undefined::NoPairs) } else { Ok(apart / pairs / by_chance) }),
            leaning: if units == 0 { Err(Undefined::NoPairs) } else { Ok(leaning / units as f64) },
            alpha_without: krippendorff_alpha(&ratings.without_rater(rater), scale),
        }
    };
    (0..ratings.raters()).map(of).collect()
}

/// The units with at least two ratings, the most divided first; units alike stand in their own order.
pub fn contested_units(ratings: &Ratings, scale: Scale) -> Statistic<Vec<UnitDisagreement>> {
    let relative = Relative::of(ratings, scale)?;
    let mut found: Vec<UnitDisagreement> = Pairs::of(ratings)
        .units
        .iter()
        .map(|unit| {
            let pairs = unit.ratings * (unit.ratings - 1.0);
            UnitDisagreement { unit: unit.number, disagreement: unit.apart(&relative.distances) / pairs / relative.by_chance }
        })
        .collect();
    found.sort_by(|one, other| other.disagreement.total_cmp(&one.disagreement));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_who_stands_apart_is_found() {
        let rows: Vec<Vec<Option<f64>>> = [[1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 3.0, 4.0], [2.0, 3.0, 4.0, 1.0]]
            .iter()
            .map(|row| row.iter().map(|value| Some(*value)).collect())
            .collect();
        let ratings = Ratings::from_raters(&rows).unwrap();
        let found = rater_distances(&ratings, Scale::Ordinal);
        assert!(found[2].distance.unwrap() > found[0].distance.unwrap());
        assert_eq!((found[2].alpha_without, found[0].units), (Ok(1.0), 4));
        // Without gaps every rater has as many pairs: the mean distance is exactly what alpha lacks.
        let mean = found.iter().map(|rater| rater.distance.unwrap()).sum::<f64>() / 3.0;
        assert!((1.0 - mean - krippendorff_alpha(&ratings, Scale::Ordinal).unwrap()).abs() < 1e-12);
        assert_eq!(contested_units(&ratings, Scale::Ordinal).unwrap()[0].unit, 3);
    }

    #[test]
    fn without_the_only_rater_nothing_is_left() {
        let one = Ratings::from_raters(&[vec![Some(1.0), Some(2.5)]]).unwrap();
        for ratings in [&one, &Ratings::from_raters(&[vec![Some(1.0), Some(2.0)]]).unwrap()] {
            let none = ratings.without_rater(0);
            assert_eq!((none.raters(), none.units(), none.values().len()), (0, 2, 0));
            assert_eq!(krippendorff_alpha(&none, Scale::Nominal), Err(Undefined::NoData));
            assert_eq!(rater_distances(ratings, Scale::Interval)[0].distance, Err(Undefined::NoPairs));
            assert_eq!(&ratings.without_rater(7), ratings, "there is no such rater");
        }
    }

    #[test]
    fn many_values_need_no_table_of_all_pairs() {
        // Forty thousand different values: a table of all pairs would take thirteen gigabytes.
        let first: Vec<Option<f64>> = (0..40_000).map(|unit| Some(f64::from(unit) + 0.5)).collect();
        let second: Vec<Option<f64>> = (0..40_000).map(|unit| Some(f64::from(unit) + 0.5 + f64::from(unit % 3))).collect();
        let ratings = Ratings::from_raters(&[first, second]).unwrap();
        for scale in [Scale::Ordinal, Scale::Interval, Scale::Nominal] {
            let alpha = krippendorff_alpha(&ratings, scale).unwrap();
            assert!(if scale == Scale::Nominal { (0.3..0.4).contains(&alpha) } else { alpha > 0.999 }, "{scale:?} {alpha}");
            assert_eq!(contested_units(&ratings, scale).unwrap().len(), 40_000);
        }
        // The same with the pairs one by one, where there are few enough of both ways.
        let rows: Vec<Vec<Option<f64>>> =
            (0..3).map(|rater| (0..1500).map(|unit| Some(f64::from(unit * 7919 % 1500 + rater * (unit % 4)) + 0.25)).collect()).collect();
        let ratings = Ratings::from_raters(&rows).unwrap();
        let totals = Pairs::of(&ratings).totals(ratings.values().len());
        for scale in [Scale::Nominal, Scale::Ordinal, Scale::Interval] {
            let distances = ratings.distances(scale, &totals);
            let q = totals.len();
            let slow: f64 = (0..q * q).map(|pair| totals[pair / q] * totals[pair % q] * distances.between(pair / q, pair % q)).sum();
            let fast = distances.of_all_pairs(&totals);
            assert!((slow - fast).abs() <= 1e-9 * slow, "{scale:?}: {slow} {fast}");
        }
    }

    #[test]
    fn nothing_to_stand_apart_from() {
        let ratings = Ratings::from_raters(&[vec![Some(1.0), None], vec![Some(1.0), None]]).unwrap();
        assert_eq!(contested_units(&ratings, Scale::Nominal), Err(Undefined::ChanceIsComplete));
        assert_eq!(rater_distances(&ratings, Scale::Nominal)[0].distance, Err(Undefined::ChanceIsComplete));
    }
}
