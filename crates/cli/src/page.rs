//! Text on a page: its width, and words wrapped to it.

use std::io::IsTerminal as _;

use unicode_width::UnicodeWidthStr as _;

/// The width where the output is not a terminal.
const USUAL_WIDTH: usize = 100;
/// Lines longer than this are hard to read, however wide the terminal.
const WIDEST: usize = 100;
/// In a terminal narrower than this, lines are as if it were so wide.
const NARROWEST: usize = 40;

/// The width of the page that text is written to.
pub(crate) fn width() -> usize {
    let terminal = std::io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    terminal.map_or(USUAL_WIDTH, |(width, _)| usize::from(width.0).clamp(NARROWEST, WIDEST))
}

/// Whether standard output is a terminal that wants colour.
pub(crate) fn styled(is_terminal: bool) -> bool {
    is_terminal
        && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// A text in lines of at most `width`: the first begins with `first`, the others with `rest`. A word that is longer stands alone.
pub(crate) fn wrap(first: &str, rest: &str, text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut line = first.to_owned();
    let mut empty = true;
    for word in text.split_whitespace() {
        if !empty && line.width() + 1 + word.width() > width {
            out.push_str(line.trim_end());
            out.push('\n');
            rest.clone_into(&mut line);
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    out.push_str(line.trim_end());
    out.push('\n');
    out
}

/// A number with its noun: `1 scene`, `2 scenes`.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Hours in words: `24 hours`, `7 days`.
pub(crate) fn hours(hours: u32) -> String {
    match hours {
        1 => "1 hour".to_owned(),
        hours if hours > 24 && hours.is_multiple_of(24) => format!("{} days", hours / 24),
        hours => format!("{hours} hours"),
    }
}

/// Words with commas and a last "and".
pub(crate) fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<&str> = words.into_iter().collect();
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_wrapped_with_a_hanging_indent_and_long_words_stand_alone() {
        let text = wrap("  12  ", "      ", "She keeps her scarf on and antidisestablishmentarianism follows.", 24);
        assert_eq!(text, "  12  She keeps her\n      scarf on and\n      antidisestablishmentarianism\n      follows.\n");
    }

    #[test]
    fn wide_letters_count_double() {
        assert_eq!(wrap("", "", "日本 語の 文", 6), "日本\n語の\n文\n");
    }
}
