//! Values that others have published, to the digits that they printed.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod common;

use common::{ask, number, rounded};
use doorstep_agreement::{Ratings, WeightKind, Weights, conger_kappa};
use serde_json::{Value, json};

#[track_caller]
fn check(printed: &str, name: &str, input: Value, field: &str) {
    let found = number(&ask(name, &input), field);
    assert_eq!(rounded(found, printed), printed, "{name} {field}: {found}");
}

/// Abstractors of 100 pregnancies: ectopic, abnormal and normal intrauterine (Gwet, irrCAC).
fn abstractors() -> Value {
    json!([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
}

#[test]
fn two_by_two_tables() {
    check("0.40", "kappa", json!({"table": [[20, 5], [10, 15]], "weights": "identity"}), "kappa");
    // Feinstein & Cicchetti 1990: the same agreement, another prevalence.
    check("0.70", "kappa", json!({"table": [[40, 9], [6, 45]], "weights": "identity"}), "kappa");
    check("0.32", "kappa", json!({"table": [[80, 10], [5, 5]], "weights": "identity"}), "kappa");
    check("0.85", "kappa", json!({"table": [[80, 10], [5, 5]], "weights": "identity"}), "po");
    check("0.81", "gwet_ac", pairs(&json!([[80, 10], [5, 5]])), "coef");
}

/// A table as pairs of ratings, for coefficients that ask for each unit's.
fn pairs(table: &Value) -> Value {
    let table: Vec<Vec<usize>> = serde_json::from_value(table.clone()).unwrap();
    let places = || (0..table.len()).flat_map(|one| (0..table.len()).map(move |other| (one, other)));
    let rows: Vec<_> = places().flat_map(|(one, other)| core::iter::repeat_n(json!([one, other]), table[one][other])).collect();
    json!({"rows": rows, "categories": (0..table.len()).collect::<Vec<_>>(), "weights": "identity"})
}

#[test]
fn abstractors_of_one_hundred_pregnancies() {
    let table = || json!({"table": abstractors(), "weights": "identity"});
    check("0.7964", "kappa", table(), "kappa");
    check("0.0589", "kappa", table(), "se");
    check("0.7962", "scott_pi", table(), "");
    check("0.8493", "gwet_ac", pairs(&abstractors()), "coef");
}

#[test]
fn cohens_own_weights() {
    // Cohen 1968: disagreement 0, 1, 3, 6 of n = 200, as agreement.
    let table = json!([[88, 10, 2], [14, 40, 6], [18, 10, 12]]);
    check("0.492", "kappa", json!({"table": table, "weights": "identity"}), "kappa");
    let weights = json!([[1, "5/6", "3/6"], ["5/6", 1, 0], ["3/6", 0, 1]]);
    check("0.348", "kappa", json!({"table": table, "weights": weights}), "kappa");
}

#[test]
fn six_psychiatrists_and_fifteen_patients() {
    let counts = [
        [0, 0, 0, 6, 0],
        [0, 3, 0, 0, 3],
        [0, 1, 4, 0, 1],
        [0, 0, 0, 0, 6],
        [0, 3, 0, 3, 0],
        [2, 0, 4, 0, 0],
        [0, 0, 4, 0, 2],
        [2, 0, 3, 1, 0],
        [2, 0, 0, 4, 0],
        [0, 0, 0, 0, 6],
        [1, 0, 0, 5, 0],
        [1, 1, 0, 4, 0],
        [0, 3, 3, 0, 0],
        [1, 0, 0, 5, 0],
        [0, 2, 0, 3, 1],
    ];
    check("0.4139", "fleiss_kappa", json!({"counts": counts}), "kappa");
    let rows: Vec<Vec<usize>> = counts
        .iter()
        .map(|unit| unit.iter().enumerate().flat_map(|(category, count)| core::iter::repeat_n(category, *count)).collect())
        .collect();
    let input = || json!({"rows": rows, "categories": [0, 1, 2, 3, 4], "weights": "identity"});
    check("0.4448", "gwet_ac", input(), "coef");
    check("0.0842", "gwet_ac", input(), "se");
}

#[test]
fn fourteen_raters_and_ten_subjects() {
    let counts = json!([
        [0, 0, 0, 0, 14],
        [0, 2, 6, 4, 2],
        [0, 0, 3, 5, 6],
        [0, 3, 9, 2, 0],
        [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0],
        [3, 2, 6, 3, 0],
        [2, 5, 3, 2, 2],
        [6, 5, 2, 1, 0],
        [0, 2, 2, 3, 7]
    ]);
    check("0.210", "fleiss_kappa", json!({"counts": counts}), "kappa");
}

/// Krippendorff 2011: four observers, twelve units, gaps.
fn observers() -> Vec<Vec<Option<f64>>> {
    let rows = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];
    rows.iter().map(|row| row.chars().map(|said| said.to_digit(10).map(f64::from)).collect()).collect()
}

#[test]
fn four_observers_with_gaps() {
    for (level, printed) in [("nominal", "0.743"), ("ordinal", "0.815"), ("interval", "0.849"), ("ratio", "0.797")] {
        check(printed, "krippendorff_alpha", json!({"data": observers(), "level": level}), "");
    }
    let units: Vec<Vec<Option<usize>>> =
        (0..12).map(|unit| observers().iter().map(|row| row[unit].map(|value| value as usize - 1)).collect()).collect();
    let input = json!({"rows": units, "categories": [0, 1, 2, 3, 4], "weights": "identity"});
    check("0.7754", "gwet_ac", input.clone(), "coef");
    // Printed as 0.14295.
    check("0.14295", "gwet_ac", input, "se");
    let counts: Vec<Vec<usize>> =
        units.iter().map(|unit| (0..5).map(|category| unit.iter().filter(|said| **said == Some(category)).count()).collect()).collect();
    check("0.7612", "fleiss_kappa", json!({"counts": counts}), "kappa");
    // The data of irrCAC have the only rating of the last unit from the third rater instead of the second, which Conger's margins see.
    let mut units = units;
    units[11] = vec![None, None, Some(2), None];
    let conger = conger_kappa(&units, &Weights::new(WeightKind::Identity, 5)).unwrap();
    assert_eq!(rounded(conger.coefficient.unwrap(), "0.7628"), "0.7628");
    assert_eq!(Ratings::from_raters(&observers()).unwrap().values(), [1.0, 2.0, 3.0, 4.0, 5.0]);
}

#[test]
fn three_coders_and_fifteen_units() {
    // The example of the `krippendorff` package, after Krippendorff's own of three coders.
    let rows = ["*****34121133*3", "1*213343*******", "**21344*21133*4"];
    let data: Vec<Vec<Option<u32>>> = rows.iter().map(|row| row.chars().map(|said| said.to_digit(10)).collect()).collect();
    check("0.691", "krippendorff_alpha", json!({"data": data, "level": "nominal"}), "");
    check("0.811", "krippendorff_alpha", json!({"data": data, "level": "interval"}), "");
}

#[test]
fn six_targets_and_four_judges() {
    let rows = json!([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]);
    let printed = [
        ("icc1", "0.17"),
        ("icc2", "0.29"),
        ("icc3", "0.71"),
        ("icc1k", "0.44"),
        ("icc2k", "0.62"),
        ("icc3k", "0.91"),
        ("ms.between", "11.24"),
        ("ms.raters", "32.49"),
        ("ms.error", "1.02"),
        ("ms.within", "6.26"),
    ];
    for (field, printed) in printed {
        check(printed, "icc", json!({"rows": rows}), field);
    }
}

/// Dawid & Skene 1979, table 1: 45 patients, the first anaesthetist three times, the other four once.
const PATIENTS: &str = "1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223 2322223 4444444 2223343 1111111 2223212 \
                        1211111 1112111 1111111 1111111 2222221 2221322 2222222 2222221 2223222 2212222 1111111 1111111 2322222 1111111 \
                        1111111 1121121 1111111 3333233 1111111 2222222 2223232 4334343 2212232 2323233 3333432 1111111 1111111 1212111 \
                        2322222 1211111 2222222";

#[test]
fn forty_five_patients_and_five_anaesthetists() {
    let long: Vec<_> = PATIENTS
        .split_whitespace()
        .enumerate()
        .flat_map(|(patient, said)| {
            const RATERS: [usize; 7] = [0, 0, 0, 1, 2, 3, 4];
            let label = |(place, digit): (usize, char)| {
                let (rater, label) = (RATERS[place], digit.to_digit(10).unwrap() - 1);
                json!([patient, rater, label])
            };
            said.chars().enumerate().map(label).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(long.len(), 45 * 7);
    let input = json!({"long": long, "classes": 4, "raters": 5, "iterations": 200, "alpha": 0, "init": "majority"});
    for (class, printed) in ["0.40", "0.42", "0.11", "0.07"].into_iter().enumerate() {
        check(printed, "dawid_skene", input.clone(), &format!("prior.{class}"));
    }
}

#[test]
fn a_yes_no_task() {
    let input = json!({"hits": 70, "misses": 30, "false_alarms": 10, "correct_rejections": 90, "correction": "none"});
    check("1.806", "sdt", input.clone(), "dprime");
    assert_eq!(rounded(libm::exp(number(&ask("sdt", &input), "ln_beta")), "1.981"), "1.981");
}

#[test]
fn decisions_at_a_cut() {
    // Subkoviak 1988 has .89 and .70, from a table; the formula gives these.
    check("0.888", "peng_subkoviak", json!({"z": 0.7, "rel": 0.9}), "p0");
    check("0.695", "peng_subkoviak", json!({"z": 0.7, "rel": 0.9}), "kappa");
    let input = json!({"l": 0.25, "u": 0.75, "a": 5, "b": 3, "n": 50, "cut": 0.5});
    for (field, printed) in [("accuracy", "0.8370"), ("consistency", "0.7750"), ("kappa", "0.3979")] {
        check(printed, "livingston_lewis_params", input.clone(), field);
    }
}

#[test]
fn how_sure_a_key_is() {
    for (panel, printed) in [
        (json!([9, 1, 2]), "0.987"),
        (json!([9, 3]), "0.946"),
        (json!([8, 4]), "0.822"),
        (json!([7, 5]), "0.620"),
        (json!([15, 5]), "0.986"),
        (json!([14, 6]), "0.952"),
    ] {
        check(printed, "key_stability", json!({"panel": panel}), "");
    }
    check("0.47", "panel_item", json!({"panel": [9, 3], "consensus": 0.75}), "modal_share_wilson95.0");
    check("0.91", "panel_item", json!({"panel": [9, 3], "consensus": 0.75}), "modal_share_wilson95.1");
}

#[test]
fn how_many_scenarios_are_needed() {
    for (reliability, printed) in [(0.06, "63"), (0.10, "36"), (0.15, "23"), (0.25, "12")] {
        let needed = libm::ceil(number(&ask("length_for", &json!({"r": reliability, "target": 0.8})), "") - 1e-9);
        assert_eq!(format!("{needed}"), printed);
    }
    check("0.52", "spearman_brown", json!({"r": 0.12, "m": 8}), "");
}
