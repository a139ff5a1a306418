//! The beginning of a call: what it is, whom it is for, what the trainee is told before.

use doorstep_source::{Diagnostics, Fields, Node, read};

use super::{Names, UNKNOWN_FORMAT, check, check::check_id, pieces};
use crate::{Audience, CallKind, CareerStage, Clock, Role, Text};

/// The longest call, in seconds of call time: four weeks, for a second contact and a grade that is looked at again.
pub(super) const LONGEST_CALL: u32 = 28 * 86_400;

/// What stands at the beginning.
pub(super) struct Head {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) language: String,
    pub(super) audience: Audience,
    pub(super) kind: CallKind,
    pub(super) content_notes: Vec<String>,
    pub(super) themes: Vec<String>,
    pub(super) covers: Vec<String>,
    pub(super) tool: String,
    pub(super) you: Text,
    pub(super) control: Vec<Text>,
    pub(super) clock: Clock,
}

/// Reads the beginning.
pub(super) fn head(fields: &mut Fields<'_>, names: &Names<'_>, out: &mut Diagnostics) -> Head {
    if let Some(node) = fields.required("format", out) {
        check::format(node, "doorstep/1", UNKNOWN_FORMAT, out);
    }
    let you_and_control = fields.required("briefing", out).map(|node| briefing(node, names, out)).unwrap_or_default();
    Head {
        id: id(fields, "id", out),
        version: fields.required("version", out).and_then(|node| check::check_version(node, out)).unwrap_or_default(),
        title: words(fields, "title", out),
        summary: words(fields, "summary", out),
        language: fields.required("language", out).and_then(|node| check::language(node, out)).unwrap_or_default(),
        audience: audience(fields, out),
        kind: kind(fields, out),
        content_notes: word_list(fields, "content_notes", out),
        themes: word_list(fields, "themes", out),
        covers: covers(fields, out),
        tool: id(fields, "tool", out),
        you: you_and_control.0,
        control: you_and_control.1,
        clock: clock(fields, out),
    }
}

fn id(fields: &mut Fields<'_>, name: &'static str, out: &mut Diagnostics) -> String {
    let Some(node) = fields.required(name, out) else { return String::new() };
    let Some(text) = read::id(node, name, out) else { return String::new() };
    check_id(text, node.span, out);
    text.to_owned()
}

fn kind(fields: &mut Fields<'_>, out: &mut Diagnostics) -> CallKind {
    let node = fields.optional("kind");
    node.and_then(|node| read::word(node, "kind", CallKind::ALL, CallKind::word, out)).unwrap_or(CallKind::Call)
}

fn words(fields: &mut Fields<'_>, name: &'static str, out: &mut Diagnostics) -> String {
    fields.required(name, out).and_then(|node| pieces::plain(node, name, out)).unwrap_or_default().to_owned()
}

fn word_list(fields: &mut Fields<'_>, name: &'static str, out: &mut Diagnostics) -> Vec<String> {
    let items = fields.optional(name).and_then(|node| read::list(node, name, out)).unwrap_or(&[]);
    items.iter().filter_map(|item| pieces::plain(item, name, out)).map(str::to_owned).collect()
}

fn covers(fields: &mut Fields<'_>, out: &mut Diagnostics) -> Vec<String> {
    let items = fields.optional("covers").and_then(|node| read::list(node, "covers", out)).unwrap_or(&[]);
    let mut tags = Vec::with_capacity(items.len());
    for item in items {
        let Some(tag) = read::id(item, "covers", out) else { continue };
        check_id(tag, item.span, out);
        tags.push(tag.to_owned());
    }
    tags
}

fn audience(fields: &mut Fields<'_>, out: &mut Diagnostics) -> Audience {
    let mut audience = Audience { role: Role::FirstResponder, career_stage: CareerStage::Recruit, minutes: 0 };
    let Some(node) = fields.required("audience", out) else { return audience };
    let Some(mut inner) = Fields::of(node, "The audience", out) else { return audience };
    if let Some(role) = inner.required("role", out).and_then(|node| read::word(node, "role", Role::ALL, Role::word, out)) {
        audience.role = role;
    }
    let stage = inner.required("career_stage", out);
    if let Some(stage) = stage.and_then(|node| read::word(node, "career_stage", CareerStage::ALL, CareerStage::word, out)) {
        audience.career_stage = stage;
    }
    let minutes = inner.required("minutes", out).and_then(|node| read::integer(node, "minutes", 1..=600, out));
    audience.minutes = minutes.and_then(|minutes| u16::try_from(minutes).ok()).unwrap_or(0);
    inner.finish(out);
    audience
}

fn briefing(node: &Node, names: &Names<'_>, out: &mut Diagnostics) -> (Text, Vec<Text>) {
    let Some(mut inner) = Fields::of(node, "The briefing", out) else { return Default::default() };
    let you = inner.required("you", out).and_then(|node| pieces::text(node, "you", names, out)).unwrap_or_default();
    let items = inner.optional("control").and_then(|node| read::list(node, "control", out)).unwrap_or(&[]);
    let control = items.iter().filter_map(|item| pieces::text(item, "control", names, out)).collect();
    inner.finish(out);
    (you, control)
}

fn clock(fields: &mut Fields<'_>, out: &mut Diagnostics) -> Clock {
    let mut clock = Clock { start_minute: 0, max_seconds: LONGEST_CALL };
    let Some(node) = fields.required("clock", out) else { return clock };
    let Some(mut inner) = Fields::of(node, "The clock", out) else { return clock };
    clock.start_minute = inner.required("start", out).and_then(|node| check::time_of_day(node, out)).unwrap_or(0);
    if let Some(max) = inner.required("max", out).and_then(|node| read::duration(node, "max", 60..=LONGEST_CALL, out)) {
        clock.max_seconds = max;
    }
    inner.finish(out);
    clock
}
