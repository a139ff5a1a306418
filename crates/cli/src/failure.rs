//! Why a command could not do its work.

use std::fmt;
use std::io;
use std::path::Path;

/// Why a command could not do its work: the exit status is 2.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What is wrong, and how to mend it.
    Said {
        /// What is wrong, without a full stop.
        what: String,
        /// What to do, a sentence.
        mend: String,
    },
    /// Findings that have been rendered already.
    Rendered(String),
    /// Nobody reads the output any more.
    Closed,
}

impl Failure {
    /// A failure in words.
    pub(crate) fn new(what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::Said { what: what.into(), mend: mend.into() }
    }

    /// A file or folder that cannot be read.
    pub(crate) fn reading(path: &Path, error: &io::Error) -> Self {
        let shown = path.display();
        match error.kind() {
            io::ErrorKind::NotFound => {
                Self::new(format!("there is no `{shown}`"), "Check the spelling, and that you are in the folder that you think you are in.")
            }
            io::ErrorKind::InvalidData => Self::new(
                format!("`{shown}` is not a text: it is not UTF-8"),
                "Save it as UTF-8 text in your editor, or name another file.",
            ),
            io::ErrorKind::PermissionDenied => {
                Self::new(format!("`{shown}` may not be read by you"), "Ask whoever owns it, or copy it to a folder of your own.")
            }
            _ => Self::new(format!("`{shown}` cannot be read: {error}"), "Name a file that can be read."),
        }
    }

    /// A file that cannot be written.
    pub(crate) fn writing(path: &Path, error: &io::Error) -> Self {
        Self::new(
            format!("`{}` cannot be written: {error}", path.display()),
            "Name a file in a folder that is there and that you may write to.",
        )
    }
}

impl From<io::Error> for Failure {
    /// An error of standard output or standard input.
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::new(format!("standard input or output failed: {error}"), "Run the command again."),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Said { what, mend } => write!(f, "error: {what}\n\nhelp: {mend}"),
            Self::Rendered(text) => f.write_str(text.trim_end()),
            Self::Closed => Ok(()),
        }
    }
}
