//! What is kept of an attempt.

use doorstep_simulator::{Attempt, Compact, CompactError, Mode};
use serde::{Deserialize, Serialize};

use crate::call::Drafts;

/// An attempt as it is kept, with what stands beside it. Wall time stands here and never in the attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// A random name.
    pub id: String,
    /// The call's id.
    pub call: String,
    /// The call's version.
    pub call_version: String,
    /// The call's title.
    pub title: String,
    /// The attempt in its small form.
    pub attempt: Compact,
    /// Practice or rehearsal.
    pub mode: Mode,
    /// When it was started, in milliseconds since 1970.
    pub started: u64,
    /// When it last changed.
    pub updated: u64,
    /// How many choices were taken.
    pub choices: u32,
    /// Whether the call has ended.
    pub ended: bool,
    /// Whether its debrief was opened: later attempts at this call are repeats.
    pub debrief_opened: bool,
    /// Whether it came from a file: nobody has checked it.
    pub imported: bool,
    /// The intention for the next call.
    pub intention: Option<String>,
    /// What was typed and not yet given.
    pub drafts: Drafts,
}

impl Record {
    /// The attempt.
    pub fn open(&self) -> Result<Attempt, CompactError> {
        self.attempt.open()
    }

    /// The bytes that are stored: the version of this form, then the record in postcard's encoding. The words in it stay readable as text.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Invariant: postcard fails only for sequences of unknown length; a record has none.
        postcard::to_extend(self, vec![VERSION]).expect("a record always encodes")
    }
}

/// The version of the stored form. A later one reads this one too.
const VERSION: u8 = 1;

/// Something under a record's name that is no record: another version's, or damaged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Its name.
    pub id: String,
    /// What stands there, as far as it is text.
    pub text: String,
    /// Why it cannot be read.
    pub reason: String,
}

/// Reads what is stored.
pub fn read(id: String, bytes: &[u8]) -> Result<Record, Unreadable> {
    let reason = match bytes.split_first() {
        Some((&VERSION, record)) => match postcard::from_bytes(record) {
            Ok(record) => return Ok(record),
            Err(_) => "it is damaged",
        },
        Some(_) => "it was written by another version of this program, or it is damaged",
        None => "nothing stands there",
    };
    Err(Unreadable { id, text: String::from_utf8_lossy(bytes).into_owned(), reason: reason.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_record_keeps_its_text_and_says_why() {
        let unreadable = read("r".into(), b"{\"id\":\"r\"}").unwrap_err();
        assert_eq!(unreadable.text, "{\"id\":\"r\"}");
        assert_eq!(unreadable.reason, "it was written by another version of this program, or it is damaged");
        assert_eq!(read("r".into(), &[VERSION, 9]).unwrap_err().reason, "it is damaged");
    }
}
