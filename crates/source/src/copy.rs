//! A text line by line, in which mistakes can be covered.

use crate::{
    lines::Lines,
    slip::{LineParts, closing_bracket, closing_quote},
};

/// The copy, line by line.
pub(crate) struct Copy {
    pub(crate) lines: Vec<String>,
    ends: Vec<&'static str>,
}

impl Copy {
    pub(crate) fn of(text: &str) -> Self {
        let table = Lines::new(text, 0);
        let mut copy = Self { lines: Vec::new(), ends: Vec::new() };
        for line in 0..table.count() {
            let body = table.text(line);
            copy.lines.push(body.to_owned());
            copy.ends.push(table.end(line));
        }
        copy
    }

    pub(crate) fn join(&self) -> String {
        self.lines.iter().zip(&self.ends).flat_map(|(line, end)| [line.as_str(), *end]).collect()
    }

    /// Puts a word in place of these columns.
    pub(crate) fn cover(&mut self, line: usize, columns: core::ops::Range<usize>) {
        self.lines[line] =
            self.lines[line].chars().enumerate().map(|(at, letter)| if columns.contains(&at) { 'x' } else { letter }).collect();
    }

    pub(crate) fn blank(&mut self, line: usize) {
        let length = self.lines[line].chars().count();
        self.lines[line] = " ".repeat(length);
    }

    /// Blanks a line and those after it that are further in.
    pub(crate) fn blank_with_deeper(&mut self, line: usize) {
        self.blank_deeper(line);
        self.blank(line);
    }

    /// Blanks the lines after `line` that are further in than it is, and a bracket that only closes.
    pub(crate) fn blank_deeper(&mut self, line: usize) {
        let indent = self.lines[line].chars().take_while(|letter| *letter == ' ').count();
        if self.lines[line].trim().is_empty() {
            return;
        }
        for at in line + 1..self.lines.len() {
            match LineParts::of(&self.lines[at]) {
                Some(parts) if parts.indent <= indent => {
                    if parts.letters[parts.indent..].iter().all(|letter| matches!(letter, ']' | '}' | ' ' | ',')) {
                        self.blank(at);
                    }
                    return;
                }
                Some(_) => self.blank(at),
                None => {}
            }
        }
    }

    /// Makes `name text` and `name:text` a name with a value, in the same columns; gives the column of the value.
    pub(crate) fn put_colon(&mut self, line: usize) -> Option<usize> {
        let mut letters: Vec<char> = self.lines[line].trim_end().chars().collect();
        let start = letters.iter().position(|letter| *letter != ' ')?;
        let name = letters[start..].iter().take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_')).count();
        let colon = start + name;
        if name == 0 || letters.len() < colon + 3 || !matches!(letters[colon], ' ' | ':') {
            return None;
        }
        letters[colon] = ':';
        letters[colon + 1] = ' ';
        letters[colon + 2..].fill('x');
        self.lines[line] = letters.into_iter().collect();
        Some(colon + 2)
    }

    pub(crate) fn move_in(&mut self, line: usize, by: isize) {
        if by >= 0 {
            self.lines[line].insert_str(0, &" ".repeat(by.unsigned_abs()));
        } else {
            self.lines[line].drain(..by.unsigned_abs());
        }
    }

    /// The last line up to this one that is neither blank nor a comment.
    pub(crate) fn last_written(&self, line: usize) -> usize {
        (0..=line).rev().find(|at| LineParts::of(&self.lines[*at]).is_some()).unwrap_or(line)
    }

    /// The nearest line above, or this one, with a quotation that does not close on its line; and the column of its mark.
    pub(crate) fn unclosed_quote(&self, line: usize) -> Option<(usize, usize)> {
        (0..=line).rev().find_map(|at| {
            let parts = LineParts::of(&self.lines[at])?;
            let letters = &parts.letters;
            match letters.get(parts.value)? {
                '"' | '\'' => closing_quote(letters, parts.value).is_none().then_some((at, parts.value)),
                '{' | '[' if closing_bracket(letters, parts.value).is_none() => {
                    let opens = |place: &usize| {
                        matches!(letters[*place], '"' | '\'')
                            && matches!(letters[place - 1], ' ' | '[' | '{' | ',')
                            && closing_quote(letters, *place).is_none()
                    };
                    (parts.value + 1..letters.len()).find(opens).map(|place| (at, place))
                }
                _ => None,
            }
        })
    }

    /// The nearest line above, or this one, whose value is a bracket that does not close on its line.
    pub(crate) fn unclosed_bracket(&self, line: usize) -> Option<usize> {
        (0..=line).rev().find(|at| {
            LineParts::of(&self.lines[*at]).is_some_and(|parts| {
                matches!(parts.letters.get(parts.value), Some('[' | '{')) && closing_bracket(&parts.letters, parts.value).is_none()
            })
        })
    }

    /// The line where the text begins that `line` goes on with, if it reads like a text and not like a field.
    pub(crate) fn continued_text(&self, line: usize) -> Option<usize> {
        let parts = LineParts::of(&self.lines[line])?;
        if parts.has_name || !parts.dashes.is_empty() {
            return None;
        }
        for at in (0..line).rev() {
            let above = LineParts::of(&self.lines[at])?;
            if above.content >= parts.indent && (above.has_name || !above.dashes.is_empty()) {
                return None;
            }
            if above.has_name || !above.dashes.is_empty() {
                return above.has_value().then_some(at);
            }
        }
        None
    }

    /// The nearest line above, or this one, without a name and a colon.
    pub(crate) fn nameless_before(&self, line: usize) -> Option<usize> {
        let from = line.saturating_sub(5);
        (from..=line).rev().find(|at| LineParts::of(&self.lines[*at]).is_some_and(|parts| !parts.has_name && parts.dashes.is_empty()))
    }

    /// The column, among those of the groups around a line, that is nearest to where the line begins.
    pub(crate) fn neighbour_column(&self, line: usize, parts: &LineParts) -> Option<usize> {
        let is_entry = !parts.dashes.is_empty();
        let mut open = usize::MAX;
        let mut best: Option<usize> = None;
        for at in (0..line).rev() {
            let Some(above) = LineParts::of(&self.lines[at]) else { continue };
            let mut columns: Vec<(usize, bool)> = above.dashes.iter().map(|dash| (*dash, true)).collect();
            if above.has_name {
                columns.push((above.content, false));
            }
            for (column, entry) in columns.into_iter().rev() {
                if column < open && entry == is_entry && column != parts.indent {
                    let nearer = best.is_none_or(|so_far| column.abs_diff(parts.indent) < so_far.abs_diff(parts.indent));
                    best = if nearer { Some(column) } else { best };
                }
            }
            open = open.min(above.indent);
            if open == 0 {
                break;
            }
        }
        best
    }
}
