//! Ids of a tool: declared once, found by name.

use doorstep_source::{Code, Diagnostics, Fields, Node, Span, nearest, read};

use super::{TOOL_DATE, TOOL_DUPLICATE_ID, TOOL_ID, TOOL_LANGUAGE, TOOL_VERSION};
use crate::Date;

/// The ids of one kind, in order of the file.
pub(super) struct Ids {
    kind: &'static str,
    unknown: Code,
    ids: Vec<String>,
}

impl Ids {
    pub(super) const fn new(kind: &'static str, unknown: Code) -> Self {
        Self { kind, unknown, ids: Vec::new() }
    }

    /// Adds an id; one that is not well formed or stands twice is told. It has its place either way.
    pub(super) fn declare(&mut self, node: Option<&Node>, out: &mut Diagnostics) -> String {
        let id = node.and_then(|node| check_id(node, out)).unwrap_or_default().to_owned();
        self.declare_text(id.clone(), node.map(|node| node.span), out);
        id
    }

    /// Adds an id that is known to be well formed.
    pub(super) fn declare_text(&mut self, id: String, span: Option<Span>, out: &mut Diagnostics) {
        if let Some(span) = span
            && !id.is_empty()
            && self.ids.contains(&id)
        {
            let message = format!("There is a {} `{id}` already.", self.kind);
            out.add(TOOL_DUPLICATE_ID, span, message, "Give one of them another id.");
        }
        self.ids.push(id);
    }

    /// The place of the id that a node names; an unknown one is told, with the nearest that is known.
    pub(super) fn resolve(&self, node: &Node, name: &str, out: &mut Diagnostics) -> Option<usize> {
        let id = read::text(node, name, out)?;
        self.find(id, node.span, out)
    }

    /// The place of an id; an unknown one is told, with the nearest that is known.
    pub(super) fn find(&self, id: &str, span: Span, out: &mut Diagnostics) -> Option<usize> {
        let found = self.position(id);
        if found.is_none() {
            self.tell_unknown(id, span, out);
        }
        found
    }

    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.ids.iter().position(|each| each == id)
    }

    pub(super) fn tell_unknown(&self, id: &str, span: Span, out: &mut Diagnostics) {
        let mend = match nearest(id, self.ids.iter().map(String::as_str)) {
            Some(meant) => format!("Write `{meant}`."),
            None if self.ids.is_empty() => format!("The tool has no {}; add one, or leave this out.", self.kind),
            None => format!("Write the id of one that the tool has: {}.", self.ids.join(", ")),
        };
        out.add(self.unknown, span, format!("There is no {} `{id}`.", self.kind), mend);
    }
}

/// An id: lower case letters, digits and hyphens, starting with a letter.
pub(super) fn check_id<'a>(node: &'a Node, out: &mut Diagnostics) -> Option<&'a str> {
    let text = read::text(node, "id", out)?;
    check_id_text(text, node.span, out).then_some(text)
}

pub(super) fn check_id_text(text: &str, span: Span, out: &mut Diagnostics) -> bool {
    let good = text.len() <= 64
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !good {
        out.add(TOOL_ID, span, format!("`{text}` is not an id."), "Write lower case letters, digits and hyphens, starting with a letter.");
    }
    good
}

/// A version: three numbers with dots.
pub(super) fn check_version(node: &Node, out: &mut Diagnostics) -> Option<String> {
    let text = read::text(node, "version", out)?;
    let number = |part: &str| !part.is_empty() && part.len() <= 9 && part.bytes().all(|byte| byte.is_ascii_digit());
    let good = text.split('.').count() == 3 && text.split('.').all(number);
    if !good {
        let message = format!("`version` must be three numbers with dots; this is `{text}`.");
        out.add(TOOL_VERSION, node.span, message, "Write for instance 1.0.0.");
    }
    good.then(|| text.to_owned())
}

/// A language: letters and digits in parts (BCP 47).
pub(super) fn check_language(fields: &mut Fields<'_>, out: &mut Diagnostics) -> String {
    let Some(node) = fields.required("language", out) else { return String::new() };
    let Some(text) = read::text(node, "language", out) else { return String::new() };
    let part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let first = text.split('-').next().unwrap_or_default();
    let is_tag = text.len() <= 35 && (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_lowercase());
    if !(is_tag && text.split('-').all(part)) {
        let message = format!("`language` must be a language tag; this is `{text}`.");
        out.add(TOOL_LANGUAGE, node.span, message, "Write for instance `en` or `pt-PT`.");
    }
    text.to_owned()
}

/// A day.
pub(super) fn date(node: &Node, name: &str, out: &mut Diagnostics) -> Option<Date> {
    let text = read::text(node, name, out)?;
    let date = Date::read(text);
    if date.is_none() {
        let message = format!("`{name}` must be a day of the calendar; this is `{text}`.");
        out.add(TOOL_DATE, node.span, message, "Write year, month and day with hyphens, for instance 2026-01-31.");
    }
    date
}
