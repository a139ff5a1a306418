//! A tool's own examples, run as a check of its rules.

use doorstep_source::{Diagnostics, Fields, Node, read};

use super::lower::Names;
use super::{ANSWER_NOT_OFFERED, EXAMPLE_FAILS};
use crate::{Answer, LevelIndex, RiskTool};

/// Reads every example; runs it unless something else is wrong with the tool.
pub(super) fn run(tool: &RiskTool, names: &Names<'_>, nodes: &[Node], had_error: bool, out: &mut Diagnostics) {
    for node in nodes {
        let Some((answers, level)) = example(tool, names, node, out) else { continue };
        let result = tool.evaluate(&answers);
        if had_error || result.level == level {
            continue;
        }
        let fired: Vec<&str> =
            result.fired.iter().filter_map(|fired| tool.rules.get(usize::from(fired.rule))).map(|rule| rule.id.as_str()).collect();
        let (found, wanted) = (&tool.level(result.level).id, &tool.level(level).id);
        let because = if fired.is_empty() { "no rule fires".to_owned() } else { format!("the rules that fire are {}", fired.join(", ")) };
        out.add(
            EXAMPLE_FAILS,
            node.get("level").map_or(node.span, |level| level.span),
            format!("These answers come to `{found}`, not `{wanted}`: {because}."),
            format!("Write `level: {found}` if that is right, or mend the rules."),
        );
    }
}

fn example(tool: &RiskTool, names: &Names<'_>, node: &Node, out: &mut Diagnostics) -> Option<(Vec<Answer>, LevelIndex)> {
    let mut fields = Fields::of(node, "this example", out)?;
    let given = fields.required("answers", out);
    let level = fields.required("level", out).and_then(|node| names.levels.resolve(node, "level", out));
    fields.finish(out);
    let mut answers = vec![Answer::NotAsked; tool.items.len()];
    let mut sound = true;
    for (key, value) in read::group(given?, "answers", out)? {
        let item = names.items.find(&key.text, key.span, out);
        let answer = read::word(value, &key.text, &Answer::ALL, Answer::word, out);
        if let Some(answer) = answer
            && !tool.answers.iter().any(|option| option.answer == answer)
        {
            out.add(
                ANSWER_NOT_OFFERED,
                value.span,
                format!("The form does not offer the answer `{}`.", answer.word()),
                "Use an answer that stands under `answers`, or add it there.",
            );
        }
        match (item.and_then(|item| answers.get_mut(item)), answer) {
            (Some(place), Some(answer)) => *place = answer,
            _ => sound = false,
        }
    }
    // An example with a mistake of its own is not run: its result would only be a second finding about the same thing.
    if !sound {
        return None;
    }
    Some((answers, LevelIndex(u8::try_from(level?).ok()?)))
}
