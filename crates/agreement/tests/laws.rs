//! What holds whatever the data.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use doorstep_agreement::{
    CategoryCounts, Detection, Labels, Matrix, Plan, Ratings, Scale, Share, Statistic, Table, Undefined, Votes, WeightKind, Weights,
    cohen_kappa, conger_kappa, cronbach_alpha, dawid_skene, fleiss_kappa, gwet_ac, icc, kappa, kappa_bootstrap, krippendorff_alpha,
    krippendorff_bootstrap, panel_kappa, scott_pi,
};
use proptest::collection::vec;
use proptest::prelude::*;

const SCALES: [Scale; 4] = [Scale::Nominal, Scale::Ordinal, Scale::Interval, Scale::Ratio];
const KINDS: [WeightKind; 3] = [WeightKind::Identity, WeightKind::Linear, WeightKind::Quadratic];

/// The same value, or the same reason.
#[track_caller]
fn same(one: Statistic, other: Statistic) {
    match (one, other) {
        (Ok(one), Ok(other)) => assert!((one - other).abs() <= 1e-9 * one.abs().max(1.0), "{one} and {other}"),
        (one, other) => assert_eq!(one, other),
    }
}

/// Raters by units, with gaps, of categories 0 to 3.
fn rated() -> impl Strategy<Value = Vec<Vec<Option<usize>>>> {
    (2_usize..5, 1_usize..9).prop_flat_map(|(raters, units)| vec(vec(proptest::option::weighted(0.8, 0_usize..4), units), raters))
}

fn table() -> impl Strategy<Value = Vec<Vec<u64>>> {
    (1_usize..5).prop_flat_map(|q| vec(vec(0_u64..9, q), q))
}

fn ratings(rows: &[Vec<Option<usize>>], value: impl Fn(usize) -> f64) -> Ratings {
    Ratings::from_raters(&rows.iter().map(|row| row.iter().map(|said| said.map(&value)).collect()).collect::<Vec<_>>()).unwrap()
}

/// One row a unit.
fn turned(rows: &[Vec<Option<usize>>]) -> Vec<Vec<Option<usize>>> {
    (0..rows[0].len()).map(|unit| rows.iter().map(|row| row[unit]).collect()).collect()
}

fn counts(rows: &[Vec<Option<usize>>], categories: usize) -> CategoryCounts {
    CategoryCounts::from_choices(&turned(rows), categories).unwrap()
}

proptest! {
    #[test]
    fn the_order_of_raters_and_units_does_not_matter(rows in rated(), turn in 0_usize..8) {
        let mut other = rows.clone();
        let raters = other.len();
        other.rotate_left(turn % raters);
        for row in &mut other {
            let units = row.len();
            row.rotate_left(turn % units);
            row.reverse();
        }
        for scale in SCALES {
            same(krippendorff_alpha(&ratings(&rows, |v| v as f64), scale), krippendorff_alpha(&ratings(&other, |v| v as f64), scale));
        }
        for kind in KINDS {
            let weights = Weights::new(kind, 4);
            let (one, two) = (gwet_ac(&counts(&rows, 4), &weights).unwrap(), gwet_ac(&counts(&other, 4), &weights).unwrap());
            same(one.agreement.coefficient, two.agreement.coefficient);
            same(one.standard_error, two.standard_error);
            let conger = |rows: &[Vec<Option<usize>>]| conger_kappa(&turned(rows), &weights).unwrap().coefficient;
            same(conger(&rows), conger(&other));
        }
        same(fleiss_kappa(&counts(&rows, 4)).coefficient, fleiss_kappa(&counts(&other, 4)).coefficient);
    }

    #[test]
    fn ordinal_alpha_asks_for_order_only(rows in rated()) {
        let steep = |value: usize| [-7.5, 0.1, 3.0, 1e6][value];
        same(krippendorff_alpha(&ratings(&rows, |v| v as f64), Scale::Ordinal), krippendorff_alpha(&ratings(&rows, steep), Scale::Ordinal));
    }

    #[test]
    fn interval_alpha_has_no_unit_and_no_zero_and_ratio_alpha_no_unit(rows in rated()) {
        let plain = ratings(&rows, |v| v as f64);
        same(krippendorff_alpha(&plain, Scale::Interval), krippendorff_alpha(&ratings(&rows, |v| 32.0 + 1.8 * v as f64), Scale::Interval));
        same(krippendorff_alpha(&plain, Scale::Ratio), krippendorff_alpha(&ratings(&rows, |v| 2.54 * v as f64), Scale::Ratio));
    }

    #[test]
    fn the_way_of_small_numbers_is_the_way_of_all(rows in rated()) {
        // Halves are no whole numbers, and go the general way.
        for scale in SCALES {
            same(krippendorff_alpha(&ratings(&rows, |v| v as f64), scale), krippendorff_alpha(&ratings(&rows, |v| v as f64 / 2.0), scale));
        }
    }

    #[test]
    fn a_category_that_nobody_uses_at_the_end(rows in rated(), table in table()) {
        same(fleiss_kappa(&counts(&rows, 4)).coefficient, fleiss_kappa(&counts(&rows, 5)).coefficient);
        let wider: Vec<Vec<u64>> = table.iter().map(|row| [row.as_slice(), &[0]].concat()).chain([vec![0; table.len() + 1]]).collect();
        let (narrow, wide) = (Table::from_counts(&table).unwrap(), Table::from_counts(&wider).unwrap());
        for kind in KINDS {
            let of = |table: &Table| kappa(table, &Weights::new(kind, table.categories())).unwrap();
            // Linear and quadratic weights shrink all distances alike, which kappa does not see.
            same(of(&narrow).kappa, of(&wide).kappa);
            same(of(&narrow).standard_error, of(&wide).standard_error);
        }
        same(scott_pi(&narrow), scott_pi(&wide));
    }

    #[test]
    fn gwet_does_see_it(rows in rated()) {
        let weights = |q| Weights::new(WeightKind::Identity, q);
        let of = |q| gwet_ac(&counts(&rows, q), &weights(q)).unwrap().agreement;
        if let (Ok(narrow), Ok(wide)) = (of(4).expected, of(5).expected) {
            prop_assert!(narrow == 0.0 && wide == 0.0 || wide < narrow);
        }
    }

    #[test]
    fn two_raters_without_gaps_are_one_table(pairs in vec((0_u16..4, 0_u16..4), 1..40)) {
        let (a, b): (Vec<u16>, Vec<u16>) = pairs.iter().copied().unzip();
        let table = Table::from_pairs(&a, &b, 4).unwrap();
        let rows = [&a, &b].map(|row| row.iter().map(|said| Some(usize::from(*said))).collect::<Vec<_>>());
        // Conger's kappa of two raters is Cohen's, Fleiss' is Scott's pi, and alpha is pi with one unit's pairs taken off.
        for kind in KINDS {
            let weights = Weights::new(kind, 4);
            same(kappa(&table, &weights).unwrap().kappa, conger_kappa(&turned(&rows), &weights).unwrap().coefficient);
        }
        same(scott_pi(&table), fleiss_kappa(&counts(&rows, 4)).coefficient);
        let n = pairs.len() as f64;
        let small = scott_pi(&table).map(|pi| pi + (1.0 - pi) / (2.0 * n));
        same(small, krippendorff_alpha(&ratings(&rows, |v| v as f64), Scale::Nominal));
    }

    #[test]
    fn exchanging_two_raters_changes_no_kappa(table in table()) {
        let q = table.len();
        let turned: Vec<Vec<u64>> = (0..q).map(|column| table.iter().map(|row| row[column]).collect()).collect();
        let (one, other) = (Table::from_counts(&table).unwrap(), Table::from_counts(&turned).unwrap());
        for kind in KINDS {
            let weights = Weights::new(kind, q);
            let (one, other) = (kappa(&one, &weights).unwrap(), kappa(&other, &weights).unwrap());
            same(one.kappa, other.kappa);
            same(one.standard_error, other.standard_error);
            same(one.null_standard_error, other.null_standard_error);
            prop_assert!(one.kappa.is_err() || one.kappa.unwrap() <= 1.0);
        }
    }

    #[test]
    fn one_rater_constant_gives_no_kappa_but_zero(a in vec(0_u16..4, 1..20), constant in 0_u16..4) {
        let found = cohen_kappa(&Table::from_pairs(&a, &vec![constant; a.len()], 4).unwrap()).kappa;
        let expected = if a.iter().all(|said| *said == constant) { Err(Undefined::ChanceIsComplete) } else { Ok(0.0) };
        same(found, expected);
    }

    #[test]
    fn a_constant_trainee_gets_nothing_and_the_best_everything(
        panel in (2_usize..5).prop_flat_map(|q| vec(vec(1_u64..9, q), 1..12)),
        answer in 0_usize..2,
    ) {
        let q = panel[0].len();
        let votes: Vec<Votes> = panel.iter().map(|votes| Votes::new(votes.clone()).unwrap()).collect();
        for kind in KINDS {
            let weights = Weights::new(kind, q);
            let constant = panel_kappa(&vec![Some(answer); panel.len()], &votes, &weights).unwrap();
            prop_assert!(constant.kappa.is_err() || constant.kappa.unwrap().abs() < 1e-6);
            let best = |votes: &Vec<u64>| {
                let near = |own: usize| votes.iter().enumerate().map(|(other, count)| weights.of(own, other) * *count as f64).sum::<f64>();
                (0..q).reduce(|best, own| if near(own) > near(best) { own } else { best })
            };
            let best = panel_kappa(&panel.iter().map(best).collect::<Vec<_>>(), &votes, &weights).unwrap();
            prop_assert!(best.kappa.is_err() || (best.kappa.unwrap() - 1.0).abs() < 1e-6);
        }
    }

    #[test]
    fn a_panel_of_one_is_a_rater(pairs in vec((0_usize..3, 0_usize..3), 1..30)) {
        let votes: Vec<Votes> = pairs.iter().map(|(_, said)| Votes::new((0..3).map(|k| u64::from(k == *said)).collect()).unwrap()).collect();
        let trainee: Vec<Option<usize>> = pairs.iter().map(|(own, _)| Some(*own)).collect();
        let (a, b): (Vec<u16>, Vec<u16>) = pairs.iter().map(|(own, said)| (*own as u16, *said as u16)).unzip();
        for kind in KINDS {
            let weights = Weights::new(kind, 3);
            same(panel_kappa(&trainee, &votes, &weights).unwrap().kappa, kappa(&Table::from_pairs(&a, &b, 3).unwrap(), &weights).unwrap().kappa);
        }
    }

    #[test]
    fn an_intraclass_correlation_has_no_unit_and_no_zero(rows in (2_usize..6, 2_usize..5).prop_flat_map(|(n, k)| vec(vec(0_i32..9, k), n))) {
        let of = |scale: f64, shift: f64| {
            let rows: Vec<Vec<f64>> = rows.iter().map(|row| row.iter().map(|value| f64::from(*value) * scale + shift).collect()).collect();
            icc(&Matrix::from_rows(&rows).unwrap())
        };
        let (plain, other) = (of(1.0, 0.0), of(0.25, 100.0));
        same(plain.one.value, other.one.value);
        same(plain.two.value, other.two.value);
        same(plain.three_mean.value, other.three_mean.value);
        // ICC(3,k) is Cronbach's alpha.
        let rows: Vec<Vec<f64>> = rows.iter().map(|row| row.iter().map(|value| f64::from(*value)).collect()).collect();
        let alpha = cronbach_alpha(&Matrix::from_rows(&rows).unwrap()).alpha;
        if let (Ok(alpha), Ok(three)) = (alpha, plain.three_mean.value) {
            prop_assert!((alpha - three).abs() < 1e-9);
        }
    }

    #[test]
    fn intervals_hold_their_share(yes in 0_u64..50, no in 0_u64..50) {
        let share = Share::new(yes, yes + no).unwrap();
        if let Ok(value) = share.value() {
            for interval in [share.wilson_95().unwrap(), share.clopper_pearson_95().unwrap()] {
                prop_assert!(0.0 <= interval.low && interval.low <= value && value <= interval.high && interval.high <= 1.0);
            }
        }
    }

    #[test]
    fn exchanging_present_and_absent_exchanges_the_rates(tp in 0_u64..9, fp in 0_u64..9, missed in 0_u64..9, tn in 0_u64..9) {
        let one = Detection { true_positives: tp, false_positives: fp, false_negatives: missed, true_negatives: tn };
        let other = Detection { true_positives: tn, false_positives: missed, false_negatives: fp, true_negatives: tp };
        same(one.sensitivity(), other.specificity());
        same(one.positive_predictive_value(), other.negative_predictive_value());
        same(one.matthews(), other.matthews());
        same(one.balanced_accuracy(), other.balanced_accuracy());
    }

    #[test]
    fn latent_classes_are_probabilities_and_only_become_likelier(
        labels in vec((0_usize..6, 0_usize..3, 0_usize..3), 1..40),
        iterations in 1_usize..6,
    ) {
        let labels = Labels::new(&labels, 3, 3).unwrap();
        let of = |iterations| dawid_skene(&labels, iterations, 0.0).unwrap().unwrap();
        let (before, after) = (of(iterations), of(iterations + 1));
        prop_assert!(after.log_likelihood >= before.log_likelihood - 1e-9);
        for shares in after.posterior.iter().flatten().chain([&after.prior]) {
            prop_assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9 && shares.iter().all(|share| *share >= 0.0));
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_interval(table in table(), seed in 0_u64..5) {
        let table = Table::from_counts(&table).unwrap();
        let plan = Plan::new(0.9, 50, seed).unwrap();
        let of = || kappa_bootstrap(&table, &Weights::new(WeightKind::Identity, table.categories()), plan).unwrap();
        prop_assert_eq!(of(), of());
        if let Ok(interval) = of() {
            prop_assert!(interval.low <= interval.high && interval.high <= 1.0);
        }
    }

    #[test]
    fn a_key_is_as_stable_as_the_order_of_its_categories_does_not_matter(votes in vec(0_u64..8, 1..5)) {
        let mut turned = votes.clone();
        turned.reverse();
        let of = |votes: Vec<u64>| Votes::new(votes).unwrap().key_stability();
        same(of(votes.clone()), of(turned));
        if let Ok(stability) = of(votes) {
            prop_assert!(stability > 0.0 && stability <= 1.0);
        }
    }
}

#[test]
fn the_bootstrap_of_alpha_surrounds_it() {
    let rows: Vec<Vec<Option<usize>>> =
        (0..6).map(|rater| (0..60).map(|unit| Some((unit * 7 + unit / 9 + usize::from(unit % 5 == rater)) % 4)).collect()).collect();
    let ratings = ratings(&rows, |v| v as f64);
    for scale in SCALES {
        let (alpha, interval) =
            (krippendorff_alpha(&ratings, scale).unwrap(), krippendorff_bootstrap(&ratings, scale, Plan::default()).unwrap());
        assert!(interval.low < alpha && alpha < interval.high && interval.high - interval.low < 0.5, "{alpha} {interval:?}");
    }
}

#[test]
fn many_distinct_values_are_resampled_as_few_are() {
    // The same units with values that nobody gave in pairs beside them: more than 64 distinct values, and the same alpha in every resample.
    let few: Vec<Vec<Option<f64>>> = (0..3)
        .map(|rater| (0..40_usize).map(|unit| Some(((unit * 5 + usize::from(unit % 4 == rater)) % 9 + 1) as f64)).collect())
        .collect();
    let mut many = few.clone();
    for (rater, row) in many.iter_mut().enumerate() {
        row.extend((0..70).map(|value| (rater == 0).then(|| 100.0 + f64::from(value))));
    }
    let plan = Plan::new(0.9, 200, 4).unwrap();
    for scale in SCALES {
        let of = |rows: &[Vec<Option<f64>>]| krippendorff_bootstrap(&Ratings::from_raters(rows).unwrap(), scale, plan).unwrap();
        let (few, many) = (of(&few), of(&many));
        assert!((few.low - many.low).abs() < 1e-12 && (few.high - many.high).abs() < 1e-12, "{few:?} {many:?}");
    }
}

/// Every way that a panel of this size can vote again, with its probability.
#[test]
fn key_stability_is_what_counting_every_panel_gives() {
    let votes = [4_u64, 2, 1];
    let n: u64 = votes.iter().sum();
    let factorial = |k: u64| (1..=k).map(|value| value as f64).product::<f64>();
    let mut stable = 0.0;
    for a in 0..=n {
        for b in 0..=n - a {
            let c = n - a - b;
            let ways = factorial(n) / (factorial(a) * factorial(b) * factorial(c));
            let likely = [a, b, c].iter().zip(votes).map(|(drawn, of)| (of as f64 / n as f64).powi(*drawn as i32)).product::<f64>();
            stable += if a > b && a > c { ways * likely } else { 0.0 };
        }
    }
    assert!((Votes::new(votes.to_vec()).unwrap().key_stability().unwrap() - stable).abs() < 1e-12);
}
