//! An item of the form: the question, its answers, and the lines that the answer rests on.

use doorstep_risk_tool::{Answer, ItemIndex, ItemSource};
use doorstep_simulator::{Event, Session, SheetEntry, TurnIndex};
use yew::prelude::*;

use super::form::Tool;
use super::hand::{Hand, Place, problem};
use super::lines::{Line, cite_list};
use super::words::count_words;
use crate::shared::Shared;

#[derive(Properties)]
pub(super) struct ItemRowProps {
    pub(super) tool: Tool,
    pub(super) item: ItemIndex,
    pub(super) entry: SheetEntry,
    /// For the words of cited lines that are marked no longer.
    pub(super) session: Shared<Session>,
    pub(super) lines: Shared<Vec<Line>>,
    pub(super) hand: Hand,
    pub(super) problem: Option<String>,
}

impl PartialEq for ItemRowProps {
    /// Whether the same item would be drawn. The session differs at every event; an item only needs it for cited lines, whose
    /// words do not change while they are cited.
    fn eq(&self, other: &Self) -> bool {
        self.tool == other.tool
            && self.item == other.item
            && self.entry == other.entry
            && self.lines == other.lines
            && self.hand == other.hand
            && self.problem == other.problem
    }
}

/// An item as a group of radio buttons.
#[component]
pub(super) fn ItemRow(props: &ItemRowProps) -> Html {
    let is_open = use_state_eq(|| false);
    let Some(item) = props.tool.items.get(props.item.at()) else { return Html::default() };
    let id = format!("item-{}", props.item.0 + 1);
    // A tool whose wording may not be shown gives only number and short label.
    let question = if props.tool.may_show_items { &item.text } else { &item.short };
    let answers = props.tool.answers_of(item).iter().map(|option| {
        let (hand, answer) = (props.hand.clone(), option.answer);
        let (item, cites) = (props.item, props.entry.cites.clone());
        let onchange = move |_| hand.apply(Place::Item(item), Event::Answer { item, answer, cites: cites.clone() });
        let is_chosen = props.entry.answer == answer;
        html! {
            <label key={answer.word()} class={classes!("answer", (answer == Answer::NotAsked).then_some("blank"))}>
                <input type="radio" name={id.clone()} value={answer.word()} checked={is_chosen} disabled={props.hand.read_only} {onchange} />
                <span>{ option.label.clone() }</span>
            </label>
        }
    });
    let tags = item_tags(item);
    let tags_id = format!("{id}-tags");
    html! {
        <fieldset class={classes!("item", (props.entry.answer == Answer::NotAsked).then_some("is-blank"))} aria-describedby={(!tags.is_empty()).then(|| tags_id.clone())}>
            <legend><span class="item-number figures">{ format!("{}.", props.item.0 + 1) }</span>{ " " }{ question.clone() }</legend>
            if !tags.is_empty() {
                <p class="item-tags small soft" id={tags_id}>{ tags.join(". ") }{ "." }</p>
            }
            <div class="answers">{ for answers }</div>
            { problem(props.problem.as_deref()) }
            { evidence(props, &is_open) }
        </fieldset>
    }
}

/// What the tool says of how an item is answered.
fn item_tags(item: &doorstep_risk_tool::Item) -> Vec<&'static str> {
    let must_ask = item.must_ask.then_some("Must be asked");
    let source = match item.source {
        ItemSource::Victim => None,
        ItemSource::Officer => Some("Answered from what you see and hear"),
        ItemSource::Records => Some("Answered from records"),
    };
    must_ask.into_iter().chain(source).collect()
}

/// The lines that an answer rests on, opened at will.
fn evidence(props: &ItemRowProps, is_open: &UseStateHandle<bool>) -> Html {
    let item = props.item;
    let cited = &props.entry.cites;
    let id = format!("evidence-{}", item.0 + 1);
    let on_cite = {
        let (hand, entry) = (props.hand.clone(), props.entry.clone());
        Callback::from(move |(turn, is_cited): (TurnIndex, bool)| {
            let mut cites = entry.cites.clone();
            cites.retain(|each| *each != turn);
            if is_cited {
                cites.push(turn);
            }
            hand.apply(Place::Item(item), Event::Answer { item, answer: entry.answer, cites });
        })
    };
    let short = props.tool.items.get(item.at()).map_or("", |item| item.short.as_str());
    let count = if cited.is_empty() { "none yet".to_owned() } else { count_words(cited.len(), "line", "lines") };
    let onclick = {
        let is_open = is_open.clone();
        move |_| is_open.set(!*is_open)
    };
    html! {
        <div class="evidence">
            <button type="button" class="evidence-open" aria-expanded={is_open.to_string()} aria-controls={(**is_open).then(|| id.clone())} {onclick}>
                { "Evidence: " }{ count }<span class="visually-hidden">{ format!(", for {short}") }</span>
            </button>
            if **is_open {
                <div {id}>
                    { cite_list(format!("Lines cited for: {short}"), &props.session, cited, props.hand.read_only, &on_cite) }
                </div>
            }
        </div>
    }
}
