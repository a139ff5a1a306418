//! Style sheets: found, joined in the page's order, without comments and needless space.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};

/// The style sheets that the first choice does not wait for.
const LATE: [&str; 2] = ["35-form.css", "50-debrief.css"];

/// Which style sheets are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What is needed from the start.
    First,
    /// What is fetched with the rest of the app.
    Rest,
}

/// Joins the style sheets of one part that the page names. A folder stands for its `.css` files in the order of their names, without
/// those that the page names by themselves.
pub fn join(root: &Path, named: &[&str], part: Part) -> anyhow::Result<Vec<u8>> {
    let mut joined = String::new();
    for &path in named {
        let full = root.join(path);
        if full.is_dir() {
            let mut names = Vec::new();
            for entry in fs::read_dir(&full)? {
                let name = entry?.file_name().to_string_lossy().into_owned();
                let inside = format!("{}/{name}", path.trim_end_matches('/'));
                let its_part = if LATE.contains(&name.as_str()) { Part::Rest } else { Part::First };
                if its_part == part && name.ends_with(".css") && !named.contains(&inside.as_str()) {
                    names.push(name);
                }
            }
            names.sort();
            for name in names {
                add(&full.join(name), &mut joined)?;
            }
        } else if part == Part::First {
            add(&full, &mut joined).context("index.html names a style sheet that is not there")?;
        }
    }
    Ok(joined.into_bytes())
}

fn add(path: &Path, joined: &mut String) -> anyhow::Result<()> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let Some(lighter) = lighten(&text) else { bail!("{}: a comment or a string has no end", path.display()) };
    joined.push_str(&lighter);
    Ok(())
}

/// Leaves out comments, and makes of every run of space one space, or one line's end where the run holds one. Strings stay as they
/// are. `None` if a comment or string has no end.
fn lighten(text: &str) -> Option<String> {
    let mut lighter = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = &comment[comment.find("*/")? + 2..];
        } else if next == '"' || next == '\'' {
            let length = string_length(rest, next)?;
            lighter.push_str(&rest[..length]);
            rest = &rest[length..];
        } else if next.is_ascii_whitespace() {
            let length = rest.find(|next: char| !next.is_ascii_whitespace()).unwrap_or(rest.len());
            let space = if rest[..length].contains('\n') { '\n' } else { ' ' };
            if !lighter.ends_with(['\n', ' ']) {
                lighter.push(space);
            } else if space == '\n' && lighter.ends_with(' ') {
                lighter.pop();
                lighter.push('\n');
            }
            rest = &rest[length..];
        } else {
            lighter.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    Some(lighter.trim_start().to_owned())
}

/// The length of a string with its quotes.
fn string_length(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().skip(1).find_map(|(at, next)| {
        if next == quote && !escaped {
            return Some(at + 1);
        }
        escaped = next == '\\' && !escaped;
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go_and_strings_stay() {
        let text = "/* why */\n.a {\n    color: red; /* \"x */\n\n}\n.b::before { content: \"/*  \\\"  */\"; }\n";
        assert_eq!(lighten(text).unwrap(), ".a {\ncolor: red;\n}\n.b::before { content: \"/*  \\\"  */\"; }\n");
    }

    #[test]
    fn what_has_no_end_is_refused() {
        assert_eq!(lighten("a { /* "), None);
        assert_eq!(lighten("a { content: \"x }"), None);
    }

    #[test]
    fn a_folder_is_joined_by_name_after_what_is_named_first() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("style")).unwrap();
        for name in ["b", "a", "tokens"] {
            fs::write(folder.path().join(format!("style/{name}.css")), format!(".{name} {{}}\n")).unwrap();
        }
        let joined = join(folder.path(), &["style/tokens.css", "style"], Part::First).unwrap();
        assert_eq!(String::from_utf8(joined).unwrap(), ".tokens {}\n.a {}\n.b {}\n");
    }
}
