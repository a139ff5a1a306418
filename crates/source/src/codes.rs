//! The kinds of findings that any of the formats can have. Each format adds its own.

use crate::Severity;

/// A kind of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// Its stable name.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What it is, in a sentence for the documentation.
    pub about: &'static str,
}

/// Joins two lists of kinds into one; the lengths must add up to `N`.
///
/// # Panics
/// While compiling, if they do not.
pub const fn join<const N: usize>(first: &[Code], second: &[Code]) -> [Code; N] {
    assert!(first.len() + second.len() == N, "the lengths of the lists add up");
    let mut all = [EMPTY; N];
    let mut at = 0;
    while at < N {
        all[at] = if at < first.len() { first[at] } else { second[at - first.len()] };
        at += 1;
    }
    all
}

const EMPTY: Code = Code { code: "", severity: Severity::Note, about: "" };

/// Declares kinds of findings as constants, and a list `CODES` of all of them.
#[macro_export]
macro_rules! declare_codes {
    ($(#[$about_list:meta])* $list:ident; $($name:ident = $code:literal, $severity:ident, $about:literal;)*) => {
        $(
            #[doc = $about]
            pub const $name: $crate::Code = $crate::Code { code: $code, severity: $crate::Severity::$severity, about: $about };
        )*
        $(#[$about_list])*
        pub const $list: &[$crate::Code] = &[$($name,)*];
    };
}

declare_codes! {
    /// All of them.
    CODES;

    FILE_TOO_LARGE = "file-too-large", Error, "The file is larger than one mebibyte.";
    EMPTY_FILE = "empty-file", Error, "The file holds nothing.";
    CONTROL_CHARACTER = "control-character", Error, "A character that cannot be seen and has no place in a text.";
    BIDI_CHARACTER = "bidi-character", Error, "A character that changes the direction of writing, so that the text reads differently from what it says.";
    TAB = "tab", Error, "A tab. Only spaces show how far a line is in.";
    TEXT_NEEDS_QUOTES = "text-needs-quotes", Error, "A text that YAML reads as something else, because of a colon or its first character.";
    TEXT_CUT_AT_HASH = "text-cut-at-hash", Warning, "A text that ends where ` #` begins a comment, though the rest looks like text.";
    QUOTE_NOT_CLOSED = "quote-not-closed", Error, "A text begins with a quotation mark, and no such mark ends it.";
    BRACKET_NOT_CLOSED = "bracket-not-closed", Error, "A list or group in brackets is not closed, or something stands between its entries.";
    MISSING_COLON = "missing-colon", Error, "A line that should be a name, a colon and a value has no colon.";
    WRONG_INDENTATION = "wrong-indentation", Error, "A line is further in or further out than the lines that it belongs to.";
    NOT_READABLE = "not-readable", Error, "A line that cannot be read as YAML for another reason.";
    ANCHOR = "anchor", Error, "An anchor, an alias or a tag (`&x`, `*x`, `!x`); the format has none.";
    SEVERAL_DOCUMENTS = "several-documents", Error, "A second document in the file, after `---`.";
    NESTED_TOO_DEEPLY = "nested-too-deeply", Error, "Lists and groups are nested more than 32 deep.";
    NAME_NOT_TEXT = "name-not-text", Error, "The name of a field is a list or a group.";
    DUPLICATE_KEY = "duplicate-key", Error, "The same name stands twice in one group.";
    UNKNOWN_FIELD = "unknown-field", Error, "A field that the format does not know.";
    MISSING_FIELD = "missing-field", Error, "A required field is missing.";
    WRONG_TYPE = "wrong-type", Error, "A list, a group, a text, a number or a yes-or-no where another of them belongs.";
    EMPTY_TEXT = "empty-text", Error, "A text without words.";
    NUMBER_OUT_OF_RANGE = "number-out-of-range", Error, "A whole number that is too small or too large.";
    UNKNOWN_WORD = "unknown-word", Error, "A word that is not one of the words of the format at this place.";
    DURATION_NOT_READABLE = "duration-not-readable", Error, "A duration that is not a whole number with a unit, such as 90s, 25m or 1h.";
}
