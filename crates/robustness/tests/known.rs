//! Real files, and every input that ever broke a promise, are held to the promises in every run of the tests.

use std::fs;
use std::path::{Path, PathBuf};

use doorstep_robustness::KINDS;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<_> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    found.sort();
    found.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn whatever_was_found_stays_mended() {
    for (kind, check) in KINDS {
        for folder in ["found", "corpus"] {
            for path in files(&root().join("fuzz").join(folder).join(kind)) {
                println!("{}", path.display());
                check(&fs::read(&path).expect("a kept input can be read"));
            }
        }
    }
}

/// A call's text is no key and no attempt: every reader must refuse the others' files just as calmly.
#[test]
fn every_reader_bears_every_real_file() {
    let real: Vec<_> = ["scenarios", "tools", "forms", "tests/broken", "tests/forms", "tests/tools", "tests/plays"]
        .iter()
        .flat_map(|folder| files(&root().join(folder)))
        .collect();
    assert!(real.len() > 100, "the real files are where they were");
    for path in real {
        let bytes = fs::read(&path).expect("a file of the repository can be read");
        for (kind, check) in KINDS {
            println!("{} as {kind}", path.display());
            check(&bytes);
        }
    }
}

/// The other way round: what must not happen is noticed.
#[test]
#[should_panic(expected = "points outside the text")]
fn a_finding_outside_the_text_is_noticed() {
    let reading = doorstep_scenario::text::read_scenario("format: doorstep/1\ntitel: The flat above the bakery\n");
    doorstep_robustness::findings_are_usable("short", &reading.diagnostics, false);
}
