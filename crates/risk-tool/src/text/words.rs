//! A tool's wording in another language: a file of words by id. It changes no rule.

use doorstep_source::{Diagnostics, Fields, Node, Span, nearest, read};

use super::lower::text_of;
use super::{NOT_WORDS, WORDS_MISSING, WORDS_OF_ANOTHER_TOOL, WORDS_UNKNOWN};
use crate::{GUIDANCE, NOT_REVIEWED, REVIEWED, RiskTool, TRANSLATION, question_of};

/// What the first line of a wording says.
const FORMAT: &str = "doorstep-tool-words/1";

/// Names of words that are not for people, or that stand with the items.
const NOT_HERE: [&str; 4] = ["rating/", "answer-set/", TRANSLATION, GUIDANCE];

/// The tool with the words of a tree.
pub(super) fn translate(root: &Node, tool: &RiskTool, out: &mut Diagnostics) -> Option<RiskTool> {
    let mut fields = Fields::of(root, "the wording", out)?;
    if let Some(node) = fields.required("format", out)
        && let Some(text) = read::text(node, "format", out)
        && text != FORMAT
    {
        out.add(NOT_WORDS, node.span, format!("`format` must be `{FORMAT}`; this is `{text}`."), format!("Write `format: {FORMAT}`."));
    }
    for (name, expected) in [("tool", &tool.id), ("version", &tool.version)] {
        if let Some(node) = fields.required(name, out)
            && let Some(text) = read::text(node, name, out)
            && text != expected
        {
            let message = format!("This wording is for `{name}: {text}`; the tool says `{expected}`.");
            out.add(WORDS_OF_ANOTHER_TOOL, node.span, message, format!("Go through the wording again, then write `{name}: {expected}`."));
        }
    }
    let mut new = tool.clone();
    new.language = super::tables::check_language(&mut fields, out);
    let is_reviewed = fields.required("reviewed", out).and_then(|node| read::boolean(node, "reviewed", out)).unwrap_or(false);
    new.title = text_of(&mut fields, "title", out);
    new.about = text_of(&mut fields, "about", out);
    let place = fields.place();
    let mut part = |name: &'static str, is_needed: bool, out: &mut Diagnostics| {
        let node = if is_needed { fields.required(name, out) } else { fields.optional(name) };
        Part { place: node.map_or(place, |node| node.span), entries: node.and_then(|node| read::group(node, name, out)).unwrap_or(&[]) }
    };
    let levels = part("levels", true, out);
    levels.each(new.levels.iter_mut().map(|level| (level.id.clone(), level)), out, |node, level, out| {
        let Some(mut fields) = Fields::of(node, "this level", out) else { return };
        level.label = text_of(&mut fields, "label", out);
        level.meaning = text_of(&mut fields, "meaning", out);
        let duties = fields.optional("duties").map_or(&[][..], |node| read::one_or_more(node, "duties", out));
        if duties.len() != level.duties.len() {
            let message = format!("The level has {} duties here and {} in the tool.", duties.len(), level.duties.len());
            out.add(WORDS_MISSING, node.span, message, "Write as many, in the same order.");
        }
        for (old, new) in level.duties.iter_mut().zip(duties) {
            old.replace_range(.., read::text(new, "duties", out).unwrap_or_default());
        }
        fields.finish(out);
    });
    part("groups", true, out).texts(new.groups.iter_mut().map(|group| (group.id.clone(), &mut group.label)), out);
    part("answers", true, out).texts(new.answers.iter_mut().map(|option| (option.id.clone(), &mut option.label)), out);
    let names: Vec<String> = (0..new.answer_sets.len()).map(|place| tool.word(&format!("answer-set/{place}")).to_owned()).collect();
    let sets = part("answer_sets", !names.is_empty(), out);
    sets.each(names.into_iter().zip(&mut new.answer_sets), out, |node, set, out| {
        let part = Part { place: node.span, entries: read::group(node, "answer_sets", out).unwrap_or(&[]) };
        part.texts(set.iter_mut().map(|option| (option.id.clone(), &mut option.label)), out);
    });
    items(&part("items", true, out), &mut new, out);
    let is_here = |name: &str| !NOT_HERE.iter().any(|prefix| name.starts_with(prefix));
    let words = part("words", tool.words.iter().any(|(name, _)| is_here(name)), out);
    let known = new.words.iter_mut().filter(|(name, _)| is_here(name));
    words.texts(known.map(|(name, text)| (name.clone(), text)), out);
    fields.finish(out);
    new.words.retain(|(name, _)| name != TRANSLATION);
    new.words.push((TRANSLATION.to_owned(), if is_reviewed { REVIEWED } else { NOT_REVIEWED }.to_owned()));
    Some(new)
}

/// The ratings of an item with their labels.
type Labels = Vec<(String, String)>;

/// Items by question; the ratings of one have its words.
fn items(part: &Part<'_>, new: &mut RiskTool, out: &mut Diagnostics) {
    let mut ids: Vec<String> = new.items.iter().map(|item| question_of(&item.id).to_owned()).collect();
    ids.dedup();
    // The question, its text, its short label, and the label of each rating.
    let mut read_items: Vec<(String, String, String, Labels)> = Vec::new();
    let mut guidance: Vec<(String, String)> = Vec::new();
    part.each(ids.into_iter().map(|id| (id.clone(), id)), out, |node, id, out| {
        let Some(mut fields) = Fields::of(node, "this item", out) else { return };
        let text = text_of(&mut fields, "text", out);
        let short = text_of(&mut fields, "short", out);
        let name = format!("{GUIDANCE}{id}");
        if new.words.iter().any(|(known, _)| *known == name) {
            guidance.push((name, text_of(&mut fields, "guidance", out)));
        }
        let prefix = format!("rating/{id}/");
        let ratings: Vec<String> = new.words.iter().filter_map(|(name, _)| name.strip_prefix(&prefix)).map(str::to_owned).collect();
        let mut labels: Labels = ratings.into_iter().map(|rating| (rating, String::new())).collect();
        let node = if labels.is_empty() { fields.optional("ratings") } else { fields.required("ratings", out) };
        if let Some(node) = node {
            let part = Part { place: node.span, entries: read::group(node, "ratings", out).unwrap_or(&[]) };
            part.texts(labels.iter_mut().map(|(rating, label)| (rating.clone(), label)), out);
        }
        fields.finish(out);
        read_items.push((id, text, short, labels));
    });
    for (id, text, short, labels) in read_items {
        for item in new.items.iter_mut().filter(|item| question_of(&item.id) == id) {
            item.text.clone_from(&text);
            let rating = item.id.split_once('.').and_then(|(_, rating)| labels.iter().find(|(name, _)| name == rating));
            item.short = rating.map_or_else(|| short.clone(), |(_, label)| format!("{short} ({label})"));
        }
        for (rating, label) in labels {
            let name = format!("rating/{id}/{rating}");
            say(new, &name, label);
        }
    }
    for (name, words) in guidance {
        say(new, &name, words);
    }
}

/// Puts other words under a name that is known.
fn say(tool: &mut RiskTool, name: &str, words: String) {
    if let Some((_, known)) = tool.words.iter_mut().find(|(known, _)| known == name) {
        *known = words;
    }
}

/// A group of words by id.
struct Part<'a> {
    place: Span,
    entries: &'a [(doorstep_source::Key, Node)],
}

impl Part<'_> {
    /// Takes each thing that the tool has; tells what is missing and what is unknown.
    fn each<T>(&self, known: impl Iterator<Item = (String, T)>, out: &mut Diagnostics, mut take: impl FnMut(&Node, T, &mut Diagnostics)) {
        let mut ids = Vec::new();
        for (id, thing) in known {
            match self.entries.iter().find(|(key, _)| key.text == id) {
                Some((_, node)) => take(node, thing, out),
                None => {
                    let mend = "Add it; a wording says everything that the tool says.";
                    out.add(WORDS_MISSING, self.place, format!("There are no words for `{id}`."), mend);
                }
            }
            ids.push(id);
        }
        for (key, _) in self.entries.iter().filter(|(key, _)| !ids.contains(&key.text)) {
            let mend = match nearest(&key.text, ids.iter().map(String::as_str)) {
                Some(meant) => format!("Write `{meant}`."),
                None => "Take it away.".to_owned(),
            };
            out.add(WORDS_UNKNOWN, key.span, format!("The tool has nothing that is called `{}` here.", key.text), mend);
        }
    }

    fn texts<'t>(&self, known: impl Iterator<Item = (String, &'t mut String)>, out: &mut Diagnostics) {
        self.each(known, out, |node, text, out| {
            read::text(node, "words", out).unwrap_or_default().clone_into(text);
        });
    }
}
