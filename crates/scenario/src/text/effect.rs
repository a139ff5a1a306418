//! Effects: `trust += 1`, `trust -= 2`, `trust = 5`, `dan_arrested = true`.

use core::ops::Range;

use doorstep_source::{Diagnostics, Node, read};

use super::{ASSIGNMENT_OUT_OF_BOUNDS, EFFECT_NOT_READABLE, Names, WRONG_ASSIGNMENT};
use crate::{Effect, VariableIndex};

/// How an effect changes a variable.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Set,
    Add,
    Subtract,
}

/// Reads one effect.
pub(super) fn effect(node: &Node, names: &Names<'_>, out: &mut Diagnostics) -> Option<Effect> {
    let text = read::text(node, "effects", out)?;
    let Some((name, change, value)) = taken_apart(text) else {
        let mend = if text.contains("==") {
            "Write one = to give a value; == only compares."
        } else if text.contains("++") || text.contains("--") {
            "Write += 1 or -= 1."
        } else {
            "Write for instance trust += 1, trust -= 2, trust = 5 or dan_arrested = true."
        };
        out.add(EFFECT_NOT_READABLE, node.span, format!("`{text}` is not an effect."), mend);
        return None;
    };
    let (name_text, value_text) = (&text[name.clone()], &text[value.clone()]);
    let place = names.variables.resolve(name_text, node.part(name), out)?;
    let bounds = names.bounds.get(usize::from(place))?;
    if bounds.is_told {
        return None;
    }
    let variable = VariableIndex(place);
    let value_span = node.part(value);
    if bounds.is_flag {
        return match (change, value_text) {
            (Change::Set, "true") => Some(Effect::Set(variable, 1)),
            (Change::Set, "false") => Some(Effect::Set(variable, 0)),
            _ => {
                out.add(
                    WRONG_ASSIGNMENT,
                    node.span,
                    format!("`{name_text}` is a yes-or-no."),
                    format!("Write {name_text} = true or {name_text} = false."),
                );
                None
            }
        };
    }
    let Ok(number) = value_text.parse::<i32>() else {
        out.add(
            WRONG_ASSIGNMENT,
            value_span,
            format!("`{name_text}` is a number, and `{value_text}` is not a whole number that it can take."),
            format!("Write a number from {} to {}.", bounds.min, bounds.max),
        );
        return None;
    };
    if change == Change::Set {
        if !(bounds.min..=bounds.max).contains(&number) {
            out.add(
                ASSIGNMENT_OUT_OF_BOUNDS,
                value_span,
                format!("`{name_text}` is from {} to {}; it cannot be {number}.", bounds.min, bounds.max),
                format!("Write a number from {} to {}, or widen the bounds under `state`.", bounds.min, bounds.max),
            );
            return None;
        }
        return Some(Effect::Set(variable, number));
    }
    let by = if change == Change::Add { number } else { number.saturating_neg() };
    let width = i64::from(bounds.max) - i64::from(bounds.min);
    if i64::from(by).abs() > width {
        out.add(
            ASSIGNMENT_OUT_OF_BOUNDS,
            value_span,
            format!("`{name_text}` is from {} to {}; a change by {number} always leaves these bounds.", bounds.min, bounds.max),
            format!("Write at most {width}, or give a value with =."),
        );
        return None;
    }
    Some(Effect::Add(variable, by))
}

/// The bytes of the name, the change and the bytes of the value.
fn taken_apart(text: &str) -> Option<(Range<usize>, Change, Range<usize>)> {
    let name_start = text.len() - text.trim_start().len();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
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
    good.then_some((name_start..name_end, change, value_start..value_start + value.len()))
}
