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
