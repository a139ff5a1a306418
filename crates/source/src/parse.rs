//! From text to tree.

use crate::{
    Diagnostic, Diagnostics, Node, Position, Span, build::build, characters::refuse_characters, codes, lines::Lines, recover::Draft,
};

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 1024 * 1024;

/// How often reading goes on after a mistake in the YAML.
const MOST_MENDS: usize = 100;

/// What came of reading a text as YAML.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The tree; there also after mistakes, as far as they could be bridged.
    pub root: Option<Node>,
    /// Every mistake in the YAML, in order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a text as YAML. After a mistake it goes on with the line mended in a copy, so that one run finds them all.
pub fn parse_tree(source: &str) -> Parsed {
    let mut out = Diagnostics::new();
    if source.len() > LARGEST_FILE {
        out.add(
            codes::FILE_TOO_LARGE,
            Span::at(Position { line: 1, column: 1, offset: 0 }),
            format!("The file holds {} bytes; at most {LARGEST_FILE} are read.", source.len()),
            "Split it into several files.",
        );
        return Parsed { root: None, diagnostics: out.into_sorted() };
    }
    let text = source.strip_prefix('\u{FEFF}').unwrap_or(source);
    let lines = Lines::new(text, source.len() - text.len());
    let cleaned = refuse_characters(text, &lines, &mut out);
    let mut draft = Draft::new(&lines, cleaned.unwrap_or_else(|| text.to_owned()));

    let mut root = None;
    for _ in 0..=MOST_MENDS {
        let pass = build(&draft);
        let Some(error) = pass.error else {
            out.extend(pass.diagnostics.into_sorted());
            root = pass.root;
            if root.is_none() && !out.has_error() {
                out.add(
                    codes::EMPTY_FILE,
                    Span::at(Position { line: 1, column: 1, offset: 0 }),
                    "The file holds nothing.",
                    "Begin with `format:` and the other required fields.",
                );
            }
            break;
        };
        if !draft.mend(&error, &mut out) {
            break;
        }
    }
    Parsed { root, diagnostics: out.into_sorted() }
}
