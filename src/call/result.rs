//! How the tool came to its result.

use doorstep_risk_tool::{Explanation, Fired, ItemIndex, LevelIndex, RiskTool};
use yew::prelude::*;

use super::words::count_words;

/// The rules that fired and on which answers, and what the form could not count.
pub(super) fn result_explained(tool: &RiskTool, result: &Explanation) -> Html {
    // A rule that always holds says what is so where no other one does; beside a higher one it would mislead.
    let says_something = |fired: &&Fired| Some(fired.level) == result.result.level() || !fired.always;
    let rules = result.fired.iter().filter(says_something).map(|fired| rule(tool, fired));
    let unknown = [
        (&result.not_asked, "Not asked", "was not asked", "were not asked"),
        (
            &result.not_established,
            "Not established or declined",
            "was not established or was declined",
            "were not established or were declined",
        ),
    ];
    let unknown = unknown.iter().map(|(items, heading, one, many)| {
        if items.is_empty() {
            return Html::default();
        }
        let count = format!("{} {}", count_words(items.len(), "item", "items"), if items.len() == 1 { one } else { many });
        html! {
            <details key={*heading} class="uncounted">
                <summary>{ count }</summary>
                <ul>{ for items.iter().map(|item| html! { <li key={item.0}>{ short(tool, *item) }</li> }) }</ul>
            </details>
        }
    });
    html! {
        <div class="result-explained" lang={tool.language.clone()}>
            <h4>{ "How the tool came to it" }</h4>
            <ul class="fired">{ for rules }</ul>
            { for unknown }
        </div>
    }
}

fn rule(tool: &RiskTool, fired: &Fired) -> Html {
    let items: Vec<String> = fired.items.iter().map(|item| short(tool, *item)).collect();
    html! {
        <li key={fired.id.clone()}>
            { fired.says.clone() }{ " " }<span class="soft">{ format!("({})", level(tool, fired.level)) }</span>
            if !items.is_empty() { { " " }<span class="fired-on">{ "On: " }{ items.join("; ") }{ "." }</span> }
        </li>
    }
}

fn short(tool: &RiskTool, item: ItemIndex) -> String {
    tool.items.get(item.at()).map(|item| item.short.clone()).unwrap_or_default()
}

fn level(tool: &RiskTool, index: LevelIndex) -> String {
    tool.level(index).label.clone()
}
