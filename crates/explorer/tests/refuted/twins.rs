//! The files of `tests/scenarios/refuted/`. `UPDATE_EXPECT=1` writes what was found into their first lines; read it before you keep it.

use std::collections::BTreeSet;
use std::fs;

use doorstep_explorer::Code;
use doorstep_source::Severity;

use crate::{prove, read, repository};

const FOLDER: &str = "tests/scenarios/refuted";

/// Codes that are shown by more than one call: what comes after the code in the files' names.
const MORE: [(Code, &str); 2] = [(Code::Unearned, "-always"), (Code::Leak, "-phrase")];

fn names() -> Vec<(Code, String)> {
    let first = Code::ALL.into_iter().map(|code| (code, code.word().to_owned()));
    first.chain(MORE.map(|(code, more)| (code, format!("{}{more}", code.word())))).collect()
}

/// The key of a call, its own or, of a mended twin, that of the pair.
fn key(name: &str) -> Option<String> {
    let own = |name: &str| repository().join(FOLDER).join(format!("{name}.key.yaml"));
    let pair = own(name.trim_end_matches(".mended"));
    [own(name), pair].into_iter().find(|path| path.exists()).map(|path| fs::read_to_string(path).unwrap())
}

/// The lines that say what is expected, as they stand.
fn expected(source: &str) -> String {
    let is_one = |line: &&str| ["# finds:", "# place:", "# says:", "# witness:"].iter().any(|start| line.starts_with(start));
    source.lines().filter(is_one).map(|line| format!("{line}\n")).collect()
}

#[test]
fn every_code_has_a_refuted_call_that_says_what_is_found() {
    for (code, name) in names() {
        let path = repository().join(FOLDER).join(format!("{name}.yaml"));
        let source = read(&path);
        let proven = prove(&source, key(&name).as_deref(), &name, true);
        let found = proven.of(code);
        let first = found.first().unwrap_or_else(|| panic!("{name}: not found among {:#?}", proven.findings));
        let written = proven.written(first);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&path, source.replace(&expected(&source), &written)).unwrap();
        } else {
            assert_eq!(expected(&source), written, "{name}.yaml");
        }
        assert!(proven.complete, "{name} is small enough to be searched whole");
    }
}

#[test]
fn the_mended_twin_has_it_no_more() {
    for (code, name) in names() {
        let name = format!("{name}.mended");
        let proven = prove(&read(format!("{FOLDER}/{name}.yaml")), key(&name).as_deref(), &name, true);
        assert!(proven.of(code).is_empty(), "{name}: {:#?}", proven.of(code));
        let errors: Vec<_> = proven.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
}

#[test]
fn a_twin_is_minimally_mended() {
    for (code, name) in names() {
        let lines = |name: &str| -> Vec<String> {
            let call = read(format!("{FOLDER}/{name}.yaml")) + &key(name).unwrap_or_default();
            call.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
        };
        let (refuted, mended) = (lines(&name), lines(&format!("{name}.mended")));
        let gone = refuted.iter().filter(|line| !mended.contains(line)).count();
        let new = mended.iter().filter(|line| !refuted.contains(line)).count();
        assert!(refuted != mended, "{name}: nothing was mended");
        // Twelve wrong actions are made longer; a key asks for two factors more.
        let most = match code {
            Code::GiveAway => 24,
            Code::Guessable => 18,
            _ => 8,
        };
        assert!(gone + new <= most, "{name}: {} lines differ", gone + new);
    }
}

#[test]
fn no_file_is_left_over() {
    let known: BTreeSet<String> = names().into_iter().map(|(_, name)| name).collect();
    for file in fs::read_dir(repository().join(FOLDER)).unwrap().flatten() {
        let name = file.file_name().into_string().unwrap();
        let stem = name.trim_end_matches(".yaml").trim_end_matches(".key").trim_end_matches(".mended");
        assert!(known.contains(stem), "{name} belongs to no code");
    }
}
