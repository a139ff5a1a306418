//! Events of the YAML parser become a tree.

use std::collections::BTreeSet;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use crate::{
    DEEPEST_NESTING, Diagnostics, Key, Node, Position, Scalar, Span, Style, Value,
    characters::{is_direction, is_refused},
    codes,
    recover::Draft,
};

/// What came of one pass over a draft.
pub(crate) struct Pass {
    pub(crate) root: Option<Node>,
    pub(crate) diagnostics: Diagnostics,
    pub(crate) error: Option<ScanError>,
}

/// A list or group that is not finished.
enum Open {
    Sequence { start: Position, items: Vec<Node> },
    Mapping { start: Position, entries: Vec<(Key, Node)>, names: BTreeSet<String>, pending: Pending },
}

/// What the next node is to a group.
enum Pending {
    /// A name.
    Name,
    /// The value of this name.
    Value(Key),
    /// The value of something that cannot be a name, or of a name that stands twice.
    Dropped,
}

/// Reads a draft once, up to the first mistake in its YAML.
pub(crate) fn build(draft: &Draft<'_>) -> Pass {
    let mut builder = Builder { draft, open: Vec::new(), root: None, out: Diagnostics::new() };
    let mut parser = Parser::new_from_str(&draft.text);
    let mut documents = 0;
    let mut error = None;
    while let Some(event) = parser.next_event() {
        let (event, span) = match event {
            Ok(pair) => pair,
            Err(found) => {
                error = Some(found);
                break;
            }
        };
        if matches!(event, Event::DocumentStart(_)) {
            documents += 1;
            if documents > 1 {
                builder.out.add(
                    codes::SEVERAL_DOCUMENTS,
                    draft.span(span),
                    "A second document begins here; a file holds only one.",
                    "Delete the line `---`, or put what follows in a file of its own.",
                );
                break;
            }
        }
        if !builder.take(event, span) {
            break;
        }
    }
    Pass { root: builder.root, diagnostics: builder.out, error }
}

struct Builder<'d> {
    draft: &'d Draft<'d>,
    open: Vec<Open>,
    root: Option<Node>,
    out: Diagnostics,
}

impl Builder<'_> {
    /// Takes one event; `false` means that reading cannot go on.
    fn take(&mut self, event: Event<'_>, place: saphyr_parser::Span) -> bool {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let marked = anchor > 0 || tag.is_some();
                let node = self.scalar(text.into_owned(), style, marked, place);
                self.finish(node);
            }
            Event::Alias(_) => {
                let span = self.draft.span(place);
                self.refuse_anchor(span);
                self.finish(Node { value: empty(), span });
            }
            Event::SequenceStart(anchor, tag) => {
                if anchor > 0 || tag.is_some() {
                    self.refuse_anchor(self.draft.span(place));
                }
                self.open.push(Open::Sequence { start: self.draft.position(place.start), items: Vec::new() });
            }
            Event::MappingStart(anchor, tag) => {
                if anchor > 0 || tag.is_some() {
                    self.refuse_anchor(self.draft.span(place));
                }
                let start = self.draft.position(place.start);
                self.open.push(Open::Mapping { start, entries: Vec::new(), names: BTreeSet::new(), pending: Pending::Name });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(place),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {}
        }
        if self.open.len() > DEEPEST_NESTING {
            self.out.add(
                codes::NESTED_TOO_DEEPLY,
                self.draft.span(place),
                format!("Lists and groups are nested more than {DEEPEST_NESTING} deep here; nothing after this place was read."),
                "Bring the brackets or the lines further out.",
            );
            return false;
        }
        true
    }

    fn scalar(&mut self, text: String, style: ScalarStyle, marked: bool, place: saphyr_parser::Span) -> Node {
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        };
        let mut span = self.draft.span(place);
        if let Some(text) = self.draft.replaced(place.start) {
            let (text, style) = match text {
                Some(text) => (text.clone(), Style::Quoted),
                None => (String::new(), Style::Unread),
            };
            let verbatim = (self.draft.lines.slice(span) == text).then_some(0);
            return Node { value: Value::Scalar(Scalar { text, style, verbatim }), span };
        }
        if marked {
            let text = self.marked(&text, span);
            return Node { value: Value::Scalar(Scalar { text, style, verbatim: None }), span };
        }
        if style == Style::Plain && text.is_empty() {
            // The parser puts what is left out at the next token, perhaps lines below; it belongs after its name.
            if let Some(Open::Mapping { pending: Pending::Value(key), .. }) = self.open.last() {
                span = key.span;
            }
        }
        if style == Style::Quoted && text.chars().any(|letter| is_direction(letter) || (is_refused(letter) && letter != '\n')) {
            self.out.add(
                codes::BIDI_CHARACTER,
                span,
                "An escape in this text stands for an invisible character that has no place in a text.",
                "Leave out the part that begins with a backslash.",
            );
        }
        if style == Style::Plain {
            self.warn_of_comment(&text, place);
        }
        let written = self.draft.lines.slice(span);
        let verbatim = match style {
            Style::Plain if written == text => Some(0),
            Style::Quoted if written.get(1..written.len().saturating_sub(1)) == Some(&text) => Some(1),
            _ => None,
        };
        Node { value: Value::Scalar(Scalar { text, style, verbatim }), span }
    }

    /// A text with an anchor or a tag before it: the commonest cause is that the text begins with such a character.
    fn marked(&mut self, text: &str, span: Span) -> String {
        let line = self.draft.lines.text(span.start.line as usize - 1);
        let start = span.start.column as usize - 1;
        let rest: String = line.chars().skip(start).collect();
        let rest = rest.trim_end();
        let sign = rest.chars().next().unwrap_or('&');
        if text.is_empty() && !rest.contains(' ') {
            self.refuse_anchor(span);
            return String::new();
        }
        self.out.add(
            codes::TEXT_NEEDS_QUOTES,
            self.draft.lines.span(span.start.line as usize - 1, start..start + rest.chars().count()),
            format!("This text begins with `{sign}`, which means something else in YAML."),
            format!("Put the text in quotes: {}", crate::slip::quoted(rest)),
        );
        rest.to_owned()
    }

    fn refuse_anchor(&mut self, place: Span) {
        let (line, start) = (place.start.line as usize - 1, place.start.column as usize - 1);
        let letters = self.draft.lines.text(line).chars().skip(start).take_while(|letter| !letter.is_whitespace()).count();
        let span = self.draft.lines.span(line, start..start + letters.max(1));
        self.out.add(
            codes::ANCHOR,
            span,
            "Anchors, aliases and tags (`&x`, `*x`, `!x`) are not part of the format.",
            "Write out what is meant; if this is a text, put it in double quotes.",
        );
    }

    /// ` #` begins a comment; where a letter follows at once, it was probably meant as text.
    fn warn_of_comment(&mut self, text: &str, place: saphyr_parser::Span) {
        let line = self.draft.lines.text(place.end.line().saturating_sub(1));
        let end = place.end.col();
        let rest = if line.is_ascii() { line.get(end..) } else { line.char_indices().nth(end).and_then(|(at, _)| line.get(at..)) };
        let rest = rest.unwrap_or("");
        let comment = rest.trim_start();
        let looks_like_text = |after: &str| match after.chars().next() {
            Some(letter) if letter.is_ascii_digit() => true,
            Some(letter) => letter.is_alphanumeric() && text.contains(' '),
            None => false,
        };
        if rest.len() > comment.len() && comment.strip_prefix('#').is_some_and(looks_like_text) {
            let start = end + (rest.chars().count() - comment.chars().count());
            self.out.add(
                codes::TEXT_CUT_AT_HASH,
                self.draft.lines.span(place.end.line().saturating_sub(1), start..start + comment.trim_end().chars().count()),
                "The text ends before ` #`: what follows is read as a comment.",
                "Put the whole text in double quotes; if this is a comment, leave a space after the `#`.",
            );
        }
    }

    /// A list or group ends.
    fn close(&mut self, place: saphyr_parser::Span) {
        let flow_end = (!place.is_empty()).then(|| self.draft.position(place.end));
        let node = match self.open.pop() {
            Some(Open::Sequence { start, items }) => {
                let end = flow_end.or_else(|| items.last().map(|item| item.span.end)).unwrap_or(start);
                Node { value: Value::Sequence(items), span: Span::new(start, end.max(start)) }
            }
            Some(Open::Mapping { start, entries, .. }) => {
                let end = flow_end.or_else(|| entries.last().map(|(_, value)| value.span.end)).unwrap_or(start);
                Node { value: Value::Mapping(entries), span: Span::new(start, end.max(start)) }
            }
            None => return,
        };
        self.finish(node);
    }

    /// A node is complete: it goes where it belongs.
    fn finish(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::Sequence { items, .. }) => items.push(node),
            Some(Open::Mapping { entries, names, pending, .. }) => match core::mem::replace(pending, Pending::Name) {
                Pending::Value(key) => entries.push((key, node)),
                Pending::Dropped => {}
                Pending::Name => {
                    let Value::Scalar(scalar) = node.value else {
                        self.out.add(
                            codes::NAME_NOT_TEXT,
                            node.span,
                            "The name of a field must be a word; this is a list or a group.",
                            "Write `name: value`; if this is a text that begins with a bracket, put it in double quotes.",
                        );
                        *pending = Pending::Dropped;
                        return;
                    };
                    if names.insert(scalar.text.clone()) {
                        *pending = Pending::Value(Key { text: scalar.text, span: node.span });
                    } else {
                        self.out.add(
                            codes::DUPLICATE_KEY,
                            node.span,
                            format!("`{}` stands twice in this group.", scalar.text),
                            "Give one of them another name, or delete one.",
                        );
                        *pending = Pending::Dropped;
                    }
                }
            },
        }
    }
}

const fn empty() -> Value {
    Value::Scalar(Scalar { text: String::new(), style: Style::Plain, verbatim: None })
}
