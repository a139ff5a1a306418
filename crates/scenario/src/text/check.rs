//! Small checks of single texts: ids, versions, languages, times.

use doorstep_source::{Code, Diagnostics, Node, Span, codes, read};

use super::{ID_NOT_WELL_FORMED, LANGUAGE_NOT_READABLE, TIME_NOT_READABLE, VERSION_NOT_READABLE};

/// Whether a text is an id: lower case letters, digits and hyphens, starting with a letter.
pub fn is_id(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Whether a text is the name of a variable: as an id, with underscores.
pub fn is_variable_name(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// Tells an id that is not well formed.
pub fn check_id(text: &str, span: Span, out: &mut Diagnostics) -> bool {
    let good = is_id(text);
    if !good {
        let mend = match made_id(text) {
            Some(id) => format!("Write for instance `{id}`."),
            None => "Write a short name of letters, digits and hyphens.".to_owned(),
        };
        out.add(
            ID_NOT_WELL_FORMED,
            span,
            format!("`{text}` is not an id: ids have lower case letters, digits and hyphens, and start with a letter."),
            mend,
        );
    }
    good
}

/// The nearest id to a text.
fn made_id(text: &str) -> Option<String> {
    let lower: String = text.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' }).collect();
    let id = lower.trim_matches('-').trim_start_matches(|first: char| !first.is_ascii_lowercase());
    let id: String = id.chars().take(40).collect();
    is_id(&id).then_some(id)
}

/// A version: three numbers with dots.
pub fn check_version(node: &Node, out: &mut Diagnostics) -> Option<String> {
    let text = read::text(node, "version", out)?;
    let parts: Vec<&str> = text.split('.').collect();
    let good =
        parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.len() <= 9 && part.bytes().all(|byte| byte.is_ascii_digit()));
    if !good {
        out.add(
            VERSION_NOT_READABLE,
            node.span,
            format!("`version` must be three numbers with dots; this is `{text}`."),
            "Write for instance 1.0.0.",
        );
        return None;
    }
    Some(text.to_owned())
}

/// A language: a tag of letters and digits in parts (BCP 47).
pub(super) fn language(node: &Node, out: &mut Diagnostics) -> Option<String> {
    let text = read::text(node, "language", out)?;
    let mut parts = text.split('-');
    let first = parts.next().is_some_and(|part| (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let rest = parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if !first || !rest {
        out.add(
            LANGUAGE_NOT_READABLE,
            node.span,
            format!("`language` must be a language tag; this is `{text}`."),
            "Write two or three letters, with a region if it matters: en, tr, pt-BR.",
        );
        return None;
    }
    Some(text.to_owned())
}

/// A time of day, in minutes after midnight.
pub(super) fn time_of_day(node: &Node, out: &mut Diagnostics) -> Option<u16> {
    let text = read::text(node, "start", out)?;
    let minutes = text.split_once(':').and_then(|(hours, minutes)| {
        let two = |digits: &str| ((1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(());
        two(hours)?;
        two(minutes)?;
        let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
        (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
    });
    if minutes.is_none() {
        out.add(
            TIME_NOT_READABLE,
            node.span,
            format!("`start` must be a time of day; this is `{text}`."),
            "Write hours and minutes in quotes: \"21:40\".",
        );
    }
    minutes
}

/// The format's name and version, as the first line of each file says it.
pub(super) fn format(node: &Node, wanted: &str, code: Code, out: &mut Diagnostics) {
    let Some(text) = read::text(node, "format", out) else { return };
    if text != wanted {
        out.add(code, node.span, format!("`format` must be `{wanted}`; this is `{text}`."), format!("Write `format: {wanted}`."));
    }
}

/// A required list or group that must not be empty.
pub(super) fn not_empty(length: usize, span: Span, name: &str, out: &mut Diagnostics) {
    if length == 0 {
        out.add(codes::WRONG_TYPE, span, format!("`{name}` holds nothing."), "Add at least one entry, or delete the line.");
    }
}
