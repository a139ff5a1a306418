//! An attempt as a file: what the browser exports, and what the command line writes and reads.

use core::fmt;

use doorstep_scenario::Scenario;
use serde::{Deserialize, Serialize};

use crate::{Attempt, Event};

/// What an attempt file calls its format, where the attempt holds nothing that programs of the first format cannot read.
pub const ATTEMPT_FORMAT: &str = "doorstep-attempt/1";
/// What it calls itself where the attempt holds grades of answers, a second tool, or words that a tool asked for.
const ATTEMPT_FORMAT_2: &str = "doorstep-attempt/2";
/// What every attempt file says of itself.
pub const ATTEMPT_LABEL: &str = "practice, not certification";
/// A text longer than this, in bytes, is no attempt.
const LONGEST: usize = 4 * 1024 * 1024;

/// An attempt in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptFile {
    /// [`ATTEMPT_FORMAT`], or the second one: see [`AttemptFile::format_of`].
    pub format: String,
    /// The call's id.
    pub scenario: String,
    /// The call's version.
    pub scenario_version: String,
    /// The call's title.
    pub title: String,
    /// [`ATTEMPT_LABEL`].
    pub label: String,
    /// The attempt.
    pub attempt: Attempt,
    /// What stands beside it; nothing where it was not taken in a browser.
    #[serde(default)]
    pub record: Option<Beside>,
}

/// What stands beside an attempt in a file: wall-clock times, which an attempt never holds.
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

/// Why a text is not taken as an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// There is nothing.
    Empty,
    /// It is far longer than any attempt.
    TooLong,
    /// It is not JSON, or not whole.
    NotJson(String),
    /// It is JSON, but does not say that it is an attempt; what it says, if anything.
    OtherFormat(String),
    /// It says that it is an attempt, but does not hold one.
    NotAnAttempt(String),
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("There is no text. Choose a file, or paste the text of an exported attempt."),
            Self::TooLong => f.write_str("This is far longer than an attempt can be. Choose the file that was exported here."),
            Self::NotJson(reason) => {
                write!(
                    f,
                    "This is not the whole text of an exported attempt: {reason}. Copy the text again, from the first bracket to the last."
                )
            }
            Self::OtherFormat(format) if format.is_empty() => {
                write!(f, "This file does not say that it is an attempt. An attempt begins with \"format\": \"{ATTEMPT_FORMAT}\".")
            }
            Self::OtherFormat(format) => {
                write!(f, "This file says that it is \"{format}\". Only \"{ATTEMPT_FORMAT}\" and \"{ATTEMPT_FORMAT_2}\" can be read here.")
            }
            Self::NotAnAttempt(reason) => write!(
                f,
                "This file says that it is an attempt, but something in it does not fit: {reason}. It may have been edited. Export the attempt again."
            ),
        }
    }
}

impl core::error::Error for FileError {}

impl AttemptFile {
    /// The format that a file of this attempt has: the earliest one that can hold it.
    pub fn format_of(attempt: &Attempt) -> &'static str {
        let is_new = |event: &Event| match event {
            Event::Answer { answer, .. } => answer.grade() > 0,
            Event::Beside { .. } | Event::Write { .. } | Event::Agreed { .. } => true,
            _ => false,
        };
        if attempt.events.iter().any(is_new) { ATTEMPT_FORMAT_2 } else { ATTEMPT_FORMAT }
    }

    /// The file of an attempt at a call.
    pub fn of(scenario: &Scenario, attempt: Attempt, record: Option<Beside>) -> Self {
        Self {
            format: Self::format_of(&attempt).to_owned(),
            scenario: scenario.id.clone(),
            scenario_version: scenario.version.clone(),
            title: scenario.title.clone(),
            label: ATTEMPT_LABEL.to_owned(),
            attempt,
            record,
        }
    }

    /// The text of the file.
    pub fn to_text(&self) -> String {
        // Invariant: no part of an attempt is a map with keys that are not text, or a `Serialize` that fails.
        let mut text = serde_json::to_string_pretty(self).expect("an attempt always encodes");
        text.push('\n');
        text
    }

    /// Reads the text of a file.
    pub fn read(text: &str) -> Result<Self, FileError> {
        #[derive(Deserialize)]
        struct Named {
            #[serde(default)]
            format: String,
        }
        let text = text.trim().trim_start_matches('\u{feff}');
        if text.is_empty() {
            return Err(FileError::Empty);
        }
        if text.len() > LONGEST {
            return Err(FileError::TooLong);
        }
        let named: Named = serde_json::from_str(text).map_err(|error| match error.classify() {
            serde_json::error::Category::Data => FileError::OtherFormat(String::new()),
            _ => FileError::NotJson(error.to_string()),
        })?;
        if named.format != ATTEMPT_FORMAT && named.format != ATTEMPT_FORMAT_2 {
            return Err(FileError::OtherFormat(named.format));
        }
        serde_json::from_str(text).map_err(|error| FileError::NotAnAttempt(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of a text that is no attempt file.
    fn refused(text: &str) -> String {
        AttemptFile::read(text).expect_err("this is no attempt file").to_string()
    }

    #[test]
    fn each_refusal_says_what_to_do() {
        let event = r#"{"format":"doorstep-attempt/1","scenario":"c","scenario_version":"1.0.0","title":"C","label":"l","attempt":{
            "header":{"scenario":"DIGEST","tool":"DIGEST","key":null,"engine":1,"seed":0,"mode":"practice","repeat":false},
            "events":[{"choose":0},{"chose":1}]},"record":null}"#
            .replace("DIGEST", &"0".repeat(64));
        let said = [" ", "[", "{\"format\":\"doorstep-attempt/1\",", "[]", "{}", "{\"format\":\"doorstep-report/1\"}", &event]
            .map(refused)
            .join("\n");
        expect_test::expect![[r#"
            There is no text. Choose a file, or paste the text of an exported attempt.
            This is not the whole text of an exported attempt: EOF while parsing a list at line 1 column 1. Copy the text again, from the first bracket to the last.
            This is not the whole text of an exported attempt: EOF while parsing a value at line 1 column 31. Copy the text again, from the first bracket to the last.
            This file does not say that it is an attempt. An attempt begins with "format": "doorstep-attempt/1".
            This file does not say that it is an attempt. An attempt begins with "format": "doorstep-attempt/1".
            This file says that it is "doorstep-report/1". Only "doorstep-attempt/1" and "doorstep-attempt/2" can be read here.
            This file says that it is an attempt, but something in it does not fit: unknown variant `chose`, expected one of `choose`, `mark`, `unmark`, `note`, `edit-note`, `answer`, `first-impression`, `lock-answers`, `own-level`, `final-level`, `commit`, `go-back`, `reflect`, `intend`, `beside`, `write`, `agreed` at line 3 column 43. It may have been edited. Export the attempt again."#]].assert_eq(&said);
    }
}
