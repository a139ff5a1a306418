//! How the tool came to its result.

use doorstep_risk_tool::{Change, Explanation, Fired, ItemIndex, LevelIndex, Outcome, RiskTool};
use yew::prelude::*;

use super::result_more::{norms, scales};
use super::words::count_words;

/// The rules that fired and on which answers, how each scale was worked out, what the form could not count, and what single answer would
/// have changed the level.
pub(super) fn result_explained(tool: &RiskTool, result: &Explanation) -> Html {
    // A rule that always holds says what is so where no other one does; beside a higher one it would mislead.
    let says_something = |fired: &&Fired| Some(fired.level) == result.result.level() || !fired.always;
    let mut rules = result.fired.iter().filter(says_something).map(|fired| rule(tool, fired)).peekable();
    let unknown = [
        (&result.not_asked, "Not asked", "was not asked", "were not asked"),
        (
            &result.not_established,
            "Not established or declined",
            "was not established or was declined",
            "were not established or were declined",
        ),
        (
            &result.not_opened,
            "Not opened",
            "was not opened by your answers, and counts for nothing",
            "were not opened by your answers, and count for nothing",
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
        <div class="result-explained">
            <h4>{ "How the tool came to it" }</h4>
            { for no_level(result).map(|words| html! { <p>{ words }</p> }) }
            { for result.not_for.iter().map(|(says, instead)| html! {
                <p>{ says.clone() }if let Some(instead) = instead { { " It says to use another tool: " }<strong>{ instead.clone() }</strong>{ "." } }</p>
            }) }
            if rules.peek().is_some() { <ul class="fired" lang={tool.language.clone()}>{ for rules }</ul> }
            { scales(tool, result) }
            { for unknown }
            { nearest(tool, result) }
            { norms(tool, result) }
        </div>
    }
}

/// Why there is no level, or not a whole one.
fn no_level(result: &Explanation) -> Option<&'static str> {
    match result.result.outcome {
        Outcome::Level(_) => None,
        Outcome::AtLeast(_) => {
            Some("One of its rules gives this level. Something that could give more cannot be worked out, because too little is known.")
        }
        Outcome::Judged => Some("This tool adds nothing up. It puts the factors in order for your judgement, which is the result."),
        Outcome::NotScorable => Some("Too many answers are missing for this tool to be worked out. That is no low result: it is none."),
        Outcome::NotApplicable(_) => Some("This tool is made for other cases, so its rules say nothing of this one."),
    }
}

fn rule(tool: &RiskTool, fired: &Fired) -> Html {
    let items: Vec<String> = fired.items.iter().map(|item| short(tool, *item)).collect();
    let mandatory = if fired.mandatory { ", mandatory" } else { "" };
    html! {
        <li key={fired.id.clone()}>
            { fired.says.clone() }{ " " }<span class="soft">{ format!("({}{mandatory})", level(tool, fired.level)) }</span>
            if !items.is_empty() { { " " }<span class="fired-on">{ "On: " }{ items.join("; ") }{ "." }</span> }
        </li>
    }
}

/// What single answer would have changed the level.
fn nearest(tool: &RiskTool, result: &Explanation) -> Html {
    let change = |change: &Change, direction: &str| {
        let item = tool.items.get(change.item.at())?;
        let others = match change.others {
            0 => String::new(),
            others => format!(" {} could have done the same.", count_words(usize::from(others), "other item", "other items")),
        };
        let words = format!(
            "{direction}: \u{201c}{}\u{201d} answered \u{201c}{}\u{201d} would have given {}.{others}",
            item.short,
            tool.answer_label(item, change.to),
            level(tool, change.level)
        );
        Some(html! { <li key={direction.to_owned()}>{ words }</li> })
    };
    let raise = result.raise.as_ref().and_then(|raise| change(raise, "Higher"));
    let lower = result.lower.as_ref().and_then(|lower| change(lower, "Lower"));
    let mut changes = raise.into_iter().chain(lower).peekable();
    if changes.peek().is_none() {
        return Html::default();
    }
    html! {
        <details class="uncounted">
            <summary>{ "What one answer would have changed" }</summary>
            <ul>{ for changes }</ul>
            <p class="small soft">{ "This shows how the rules hang together. It is no reason to answer otherwise than what you learned." }</p>
        </details>
    }
}

pub(super) fn short(tool: &RiskTool, item: ItemIndex) -> String {
    tool.items.get(item.at()).map(|item| item.short.clone()).unwrap_or_default()
}

fn level(tool: &RiskTool, index: LevelIndex) -> String {
    tool.level(index).label.clone()
}

/// What came out, in a word or two, and what stands below it.
pub(super) fn outcome_in_short(tool: &RiskTool, outcome: Outcome) -> (String, &'static str) {
    let from_answers = "from the answers you locked";
    match outcome {
        Outcome::Level(level) => (tool.level(level).label.clone(), from_answers),
        Outcome::AtLeast(level) => (format!("At least {}", tool.level(level).label), from_answers),
        Outcome::Judged => ("No sum".to_owned(), "your judgement gives the level"),
        Outcome::NotScorable => ("None".to_owned(), "not scorable: too little is known"),
        Outcome::NotApplicable(_) => ("None".to_owned(), "this tool is not made for this case"),
    }
}

/// What came out, in words.
pub(crate) fn outcome_words(tool: &RiskTool, outcome: Outcome) -> String {
    match outcome {
        Outcome::Level(level) => tool.level(level).label.clone(),
        Outcome::AtLeast(level) => format!("at least {}", tool.level(level).label),
        Outcome::Judged => "your judgement gives the level".to_owned(),
        Outcome::NotScorable => "not scorable: too little is known".to_owned(),
        Outcome::NotApplicable(_) => "none: this tool is not made for this case".to_owned(),
    }
}
