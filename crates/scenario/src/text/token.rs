//! The words and signs of a condition.

use core::ops::Range;

use doorstep_source::Span;

use crate::Comparison;

/// A value in a condition, and where it stands.
#[derive(Clone, Debug)]
pub struct Operand<'s> {
    /// What it is.
    pub kind: OperandKind<'s>,
    /// As it was written; without quotes.
    pub text: &'s str,
    /// Where it stands.
    pub span: Span,
}

/// What a value in a condition can be.
#[derive(Clone, Debug)]
pub enum OperandKind<'s> {
    /// A whole number.
    Number(i32),
    /// A time, in seconds.
    Duration(u32),
    /// `true` or `false`.
    Truth(bool),
    /// A name.
    Name,
    /// A text in quotes.
    Quoted,
    /// `name(argument, ...)`.
    Call {
        /// The name before the bracket.
        name: Part<'s>,
        /// What stands in the brackets.
        arguments: Vec<Part<'s>>,
    },
}

/// A part of a condition's text.
#[derive(Clone, Copy, Debug)]
pub struct Part<'s> {
    /// As it was written.
    pub text: &'s str,
    /// Where it stands.
    pub span: Span,
}

/// A word or sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    And,
    Or,
    Not,
    Open,
    Close,
    Comma,
    Compare(Comparison),
    /// A name, a number or a duration: whatever is written with letters, digits, `-`, `_` and `/`.
    Word,
    /// A text in quotes; the bytes are those between them.
    Quoted,
}

/// A token and its bytes.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) sign: Sign,
    pub(super) bytes: Range<usize>,
}

/// What cannot be read: the bytes, what is wrong, what to write.
pub(super) struct Unreadable {
    pub(super) bytes: Range<usize>,
    pub(super) message: String,
    pub(super) mend: &'static str,
}

/// Takes a condition apart.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Unreadable> {
    let mut found = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, letter)) = rest.next() {
        let next = rest.peek().map(|(_, next)| *next);
        let sign = match (letter, next) {
            _ if letter.is_whitespace() => continue,
            ('(', _) => Sign::Open,
            (')', _) => Sign::Close,
            (',', _) => Sign::Comma,
            ('=', Some('=')) => Sign::Compare(Comparison::Equal),
            ('!', Some('=')) => Sign::Compare(Comparison::NotEqual),
            ('<', Some('=')) => Sign::Compare(Comparison::LessOrEqual),
            ('>', Some('=')) => Sign::Compare(Comparison::GreaterOrEqual),
            ('<', _) => Sign::Compare(Comparison::Less),
            ('>', _) => Sign::Compare(Comparison::Greater),
            ('"' | '\'', _) => {
                let Some((end, _)) = rest.find(|(_, other)| *other == letter) else {
                    return Err(Unreadable {
                        bytes: start..text.len(),
                        message: "This quotation mark is not closed.".to_owned(),
                        mend: "End the text with the same mark.",
                    });
                };
                found.push(Token { sign: Sign::Quoted, bytes: start + 1..end });
                continue;
            }
            _ if is_word(letter) || (letter == '-' && next.is_some_and(|next| next.is_ascii_digit())) => {
                let mut end = start + letter.len_utf8();
                while let Some((at, more)) = rest.next_if(|(_, more)| is_word(*more) || matches!(more, '-' | '/')) {
                    end = at + more.len_utf8();
                }
                let sign = match &text[start..end] {
                    "and" => Sign::And,
                    "or" => Sign::Or,
                    "not" => Sign::Not,
                    _ => Sign::Word,
                };
                found.push(Token { sign, bytes: start..end });
                continue;
            }
            _ => return Err(unreadable(text, start, letter, next)),
        };
        let mut end = start + letter.len_utf8();
        if let Sign::Compare(comparison) = sign
            && comparison.sign().len() == 2
        {
            rest.next();
            end += 1;
        }
        found.push(Token { sign, bytes: start..end });
    }
    Ok(found)
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn unreadable(text: &str, start: usize, letter: char, next: Option<char>) -> Unreadable {
    let double = next == Some(letter);
    let (length, mend) = match letter {
        '=' => (1, "Write == to compare; effects, not conditions, give a value with =."),
        '!' => (1, "Write the word not."),
        '&' => (if double { 2 } else { 1 }, "Write the word and."),
        '|' => (if double { 2 } else { 1 }, "Write the word or."),
        '+' | '-' | '*' | '/' => (1, "Conditions do not calculate: compare a variable with a number."),
        _ => (letter.len_utf8(), "Conditions hold names, numbers, brackets, and, or, not, and == != < <= > >=."),
    };
    let bytes = start..start + length;
    Unreadable { message: format!("A condition cannot hold `{}` here.", &text[bytes.clone()]), bytes, mend }
}
