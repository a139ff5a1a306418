//! The tree that an author's text is.

use core::ops::Range;

use crate::{Position, Span};

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// What a node can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text; a number or a yes-or-no is one too until somebody asks for it.
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// A group of named fields.
    Mapping(Vec<(Key, Node)>),
}

/// A text of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// The text itself, without quotes.
    pub text: String,
    /// How it was written.
    pub style: Style,
    /// The columns between the start of its span and its first character, if it stands in the file letter by letter on one line.
    pub(crate) verbatim: Option<u32>,
}

/// How a text was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As it stands.
    Plain,
    /// In single or double quotes.
    Quoted,
    /// On lines of its own, after `>-` or `|`.
    Block,
    /// Not read, because of a mistake that has been told already.
    Unread,
}

/// The name of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The name.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Node {
    /// Its text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(scalar) => Some(&scalar.text),
            Value::Sequence(_) | Value::Mapping(_) => None,
        }
    }

    /// Its fields, if it is a group.
    pub fn as_mapping(&self) -> Option<&[(Key, Self)]> {
        match &self.value {
            Value::Mapping(entries) => Some(entries),
            Value::Scalar(_) | Value::Sequence(_) => None,
        }
    }

    /// Its entries, if it is a list.
    pub fn as_sequence(&self) -> Option<&[Self]> {
        match &self.value {
            Value::Sequence(items) => Some(items),
            Value::Scalar(_) | Value::Mapping(_) => None,
        }
    }

    /// The value of a field, if it is a group that has it.
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_mapping()?.iter().find(|(key, _)| key.text == name).map(|(_, value)| value)
    }

    /// Whether nothing was written.
    pub fn is_empty_scalar(&self) -> bool {
        matches!(&self.value, Value::Scalar(scalar) if scalar.text.is_empty() && scalar.style == Style::Plain)
    }

    /// Whether it could not be read; the mistake has been told already, so nothing more is to be said.
    pub fn is_unread(&self) -> bool {
        matches!(&self.value, Value::Scalar(scalar) if scalar.style == Style::Unread)
    }

    /// What it is, for people.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Scalar(_) if self.is_empty_scalar() => "nothing",
            Value::Scalar(_) => "a text",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a group of fields",
        }
    }

    /// Where a part of its text (in bytes) stands: exactly if the text stands in the file as it is, else the whole.
    pub fn part(&self, bytes: Range<usize>) -> Span {
        let Value::Scalar(Scalar { text, verbatim: Some(before), .. }) = &self.value else { return self.span };
        let at = |byte: usize| {
            let head = text.get(..byte).unwrap_or(text);
            let columns = before + u32::try_from(head.chars().count()).unwrap_or(0);
            let bytes = before + u32::try_from(head.len()).unwrap_or(0);
            let start = self.span.start;
            Position { line: start.line, column: start.column + columns, offset: start.offset + bytes }
        };
        Span::new(at(bytes.start), at(bytes.end))
    }

    /// The node in one line as an author would write it; long ones are cut.
    pub fn in_a_line(&self) -> String {
        let mut line = String::new();
        self.write_line(&mut line);
        if line.chars().count() > 120 {
            line = line.chars().take(117).collect::<String>() + "...";
        }
        line
    }

    fn write_line(&self, out: &mut String) {
        match &self.value {
            Value::Scalar(scalar) => out.push_str(&scalar.text),
            Value::Sequence(items) => {
                out.push('[');
                for (place, item) in items.iter().enumerate() {
                    if place > 0 {
                        out.push_str(", ");
                    }
                    item.write_line(out);
                }
                out.push(']');
            }
            Value::Mapping(entries) => {
                for (place, (key, value)) in entries.iter().enumerate() {
                    if place > 0 {
                        out.push_str(", ");
                    }
                    out.push_str(&key.text);
                    if !value.is_empty_scalar() {
                        out.push_str(": ");
                        value.write_line(out);
                    }
                }
            }
        }
    }
}
