//! The commonest slip: a text that YAML reads as something else.

use core::ops::Range;

/// A text in a line that needs quotes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Slip {
    /// The columns of the text, counted from 0 in characters.
    pub(crate) columns: Range<usize>,
    /// The text.
    pub(crate) text: String,
    /// Why YAML does not read it as text.
    pub(crate) why: String,
}

/// A line of block YAML, taken apart.
pub(crate) struct LineParts {
    /// The column of its first character that is not a space.
    pub(crate) indent: usize,
    /// The columns of its dashes.
    pub(crate) dashes: Vec<usize>,
    /// The column of its first character after the dashes.
    pub(crate) content: usize,
    /// Whether it has a name and a colon.
    pub(crate) has_name: bool,
    /// The column of its value: after the name and the colon, or after the dashes.
    pub(crate) value: usize,
    /// The letters of the line.
    pub(crate) letters: Vec<char>,
}

impl LineParts {
    /// Takes a line apart; nothing for one that is blank or a comment.
    pub(crate) fn of(line: &str) -> Option<Self> {
        let letters: Vec<char> = line.trim_end().chars().collect();
        let indent = letters.iter().position(|letter| *letter != ' ')?;
        if letters[indent] == '#' {
            return None;
        }
        let mut content = indent;
        let mut dashes = Vec::new();
        while letters.get(content) == Some(&'-') && letters.get(content + 1).is_none_or(|next| *next == ' ') {
            dashes.push(content);
            content += 1;
            while letters.get(content) == Some(&' ') {
                content += 1;
            }
        }
        let mut value = content;
        let mut name_end = content;
        while letters.get(name_end).is_some_and(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '/')) {
            name_end += 1;
        }
        let has_name =
            name_end > content && letters.get(name_end) == Some(&':') && letters.get(name_end + 1).is_none_or(|next| *next == ' ');
        if has_name {
            value = name_end + 1;
            while letters.get(value) == Some(&' ') {
                value += 1;
            }
        }
        Some(Self { indent, dashes, content, has_name, value, letters })
    }

    /// Whether something stands after the name and the colon.
    pub(crate) fn has_value(&self) -> bool {
        self.letters.get(self.value).is_some_and(|letter| *letter != '#')
    }

    /// The value as text, up to a comment, and where it ends.
    pub(crate) fn value_text(&self) -> (String, usize) {
        let mut end = self.letters.len();
        for at in self.value..self.letters.len() {
            if self.letters[at] == '#' && at > self.value && self.letters[at - 1] == ' ' {
                end = at;
                break;
            }
        }
        while end > self.value && self.letters[end - 1] == ' ' {
            end -= 1;
        }
        (self.letters[self.value.min(end)..end].iter().collect(), end)
    }
}

/// Finds the text that needs quotes in a line whose YAML is wrong at `column`.
pub(crate) fn slip_in_line(line: &str, column: usize) -> Option<Slip> {
    let parts = LineParts::of(line)?;
    let (text, end) = parts.value_text();
    let first = text.chars().next()?;
    let whole = |why: String| Some(Slip { columns: parts.value..end, text: text.clone(), why });
    let begins = |sign: char| format!("This text begins with `{sign}`, which means something else in YAML.");
    match first {
        '"' | '\'' => {
            let closed = closing_quote(&parts.letters, parts.value)?;
            let after = parts.letters[closed + 1..].iter().collect::<String>();
            let after = after.trim_start();
            if after.is_empty() || after.starts_with('#') {
                return None;
            }
            whole("This text goes on after its closing quotation mark.".to_owned())
        }
        '[' | '{' => {
            let closed = closing_bracket(&parts.letters, parts.value)?;
            let after = parts.letters[closed + 1..].iter().collect::<String>();
            let after = after.trim_start();
            if after.is_empty() || after.starts_with('#') {
                return slip_in_brackets(&parts.letters, parts.value..closed, column);
            }
            whole(begins(first))
        }
        '|' | '>' => {
            let header = text[1..].trim_matches(|sign: char| matches!(sign, '+' | '-') || sign.is_ascii_digit());
            if header.is_empty() { None } else { whole(begins(first)) }
        }
        '*' | '&' | '!' => {
            let word = text[1..].chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'));
            if word { None } else { whole(begins(first)) }
        }
        '%' | '@' | '`' | ']' | '}' | ',' => whole(begins(first)),
        '-' | '?' if parts.letters.get(parts.value + 1).is_none_or(|next| *next == ' ') => whole(begins(first)),
        _ if text.contains(": ") || text.ends_with(':') => {
            if !parts.has_name && parts.dashes.is_empty() {
                return None;
            }
            whole("This text holds a colon followed by a space, which means something else in YAML.".to_owned())
        }
        _ => None,
    }
}

/// Finds the text that needs quotes among entries in brackets: the entry around `column`.
fn slip_in_brackets(letters: &[char], brackets: Range<usize>, column: usize) -> Option<Slip> {
    let column = column.clamp(brackets.start + 1, brackets.end);
    // The entry ends at the next comma or bracket, and begins after the last one before it.
    let is_border = |letter: &char| matches!(letter, ',' | '[' | ']' | '{' | '}');
    let start = letters[brackets.start..column].iter().rposition(is_border).map_or(brackets.start, |at| brackets.start + at) + 1;
    let end = letters[start..=brackets.end].iter().position(is_border).map_or(brackets.end, |at| start + at);
    let entry: String = letters[start..end].iter().collect();
    let (name, value) = entry.split_once(": ")?;
    let value_start = start + name.chars().count() + 2;
    let lead = value.chars().take_while(|letter| *letter == ' ').count();
    let text = value.trim().to_owned();
    let first = text.chars().next()?;
    let why = if text.contains(": ") || text.ends_with(':') {
        "This text holds a colon followed by a space, which means something else in YAML; or a comma is missing.".to_owned()
    } else if matches!(first, '*' | '&' | '!' | '%' | '@' | '`' | '|' | '>') {
        format!("This text begins with `{first}`, which means something else in YAML.")
    } else {
        return None;
    };
    let begin = value_start + lead;
    Some(Slip { columns: begin..begin + text.chars().count(), text, why })
}

/// Where the quotation at `start` closes on this line.
pub(crate) fn closing_quote(letters: &[char], start: usize) -> Option<usize> {
    let quote = *letters.get(start)?;
    let mut at = start + 1;
    while let Some(letter) = letters.get(at) {
        if *letter == '\\' && quote == '"' {
            at += 1;
        } else if *letter == quote {
            if quote == '\'' && letters.get(at + 1) == Some(&'\'') {
                at += 1;
            } else {
                return Some(at);
            }
        }
        at += 1;
    }
    None
}

/// Where the bracket at `start` closes on this line.
pub(crate) fn closing_bracket(letters: &[char], start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = start;
    while let Some(letter) = letters.get(at) {
        let begins_entry = at > 0 && matches!(letters[at - 1], ' ' | '[' | '{' | ',');
        match letter {
            '[' | '{' => depth += 1,
            ']' | '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at);
                }
            }
            '"' | '\'' if begins_entry => at = closing_quote(letters, at)?,
            _ => {}
        }
        at += 1;
    }
    None
}

/// The text in quotes, as an author can write it.
pub(crate) fn quoted(text: &str) -> String {
    if !text.contains(['"', '\\']) {
        format!("\"{text}\"")
    } else if !text.contains('\'') {
        format!("'{text}'")
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}
