//! Texts with places for drawn details: `{girl}`; `{{` and `}}` write a brace.

use doorstep_source::{Diagnostics, Node, nearest, read};

use super::{ATTRIBUTE_IN_TEXT, Names, PHONE_NUMBER, UNBALANCED_BRACE, UNKNOWN_SLOT, phone};
use crate::{Piece, Text, VariationIndex};

/// Reads a text that may hold drawn details.
pub(super) fn text(node: &Node, name: &str, names: &Names<'_>, out: &mut Diagnostics) -> Option<Text> {
    let words = plain(node, name, out)?;
    if !words.contains(['{', '}']) {
        return Some(Text::plain(words));
    }
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut at = 0;
    while let Some(found) = words[at..].find(['{', '}']).map(|ahead| at + ahead) {
        plain.push_str(&words[at..found]);
        let sign = &words[found..=found];
        at = found + 1;
        if words[at..].starts_with(sign) {
            plain.push_str(sign);
            at += 1;
            continue;
        }
        let close = words[at..].find(['{', '}']).map(|ahead| at + ahead).filter(|close| words[*close..].starts_with('}'));
        let Some(close) = close.filter(|_| sign == "{") else {
            let (message, mend) = if sign == "{" {
                ("This brace is not closed.", "Close it as in {name}; to show a brace, write {{.")
            } else {
                ("This brace closes nothing.", "Delete it; to show a brace, write }}.")
            };
            out.add(UNBALANCED_BRACE, node.part(found..at), message, mend);
            continue;
        };
        let slot = words[at..close].trim();
        match names.variations.find(slot) {
            Some(index) if names.is_attribute.get(usize::from(index)) == Some(&true) => {
                let mend = format!("Write the line once for each value, each with a `when` such as {slot} == value.");
                let message =
                    format!("`{slot}` is an attribute of a person. What is said of it is written line by line, never by swapping a word.");
                out.add(ATTRIBUTE_IN_TEXT, node.part(found..close + 1), message, mend);
            }
            Some(index) => {
                if !plain.is_empty() {
                    pieces.push(Piece::Plain(core::mem::take(&mut plain)));
                }
                pieces.push(Piece::Drawn(VariationIndex(index)));
            }
            None => {
                let mend = match nearest(slot, names.variations.ids()) {
                    Some(meant) => format!("Write {{{meant}}}."),
                    None => format!("Declare it under `vary`, or write {{{{{slot}}}}} to show the braces."),
                };
                out.add(UNKNOWN_SLOT, node.part(found..close + 1), format!("There is no variation `{slot}`."), mend);
            }
        }
        at = close + 1;
    }
    plain.push_str(&words[at..]);
    if !plain.is_empty() {
        pieces.push(Piece::Plain(plain));
    }
    Some(Text(pieces))
}

/// Reads a text without drawn details.
pub(super) fn plain<'a>(node: &'a Node, name: &str, out: &mut Diagnostics) -> Option<&'a str> {
    let words = read::text(node, name, out)?;
    if let Some(digits) = phone::find(words) {
        out.add(
            PHONE_NUMBER,
            node.part(digits.clone()),
            format!("`{}` could be somebody's telephone number.", &words[digits]),
            "Use a number that is kept for fiction, such as 01632 960123 or 555-0123, or leave the number out.",
        );
    }
    Some(words)
}
