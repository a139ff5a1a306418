//! A table of lines, to find the bytes of a line and column.

use crate::{Position, Span};

/// The lines of a text. A line ends with a line feed, a carriage return or both.
pub(crate) struct Lines<'s> {
    source: &'s str,
    /// Where each line starts, in bytes.
    starts: Vec<usize>,
    /// Bytes of the file before the text: a byte order mark.
    before: usize,
}

impl<'s> Lines<'s> {
    pub(crate) fn new(source: &'s str, before: usize) -> Self {
        let bytes = source.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let ends = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends {
                starts.push(at + 1);
            }
        }
        Self { source, starts, before }
    }

    /// How many lines there are.
    pub(crate) fn count(&self) -> usize {
        self.starts.len()
    }

    /// The text of a line, counted from 0, without its end.
    pub(crate) fn text(&self, line: usize) -> &'s str {
        let Some(&start) = self.starts.get(line) else { return "" };
        let end = self.starts.get(line + 1).copied().unwrap_or(self.source.len());
        self.source[start..end].trim_end_matches(['\n', '\r'])
    }

    /// What stands in the file there.
    pub(crate) fn slice(&self, span: Span) -> &'s str {
        let bytes = span.bytes();
        self.source.get(bytes.start.saturating_sub(self.before)..bytes.end.saturating_sub(self.before)).unwrap_or("")
    }

    /// What ends a line, counted from 0.
    pub(crate) fn end(&self, line: usize) -> &'static str {
        let end = self.starts.get(line + 1).copied().unwrap_or(self.source.len());
        let line = &self.source[self.starts[line]..end];
        if line.ends_with("\r\n") {
            "\r\n"
        } else if line.ends_with('\n') {
            "\n"
        } else if line.ends_with('\r') {
            "\r"
        } else {
            ""
        }
    }

    /// The place of a line counted from 0 and a column counted from 0 in characters.
    pub(crate) fn position(&self, line: usize, column: usize) -> Position {
        let text = self.text(line);
        let start = self.starts.get(line).copied().unwrap_or(self.source.len());
        let in_line =
            if text.is_ascii() { column.min(text.len()) } else { text.char_indices().nth(column).map_or(text.len(), |(byte, _)| byte) };
        Position { line: small(line + 1), column: small(column + 1), offset: small(self.before + start + in_line) }
    }

    /// The stretch of a line between two columns counted from 0.
    pub(crate) fn span(&self, line: usize, columns: core::ops::Range<usize>) -> Span {
        Span::new(self.position(line, columns.start), self.position(line, columns.end))
    }
}

/// Texts are at most a mebibyte long; anything larger is refused before it gets here.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
