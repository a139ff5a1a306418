//! The trainee's way through the call: a map, the same as a list, and the whole conversation.

use yew::prelude::*;

use super::conversation::Conversation;
use super::visits::{Visit, visits};
use super::words::{counted, times};
use super::{Parts, map, picture, words};

/// The way through the call.
#[component]
pub fn WaySection(props: &Parts) -> Html {
    let session = &props.session;
    let visits = visits(session);
    let report = &props.report;
    let back = if report.went_back == 0 {
        String::new()
    } else {
        format!(" You went back {}; the branches that you left are not shown.", times(report.went_back))
    };
    let choices = counted(report.choices as usize, "choice", "choices");
    html! {
        <section aria-labelledby="way-title">
            <h2 id="way-title" tabindex="-1">{ "Your way through the call" }</h2>
            <p>{ format!("From {} to {}, in {choices}.{back}", words::time(session, 0), words::time(session, report.seconds)) }</p>
            <p class="soft small way-key">{ "From left to right: your choices in order. " }{ key() }</p>
            { map::map(session, &visits) }
            <details class="card no-print">
                <summary>{ "The same as a list, with every choice" }</summary>
                <ol class="plain-list way-list">{ for visits.iter().map(|visit| stay(props, visit)) }</ol>
            </details>
            <details class="card long">
                <summary>{ "The whole conversation" }</summary>
                <Conversation ..props.clone() />
            </details>
        </section>
    }
}

/// What the marks of the map mean.
fn key() -> Html {
    html! {
        <>
            <svg class="way-sample" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path class="way-assessment" d="M12 3 21 12 12 21 3 12Z" /></svg>{ " you graded. " }
            <svg class="way-sample" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path class="way-cut-in" d="M12 4 20 18H4Z" /></svg>{ " came by itself." }
        </>
    }
}

/// A stay in a scene, with the choices taken there.
fn stay(props: &Parts, visit: &Visit) -> Html {
    let session = &props.session;
    let (view, scenario) = (session.view(), &session.content().scenario);
    let path = session.state().path();
    let taken = (visit.from..visit.to).filter_map(|step| path.get(step as usize).map(|(at, second)| (step, *at, *second)));
    let taken: Vec<_> = taken.filter(|(_, at, _)| at.scene == visit.scene).collect();
    let time = words::time(session, visit.second);
    html! {
        <li>
            <p class="way-scene"><time class="soft" datetime={time.clone()}>{ time.clone() }</time>{ " " }<strong>{ words::place(session, visit.scene) }</strong>
                if visit.cut_in { <span class="soft">{ " (came by itself)" }</span> }</p>
            if !taken.is_empty() {
            <ol start={(visit.from + 1).to_string()}>
                { for taken.into_iter().map(|(step, at, second)| {
                    let choice = scenario.choice(at);
                    let (text, when) = (view.words(&choice.text), words::time(session, second));
                    let does = choice.manner == doorstep_scenario::Manner::Do;
                    let graded = session.state().assessments().iter().find(|committed| committed.step == step + 1);
                    html! {
                        <li>
                            if when != time { <><time class="soft" datetime={when.clone()}>{ when.clone() }</time>{ " " }</> }
                            if does { <em>{ text.clone() }</em> } else { { format!("\u{201c}{text}\u{201d}") } }
                            if let Some(graded) = graded { <span class="tag">{ format!("Graded: {}", session.content().tool.level(graded.last.level).label) }</span> }
                            { " " }{ picture::try_again(Some(step), &props.on_try_again, &text) }
                        </li>
                    }
                }) }
            </ol>
            }
        </li>
    }
}
