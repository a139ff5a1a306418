//! A marking sheet as one HTML file, to be printed or filled in on paper.

use super::Block;

const STYLE: &str = "
body { font: 11pt/1.4 Georgia, serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff }
h1 { font-size: 1.5rem } h2 { font-size: 1.2rem; margin-top: 2rem } h3 { font-size: 1rem; margin-bottom: .3rem }
blockquote { margin: .5rem 0; padding: .3rem .8rem; border-left: .2rem solid #555; white-space: pre-wrap }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 } th, td { border: 1px solid #555; padding: .3rem .5rem; text-align: left; vertical-align: top }
td:empty { min-width: 4rem; height: 2rem } dl.blank { display: grid; gap: 1rem; margin: 1rem 0 } dl.blank dt { font-weight: bold }
dl.blank dd { margin: 0; border-bottom: 1px solid #111; min-height: 1.6rem }
@media print { body { margin: 0; max-width: none } .new-page { break-before: page } tr, blockquote { break-inside: avoid } h2, h3 { break-after: avoid } }
";

/// The document.
pub(super) fn write(blocks: &[Block], language: &str) -> String {
    let title = blocks.iter().find_map(|block| if let Block::Title(text) = block { Some(text.as_str()) } else { None }).unwrap_or_default();
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        escaped(language),
        escaped(title)
    );
    for block in blocks {
        out.push_str(&shown(block));
        out.push('\n');
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn shown(block: &Block) -> String {
    match block {
        Block::Title(text) => format!("<h1>{}</h1>", escaped(text)),
        Block::Heading(text) => format!("<h2>{}</h2>", escaped(text)),
        Block::Subheading(text) => format!("<h3>{}</h3>", escaped(text)),
        Block::Paragraph(text) => format!("<p>{}</p>", escaped(text)),
        Block::Quote(text) => format!("<blockquote>{}</blockquote>", escaped(text)),
        Block::Table(head, rows) => {
            let head: String = head.iter().map(|cell| format!("<th scope=\"col\">{}</th>", escaped(cell))).collect();
            let rows: String = rows.iter().map(|row| format!("<tr>{}</tr>\n", cells(row))).collect();
            format!("<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>")
        }
        Block::Blank(names) => {
            let lines: String = names.iter().map(|name| format!("<div><dt>{}</dt><dd></dd></div>", escaped(name))).collect();
            format!("<dl class=\"blank\">{lines}</dl>")
        }
        Block::NewPage => "<div class=\"new-page\"></div>".to_owned(),
    }
}

fn cells(row: &[String]) -> String {
    row.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect()
}

/// Text that means itself in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
