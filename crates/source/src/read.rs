//! Texts, words, numbers and lists out of nodes. Each function tells what is wrong and then gives nothing.

use core::ops::RangeInclusive;

use crate::{Diagnostics, Key, Node, Value, codes, nearest, slip};

/// A text with at least one word in it.
pub fn text<'a>(node: &'a Node, name: &str, out: &mut Diagnostics) -> Option<&'a str> {
    if node.is_unread() {
        return None;
    }
    let Some(text) = node.as_text() else {
        wrong_text(node, name, out);
        return None;
    };
    let text = text.trim_end();
    if text.trim_start().is_empty() {
        out.add(codes::EMPTY_TEXT, node.span, format!("`{name}` has no words."), "Write the text after the colon.");
        return None;
    }
    Some(text)
}

/// One word or expression, such as an id or a condition; `mend` says how to write it where a list or group stands.
pub fn one<'a>(node: &'a Node, name: &str, mend: &str, out: &mut Diagnostics) -> Option<&'a str> {
    if node.as_text().is_none() {
        out.add(codes::WRONG_TYPE, node.span, format!("`{name}` must be one thing; this is {}.", node.kind()), mend);
        return None;
    }
    text(node, name, out)
}

/// An id.
pub fn id<'a>(node: &'a Node, name: &str, out: &mut Diagnostics) -> Option<&'a str> {
    one(node, name, "Write one id, without brackets.", out)
}

/// A list or group stands where a text belongs: most often it was meant as a text.
fn wrong_text(node: &Node, name: &str, out: &mut Diagnostics) {
    let short = match &node.value {
        Value::Mapping(entries) => entries.len() == 1 && entries.iter().all(|(_, value)| value.as_text().is_some()),
        Value::Sequence(items) => items.iter().all(|item| item.as_text().is_some()),
        Value::Scalar(_) => false,
    };
    if short && node.span.start.line == node.span.end.line {
        let written = match node.as_mapping() {
            Some([(key, value)]) if value.is_empty_scalar() => format!("{{{}}}", key.text),
            _ => node.in_a_line(),
        };
        out.add(
            codes::TEXT_NEEDS_QUOTES,
            node.span,
            format!("`{name}` must be a text; YAML reads this as {}.", node.kind()),
            format!("Put the text in quotes: {}", quoted(&written)),
        );
    } else {
        out.add(
            codes::WRONG_TYPE,
            node.span,
            format!("`{name}` must be a text; this is {}.", node.kind()),
            format!("Write `{name}: ` and the text on one line, in double quotes if in doubt."),
        );
    }
}

/// A whole number within bounds.
pub fn integer(node: &Node, name: &str, bounds: RangeInclusive<i64>, out: &mut Diagnostics) -> Option<i64> {
    if node.is_unread() {
        return None;
    }
    let (least, most) = (bounds.start(), bounds.end());
    let Some(text) = node.as_text().filter(|text| is_integer(text)) else {
        out.add(
            codes::WRONG_TYPE,
            node.span,
            format!("`{name}` must be a whole number; this is {}.", described(node)),
            format!("Write a number from {least} to {most}, without a unit."),
        );
        return None;
    };
    let number = text.parse::<i64>().ok().filter(|number| bounds.contains(number));
    if number.is_none() {
        out.add(
            codes::NUMBER_OUT_OF_RANGE,
            node.span,
            format!("`{name}` must be from {least} to {most}; this is {text}."),
            format!("Write a number from {least} to {most}."),
        );
    }
    number
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `true` or `false`.
pub fn boolean(node: &Node, name: &str, out: &mut Diagnostics) -> Option<bool> {
    if node.is_unread() {
        return None;
    }
    match node.as_text() {
        Some("true") => return Some(true),
        Some("false") => return Some(false),
        _ => {}
    }
    let mend = match node.as_text().map(str::to_lowercase).as_deref() {
        Some("yes" | "on" | "y" | "true") => "Write true.",
        Some("no" | "off" | "n" | "false") => "Write false.",
        _ => "Write true or false.",
    };
    out.add(codes::WRONG_TYPE, node.span, format!("`{name}` must be true or false; this is {}.", described(node)), mend);
    None
}

/// One of the words of the format.
pub fn word<T: Copy>(node: &Node, name: &str, all: &[T], word_of: fn(T) -> &'static str, out: &mut Diagnostics) -> Option<T> {
    let given = text(node, name, out)?;
    let found = all.iter().copied().find(|each| word_of(*each) == given);
    if found.is_none() {
        let words = all.iter().map(|each| word_of(*each));
        let mend = match nearest(given, words.clone()) {
            Some(nearest) => format!("Write `{nearest}`."),
            None => format!("Write one of: {}.", words.collect::<Vec<_>>().join(", ")),
        };
        out.add(codes::UNKNOWN_WORD, node.span, format!("`{name}` cannot be `{given}`."), mend);
    }
    found
}

/// A list.
pub fn list<'a>(node: &'a Node, name: &str, out: &mut Diagnostics) -> Option<&'a [Node]> {
    let items = node.as_sequence();
    if items.is_none() && !node.is_unread() {
        out.add(
            codes::WRONG_TYPE,
            node.span,
            format!("`{name}` must be a list; this is {}.", described(node)),
            "Write its entries as [one, two], or each on a line of its own after a dash and a space.",
        );
    }
    items
}

/// One entry, or a list of them.
pub fn one_or_more<'a>(node: &'a Node, name: &str, out: &mut Diagnostics) -> &'a [Node] {
    match &node.value {
        Value::Sequence(items) => items,
        Value::Scalar(_) => core::slice::from_ref(node),
        Value::Mapping(_) => list(node, name, out).unwrap_or(&[]),
    }
}

/// A group whose names are the author's.
pub fn group<'a>(node: &'a Node, name: &str, out: &mut Diagnostics) -> Option<&'a [(Key, Node)]> {
    let entries = node.as_mapping();
    if entries.is_none() && !node.is_unread() {
        out.add(
            codes::WRONG_TYPE,
            node.span,
            format!("`{name}` must be a group of names; this is {}.", described(node)),
            "Write `name: ...` for each entry, on a line of its own and further in.",
        );
    }
    entries
}

/// A duration, in seconds: a whole number with `s`, `m`, `h` or `d`.
pub fn duration(node: &Node, name: &str, bounds: RangeInclusive<u32>, out: &mut Diagnostics) -> Option<u32> {
    let given = text(node, name, out)?;
    let Some(seconds) = seconds_of(given) else {
        out.add(
            codes::DURATION_NOT_READABLE,
            node.span,
            format!("`{name}` must be a duration; this is `{given}`."),
            "Write a whole number with a unit at once: 90s, 25m or 1h.",
        );
        return None;
    };
    if !bounds.contains(&seconds) {
        out.add(
            codes::NUMBER_OUT_OF_RANGE,
            node.span,
            format!("`{name}` must be from {} to {}; this is {given}.", shown(*bounds.start()), shown(*bounds.end())),
            "Write a duration within these bounds.",
        );
        return None;
    }
    Some(seconds)
}

/// The seconds of a duration such as `90s`, `25m`, `1h` or `28d`.
pub fn seconds_of(text: &str) -> Option<u32> {
    let unit = text.chars().last()?;
    let each = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        'd' => 86_400,
        _ => return None,
    };
    let digits = &text[..text.len() - 1];
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse::<u32>().ok()?.checked_mul(each)
}

/// A duration as an author would write it.
pub fn shown(seconds: u32) -> String {
    match seconds {
        _ if seconds >= 3600 && seconds.is_multiple_of(3600) => format!("{}h", seconds / 3600),
        _ if seconds >= 60 && seconds.is_multiple_of(60) => format!("{}m", seconds / 60),
        _ => format!("{seconds}s"),
    }
}

/// What a node is, with its text if it is a short one.
pub fn described(node: &Node) -> String {
    match node.as_text() {
        Some(text) if !text.is_empty() && text.chars().count() <= 40 && !text.contains('\n') => format!("`{text}`"),
        _ => node.kind().to_owned(),
    }
}

/// The text in quotes, as an author can write it.
pub fn quoted(text: &str) -> String {
    slip::quoted(text)
}
