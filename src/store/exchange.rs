//! An attempt as a file: out, and in again.

use core::fmt;

use doorstep_simulator::{Attempt, Compact, Event, Mode};
use serde::{Deserialize, Serialize};

use super::Record;
use crate::call::Drafts;

/// The format's name.
pub const FORMAT: &str = "doorstep-attempt/1";
/// What every export says of itself.
pub const LABEL: &str = "practice, not certification";
/// A file longer than this is no attempt.
const LONGEST: usize = 4 * 1024 * 1024;

/// An attempt in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptFile {
    /// [`FORMAT`].
    pub format: String,
    /// The call's id.
    pub scenario: String,
    /// The call's version.
    pub scenario_version: String,
    /// The call's title.
    pub title: String,
    /// [`LABEL`].
    pub label: String,
    /// The attempt.
    pub attempt: Attempt,
    /// What stands beside it.
    pub record: Beside,
}

/// What stands beside an attempt in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// When it was started, in milliseconds since 1970.
    pub started: u64,
    /// When it last changed.
    pub updated: u64,
    /// Whether it had already come from a file.
    #[serde(default)]
    pub imported: bool,
}

/// Why a text is not taken in as an attempt. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// There is nothing.
    Empty,
    /// It is far longer than any attempt.
    TooLong,
    /// It is not JSON, or not whole.
    NotJson(String),
    /// It is JSON, but not an attempt.
    OtherFormat(String),
    /// It says that it is an attempt, but does not hold one.
    NotAnAttempt(String),
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("There is no text. Choose a file, or paste the text of an exported attempt."),
            Self::TooLong => f.write_str("This is far longer than an attempt can be. Choose the file that was exported here."),
            Self::NotJson(reason) => {
                write!(f, "This is not the whole text of an exported attempt: {reason}. Copy the text again, from the first bracket to the last.")
            }
            Self::OtherFormat(format) if format.is_empty() => {
                write!(f, "This file does not say that it is an attempt. An attempt begins with \"format\": \"{FORMAT}\".")
            }
            Self::OtherFormat(format) => {
                write!(f, "This file says that it is \"{format}\". Only \"{FORMAT}\" can be read here.")
            }
            Self::NotAnAttempt(reason) => {
                write!(f, "This file says that it is an attempt, but something in it does not fit: {reason}. It may have been edited. Export the attempt again.")
            }
        }
    }
}

impl std::error::Error for ImportError {}

/// The text of a record's file; the small form as it stands where the attempt in it cannot be opened.
pub fn export(record: &Record) -> String {
    let Ok(attempt) = record.open() else {
        return pretty(record);
    };
    pretty(&AttemptFile {
        format: FORMAT.into(),
        scenario: record.call.clone(),
        scenario_version: record.call_version.clone(),
        title: record.title.clone(),
        label: LABEL.into(),
        attempt,
        record: Beside { started: record.started, updated: record.updated, imported: record.imported },
    })
}

fn pretty(value: &impl Serialize) -> String {
    // Invariant: neither type has a map with keys that are not text, or a `Serialize` that fails.
    serde_json::to_string_pretty(value).expect("a record always encodes")
}

/// The name of a record's file.
pub fn file_name(record: &Record) -> String {
    format!("doorstep-{}-{}.json", record.call, record.id)
}

/// Reads a file's text as a record under a new name.
pub fn import(text: &str, id: String) -> Result<Record, ImportError> {
    #[derive(Deserialize)]
    struct Named {
        #[serde(default)]
        format: String,
    }
    let text = text.trim().trim_start_matches('\u{feff}');
    if text.is_empty() {
        return Err(ImportError::Empty);
    }
    if text.len() > LONGEST {
        return Err(ImportError::TooLong);
    }
    let named: Named = serde_json::from_str(text).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => ImportError::OtherFormat(String::new()),
        _ => ImportError::NotJson(error.to_string()),
    })?;
    if named.format != FORMAT {
        return Err(ImportError::OtherFormat(named.format));
    }
    let file: AttemptFile = serde_json::from_str(text).map_err(|error| ImportError::NotAnAttempt(error.to_string()))?;
    let taken = file.attempt.events.iter().filter(|event| matches!(event, Event::Choose(_))).count();
    let intention = file.attempt.events.iter().rev().find_map(|event| match event {
        Event::Intend { text } => Some(text.clone()),
        _ => None,
    });
    Ok(Record {
        id,
        call: file.scenario,
        call_version: file.scenario_version,
        title: file.title,
        mode: file.attempt.header.mode,
        started: file.record.started,
        updated: file.record.updated,
        choices: u32::try_from(taken).unwrap_or(u32::MAX),
        // Reflections and intentions come only after the end; a replay tells the rest.
        ended: file.attempt.events.iter().any(|event| matches!(event, Event::Reflect { .. } | Event::Intend { .. })),
        debrief_opened: false,
        imported: true,
        intention,
        drafts: Drafts::default(),
        attempt: Compact::of(&file.attempt),
    })
}

/// The word for a mode.
pub const fn mode_word(mode: Mode) -> &'static str {
    match mode {
        Mode::Practice => "practice",
        Mode::Rehearsal => "rehearsal",
    }
}
