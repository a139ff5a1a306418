//! How the trainee asked, and moments that told of conduct.

use doorstep_scoring::{ConductMoment, QuestionKind, QuestionReport, words as labels};
use yew::prelude::*;

use super::words::{Sign, counted};
use super::{Parts, picture, words};

/// How the trainee asked.
#[component]
pub fn ConductSection(props: &Parts) -> Html {
    let conduct = &props.report.conduct;
    let (look, apt): (Vec<&QuestionReport>, Vec<&QuestionReport>) = conduct.questions.iter().partition(|question| !question.apt);
    let (well, not): (Vec<&ConductMoment>, Vec<&ConductMoment>) = conduct.moments.iter().partition(|moment| moment.good);
    html! {
        <section aria-labelledby="conduct-title">
            <h2 id="conduct-title" tabindex="-1">{ "How you asked" }</h2>
            if conduct.questions.is_empty() {
                <p>{ "You asked no question that the key looks at." }</p>
            } else {
                { kinds(&conduct.questions) }
            }
            { list("Questions to put in another way", look.into_iter().map(|question| asked(props, question)).collect()) }
            { list("Moments to handle in another way", not.into_iter().map(|moment| happened(props, moment)).collect()) }
            { list("Moments that went well", well.into_iter().map(|moment| happened(props, moment)).collect()) }
            if !apt.is_empty() {
                <details class="card">
                    <summary>{ counted(apt.len(), "question of yours that fits the moment", "questions of yours that fit the moment") }</summary>
                    <ul class="plain-list acts">{ for apt.into_iter().map(|question| asked(props, question)) }</ul>
                </details>
            }
        </section>
    }
}

fn list(heading: &'static str, rows: Vec<Html>) -> Html {
    if rows.is_empty() {
        return Html::default();
    }
    html! { <><h3>{ heading }</h3><ul class="plain-list acts">{ for rows }</ul></> }
}

/// The questions by kind, with a bar for each.
fn kinds(questions: &[QuestionReport]) -> Html {
    let count = |kind: QuestionKind| questions.iter().filter(|question| question.kind == kind).count();
    let most = labels::QUESTIONS.iter().map(|kind| count(*kind)).max().unwrap_or_default().max(1);
    html! {
        <table class="kinds">
            <caption>{ format!("Your {} by kind", counted(questions.len(), "question", "questions")) }</caption>
            <thead class="visually-hidden"><tr><th scope="col">{ "Kind" }</th><th scope="col">{ "Number" }</th><th scope="col">{ "As a bar" }</th></tr></thead>
            <tbody>
                { for labels::QUESTIONS.iter().map(|kind| {
                    let number = count(*kind);
                    // A share of the longest bar; both numbers are small.
                    let share = (number * 100 / most) as i64;
                    html! {
                        <tr>
                            <th scope="row">{ labels::capital(labels::question(*kind)) }<span class="kind-about soft">{ about(*kind) }</span></th>
                            <td class="number">{ number }</td>
                            <td class="kind-bar">if number > 0 { { picture::bar(share) } }</td>
                        </tr>
                    }
                }) }
            </tbody>
        </table>
    }
}

/// A kind of question, to somebody who has not heard its name.
const fn about(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Open => "invites a story",
        QuestionKind::Direct => "names plainly what it wants to know",
        QuestionKind::Closed => "can be answered by one word",
        QuestionKind::Multiple => "asks more than one thing",
        QuestionKind::Leading => "holds its own answer",
        QuestionKind::Blaming => "lays the fault on the one who is asked",
    }
}

fn asked(props: &Parts, question: &QuestionReport) -> Html {
    let kind = labels::capital(labels::question(question.kind));
    let sign = if question.apt { Sign::Right } else { Sign::Care };
    html! {
        <li>
            <p class="act">{ picture::sign(sign) }<span>{ at(props, question.step) }{ format!("\u{201c}{}\u{201d} ", question.text) }
                <span class="soft">{ if question.apt { format!("{kind}.") } else { format!("{kind}; another kind fits this moment better.") } }</span></span></p>
            if let Some(why) = &question.why { <p class="act-why">{ why }</p> }
            { picture::try_again((!question.apt).then_some(question.step), &props.on_try_again, &question.text) }
        </li>
    }
}

fn happened(props: &Parts, moment: &ConductMoment) -> Html {
    let (sign, kind) = (if moment.good { Sign::Right } else { Sign::Care }, labels::capital(labels::conduct(moment.kind)));
    html! {
        <li>
            <p class="act">{ picture::sign(sign) }<span>{ at(props, moment.step) }{ format!("\u{201c}{}\u{201d} ", moment.text) }<span class="soft">{ format!("{kind}.") }</span></span></p>
            <p class="act-why">{ &moment.why }</p>
            { picture::try_again((!moment.good).then_some(moment.step), &props.on_try_again, &moment.text) }
        </li>
    }
}

/// The time of a choice.
fn at(props: &Parts, step: u32) -> Html {
    let second = props.session.state().path().get(step as usize).map(|(_, second)| *second);
    second.map_or_else(Html::default, |second| html! { <><time class="soft">{ words::time(&props.session, second) }</time>{ " " }</> })
}
