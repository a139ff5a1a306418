//! `support.yaml`: whom to turn to.

use doorstep_source::{Diagnostics, Fields, Node, Reading, declare_codes, parse_tree, read};

use super::check::{format, language, not_empty};
use crate::support::{Contact, Reach, Support};

/// What the first line says.
const FORMAT: &str = "doorstep-support/1";

/// The neutral contacts, in words: what is shown where nobody has given others.
pub const NEUTRAL_SUPPORT: &str = include_str!("../../../../support.yaml");

declare_codes! {
    /// The kinds of findings that are about support contacts only. Beside them such a file can have those of reading YAML.
    SUPPORT_CODES;

    NOT_SUPPORT = "not-support", Error, "The file does not say that it holds support contacts in this format.";
    NUMBER_NOT_DIALLABLE = "number-not-diallable", Error, "A telephone number with something in it that cannot be dialled.";
    WEB_NOT_READABLE = "web-not-readable", Error, "A web address that does not begin with https://.";
}

/// Reads support contacts.
///
/// ```
/// let reading = doorstep_scenario::text::read_support(doorstep_scenario::text::NEUTRAL_SUPPORT);
/// assert!(reading.diagnostics.is_empty());
/// ```
pub fn read_support(source: &str) -> Reading<Support> {
    let parsed = parse_tree(source);
    let mut out = Diagnostics::new();
    out.extend(parsed.diagnostics);
    let support = parsed.root.as_ref().and_then(|root| support(root, &mut out));
    Reading::new(support, out)
}

fn support(root: &Node, out: &mut Diagnostics) -> Option<Support> {
    let mut fields = Fields::of(root, "the file of support contacts", out)?;
    if let Some(node) = fields.required("format", out) {
        format(node, FORMAT, NOT_SUPPORT, out);
    }
    let tag = fields.required("language", out).and_then(|node| language(node, out));
    let place = fields.optional("place").and_then(|node| read::text(node, "place", out));
    let emergency = fields.required("emergency", out).and_then(|node| contact(node, Who::Emergency, out));
    let mut contacts = Vec::new();
    if let Some(node) = fields.required("contacts", out)
        && let Some(list) = read::list(node, "contacts", out)
    {
        not_empty(list.len(), node.span, "contacts", out);
        contacts.extend(list.iter().filter_map(|each| contact(each, Who::Named, out)));
    }
    fields.finish(out);
    let emergency = emergency?;
    Some(Support {
        language: tag?,
        place: place.map(str::to_owned),
        emergency: emergency.about,
        emergency_reach: emergency.reach,
        contacts,
    })
}

/// Whose contact it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    /// The emergency service, which needs no name.
    Emergency,
    /// Somebody with a name.
    Named,
}

fn contact(node: &Node, who: Who, out: &mut Diagnostics) -> Option<Contact> {
    let mut fields = Fields::of(node, if who == Who::Emergency { "`emergency`" } else { "this contact" }, out)?;
    let name = match who {
        Who::Emergency => Some(String::new()),
        Who::Named => fields.required("name", out).and_then(|node| text(node, "name", out)),
    };
    let about = fields.required("about", out).and_then(|node| text(node, "about", out));
    let reach = Reach {
        phone: fields.optional("phone").and_then(|node| number(node, "phone", out)),
        text: fields.optional("text").and_then(|node| number(node, "text", out)),
        web: fields.optional("web").and_then(|node| web(node, out)),
        hours: fields.optional("hours").and_then(|node| text(node, "hours", out)),
    };
    fields.finish(out);
    Some(Contact { name: name?, about: about?, reach })
}

fn text(node: &Node, name: &str, out: &mut Diagnostics) -> Option<String> {
    read::text(node, name, out).map(str::to_owned)
}

/// A number as people write it: digits, with spaces, brackets and hyphens to read it by, and a plus before it.
fn number(node: &Node, name: &str, out: &mut Diagnostics) -> Option<String> {
    let text = read::text(node, name, out)?;
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let rest = text.strip_prefix('+').unwrap_or(text);
    let good = (2..=15).contains(&digits) && rest.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b' ' | b'-' | b'(' | b')'));
    if !good {
        let mend =
            "Write the number alone, in quotes, with spaces to read it by: \"01632 960 001\". What is said of it belongs into `about`.";
        out.add(NUMBER_NOT_DIALLABLE, node.span, format!("`{name}` cannot be dialled: `{text}`."), mend);
        return None;
    }
    Some(text.to_owned())
}

fn web(node: &Node, out: &mut Diagnostics) -> Option<String> {
    let text = read::text(node, "web", out)?;
    let host = text.strip_prefix("https://").unwrap_or_default();
    if !host.starts_with(|first: char| first.is_ascii_alphanumeric()) || text.contains(char::is_whitespace) {
        let mend =
            format!("Write the whole address: https://{}", text.trim_start_matches("http://").trim_start_matches('/').replace(' ', "-"));
        out.add(WEB_NOT_READABLE, node.span, format!("`web` must be an address that begins with https://; this is `{text}`."), mend);
        return None;
    }
    Some(text.to_owned())
}
