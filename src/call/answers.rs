//! The form's answers to be read: blanks first, then what was answered.

use doorstep_risk_tool::{Answer, Item, ItemIndex, RiskTool};
use doorstep_simulator::{Session, SheetEntry};
use yew::prelude::*;

use super::words::count_words;

/// The answers and the blanks.
pub(super) fn answer_list(session: &Session) -> Html {
    let view = session.view();
    let (tool, sheet) = (view.tool(), view.sheet());
    let entries = || tool.items().filter_map(|(index, item)| Some((index, item, sheet.get(index.at())?)));
    let blanks: Vec<_> = entries().filter(|(_, _, entry)| entry.answer == Answer::NotAsked).collect();
    let answered: Vec<_> = entries().filter(|(_, _, entry)| entry.answer != Answer::NotAsked).collect();
    let must = blanks.iter().filter(|(_, item, _)| item.must_ask).count();
    html! {
        <div class="answer-list" lang={tool.language.clone()}>
            <h4>{ format!("Not asked: {}", blanks.len()) }</h4>
            if blanks.is_empty() {
                <p>{ "Every item is answered." }</p>
            } else {
                <p class="small soft">{ format!("{} of these must be asked.", if must == 0 { "None".to_owned() } else { must.to_string() }) }</p>
                <ul class="blank-list">{ for blanks.iter().map(blank) }</ul>
            }
            <h4>{ format!("Answered: {}", answered.len()) }</h4>
            if !answered.is_empty() {
                <dl class="answered-list">{ for answered.iter().map(|entry| answer(tool, entry)) }</dl>
            }
        </div>
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

fn answer(tool: &RiskTool, (index, item, entry): &(ItemIndex, &Item, &SheetEntry)) -> Html {
    let cited = if entry.cites.is_empty() {
        "no line cited".to_owned()
    } else {
        format!("{} cited", count_words(entry.cites.len(), "line", "lines"))
    };
    html! {
        <div key={index.0}>
            <dt>{ item.short.clone() }</dt>
            <dd><strong>{ tool.answer_label(item, entry.answer).to_owned() }</strong><span class="soft small">{ ", " }{ cited }</span></dd>
        </div>
    }
}
