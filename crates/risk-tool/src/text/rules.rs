//! Rules, matrices, and when the tool can be used at all.

use doorstep_source::{Diagnostics, Fields, Node, Span, read};

use super::lower::{Context, Places, text_of};
use super::tables::{Ids, check_id};
use super::{MATRIX_SHAPE, TOOL_UNKNOWN_LEVEL};
use crate::{Applies, Logic, Origin, Rule, Test};

/// Reads `applies_if`.
pub(super) fn applies(fields: &mut Fields<'_>, context: &mut Context, out: &mut Diagnostics) -> Vec<Applies> {
    let nodes = fields.optional("applies_if").and_then(|node| read::list(node, "applies_if", out)).unwrap_or(&[]);
    let mut ids = Ids::new("condition of use", TOOL_UNKNOWN_LEVEL);
    let mut one = |node: &Node| {
        let mut fields = Fields::of(node, "this condition of use", out)?;
        let id = ids.declare(fields.required("id", out), out);
        let when = fields.required("when", out).and_then(|node| context.test(node, out));
        let instead = fields.optional("instead").and_then(|node| check_id(node, out)).map(str::to_owned);
        let says = text_of(&mut fields, "says", out);
        fields.finish(out);
        context.say(format!("applies/{id}"), says);
        Some(Applies { id, when: when?, instead })
    };
    nodes.iter().filter_map(&mut one).collect()
}

/// Reads `rules` and `combine`; the rules of bins come after the written ones, those of cells last.
pub(super) fn rules<'a>(
    fields: &mut Fields<'a>,
    bins: Vec<(Rule, Span)>,
    context: &mut Context,
    logic: &mut Logic,
    places: &mut Places<'a>,
    out: &mut Diagnostics,
) {
    let mut ids = Ids::new("rule", TOOL_UNKNOWN_LEVEL);
    let nodes = fields.optional("rules").and_then(|node| read::list(node, "rules", out)).unwrap_or(&[]);
    let mut found: Vec<(Rule, Span)> = nodes.iter().filter_map(|node| rule(node, &mut ids, context, out)).collect();
    found.extend(bins);
    let nodes = fields.optional("combine").and_then(|node| read::list(node, "combine", out)).unwrap_or(&[]);
    let mut ids = Ids::new("matrix", TOOL_UNKNOWN_LEVEL);
    for node in nodes {
        matrix(node, &mut ids, context, &mut found, out);
    }
    for (rule, span) in found {
        logic.rules.push(rule);
        places.rules.push(span);
    }
}

fn rule(node: &Node, ids: &mut Ids, context: &mut Context, out: &mut Diagnostics) -> Option<(Rule, Span)> {
    let mut fields = Fields::of(node, "this rule", out)?;
    let id_node = fields.required("id", out);
    let id = ids.declare(id_node, out);
    let when = match fields.optional("when") {
        Some(node) => context.test(node, out),
        None => Some(Test::Always),
    };
    let variant = fields.optional("variant").map(|node| context.variant_test(node, out));
    let level = fields.required("level", out).and_then(|node| context.level(node, out));
    let mandatory = fields.optional("mandatory").and_then(|node| read::boolean(node, "mandatory", out)).unwrap_or(false);
    let says = text_of(&mut fields, "says", out);
    let span = id_node.map_or(fields.place(), |node| node.span);
    fields.finish(out);
    context.say(format!("rule/{id}"), says);
    let when = match variant {
        Some(variant) => Test::All(vec![variant?, when?]),
        None => when?,
    };
    Some((Rule { id, when, level: level?, mandatory, origin: Origin::Rule }, span))
}

/// A matrix: a line of levels for each part of one scale, a level for each part of the other.
fn matrix(node: &Node, ids: &mut Ids, context: &mut Context, rules: &mut Vec<(Rule, Span)>, out: &mut Diagnostics) {
    let Some(mut fields) = Fields::of(node, "this matrix", out) else { return };
    let id = ids.declare(fields.required("id", out), out);
    let mut scale = |name: &'static str, fields: &mut Fields<'_>| {
        fields.required(name, out).and_then(|node| context.scale_ids.resolve(node, name, out))
    };
    let (rows, columns) = (scale("rows", &mut fields), scale("columns", &mut fields));
    let levels = fields.required("levels", out);
    fields.finish(out);
    let (Some(rows), Some(columns), Some(levels)) = (rows, columns, levels) else { return };
    let Some(lines) = read::group(levels, "levels", out) else { return };
    let bins = |scale: usize| context.scales.get(scale).map_or(&[][..], |scale| &scale.bins);
    let wrong = |span: Span, message: String, out: &mut Diagnostics| {
        let names: Vec<&str> = bins(columns).iter().map(|bin| bin.id.as_str()).collect();
        let row = bins(rows).first().map_or("part", |bin| bin.id.as_str());
        let mend = format!("Write a line for each part of the rows, as `{row}: [...]`, with a level for each of: {}.", names.join(", "));
        out.add(MATRIX_SHAPE, span, message, mend);
    };
    for bin in bins(rows) {
        if !lines.iter().any(|(key, _)| key.text == bin.id) {
            wrong(levels.span, format!("The matrix has no line for `{}`.", bin.id), out);
        }
    }
    if bins(rows).is_empty() || bins(columns).is_empty() {
        wrong(levels.span, "A matrix needs two scales with parts.".to_owned(), out);
        return;
    }
    for (key, line) in lines {
        let Some(row) = bins(rows).iter().find(|bin| bin.id == key.text) else {
            wrong(key.span, format!("The scale of the rows has no part `{}`.", key.text), out);
            continue;
        };
        let cells = read::list(line, &key.text, out).unwrap_or(&[]);
        if cells.len() != bins(columns).len() {
            wrong(line.span, format!("The line `{}` has {} levels, not {}.", key.text, cells.len(), bins(columns).len()), out);
            continue;
        }
        for (cell, column) in cells.iter().zip(bins(columns)) {
            let Some(level) = context.level(cell, out) else { continue };
            let part = |scale: usize, bin: &crate::Bin| Test::Scale { scale: scale as u8, from: bin.from, to: bin.to };
            let when = Test::All(vec![part(rows, row), part(columns, column)]);
            let rule = Rule { id: format!("{id}/{}/{}", row.id, column.id), when, level, mandatory: false, origin: Origin::Cell };
            rules.push((rule, cell.span));
        }
    }
}
