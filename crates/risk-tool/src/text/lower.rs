//! From tree to tool.

use doorstep_source::{Code, Diagnostics, Fields, Node, nearest, read};

use super::tables::{Ids, check_id, check_version};
use super::{
    NOT_A_TOOL, TOOL_TOO_LARGE, TOOL_UNKNOWN_CONSTRUCT, TOOL_UNKNOWN_GROUP, TOOL_UNKNOWN_ITEM, TOOL_UNKNOWN_LEVEL, examples, rules,
};
use crate::{Answer, AnswerOption, Approach, Construct, Direction, Group, Item, ItemSource, Level, Override, RiskTool, Status};

/// What the first line of a tool says.
const FORMAT: &str = "doorstep-tool/1";

/// The longest time until it is assessed again, in seconds: a year.
const LONGEST_REASSESS: u32 = 365 * 86_400;

/// The names that rules and examples refer to.
pub(super) struct Names<'a> {
    pub(super) levels: Ids<'a>,
    pub(super) groups: Ids<'a>,
    pub(super) items: Ids<'a>,
}

/// Makes a tool of a tree. What is wrong is told; a tool made in spite of it is only good for finding more.
pub(super) fn compile(root: &Node, out: &mut Diagnostics) -> Option<RiskTool> {
    let mut fields = Fields::of(root, "the tool", out)?;
    if let Some(node) = fields.required("format", out)
        && let Some(text) = read::text(node, "format", out)
        && text != FORMAT
    {
        out.add(NOT_A_TOOL, node.span, format!("`format` must be `{FORMAT}`; this is `{text}`."), format!("Write `format: {FORMAT}`."));
    }
    let mut names = Names {
        levels: Ids::new("level", TOOL_UNKNOWN_LEVEL),
        groups: Ids::new("group", TOOL_UNKNOWN_GROUP),
        items: Ids::new("item", TOOL_UNKNOWN_ITEM),
    };
    let id = fields.required("id", out).and_then(|node| check_id(node, out)).unwrap_or_default().to_owned();
    let version = fields.required("version", out).and_then(|node| check_version(node, out)).unwrap_or_default();
    let title = text_of(&mut fields, "title", out);
    let language = text_of(&mut fields, "language", out);
    let status = word_of(&mut fields, "status", &[Status::Demonstration, Status::Approved], status_word, out);
    let licence = text_of(&mut fields, "licence", out);
    let may_show_items = fields.required("may_show_items", out).and_then(|node| read::boolean(node, "may_show_items", out));
    let approach = word_of(&mut fields, "approach", APPROACHES, approach_word, out);
    let about = text_of(&mut fields, "about", out);
    let level_nodes = entries(&mut fields, "levels", out);
    let levels: Vec<Level> = level_nodes.iter().filter_map(|node| level(node, &mut names.levels, out)).collect();
    let groups: Vec<Group> = entries(&mut fields, "groups", out).iter().filter_map(|node| group(node, &mut names.groups, out)).collect();
    let answers = fields.required("answers", out).map(|node| answers(node, out)).unwrap_or_default();
    let item_nodes = entries(&mut fields, "items", out);
    let items: Vec<Item> = item_nodes.iter().filter_map(|node| item(node, &mut names, out)).collect();
    let rule_nodes = fields.optional("rules").and_then(|node| read::list(node, "rules", out)).unwrap_or(&[]);
    let rules = rules::rules(rule_nodes, &names, &items, out);
    let r#override = fields.optional("override").and_then(|node| override_of(node, out));
    let example_nodes = fields.optional("examples").and_then(|node| read::list(node, "examples", out)).unwrap_or(&[]);
    let place = fields.place();
    fields.finish(out);

    let tool = RiskTool {
        id,
        version,
        title,
        language,
        status: status.unwrap_or(Status::Demonstration),
        licence,
        may_show_items: may_show_items.unwrap_or(false),
        approach: approach.unwrap_or(Approach::Checklist),
        about,
        levels,
        groups,
        answers,
        items,
        rules,
        r#override: r#override.unwrap_or(Override { direction: Direction::None, needs_reason: false }),
    };
    rules::check_use(&tool, level_nodes, item_nodes, out);
    let had_error = out.has_error();
    if !tool.check_indices() {
        if !had_error {
            let most = "At most 255 levels and 65,535 items and groups can be counted.";
            out.add(TOOL_TOO_LARGE, place, "The tool is larger than its compiled form can hold.", most);
        }
        return None;
    }
    examples::run(&tool, &names, example_nodes, had_error, out);
    Some(tool)
}

fn text_of(fields: &mut Fields<'_>, name: &'static str, out: &mut Diagnostics) -> String {
    fields.required(name, out).and_then(|node| read::text(node, name, out)).unwrap_or_default().to_owned()
}

fn word_of<T: Copy>(
    fields: &mut Fields<'_>,
    name: &'static str,
    all: &[T],
    word: fn(T) -> &'static str,
    out: &mut Diagnostics,
) -> Option<T> {
    fields.required(name, out).and_then(|node| read::word(node, name, all, word, out))
}

/// A list that must hold something.
fn entries<'a>(fields: &mut Fields<'a>, name: &'static str, out: &mut Diagnostics) -> &'a [Node] {
    let Some(node) = fields.required(name, out) else { return &[] };
    let list = read::list(node, name, out).unwrap_or(&[]);
    if list.is_empty() && node.as_sequence().is_some() {
        out.add(doorstep_source::codes::WRONG_TYPE, node.span, format!("`{name}` holds nothing."), "Add at least one entry.");
    }
    list
}

fn level<'a>(node: &'a Node, ids: &mut Ids<'a>, out: &mut Diagnostics) -> Option<Level> {
    let mut fields = Fields::of(node, "this level", out)?;
    let id = ids.declare(fields.required("id", out), out);
    let level = Level {
        id,
        label: text_of(&mut fields, "label", out),
        meaning: text_of(&mut fields, "meaning", out),
        reassess_within: fields
            .optional("reassess_within")
            .and_then(|node| read::duration(node, "reassess_within", 0..=LONGEST_REASSESS, out)),
        duties: texts(fields.optional("duties"), "duties", out),
    };
    fields.finish(out);
    Some(level)
}

fn group<'a>(node: &'a Node, ids: &mut Ids<'a>, out: &mut Diagnostics) -> Option<Group> {
    let mut fields = Fields::of(node, "this group", out)?;
    let group = Group { id: ids.declare(fields.required("id", out), out), label: text_of(&mut fields, "label", out) };
    fields.finish(out);
    Some(group)
}

fn answers(node: &Node, out: &mut Diagnostics) -> Vec<AnswerOption> {
    let mut options = Vec::new();
    for (key, value) in read::group(node, "answers", out).unwrap_or(&[]) {
        let label = read::text(value, &key.text, out).unwrap_or_default().to_owned();
        match Answer::from_word(&key.text) {
            Some(answer) => options.push(AnswerOption { answer, label }),
            None => {
                let words = Answer::ALL.map(Answer::word);
                let mend = match nearest(&key.text, words) {
                    Some(meant) => format!("Write `{meant}`."),
                    None => format!("Use some of: {}.", words.join(", ")),
                };
                out.add(doorstep_source::codes::UNKNOWN_WORD, key.span, format!("There is no answer `{}`.", key.text), mend);
            }
        }
    }
    options
}

fn item<'a>(node: &'a Node, names: &mut Names<'a>, out: &mut Diagnostics) -> Option<Item> {
    let mut fields = Fields::of(node, "this item", out)?;
    let id = names.items.declare(fields.required("id", out), out);
    let group = fields.required("group", out).and_then(|node| names.groups.resolve(node, "group", out));
    let item = Item {
        id,
        // A tool with more groups than can be counted is refused afterwards.
        group: group.and_then(|place| u16::try_from(place).ok()).unwrap_or(0),
        text: text_of(&mut fields, "text", out),
        short: text_of(&mut fields, "short", out),
        must_ask: fields.optional("must_ask").and_then(|node| read::boolean(node, "must_ask", out)).unwrap_or(false),
        source: word_of(&mut fields, "source", SOURCES, source_word, out).unwrap_or(ItemSource::Victim),
        flags: texts(fields.optional("flags"), "flags", out),
        constructs: fields.optional("constructs").map(|node| read_constructs(node, TOOL_UNKNOWN_CONSTRUCT, out)).unwrap_or_default(),
    };
    fields.finish(out);
    Some(item)
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

fn texts(node: Option<&Node>, name: &str, out: &mut Diagnostics) -> Vec<String> {
    let Some(node) = node else { return Vec::new() };
    read::one_or_more(node, name, out).iter().filter_map(|each| read::text(each, name, out)).map(str::to_owned).collect()
}

fn override_of(node: &Node, out: &mut Diagnostics) -> Option<Override> {
    let mut fields = Fields::of(node, "`override`", out)?;
    let direction = word_of(&mut fields, "direction", &[Direction::None, Direction::Up, Direction::Both], direction_word, out);
    let needs = fields.optional("needs").map_or(&[][..], |node| read::one_or_more(node, "needs", out));
    let reasons = needs.iter().filter_map(|each| read::word(each, "needs", &[()], |()| "reason", out)).count();
    fields.finish(out);
    Some(Override { direction: direction?, needs_reason: reasons > 0 })
}

const APPROACHES: &[Approach] =
    &[Approach::Checklist, Approach::Actuarial, Approach::StructuredJudgement, Approach::Triage, Approach::CallHandling];

const fn approach_word(approach: Approach) -> &'static str {
    match approach {
        Approach::Checklist => "checklist",
        Approach::Actuarial => "actuarial",
        Approach::StructuredJudgement => "structured-judgement",
        Approach::Triage => "triage",
        Approach::CallHandling => "call-handling",
    }
}

const fn status_word(status: Status) -> &'static str {
    match status {
        Status::Demonstration => "demonstration",
        Status::Approved => "approved",
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

const fn direction_word(direction: Direction) -> &'static str {
    match direction {
        Direction::None => "none",
        Direction::Up => "up",
        Direction::Both => "both",
    }
}
