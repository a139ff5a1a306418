//! `index.html`: reads the `data-trunk` elements that name what the page is made of, and writes the page that is served.
//!
//! Known elements:
//!
//! - `<link data-trunk rel="rust" data-bin="..." data-wasm-opt="z">`: the app;
//! - the same with `data-later`: a program that the app fetches when it is needed;
//! - `<link data-trunk rel="css" href="...">`: a style sheet, or a folder of them in the order of their names; all are joined in the page's order;
//! - `<link data-trunk rel="icon" href="...">`: the page's icon;
//! - `<link data-trunk rel="copy-file" href="...">`: a file that is only copied;
//! - `<script data-trunk src="..." defer></script>`: a script.
//!
//! Comments are for those who edit the page; they are left out of what is served.

use std::fmt;
use std::ops::Range;

/// What a `data-trunk` element names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// The app, a program of the root package.
    App {
        /// The program's name.
        binary: String,
        /// How it is optimised: `z`, `2` or `0`.
        optimise: String,
        /// Whether the app fetches it only when it is needed.
        later: bool,
    },
    /// A style sheet or a folder of them.
    Style(String),
    /// The page's icon.
    Icon(String),
    /// A file that is copied.
    File(String),
    /// A script.
    Script(String),
}

/// The page as written, with the places of its elements.
#[derive(Debug)]
pub struct Page<'a> {
    source: &'a str,
    elements: Vec<(Range<usize>, Named)>,
    comments: Vec<Range<usize>>,
}

/// Something in `index.html` that cannot be understood, with its line.
#[derive(Debug, PartialEq, Eq)]
pub struct PageError {
    line: usize,
    message: String,
}

impl fmt::Display for PageError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "index.html:{}: {}", self.line, self.message)
    }
}

impl std::error::Error for PageError {}

impl<'a> Page<'a> {
    /// Finds the elements. Text inside comments is not looked at.
    pub fn read(source: &'a str) -> Result<Self, PageError> {
        let mut page = Self { source, elements: Vec::new(), comments: Vec::new() };
        let mut at = 0;
        while let Some(found) = source[at..].find('<') {
            let start = at + found;
            let rest = &source[start..];
            let fail = |message: &str| PageError { line: source[..start].matches('\n').count() + 1, message: message.to_owned() };
            if rest.starts_with("<!--") {
                let length = rest.find("-->").ok_or_else(|| fail("this comment has no end"))? + "-->".len();
                page.comments.push(start..start + length);
                at = start + length;
                continue;
            }
            at = start + 1;
            let Some(tag) = ["link", "script"].into_iter().find(|tag| is_tag(rest, tag)) else { continue };
            let (attributes, length) = read_attributes(&rest[1 + tag.len()..]).ok_or_else(|| fail("this tag has no end"))?;
            let mut end = start + 1 + tag.len() + length;
            if tag == "script" {
                let close = "</script>";
                end += source[end..].find(close).ok_or_else(|| fail("this script has no </script>"))? + close.len();
            }
            at = end;
            if attributes.iter().any(|(name, _)| name == "data-trunk") {
                let named = understand(tag, &attributes).map_err(|message| fail(&message))?;
                page.elements.push((start..end, named));
            }
        }
        Ok(page)
    }

    /// What the page names, in order.
    pub fn named(&self) -> impl Iterator<Item = &Named> {
        self.elements.iter().map(|(_, named)| named)
    }

    /// The page with each element replaced by what `replace` gives for it, without comments and empty lines.
    pub fn write(&self, mut replace: impl FnMut(&Named) -> String) -> String {
        let mut cuts: Vec<(Range<usize>, String)> = self.comments.iter().map(|range| (range.clone(), String::new())).collect();
        cuts.extend(self.elements.iter().map(|(range, named)| (range.clone(), replace(named))));
        cuts.sort_by_key(|(range, _)| range.start);
        let mut text = String::new();
        let mut at = 0;
        for (range, replacement) in cuts {
            text.push_str(&self.source[at..range.start]);
            text.push_str(&replacement);
            at = range.end;
        }
        text.push_str(&self.source[at..]);
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join("\n") + "\n"
    }
}

fn is_tag(text: &str, tag: &str) -> bool {
    text[1..].strip_prefix(tag).is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_whitespace() || next == '>' || next == '/'))
}

type Attributes = Vec<(String, String)>;

/// Reads attributes up to the tag's `>`; gives them with the length read.
fn read_attributes(text: &str) -> Option<(Attributes, usize)> {
    let mut attributes = Vec::new();
    let mut at = 0;
    loop {
        at += text[at..].find(|next: char| !next.is_ascii_whitespace() && next != '/')?;
        if text[at..].starts_with('>') {
            return Some((attributes, at + 1));
        }
        let length = text[at..].find(|next: char| next.is_ascii_whitespace() || next == '=' || next == '>')?;
        let name = text[at..at + length].to_ascii_lowercase();
        at += length;
        let mut value = String::new();
        if let Some(rest) = text[at..].strip_prefix('=') {
            at += 1;
            let (inside, skipped) = match rest.chars().next()? {
                quote @ ('"' | '\'') => (rest[1..].split(quote).next()?, 2),
                _ => (rest.split(|next: char| next.is_ascii_whitespace() || next == '>').next()?, 0),
            };
            value = inside.to_owned();
            at += inside.len() + skipped;
        }
        attributes.push((name, value));
        text.get(at..)?;
    }
}

fn understand(tag: &str, attributes: &Attributes) -> Result<Named, String> {
    let get = |name: &str| attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    let need = |name: &str| get(name).filter(|value| !value.is_empty()).ok_or_else(|| format!("this element needs {name}=\"...\""));
    if tag == "script" {
        return need("src").map(Named::Script);
    }
    match need("rel")?.as_str() {
        "rust" => Ok(Named::App {
            binary: need("data-bin")?,
            optimise: get("data-wasm-opt").unwrap_or_else(|| "z".to_owned()),
            later: get("data-later").is_some(),
        }),
        "css" => need("href").map(Named::Style),
        "icon" => need("href").map(Named::Icon),
        "copy-file" => need("href").map(Named::File),
        other => Err(format!("rel=\"{other}\" is not known here; known are rust, css, icon and copy-file")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(source: &str) -> Vec<Named> {
        Page::read(source).unwrap().named().cloned().collect()
    }

    #[test]
    fn elements_are_found_in_order_with_any_quotes() {
        let source = "<head>\n<link data-trunk rel=\"css\" href='a.css'/>\n<LINKS><link rel=stylesheet href=b.css>\n\
                      <link rel=css data-trunk href=c.css>\n<script data-trunk src=\"boot.js\" defer></script></head>";
        assert_eq!(names(source), [Named::Style("a.css".into()), Named::Style("c.css".into()), Named::Script("boot.js".into())]);
    }

    #[test]
    fn what_stands_in_a_comment_is_not_an_element() {
        assert_eq!(names("<!-- <link data-trunk rel=\"css\" href=\"a.css\"> --><p>"), []);
    }

    #[test]
    fn the_app_is_optimised_for_size_unless_told_otherwise() {
        let app = |optimise: &str| Named::App { binary: "doorstep-app".into(), optimise: optimise.into(), later: false };
        assert_eq!(names("<link data-trunk rel=rust data-bin=doorstep-app>"), [app("z")]);
        assert_eq!(names("<link data-trunk rel=rust data-bin=doorstep-app data-wasm-opt=2>"), [app("2")]);
        let later = Named::App { binary: "doorstep-debrief".into(), optimise: "z".into(), later: true };
        assert_eq!(names("<link data-trunk rel=rust data-bin=doorstep-debrief data-later>"), [later]);
    }

    #[test]
    fn the_served_page_has_replacements_and_no_comments() {
        let source = "<head>\n  <!-- why -->\n  <link data-trunk rel=\"css\" href=\"a.css\">\n  <link data-trunk rel=\"css\" href=\"b.css\">\n</head>\n";
        let mut first = true;
        let text = Page::read(source).unwrap().write(|_| if std::mem::take(&mut first) { "<joined>".into() } else { String::new() });
        assert_eq!(text, "<head>\n<joined>\n</head>\n");
    }

    #[test]
    fn mistakes_name_their_line() {
        let check = |source: &str, message: &str| assert_eq!(Page::read(source).unwrap_err().to_string(), message);
        check(
            "<p>\n<link data-trunk rel=\"sass\" href=\"a\">",
            "index.html:2: rel=\"sass\" is not known here; known are rust, css, icon and copy-file",
        );
        check("<link data-trunk rel=\"css\">", "index.html:1: this element needs href=\"...\"");
        check("\n\n<!-- no end", "index.html:3: this comment has no end");
        check("<script data-trunk src=\"a\">", "index.html:1: this script has no </script>");
        check("<link data-trunk", "index.html:1: this tag has no end");
    }

    #[test]
    fn no_cut_of_the_page_makes_the_reader_panic() {
        let source = "<!-- a --><link data-trunk rel='css' href=\"é.css\"/><script data-trunk src=b></script><link data-trunk rel=x =>";
        for end in (0..=source.len()).filter(|&end| source.is_char_boundary(end)) {
            let _ = Page::read(&source[..end]);
        }
    }
}
