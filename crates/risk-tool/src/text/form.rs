//! What the form shows: levels, groups, sets of answers, items.

use doorstep_source::{Code, Diagnostics, Fields, Node, codes, nearest, read};

use super::lower::{Context, text_of, texts, word_of};
use super::tables::{Ids, check_id_text};
use super::{TOO_MANY_GRADES, TOOL_UNKNOWN_CONSTRUCT};
use crate::{Answer, AnswerOption, Construct, Group, Item, ItemIndex, ItemLogic, ItemSource, Level, MOST_GRADES, Role, Window};

/// The longest time until it is assessed again, in seconds: a year.
const LONGEST_REASSESS: u32 = 365 * 86_400;
/// The longest window, in seconds: a hundred years.
const LONGEST_WINDOW: u32 = 36_500 * 86_400;

/// A set of answers with the value of each.
#[derive(Default)]
pub(super) struct AnswerSet {
    pub(super) options: Vec<AnswerOption>,
    pub(super) values: Vec<i32>,
}

pub(super) fn level(node: &Node, context: &mut Context, out: &mut Diagnostics) -> Option<Level> {
    let mut fields = Fields::of(node, "this level", out)?;
    let id = context.levels.declare(fields.required("id", out), out);
    let level = Level {
        label: text_of(&mut fields, "label", out),
        meaning: text_of(&mut fields, "meaning", out),
        reassess_within: fields
            .optional("reassess_within")
            .and_then(|node| read::duration(node, "reassess_within", 0..=LONGEST_REASSESS, out)),
        duties: texts(fields.optional("duties"), "duties", out),
        id,
    };
    for (place, text) in texts(fields.optional("refer"), "refer", out).into_iter().enumerate() {
        context.say(format!("level/{}/refer/{place}", level.id), text);
    }
    if let Some(text) = fields.optional("approval").and_then(|node| read::text(node, "approval", out)) {
        context.say(format!("level/{}/approval", level.id), text);
    }
    fields.finish(out);
    Some(level)
}

/// A group with what opens it: its condition and its kinds of cases.
pub(super) fn group<'a>(
    node: &'a Node,
    context: &mut Context,
    out: &mut Diagnostics,
) -> Option<(Group, Option<&'a Node>, Option<&'a Node>)> {
    let mut fields = Fields::of(node, "this group", out)?;
    let id = context.groups.declare(fields.required("id", out), out);
    let group = Group { id, label: text_of(&mut fields, "label", out) };
    let (opens_if, variant) = (fields.optional("opens_if"), fields.optional("variant"));
    fields.finish(out);
    Some((group, opens_if, variant))
}

/// A set of answers: `class: label`, or `id: { is: class, label: ..., value: ... }` for a scale of grades.
pub(super) fn answers(node: &Node, name: &str, out: &mut Diagnostics) -> AnswerSet {
    let mut set = AnswerSet::default();
    for (key, value) in read::group(node, name, out).unwrap_or(&[]) {
        let (answer, label, worth) = if value.as_mapping().is_some() {
            let Some(mut fields) = Fields::of(value, "this answer", out) else { continue };
            let answer = word_of(&mut fields, "is", &Answer::ALL, Answer::word, out);
            let label = text_of(&mut fields, "label", out);
            let worth = fields.optional("value").and_then(|node| read::integer(node, "value", -1000..=1000, out));
            fields.finish(out);
            if Answer::from_word(&key.text).is_none() {
                check_id_text(&key.text, key.span, out);
            }
            (answer, label, worth)
        } else {
            let answer = Answer::from_word(&key.text);
            if answer.is_none() {
                let words = Answer::ALL.map(Answer::word);
                let mend = match nearest(&key.text, words) {
                    Some(meant) => format!("Write `{meant}`."),
                    None => format!("Use some of: {}; or say what it is: {{ is: yes, label: ... }}.", words.join(", ")),
                };
                out.add(codes::UNKNOWN_WORD, key.span, format!("There is no answer `{}`.", key.text), mend);
            }
            (answer, read::text(value, &key.text, out).unwrap_or_default().to_owned(), None)
        };
        let Some(answer) = answer else { continue };
        let grade = set.options.iter().filter(|option| option.answer == answer).count();
        if grade >= usize::from(MOST_GRADES) {
            let message = format!("More than eight answers are `{}`.", answer.word());
            out.add(TOO_MANY_GRADES, key.span, message, "Leave some out: eight grades of one class are the most.");
            continue;
        }
        let usual = i32::from(matches!(answer, Answer::Yes | Answer::Partly));
        // Both are bounded above.
        set.options.push(AnswerOption { id: key.text.clone(), answer, grade: grade as u8, label });
        set.values.push(worth.map_or(usual, |worth| worth as i32));
    }
    set
}

/// What an item says beside what the form shows, to be read when every item is known.
pub(super) struct LateItem<'a> {
    pub(super) ask_if: Option<&'a Node>,
    pub(super) variant: Option<&'a Node>,
    /// Its ratings; one place where it has none.
    pub(super) places: core::ops::Range<usize>,
}

/// An item: as many entries as it has ratings.
pub(super) fn item<'a>(node: &'a Node, context: &mut Context, out: &mut Diagnostics) -> Option<LateItem<'a>> {
    let mut fields = Fields::of(node, "this item", out)?;
    let id_node = fields.required("id", out);
    let id = id_node.and_then(|node| super::tables::check_id(node, out)).unwrap_or_default().to_owned();
    let group = fields.required("group", out).and_then(|node| context.groups.resolve(node, "group", out));
    let text = text_of(&mut fields, "text", out);
    let short = text_of(&mut fields, "short", out);
    if let Some(guidance) = fields.optional("guidance").and_then(|node| read::text(node, "guidance", out)) {
        context.guidance.push((format!("{}{id}", crate::GUIDANCE), guidance.to_owned()));
    }
    let set = fields.optional("answers").and_then(|node| context.sets.resolve(node, "answers", out)).map_or(0, |place| place + 1);
    let plain = Item {
        id: id.clone(),
        // A tool with more groups or sets than can be counted is refused afterwards.
        group: group.and_then(|place| u16::try_from(place).ok()).unwrap_or(0),
        text,
        short,
        must_ask: fields.optional("must_ask").and_then(|node| read::boolean(node, "must_ask", out)).unwrap_or(false),
        source: word_of(&mut fields, "source", SOURCES, source_word, out).unwrap_or(ItemSource::Victim),
        flags: texts(fields.optional("flags"), "flags", out),
        constructs: fields.optional("constructs").map(|node| read_constructs(node, TOOL_UNKNOWN_CONSTRUCT, out)).unwrap_or_default(),
        answers: u8::try_from(set).unwrap_or(0),
    };
    let role = fields.optional("role").and_then(|node| read::word(node, "role", ROLES, role_word, out)).unwrap_or_default();
    let window = fields.optional("window").and_then(|node| window(node, out));
    let ratings = fields.optional("ratings").and_then(|node| read::group(node, "ratings", out)).unwrap_or(&[]);
    let (ask_if, variant) = (fields.optional("ask_if"), fields.optional("variant"));
    fields.finish(out);

    let first = context.items.len();
    context.declare_family(&id, id_node.map(|node| node.span), first..first + ratings.len().max(1), out);
    if ratings.is_empty() {
        context.items.push(plain.clone());
        context.logic_items.push(ItemLogic { role, window, ..ItemLogic::default() });
    }
    let mut names = Ids::new("rating", super::TOOL_UNKNOWN_ITEM);
    for (key, value) in ratings {
        check_id_text(&key.text, key.span, out);
        names.declare_text(key.text.clone(), Some(key.span), out);
        let label = read::text(value, &key.text, out).unwrap_or_default();
        context.say(format!("rating/{id}/{}", key.text), label);
        let short = format!("{} ({label})", plain.short);
        context.items.push(Item { id: format!("{id}.{}", key.text), short, ..plain.clone() });
        let rating = Some((key.text.clone(), id.clone()));
        context.logic_items.push(ItemLogic { role, window, rating, asked_if: None });
    }
    Some(LateItem { ask_if, variant, places: first..context.items.len() })
}

fn window(node: &Node, out: &mut Diagnostics) -> Option<Window> {
    if node.as_mapping().is_some() {
        let mut fields = Fields::of(node, "`window`", out)?;
        let past = fields.required("past", out).and_then(|node| read::duration(node, "past", 86_400..=LONGEST_WINDOW, out));
        let before = fields.required("before", out).and_then(|node| read::word(node, "before", &[()], |()| "incident", out));
        fields.finish(out);
        before?;
        return Some(Window::Past { days: past? / 86_400, before_incident: true });
    }
    match read::text(node, "window", out)? {
        "ever" => Some(Window::Ever),
        "incident" => Some(Window::Incident),
        _ => {
            let seconds = read::duration(node, "window", 86_400..=LONGEST_WINDOW, out)?;
            Some(Window::Past { days: seconds / 86_400, before_incident: false })
        }
    }
}

/// Reads one construct or a list of them; a word that is none is told as `unknown`. Tools and keys read them so.
pub fn read_constructs(node: &Node, unknown: Code, out: &mut Diagnostics) -> Vec<Construct> {
    let mut found = Vec::new();
    for each in read::one_or_more(node, "constructs", out) {
        let Some(word) = read::text(each, "constructs", out) else { continue };
        match Construct::from_word(word) {
            Some(construct) => found.push(construct),
            None => {
                let mend = match nearest(word, Construct::ALL.iter().map(|construct| construct.word())) {
                    Some(meant) => format!("Write `{meant}`."),
                    None => "Write one of the constructs in section 4 of the format.".to_owned(),
                };
                out.add(unknown, each.span, format!("There is no construct `{word}`."), mend);
            }
        }
    }
    found
}

impl Context {
    /// Makes a question known under its id, and each of its ratings under `id.rating`.
    fn declare_family(&mut self, id: &str, span: Option<doorstep_source::Span>, places: core::ops::Range<usize>, out: &mut Diagnostics) {
        self.families.declare_text(id.to_owned(), span, out);
        self.family_places.push(places);
    }

    /// The items that an id means: one, or every rating of a question.
    pub(super) fn find_items(&self, node: &Node, name: &str, out: &mut Diagnostics) -> Vec<ItemIndex> {
        let Some(id) = read::text(node, name, out) else { return Vec::new() };
        self.find_items_named(id, node.span, out)
    }

    pub(super) fn find_items_named(&self, id: &str, span: doorstep_source::Span, out: &mut Diagnostics) -> Vec<ItemIndex> {
        // More items than can be counted are refused afterwards.
        let index = |place: usize| ItemIndex(u16::try_from(place).unwrap_or(u16::MAX));
        if let Some(place) = self.items.iter().position(|item| item.id == id) {
            return vec![index(place)];
        }
        match self.families.position(id).and_then(|place| self.family_places.get(place)) {
            Some(places) => places.clone().map(index).collect(),
            None => {
                self.families.tell_unknown(id, span, out);
                Vec::new()
            }
        }
    }
}

const SOURCES: &[ItemSource] = &[ItemSource::Victim, ItemSource::Officer, ItemSource::Records];

const fn source_word(source: ItemSource) -> &'static str {
    match source {
        ItemSource::Victim => "victim",
        ItemSource::Officer => "officer",
        ItemSource::Records => "records",
    }
}

pub(super) const ROLES: &[Role] = &[Role::Risk, Role::Protective, Role::Case, Role::Judgement];

pub(super) const fn role_word(role: Role) -> &'static str {
    match role {
        Role::Risk => "risk",
        Role::Protective => "protective",
        Role::Case => "case",
        Role::Judgement => "judgement",
    }
}
