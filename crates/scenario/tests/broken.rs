//! Files with mistakes, and their mended twins: one pair for every kind of finding, and one file with twenty mistakes.
//!
//! The first lines of a broken file say what is expected: `# expect: code line:column`.

use std::{collections::BTreeSet, fs};

use doorstep_scenario::text::{CODES, read_scenario};
use doorstep_source::{Diagnostic, LARGEST_FILE};

mod common;

/// Kinds whose broken file would be too large to keep; they are made here.
const MADE_HERE: &[&str] = &["file-too-large"];

fn expected(source: &str) -> Vec<String> {
    source.lines().map_while(|line| line.strip_prefix("# expect: ")).map(str::to_owned).collect()
}

fn found(diagnostics: &[Diagnostic]) -> Vec<String> {
    let place = |each: &Diagnostic| format!("{} {}:{}", each.code, each.span.start.line, each.span.start.column);
    diagnostics.iter().map(place).collect()
}

fn read(name: &str) -> String {
    let path = common::folder("tests/broken").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_kind_of_finding_has_a_broken_file_and_a_mended_twin() {
    let mut names = BTreeSet::new();
    for code in CODES {
        assert!(names.insert(code.code), "{} stands twice in the list", code.code);
        if MADE_HERE.contains(&code.code) {
            continue;
        }
        let broken = read(&format!("{}.yaml", code.code));
        let reading = read_scenario(&broken);
        assert_eq!(found(&reading.diagnostics), expected(&broken), "{}.yaml", code.code);
        assert!(reading.diagnostics.iter().any(|each| each.code == code.code && each.severity == code.severity), "{}.yaml", code.code);
        assert_eq!(reading.value.is_none(), common::errors(&reading.diagnostics) > 0, "{}.yaml", code.code);

        let mended = read(&format!("{}.mended.yaml", code.code));
        let reading = read_scenario(&mended);
        assert_eq!(found(&reading.diagnostics), Vec::<String>::new(), "{}.mended.yaml", code.code);
        assert!(reading.value.is_some_and(|scenario| scenario.check_indices()), "{}.mended.yaml", code.code);
    }
}

#[test]
fn no_broken_file_is_left_over() {
    for file in fs::read_dir(common::folder("tests/broken")).expect("the folder").flatten() {
        let name = file.file_name().into_string().expect("a plain name");
        let stem = name.trim_end_matches(".yaml").trim_end_matches(".mended");
        let known = stem == "twenty-mistakes" || CODES.iter().any(|code| code.code == stem);
        // Other formats keep theirs in folders of their own.
        assert!(known || file.path().is_dir(), "{name} belongs to no kind of finding");
    }
}

#[test]
fn twenty_mistakes_are_told_in_one_run() {
    let source = read("twenty-mistakes.yaml");
    assert_eq!(expected(&source).len(), 20);
    assert_eq!(found(&read_scenario(&source).diagnostics), expected(&source));
}

#[test]
fn a_file_that_is_too_large_is_refused_unread() {
    let mut source = read("tab.mended.yaml");
    assert!(read_scenario(&source).value.is_some());
    source.push_str(&"# \n".repeat(LARGEST_FILE / 3));
    assert_eq!(found(&read_scenario(&source).diagnostics), ["file-too-large 1:1"]);
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    let source = read("twenty-mistakes.yaml");
    let plain = read_scenario(&source).diagnostics;
    let windows = source.replace('\n', "\r\n");
    assert_eq!(found(&read_scenario(&windows).diagnostics), found(&plain));
    let marked = format!("\u{FEFF}{source}");
    let diagnostics = read_scenario(&marked).diagnostics;
    assert_eq!(found(&diagnostics), found(&plain));
    for (with, without) in diagnostics.iter().zip(&plain) {
        assert_eq!(marked.get(with.span.bytes()), source.get(without.span.bytes()));
    }
}
