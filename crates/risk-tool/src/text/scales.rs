//! Scales: points, what is missing, and parts.

use doorstep_source::{Diagnostics, Fields, Node, codes, read};

use super::conditions::bound;
use super::lower::{Context, Places, text_of};
use super::tables::{Ids, check_id};
use super::{BINS_OVERLAP, MISSING_UNCLEAR, PRORATE_WITHOUT_CAP, RULE_UNCLEAR, TOOL_UNKNOWN_BIN};
use crate::{Adjustment, Bin, Given, GivenSet, ItemIndex, LevelIndex, Missing, Origin, Points, Round, Rule, Scale, ScaleKind, Test};

/// The largest number of points, upward and downward.
const MOST_POINTS: i64 = 1000;

/// Reads the scales; gives the rules that their parts make, with their places.
pub(super) fn scales<'a>(
    fields: &mut Fields<'a>,
    context: &mut Context,
    places: &mut Places<'a>,
    out: &mut Diagnostics,
) -> Vec<(Rule, doorstep_source::Span)> {
    let nodes = fields.optional("scales").and_then(|node| read::list(node, "scales", out)).unwrap_or(&[]);
    let mut rules = Vec::new();
    for node in nodes {
        let mut bins = Vec::new();
        if let Some(scale) = scale(node, context, &mut bins, &mut rules, out) {
            context.scales.push(scale);
            places.scales.push(node.get("id").map_or(node.span, |id| id.span));
            places.bins.push(bins);
        }
    }
    rules
}

fn scale(
    node: &Node,
    context: &mut Context,
    bin_places: &mut Vec<doorstep_source::Span>,
    rules: &mut Vec<(Rule, doorstep_source::Span)>,
    out: &mut Diagnostics,
) -> Option<Scale> {
    let mut fields = Fields::of(node, "this scale", out)?;
    let id_node = fields.required("id", out);
    let id = id_node.and_then(|node| check_id(node, out)).unwrap_or_default().to_owned();
    let label = text_of(&mut fields, "label", out);
    const KINDS: &[ScaleKind] = &[ScaleKind::Sum, ScaleKind::Highest];
    let kind_word = |kind| if kind == ScaleKind::Sum { "sum" } else { "highest" };
    let kind = fields.optional("kind").and_then(|node| read::word(node, "kind", KINDS, kind_word, out)).unwrap_or(ScaleKind::Sum);
    let items = context.item_set(&mut fields, out).unwrap_or_default();
    let count = fields.optional("count");
    let of = points(&items, count, fields.optional("points"), context, out);
    let add = fields.optional("add").and_then(|node| read::list(node, "add", out)).unwrap_or(&[]);
    let add = add.iter().filter_map(|node| adjustment(node, &id, context, out)).collect();
    let (missing, policy) = match fields.optional("missing") {
        Some(node) => missing(node, &items, kind, context, out).unwrap_or((GivenSet::MISSING, Missing::Zero)),
        None => (GivenSet::MISSING, Missing::Zero),
    };
    if let Some(points) = of.iter().find(|points| points.of.iter().any(|(given, _)| missing.has(*given))) {
        let id = context.items.get(points.item.at()).map_or("", |item| item.id.as_str());
        let message = format!("An answer to `{id}` gives points and is missing at once.");
        out.add(
            MISSING_UNCLEAR,
            fields.place(),
            message,
            "Name the missing answers: `missing: { answers: [refused, not-asked], then: zero }`.",
        );
    }
    let least = fields.optional("least").and_then(|node| bound(node, "least", out));
    let most = fields.optional("most").and_then(|node| bound(node, "most", out));
    let bins_node = fields.optional("bins");
    let bin_nodes = bins_node.and_then(|node| read::list(node, "bins", out)).unwrap_or(&[]);
    fields.finish(out);
    // Declared last: what a scale adds can read earlier scales, not itself.
    context.scale_ids.declare(id_node, out);
    let place = u8::try_from(context.scales.len()).unwrap_or(u8::MAX);
    let mut bins = Vec::new();
    let mut ids = Ids::new("part", TOOL_UNKNOWN_BIN);
    for node in bin_nodes {
        let Some((bin, level)) = bin(node, &id, &mut ids, context, out) else { continue };
        if let Some(level) = level {
            let when = Test::Scale { scale: place, from: bin.from, to: bin.to };
            rules.push((Rule { id: format!("{id}/{}", bin.id), when, level, mandatory: false, origin: Origin::Bin }, node.span));
        }
        bin_places.push(node.span);
        bins.push((bin, node.span));
    }
    tell_overlaps(&bins, out);
    context.say(format!("scale/{id}"), label);
    let bins = bins.into_iter().map(|(bin, _)| bin).collect();
    Some(Scale { id, kind, of, add, missing, policy, least, most, bins })
}

fn tell_overlaps(bins: &[(Bin, doorstep_source::Span)], out: &mut Diagnostics) {
    for (place, (bin, span)) in bins.iter().enumerate() {
        if bin.to < bin.from {
            let message = format!("The part `{}` ends at {} before it begins at {}.", bin.id, bin.to, bin.from);
            out.add(BINS_OVERLAP, *span, message, "Write the smaller number after `from`.");
        }
        if let Some((other, _)) = bins.iter().take(place).find(|(other, _)| other.from <= bin.to && bin.from <= other.to) {
            let value = bin.from.max(other.from);
            let message = format!("The value {value} lies in `{}` and in `{}`.", other.id, bin.id);
            out.add(BINS_OVERLAP, *span, message, "Let each part begin one above where the one before it ends.");
        }
    }
}

/// The points of each item: what its answers are worth, times its weight, or as written.
fn points(items: &[ItemIndex], count: Option<&Node>, written: Option<&Node>, context: &Context, out: &mut Diagnostics) -> Vec<Points> {
    let counted = count.and_then(|node| context.accepted(items, Some(node), out));
    let worth = |item: ItemIndex| -> Vec<(Given, i32)> {
        let options = context.options_of(item);
        if let Some(counted) = &counted {
            let set = counted.iter().find(|each| each.item == item).map_or(GivenSet::default(), |each| each.given);
            return options.iter().map(|option| option.given()).filter(|given| set.has(*given)).map(|given| (given, 1)).collect();
        }
        let set = context.items.get(item.at()).map_or(0, |item| usize::from(item.answers));
        let values = context.answer_sets.get(set).map_or(&[][..], |set| &set.values);
        options.iter().map(|option| option.given()).zip(values.iter().copied()).collect()
    };
    let mut all: Vec<Points> = items.iter().map(|item| Points { item: *item, of: worth(*item) }).collect();
    for (key, node) in written.and_then(|node| read::group(node, "points", out)).unwrap_or(&[]) {
        for item in context.find_items_named(&key.text, key.span, out) {
            let Some(points) = all.iter_mut().find(|points| points.item == item) else {
                let message = format!("The item `{}` is not among the scale's items.", key.text);
                out.add(RULE_UNCLEAR, key.span, message, "Add it to `of`, or take its points away.");
                continue;
            };
            if let Some(entries) = node.as_mapping() {
                points.of.clear();
                for (answer, worth) in entries {
                    let set = context.given_set(item, &answer.text);
                    if set == GivenSet::default() {
                        context.tell_not_offered(&[item], &answer.text, answer.span, out);
                    }
                    let Some(worth) = read::integer(worth, &answer.text, -MOST_POINTS..=MOST_POINTS, out) else { continue };
                    let matching = context.options_of(item).iter().map(|option| option.given()).filter(|given| set.has(*given));
                    // The bounds fit.
                    points.of.extend(matching.map(|given| (given, worth as i32)));
                }
            } else if let Some(weight) = read::integer(node, &key.text, -MOST_POINTS..=MOST_POINTS, out) {
                points.of.iter_mut().for_each(|(_, worth)| *worth = worth.saturating_mul(weight as i32));
            }
        }
    }
    all.iter_mut().for_each(|points| points.of.retain(|(_, worth)| *worth != 0));
    all
}

fn adjustment(node: &Node, scale: &str, context: &mut Context, out: &mut Diagnostics) -> Option<Adjustment> {
    let mut fields = Fields::of(node, "what is added", out)?;
    let id = fields.required("id", out).and_then(|node| check_id(node, out)).unwrap_or_default().to_owned();
    let when = fields.required("when", out).and_then(|node| context.test(node, out));
    let points = fields.required("points", out).and_then(|node| read::integer(node, "points", -MOST_POINTS..=MOST_POINTS, out));
    let says = text_of(&mut fields, "says", out);
    fields.finish(out);
    context.say(format!("add/{scale}/{id}"), says);
    Some(Adjustment { id, when: when?, points: i32::try_from(points?).ok()? })
}

fn missing(node: &Node, items: &[ItemIndex], kind: ScaleKind, context: &Context, out: &mut Diagnostics) -> Option<(GivenSet, Missing)> {
    let mut fields = Fields::of(node, "`missing`", out)?;
    #[derive(Clone, Copy, PartialEq)]
    enum Then {
        Zero,
        Omit,
        Block,
        Prorate,
    }
    let word = |then| match then {
        Then::Zero => "zero",
        Then::Omit => "omit",
        Then::Block => "block",
        Then::Prorate => "prorate",
    };
    let answers = fields.optional("answers");
    let then_node = fields.required("then", out);
    let then = then_node.and_then(|node| read::word(node, "then", &[Then::Zero, Then::Omit, Then::Block, Then::Prorate], word, out));
    let most_node = fields.optional("most");
    let most = most_node.and_then(|node| read::integer(node, "most", 0..=255, out));
    const ROUNDS: &[Round] = &[Round::Nearest, Round::Down, Round::Up];
    let round_word = |round| match round {
        Round::Nearest => "nearest",
        Round::Down => "down",
        Round::Up => "up",
    };
    let round_node = fields.optional("round");
    let round = round_node.and_then(|node| read::word(node, "round", ROUNDS, round_word, out)).unwrap_or(Round::Nearest);
    fields.finish(out);
    let set = match answers {
        Some(node) => context.accepted(items, Some(node), out)?.iter().fold(GivenSet::default(), |all, each| all.and(each.given)),
        None => GivenSet::MISSING,
    };
    let then = then?;
    if then != Then::Prorate && (most_node.is_some() || round_node.is_some()) {
        let message = "Only a scale that is prorated has `most` and `round`.";
        out.add(MISSING_UNCLEAR, node.span, message, "Write `then: prorate`, or leave them out.");
    }
    if then == Then::Prorate && kind == ScaleKind::Highest {
        let message = "The highest of several answers cannot be scaled up.";
        out.add(MISSING_UNCLEAR, node.span, message, "Write `then: omit` or `then: block`.");
    }
    let policy = match then {
        Then::Zero => Missing::Zero,
        Then::Omit => Missing::Omit,
        Then::Block => Missing::Block,
        Then::Prorate => {
            let Some(most) = most else {
                if most_node.is_none() {
                    let mend = "Add `most: 5`, or what the tool's manual says; with more missing, the scale cannot be worked out.";
                    out.add(PRORATE_WITHOUT_CAP, node.span, "It is not said how many answers may be missing.", mend);
                }
                return None;
            };
            // Bounded above.
            Missing::Prorate { most: most as u16, round }
        }
    };
    Some((set, policy))
}

fn bin(node: &Node, scale: &str, ids: &mut Ids, context: &mut Context, out: &mut Diagnostics) -> Option<(Bin, Option<LevelIndex>)> {
    let mut fields = Fields::of(node, "this part", out)?;
    let id = ids.declare(fields.required("id", out), out);
    let label = fields.optional("label").and_then(|node| read::text(node, "label", out)).unwrap_or(&id).to_owned();
    let from = fields.optional("from").map(|node| bound(node, "from", out));
    let to = fields.optional("to").map(|node| bound(node, "to", out));
    let level = fields.optional("level").and_then(|node| context.level(node, out));
    let place = fields.place();
    fields.finish(out);
    if from.is_none() && to.is_none() {
        out.add(
            codes::MISSING_FIELD,
            place,
            "this part has neither `from` nor `to`.",
            "Add `from:`, `to:` or both; both ends belong to the part.",
        );
    }
    context.say(format!("bin/{scale}/{id}"), label);
    Some((Bin { id, from: from.unwrap_or(Some(i32::MIN))?, to: to.unwrap_or(Some(i32::MAX))? }, level))
}

impl Context {
    /// A level of the tool.
    pub(super) fn level(&self, node: &Node, out: &mut Diagnostics) -> Option<LevelIndex> {
        let place = self.levels.resolve(node, "level", out)?;
        u8::try_from(place).ok().map(LevelIndex)
    }
}
