//! A tool's own examples, run as a check of its rules.

use doorstep_source::{Diagnostics, Fields, Node, read};

use super::lower::Context;
use super::{EXAMPLE_FAILS, TOOL_UNKNOWN_SCALE};
use crate::{Earlier, Given, LevelIndex, Logic, Outcome, RiskTool, ToolResult};

/// An example as written.
struct Example<'a> {
    answers: Vec<Given>,
    /// Where the expectation stands, and what it is.
    expected: Vec<(&'a Node, Expected)>,
    earlier: Option<EarlierRun>,
    not_opened: Option<(&'a Node, Vec<usize>)>,
}

#[derive(Clone, PartialEq)]
enum Expected {
    Level(LevelIndex),
    AtLeast(LevelIndex),
    Judged,
    NotScorable,
    NotApplicable,
    Scale(usize, Option<i32>),
    Steps(Vec<String>),
    /// The levels to which the officer may leave the result.
    OverrideTo(Vec<LevelIndex>),
}

/// Reads every example and runs it.
pub(super) fn run(tool: &RiskTool, logic: &Logic, context: &Context, nodes: &[Node], out: &mut Diagnostics) {
    for node in nodes {
        let Some(example) = example(tool, logic, context, node, out) else { continue };
        let earlier = example.earlier.as_ref().map(|(level, answers)| Earlier { level: *level, answers });
        let result = tool.evaluate_after(&example.answers, earlier);
        for (node, expected) in &example.expected {
            check(tool, logic, &example, &result, node, expected, out);
        }
        if let Some((node, wanted)) = &example.not_opened
            && let Ok(explained) = tool.explain(&example.answers, earlier)
        {
            let found: Vec<usize> = explained.not_opened.iter().map(|item| item.at()).collect();
            if found != *wanted {
                let ids: Vec<&str> = found.iter().filter_map(|place| tool.items.get(*place)).map(|item| item.id.as_str()).collect();
                let message = "Other items than these stay closed.".to_owned();
                out.add(EXAMPLE_FAILS, node.span, message, format!("Write `not_opened: [{}]` if that is right.", ids.join(", ")));
            }
        }
    }
}

fn check(
    tool: &RiskTool,
    logic: &Logic,
    example: &Example<'_>,
    result: &ToolResult,
    node: &Node,
    expected: &Expected,
    out: &mut Diagnostics,
) {
    match expected {
        Expected::Scale(place, wanted) => {
            let found = result.scale(*place);
            if found != *wanted {
                let said = |value: Option<i32>| value.map_or("not-scorable".to_owned(), |value| value.to_string());
                let id = logic.scales.get(*place).map_or("", |scale| scale.id.as_str());
                let message = format!("These answers give `{id}` the value {}, not {}.", said(found), said(*wanted));
                out.add(EXAMPLE_FAILS, node.span, message, format!("Write {} if that is right, or mend the scale.", said(found)));
            }
            return;
        }
        Expected::Steps(wanted) => {
            let earlier = example.earlier.as_ref().map(|(level, answers)| Earlier { level: *level, answers });
            let Ok(explained) = tool.explain(&example.answers, earlier) else { return };
            let found: Vec<String> = explained.steps.into_iter().map(|(id, _)| id).collect();
            if found != *wanted {
                let message = format!("Other steps follow: {}.", if found.is_empty() { "none".to_owned() } else { found.join(", ") });
                out.add(EXAMPLE_FAILS, node.span, message, format!("Write [{}] if that is right, or mend the steps.", found.join(", ")));
            }
            return;
        }
        Expected::OverrideTo(wanted) => {
            let found = tool.override_to(result);
            if found != *wanted {
                let said = |levels: &[LevelIndex]| levels.iter().map(|level| tool.level(*level).id.as_str()).collect::<Vec<_>>().join(", ");
                let message = format!("The officer may leave this result to [{}], not to [{}].", said(&found), said(wanted));
                out.add(EXAMPLE_FAILS, node.span, message, format!("Write [{}] if that is right, or mend `override`.", said(&found)));
            }
            return;
        }
        _ => {}
    }
    let found = match result.outcome {
        Outcome::Level(level) => Expected::Level(level),
        Outcome::AtLeast(level) => Expected::AtLeast(level),
        Outcome::Judged => Expected::Judged,
        Outcome::NotScorable => Expected::NotScorable,
        Outcome::NotApplicable(_) => Expected::NotApplicable,
    };
    if found == *expected {
        return;
    }
    let fired: Vec<&str> =
        logic.rules.iter().enumerate().filter(|(place, _)| result.has_fired(*place)).map(|(_, rule)| rule.id.as_str()).collect();
    let because = if fired.is_empty() { "no rule fires".to_owned() } else { format!("the rules that fire are {}", fired.join(", ")) };
    let named = |expected: &Expected| match expected {
        Expected::Level(level) => tool.level(*level).id.clone(),
        Expected::AtLeast(level) => format!("at least {}", tool.level(*level).id),
        Expected::Judged => "judged".to_owned(),
        Expected::NotScorable => "not-scorable".to_owned(),
        _ => "not-applicable".to_owned(),
    };
    let line = match &found {
        Expected::Level(level) => format!("level: {}", tool.level(*level).id),
        Expected::AtLeast(level) => format!("level_at_least: {}", tool.level(*level).id),
        other => format!("outcome: {}", named(other)),
    };
    out.add(
        EXAMPLE_FAILS,
        node.span,
        format!("These answers come to `{}`, not `{}`: {because}.", named(&found), named(expected)),
        format!("Write `{line}` if that is right, or mend the rules."),
    );
}

fn example<'a>(tool: &RiskTool, logic: &Logic, context: &Context, node: &'a Node, out: &mut Diagnostics) -> Option<Example<'a>> {
    let mut fields = Fields::of(node, "this example", out)?;
    let given = fields.required("answers", out);
    let mut expected = Vec::new();
    let mut sound = true;
    let (level, at_least, outcome) = (fields.optional("level"), fields.optional("level_at_least"), fields.optional("outcome"));
    if level.is_none() && at_least.is_none() && outcome.is_none() {
        fields.required("level", out);
        sound = false;
    }
    for (node, is_least) in [(level, false), (at_least, true)] {
        let Some(node) = node else { continue };
        match context.level(node, out) {
            Some(level) => expected.push((node, if is_least { Expected::AtLeast(level) } else { Expected::Level(level) })),
            None => sound = false,
        }
    }
    if let Some(node) = outcome {
        let words = [Expected::Judged, Expected::NotScorable, Expected::NotApplicable];
        let word = |place: usize| ["judged", "not-scorable", "not-applicable"][place];
        match read::word(node, "outcome", &[0, 1, 2], word, out) {
            Some(place) => expected.push((node, words[place].clone())),
            None => sound = false,
        }
    }
    for (key, value) in fields.optional("scales").and_then(|node| read::group(node, "scales", out)).unwrap_or(&[]) {
        let Some(place) = logic.scales.iter().position(|scale| scale.id == key.text).or_else(|| context.scale_ids.position(&key.text))
        else {
            out.add(TOOL_UNKNOWN_SCALE, key.span, format!("There is no scale `{}`.", key.text), "Write the id of a scale.");
            sound = false;
            continue;
        };
        if value.as_text() == Some("not-scorable") {
            expected.push((value, Expected::Scale(place, None)));
        } else {
            let wanted = super::conditions::bound(value, &key.text, out);
            expected.push((value, Expected::Scale(place, Some(wanted?))));
        }
    }
    if let Some(node) = fields.optional("steps") {
        let steps = read::list(node, "steps", out).unwrap_or(&[]);
        let ids = steps.iter().filter_map(|node| read::text(node, "steps", out)).map(str::to_owned).collect();
        expected.push((node, Expected::Steps(ids)));
    }
    if let Some(node) = fields.optional("override_to") {
        let nodes = read::list(node, "override_to", out).unwrap_or(&[]);
        let mut levels: Vec<LevelIndex> = nodes.iter().filter_map(|node| context.level(node, out)).collect();
        sound &= levels.len() == nodes.len();
        levels.sort_unstable();
        expected.push((node, Expected::OverrideTo(levels)));
    }
    let not_opened = fields.optional("not_opened").map(|node| {
        let list = read::list(node, "not_opened", out).unwrap_or(&[]);
        let places = list.iter().flat_map(|each| context.find_items(each, "not_opened", out)).map(|item| item.at()).collect();
        (node, places)
    });
    let earlier = fields.optional("earlier").and_then(|node| earlier(tool, context, node, out));
    fields.finish(out);
    let answers = sheet(tool, context, given?, out);
    // An example with a mistake of its own is not run: its result would only be a second finding about the same thing.
    let answers = answers.filter(|_| sound)?;
    Some(Example { answers, expected, earlier, not_opened })
}

/// An earlier run: its level and its answers.
pub(super) type EarlierRun = (Option<LevelIndex>, Vec<Given>);

/// Reads an earlier run: its level, its answers, or both.
pub(super) fn earlier(tool: &RiskTool, context: &Context, node: &Node, out: &mut Diagnostics) -> Option<EarlierRun> {
    let mut fields = Fields::of(node, "`earlier`", out)?;
    let level = fields.optional("level").and_then(|node| context.level(node, out));
    let answers = fields.optional("answers");
    fields.finish(out);
    let sheet = answers.map_or_else(|| Some(vec![Given::default(); tool.items.len()]), |node| sheet(tool, context, node, out))?;
    Some((level, sheet))
}

/// Reads answers by item; for an item with ratings by rating too: `threats: { past: yes, current: no }`.
pub(super) fn sheet(tool: &RiskTool, context: &Context, node: &Node, out: &mut Diagnostics) -> Option<Vec<Given>> {
    let mut answers = vec![Given::default(); tool.items.len()];
    let mut sound = true;
    let mut put = |id: &str, span: doorstep_source::Span, value: &Node, out: &mut Diagnostics| {
        let items = context.find_items_named(id, span, out);
        let Some(word) = read::text(value, id, out) else { return false };
        let mut is_sound = !items.is_empty();
        for item in items {
            match (answers.get_mut(item.at()), context.given(item, word)) {
                (Some(place), Some(given)) => *place = given,
                _ => {
                    if crate::Answer::from_word(word).is_none()
                        && context.options_of(item).iter().all(|option| crate::Answer::from_word(&option.id).is_some())
                    {
                        // Neither a class nor a grade of this form.
                        let all = &crate::Answer::ALL;
                        read::word(value, id, all, crate::Answer::word, out);
                    } else {
                        context.tell_not_offered(&[item], word, value.span, out);
                    }
                    is_sound = false;
                }
            }
        }
        is_sound
    };
    for (key, value) in read::group(node, "answers", out)? {
        match value.as_mapping() {
            Some(ratings) => {
                for (rating, value) in ratings {
                    sound &= put(&format!("{}.{}", key.text, rating.text), rating.span, value, out);
                }
            }
            None => sound &= put(&key.text, key.span, value, out),
        }
    }
    sound.then_some(answers)
}
