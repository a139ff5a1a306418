//! The trainee's way through the call: a map over call time, and the same as a list.

use doorstep_scenario::SceneIndex;
use doorstep_simulator::Session;
use yew::prelude::*;

use super::{picture, words};
use crate::shared::Shared;

#[derive(Clone, PartialEq, Properties)]
pub struct WayProps {
    pub session: Shared<Session>,
    pub on_try_again: Callback<u32>,
}

const ROW: usize = 30;
const LEFT: usize = 170;
const WIDTH: usize = 640;

/// The way through the call.
#[component]
pub fn WaySection(props: &WayProps) -> Html {
    let session = &props.session;
    let view = session.view();
    html! {
        <section aria-labelledby="way-title">
            <h2 id="way-title" tabindex="-1">{ "Your way through the call" }</h2>
            <div class="way-map" role="group" tabindex="0" aria-label="Map of your way; the list below says the same">{ map(session) }</div>
            <details>
                <summary>{ "The same as a list, with every choice" }</summary>
                <ol class="way">
                    { for session.state().path().iter().zip(0u32..).map(|((at, second), step)| {
                        let scenario = &session.content().scenario;
                        let scene = scenario.scene(at.scene).title.as_ref().map(|title| format!("{}. ", view.words(title))).unwrap_or_default();
                        let text = view.words(&scenario.choice(*at).text);
                        html! {
                            <li>
                                <time class="soft">{ words::time(session, *second) }</time>{ format!(" {scene}{text} ") }
                                { picture::try_again(Some(step), &props.on_try_again, &text) }
                            </li>
                        }
                    }) }
                </ol>
            </details>
        </section>
    }
}

/// A line through scenes (rows, in the order of first entering) over call time (from left to right).
fn map(session: &Session) -> Html {
    let state = session.state();
    let mut rows: Vec<SceneIndex> = Vec::new();
    let mut moments: Vec<(usize, u32)> = Vec::new();
    let mut last_step = None;
    for turn in state.turns() {
        let row = rows.iter().position(|scene| *scene == turn.scene).unwrap_or_else(|| {
            rows.push(turn.scene);
            rows.len() - 1
        });
        let moment = (row, turn.second);
        if last_step != Some(turn.step) || moments.last().is_none_or(|(before, _)| *before != row) {
            moments.push(moment);
        }
        last_step = Some(turn.step);
    }
    let end = state.second().max(1);
    let x = |second: u32| LEFT + 12 + (WIDTH - 24) * second as usize / end as usize;
    let y = |row: usize| row * ROW + ROW / 2 + 8;
    let points: Vec<String> = moments.iter().map(|(row, second)| format!("{},{}", x(*second), y(*row))).collect();
    let height = rows.len() * ROW + 40;
    let total = LEFT + WIDTH;
    let scenario = &session.content().scenario;
    let view = session.view();
    html! {
        <svg class="way-picture" viewBox={format!("0 0 {total} {height}")} role="img" aria-label="Your way through the scenes over the call's time">
            { for rows.iter().enumerate().map(|(row, scene)| {
                let label = scenario.scene(*scene).title.as_ref().map_or_else(|| scenario.scene(*scene).step.label().to_owned(), |title| view.words(title));
                let short: String = if label.chars().count() > 24 { label.chars().take(23).chain(['…']).collect() } else { label };
                html! { <>
                    <text class="way-label" x={(LEFT - 8).to_string()} y={(y(row) + 5).to_string()} text-anchor="end">{ short }</text>
                    <line class="way-row" x1={LEFT.to_string()} x2={total.to_string()} y1={y(row).to_string()} y2={y(row).to_string()} />
                </> }
            }) }
            <polyline class="way-line" points={points.join(" ")} />
            { for moments.iter().map(|(row, second)| html! { <circle class="way-point" cx={x(*second).to_string()} cy={y(*row).to_string()} r="4" /> }) }
            { for state.assessments().iter().map(|committed| {
                let at = x(committed.second);
                html! { <>
                    <line class="way-assessment" x1={at.to_string()} x2={at.to_string()} y1="4" y2={(height - 24).to_string()} />
                    <text class="way-label" x={at.to_string()} y={(height - 6).to_string()} text-anchor="middle">{ format!("graded {}", words::time(session, committed.second)) }</text>
                </> }
            }) }
        </svg>
    }
}
