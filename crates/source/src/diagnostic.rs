//! What is said about a mistake.

use serde::Serialize;

use crate::{Code, Span};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used, but this is probably not meant so.
    Warning,
    /// Good to know.
    Note,
}

impl Severity {
    /// The word for people.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One finding about a file: what is wrong, where, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// The stable name of the kind of finding.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to write instead, in a sentence.
    pub mend: String,
    /// Where.
    pub span: Span,
}

/// How many findings about one file are kept: more help nobody.
pub const MOST_FINDINGS: usize = 10_000;

/// Findings as they are collected.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// None yet.
    pub const fn new() -> Self {
        Self { found: Vec::new() }
    }

    /// Adds a finding; after [`MOST_FINDINGS`] no more are kept.
    pub fn add(&mut self, code: Code, span: Span, message: impl Into<String>, mend: impl Into<String>) {
        if self.found.len() >= MOST_FINDINGS {
            return;
        }
        self.found.push(Diagnostic { code: code.code, severity: code.severity, message: message.into(), mend: mend.into(), span });
    }

    /// Adds the findings of somebody else.
    pub fn extend(&mut self, others: impl IntoIterator<Item = Diagnostic>) {
        self.found.extend(others);
    }

    /// Whether one of them is an error.
    pub fn has_error(&self) -> bool {
        self.found.iter().any(|each| each.severity == Severity::Error)
    }

    /// The findings so far.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.found
    }

    /// All of them, in order of the file.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|each| (each.span.start.offset, each.severity, each.code));
        self.found.dedup();
        self.found
    }
}

/// What came of reading a file: a value if there is no error, and every finding.
#[derive(Clone, Debug)]
pub struct Reading<T> {
    /// What was read; nothing when there is an error.
    pub value: Option<T>,
    /// The findings, in order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Reading<T> {
    /// A reading that keeps the value only when no finding is an error.
    pub fn new(value: Option<T>, diagnostics: Diagnostics) -> Self {
        let value = if diagnostics.has_error() { None } else { value };
        Self { value, diagnostics: diagnostics.into_sorted() }
    }

    /// Whether one of the findings is an error.
    pub fn has_error(&self) -> bool {
        self.diagnostics.iter().any(|each| each.severity == Severity::Error)
    }

    /// The same findings with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Reading<U> {
        Reading { value: self.value.map(change), diagnostics: self.diagnostics }
    }
}
