//! From tree to tool.

use doorstep_source::{Diagnostics, Fields, Node, Span, read};

use super::form::{self, AnswerSet};
use super::tables::{Ids, check_id_text, check_version, date};
use super::*;
use crate::{
    Approach, Direction, Group, Item, ItemIndex, ItemLogic, Level, Logic, Override, ResultKind, RiskTool, Scale, Stage, Status, Test,
    Variant,
};

/// What the first line of a tool says.
const FORMAT: &str = "doorstep-tool/1";

/// What is known of a tool while it is read.
pub(super) struct Context {
    pub(super) levels: Ids,
    pub(super) groups: Ids,
    pub(super) sets: Ids,
    /// The tool's usual set of answers, and after it the others.
    pub(super) answer_sets: Vec<AnswerSet>,
    pub(super) items: Vec<Item>,
    pub(super) logic_items: Vec<ItemLogic>,
    /// The questions; one with ratings holds several items.
    pub(super) families: Ids,
    pub(super) family_places: Vec<core::ops::Range<usize>>,
    pub(super) variant_ids: Ids,
    pub(super) variants: Vec<Variant>,
    pub(super) scale_ids: Ids,
    pub(super) scales: Vec<Scale>,
    pub(super) words: Vec<(String, String)>,
    /// Guidance for items, by the name of each: no part of the tool itself.
    pub(super) guidance: Vec<(String, String)>,
}

/// A tool, and the guidance for its items by name.
pub(super) type WithGuidance = (RiskTool, Vec<(String, String)>);

impl Context {
    fn new() -> Self {
        Self {
            levels: Ids::new("level", TOOL_UNKNOWN_LEVEL),
            groups: Ids::new("group", TOOL_UNKNOWN_GROUP),
            sets: Ids::new("set of answers", TOOL_UNKNOWN_ANSWERS),
            answer_sets: Vec::new(),
            items: Vec::new(),
            logic_items: Vec::new(),
            families: Ids::new("item", TOOL_UNKNOWN_ITEM),
            family_places: Vec::new(),
            variant_ids: Ids::new("kind of case", TOOL_UNKNOWN_VARIANT),
            variants: Vec::new(),
            scale_ids: Ids::new("scale", TOOL_UNKNOWN_SCALE),
            scales: Vec::new(),
            words: Vec::new(),
            guidance: Vec::new(),
        }
    }

    /// What is known of a finished tool, to read answers for it.
    pub(super) fn of(tool: &RiskTool) -> Self {
        let mut context = Self::new();
        let nowhere = &mut Diagnostics::new();
        tool.levels.iter().for_each(|level| context.levels.declare_text(level.id.clone(), None, nowhere));
        let sets = core::iter::once(&tool.answers).chain(&tool.answer_sets);
        context.answer_sets = sets.map(|options| AnswerSet { options: options.clone(), values: Vec::new() }).collect();
        for (place, item) in tool.items.iter().enumerate() {
            let question = crate::question_of(&item.id);
            match context.families.position(question).and_then(|at| context.family_places.get_mut(at)) {
                Some(places) => places.end = place + 1,
                None => {
                    context.families.declare_text(question.to_owned(), None, nowhere);
                    context.family_places.push(place..place + 1);
                }
            }
        }
        context.items.clone_from(&tool.items);
        context
    }

    /// Keeps words under a name.
    pub(super) fn say(&mut self, name: String, words: impl Into<String>) {
        self.words.push((name, words.into()));
    }
}

/// Makes a tool of a tree. What is wrong is told; a tool made in spite of it is only good for finding more.
pub(super) fn compile(root: &Node, out: &mut Diagnostics) -> Option<WithGuidance> {
    let mut fields = Fields::of(root, "the tool", out)?;
    if let Some(node) = fields.required("format", out)
        && let Some(text) = read::text(node, "format", out)
        && text != FORMAT
    {
        out.add(NOT_A_TOOL, node.span, format!("`format` must be `{FORMAT}`; this is `{text}`."), format!("Write `format: {FORMAT}`."));
    }
    let mut context = Context::new();
    let id = fields.required("id", out).and_then(|node| tables::check_id(node, out)).unwrap_or_default().to_owned();
    let version = fields.required("version", out).and_then(|node| check_version(node, out)).unwrap_or_default();
    let title = text_of(&mut fields, "title", out);
    let language = tables::check_language(&mut fields, out);
    let status_node = fields.required("status", out);
    let status = status_node.and_then(|node| read::word(node, "status", &[Status::Demonstration, Status::Approved], status_word, out));
    let licence = text_of(&mut fields, "licence", out);
    let may_show_items = fields.required("may_show_items", out).and_then(|node| read::boolean(node, "may_show_items", out));
    let approach = word_of(&mut fields, "approach", &Approach::ALL, Approach::word, out);
    let about = text_of(&mut fields, "about", out);
    let mut logic = Logic::default();
    governance(&mut fields, status_node, status, &mut logic, out);

    let level_nodes = entries(&mut fields, "levels", out);
    let levels: Vec<Level> = level_nodes.iter().filter_map(|node| form::level(node, &mut context, out)).collect();
    let group_nodes = entries(&mut fields, "groups", out);
    let groups: Vec<_> = group_nodes.iter().filter_map(|node| form::group(node, &mut context, out)).collect();
    let usual = fields.required("answers", out).map(|node| form::answers(node, "answers", out)).unwrap_or_default();
    context.answer_sets.push(usual);
    for (key, node) in fields.optional("answer_sets").and_then(|node| read::group(node, "answer_sets", out)).unwrap_or(&[]) {
        check_id_text(&key.text, key.span, out);
        context.sets.declare_text(key.text.clone(), Some(key.span), out);
        context.say(format!("answer-set/{}", context.answer_sets.len() - 1), &*key.text);
        context.answer_sets.push(form::answers(node, &key.text, out));
    }
    let item_nodes = entries(&mut fields, "items", out);
    let late: Vec<_> = item_nodes.iter().map(|node| form::item(node, &mut context, out)).collect();
    let variant_nodes = fields.optional("variants").and_then(|node| read::list(node, "variants", out)).unwrap_or(&[]);
    for node in variant_nodes {
        variant(node, &mut context, out);
    }
    asked_if(&late, &groups, &mut context, out);

    let mut places = Places { levels: level_nodes, items: Vec::new(), bins: Vec::new(), rules: Vec::new(), scales: Vec::new() };
    for (node, late) in item_nodes.iter().zip(&late) {
        let span = node.get("id").map_or(node.span, |id| id.span);
        places.items.extend(late.iter().flat_map(|late| late.places.clone()).map(|_| span));
    }
    logic.applies = rules::applies(&mut fields, &mut context, out);
    let bin_rules = scales::scales(&mut fields, &mut context, &mut places, out);
    rules::rules(&mut fields, bin_rules, &mut context, &mut logic, &mut places, out);
    let override_node = fields.optional("override");
    let r#override = override_node.and_then(|node| after::override_of(node, out));
    after::after(&mut fields, &mut context, &mut logic, out);
    let example_nodes = fields.optional("examples").and_then(|node| read::list(node, "examples", out)).unwrap_or(&[]);
    let place = fields.place();
    let result_span = fields.optional("result").map_or(place, |node| node.span);
    let monotone_span = fields.optional("monotone").map_or(place, |node| node.span);
    fields.finish(out);

    logic.items = core::mem::take(&mut context.logic_items);
    logic.variants = core::mem::take(&mut context.variants);
    logic.scales = core::mem::take(&mut context.scales);
    let mut sets = context.answer_sets.iter().map(|set| set.options.clone());
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
        groups: groups.into_iter().map(|(group, _, _)| group).collect::<Vec<Group>>(),
        answers: sets.next().unwrap_or_default(),
        answer_sets: sets.collect(),
        items: context.items.clone(),
        r#override: r#override.unwrap_or(Override::of(Direction::None, false)),
        program: Vec::new(),
        logic: Vec::new(),
        words: core::mem::take(&mut context.words),
    };
    if out.has_error() {
        // Examples are not read: what they say rests on the rest, and would only be told twice.
        return None;
    }
    let sealed = tool.check_indices().then(|| tool.with_logic(&logic)).flatten();
    let Some(tool) = sealed else {
        let most = "A tool holds at most 255 levels, 256 items (a rating counts), 16 scales, 128 rules (parts and cells with a level count) and 64 steps.";
        out.add(TOOL_TOO_LARGE, place, "The tool is larger than its compiled form can hold.", most);
        return None;
    };
    let spans = checks::Spans { result: result_span, monotone: monotone_span, r#override: override_node.map_or(place, |node| node.span) };
    checks::check(&tool, &logic, &places, &spans, out);
    if !out.has_error() {
        examples::run(&tool, &logic, &context, example_nodes, out);
    }
    if example_nodes.is_empty() && !logic.rules.is_empty() {
        let mend = "Add `examples:` with answers and the level that must come out; they are run as the tool's own test.";
        out.add(EXAMPLES_MISSING, place, "No example tries the tool's rules.", mend);
    }
    Some((tool, context.guidance))
}

/// Where things stand in the file, for findings.
pub(super) struct Places<'a> {
    pub(super) levels: &'a [Node],
    pub(super) items: Vec<Span>,
    /// For each scale, where its parts stand.
    pub(super) bins: Vec<Vec<Span>>,
    pub(super) scales: Vec<Span>,
    /// For each rule, parts and cells with a level among them.
    pub(super) rules: Vec<Span>,
}

/// Validity, approvals, stage and result.
fn governance(fields: &mut Fields<'_>, status_node: Option<&Node>, status: Option<Status>, logic: &mut Logic, out: &mut Diagnostics) {
    if let Some(node) = fields.optional("valid")
        && let Some(mut valid) = Fields::of(node, "`valid`", out)
    {
        logic.valid_from = valid.optional("from").and_then(|node| date(node, "from", out));
        logic.valid_until = valid.optional("until").and_then(|node| date(node, "until", out));
        valid.finish(out);
        if let (Some(from), Some(until)) = (logic.valid_from, logic.valid_until)
            && until < from
        {
            out.add(TOOL_DATE, node.span, "The tool ends being valid before it begins.", "Write the earlier day after `from`.");
        }
    }
    let approvals = fields.optional("approved_by").and_then(|node| read::list(node, "approved_by", out)).unwrap_or(&[]);
    logic.approvals = approvals.iter().filter_map(|node| after::approval(node, out)).collect();
    if status == Some(Status::Approved)
        && approvals.is_empty()
        && let Some(node) = status_node
    {
        let mend = "Add `approved_by: [{ force: ..., on: 2026-01-31 }]`, or write `status: demonstration`.";
        out.add(APPROVAL_MISSING, node.span, "The tool says that it is approved, but not by whom.", mend);
    }
    const STAGES: &[Stage] = &[Stage::Initial, Stage::Repeat, Stage::Secondary];
    logic.stage = fields.optional("stage").and_then(|node| read::word(node, "stage", STAGES, after::stage_word, out)).unwrap_or_default();
    logic.follows = fields.optional("follows").and_then(|node| tables::check_id(node, out)).map(str::to_owned);
    const RESULTS: &[ResultKind] = &[ResultKind::Rules, ResultKind::Judged];
    let result = |kind| if kind == ResultKind::Judged { "judged" } else { "rules" };
    logic.result = fields.optional("result").and_then(|node| read::word(node, "result", RESULTS, result, out)).unwrap_or_default();
    logic.monotone = fields.optional("monotone").and_then(|node| read::boolean(node, "monotone", out)).unwrap_or(false);
}

fn variant(node: &Node, context: &mut Context, out: &mut Diagnostics) {
    let Some(mut fields) = Fields::of(node, "this kind of case", out) else { return };
    let id_node = fields.required("id", out);
    let label = text_of(&mut fields, "label", out);
    let when = fields.required("when", out).and_then(|node| context.test(node, out));
    fields.finish(out);
    let id = context.variant_ids.declare(id_node, out);
    context.say(format!("variant/{id}"), label);
    context.variants.push(Variant { id, when: when.unwrap_or(Test::Always) });
}

/// Puts the conditions of items, of their groups and of their kinds of cases together.
fn asked_if(
    late: &[Option<form::LateItem<'_>>],
    groups: &[(Group, Option<&Node>, Option<&Node>)],
    context: &mut Context,
    out: &mut Diagnostics,
) {
    let of_groups: Vec<Vec<(Test, Span)>> = groups
        .iter()
        .map(|(_, opens_if, variant)| {
            let opens = opens_if.and_then(|node| Some((context.test(node, out)?, node.span)));
            let variant = variant.and_then(|node| Some((context.variant_test(node, out)?, node.span)));
            opens.into_iter().chain(variant).collect()
        })
        .collect();
    for late in late.iter().flatten() {
        let own = late.ask_if.and_then(|node| Some((context.test(node, out)?, node.span)));
        let variant = late.variant.and_then(|node| Some((context.variant_test(node, out)?, node.span)));
        let group = context.items.get(late.places.start).map_or(0, |item| usize::from(item.group));
        let mut parts: Vec<(Test, Span)> = of_groups.get(group).cloned().unwrap_or_default();
        parts.extend(own.into_iter().chain(variant));
        for (test, span) in &parts {
            let mut read = Vec::new();
            let mut strange = false;
            items_read(test, &mut read, &mut strange);
            if strange || read.iter().any(|item| item.at() >= late.places.start) {
                let id = context.items.get(late.places.start).map_or("", |item| item.id.as_str());
                out.add(
                    ASKED_BY_A_LATER_ITEM,
                    *span,
                    format!("Whether `{id}` is asked must follow from answers above it."),
                    "Name items that stand further up in the file; scales and an earlier run cannot decide what is asked.",
                );
            }
        }
        let mut tests: Vec<Test> = parts.into_iter().map(|(test, _)| test).collect();
        let test = if tests.len() > 1 { Some(Test::All(tests)) } else { tests.pop() };
        for place in late.places.clone() {
            if let Some(item) = context.logic_items.get_mut(place) {
                item.asked_if.clone_from(&test);
            }
        }
    }
}

/// The items that a condition reads, and whether it reads something that is not on the form.
pub(super) fn items_read(test: &Test, into: &mut Vec<ItemIndex>, strange: &mut bool) {
    match test {
        Test::Always => {}
        Test::Count { of, .. } => into.extend(of.iter().map(|each| each.item)),
        Test::Newly { of, .. } => {
            into.extend(of.iter().map(|each| each.item));
            *strange = true;
        }
        Test::Scale { .. } | Test::EarlierLevel(_) => *strange = true,
        Test::All(parts) | Test::Any(parts) => parts.iter().for_each(|part| items_read(part, into, strange)),
    }
}

pub(super) fn text_of(fields: &mut Fields<'_>, name: &'static str, out: &mut Diagnostics) -> String {
    fields.required(name, out).and_then(|node| read::text(node, name, out)).unwrap_or_default().to_owned()
}

pub(super) fn word_of<T: Copy>(
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

pub(super) fn texts(node: Option<&Node>, name: &str, out: &mut Diagnostics) -> Vec<String> {
    let Some(node) = node else { return Vec::new() };
    read::one_or_more(node, name, out).iter().filter_map(|each| read::text(each, name, out)).map(str::to_owned).collect()
}

const fn status_word(status: Status) -> &'static str {
    match status {
        Status::Demonstration => "demonstration",
        Status::Approved => "approved",
    }
}
