//! What a call declares, read before anything that refers to it.

use doorstep_source::{Diagnostics, Fields, Key, Node, codes, read};

use super::{
    BOUNDS_REVERSED, DUPLICATE_ID, ID_NOT_WELL_FORMED, Names, RESERVED_ID, START_OUT_OF_BOUNDS, TOO_MANY_ENTRIES, Table,
    check::{check_id, is_id, is_variable_name, not_empty},
    names::VariableBounds,
    pieces,
};
use crate::{MOST_ENTRIES, MOST_VALUES, Variable, Variation};

/// Words of a line that cannot name somebody, and words of a fact's source.
const NOT_FOR_CAST: &[&str] = &["when", "reveals", "narrator", "language", "you", "scene", "records"];

/// Words of conditions, those of a key included, that cannot name a variable or a variation.
const NOT_FOR_STATE: &[&str] = &[
    "and",
    "or",
    "not",
    "true",
    "false",
    "clock",
    "heard",
    "visited",
    "chosen",
    "committed",
    "ended",
    "ending",
    "done",
    "level",
    "answered",
    "before",
];

/// The bounds of number variables.
const FARTHEST: i64 = 1_000_000;

/// Declares everything that a call names; the state and the variations are read at once, because conditions must know them.
pub(super) fn declare<'t>(root: &'t Node, out: &mut Diagnostics) -> (Names<'t>, Vec<Variable>, Vec<Variation>) {
    let mut names = Names::new();
    if let Some(max) = root.get("clock").and_then(|clock| clock.get("max")).and_then(Node::as_text).and_then(read::seconds_of) {
        names.max_seconds = max;
    }
    group(root, "cast", &mut names.cast, NOT_FOR_CAST, out);
    group(root, "actions", &mut names.actions, &[], out);
    group(root, "assessments", &mut names.assessments, &[], out);
    group(root, "endings", &mut names.endings, &[], out);
    for (_, fact) in group(root, "facts", &mut names.facts, &[], out) {
        names.stays_unknown.push(fact.get("stays_unknown").and_then(Node::as_text) == Some("true"));
    }
    let variables = state(root, &mut names, out);
    let variations = vary(root, &mut names, out);
    for (_, scene) in group(root, "scenes", &mut names.scenes, &[], out) {
        names.ends.push(scene.get("ending").is_some());
        names.choices.push(choices(scene, out));
    }
    (names, variables, variations)
}

/// Declares the names of a group.
fn group<'t>(root: &'t Node, field: &'static str, table: &mut Table<'t>, reserved: &[&str], out: &mut Diagnostics) -> &'t [(Key, Node)] {
    let Some(entries) = root.get(field).and_then(|node| read::group(node, field, out)) else { return &[] };
    too_many(entries.len(), MOST_ENTRIES, root.get(field).map_or(root.span, |node| node.span), field, out);
    for (key, _) in entries {
        check_id(&key.text, key.span, out);
        refuse_reserved(key, reserved, out);
        table.declare(&key.text, key.span);
    }
    entries
}

fn refuse_reserved(key: &Key, reserved: &[&str], out: &mut Diagnostics) {
    if reserved.contains(&key.text.as_str()) {
        out.add(
            RESERVED_ID,
            key.span,
            format!("`{}` is a word of the format and cannot be an id here.", key.text),
            "Choose another id, and write it wherever this one is used.",
        );
    }
}

fn too_many(length: usize, most: usize, span: doorstep_source::Span, field: &str, out: &mut Diagnostics) {
    if length > most {
        let message = format!("`{field}` has {length} entries; at most {most} fit.");
        out.add(TOO_MANY_ENTRIES, doorstep_source::Span::at(span.start), message, "Leave some out.");
    }
}

/// Declares the choices of a scene. Every choice has a place, also one without an id.
fn choices<'t>(scene: &'t Node, out: &mut Diagnostics) -> Table<'t> {
    let mut table = Names::choice_table();
    let Some(items) = scene.get("choices").and_then(Node::as_sequence) else { return table };
    too_many(items.len(), MOST_ENTRIES, scene.span, "choices", out);
    for item in items {
        let id = item.get("id");
        let text = id.and_then(Node::as_text).unwrap_or("");
        let span = id.unwrap_or(item).span;
        if !table.declare(text, span) && !text.is_empty() {
            out.add(DUPLICATE_ID, span, format!("This scene has another choice `{text}`."), "Give one of them another id.");
        }
    }
    table
}

fn state<'t>(root: &'t Node, names: &mut Names<'t>, out: &mut Diagnostics) -> Vec<Variable> {
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
        let read = variable(key, node, out);
        let is_told = read.is_none();
        let variable = read.unwrap_or_else(|| Variable { id: key.text.clone(), min: 0, max: 1, start: 0, is_flag: true });
        names.bounds.push(VariableBounds { is_told, is_flag: variable.is_flag, min: variable.min, max: variable.max });
        variables.push(variable);
    }
    variables
}

fn variable(key: &Key, node: &Node, out: &mut Diagnostics) -> Option<Variable> {
    let id = key.text.clone();
    if let Some(text) = node.as_text() {
        if !matches!(text, "true" | "false") && text.parse::<i32>().is_ok() {
            out.add(
                codes::WRONG_TYPE,
                node.span,
                format!("`{id}` is a number and needs its bounds."),
                format!("Write {id}: {{ min: 0, max: 10, start: {text} }}"),
            );
            return None;
        }
        let start = i32::from(read::boolean(node, &id, out)?);
        return Some(Variable { id, min: 0, max: 1, start, is_flag: true });
    }
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
    Some(Variable { id, min, max, start: start.clamp(min, max), is_flag: false })
}

fn vary<'t>(root: &'t Node, names: &mut Names<'t>, out: &mut Diagnostics) -> Vec<Variation> {
    let Some(entries) = root.get("vary").and_then(|node| read::group(node, "vary", out)) else { return Vec::new() };
    too_many(entries.len(), MOST_ENTRIES, root.get("vary").map_or(root.span, |node| node.span), "vary", out);
    let mut variations = Vec::with_capacity(entries.len());
    for (key, node) in entries {
        if !is_id(&key.text) && !is_variable_name(&key.text) {
            check_id(&key.text, key.span, out);
        }
        refuse_reserved(key, NOT_FOR_STATE, out);
        if names.variables.find(&key.text).is_some() {
            out.add(
                DUPLICATE_ID,
                key.span,
                format!("`{}` is a variable of the state as well; a condition could not tell which is meant.", key.text),
                "Give one of them another name.",
            );
        }
        names.variations.declare(&key.text, key.span);
        let items = read::list(node, &key.text, out).unwrap_or(&[]);
        if node.as_sequence().is_some() {
            not_empty(items.len(), node.span, &key.text, out);
        }
        too_many(items.len(), MOST_VALUES, node.span, &key.text, out);
        let mut values: Vec<&str> = Vec::with_capacity(items.len());
        for item in items.iter().take(MOST_VALUES) {
            let Some(value) = pieces::plain(item, &key.text, out) else { continue };
            if values.contains(&value) {
                out.add(DUPLICATE_ID, item.span, format!("`{value}` stands twice in this list."), "Delete one of them.");
            }
            values.push(value);
        }
        variations.push(Variation { id: key.text.clone(), values: values.iter().map(|value| (*value).to_owned()).collect() });
        names.values.push(values);
    }
    variations
}
