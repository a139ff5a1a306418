//! Findings as people and programs read them.

use std::path::Path;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use doorstep_source::{Diagnostic, Severity, Span};
use serde::Serialize;

/// A finding as programs read it.
#[derive(Debug, Serialize)]
pub(crate) struct FindingJson<'a> {
    code: &'a str,
    severity: Severity,
    message: &'a str,
    mend: &'a str,
    place: PlaceJson,
}

/// Where a finding is.
#[derive(Debug, Serialize)]
pub(crate) struct PlaceJson {
    file: String,
    line: u32,
    column: u32,
}

impl PlaceJson {
    /// The beginning of some part of a file.
    pub(crate) fn of(file: &Path, span: Span) -> Self {
        Self { file: file.display().to_string(), line: span.start.line, column: span.start.column }
    }
}

impl<'a> FindingJson<'a> {
    /// The finding of a file.
    pub(crate) fn of(file: &Path, finding: &'a Diagnostic) -> Self {
        Self {
            code: finding.code,
            severity: finding.severity,
            message: &finding.message,
            mend: &finding.mend,
            place: PlaceJson::of(file, finding.span),
        }
    }
}

/// A finding as people read it: the words underlined in their line, and how to mend them.
pub(crate) fn render(file: &Path, source: &str, finding: &Diagnostic, styled: bool) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let path = file.display().to_string();
    let snippet = Snippet::source(source).path(path).annotation(AnnotationKind::Primary.span(underlined(source, finding)));
    let group = level.primary_title(&finding.message).id(finding.code).element(snippet).element(Level::HELP.message(&finding.mend));
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let mut text = renderer.render(&[group]);
    text.push('\n');
    text
}

/// All findings of a file, an empty line after each.
pub(crate) fn render_all(file: &Path, source: &str, findings: &[Diagnostic], styled: bool) -> String {
    findings.iter().map(|finding| render(file, source, finding, styled) + "\n").collect()
}

/// The bytes to underline: what the finding covers of its first line, and at least one letter where there is one.
fn underlined(source: &str, finding: &Diagnostic) -> core::ops::Range<usize> {
    let floor = |at: usize| (0..=at.min(source.len())).rev().find(|at| source.is_char_boundary(*at)).unwrap_or(0);
    let bytes = finding.span.bytes();
    let start = floor(bytes.start);
    let line_end = source[start..].find(['\n', '\r']).map_or(source.len(), |length| start + length);
    let end = floor(bytes.end).clamp(start, line_end);
    let end = if end == start { source[start..line_end].chars().next().map_or(start, |letter| start + letter.len_utf8()) } else { end };
    let words = source[start..end].trim_end();
    start..if words.is_empty() { end } else { start + words.len() }
}
