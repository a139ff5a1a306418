//! Questions, conduct and steps of a key.

use doorstep_scenario::{SceneIndex, Step};
use doorstep_source::{Diagnostics, Fields, Node, codes, nearest, read};

use super::acts::deadline;
use super::lower::text_of;
use super::names::KeyNames;
use crate::{Conduct, ConductKind, Question, QuestionKind, StepKey};

const KINDS: &[QuestionKind] =
    &[QuestionKind::Open, QuestionKind::Direct, QuestionKind::Closed, QuestionKind::Leading, QuestionKind::Blaming, QuestionKind::Multiple];

const fn kind_word(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Open => "open",
        QuestionKind::Direct => "direct",
        QuestionKind::Closed => "closed",
        QuestionKind::Leading => "leading",
        QuestionKind::Blaming => "blaming",
        QuestionKind::Multiple => "multiple",
    }
}

const CONDUCT: &[ConductKind] = &[ConductKind::Privacy, ConductKind::Respect, ConductKind::Blame, ConductKind::Collusion];

const fn conduct_word(kind: ConductKind) -> &'static str {
    match kind {
        ConductKind::Privacy => "privacy",
        ConductKind::Respect => "respect",
        ConductKind::Blame => "blame",
        ConductKind::Collusion => "collusion",
    }
}

pub(super) fn questions(node: Option<&Node>, names: &KeyNames<'_>, out: &mut Diagnostics) -> Vec<Question> {
    let entries = node.and_then(|node| read::group(node, "questions", out)).unwrap_or(&[]);
    let mut found = Vec::new();
    for (key, value) in entries {
        let choice = names.choice(&key.text, key.span, out);
        let (kind, why) = if value.as_mapping().is_some() {
            let Some(mut fields) = Fields::of(value, format!("the question `{}`", key.text), out) else { continue };
            let kind = fields.required("kind", out).and_then(|node| read::word(node, "kind", KINDS, kind_word, out));
            let why = fields.optional("why").and_then(|node| read::text(node, "why", out)).map(str::to_owned);
            fields.finish(out);
            (kind, why)
        } else {
            (read::word(value, &key.text, KINDS, kind_word, out), None)
        };
        if let (Some(choice), Some(kind)) = (choice, kind) {
            found.push(Question { choice, kind, why });
        }
    }
    found
}

pub(super) fn apt(node: Option<&Node>, names: &KeyNames<'_>, out: &mut Diagnostics) -> Vec<(SceneIndex, Vec<QuestionKind>)> {
    let entries = node.and_then(|node| read::group(node, "apt", out)).unwrap_or(&[]);
    let mut found = Vec::new();
    for (key, value) in entries {
        let scene = names.call.scenes.resolve(&key.text, key.span, out);
        let kinds = read::one_or_more(value, &key.text, out);
        let kinds = kinds.iter().filter_map(|each| read::word(each, &key.text, KINDS, kind_word, out)).collect();
        if let Some(scene) = scene {
            found.push((SceneIndex(scene), kinds));
        }
    }
    found
}

pub(super) fn conduct(node: Option<&Node>, names: &KeyNames<'_>, out: &mut Diagnostics) -> Vec<Conduct> {
    let entries = node.and_then(|node| read::group(node, "conduct", out)).unwrap_or(&[]);
    let mut found = Vec::new();
    for (key, value) in entries {
        let choice = names.choice(&key.text, key.span, out);
        let Some(fields) = Fields::of(value, format!("the conduct `{}`", key.text), out) else { continue };
        let mut fields = fields.named(key.span);
        let kind = fields.required("kind", out).and_then(|node| read::word(node, "kind", CONDUCT, conduct_word, out));
        let good = fields.required("good", out).and_then(|node| read::boolean(node, "good", out));
        let why = text_of(&mut fields, "why", out);
        fields.finish(out);
        if let (Some(choice), Some(kind), Some(good)) = (choice, kind, good) {
            found.push(Conduct { choice, kind, good, why });
        }
    }
    found
}

pub(super) fn steps(node: Option<&Node>, names: &KeyNames<'_>, out: &mut Diagnostics) -> Vec<StepKey> {
    let entries = node.and_then(|node| read::group(node, "steps", out)).unwrap_or(&[]);
    let mut found = Vec::new();
    for (key, value) in entries {
        let step = Step::from_word(&key.text);
        if step.is_none() {
            let words = Step::ALL.iter().map(|step| step.word());
            let mend = match nearest(&key.text, words.clone()) {
                Some(meant) => format!("Write `{meant}`."),
                None => format!("Write one of: {}.", words.collect::<Vec<_>>().join(", ")),
            };
            out.add(codes::UNKNOWN_WORD, key.span, format!("There is no step `{}`.", key.text), mend);
        }
        let Some(fields) = Fields::of(value, format!("the step `{}`", key.text), out) else { continue };
        let mut fields = fields.named(key.span);
        let any_of = fields.required("any_of", out).map(|node| names.doings(node, out));
        let by = fields.optional("by").and_then(|node| deadline(node, names, out));
        fields.finish(out);
        if let (Some(step), Some(any_of)) = (step, any_of) {
            found.push(StepKey { step, any_of, by });
        }
    }
    found
}
