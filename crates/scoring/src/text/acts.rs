//! Acts and critical errors of a key.

use doorstep_scenario::Step;
use doorstep_scenario::text::parse_logic;
use doorstep_source::{Diagnostics, Fields, Node, read};

use super::lower::text_of;
use super::names::{GROUPS, KeyNames, group_word, named};
use super::terms::KeyTerms;
use super::{ACT_NAMED_LIKE_GROUP, ACT_WITHOUT_WHY, VALUE_AGAINST_EXPECT};
use crate::{Act, Critical, CriticalClass, Deadline, Expect};

/// The longest time of a deadline, in seconds: a day.
const LATEST: u32 = 86_400;

const EXPECTATIONS: &[Expect] = &[Expect::Must, Expect::Should, Expect::Neutral, Expect::MustNot];

const fn expect_word(expect: Expect) -> &'static str {
    match expect {
        Expect::Must => "must",
        Expect::Should => "should",
        Expect::Neutral => "neutral",
        Expect::MustNot => "must-not",
    }
}

/// The values that go with what is expected.
const fn values(expect: Expect) -> &'static [i64] {
    match expect {
        Expect::Must => &[2],
        Expect::Should => &[1],
        Expect::Neutral => &[0],
        Expect::MustNot => &[-1, -3],
    }
}

const fn class_word(class: CriticalClass) -> &'static str {
    match class {
        CriticalClass::K1 => "K1",
        CriticalClass::K2 => "K2",
    }
}

pub(super) fn acts(node: Option<&Node>, names: &KeyNames<'_>, out: &mut Diagnostics) -> Vec<Act> {
    let entries = named(node, "acts", out);
    entries
        .iter()
        .filter_map(|(key, node)| {
            if GROUPS.map(group_word).contains(&key.text.as_str()) {
                let message = format!("`{}` is the name of a group of acts.", key.text);
                out.add(ACT_NAMED_LIKE_GROUP, key.span, message, "Give the act another id, so that done(...) says which is meant.");
            }
            let fields = Fields::of(node, format!("the act `{}`", key.text), out)?.named(key.span);
            act(&key.text, fields, names, out)
        })
        .collect()
}

fn act(id: &str, mut fields: Fields<'_>, names: &KeyNames<'_>, out: &mut Diagnostics) -> Option<Act> {
    let place = fields.place();
    let label = text_of(&mut fields, "label", out);
    let expect = fields.required("expect", out).and_then(|node| read::word(node, "expect", EXPECTATIONS, expect_word, out));
    let value_node = fields.required("value", out);
    let value = value_node.and_then(|node| read::integer(node, "value", -3..=2, out));
    let group = fields.required("group", out).and_then(|node| read::word(node, "group", &GROUPS, group_word, out));
    let any_of = fields.required("any_of", out).map(|node| names.doings(node, out));
    let by = fields.optional("by").and_then(|node| deadline(node, names, out));
    let when = fields.optional("when").and_then(|node| parse_logic(node, &mut KeyTerms { names }, out));
    let step = fields.optional("step").and_then(|node| read::word(node, "step", Step::ALL, Step::word, out));
    let why = fields.optional("why").and_then(|node| read::text(node, "why", out));
    fields.finish(out);

    let expect = expect?;
    if matches!(expect, Expect::Must | Expect::MustNot) && why.is_none() {
        let message = format!("`{id}` {} be done, and the key does not say why.", if expect == Expect::Must { "must" } else { "must not" });
        out.add(ACT_WITHOUT_WHY, place, message, "Add `why:` with a sentence or two for the debrief.");
    }
    if let (Some(node), Some(value)) = (value_node, value)
        && !values(expect).contains(&value)
    {
        let fitting: Vec<String> = values(expect).iter().map(i64::to_string).collect();
        out.add(
            VALUE_AGAINST_EXPECT,
            node.span,
            format!("The value {value} does not go with `expect: {}`.", expect_word(expect)),
            format!("Write {}, or change what is expected.", fitting.join(" or ")),
        );
    }
    Some(Act {
        id: id.to_owned(),
        label,
        expect,
        // Read within -3 to 2.
        value: i8::try_from(value?).ok()?,
        group: group?,
        any_of: any_of?,
        by,
        when,
        step,
        why: why.unwrap_or_default().to_owned(),
    })
}

/// An assessment point, or a time of the call.
pub(super) fn deadline(node: &Node, names: &KeyNames<'_>, out: &mut Diagnostics) -> Option<Deadline> {
    let text = read::text(node, "by", out)?;
    if text.starts_with(|first: char| first.is_ascii_digit()) {
        return read::duration(node, "by", 1..=LATEST, out).map(Deadline::Second);
    }
    names.assessment(text, node.span, out).map(Deadline::Assessment)
}

pub(super) fn critical(node: Option<&Node>, names: &KeyNames<'_>, out: &mut Diagnostics) -> Vec<Critical> {
    let entries = named(node, "critical", out);
    entries
        .iter()
        .filter_map(|(key, node)| {
            let mut fields = Fields::of(node, format!("the critical error `{}`", key.text), out)?.named(key.span);
            let classes = &[CriticalClass::K1, CriticalClass::K2];
            let class = fields.required("class", out).and_then(|node| read::word(node, "class", classes, class_word, out));
            let label = text_of(&mut fields, "label", out);
            let when = fields.required("when", out).and_then(|node| parse_logic(node, &mut KeyTerms { names }, out));
            let why = text_of(&mut fields, "why", out);
            fields.finish(out);
            Some(Critical { id: key.text.clone(), label, class: class?, when: when?, why })
        })
        .collect()
}
