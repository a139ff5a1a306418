//! The numbers behind a tool's result, what was observed with such numbers, and what the tool wants done after it.

use doorstep_risk_tool::logic::{Missing, Norm};
use doorstep_risk_tool::{Explanation, LevelIndex, RiskTool, Working};
use doorstep_simulator::View;
use yew::prelude::*;

use super::result::short;
use super::words::count_words;

/// Each scale: its value, the part that it falls into, and how it was worked out.
pub(super) fn scales(tool: &RiskTool, result: &Explanation) -> Html {
    if result.scales.is_empty() {
        return Html::default();
    }
    let rows = result.scales.iter().map(|scale| {
        let bin = scale.bin.as_ref().map(|bin| format!(" ({})", tool.word(&format!("bin/{}/{bin}", scale.id))));
        let value = match scale.value {
            Some(value) => format!("{value}{}", bin.unwrap_or_default()),
            None => "cannot be worked out".to_owned(),
        };
        let points =
            scale.points.iter().map(|(item, points)| html! { <li key={item.0}>{ format!("{}: {points}", short(tool, *item)) }</li> });
        let added = scale.added.iter().map(|(id, points)| {
            let says = tool.word(&format!("add/{}/{id}", scale.id)).to_owned();
            html! { <li key={id.clone()}>{ format!("{says} {points:+}") }</li> }
        });
        html! {
            <details key={scale.id.clone()} class="uncounted">
                <summary>{ format!("{}: ", scale.label) }<strong class="figures">{ value }</strong></summary>
                if scale.points.is_empty() && scale.added.is_empty() {
                    <p class="small">{ "No answer gives points here." }</p>
                } else {
                    <ul>{ for points }{ for added }</ul>
                }
                { for missing(scale).map(|words| html! { <p class="small">{ words }</p> }) }
            </details>
        }
    });
    html! { <>{ for rows }</> }
}

/// What was missing, and what was done about it.
fn missing(scale: &Working) -> Option<String> {
    if scale.missing.is_empty() {
        return None;
    }
    let count = count_words(scale.missing.len(), "answer is", "answers are");
    Some(match (scale.policy, scale.value) {
        (Missing::Zero, _) => format!("{count} missing; the tool gives no points for them, as if they were no."),
        (Missing::Omit, _) => format!("{count} missing and left out."),
        (Missing::Prorate { .. }, Some(_)) => {
            format!(
                "{count} missing. The tool scales what is known up to what all items could have given: {} points became more, never above {}.",
                scale.raw, scale.possible
            )
        }
        (Missing::Prorate { most, .. }, None) => {
            format!("{count} missing. The tool allows for {most}, and cannot be worked out with more.")
        }
        (Missing::Block, _) => format!("{count} missing, and the tool works nothing out without them."),
    })
}

/// What the makers of a tool observed: for display, and nothing is worked out from it.
pub(super) fn norms(tool: &RiskTool, result: &Explanation) -> Html {
    let Ok(logic) = tool.logic() else { return Html::default() };
    let tables = logic.norms.iter().filter_map(|norm| {
        let scale = logic.scales.get(usize::from(norm.scale))?;
        let here = result.scales.get(usize::from(norm.scale)).and_then(|working| working.bin.as_deref());
        let rows = norm.rows.iter().filter_map(|row| {
            let bin = scale.bins.get(usize::from(row.bin))?;
            let is_here = here == Some(bin.id.as_str());
            Some(html! {
                <tr key={bin.id.clone()}>
                    <th scope="row">{ tool.word(&format!("bin/{}/{}", scale.id, bin.id)).to_owned() }if is_here { <strong>{ " (this form)" }</strong> }</th>
                    <td class="figures">{ format!("{} of {}", row.had, row.of) }</td>
                </tr>
            })
        });
        let words = |what: &str| tool.word(&format!("norm/{}/{what}", norm.id)).to_owned();
        Some(html! {
            <table key={norm.id.clone()} class="norms">
                <caption>{ format!("{}, {}: {}", words("population"), followed(norm), words("outcome")) }<br /><span class="small soft">{ words("source") }</span></caption>
                <tbody>{ for rows }</tbody>
            </table>
        })
    });
    if logic.norms.is_empty() {
        return Html::default();
    }
    html! {
        <details class="uncounted">
            <summary>{ "What the makers observed" }</summary>
            <p class="small">{ "These are counts of other people, and say nothing certain of this one. Nothing is worked out from them." }</p>
            { for tables }
        </details>
    }
}

fn followed(norm: &Norm) -> String {
    format!("{} people followed for {} days", norm.people, norm.follow_up_days)
}

/// What the tool asks for at a level: its duties, to whom it refers, who must approve, and by when it is assessed again.
pub(super) fn level_asks(tool: &RiskTool, index: LevelIndex) -> Vec<String> {
    let level = tool.level(index);
    // A word under such a name is not there where the level has none.
    let word = |name: String| Some(tool.word(&name).to_owned()).filter(|word| *word != name);
    let refer = (0..).map_while(|place| word(format!("level/{}/refer/{place}", level.id))).map(|to| format!("refer to: {to}"));
    let approval = word(format!("level/{}/approval", level.id)).map(|by| format!("approval by: {by}"));
    let again = level.reassess_within.map(|seconds| format!("assess again {}", within_words(seconds)));
    level.duties.iter().cloned().chain(refer).chain(approval).chain(again).collect()
}

/// A time until something, in words.
fn within_words(seconds: u32) -> String {
    match seconds / 3600 {
        0 => "at once".to_owned(),
        hours if hours <= 72 => format!("within {}", count_words(hours as usize, "hour", "hours")),
        hours => format!("within {}", count_words((hours / 24) as usize, "day", "days")),
    }
}

/// The steps that follow at a level, each with whether it must be done.
pub(super) fn steps_at(view: &View<'_>, index: LevelIndex) -> Vec<(String, bool)> {
    let tool = view.tool();
    let (Ok(logic), Some(result)) = (tool.logic(), view.tool_result()) else { return Vec::new() };
    let holds = |place: usize, at: &[LevelIndex]| result.steps >> place & 1 == 1 && (at.is_empty() || at.contains(&index));
    let steps = logic.steps.iter().enumerate().filter(|(place, step)| holds(*place, &step.at));
    steps.map(|(_, step)| (tool.word(&format!("step/{}", step.id)).to_owned(), step.must)).collect()
}
