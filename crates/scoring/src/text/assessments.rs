//! Assessment points of a key.

use doorstep_risk_tool::LevelIndex;
use doorstep_scenario::{AssessmentIndex, Scenario};
use doorstep_source::{Diagnostics, Fields, Node, Span, read};

use super::names::KeyNames;
use super::{LEVEL_VOTES_MISSING, RAISE_UNCLEAR};
use crate::{AssessmentKey, LevelRule, Raise, RatedSubset};

/// The longest time until it is assessed again, in seconds: a year.
const LONGEST_REASSESS: u32 = 365 * 86_400;

pub(super) fn assessments(
    node: Option<&Node>,
    names: &KeyNames<'_>,
    scenario: &Scenario,
    place: Span,
    out: &mut Diagnostics,
) -> Vec<AssessmentKey> {
    let entries = node.and_then(|node| read::group(node, "assessments", out)).unwrap_or(&[]);
    let mut judged = Vec::new();
    for (key, value) in entries {
        let assessment = names.assessment(&key.text, key.span, out);
        let Some(fields) = Fields::of(value, format!("the assessment point `{}`", key.text), out) else { continue };
        if let Some(point) = point(assessment, fields.named(key.span), names, out) {
            judged.push(point);
        }
    }
    for assessment in &scenario.assessments {
        let told = entries.iter().any(|(key, _)| key.text == assessment.id);
        if !told {
            out.add(
                LEVEL_VOTES_MISSING,
                node.map_or(place, |node| node.span),
                format!("The key does not say how `{}` was graded.", assessment.id),
                format!("Add `{}:` with `level: {{ votes: ... }}` under `assessments`.", assessment.id),
            );
        }
    }
    judged
}

fn point(
    assessment: Option<AssessmentIndex>,
    mut fields: Fields<'_>,
    names: &KeyNames<'_>,
    out: &mut Diagnostics,
) -> Option<AssessmentKey> {
    let votes = fields.required("level", out).and_then(|node| {
        let mut level = Fields::of(node, "`level`", out)?;
        let votes = level.required("votes", out).map(|node| level_votes(node, names, true, out));
        level.finish(out);
        votes
    });
    let reasons = fields
        .optional("reasons")
        .map(|node| names.by_reader(node, "reasons", out, |node, out| read::text(node, "a reason", out).map(str::to_owned)));
    let reassess = fields.optional("reassess_within");
    let reassess_within = reassess.and_then(|node| read::duration(node, "reassess_within", 0..=LONGEST_REASSESS, out));
    let cite = fields.optional("cite").map(|node| names.facts(node, "cite", out)).unwrap_or_default();
    let level_rule = fields.optional("level_rule").and_then(|node| level_rule(node, names, out));
    let subsets = fields.optional("rated_subsets").and_then(|node| read::list(node, "rated_subsets", out)).unwrap_or(&[]);
    let rated_subsets = subsets.iter().filter_map(|node| rated_subset(node, names, out)).collect();
    fields.finish(out);
    Some(AssessmentKey {
        assessment: assessment?,
        votes: votes?,
        reasons: reasons.unwrap_or_else(|| vec![None; names.readers.len()]),
        reassess_within,
        cite,
        level_rule,
        rated_subsets,
    })
}

/// Levels by reader; where all must vote, a missing one is told.
fn level_votes(node: &Node, names: &KeyNames<'_>, all: bool, out: &mut Diagnostics) -> Vec<Option<LevelIndex>> {
    let votes = names.by_reader(node, "votes", out, |node, out| names.level_of(node, "a vote", out));
    let given = |reader: &str| node.get(reader).is_some();
    let missing: Vec<&str> = names.readers.ids().filter(|reader| !given(reader)).collect();
    // A vote under a mistyped name has been told; it is not missing besides.
    let too_few = node.as_mapping().is_some_and(|entries| entries.len() < names.readers.len());
    if all && too_few && !missing.is_empty() {
        out.add(
            LEVEL_VOTES_MISSING,
            node.span,
            format!("There is no level vote of {}.", missing.join(", ")),
            "Add a level for each reader of the key.",
        );
    }
    votes
}

fn level_rule(node: &Node, names: &KeyNames<'_>, out: &mut Diagnostics) -> Option<LevelRule> {
    let mut fields = Fields::of(node, "`level_rule`", out)?;
    let base = fields.required("base", out).and_then(|node| names.level_of(node, "base", out));
    let raises = fields.optional("raise").and_then(|node| read::list(node, "raise", out)).unwrap_or(&[]);
    let raise = raises.iter().filter_map(|node| raise(node, names, out)).collect();
    fields.finish(out);
    Some(LevelRule { base: base?, raise })
}

fn raise(node: &Node, names: &KeyNames<'_>, out: &mut Diagnostics) -> Option<Raise> {
    let mut fields = Fields::of(node, "this raise", out)?;
    let any = fields.optional("any");
    let all = fields.optional("all");
    let (count, of) = (fields.optional("at_least"), fields.optional("of"));
    let to = fields.required("to", out).and_then(|node| names.level_of(node, "to", out));
    fields.finish(out);
    let (at_least, of) = match (any, all, count, of) {
        (Some(any), None, None, None) => (1, names.factors.all(any, "any", out)),
        (None, Some(all), None, None) => {
            let factors = names.factors.all(all, "all", out);
            (u16::try_from(factors.len()).ok()?, factors)
        }
        (None, None, Some(count), Some(of)) => {
            let factors = names.factors.all(of, "of", out);
            let most = of.as_sequence().map_or(1, <[Node]>::len).max(1);
            let count = read::integer(count, "at_least", 1..=i64::try_from(most).unwrap_or(1), out)?;
            (u16::try_from(count).ok()?, factors)
        }
        _ => {
            out.add(
                RAISE_UNCLEAR,
                node.span,
                "This raise does not say in one way which factors raise the level.",
                "Write `any: [factor]`, `all: [factor, factor]`, or `at_least: 2, of: [factor, factor, factor]`.",
            );
            return None;
        }
    };
    Some(Raise { at_least, of, to: to? })
}

fn rated_subset(node: &Node, names: &KeyNames<'_>, out: &mut Diagnostics) -> Option<RatedSubset> {
    let mut fields = Fields::of(node, "this set", out)?;
    let present = fields.required("present", out).map(|node| names.factors.all(node, "present", out));
    let votes = fields.required("votes", out).map(|node| level_votes(node, names, false, out));
    fields.finish(out);
    Some(RatedSubset { present: present?, votes: votes? })
}
