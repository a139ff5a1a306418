//! An attempt with its call, its tool and the key that it is judged by.

use std::path::{Path, PathBuf};

use doorstep_envelope::Digest;
use doorstep_scoring::{AnswerKey, Policy};
use doorstep_simulator::{AttemptFile, Session};

use super::content;
use crate::failure::Failure;
use crate::library::{KEY_FILE, Library, Text};

/// An attempt that has been taken again, step by step, beside its key.
pub(crate) struct Opened {
    pub(crate) session: Session,
    pub(crate) key: AnswerKey,
    pub(crate) digest: Digest,
    /// The key's file.
    pub(crate) key_path: PathBuf,
}

impl Opened {
    /// Why it cannot be scored.
    pub(crate) fn misfit(&self, error: &doorstep_scoring::ScoreError) -> Failure {
        let mend = format!("`doorstep check {}` tells more.", self.key_path.display());
        Failure::new(format!("the key does not fit this attempt: {error}"), mend)
    }
}

/// Opens an attempt file. The key is the one that is named, else the one beside the call.
pub(crate) fn open(library: &Library, attempt: &Path, key: Option<&Path>) -> Result<Opened, Failure> {
    let file = read(attempt)?;
    let (content, call) = content::find(library, &file)?;
    let key_path = key.map_or_else(|| call.with_file_name(KEY_FILE), Path::to_owned);
    if key.is_none() && !key_path.is_file() {
        let what = format!("there is no key beside `{}`, so there is nothing to compare this attempt with", call.display());
        return Err(Failure::new(what, "Name a key with --key FILE, or write key.yaml beside the call."));
    }
    let (key, _) =
        Text::open(&key_path)?.read(|source| doorstep_scoring::text::read_key(source, &content.scenario, &content.tool)).usable()?;
    let digest = key.digest();
    if let Some(taken) = file.attempt.header.key.filter(|taken| *taken != digest) {
        eprintln!(
            "note: `{}` was taken with another version of the key ({taken:.8}); it is judged by the one here ({digest:.8})",
            attempt.display()
        );
    }
    let session = Session::replay(content, file.attempt).map_err(|error| {
        Failure::new(format!("`{}` cannot be replayed: {error}", attempt.display()), "Export the attempt again from where it was taken.")
    })?;
    Ok(Opened { session, key, digest, key_path })
}

/// The policy of a file; the one that the key names where no file is given.
pub(crate) fn policy(file: Option<&Path>) -> Result<Option<Policy>, Failure> {
    file.map(|path| Ok(Text::open(path)?.read(doorstep_scoring::text::read_policy).usable()?.0)).transpose()
}

/// Reads an attempt file.
fn read(path: &Path) -> Result<AttemptFile, Failure> {
    let text = Text::open(path)?;
    AttemptFile::read(&text.source).map_err(|error| {
        let said = error.to_string();
        let (what, mend) = said.split_once(". ").unwrap_or((&said, "Name a file that `doorstep play --save` or the app wrote."));
        Failure::new(format!("`{}`: {}", path.display(), what.trim_end_matches('.')), mend)
    })
}
