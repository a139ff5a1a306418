//! Going on after a mistake in the YAML: the mistake is told, the line is mended in a copy, and the copy is read again.
//!
//! The copy keeps every line and, but for lines that are moved in or out, every column, so that places stay true.

use std::collections::BTreeMap;

use saphyr_parser::{Marker, ScanError};

use crate::{
    Code, Diagnostics, Position, Span, codes,
    copy::Copy,
    lines::Lines,
    slip::{LineParts, Slip, quoted, slip_in_line},
};

/// A copy of the text in which mistakes are bridged.
pub(crate) struct Draft<'l> {
    /// The lines of the file itself.
    pub(crate) lines: &'l Lines<'l>,
    /// The copy.
    pub(crate) text: String,
    /// By line and column of the copy: the text that stands there really; nothing where it could not be read.
    replaced: BTreeMap<(usize, usize), Option<String>>,
    /// By line: how many columns it was moved in.
    moved: BTreeMap<usize, isize>,
}

impl<'l> Draft<'l> {
    pub(crate) const fn new(lines: &'l Lines<'l>, text: String) -> Self {
        Self { lines, text, replaced: BTreeMap::new(), moved: BTreeMap::new() }
    }

    /// The place in the file of a mark in the copy.
    pub(crate) fn position(&self, mark: Marker) -> Position {
        let line = mark.line().saturating_sub(1);
        self.lines.position(line, self.column(line, mark.col()))
    }

    /// The stretch in the file of a stretch of the copy.
    pub(crate) fn span(&self, span: saphyr_parser::Span) -> Span {
        Span::new(self.position(span.start), self.position(span.end))
    }

    /// The text that stands at a mark of the copy, if it was replaced there.
    pub(crate) fn replaced(&self, mark: Marker) -> Option<Option<&String>> {
        self.replaced.get(&(mark.line().saturating_sub(1), mark.col())).map(Option::as_ref)
    }

    fn column(&self, line: usize, column: usize) -> usize {
        let moved = self.moved.get(&line).copied().unwrap_or(0);
        column.saturating_add_signed(-moved)
    }

    fn stretch(&self, line: usize, columns: core::ops::Range<usize>) -> Span {
        self.lines.span(line, self.column(line, columns.start)..self.column(line, columns.end))
    }

    /// Tells what is wrong where the parser stopped, and bridges it. `false` when there is no way on.
    pub(crate) fn mend(&mut self, error: &ScanError, out: &mut Diagnostics) -> bool {
        let before = self.text.clone();
        let mut copy = Copy::of(&self.text);
        let line = error.marker().line().saturating_sub(1).min(copy.lines.len() - 1);
        let column = error.marker().col();
        self.bridge(error.info(), line, column, &mut copy, out);
        self.text = copy.join();
        self.text != before
    }

    fn bridge(&mut self, info: &str, line: usize, column: usize, copy: &mut Copy, out: &mut Diagnostics) {
        if let Some(slip) = slip_in_line(&copy.lines[line], column) {
            return self.tell_slip(line, slip, copy, out);
        }
        if info.contains("anchor") || info.contains("tag") {
            out.add(
                codes::ANCHOR,
                self.value(line, copy),
                "Anchors, aliases and tags (`&x`, `*x`, `!x`) are not part of the format.",
                "Write out what is meant; if this is a text, put it in double quotes.",
            );
            return self.give_up_value(line, copy);
        }
        if info.contains("quoted")
            && let Some((opener, at)) = copy.unclosed_quote(line)
        {
            let letters: Vec<char> = copy.lines[opener].chars().collect();
            let text: String = letters[at..].iter().collect();
            let mark = letters[at];
            out.add(
                codes::QUOTE_NOT_CLOSED,
                self.stretch(opener, at..letters.len()),
                format!("This text begins with {mark} and no such mark ends it."),
                if mark == '"' {
                    format!("End it with {mark}, as in {}{mark}", text.trim_end())
                } else {
                    format!("Put the text in double quotes: {}", quoted(text.trim_end()))
                },
            );
            return self.give_up_value(opener, copy);
        }
        let illegal = info.contains("illegal placement") && copy.unclosed_bracket(line).is_some();
        if illegal
            || info.contains("flow")
            || info.contains("bracket")
            || info.contains("']'")
            || info.contains("'}'")
            || info.contains("end of plain")
        {
            let opener = copy.unclosed_bracket(line).unwrap_or(line);
            out.add(
                codes::BRACKET_NOT_CLOSED,
                self.value(opener, copy),
                "What begins with this bracket is not closed, or a comma is missing in it.",
                "Close it with the matching bracket, with a comma between entries; if the bracket belongs to a text, put the text in double quotes.",
            );
            self.give_up_value(opener, copy);
            return copy.blank_deeper(opener);
        }
        if info.contains("block scalar") {
            out.add(
                codes::WRONG_INDENTATION,
                self.whole(line, copy),
                "This line is not as far in as the text on its own lines that it seems to belong to.",
                "Give all lines of the text the same spaces at their beginning.",
            );
            return copy.blank(line);
        }
        if info.contains("mapping values")
            && let Some(first) = copy.continued_text(line)
        {
            return self.tell_continued(first, line, copy, out);
        }
        if info.contains("simple key")
            && let Some(culprit) = copy.nameless_before(line)
        {
            return self.tell_missing_colon(culprit, copy, out);
        }
        let parts = LineParts::of(&copy.lines[line]);
        if info.contains("expected key") && parts.as_ref().is_some_and(|parts| !parts.has_name && parts.dashes.is_empty()) {
            return self.tell_missing_colon(line, copy, out);
        }
        let about_indentation = ["mapping values", "expected key", "block sequence", "'-' indicator", "indentation", "document start"];
        if parts.is_some() && about_indentation.iter().any(|part| info.contains(part)) {
            out.add(
                codes::WRONG_INDENTATION,
                self.whole(line, copy),
                "This line is further in or further out than the lines that it belongs to.",
                "Give it the same spaces at its beginning as the other fields or entries of its group.",
            );
            if !self.realign(line, copy) {
                copy.blank_with_deeper(line);
            }
            return;
        }
        let line = copy.last_written(line);
        self.tell_not_readable(info, line, copy, out);
    }

    fn tell_slip(&mut self, line: usize, slip: Slip, copy: &mut Copy, out: &mut Diagnostics) {
        let before: String = LineParts::of(&copy.lines[line])
            .filter(|parts| parts.value == slip.columns.start)
            .map(|parts| parts.letters[parts.content..parts.value].iter().collect())
            .unwrap_or_default();
        out.add(
            codes::TEXT_NEEDS_QUOTES,
            self.stretch(line, slip.columns.clone()),
            slip.why,
            format!("Put the text in quotes: {before}{}", quoted(&slip.text)),
        );
        copy.cover(line, slip.columns.clone());
        self.replaced.insert((line, slip.columns.start), Some(slip.text));
    }

    /// A text over several lines with a colon in a later one.
    fn tell_continued(&mut self, first: usize, last: usize, copy: &mut Copy, out: &mut Diagnostics) {
        let mut whole = String::new();
        let mut start = 0;
        for line in first..=last {
            let Some(parts) = LineParts::of(&copy.lines[line]) else { continue };
            let begin = if line == first { parts.value } else { parts.indent };
            if line == first {
                start = begin;
            } else {
                whole.push(' ');
            }
            whole.extend(&parts.letters[begin..]);
            copy.cover(line, begin..parts.letters.len());
        }
        let end = copy.lines[last].trim_end().chars().count();
        out.add(
            codes::TEXT_NEEDS_QUOTES,
            Span::new(self.stretch(first, start..start).start, self.stretch(last, end..end).end),
            "This text holds a colon followed by a space, which means something else in YAML.",
            format!("Put the text in quotes: {}", quoted(&whole)),
        );
        self.replaced.insert((first, start), Some(whole));
    }

    fn tell_missing_colon(&mut self, line: usize, copy: &mut Copy, out: &mut Diagnostics) {
        let has_colon = copy.lines[line].contains(':');
        let mend = if has_colon {
            "Leave a space after the colon: `name: value`."
        } else {
            "Write `name: value`; if this line belongs to the text above it, move it further in than that text's name."
        };
        out.add(codes::MISSING_COLON, self.rest(line, copy), "A name, a colon and a space belong at the beginning of this line.", mend);
        match copy.put_colon(line) {
            Some(value) => drop(self.replaced.insert((line, value), None)),
            None => copy.blank_with_deeper(line),
        }
    }

    fn tell_not_readable(&self, info: &str, line: usize, copy: &mut Copy, out: &mut Diagnostics) {
        let (code, message): (Code, String) = if info.contains("comment intercepting") {
            (codes::NOT_READABLE, "A comment stands in the middle of a text that goes on in the next line.".to_owned())
        } else {
            (codes::NOT_READABLE, format!("This line cannot be read as YAML ({info})."))
        };
        let mend = "Write `name: value`, or `- ` before an entry of a list; put a text with unusual characters in double quotes.";
        out.add(code, self.rest(line, copy), message, mend);
        if info.contains("comment intercepting") {
            copy.blank_deeper(line);
        } else {
            copy.blank_with_deeper(line);
        }
    }

    /// A line from its first written character on.
    fn whole(&self, line: usize, copy: &Copy) -> Span {
        self.line_from(line, copy, |parts| parts.indent)
    }

    /// A line without its dashes.
    fn rest(&self, line: usize, copy: &Copy) -> Span {
        self.line_from(line, copy, |parts| parts.content)
    }

    /// The value of a line.
    fn value(&self, line: usize, copy: &Copy) -> Span {
        self.line_from(line, copy, |parts| parts.value)
    }

    fn line_from(&self, line: usize, copy: &Copy, start: fn(&LineParts) -> usize) -> Span {
        let end = copy.lines[line].trim_end().chars().count();
        let start = LineParts::of(&copy.lines[line]).map_or(0, |parts| start(&parts));
        self.stretch(line, start.min(end)..end)
    }

    /// Covers the value of a line; nothing more is said about it.
    fn give_up_value(&mut self, line: usize, copy: &mut Copy) {
        let Some(parts) = LineParts::of(&copy.lines[line]) else { return copy.blank(line) };
        let columns = parts.value..parts.letters.len();
        if columns.is_empty() {
            return copy.blank(line);
        }
        self.replaced.insert((line, columns.start), None);
        copy.cover(line, columns);
    }

    /// Moves a line, and what hangs on it, to where its neighbours are.
    fn realign(&mut self, line: usize, copy: &mut Copy) -> bool {
        let Some(parts) = LineParts::of(&copy.lines[line]) else { return false };
        if self.moved.contains_key(&line) {
            return false;
        }
        let Some(target) = copy.neighbour_column(line, &parts) else { return false };
        let by = target.cast_signed() - parts.indent.cast_signed();
        let mut at = line;
        while at < copy.lines.len() {
            let indent = LineParts::of(&copy.lines[at]).map(|parts| parts.indent);
            let hangs_on = match indent {
                _ if at == line => true,
                None => false,
                Some(indent) if by < 0 => indent >= parts.indent,
                Some(indent) => indent > parts.indent && indent <= target && !parts.has_value(),
            };
            if indent.is_some() && !hangs_on {
                break;
            }
            if hangs_on {
                copy.move_in(at, by);
                *self.moved.entry(at).or_default() += by;
            }
            at += 1;
        }
        true
    }
}
