//! Attempt files, and whose they are.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use doorstep_cohort::Entry;
use doorstep_simulator::{AttemptFile, Session};

use super::shelf::Shelf;
use crate::failure::Failure;
use crate::library::Library;
use crate::page::counted;

/// Folders within folders are read so deep.
const DEEPEST: usize = 16;

/// A file, and whose the attempts in it are unless they say so themselves.
pub(super) struct Found {
    path: PathBuf,
    person: String,
    /// Whether it stands in a folder of its own person.
    in_folder: bool,
}

/// What was read.
pub(super) struct Read {
    pub(super) entries: Vec<Entry>,
    /// What could not be used, and why.
    pub(super) troubles: Vec<String>,
    /// What somebody should know who reads the report.
    pub(super) notes: Vec<String>,
}

/// The attempt files that somebody means: a file, or those of a folder and of the folders in it.
pub(super) fn files(wanted: &Path) -> Result<Vec<Found>, Failure> {
    if wanted.is_file() {
        return Ok(vec![Found { path: wanted.to_owned(), person: wanted.display().to_string(), in_folder: false }]);
    }
    let mut found = Vec::new();
    for path in inside(wanted)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            below(&path, &name, DEEPEST, &mut found)?;
        } else if is_attempts(&path) {
            found.push(Found { path, person: name, in_folder: false });
        }
    }
    if found.is_empty() {
        let mend = "Name a file, or a folder with the .json files that the app or `doorstep play --save` wrote.";
        return Err(Failure::new(format!("`{}` holds no attempt files", wanted.display()), mend));
    }
    Ok(found)
}

fn below(folder: &Path, person: &str, deep: usize, found: &mut Vec<Found>) -> Result<(), Failure> {
    for path in inside(folder)? {
        if path.is_dir() && deep > 0 {
            below(&path, person, deep - 1, found)?;
        } else if is_attempts(&path) {
            found.push(Found { path, person: person.to_owned(), in_folder: true });
        }
    }
    Ok(())
}

fn is_attempts(path: &Path) -> bool {
    path.is_file() && matches!(path.extension().and_then(OsStr::to_str), Some("json" | "jsonl" | "ndjson"))
}

/// What stands in a folder, by name.
fn inside(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let reading = |error: std::io::Error| Failure::reading(folder, &error);
    let entries = fs::read_dir(folder).map_err(reading)?;
    let mut paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>().map_err(reading)?;
    paths.sort();
    Ok(paths)
}

/// Reads and scores what the files hold.
pub(super) fn entries(library: &Library, files: &[Found]) -> Result<Read, Failure> {
    let mut shelf = Shelf::open(library)?;
    let mut read = Read { entries: Vec::new(), troubles: Vec::new(), notes: Vec::new() };
    let (mut alone, mut other_key) = (0, 0);
    for file in files {
        let shown = file.path.display();
        let text = match fs::read_to_string(&file.path) {
            Ok(text) => text,
            Err(error) => {
                read.troubles.push(short(&Failure::reading(&file.path, &error)));
                continue;
            }
        };
        for (number, attempt) in attempts(&text).into_iter().enumerate() {
            let place = if number == 0 { shown.to_string() } else { format!("{shown}, attempt {}", number + 1) };
            let (person, text) = match attempt {
                Ok(attempt) => attempt,
                Err(why) => {
                    read.troubles.push(format!("{place}: {why}"));
                    continue;
                }
            };
            let unnamed = person.is_none() && !file.in_folder;
            let person = person.unwrap_or_else(|| file.person.clone());
            match entry(&mut shelf, &person, &text) {
                Ok((entry, key_differs)) => {
                    other_key += usize::from(key_differs);
                    alone += usize::from(unnamed);
                    read.entries.push(entry);
                }
                Err(why) => read.troubles.push(format!("{place}: {why}")),
            }
        }
    }
    if other_key > 0 {
        let attempts = counted(other_key, "attempt was", "attempts were");
        read.notes.push(format!("{attempts} taken with another version of the key; all are judged by the one here"));
    }
    if alone > 0 {
        let attempts = counted(alone, "attempt stands", "attempts stand");
        read.notes.push(format!(
            "{attempts} in no folder of its own person: each file is taken for one person's. Give each person a folder, or write \"person\" beside \
             \"format\", so that their attempts are known to hang together"
        ));
    }
    Ok(read)
}

/// The attempts in a text: one document, several after one another, or a list of them; each with the person it names.
fn attempts(text: &str) -> Vec<Result<(Option<String>, String), String>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut found = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter::<serde_json::Value>() {
        match value {
            Ok(serde_json::Value::Array(values)) => found.extend(values.into_iter().map(|value| Ok(named(&value)))),
            Ok(value) => found.push(Ok(named(&value))),
            Err(error) => found.push(Err(format!("this is not the whole text of exported attempts: {error}"))),
        }
    }
    if found.is_empty() {
        found.push(Err("there is no text".to_owned()));
    }
    found
}

fn named(value: &serde_json::Value) -> (Option<String>, String) {
    let person = value.get("person").and_then(serde_json::Value::as_str).map(|person| format!("person {person}"));
    (person, value.to_string())
}

/// Replays and scores one attempt; with it whether it was taken with another key.
fn entry(shelf: &mut Shelf<'_>, person: &str, text: &str) -> Result<(Entry, bool), String> {
    let file = AttemptFile::read(text).map_err(|error| error.to_string())?;
    let header = &file.attempt.header;
    let kept = shelf.find(&file)?;
    let session = Session::replay(kept.content.clone(), &file.attempt).map_err(|error| error.to_string())?;
    let entry = Entry::of(person, &kept.call, &session, &kept.key, file.record.as_ref()).map_err(|error| error.to_string())?;
    Ok((entry, header.key.is_some_and(|taken| taken != kept.call.key_digest)))
}

/// A failure without its mend, on one line.
pub(super) fn short(failure: &Failure) -> String {
    match failure {
        Failure::Said { what, .. } => what.clone(),
        Failure::Rendered(text) => text.trim().to_owned(),
        Failure::Closed => String::new(),
    }
}
