//! Facts: what can be learned, and what turns out otherwise.

use doorstep_source::{Diagnostics, Fields, Key, Node, Span, read};

use super::{Names, Phrase, Places, REPLACES_IN_A_CIRCLE, REPLACES_NOTHING, pieces};
use crate::{CastIndex, Fact, FactIndex, Source};

/// Reads the facts.
pub(super) fn facts(entries: &[(Key, Node)], names: &Names<'_>, places: &mut Places, out: &mut Diagnostics) -> Vec<Fact> {
    let mut facts = Vec::with_capacity(entries.len());
    let mut replaces_at = Vec::with_capacity(entries.len());
    for (key, node) in entries {
        let Some(inner) = Fields::of(node, format!("The fact `{}`", key.text), out) else { continue };
        let mut inner = inner.named(key.span);
        let text = inner.required("text", out).and_then(|node| pieces::text(node, "text", names, out));
        let source = inner.required("source", out).and_then(|node| source(node, names, out));
        let stays = inner.optional("stays_unknown").and_then(|node| read::boolean(node, "stays_unknown", out));
        let replaced = inner.optional("replaces");
        let phrases = inner.optional("phrases");
        inner.finish(out);
        replaces_at.push(replaced.map_or(key.span, |node| node.span));
        places.phrases.push(phrases.map(|node| self::phrases(node, out)).unwrap_or_default());
        facts.push(Fact {
            id: key.text.clone(),
            text: text.unwrap_or_default(),
            source: source.unwrap_or(Source::Scene),
            stays_unknown: stays.unwrap_or(false),
            replaces: replaced.map(|node| replaces(node, names, out)).unwrap_or_default(),
        });
    }
    tell_replacements(&facts, &replaces_at, out);
    facts
}

fn source(node: &Node, names: &Names<'_>, out: &mut Diagnostics) -> Option<Source> {
    match read::id(node, "source", out)? {
        "scene" => Some(Source::Scene),
        "records" => Some(Source::Records),
        id => names.cast.resolve(id, node.span, out).map(|place| Source::Cast(CastIndex(place))),
    }
}

fn phrases(node: &Node, out: &mut Diagnostics) -> Vec<Phrase> {
    let items = read::one_or_more(node, "phrases", out).iter();
    items.filter_map(|item| Some(Phrase { words: read::text(item, "phrases", out)?.to_owned(), place: item.span })).collect()
}

fn replaces(node: &Node, names: &Names<'_>, out: &mut Diagnostics) -> Vec<FactIndex> {
    let mut earlier = Vec::new();
    for item in read::one_or_more(node, "replaces", out) {
        let Some(id) = read::id(item, "replaces", out) else { continue };
        let Some(fact) = names.facts.resolve(id, item.span, out).map(FactIndex) else { continue };
        if !earlier.contains(&fact) {
            earlier.push(fact);
        }
    }
    earlier
}

/// Tells facts that replace each other in a circle, and those of which one is never heard.
fn tell_replacements(facts: &[Fact], places: &[Span], out: &mut Diagnostics) {
    let on_a_circle = on_a_circle(facts);
    for ((fact, place), on_a_circle) in facts.iter().zip(places).zip(on_a_circle) {
        if on_a_circle {
            let message = format!("What `{}` replaces replaces it in turn: once all of it is heard, nothing would stand.", fact.id);
            out.add(REPLACES_IN_A_CIRCLE, *place, message, "Keep the direction in which the call corrects it.");
        }
        for earlier in fact.replaces.iter().filter_map(|earlier| facts.get(earlier.at())) {
            if let Some(unknown) = [fact, earlier].into_iter().find(|each| each.stays_unknown) {
                let message = format!("`{}` is said to replace `{}`, and no play reveals `{}`.", fact.id, earlier.id, unknown.id);
                out.add(REPLACES_NOTHING, *place, message, "Delete the `replaces`, or let something reveal the fact.");
            }
        }
    }
}

/// For each fact, whether it lies on a circle of `replaces`, or between two of them.
fn on_a_circle(facts: &[Fact]) -> Vec<bool> {
    let mut ahead: Vec<Vec<usize>> = vec![Vec::new(); facts.len()];
    let mut behind = ahead.clone();
    for (place, fact) in facts.iter().enumerate() {
        for earlier in fact.replaces.iter().map(|each| each.at()).filter(|each| *each < facts.len()) {
            ahead[place].push(earlier);
            behind[earlier].push(place);
        }
    }
    let (leads_to, comes_from) = (endless(&ahead, &behind), endless(&behind, &ahead));
    leads_to.iter().zip(comes_from).map(|(leads_to, comes_from)| *leads_to && comes_from).collect()
}

/// The places from which a way along `ahead` never ends: what is left when those without a way on are taken away one after another.
fn endless(ahead: &[Vec<usize>], behind: &[Vec<usize>]) -> Vec<bool> {
    let mut ways: Vec<usize> = ahead.iter().map(Vec::len).collect();
    let mut ended: Vec<usize> = ways.iter().enumerate().filter(|(_, ways)| **ways == 0).map(|(place, _)| place).collect();
    while let Some(place) = ended.pop() {
        for before in &behind[place] {
            ways[*before] -= 1;
            if ways[*before] == 0 {
                ended.push(*before);
            }
        }
    }
    ways.iter().map(|ways| *ways > 0).collect()
}
