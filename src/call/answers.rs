//! The form's answers to be read: what changed, blanks, then what was answered.

use doorstep_risk_tool::{Answer, Item, ItemIndex};
use doorstep_simulator::{Session, SheetEntry};
use yew::prelude::*;

use super::form::{Before, Tool};
use super::words::count_words;

/// The answers and the blanks, for each form.
pub(super) fn answer_list(session: &Session) -> Html {
    let tools = Tool::all(session);
    let two = tools.len() > 1;
    let lists = tools.into_iter().map(|tool| {
        html! {
            <>
                if two { <h4 class="form-title">{ tool.title.clone() }</h4> }
                { answers_of(session, &tool) }
            </>
        }
    });
    html! { <>{ for lists }</> }
}

fn answers_of(session: &Session, tool: &Tool) -> Html {
    let sheet = session.view().sheet();
    let entries = tool.entries(sheet);
    let before = Before::of(session, tool);
    let asked = tool.asked(&tool.answers(sheet), before.as_ref().map(Before::earlier));
    let open = || {
        let all = tool.items().filter_map(|(index, item)| Some((index, item, entries.get(index.at())?)));
        all.filter(|(index, _, _)| asked.get(index.at()).copied().unwrap_or(true))
    };
    let blanks: Vec<_> = open().filter(|(_, _, entry)| entry.answer() == Answer::NotAsked).collect();
    let answered: Vec<_> = open().filter(|(_, _, entry)| entry.answer() != Answer::NotAsked).collect();
    let must = blanks.iter().filter(|(_, item, _)| item.must_ask).count();
    let closed = asked.iter().filter(|is_asked| !**is_asked).count();
    html! {
        <div class="answer-list">
            { for before.iter().map(|before| changes(session, tool, before)) }
            <h4>{ format!("Not asked: {}", blanks.len()) }</h4>
            if blanks.is_empty() {
                <p>{ "Every item is answered." }</p>
            } else {
                <p class="small soft">{ format!("{} of these must be asked.", if must == 0 { "None".to_owned() } else { must.to_string() }) }</p>
                <ul class="blank-list" lang={tool.language.clone()}>{ for blanks.iter().map(blank) }</ul>
            }
            if closed > 0 {
                <p class="small soft">{ count_words(closed, "item was", "items were") }{ " not opened by your answers, and are neither missing nor a no." }</p>
            }
            <h4>{ format!("Answered: {}", answered.len()) }</h4>
            if !answered.is_empty() {
                <dl class="answered-list" lang={tool.language.clone()}>{ for answered.iter().map(|entry| answer(tool, entry)) }</dl>
            }
        </div>
    }
}

/// What changed since the assessment before.
pub(super) fn changes(session: &Session, tool: &Tool, before: &Before) -> Html {
    let changed = tool.changes_since(&before.answers, &tool.answers(session.view().sheet()));
    let rows = changed.iter().filter_map(|change| {
        let item = tool.items.get(change.item.at())?;
        let words = |given| tool.answer_label(item, given).to_owned();
        Some(html! {
            <div key={change.item.0}>
                <dt>{ item.short.clone() }</dt>
                <dd>{ words(change.before) }<span aria-hidden="true">{ " \u{2192} " }</span><span class="visually-hidden">{ ", now " }</span><strong>{ words(change.now) }</strong></dd>
            </div>
        })
    });
    html! {
        <>
            <h4>{ format!("Changed since \u{201c}{}\u{201d}: {}", before.label, changed.len()) }</h4>
            if changed.is_empty() { <p>{ "Every answer is as it was then." }</p> } else { <dl class="answered-list" lang={tool.language.clone()}>{ for rows }</dl> }
        </>
    }
}

fn blank((index, item, _): &(ItemIndex, &Item, &SheetEntry)) -> Html {
    html! {
        <li key={index.0}>
            { item.short.clone() }
            if item.must_ask { <span class="must">{ " (must be asked)" }</span> }
        </li>
    }
}

fn answer(tool: &Tool, (index, item, entry): &(ItemIndex, &Item, &SheetEntry)) -> Html {
    let cited = if entry.cites.is_empty() {
        "no line cited".to_owned()
    } else {
        format!("{} cited", count_words(entry.cites.len(), "line", "lines"))
    };
    html! {
        <div key={index.0}>
            <dt>{ item.short.clone() }</dt>
            <dd><strong>{ tool.answer_label(item, entry.given).to_owned() }</strong><span class="soft small">{ ", " }{ cited }</span></dd>
        </div>
    }
}
