//! How far raters agree, for people and for programs.

mod common;

use common::{folder, run_in};
use expect_test::expect;

const LEVELS: &str =
    "item;ada;ben;cleo\nporch;low;low;low\nkitchen;high;medium;high\nlane;medium;;high\nyard;low;high;medium\nhall;;high;\n";

#[test]
fn levels_in_words() {
    let folder = folder(&[("levels.csv", LEVELS)]);
    let ran = run_in(folder.path(), &["agreement", "levels.csv", "--scale", "ordinal", "--categories", "low,medium,high"], "");
    expect![[r#"
        exit status 0
        --- standard output
        levels.csv: 3 raters, 4 items with two ratings or more (5 in the file), 12 ratings, ordinal scale
        All raters say the same on 1 of 4 items (95 % 0.05 to 0.70).

        coefficient             value  95 % interval  what it is for
        Krippendorff's alpha    0.432  -              whether the raters can be relied on: any number of
                                                      raters, gaps allowed, on this scale
        Gwet's AC2, linear      0.218  -              beside alpha where one category prevails; not instead
                                                      of it: it can be high without any association
        Conger's kappa, linear  0.217  -              several raters who are the same people throughout:
                                                      Cohen's kappa for more than two

        Fewer than 20 items: an interval around a coefficient would say too much. Look at the items themselves.

        Contested items, the most divided first (0 all alike, 1 as divided as chance)
          yard      1.25  1 x low, 1 x medium, 1 x high
          lane      0.62  1 x medium, 1 x high
          kitchen   0.42  1 x medium, 2 x high

        Raters (distance from the rest: 0 the same, 1 as far as chance)
          rater  items  distance  alpha without  higher or lower than the rest
          ada        4     0.625          0.583  -0.50
          ben        3     0.729          0.708  +0.17
          cleo       4     0.357          0.194  +0.38
    "#]]
    .assert_eq(&ran.all());
}

#[test]
fn numbers_without_gaps() {
    let rows: String = (0..24).map(|item| format!("{},{},{}\n", item % 7, item % 7 + item % 3, (item + 1) % 7)).collect();
    let folder = folder(&[("scores.csv", &format!("\u{feff}first,second,third\n{rows}"))]);
    let ran = run_in(folder.path(), &["agreement", "scores.csv", "--scale", "interval", "--resamples", "2000"], "");
    expect![[r#"
        exit status 0
        --- standard output
        scores.csv: 3 raters, 24 items with two ratings or more, 72 ratings, interval scale
        All raters say the same on 0 of 24 items (95 % 0.00 to 0.14).

        coefficient           value  95 % interval  what it is for
        Krippendorff's alpha  0.482  0.154 to 0.811  whether the raters can be relied on: any number of
                                                     raters, gaps allowed, on this scale
        ICC(2,1)              0.497  0.258 to 0.713  one rater's number; severity counts as error
        ICC(2,k)              0.748  0.510 to 0.881  the mean of these raters' numbers; severity counts as
                                                     error

        Bootstrap intervals: 2000 resamples of the items, seed 1.

        Contested items, the most divided first (0 all alike, 1 as divided as chance)
          21     3.90  1 x 0, 1 x 6, 1 x 8
          14     3.22  1 x 0, 1 x 6, 1 x 7
          7      2.70  1 x 0, 2 x 6
          3      0.22  1 x 2, 1 x 3, 1 x 4
          6      0.22  1 x 5, 1 x 6, 1 x 7
          9      0.22  1 x 1, 1 x 2, 1 x 3
          12     0.22  1 x 4, 1 x 5, 1 x 6
          15     0.22  1 x 0, 1 x 1, 1 x 2
          18     0.22  1 x 3, 1 x 4, 1 x 5
          24     0.22  1 x 2, 1 x 3, 1 x 4
          and 14 more: --format json has all of them

        Raters (distance from the rest: 0 the same, 1 as far as chance)
          rater   items  distance  alpha without  higher or lower than the rest
          first      24     0.396          0.255  -0.56
          second     24     0.475          0.318  +0.94
          third      24     0.684          0.826  -0.38
    "#]]
    .assert_eq(&ran.all());
    let json =
        run_in(folder.path(), &["agreement", "scores.csv", "--scale", "interval", "--resamples", "2000", "--format", "json"], "").out;
    let document: serde_json::Value = serde_json::from_str(&json).expect("one document");
    assert_eq!(document["format"], "doorstep-agreement/1");
    assert_eq!(document["coefficients"][1]["name"], "ICC(2,1)");
    assert_eq!(document["items"], 24);
}

#[test]
fn names_of_two_raters() {
    let rows: String = (0..30)
        .map(|item| format!("{},{}\n", ["yes", "no"][item % 2], ["yes", "no"][usize::from(item % 2 == 1 && item % 5 > 0)]))
        .collect();
    let folder = folder(&[("names.csv", &format!("a,b\n{rows}")), ("same.csv", &format!("a,b\n{}", "x,x\n".repeat(25)))]);
    let said = |file| run_in(folder.path(), &["agreement", file, "--scale", "nominal"], "").all();
    expect![[r#"
        exit status 0
        --- standard output
        names.csv: 2 raters, 30 items with two ratings or more, 60 ratings, nominal scale
        All raters say the same on 27 of 30 items (95 % 0.74 to 0.97).

        coefficient           value  95 % interval  what it is for
        Krippendorff's alpha  0.801  0.541 to 1.000  whether the raters can be relied on: any number of
                                                     raters, gaps allowed, on this scale
        Gwet's AC1            0.802  0.575 to 1.000  beside alpha where one category prevails; not instead
                                                     of it: it can be high without any association
        Cohen's kappa         0.800  0.590 to 1.000  two raters, each with their own habits

        Bootstrap intervals: 10000 resamples of the items, seed 1.

        Contested items, the most divided first (0 all alike, 1 as divided as chance)
          6      1.99  1 x no, 1 x yes
          16     1.99  1 x no, 1 x yes
          26     1.99  1 x no, 1 x yes

        Raters (distance from the rest: 0 the same, 1 as far as chance)
          rater  items  distance  alpha without
          a         30     0.199              -
          b         30     0.199              -
        exit status 0
        --- standard output
        same.csv: 2 raters, 25 items with two ratings or more, 50 ratings, nominal scale
        All raters say the same on 25 of 25 items (95 % 0.87 to 1.00).

        coefficient           value  95 % interval  what it is for
        Krippendorff's alpha      -  -              undefined: everything is in one category, so nothing is
                                                    left to agree on beyond chance
        Gwet's AC1                -  -              undefined: at least two categories must be declared
        Cohen's kappa             -  -              undefined: everything is in one category, so nothing is
                                                    left to agree on beyond chance

        Complete agreement: an interval around a coefficient would say too much. The line above has the bounds.

        Raters (distance from the rest: 0 the same, 1 as far as chance)
          rater  items  distance  alpha without
          a         25         -              -
          b         25         -              -
    "#]]
    .assert_eq(&(said("names.csv") + &said("same.csv")));
}

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    let folder = folder(&[
        ("one.csv", "item,ada\nporch,1\n"),
        ("words.csv", "ada,ben\nlow,high\n"),
        ("typo.csv", "ada,ben\n1,2\n1,x\n"),
        ("ragged.csv", "ada,ben\n1,2\n1\n"),
        ("empty.csv", ""),
        ("head.csv", "ada,ben\n"),
    ]);
    let said: String = [
        ("one.csv", "nominal"),
        ("words.csv", "ordinal"),
        ("words.csv", "interval"),
        ("typo.csv", "interval"),
        ("ragged.csv", "interval"),
        ("empty.csv", "nominal"),
        ("head.csv", "nominal"),
        ("none.csv", "nominal"),
    ]
    .map(|(file, scale)| format!("$ {file} {scale}\n{}", run_in(folder.path(), &["agreement", file, "--scale", scale], "").all()))
    .concat();
    expect![[r#"
        $ one.csv nominal
        exit status 2
        --- standard error
        error: `one.csv` has ratings of fewer than two raters

        help: Write one column a rater, with the raters' names in the first row, and one row an item.
        $ words.csv ordinal
        exit status 2
        --- standard error
        error: `words.csv` has ratings in words, and their order is not known

        help: Write the order from the lowest on: --categories low,medium,high.
        $ words.csv interval
        exit status 2
        --- standard error
        error: words.csv:2, ada: `low` is not a number

        help: Write numbers with a point, such as 2.5; for words use --scale nominal, or --scale ordinal with --categories.
        $ typo.csv interval
        exit status 2
        --- standard error
        error: typo.csv:3, ben: `x` is not a number

        help: Write numbers with a point, such as 2.5; for words use --scale nominal, or --scale ordinal with --categories.
        $ ragged.csv interval
        exit status 2
        --- standard error
        error: `ragged.csv` cannot be read as a table: CSV error: record 2 (line: 3, byte: 12): found record with 1 fields, but the previous record has 2 fields

        help: Give every row as many cells as the head has; leave a cell empty where an item was not rated.
        $ empty.csv nominal
        exit status 2
        --- standard error
        error: `empty.csv` has ratings of fewer than two raters

        help: Write one column a rater, with the raters' names in the first row, and one row an item.
        $ head.csv nominal
        exit status 0
        --- standard output
        head.csv: 2 raters, 0 items with two ratings or more, 0 ratings, nominal scale

        coefficient           value  95 % interval  what it is for
        Krippendorff's alpha      -  -              undefined: there are no observations
        Gwet's AC1                -  -              undefined: there are no observations
        Cohen's kappa             -  -              undefined: there are no observations

        Fewer than 20 items: an interval around a coefficient would say too much. Look at the items themselves.

        Raters (distance from the rest: 0 the same, 1 as far as chance)
          rater  items  distance  alpha without
          ada        0         -              -
          ben        0         -              -
        $ none.csv nominal
        exit status 2
        --- standard error
        error: there is no `none.csv`

        help: Check the spelling, and that you are in the folder that you think you are in.
    "#]].assert_eq(&said);
}

#[test]
fn odd_tables_are_read_or_refused_in_words() {
    let many: String = (0..300).map(|item| format!("a{item},b{item}\n")).collect();
    let numbers: String = (0..70_000).map(|item| format!("{}.5,{}.25\n", item, item + 1)).collect();
    let folder = folder(&[
        ("one-row.csv", "ada,ben\n1,2\n"),
        ("twice.csv", "item,ada,ada\nx,1,2\n"),
        ("same-item.csv", "item,ada,ben\nx,1,2\nx,2,2\n"),
        ("semicolons.csv", "item;ada;ben\nx;1;2\ny;2;2\nz;;1\n"),
        ("tabs.csv", "item\tada\tben\nx\t1\t2\ny\t2\t2\n"),
        ("comma.csv", "ada;ben\n2,5;3,5\n"),
        ("nan.csv", "ada,ben\nNaN,1\n"),
        ("inf.csv", "ada,ben\n1,inf\n"),
        ("huge.csv", "ada,ben\n1e999,1\n"),
        ("nul.csv", "ada,ben\n1,\0\n"),
        ("many.csv", &format!("ada,ben\n{many}")),
        ("numbers.csv", &format!("ada,ben\n{numbers}")),
        ("blank.csv", "\n\n"),
        ("gaps.csv", "ada,ben\n1,\n,2\n"),
    ]);
    std::fs::write(folder.path().join("binary.csv"), [0x89, b'P', b'N', b'G', 0xff, 0xfe]).expect("there is room");
    let ask = |file: &str, more: &[&str]| {
        let ran = run_in(folder.path(), &[&["agreement", file], more].concat(), "");
        let first: String = ran.out.lines().take(1).flat_map(|line| [line, "\n"]).collect();
        format!("$ {file} {}\nexit status {}\n{first}{}", more.join(" "), ran.status, ran.err)
    };
    let nominal = ["--scale", "nominal"];
    let interval = ["--scale", "interval"];
    let mut said = String::new();
    for file in ["one-row", "twice", "same-item", "semicolons", "tabs", "nul", "many", "binary", "blank", "gaps"] {
        said += &ask(&format!("{file}.csv"), &nominal);
    }
    for file in ["comma", "nan", "inf", "huge", "numbers"] {
        said += &ask(&format!("{file}.csv"), &interval);
    }
    said += &ask("one-row.csv", &["--scale", "ordinal", "--categories", "1,2,1.0"]);
    said += &ask("one-row.csv", &["--scale", "ordinal", "--categories", "1,,2"]);
    said += &ask("one-row.csv", &["--scale", "ordinal", "--resamples", "0"]);
    expect![[r#"
        $ one-row.csv --scale nominal
        exit status 0
        one-row.csv: 2 raters, 1 items with two ratings or more, 2 ratings, nominal scale
        $ twice.csv --scale nominal
        exit status 2
        error: `twice.csv` has two raters called `ada`

        help: Give each rater's column a name of its own in the first row.
        $ same-item.csv --scale nominal
        exit status 2
        error: `same-item.csv` has two rows for the item `x`

        help: Write one row an item, with the ratings of all raters in it.
        $ semicolons.csv --scale nominal
        exit status 0
        semicolons.csv: 2 raters, 2 items with two ratings or more (3 in the file), 5 ratings, nominal scale
        $ tabs.csv --scale nominal
        exit status 0
        tabs.csv: 2 raters, 2 items with two ratings or more, 4 ratings, nominal scale
        $ nul.csv --scale nominal
        exit status 2
        error: `nul.csv` is not a table: it holds bytes that no text has

        help: Save it from the spreadsheet as CSV in UTF-8.
        $ many.csv --scale nominal
        exit status 2
        error: `many.csv` has 600 different ratings, and a scale has at most 256 categories

        help: If they are numbers, use --scale interval; if they are remarks, put them into categories first.
        $ binary.csv --scale nominal
        exit status 2
        error: `binary.csv` is not a text: it is not UTF-8

        help: Save it as UTF-8 text in your editor, or name another file.
        $ blank.csv --scale nominal
        exit status 2
        error: `blank.csv` has ratings of fewer than two raters

        help: Write one column a rater, with the raters' names in the first row, and one row an item.
        $ gaps.csv --scale nominal
        exit status 0
        gaps.csv: 2 raters, 0 items with two ratings or more (2 in the file), 2 ratings, nominal scale
        $ comma.csv --scale interval
        exit status 2
        error: comma.csv:2, ada: `2,5` is not a number

        help: Write numbers with a point, such as 2.5; for words use --scale nominal, or --scale ordinal with --categories.
        $ nan.csv --scale interval
        exit status 2
        error: nan.csv:2, ada: `NaN` is not a number

        help: Write numbers with a point, such as 2.5; for words use --scale nominal, or --scale ordinal with --categories.
        $ inf.csv --scale interval
        exit status 2
        error: inf.csv:2, ben: `inf` is not a number

        help: Write numbers with a point, such as 2.5; for words use --scale nominal, or --scale ordinal with --categories.
        $ huge.csv --scale interval
        exit status 2
        error: huge.csv:2, ada: `1e999` is not a number

        help: Write numbers with a point, such as 2.5; for words use --scale nominal, or --scale ordinal with --categories.
        $ numbers.csv --scale interval
        exit status 2
        error: `numbers.csv`: more than 65534 distinct values; use fewer

        help: Use finite numbers, and round them so that there are fewer different ones.
        $ one-row.csv --scale ordinal --categories 1,2,1.0
        exit status 2
        error: --categories names `1.0` twice

        help: Name each category once, from the lowest on.
        $ one-row.csv --scale ordinal --categories 1,,2
        exit status 2
        error: --categories names a category without a name

        help: Write them with one comma between: low,medium,high.
        $ one-row.csv --scale ordinal --resamples 0
        exit status 2
        error: the number of resamples is 0; it must be from 1 to 10,000,000

        help: Give another --resamples, such as 10000.
    "#]]
    .assert_eq(&said);
}
