//! What the tests share: findings as text, and the repository's folders.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::path::PathBuf;

use doorstep_source::{Diagnostic, Severity};

/// A folder of the repository.
pub fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(name)
}

/// Findings as a person could read them: place, code, what is underlined, what is wrong, what to write.
pub fn shown(source: &str, diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for found in diagnostics {
        let underlined = source.get(found.span.bytes()).unwrap_or("(outside)").replace('\n', "⏎");
        text.push_str(&format!(
            "{}:{} {} {} [{underlined}]\n  {}\n  {}\n",
            found.span.start.line,
            found.span.start.column,
            found.severity.word(),
            found.code,
            found.message,
            found.mend
        ));
    }
    text
}

/// How many findings are errors.
pub fn errors(diagnostics: &[Diagnostic]) -> usize {
    diagnostics.iter().filter(|found| found.severity == Severity::Error).count()
}
