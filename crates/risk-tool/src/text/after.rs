//! What comes after the result: override, steps, written parts, norms; and who approved the tool.

use doorstep_source::{Diagnostics, Fields, Node, read};

use super::TOOL_UNKNOWN_LEVEL;
use super::lower::{Context, text_of, texts, word_of};
use super::tables::{Ids, date};
use crate::{Approval, Direction, Logic, Norm, NormRow, Override, Stage, Step, Test, Written};

/// Reads what follows the result.
pub(super) fn after(fields: &mut Fields<'_>, context: &mut Context, logic: &mut Logic, out: &mut Diagnostics) {
    let list = |fields: &mut Fields<'_>, name: &'static str, out: &mut Diagnostics| {
        fields.optional(name).and_then(|node| read::list(node, name, out)).unwrap_or(&[]).to_vec()
    };
    let mut ids = Ids::new("written part", TOOL_UNKNOWN_LEVEL);
    logic.written = list(fields, "written", out).iter().filter_map(|node| written(node, &mut ids, context, out)).collect();
    let mut ids = Ids::new("step", TOOL_UNKNOWN_LEVEL);
    logic.steps = list(fields, "protocol", out).iter().filter_map(|node| step(node, &mut ids, context, out)).collect();
    let mut ids = Ids::new("norm table", TOOL_UNKNOWN_LEVEL);
    logic.norms = list(fields, "norms", out).iter().filter_map(|node| norm(node, &mut ids, context, out)).collect();
}

fn written(node: &Node, ids: &mut Ids, context: &mut Context, out: &mut Diagnostics) -> Option<Written> {
    let mut fields = Fields::of(node, "this written part", out)?;
    let id = ids.declare(fields.required("id", out), out);
    let label = text_of(&mut fields, "label", out);
    let required = fields.optional("required").and_then(|node| read::boolean(node, "required", out)).unwrap_or(true);
    fields.finish(out);
    context.say(format!("written/{id}"), label);
    Some(Written { id, required })
}

fn step(node: &Node, ids: &mut Ids, context: &mut Context, out: &mut Diagnostics) -> Option<Step> {
    let mut fields = Fields::of(node, "this step", out)?;
    let id = ids.declare(fields.required("id", out), out);
    let says = text_of(&mut fields, "says", out);
    let at = fields.optional("at").map_or(&[][..], |node| read::one_or_more(node, "at", out));
    let at = at.iter().filter_map(|node| context.level(node, out)).collect();
    let when = fields.optional("when").map_or(Some(Test::Always), |node| context.test(node, out));
    let must = fields.optional("must").and_then(|node| read::boolean(node, "must", out)).unwrap_or(true);
    fields.finish(out);
    context.say(format!("step/{id}"), says);
    Some(Step { id, at, when: when?, must })
}

fn norm(node: &Node, ids: &mut Ids, context: &mut Context, out: &mut Diagnostics) -> Option<Norm> {
    let mut fields = Fields::of(node, "this norm table", out)?;
    let id = ids.declare(fields.required("id", out), out);
    let scale = fields.required("scale", out).and_then(|node| context.scale_ids.resolve(node, "scale", out));
    for name in ["source", "population", "outcome"] {
        let text = text_of(&mut fields, name, out);
        context.say(format!("norm/{id}/{name}"), text);
    }
    let people = fields.required("people", out).and_then(|node| read::integer(node, "people", 1..=100_000_000, out));
    let follow_up = fields.required("follow_up", out).and_then(|node| read::duration(node, "follow_up", 86_400..=36_500 * 86_400, out));
    let rows = fields.required("rows", out).and_then(|node| read::list(node, "rows", out)).unwrap_or(&[]);
    fields.finish(out);
    let scale = scale?;
    let rows = rows.iter().filter_map(|node| norm_row(node, scale, context, out)).collect();
    // The bounds fit.
    Some(Norm { id, scale: u8::try_from(scale).ok()?, people: people? as u32, follow_up_days: follow_up? / 86_400, rows })
}

fn norm_row(node: &Node, scale: usize, context: &Context, out: &mut Diagnostics) -> Option<NormRow> {
    let mut fields = Fields::of(node, "this row", out)?;
    let bin = fields.required("bin", out);
    let of = fields.required("of", out).and_then(|node| read::integer(node, "of", 1..=100_000_000, out));
    let had = fields.required("had", out);
    fields.finish(out);
    let of = of?;
    let had = read::integer(had?, "had", 0..=of, out)?;
    let bounds = context.bin(scale, bin?, out)?;
    let bins = context.scales.get(scale).map_or(&[][..], |scale| &scale.bins);
    let place = bins.iter().position(|bin| (bin.from, bin.to) == bounds)?;
    Some(NormRow { bin: u8::try_from(place).ok()?, of: of as u32, had: had as u32 })
}

/// Reads an approval.
pub(super) fn approval(node: &Node, out: &mut Diagnostics) -> Option<Approval> {
    let mut fields = Fields::of(node, "this approval", out)?;
    let force = text_of(&mut fields, "force", out);
    let on = fields.required("on", out).and_then(|node| date(node, "on", out));
    let until = fields.optional("until").and_then(|node| date(node, "until", out));
    fields.finish(out);
    Some(Approval { force, on: on?, until })
}

/// Reads `override`.
pub(super) fn override_of(node: &Node, out: &mut Diagnostics) -> Option<Override> {
    #[derive(Clone, Copy, PartialEq)]
    enum Need {
        Reason,
        Reviewer,
    }
    let need_word = |need| if need == Need::Reason { "reason" } else { "reviewer" };
    let mut fields = Fields::of(node, "`override`", out)?;
    let direction = word_of(&mut fields, "direction", &[Direction::None, Direction::Up, Direction::Both], direction_word, out);
    let needs = fields.optional("needs").map_or(&[][..], |node| read::one_or_more(node, "needs", out));
    let needs: Vec<Need> =
        needs.iter().filter_map(|each| read::word(each, "needs", &[Need::Reason, Need::Reviewer], need_word, out)).collect();
    let by = texts(fields.optional("by"), "by", out);
    let keeps = fields.optional("keeps_mandatory").and_then(|node| read::boolean(node, "keeps_mandatory", out)).unwrap_or(false);
    fields.finish(out);
    Some(Override {
        direction: direction?,
        needs_reason: needs.contains(&Need::Reason),
        needs_reviewer: needs.contains(&Need::Reviewer),
        below_mandatory: direction? == Direction::Both && !keeps,
        by,
    })
}

const fn direction_word(direction: Direction) -> &'static str {
    match direction {
        Direction::None => "none",
        Direction::Up => "up",
        Direction::Both => "both",
    }
}

pub(super) const fn stage_word(stage: Stage) -> &'static str {
    match stage {
        Stage::Initial => "initial",
        Stage::Repeat => "repeat",
        Stage::Secondary => "secondary",
    }
}
