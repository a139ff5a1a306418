//! What a form needs to know of the tool's rules: which ratings make one question, which time an item is about, what opens what.

use doorstep_risk_tool::logic::{Test, Window};
use doorstep_risk_tool::{ItemIndex, RiskTool};

/// What a form needs to know of the tool's rules.
pub(super) struct FormLogic {
    /// The questions, in the order of the form.
    pub(super) questions: Vec<Question>,
    /// Whether some items are asked only in certain cases.
    pub(super) is_conditional: bool,
    /// What must hold for the tool to be used at all.
    pub(super) applies: Vec<Applies>,
}

/// A question: an item, or the ratings of one.
pub(super) struct Question {
    /// Its number on the form, from 1.
    pub(super) number: usize,
    /// The place of its heading.
    pub(super) group: u16,
    /// Its items: one, or a rating each.
    pub(super) items: Vec<ItemIndex>,
    /// What each rating is called; nothing for an item that is not rated several times.
    pub(super) ratings: Vec<Option<String>>,
    /// Which time it is about, in words.
    pub(super) window: Option<String>,
    /// Whether it is asked only in certain cases.
    pub(super) is_conditional: bool,
}

/// What must hold for the tool to be used.
pub(super) struct Applies {
    /// The tool's words for it.
    pub(super) says: String,
    /// The tool to use instead.
    pub(super) instead: Option<String>,
    /// The items that it reads.
    pub(super) items: Vec<ItemIndex>,
}

impl FormLogic {
    /// Reads a tool's rules. A tool whose rules cannot be read has a form all the same: each item by itself, always asked.
    pub(super) fn of(tool: &RiskTool) -> Self {
        let logic = tool.logic().unwrap_or_default();
        let mut questions: Vec<(Option<&str>, Question)> = Vec::new();
        for (index, item) in tool.items() {
            let known = logic.items.get(index.at());
            let rating = known.and_then(|known| known.rating.as_ref());
            let called = rating.map(|(name, question)| tool.word(&format!("rating/{question}/{name}")).to_owned());
            let question = rating.map(|(_, question)| question.as_str());
            match questions.last_mut() {
                Some((Some(last), row)) if Some(*last) == question => {
                    row.items.push(index);
                    row.ratings.push(called);
                }
                _ => {
                    let row = Question {
                        number: questions.len() + 1,
                        group: item.group,
                        items: vec![index],
                        ratings: vec![called],
                        window: known.and_then(|known| known.window).map(window_words),
                        is_conditional: known.is_some_and(|known| known.asked_if.is_some()),
                    };
                    questions.push((question, row));
                }
            }
        }
        let questions: Vec<Question> = questions.into_iter().map(|(_, question)| question).collect();
        let applies = logic.applies.iter().map(|applies| {
            let mut items = Vec::new();
            items_of(&applies.when, &mut items);
            Applies { says: tool.word(&format!("applies/{}", applies.id)).to_owned(), instead: applies.instead.clone(), items }
        });
        Self { is_conditional: questions.iter().any(|question| question.is_conditional), applies: applies.collect(), questions }
    }
}

/// The items that a test reads by themselves.
fn items_of(test: &Test, into: &mut Vec<ItemIndex>) {
    match test {
        Test::Count { of, .. } | Test::Newly { of, .. } => into.extend(of.iter().map(|accepted| accepted.item)),
        Test::All(parts) | Test::Any(parts) => parts.iter().for_each(|part| items_of(part, into)),
        Test::Always | Test::Scale { .. } | Test::EarlierLevel(_) => {}
    }
}

/// Which time an item is about, in words.
fn window_words(window: Window) -> String {
    match window {
        Window::Ever => "At any time".to_owned(),
        Window::Incident => "At this incident".to_owned(),
        Window::Past { days, before_incident } => {
            let time = match days {
                1 => "day".to_owned(),
                365 => "12 months".to_owned(),
                days if days.is_multiple_of(365) => format!("{} years", days / 365),
                days => format!("{days} days"),
            };
            format!(
                "{} {time}{}",
                if before_incident { "In the" } else { "In the last" },
                if before_incident { " before this incident" } else { "" }
            )
        }
    }
}
