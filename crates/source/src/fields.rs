//! Taking a group apart field by field.

use crate::{Diagnostics, Key, Node, Span, codes, nearest, slip::quoted};

/// The fields of a group, while they are asked for one by one. What nobody asked for is unknown.
pub struct Fields<'a> {
    what: String,
    place: Span,
    entries: &'a [(Key, Node)],
    asked: Vec<&'static str>,
    taken: Vec<bool>,
}

impl<'a> Fields<'a> {
    /// The fields of `node`, which is called `what` (`the scene`, `this choice`) when something is wrong with it.
    pub fn of(node: &'a Node, what: impl Into<String>, out: &mut Diagnostics) -> Option<Self> {
        let what = what.into();
        let Some(entries) = node.as_mapping() else {
            if !node.is_unread() {
                out.add(
                    codes::WRONG_TYPE,
                    node.span,
                    format!("{what} must be a group of fields; this is {}.", node.kind()),
                    "Write its fields as `name: value`, each on a line of its own and further in.",
                );
            }
            return None;
        };
        let place = entries.first().map_or(node.span, |(key, _)| key.span);
        Some(Self { what, place, entries, asked: Vec::new(), taken: vec![false; entries.len()] })
    }

    /// With the place where missing fields are told, if the group has a name of its own.
    #[must_use]
    pub const fn named(mut self, place: Span) -> Self {
        self.place = place;
        self
    }

    /// The place that stands for the whole group.
    pub const fn place(&self) -> Span {
        self.place
    }

    /// The value of a field that may be left out.
    pub fn optional(&mut self, name: &'static str) -> Option<&'a Node> {
        self.optional_with_key(name).map(|(_, value)| value)
    }

    /// The name and the value of a field that may be left out.
    pub fn optional_with_key(&mut self, name: &'static str) -> Option<(&'a Key, &'a Node)> {
        self.asked.push(name);
        let at = self.entries.iter().position(|(key, _)| key.text == name)?;
        self.taken[at] = true;
        let (key, value) = &self.entries[at];
        Some((key, value))
    }

    /// The value of a field that must be there.
    pub fn required(&mut self, name: &'static str, out: &mut Diagnostics) -> Option<&'a Node> {
        let found = self.optional(name);
        if found.is_none() {
            out.add(
                codes::MISSING_FIELD,
                self.place,
                format!("{} has no `{name}`.", self.what),
                format!("Add a line `{name}: ...` to it."),
            );
        }
        found
    }

    /// The fields that nobody has asked for yet; whoever calls this answers for them.
    pub fn rest(&mut self) -> Vec<(&'a Key, &'a Node)> {
        let mut rest = Vec::new();
        for (taken, (key, value)) in self.taken.iter_mut().zip(self.entries) {
            if !*taken {
                *taken = true;
                rest.push((key, value));
            }
        }
        rest
    }

    /// The names that were asked for.
    pub fn asked(&self) -> &[&'static str] {
        &self.asked
    }

    /// Tells every field that nobody has asked for.
    pub fn finish(self, out: &mut Diagnostics) {
        for (taken, (key, value)) in self.taken.iter().zip(self.entries) {
            if *taken {
                continue;
            }
            if value.is_empty_scalar() && key.text.contains(' ') {
                out.add(
                    codes::TEXT_NEEDS_QUOTES,
                    key.span,
                    format!("{} has no field `{}`; a text in brackets ends at its comma.", self.what, key.text),
                    format!("Put the whole text in quotes, as in {}", quoted(&format!("..., {}", key.text))),
                );
                continue;
            }
            let mend = match nearest(&key.text, self.asked.iter().copied()) {
                Some(name) => format!("Write `{name}`."),
                None => format!("Delete it, or use one of: {}.", self.asked.join(", ")),
            };
            out.add(codes::UNKNOWN_FIELD, key.span, format!("{} has no field `{}`.", self.what, key.text), mend);
        }
    }
}
