//! What is drawn from the seed: details, and attributes of people.

use doorstep_source::{Diagnostics, Fields, Key, Node, read};

use super::{
    DUPLICATE_ID, Names, ONE_VALUE,
    check::{check_id, is_id, is_variable_name, not_empty},
    pieces,
    tables::{NOT_FOR_STATE, refuse_reserved, too_many},
};
use crate::{Attribute, AttributeKind, CastIndex, MOST_ENTRIES, MOST_VALUES, Variation};

/// Declares the variations.
pub(super) fn vary<'t>(root: &'t Node, names: &mut Names<'t>, out: &mut Diagnostics) -> Vec<Variation> {
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
        let (list, attribute) = if node.as_mapping().is_some() { whole(key, node, names, out) } else { (Some(node), None) };
        let values = list.map(|list| values(key, list, out)).unwrap_or_default();
        if let (Some(list), [only]) = (list.filter(|_| attribute.is_some()), values.as_slice()) {
            let mend = "Write at least two values, or leave the variation out.";
            out.add(ONE_VALUE, list.span, format!("`{}` can only be `{only}`.", key.text), mend);
        }
        // What is written as an attribute is treated as one, even with a mistake in it.
        names.is_attribute.push(node.get("attribute").is_some());
        variations.push(Variation { id: key.text.clone(), values: values.iter().map(|value| (*value).to_owned()).collect(), attribute });
        names.values.push(values);
    }
    variations
}

/// A variation in its long form: `values`, and whose attribute it is.
fn whole<'t>(key: &Key, node: &'t Node, names: &Names<'t>, out: &mut Diagnostics) -> (Option<&'t Node>, Option<Attribute>) {
    let Some(fields) = Fields::of(node, format!("The variation `{}`", key.text), out) else { return (None, None) };
    let mut fields = fields.named(key.span);
    let values = fields.required("values", out);
    let attribute = fields.optional("attribute");
    fields.finish(out);
    let attribute = attribute.and_then(|node| {
        let mut fields = Fields::of(node, "The attribute", out)?;
        let person = fields.required("person", out).and_then(|node| {
            let id = read::id(node, "person", out)?;
            names.cast.resolve(id, node.span, out).map(CastIndex)
        });
        let kind = fields.required("kind", out);
        let kind = kind.and_then(|node| read::word(node, "kind", AttributeKind::ALL, AttributeKind::word, out));
        fields.finish(out);
        Some(Attribute { person: person?, kind: kind? })
    });
    (values, attribute)
}

fn values<'t>(key: &Key, node: &'t Node, out: &mut Diagnostics) -> Vec<&'t str> {
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
    values
}
