//! A line of the transcript, quoted: its number, the time, who, the words, and what it told.

use doorstep_scenario::FactIndex;
use doorstep_simulator::{Said, Session, TurnIndex, TurnView, View};
use yew::prelude::*;

use super::words;

/// A line as a quotation; the facts for which `bears` holds stand below it. Where the trainee's own words brought it out, the line that
/// answered them stands with them.
pub fn quoted(session: &Session, turn: TurnIndex, bears: &dyn Fn(&FactIndex) -> bool) -> Html {
    let view = session.view();
    let Some(shown) = view.turn(turn) else { return Html::default() };
    let told: Vec<String> = words::revealed(session, turn).into_iter().filter(|(fact, _)| bears(fact)).map(|(_, text)| text).collect();
    let is_choice = matches!(shown.turn.said, Said::Choice(_));
    let answer = view.turn(TurnIndex(turn.0.saturating_add(1))).filter(|next| is_choice && next.turn.step == shown.turn.step);
    html! {
        <li class="moment">
            { line(session, &view, &shown) }
            { answer.map(|answer| line(session, &view, &answer)) }
            { for told.into_iter().map(|fact| html! { <p class="told"><span class="soft">{ "It tells: " }</span>{ fact }</p> }) }
        </li>
    }
}

/// A line: number, time, who, and the words.
fn line(session: &Session, view: &View<'_>, shown: &TurnView<'_>) -> Html {
    let time = words::time(session, shown.turn.second);
    html! {
        <>
            <p class="moment-head">
                <span class="figures"><span class="visually-hidden">{ "Line " }</span>{ shown.index.number() }</span>{ " " }
                <time datetime={time.clone()}>{ time }</time>{ " " }
                <strong>{ words::speaker(view, shown) }</strong>
            </p>
            <blockquote><p lang={shown.language.map(str::to_owned)} dir="auto">{ view.words(shown.text) }</p></blockquote>
        </>
    }
}
