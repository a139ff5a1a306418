//! What can change: numbers, yes-or-nos, timers, words, and where people are.

use doorstep_source::{Diagnostics, Fields, Key, Node, codes, read};

use super::{
    BOUNDS_REVERSED, DUPLICATE_ID, ID_NOT_WELL_FORMED, Names, ONE_VALUE, START_OUT_OF_BOUNDS,
    check::{check_id, is_variable_name, not_empty},
    names::{ValueKind, VariableBounds},
    tables::{NOT_FOR_STATE, refuse_reserved, too_many},
};
use crate::{CastIndex, MOST_ENTRIES, MOST_VALUES, NOT_RUNNING, Variable, VariableKind, Whereabouts};

/// The bounds of number variables.
const FARTHEST: i64 = 1_000_000;

/// Declares the variables under `state`.
pub(super) fn state<'t>(root: &'t Node, names: &mut Names<'t>, out: &mut Diagnostics) -> Vec<Variable> {
    let Some(entries) = root.get("state").and_then(|node| read::group(node, "state", out)) else { return Vec::new() };
    too_many(entries.len(), MOST_ENTRIES, root.get("state").map_or(root.span, |node| node.span), "state", out);
    let mut variables = Vec::with_capacity(entries.len());
    for (key, node) in entries {
        if !is_variable_name(&key.text) {
            out.add(
                ID_NOT_WELL_FORMED,
                key.span,
                format!(
                    "`{}` is not a name for the state: use lower case letters, digits and underscores, and start with a letter.",
                    key.text
                ),
                format!("Write for instance `{}`.", key.text.to_lowercase().replace(['-', ' '], "_")),
            );
        }
        refuse_reserved(key, NOT_FOR_STATE, out);
        names.variables.declare(&key.text, key.span);
        let read = variable(key, node, names.max_seconds, out);
        let is_told = read.is_none();
        let (variable, kind) = read.unwrap_or_else(|| (named(key, 0, 1, 0, VariableKind::Flag), ValueKind::Flag));
        names.bounds.push(VariableBounds { is_told, kind, min: variable.min, max: variable.max });
        variables.push(variable);
    }
    variables
}

/// Declares where people are: a variable for each person of the cast with `where`, called as the person.
pub(super) fn whereabouts<'t>(people: &'t [(Key, Node)], names: &mut Names<'t>, variables: &mut Vec<Variable>, out: &mut Diagnostics) {
    for ((key, person), place) in people.iter().zip(0..) {
        let Some(node) = person.get("where") else { continue };
        refuse_reserved(key, NOT_FOR_STATE, out);
        if names.variables.find(&key.text).is_some() {
            let message = format!("`{}` is a variable of the state as well; a condition could not tell which is meant.", key.text);
            out.add(DUPLICATE_ID, key.span, message, "Give one of them another name.");
        }
        names.variables.declare(&key.text, key.span);
        let start = read::word(node, "where", Whereabouts::ALL, Whereabouts::word, out);
        let place_of = |whereabouts: Whereabouts| Whereabouts::ALL.iter().zip(0..).find(|(each, _)| **each == whereabouts);
        let start = start.and_then(place_of).map_or(0, |(_, place)| place);
        // There are three of them.
        let last = Whereabouts::ALL.len() as i32 - 1;
        names.bounds.push(VariableBounds { is_told: false, kind: ValueKind::Where, min: 0, max: last });
        variables.push(named(key, 0, last, start, VariableKind::Where(CastIndex(place))));
    }
}

fn named(key: &Key, min: i32, max: i32, start: i32, kind: VariableKind) -> Variable {
    Variable { id: key.text.clone(), min, max, start, kind }
}

fn variable<'t>(key: &Key, node: &'t Node, max_seconds: u32, out: &mut Diagnostics) -> Option<(Variable, ValueKind<'t>)> {
    if let Some(text) = node.as_text() {
        return in_a_word(key, node, text, max_seconds, out);
    }
    if node.get("one_of").is_some() {
        return one_of(key, node, out);
    }
    let id = &key.text;
    let mut fields = Fields::of(node, format!("The variable `{id}`"), out)?.named(key.span);
    let mut bound = |name| {
        let number = read::integer(fields.required(name, out)?, name, -FARTHEST..=FARTHEST, out)?;
        i32::try_from(number).ok()
    };
    let (min, max, start) = (bound("min"), bound("max"), bound("start"));
    fields.finish(out);
    let (min, max) = (min?, max?);
    if min > max {
        out.add(
            BOUNDS_REVERSED,
            node.span,
            format!("The lowest value of `{id}`, {min}, is above its highest, {max}."),
            format!("Write min: {max}, max: {min}."),
        );
        return None;
    }
    let start = start.unwrap_or(min);
    if !(min..=max).contains(&start) {
        let place = node.get("start").map_or(node.span, |start| start.span);
        out.add(
            START_OUT_OF_BOUNDS,
            place,
            format!("`{id}` is from {min} to {max}; it cannot start at {start}."),
            format!("Write a number from {min} to {max}."),
        );
    }
    Some((named(key, min, max, start.clamp(min, max), VariableKind::Number), ValueKind::Number))
}

/// `true`, `false` or `timer`.
fn in_a_word<'t>(key: &Key, node: &Node, text: &str, max_seconds: u32, out: &mut Diagnostics) -> Option<(Variable, ValueKind<'t>)> {
    let id = &key.text;
    match text {
        "timer" => {
            // The clock is at most some weeks.
            let last = i32::try_from(max_seconds).unwrap_or(i32::MAX);
            return Some((named(key, NOT_RUNNING, last, NOT_RUNNING, VariableKind::Timer), ValueKind::Timer));
        }
        "true" | "false" => {}
        _ if text.parse::<i32>().is_ok() => {
            let mend = format!("Write {id}: {{ min: 0, max: 10, start: {text} }}");
            out.add(codes::WRONG_TYPE, node.span, format!("`{id}` is a number and needs its bounds."), mend);
            return None;
        }
        _ if doorstep_source::nearest(text, ["timer"]).is_some() => {
            out.add(codes::UNKNOWN_WORD, node.span, format!("`{id}` cannot be `{text}`."), "Write `timer`.");
            return None;
        }
        _ => {}
    }
    let start = i32::from(read::boolean(node, id, out)?);
    Some((named(key, 0, 1, start, VariableKind::Flag), ValueKind::Flag))
}

fn one_of<'t>(key: &Key, node: &'t Node, out: &mut Diagnostics) -> Option<(Variable, ValueKind<'t>)> {
    let id = &key.text;
    let mut fields = Fields::of(node, format!("The variable `{id}`"), out)?.named(key.span);
    let list = fields.optional("one_of")?;
    let start = fields.required("start", out);
    fields.finish(out);
    let items = read::list(list, "one_of", out)?;
    not_empty(items.len(), list.span, "one_of", out);
    too_many(items.len(), MOST_VALUES, list.span, "one_of", out);
    let mut words: Vec<&str> = Vec::with_capacity(items.len());
    for item in items.iter().take(MOST_VALUES) {
        let Some(word) = read::id(item, "one_of", out) else { continue };
        check_id(word, item.span, out);
        if words.contains(&word) {
            out.add(DUPLICATE_ID, item.span, format!("`{word}` stands twice in this list."), "Delete one of them.");
        }
        words.push(word);
    }
    if words.len() == 1 {
        let mend = "Write at least two words, or leave the variable out.";
        out.add(ONE_VALUE, list.span, format!("`{id}` can only be `{}`.", words[0]), mend);
    }
    // At most 256 words.
    let bounds = VariableBounds { is_told: false, kind: ValueKind::Words(words.clone()), min: 0, max: words.len() as i32 - 1 };
    let start = start.and_then(|node| {
        let word = read::id(node, "start", out)?;
        if words.is_empty() { None } else { bounds.place_of(id, word, node.span, out) }
    });
    if words.is_empty() {
        return None;
    }
    let stored = words.iter().map(|word| (*word).to_owned()).collect();
    Some((named(key, 0, bounds.max, start.unwrap_or(0), VariableKind::OneOf(stored)), bounds.kind))
}
