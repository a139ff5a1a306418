//! Factors of a key.

use doorstep_risk_tool::text::read_constructs;
use doorstep_scenario::text::parse_logic;
use doorstep_scenario::{FactIndex, Scenario};
use doorstep_source::{Diagnostics, Fields, Node, read};

use super::lower::text_of;
use super::names::{KeyNames, named};
use super::terms::{CLAIMS, KeyTerms, claim_word};
use super::{EMPTY_SET, FACTOR_WITHOUT_ITEM, NEVER_SUFFICES, NOTHING_SUFFICES, UNDETERMINED_REQUIRED, UNKNOWN_CONSTRUCT};
use crate::{Factor, Truth};

const TRUTHS: &[Truth] = &[Truth::Present, Truth::Absent, Truth::Undetermined];

const fn truth_word(truth: Truth) -> &'static str {
    match truth {
        Truth::Present => "present",
        Truth::Absent => "absent",
        Truth::Undetermined => "undetermined",
    }
}

pub(super) fn factors(node: Option<&Node>, names: &KeyNames<'_>, scenario: &Scenario, out: &mut Diagnostics) -> Vec<Factor> {
    let entries = named(node, "factors", out);
    entries
        .iter()
        .filter_map(|(key, node)| {
            let fields = Fields::of(node, format!("the factor `{}`", key.text), out)?.named(key.span);
            factor(&key.text, fields, names, scenario, out)
        })
        .collect()
}

fn factor(id: &str, mut fields: Fields<'_>, names: &KeyNames<'_>, scenario: &Scenario, out: &mut Diagnostics) -> Option<Factor> {
    let place = fields.place();
    let label = text_of(&mut fields, "label", out);
    let truth = fields.required("truth", out).and_then(|node| read::word(node, "truth", TRUTHS, truth_word, out));
    let when = fields.optional("when").and_then(|node| parse_logic(node, &mut KeyTerms { names }, out));
    let weight = fields.required("weight", out).and_then(|node| read::integer(node, "weight", 1..=3, out));
    let required_node = fields.optional("required");
    let required = required_node.and_then(|node| read::boolean(node, "required", out)).unwrap_or(false);
    let waived_by = fields.optional("waived_by").map(|node| names.acts.all(node, "waived_by", out)).unwrap_or_default();
    let constructs_node = fields.required("constructs", out);
    let constructs = constructs_node.map(|node| read_constructs(node, UNKNOWN_CONSTRUCT, out)).unwrap_or_default();
    let sufficient_present = fields.optional("sufficient_present").map(|node| sets(node, "sufficient_present", names, scenario, out));
    let sufficient_absent = fields.optional("sufficient_absent").map(|node| sets(node, "sufficient_absent", names, scenario, out));
    let (sufficient_present, sufficient_absent) = (sufficient_present.unwrap_or_default(), sufficient_absent.unwrap_or_default());
    let votes = fields
        .required("votes", out)
        .map(|node| names.by_reader(node, "votes", out, |node, out| read::word(node, "a vote", &CLAIMS, claim_word, out)));
    let why = text_of(&mut fields, "why", out);
    fields.finish(out);

    let truth = truth?;
    if required && truth == Truth::Undetermined {
        out.add(
            UNDETERMINED_REQUIRED,
            required_node.map_or(place, |node| node.span),
            format!("`{id}` is left open by the call, so nobody can be required to find it out."),
            "Write `required: false`, or say whether it is present or absent.",
        );
    }
    let (sets, field) = match truth {
        Truth::Absent => (&sufficient_absent, "sufficient_absent"),
        Truth::Present | Truth::Undetermined => (&sufficient_present, "sufficient_present"),
    };
    if required && truth != Truth::Undetermined && sets.is_empty() {
        out.add(
            NOTHING_SUFFICES,
            place,
            format!("`{id}` is required and {}, and nothing that can be heard suffices for it.", truth_word(truth)),
            format!("Add `{field}: [[fact]]`, or write `required: false`."),
        );
    }
    let spoken_for = names.tool.items.iter().any(|item| item.constructs.iter().any(|construct| constructs.contains(construct)));
    if let Some(node) = constructs_node
        && required
        && !constructs.is_empty()
        && !spoken_for
    {
        out.add(
            FACTOR_WITHOUT_ITEM,
            node.span,
            format!("No item of the tool `{}` speaks for `{id}`, so nobody could answer it.", names.tool.id),
            "Name a construct that an item of the tool has, or write `required: false`: it then only serves the level rule.",
        );
    }
    Some(Factor {
        id: id.to_owned(),
        label,
        truth,
        when,
        // Read within 1 to 3.
        weight: u8::try_from(weight?).ok()?,
        required,
        waived_by,
        constructs,
        sufficient_present,
        sufficient_absent,
        votes: votes.unwrap_or_else(|| vec![None; names.readers.len()]),
        why,
    })
}

/// Sets of facts: a list of lists.
fn sets(node: &Node, name: &str, names: &KeyNames<'_>, scenario: &Scenario, out: &mut Diagnostics) -> Vec<Vec<FactIndex>> {
    let mut sets = Vec::new();
    for each in read::list(node, name, out).unwrap_or(&[]) {
        let facts = names.facts(each, name, out);
        if each.as_sequence().is_some_and(<[Node]>::is_empty) {
            out.add(
                EMPTY_SET,
                each.span,
                format!("A set of `{name}` is empty: it would suffice before anything was heard."),
                "Write the facts that suffice together, or leave the set out.",
            );
        }
        if let Some(open) = facts.iter().filter_map(|fact| scenario.facts.get(fact.at())).find(|fact| fact.stays_unknown) {
            out.add(
                NEVER_SUFFICES,
                each.span,
                format!("No play reveals `{}`, so this set can never suffice.", open.id),
                "Leave the set out, or let something in the call reveal the fact.",
            );
        }
        sets.push(facts);
    }
    sets
}
