//! No input makes reading panic, and no finding points outside its file.

use std::fs;

use doorstep_scenario::{Scenario, text::read_scenario};
use proptest::prelude::*;

mod common;

fn sample() -> String {
    fs::read_to_string(common::folder("tests/broken/scene-without-way-on.mended.yaml")).expect("a sample")
}

fn check(source: &str) {
    let reading = read_scenario(source);
    for found in &reading.diagnostics {
        assert!(source.get(found.span.bytes()).is_some(), "{found:?} points outside\n{source}");
        assert!(!found.mend.is_empty() && !found.message.is_empty());
    }
    if let Some(scenario) = reading.value {
        assert!(scenario.check_indices(), "an unsound call from\n{source}");
        assert_eq!(Scenario::from_envelope(&scenario.to_envelope()).expect("opens").0, scenario);
    } else {
        assert!(common::errors(&reading.diagnostics) > 0, "refused without a reason\n{source}");
    }
}

/// What an author, or a careless editor, can do to a text.
#[derive(Clone, Debug)]
enum Slip {
    Insert(usize, String),
    Delete(usize, usize),
    Repeat(usize, usize),
    SwapLines(usize, usize),
    Indent(usize, usize),
}

fn slip() -> impl Strategy<Value = Slip> {
    let sign = prop_oneof![
        "[-:#&*!|>%@`'\"{}\\[\\],?~<=+ ()]{1,4}",
        "\\PC{1,3}",
        Just("\n".to_owned()),
        Just("\t".to_owned()),
        Just(": ".to_owned()),
        Just("\n---\n".to_owned()),
        Just("\0".to_owned()),
        Just("{girl}".to_owned()),
        Just("\u{FEFF}".to_owned()),
        Just("\r".to_owned()),
        Just("\u{85}".to_owned()),
    ];
    prop_oneof![
        3 => (any::<usize>(), sign).prop_map(|(at, text)| Slip::Insert(at, text)),
        2 => (any::<usize>(), 1..40_usize).prop_map(|(at, length)| Slip::Delete(at, length)),
        1 => (any::<usize>(), 1..80_usize).prop_map(|(at, length)| Slip::Repeat(at, length)),
        1 => (any::<usize>(), any::<usize>()).prop_map(|(one, other)| Slip::SwapLines(one, other)),
        1 => (any::<usize>(), 1..9_usize).prop_map(|(line, by)| Slip::Indent(line, by)),
    ]
}

fn apply(source: String, slip: &Slip) -> String {
    let letters: Vec<char> = source.chars().collect();
    let mut lines: Vec<&str> = source.split('\n').collect();
    if letters.is_empty() {
        return source;
    }
    match slip {
        Slip::Insert(at, text) => {
            let at = at % letters.len();
            letters[..at].iter().chain(text.chars().collect::<Vec<_>>().iter()).chain(&letters[at..]).collect()
        }
        Slip::Delete(at, length) => {
            let at = at % letters.len();
            letters[..at].iter().chain(letters.iter().skip(at + length)).collect()
        }
        Slip::Repeat(at, length) => {
            let at = at % letters.len();
            let end = (at + length).min(letters.len());
            letters[..end].iter().chain(&letters[at..]).collect()
        }
        Slip::SwapLines(one, other) => {
            let count = lines.len();
            lines.swap(one % count, other % count);
            lines.join("\n")
        }
        Slip::Indent(line, by) => {
            let at = line % lines.len();
            let moved = format!("{}{}", " ".repeat(*by), lines[at]);
            lines[at] = &moved;
            lines.join("\n")
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_survived(source in "(\\PC|[\n\t\r:#\\-\\[\\]{}\"'&*!|> ]){0,200}") {
        check(&source);
    }

    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_slips_in_a_good_file_are_survived(slips in proptest::collection::vec(slip(), 1..6)) {
        check(&slips.iter().fold(sample(), apply));
    }

    #[test]
    fn any_slips_in_a_bad_file_are_survived(slips in proptest::collection::vec(slip(), 1..4)) {
        let source = fs::read_to_string(common::folder("tests/broken/twenty-mistakes.yaml")).expect("twenty mistakes");
        check(&slips.iter().fold(source, apply));
    }

    #[test]
    fn any_condition_is_survived(condition in "([a-z(){}!=<>&| 0-9'\"/,-]|and |or |not |trust|alone|girl|clock|heard\\(bruise\\)|25m){0,60}") {
        check(&sample().replace("alone and trust >= 2", &condition));
    }

    #[test]
    fn any_effect_and_slot_is_survived(effect in "\\PC{0,30}", words in "[{}a-zé ]{0,30}") {
        check(&sample().replace("trust += 1", &effect).replace("She watches the door.", &words));
    }
}
