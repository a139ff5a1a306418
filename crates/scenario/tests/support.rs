//! Support contacts: the neutral ones are sound and hold no number; every kind of finding has a broken file and its mended twin.
#![cfg(feature = "text")]

use std::fs;
use std::path::{Path, PathBuf};

use doorstep_scenario::text::{NEUTRAL_SUPPORT, SUPPORT_CODES, find_real_number, read_support};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/broken/support")
}

fn read(name: &str) -> String {
    fs::read_to_string(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn the_neutral_contacts_have_no_finding_and_no_number() {
    let reading = read_support(NEUTRAL_SUPPORT);
    assert_eq!(reading.diagnostics, []);
    let support = reading.value.expect("contacts without findings");
    assert!(support.contacts.len() >= 3 && !support.emergency.is_empty());
    let reaches = support.contacts.iter().map(|contact| &contact.reach).chain([&support.emergency_reach]);
    assert!(reaches.into_iter().all(|reach| *reach == Default::default()), "the neutral contacts are words only");
    assert!(
        !NEUTRAL_SUPPORT.lines().filter(|line| !line.starts_with(['#', 'f'])).any(|line| line.contains(|each: char| each.is_ascii_digit()))
    );
}

/// Every number of contacts that lies in this repository is one that is kept for fiction.
#[test]
fn no_file_of_the_repository_holds_a_number_that_could_be_somebodys() {
    let files = fs::read_dir(folder()).expect("the folder is there").map(|entry| entry.expect("an entry").path());
    for file in files.chain([folder().join("../../../docs/format.md"), folder().join("../../../support.yaml")]) {
        let text = fs::read_to_string(&file).expect("a text");
        let found = text.lines().find(|line| find_real_number(line).is_some());
        assert_eq!(found, None, "{}", file.display());
    }
    assert!(find_real_number("phone: \"020 7123 4567\"").is_some(), "a real one would be found");
}

#[test]
fn every_finding_has_a_broken_file_and_its_mended_twin() {
    for code in SUPPORT_CODES {
        let broken = read_support(&read(&format!("{}.yaml", code.code)));
        let [found] = broken.diagnostics.as_slice() else { panic!("{}: {:#?}", code.code, broken.diagnostics) };
        assert_eq!((found.code, found.severity), (code.code, code.severity));
        assert!(found.span.start.line > 1 && !found.message.is_empty() && !found.mend.is_empty(), "{found:?}");
        assert!(broken.value.is_none());
        let mended = read_support(&read(&format!("{}.mended.yaml", code.code)));
        assert_eq!(mended.diagnostics, [], "{}", code.code);
        assert!(mended.value.is_some());
    }
}

#[test]
fn no_broken_file_makes_anything_panic() {
    let whole = read("whole.yaml");
    let lines: Vec<&str> = whole.lines().collect();
    for left_out in 0..lines.len() {
        let without: Vec<&str> = lines.iter().enumerate().filter(|(place, _)| *place != left_out).map(|(_, line)| *line).collect();
        read_support(&without.join("\n"));
    }
    for text in ["", "contacts: []", "format: doorstep-support/1\ncontacts: [x, {}, []]", "emergency: { about: [] }", "emergency: 3"] {
        assert!(read_support(text).value.is_none(), "{text}");
    }
}

#[test]
fn what_a_force_gives_is_read() {
    let support = read_support(&read("whole.yaml")).value.expect("contacts without findings");
    assert_eq!(support.emergency_reach.phone.as_deref(), Some("01632 960 000"));
    let first = &support.contacts[0];
    assert_eq!((first.name.as_str(), first.reach.web.as_deref()), ("The Harbour line", Some("https://harbour.example/help")));
    assert_eq!(first.reach.hours.as_deref(), Some("Day and night"));
}
