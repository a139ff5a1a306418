//! Which files somebody means, and whose the attempts in them are.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// Folders within folders are read so deep.
const DEEPEST: usize = 16;

/// A file, and whose the attempts in it are unless they say so themselves.
pub(crate) struct Found {
    pub(crate) path: PathBuf,
    pub(crate) person: String,
    /// Whether it stands in a folder of its own person.
    pub(crate) in_folder: bool,
}

/// The attempt files that somebody means: a file, or those of a folder and of the folders in it. A folder in the folder is one person's; a
/// file that stands in none is taken for one person's.
pub(crate) fn files(wanted: &Path) -> Result<Vec<Found>, Failure> {
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
    some(wanted, found)
}

/// The attempt files of one officer or of several: files that are named are one officer's, what stands in a folder is one officer's, and
/// each folder in it another's.
pub(crate) fn officers(wanted: &[PathBuf]) -> Result<Vec<Found>, Failure> {
    let mut found = Vec::new();
    for wanted in wanted {
        if wanted.is_file() {
            found.push(Found { path: wanted.clone(), person: "the files that were named".to_owned(), in_folder: true });
            continue;
        }
        let mut inner = Vec::new();
        for path in inside(wanted)? {
            if path.is_dir() {
                below(&path, &path.display().to_string(), DEEPEST, &mut inner)?;
            } else if is_attempts(&path) {
                inner.push(Found { path, person: wanted.display().to_string(), in_folder: true });
            }
        }
        found.extend(some(wanted, inner)?);
    }
    Ok(found)
}

fn some(wanted: &Path, found: Vec<Found>) -> Result<Vec<Found>, Failure> {
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
