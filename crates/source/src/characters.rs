//! Characters that have no place in a file: refused, and replaced so that reading can go on.

use crate::{Diagnostics, Span, codes, lines::Lines};

/// Reports every character that is refused; gives the text with a harmless character in its place, if there was one.
pub(crate) fn refuse_characters(source: &str, lines: &Lines<'_>, out: &mut Diagnostics) -> Option<String> {
    // Control characters are single bytes below 32 and 127; the others start with a byte above 127.
    if source.bytes().all(|byte| (32..127).contains(&byte) || byte == b'\n' || byte == b'\r') {
        return None;
    }
    for line in 0..lines.count() {
        let mut tab_told = false;
        for (column, letter) in lines.text(line).chars().enumerate() {
            let span = || Span::new(lines.position(line, column), lines.position(line, column + 1));
            if letter == '\t' {
                if !tab_told {
                    out.add(
                        codes::TAB,
                        span(),
                        "There is a tab in this line.",
                        "Use spaces; set your editor to put spaces for the tab key.",
                    );
                }
                tab_told = true;
            } else if is_direction(letter) {
                out.add(
                    codes::BIDI_CHARACTER,
                    span(),
                    format!("There is an invisible character here (U+{:04X}) that changes the direction of writing.", u32::from(letter)),
                    "Delete it and type the words around it again.",
                );
            } else if is_refused(letter) {
                out.add(
                    codes::CONTROL_CHARACTER,
                    span(),
                    format!("There is an invisible character here (U+{:04X}) that has no place in a text.", u32::from(letter)),
                    "Delete it and type the words around it again.",
                );
            }
        }
    }
    let replaced = |letter: char| match letter {
        '\n' | '\r' => letter,
        '\t' => ' ',
        _ if is_direction(letter) || is_refused(letter) => 'x',
        _ => letter,
    };
    Some(source.chars().map(replaced).collect())
}

/// Whether the character changes the direction of writing without being seen.
pub(crate) const fn is_direction(letter: char) -> bool {
    matches!(letter, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether the character cannot be seen and means nothing in a text. Line ends of other alphabets count: YAML does not know them.
pub(crate) fn is_refused(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}
