//! What a call declares, read before anything that refers to it.

use doorstep_source::{Diagnostics, Key, Node, read};

use super::{DUPLICATE_ID, Names, RESERVED_ID, TOO_MANY_ENTRIES, Table, check::check_id, state, vary};
use crate::{MOST_ENTRIES, Variable, Variation};

/// Words of a line that cannot name somebody, and words of a fact's source.
const NOT_FOR_CAST: &[&str] = &["when", "reveals", "narrator", "language", "you", "scene", "records"];

/// Words of conditions, those of a key included, that cannot name a variable or a variation.
pub(super) const NOT_FOR_STATE: &[&str] = &[
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
    "stands",
    "overhears",
    "start",
    "stop",
];

/// Declares everything that a call names; the state and the variations are read at once, because conditions must know them.
pub(super) fn declare<'t>(root: &'t Node, out: &mut Diagnostics) -> (Names<'t>, Vec<Variable>, Vec<Variation>) {
    let mut names = Names::new();
    if let Some(max) = root.get("clock").and_then(|clock| clock.get("max")).and_then(Node::as_text).and_then(read::seconds_of) {
        names.max_seconds = max;
    }
    let people = group(root, "cast", &mut names.cast, NOT_FOR_CAST, out);
    group(root, "actions", &mut names.actions, &[], out);
    group(root, "assessments", &mut names.assessments, &[], out);
    group(root, "endings", &mut names.endings, &[], out);
    for (_, fact) in group(root, "facts", &mut names.facts, &[], out) {
        names.stays_unknown.push(fact.get("stays_unknown").and_then(Node::as_text) == Some("true"));
    }
    replaced(root, &mut names);
    let mut variables = state::state(root, &mut names, out);
    state::whereabouts(people, &mut names, &mut variables, out);
    let variations = vary::vary(root, &mut names, out);
    for (_, scene) in group(root, "scenes", &mut names.scenes, &[], out) {
        names.ends.push(scene.get("ending").is_some());
        names.choices.push(choices(scene, out));
    }
    (names, variables, variations)
}

/// Which facts replace which: conditions must know it. What is wrong with the names is told when the facts are read.
fn replaced(root: &Node, names: &mut Names<'_>) {
    names.replaced_by = vec![Vec::new(); names.facts.len()];
    for ((_, fact), place) in root.get("facts").and_then(Node::as_mapping).unwrap_or(&[]).iter().zip(0_u16..) {
        let Some(node) = fact.get("replaces") else { continue };
        let named = node.as_sequence().unwrap_or(core::slice::from_ref(node));
        for earlier in named.iter().filter_map(|each| names.facts.find(each.as_text()?.trim())) {
            let by = &mut names.replaced_by[usize::from(earlier)];
            if !by.contains(&place) {
                by.push(place);
            }
        }
    }
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

pub(super) fn refuse_reserved(key: &Key, reserved: &[&str], out: &mut Diagnostics) {
    if reserved.contains(&key.text.as_str()) {
        out.add(
            RESERVED_ID,
            key.span,
            format!("`{}` is a word of the format and cannot be an id here.", key.text),
            "Choose another id, and write it wherever this one is used.",
        );
    }
}

pub(super) fn too_many(length: usize, most: usize, span: doorstep_source::Span, field: &str, out: &mut Diagnostics) {
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
