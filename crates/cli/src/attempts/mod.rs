//! Attempt files of one or many people, replayed beside what they are scored with.

mod files;
mod shelf;

use std::fs;

use doorstep_simulator::{AttemptFile, Beside, Session};

pub(crate) use self::files::{Found, files, officers};
pub(crate) use self::shelf::{Kept, Shelf};
use crate::failure::Failure;
use crate::page::counted;

/// What somebody should know of attempts that were read.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// What could not be used, and why.
    pub(crate) troubles: Vec<String>,
    /// How many were taken with another version of the key than the one that they are judged by.
    pub(crate) other_key: usize,
    /// How many say in no way whose they are: no folder of a person, no name in the file.
    pub(crate) alone: usize,
}

impl Told {
    /// Says where attempts were taken with another version of the key.
    pub(crate) fn tell_of_keys(&self) {
        if self.other_key > 0 {
            let attempts = counted(self.other_key, "attempt was", "attempts were");
            eprintln!("note: {attempts} taken with another version of the key; all are judged by the one here");
        }
    }
}

/// Why an attempt cannot be judged under the built-in policy.
pub(crate) fn other_policy(kept: &Kept) -> String {
    let (call, asks) = (&kept.call.id, &kept.key.policy);
    format!("the key of `{call}` asks for the policy `{asks}`; give the policy of the whole form with --policy FILE")
}

/// An attempt that has been taken again, step by step.
pub(crate) struct Taken<'k> {
    /// Whose it is.
    pub(crate) person: String,
    /// The attempt.
    pub(crate) session: Session,
    /// What stands beside it in the file.
    pub(crate) beside: Option<Beside>,
    /// What it is scored with.
    pub(crate) kept: &'k Kept,
}

/// Replays what files hold, one attempt after the other; `use_it` says why one cannot be used.
pub(crate) fn each(shelf: &mut Shelf<'_>, files: &[Found], mut use_it: impl FnMut(Taken<'_>) -> Result<(), String>) -> Told {
    let mut told = Told::default();
    for file in files {
        let shown = file.path.display();
        let text = match fs::read_to_string(&file.path) {
            Ok(text) => text,
            Err(error) => {
                told.troubles.push(short(&Failure::reading(&file.path, &error)));
                continue;
            }
        };
        for (number, attempt) in attempts(&text).into_iter().enumerate() {
            let place = if number == 0 { shown.to_string() } else { format!("{shown}, attempt {}", number + 1) };
            let used = attempt.and_then(|(person, text)| {
                let unnamed = person.is_none() && !file.in_folder;
                let person = person.unwrap_or_else(|| file.person.clone());
                let key_differs = one(shelf, person, &text, &mut use_it)?;
                Ok((unnamed, key_differs))
            });
            match used {
                Ok((unnamed, key_differs)) => {
                    told.other_key += usize::from(key_differs);
                    told.alone += usize::from(unnamed);
                }
                Err(why) => told.troubles.push(format!("{place}: {why}")),
            }
        }
    }
    told
}

/// Replays one attempt; says whether it was taken with another key.
fn one(
    shelf: &mut Shelf<'_>,
    person: String,
    text: &str,
    use_it: &mut impl FnMut(Taken<'_>) -> Result<(), String>,
) -> Result<bool, String> {
    let file = AttemptFile::read(text).map_err(|error| error.to_string())?;
    let kept = shelf.find(&file)?;
    let key_differs = file.attempt.header.key.is_some_and(|taken| taken != kept.call.key_digest);
    let session = Session::replay(kept.content.clone(), file.attempt).map_err(|error| error.to_string())?;
    use_it(Taken { person, session, beside: file.record, kept })?;
    Ok(key_differs)
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

/// A failure without its mend, on one line.
fn short(failure: &Failure) -> String {
    match failure {
        Failure::Said { what, .. } => what.clone(),
        Failure::Rendered(text) => text.trim().to_owned(),
        Failure::Closed => String::new(),
    }
}

/// Which pseudonym stands for whom, as a table.
pub(crate) fn names<'n>(people: impl Iterator<Item = (&'n str, &'n str)>) -> String {
    let quoted = |words: &str| format!("\"{}\"", words.replace('"', "\"\""));
    let rows = people.map(|(pseudonym, known_as)| format!("{pseudonym},{}\n", quoted(known_as)));
    std::iter::once("pseudonym,known as\n".to_owned()).chain(rows).collect()
}
