//! The batch filter: one line in, one line out.

mod common;

use common::{root, run_in};
use expect_test::expect;

#[test]
fn every_line_is_answered_in_order() {
    let lines = [
        r#"{"fn": "scott_pi", "input": {"table": [[20, 5], [10, 15]]}}"#,
        "no JSON",
        "",
        "[1, 2]",
        r#"{"input": {}}"#,
        r#"{"fn": "scott_pi"}"#,
        r#"{"fn": "scott", "input": {}}"#,
        r#"{"fn": "scott_pi", "input": {"table": [[1, -1], [0, 1]]}}"#,
        r#"{"fn": "krippendorff_alpha", "input": {"data": [[1, 1], [1, null]], "level": "nominal"}}"#,
        r#"{"fn": "clopper_pearson", "input": {"x": 0, "n": 10}}"#,
    ];
    let ran = run_in(&root(), &["stat"], &lines.join("\n"));
    assert_eq!(ran.out.lines().count(), lines.len());
    expect![[r#"
        exit status 0
        --- standard output
        {"result":0.3939393939393939}
        {"error":"the line is not JSON: expected ident at line 1 column 2"}
        {"error":"the line is not JSON: EOF while parsing a value at line 2 column 0"}
        {"error":"the line is not an object: write {\"fn\": NAME, \"input\": {...}}"}
        {"error":"\"fn\" is missing: write the name of a function"}
        {"error":"\"input\" is missing: write the function's input as an object"}
        {"error":"there is no function `scott`; did you mean `scott_pi`?"}
        {"error":"input: -1 is not a count: write a whole number from 0 on"}
        {"reason":"everything is in one category, so nothing is left to agree on beyond chance","result":null}
        {"result":[0.0,0.3084971078187606]}
    "#]]
    .assert_eq(&ran.all());
}

#[test]
fn every_name_is_known() {
    let names = run_in(&root(), &["stat", "--names"], "").out;
    assert!(names.lines().is_sorted() && names.lines().count() >= 46);
    let documented = include_str!("../../../docs/agreement.md");
    for name in names.lines() {
        assert!(documented.contains(&format!("`{name}`")), "docs/agreement.md tells of `{name}`");
        let ran = run_in(&root(), &["stat"], &format!(r#"{{"fn": "{name}", "input": {{}}}}"#));
        assert!(!ran.out.contains("there is no function"), "{name}: {}", ran.out);
    }
}

/// The four functions that ask the rules of scoring, with values worked out by hand in `docs/scoring.md`.
#[test]
fn the_rules_of_scoring_are_answered() {
    let lines = [
        r#"{"fn": "factor_outcome", "input": {"truth": "present", "heard": "present", "resp": "present", "cited_ok": true}}"#,
        r#"{"fn": "factor_outcome", "input": {"truth": "present", "heard": "none", "resp": "absent", "cited_ok": false}}"#,
        r#"{"fn": "factor_outcome", "input": {"truth": "absent", "heard": "present", "resp": "present"}}"#,
        r#"{"fn": "factor_outcome", "input": {"truth": "there", "heard": "present", "resp": "present"}}"#,
        r#"{"fn": "level_credit", "input": {"answer": 1, "panel": [0, 1, 9, 2], "rho": 2, "ref": 2}}"#,
        r#"{"fn": "level_credit", "input": {"answer": 1, "panel": [0, 2, 1], "rho": 2, "ref": 2}}"#,
        r#"{"fn": "level_credit", "input": {"answer": 1, "panel": [0, 0]}}"#,
        r#"{"fn": "level_credit", "input": {"answer": 4, "panel": [0, 1, 9, 2]}}"#,
        r#"{"fn": "level_credit", "input": {"answer": 0, "panel": [3, 1], "rho": -1}}"#,
        r#"{"fn": "level_form", "input": {"answers": [0, 1, 2], "panels": [[9, 1, 0], [0, 9, 1], [0, 1, 9]], "rho": 2, "ref": 2}}"#,
        r#"{"fn": "level_form", "input": {"answers": [1, 1, 1], "panels": [[9, 1, 0], [0, 9, 1], [0, 1, 9]], "rho": 2, "ref": 2}}"#,
        r#"{"fn": "level_form", "input": {"answers": [1], "panels": [[0, 5]]}}"#,
        r#"{"fn": "level_form", "input": {"answers": [], "panels": []}}"#,
        r#"{"fn": "pass_rule", "input": {"scores": [70, 83.4], "cut": 65, "sem": 4.93, "critical": 0}}"#,
        r#"{"fn": "pass_rule", "input": {"scores": [67.7], "cut": 65, "sem": 4.93, "critical": 0}}"#,
        r#"{"fn": "pass_rule", "input": {"scores": [58.8], "cut": 65, "sem": 4.93, "critical": 0}}"#,
        r#"{"fn": "pass_rule", "input": {"scores": [90], "cut": 65, "sem": 4.93, "critical": 1}}"#,
        r#"{"fn": "pass_rule", "input": {"scores": [], "cut": 65, "sem": 4.93, "critical": 0}}"#,
    ];
    let ran = run_in(&root(), &["stat"], &lines.join("\n"));
    expect![[r#"
        {"result":"hit"}
        {"result":"unfounded_absent"}
        {"result":"misled_present"}
        {"error":"input: unknown variant `there`, expected one of `present`, `absent`, `undetermined`"}
        {"result":{"best":[2],"credit":0.0,"direction":"under","expected_cost":[9.166666666666666,2.8333333333333335,0.4166666666666667,1.0833333333333333]}}
        {"result":{"best":[1,2],"credit":1.0,"direction":"exact","expected_cost":[4.0,0.6666666666666666,0.6666666666666666]}}
        {"reason":"there are no observations","result":{"best":null,"credit":null,"direction":null,"expected_cost":null}}
        {"error":"input: there is no level 4: there are 4, counted from 0"}
        {"error":"input: `rho` must be from 0 to 1,000 and `ref` above 0 and at most 1,000"}
        {"result":{"adjusted":1.0,"constant_credits":[0.3333333333333333,0.6,0.55],"mean_credit":1.0,"over":0,"panel_kappa_linear":1.0,"under":0}}
        {"result":{"adjusted":0.0,"constant_credits":[0.3333333333333333,0.6,0.55],"mean_credit":0.6,"over":1,"panel_kappa_linear":4.163336342344336e-16,"under":1}}
        {"reason":"adjusted: the best constant answer earns everything; panel_kappa_linear: everything is in one category, so nothing is left to agree on beyond chance","result":{"adjusted":null,"constant_credits":[0.0,1.0],"mean_credit":1.0,"over":0,"panel_kappa_linear":null,"under":0}}
        {"reason":"there are no observations","result":{"adjusted":null,"constant_credits":null,"mean_credit":null,"over":null,"panel_kappa_linear":null,"under":null}}
        {"result":{"decision":"pass","mean":76.7}}
        {"result":{"decision":"extend","mean":67.7}}
        {"result":{"decision":"fail","mean":58.8}}
        {"result":{"decision":"fail_critical","mean":90.0}}
        {"reason":"there are no observations","result":{"decision":null,"mean":null}}
    "#]].assert_eq(&ran.out);
}
