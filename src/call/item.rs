//! A question of the form: its words, its answers, and the lines that each answer rests on. A question can be rated several times, such as
//! for the past and for now.

use std::rc::Rc;

use doorstep_risk_tool::{Answer, Given, Item, ItemIndex, ItemSource};
use doorstep_simulator::{Event, Session, SheetEntry, TurnIndex};
use yew::prelude::*;

use super::form::Tool;
use super::hand::{Hand, Place, problem};
use super::lines::{Line, cite_list};
use super::words::count_words;
use crate::shared::Shared;

/// An item of a question: all of it, or one of its ratings.
#[derive(Clone, PartialEq)]
pub(super) struct Part {
    /// The item, by its place in its tool.
    pub(super) item: ItemIndex,
    pub(super) entry: SheetEntry,
    /// What the rating is called.
    pub(super) rating: Option<String>,
    /// The label of an assessment made before, and the answer in it.
    pub(super) before: Option<(String, Given)>,
    pub(super) problem: Option<String>,
}

impl Part {
    fn is_blank(&self) -> bool {
        self.entry.answer() == Answer::NotAsked
    }
}

#[derive(Properties)]
pub(super) struct QuestionRowProps {
    pub(super) tool: Tool,
    pub(super) number: usize,
    pub(super) window: Option<String>,
    /// How it is meant, where that is shown.
    pub(super) guidance: Option<AttrValue>,
    pub(super) parts: Rc<[Part]>,
    /// For the words of cited lines that are marked no longer.
    pub(super) session: Shared<Session>,
    pub(super) lines: Shared<Vec<Line>>,
    pub(super) hand: Hand,
}

impl PartialEq for QuestionRowProps {
    /// Whether the same question would be drawn. The session differs at every event; a question only needs it for cited lines, whose words
    /// do not change while they are cited.
    fn eq(&self, other: &Self) -> bool {
        self.tool == other.tool
            && self.number == other.number
            && self.guidance == other.guidance
            && self.parts == other.parts
            && self.lines == other.lines
            && self.hand == other.hand
    }
}

/// A question as a group of radio buttons, or as several where it is rated several times.
#[component]
pub(super) fn QuestionRow(props: &QuestionRowProps) -> Html {
    let open = use_state_eq(|| None::<ItemIndex>);
    let item_of = |part: &Part| props.tool.items.get(part.item.at());
    let Some((first, item)) = props.parts.first().and_then(|part| Some((part, item_of(part)?))) else { return Html::default() };
    let is_rated = first.rating.is_some();
    // The short label of a rated item has its rating after it in brackets; here the rating stands by itself.
    let short = item.short.split(" (").next().filter(|_| is_rated).unwrap_or(&item.short);
    // A tool whose wording may not be shown gives only number and short label.
    let question = if props.tool.may_show_items { &item.text } else { short };
    let tags = item_tags(item, props.window.as_deref());
    let tags_id = format!("item-{}-tags", props.tool.place(first.item).0 + 1);
    let is_waiting = item.must_ask && props.parts.iter().any(Part::is_blank);
    let body = props.parts.iter().filter_map(|part| {
        let item = item_of(part)?;
        let answers = answers(props, part, item);
        let evidence = evidence(props, part, item, &open);
        Some(match &part.rating {
            None => html! { <>{ answers }{ evidence }</> },
            Some(rating) => html! {
                <fieldset key={part.item.0} class={classes!("rating", part.is_blank().then_some("is-blank"))}>
                    <legend lang={props.tool.language.clone()}>{ rating.clone() }</legend>
                    { answers }
                    { evidence }
                </fieldset>
            },
        })
    });
    let has_tags = !tags.is_empty() || item.must_ask;
    let guidance_id = format!("item-{}-guidance", props.tool.place(first.item).0 + 1);
    let described = [has_tags.then_some(tags_id.as_str()), props.guidance.as_ref().map(|_| guidance_id.as_str())];
    let described: Vec<&str> = described.into_iter().flatten().collect();
    let described_by = (!described.is_empty()).then(|| described.join(" "));
    html! {
        <fieldset class={classes!("item", props.parts.iter().all(Part::is_blank).then_some("is-blank"))} aria-describedby={described_by}>
            <legend lang={props.tool.language.clone()}><span class="item-number figures">{ format!("{}.", props.number) }</span>{ " " }{ question.to_owned() }</legend>
            if has_tags {
                <p class="item-tags small soft" id={tags_id}>
                    if item.must_ask { { "Must be asked. " } if is_waiting { <strong class="must">{ "Not asked yet. " }</strong> } }
                    { tags.iter().map(|tag| format!("{tag}. ")).collect::<String>().trim_end().to_owned() }
                </p>
            }
            if let Some(guidance) = &props.guidance {
                <p class="item-guidance small" id={guidance_id} lang={props.tool.language.clone()}>{ guidance.clone() }</p>
            }
            { for body }
        </fieldset>
    }
}

/// The answers to an item as radio buttons, and what it was answered before.
fn answers(props: &QuestionRowProps, part: &Part, item: &Item) -> Html {
    let place = props.tool.place(part.item);
    let name = format!("item-{}", place.0 + 1);
    let options = props.tool.answers_of(item).iter().map(|option| {
        let (hand, given) = (props.hand.clone(), option.given());
        let cites = part.entry.cites.clone();
        let onchange = move |_| hand.apply(Place::Item(place), Event::Answer { item: place, answer: given, cites: cites.clone() });
        let is_blank = option.answer == Answer::NotAsked;
        html! {
            <label key={option.id.clone()} class={classes!("answer", is_blank.then_some("blank"))}>
                <input type="radio" name={name.clone()} value={option.id.clone()} checked={part.entry.given == given} disabled={props.hand.read_only} {onchange} />
                <span>{ option.label.clone() }</span>
            </label>
        }
    });
    html! {
        <>
            <div class="answers" lang={props.tool.language.clone()}>{ for options }</div>
            { part.before.as_ref().map(|(label, then)| {
                let words = props.tool.answer_label(item, *then).to_owned();
                html! {
                    <p class="item-before small">
                        { format!("{label}: ") }<strong>{ words }</strong>{ "." }
                        if *then != part.entry.given { <span class="must">{ " Changed since." }</span> }
                    </p>
                }
            }) }
            { problem(part.problem.as_deref()) }
        </>
    }
}

/// What the tool says of how an item is answered.
fn item_tags(item: &Item, window: Option<&str>) -> Vec<String> {
    let source = match item.source {
        ItemSource::Victim => None,
        ItemSource::Officer => Some("Answered from what you see and hear"),
        ItemSource::Records => Some("Answered from records"),
    };
    window.into_iter().chain(source).map(str::to_owned).collect()
}

/// The lines that an answer rests on, opened at will.
fn evidence(props: &QuestionRowProps, part: &Part, item: &Item, open: &UseStateHandle<Option<ItemIndex>>) -> Html {
    let place = props.tool.place(part.item);
    let cited = &part.entry.cites;
    let id = format!("evidence-{}", place.0 + 1);
    let is_open = **open == Some(part.item);
    let on_cite = {
        let (hand, entry) = (props.hand.clone(), part.entry.clone());
        Callback::from(move |(turn, is_cited): (TurnIndex, bool)| {
            let mut cites = entry.cites.clone();
            cites.retain(|each| *each != turn);
            if is_cited {
                cites.push(turn);
            }
            hand.apply(Place::Item(place), Event::Answer { item: place, answer: entry.given, cites });
        })
    };
    let short = &item.short;
    let count = if cited.is_empty() { "none yet".to_owned() } else { count_words(cited.len(), "line", "lines") };
    let onclick = {
        let (open, item) = (open.clone(), part.item);
        move |_| open.set((*open != Some(item)).then_some(item))
    };
    html! {
        <div class="evidence">
            <button type="button" class="evidence-open" aria-expanded={is_open.to_string()} aria-controls={is_open.then(|| id.clone())} {onclick}>
                { "Evidence: " }{ count }<span class="visually-hidden">{ format!(", for {short}") }</span>
            </button>
            if is_open {
                <div {id}>
                    { cite_list(format!("Lines cited for: {short}"), &props.session, cited, props.hand.read_only, &on_cite) }
                </div>
            }
        </div>
    }
}
