//! Effects: `trust += 1`, `trust = 5`, `dan_arrested = true`, `mood = tense`, `dan = away`, `start backup`, `stop backup`.

use core::ops::Range;

use doorstep_source::{Diagnostics, Node, read};

use super::{
    ASSIGNMENT_OUT_OF_BOUNDS, EFFECT_NOT_READABLE, NO_WHEREABOUTS, Names, WRONG_ASSIGNMENT,
    names::{ValueKind, VariableBounds},
};
use crate::{Effect, NOT_RUNNING, VariableIndex};

/// How an effect changes a variable.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Set,
    Add,
    Subtract,
    Start,
    Stop,
}

/// An effect taken apart: the bytes of the name, the change, the bytes of the value (none for a timer).
struct Apart {
    name: Range<usize>,
    change: Change,
    value: Range<usize>,
}

/// An effect whose variable is known.
struct Known<'p, 'n> {
    node: &'p Node,
    name: &'p str,
    variable: VariableIndex,
    bounds: &'p VariableBounds<'n>,
    change: Change,
    value: Range<usize>,
    value_text: &'p str,
}

/// Reads one effect.
pub(super) fn effect(node: &Node, names: &Names<'_>, out: &mut Diagnostics) -> Option<Effect> {
    let text = read::text(node, "effects", out)?;
    let Some(apart) = taken_apart(text) else {
        let mend = if text.contains("==") {
            "Write one = to give a value; == only compares."
        } else if text.contains("++") || text.contains("--") {
            "Write += 1 or -= 1."
        } else {
            "Write for instance trust += 1, trust -= 2, trust = 5, dan_arrested = true, dan = away or start backup."
        };
        out.add(EFFECT_NOT_READABLE, node.span, format!("`{text}` is not an effect."), mend);
        return None;
    };
    let name = &text[apart.name.clone()];
    let name_span = node.part(apart.name);
    if names.variables.find(name).is_none() && names.cast.find(name).is_some() {
        let message = format!("The call does not say where `{name}` is at the start, so it cannot change.");
        out.add(NO_WHEREABOUTS, name_span, message, format!("Add `where: here` (or near, or away) to `{name}` in the cast."));
        return None;
    }
    let place = names.variables.resolve(name, name_span, out)?;
    let bounds = names.bounds.get(usize::from(place))?;
    if bounds.is_told {
        return None;
    }
    let value_text = &text[apart.value.clone()];
    let known = Known { node, name, variable: VariableIndex(place), bounds, change: apart.change, value: apart.value, value_text };
    match bounds.kind {
        ValueKind::Flag => known.of_a_flag(out),
        ValueKind::Number => known.of_a_number(out),
        ValueKind::Timer => known.of_a_timer(out),
        ValueKind::Words(_) | ValueKind::Where => known.of_words(out),
    }
}

impl Known<'_, '_> {
    fn wrong(&self, what: &str, mend: String, out: &mut Diagnostics) -> Option<Effect> {
        out.add(WRONG_ASSIGNMENT, self.node.span, format!("`{}` is {what}.", self.name), mend);
        None
    }

    fn of_a_flag(&self, out: &mut Diagnostics) -> Option<Effect> {
        match (self.change, self.value_text) {
            (Change::Set, "true") => Some(Effect::Set(self.variable, 1)),
            (Change::Set, "false") => Some(Effect::Set(self.variable, 0)),
            _ => self.wrong("a yes-or-no", format!("Write {0} = true or {0} = false.", self.name), out),
        }
    }

    fn of_a_timer(&self, out: &mut Diagnostics) -> Option<Effect> {
        match self.change {
            Change::Start => Some(Effect::Start(self.variable)),
            Change::Stop => Some(Effect::Set(self.variable, NOT_RUNNING)),
            Change::Set | Change::Add | Change::Subtract => self.wrong("a timer", format!("Write start {0} or stop {0}.", self.name), out),
        }
    }

    fn of_words(&self, out: &mut Diagnostics) -> Option<Effect> {
        let words = self.bounds.words().join(", ");
        match self.change {
            Change::Set => {
                let place = self.bounds.place_of(self.name, self.value_text, self.node.part(self.value.clone()), out)?;
                Some(Effect::Set(self.variable, place))
            }
            _ => self.wrong(&format!("one of the words {words}"), format!("Write {} = and one of these words.", self.name), out),
        }
    }

    fn of_a_number(&self, out: &mut Diagnostics) -> Option<Effect> {
        let (name, bounds) = (self.name, self.bounds);
        let value_span = self.node.part(self.value.clone());
        if matches!(self.change, Change::Start | Change::Stop) {
            return self.wrong("a number", format!("Write {name} = {}; only timers are started and stopped.", bounds.min), out);
        }
        let Ok(number) = self.value_text.parse::<i32>() else {
            out.add(
                WRONG_ASSIGNMENT,
                value_span,
                format!("`{name}` is a number, and `{}` is not a whole number that it can take.", self.value_text),
                format!("Write a number from {} to {}.", bounds.min, bounds.max),
            );
            return None;
        };
        if self.change == Change::Set {
            if !(bounds.min..=bounds.max).contains(&number) {
                out.add(
                    ASSIGNMENT_OUT_OF_BOUNDS,
                    value_span,
                    format!("`{name}` is from {} to {}; it cannot be {number}.", bounds.min, bounds.max),
                    format!("Write a number from {} to {}, or widen the bounds under `state`.", bounds.min, bounds.max),
                );
                return None;
            }
            return Some(Effect::Set(self.variable, number));
        }
        let by = if self.change == Change::Add { number } else { number.saturating_neg() };
        let width = i64::from(bounds.max) - i64::from(bounds.min);
        if i64::from(by).abs() > width {
            out.add(
                ASSIGNMENT_OUT_OF_BOUNDS,
                value_span,
                format!("`{name}` is from {} to {}; a change by {number} always leaves these bounds.", bounds.min, bounds.max),
                format!("Write at most {width}, or give a value with =."),
            );
            return None;
        }
        Some(Effect::Add(self.variable, by))
    }
}

fn taken_apart(text: &str) -> Option<Apart> {
    let name_start = text.len() - text.trim_start().len();
    for (word, change) in [("start ", Change::Start), ("stop ", Change::Stop)] {
        if let Some(rest) = text[name_start..].strip_prefix(word) {
            let end = text.trim_end().len();
            let start = text.len() - rest.trim_start().len();
            let good = start < end && text[start..end].bytes().all(|byte| is_name(&byte));
            return good.then_some(Apart { name: start..end, change, value: end..end });
        }
    }
    let bytes = text.as_bytes();
    let mut name_end = name_start;
    while bytes.get(name_end).is_some_and(is_name) {
        // `trust-=1`: the hyphen belongs to the sign.
        if bytes[name_end] == b'-' && bytes.get(name_end + 1) == Some(&b'=') {
            break;
        }
        name_end += 1;
    }
    let rest = text[name_end..].trim_start();
    let (change, value) = if let Some(value) = rest.strip_prefix("+=") {
        (Change::Add, value)
    } else if let Some(value) = rest.strip_prefix("-=") {
        (Change::Subtract, value)
    } else {
        (Change::Set, rest.strip_prefix('=')?)
    };
    let value = value.trim();
    let good = name_end > name_start && !value.is_empty() && value.bytes().all(|byte| is_name(&byte) || byte == b'+');
    let value_start = text.trim_end().len() - value.len();
    good.then_some(Apart { name: name_start..name_end, change, value: value_start..value_start + value.len() })
}

fn is_name(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}
