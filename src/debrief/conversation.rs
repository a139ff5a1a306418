//! The whole conversation: every line, what the trainee marked and cited, and what each line told.

use doorstep_simulator::{Session, TurnIndex};
use yew::prelude::*;

use super::{Parts, words};

/// The whole conversation.
#[component]
pub fn Conversation(props: &Parts) -> Html {
    let session = &props.session;
    let view = session.view();
    let uses = uses(session);
    html! {
        <ol class="plain-list conversation" lang={session.content().scenario.language.clone()}>
            { for view.turns().map(|turn| {
                let index = turn.index;
                let time = words::time(session, turn.turn.second);
                let told: Vec<String> = words::revealed(session, index).into_iter().filter(|(fact, _)| session.state().heard_at(*fact) == Some(index)).map(|(_, text)| text).collect();
                let cited: Vec<&str> = uses.iter().filter(|(at, _)| *at == index).map(|(_, label)| label.as_str()).collect();
                html! {
                    <li>
                        if let Some(heading) = turn.heading { <h3>{ view.words(heading) }</h3> }
                        <p class="moment-head">
                            <span class="figures"><span class="visually-hidden">{ "Line " }</span>{ index.number() }</span>{ " " }
                            <time datetime={time.clone()}>{ time }</time>{ " " }
                            <strong>{ words::speaker(&view, &turn) }</strong>
                        </p>
                        <p class="said" lang={turn.language.map(str::to_owned)} dir="auto">{ view.words(turn.text) }</p>
                        { for told.into_iter().map(|fact| html! { <p class="told"><span class="soft">{ "It tells: " }</span>{ fact }</p> }) }
                        if turn.turn.marked || !cited.is_empty() {
                            <p class="used small">{ used(turn.turn.marked, &cited) }</p>
                        }
                    </li>
                }
            }) }
        </ol>
    }
}

fn used(marked: bool, cited: &[&str]) -> String {
    let cited = (!cited.is_empty()).then(|| format!("You cited it for: {}.", cited.join("; ")));
    let marked = marked.then(|| "You marked it as evidence.".to_owned());
    marked.into_iter().chain(cited).collect::<Vec<_>>().join(" ")
}

/// What each cited line was cited for, in the committed assessments: items by their words, and the level.
fn uses(session: &Session) -> Vec<(TurnIndex, String)> {
    let content = session.content();
    let items: Vec<_> = content.tool.items.iter().chain(content.beside.iter().flat_map(|beside| &beside.tool.items)).collect();
    let mut uses: Vec<(TurnIndex, String)> = Vec::new();
    for committed in session.state().assessments() {
        for (item, entry) in items.iter().zip(&committed.sheet) {
            uses.extend(entry.cites.iter().map(|turn| (*turn, item.short.clone())));
        }
        uses.extend(committed.own.cites.iter().map(|turn| (*turn, "your level".to_owned())));
    }
    uses.sort();
    uses.dedup();
    uses
}
