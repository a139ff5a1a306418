//! A marking sheet in Markdown.

use super::Block;

/// The document.
pub(super) fn write(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Title(text) => out.push_str(&format!("# {}\n\n", one_line(text))),
            Block::Heading(text) => out.push_str(&format!("## {}\n\n", one_line(text))),
            Block::Subheading(text) => out.push_str(&format!("### {}\n\n", one_line(text))),
            Block::Paragraph(text) => out.push_str(&format!("{}\n\n", one_line(text))),
            Block::Quote(text) => {
                for line in text.lines() {
                    out.push_str(format!("> {}", escaped(line)).trim_end());
                    out.push('\n');
                }
                out.push('\n');
            }
            Block::Table(head, rows) => {
                let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
                out.push_str(&line(head.iter().map(|cell| one_line(cell)).collect()));
                out.push_str(&line(head.iter().map(|_| "---".to_owned()).collect()));
                rows.iter().for_each(|row| out.push_str(&line(row.iter().map(|cell| one_line(cell)).collect())));
                out.push('\n');
            }
            Block::Blank(names) => names.iter().for_each(|name| out.push_str(&format!("{name}: ________________________\n\n"))),
            Block::NewPage => out.push_str("---\n\n"),
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// A text that stands in one line of Markdown and means itself.
fn one_line(text: &str) -> String {
    escaped(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The signs that Markdown would read as its own, disarmed.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '#' | '|' | '<' | '>' | '[' | ']' | '~') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
