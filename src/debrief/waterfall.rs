//! How a grade came about: what is so, what was heard, what was marked, and the grade, each by the readers' level rule.

use doorstep_scoring::{Waterfall, words as labels};
use doorstep_simulator::Session;
use yew::prelude::*;

use super::picture;
use super::words::{Sign, level};

/// In words first, then as a picture that is a table: a row for each station, a column for each level, and what each step changed.
pub fn waterfall(session: &Session, fall: &Waterfall) -> Html {
    let tool = &session.content().tool;
    let stations = [
        ("All that is so", None, &fall.truth, "mark form"),
        ("What you had heard", fall.steps.first(), &fall.heard, "mark first"),
        ("What you had marked", fall.steps.get(1), &fall.marked, "mark own"),
        ("Your final level", fall.steps.get(2), &fall.answer, "mark final"),
    ];
    html! {
        <>
            <h4>{ "How your grade came about" }</h4>
            <p>{ summary(session, fall) }</p>
            <ul class="plain-list">
                { for fall.steps.iter().map(|step| html! {
                    <li class="notice-line">
                        { picture::sign(if step.steps == 0 { Sign::Right } else { Sign::Care }) }
                        <span><strong>{ labels::capital(labels::waterfall_stage(step.stage)) }{ ": " }</strong>{ &step.says }</span>
                    </li>
                }) }
            </ul>
            <div class="track-frame">
                <table class="track fall">
                    <caption>{ "The level at each step, by the readers' rule" }</caption>
                    <thead>
                        <tr>
                            <td class="track-corner"></td>
                            { for tool.levels().map(|(_, level)| html! { <th scope="col">{ &level.label }</th> }) }
                            <th scope="col">{ "Change" }</th>
                        </tr>
                    </thead>
                    <tbody>
                        { for stations.into_iter().map(|(name, step, at, class)| html! {
                            <tr>
                                <th scope="row">{ name }</th>
                                { for tool.levels().map(|(_, level)| html! {
                                    <td>if level.id == *at { { mark(class) }<span class="visually-hidden">{ "here" }</span> }</td>
                                }) }
                                <td class="fall-change">{ step.map(|step| change(step.steps)) }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
            <p class="soft">{ "The readers graded sets of factors, and the rule sums up how. What is so counts here whether or not you could have known it." }</p>
        </>
    }
}

fn summary(session: &Session, fall: &Waterfall) -> String {
    let agree = if fall.fits_votes { "" } else { " The readers' rule and their votes differ here, so take it as a hint." };
    let apart = labels::levels_apart(fall.error);
    match fall.error {
        0 => format!(
            "By the readers' rule, all that is so in this call comes to {}. You graded the same.{agree}",
            level(session, &fall.truth)
        ),
        _ => format!(
            "By the readers' rule, all that is so in this call comes to {}. Your grade is {apart}. This is where it came from.{agree}",
            level(session, &fall.truth)
        ),
    }
}

fn mark(class: &'static str) -> Html {
    let path = match class {
        "mark form" => "M12 4 20 12 12 20 4 12Z",
        "mark final" => "M3 3H21V21H3Z",
        _ => "M12 6a6 6 0 1 1 0 12a6 6 0 1 1 0-12",
    };
    html! { <svg {class} viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d={path} /></svg> }
}

/// An arrow for a change, a line for none, with the words beside it.
fn change(steps: i16) -> Html {
    let path = match steps {
        0 => "M4 10H16",
        1.. => "M10 17V4M4 10 10 4 16 10",
        _ => "M10 3V16M4 10 10 16 16 10",
    };
    html! {
        <>
            <svg class="sign open" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d={path} /></svg>
            { " " }{ labels::levels_apart(steps) }
        </>
    }
}
