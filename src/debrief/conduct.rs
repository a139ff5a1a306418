//! How the trainee asked, and moments that told of conduct.

use doorstep_scoring::{QuestionKind, QuestionReport, Report};
use yew::prelude::*;

use super::words::Sign;
use super::{picture, words};
use crate::shared::Shared;

#[derive(Clone, PartialEq, Properties)]
pub struct ConductProps {
    pub report: Shared<Report>,
    pub on_try_again: Callback<u32>,
}

const KINDS: [QuestionKind; 6] =
    [QuestionKind::Open, QuestionKind::Direct, QuestionKind::Closed, QuestionKind::Multiple, QuestionKind::Leading, QuestionKind::Blaming];

/// How the trainee asked.
#[component]
pub fn ConductSection(props: &ConductProps) -> Html {
    let conduct = &props.report.conduct;
    let count = |kind: QuestionKind| conduct.questions.iter().filter(|question| question.kind == kind).count();
    let most = KINDS.iter().map(|kind| count(*kind)).max().unwrap_or_default().max(1);
    let look: Vec<&QuestionReport> = conduct.questions.iter().filter(|question| !question.apt || question.why.is_some()).collect();
    html! {
        <section aria-labelledby="conduct-title">
            <h2 id="conduct-title" tabindex="-1">{ "How you asked" }</h2>
            if conduct.questions.is_empty() {
                <p>{ "You asked no question in this call." }</p>
            } else {
                <table class="kinds">
                    <caption>{ format!("Your {} questions by kind", conduct.questions.len()) }</caption>
                    <tbody>
                        { for KINDS.iter().map(|kind| {
                            let number = count(*kind);
                            // A share of the longest bar; both numbers are small.
                            let share = (number * 100 / most) as i64;
                            html! { <tr><th scope="row">{ words::kind(*kind) }</th><td class="stage-picture">{ picture::bar(share) }</td><td class="number">{ number }</td></tr> }
                        }) }
                    </tbody>
                </table>
            }
            if !look.is_empty() {
                <h3>{ "Questions to look at again" }</h3>
                <ul class="plain-list acts">
                    { for look.into_iter().map(|question| html! {
                        <li>
                            <p>{ picture::sign(if question.apt { Sign::Right } else { Sign::Care }) }<q>{ &question.text }</q>
                                { format!(" {}{}.", words::kind(question.kind), if question.apt { ", and apt here" } else { ", and not the best kind here" }) }</p>
                            if let Some(why) = &question.why { <p class="soft">{ why }</p> }
                            { picture::try_again((!question.apt).then_some(question.step), &props.on_try_again, &question.text) }
                        </li>
                    }) }
                </ul>
            }
            if !conduct.moments.is_empty() {
                <h3>{ "Moments" }</h3>
                <ul class="plain-list acts">
                    { for conduct.moments.iter().map(|moment| html! {
                        <li>
                            <p>{ picture::sign(if moment.good { Sign::Right } else { Sign::Wrong }) }<q>{ &moment.text }</q></p>
                            <p class="soft">{ &moment.why }</p>
                            { picture::try_again((!moment.good).then_some(moment.step), &props.on_try_again, &moment.text) }
                        </li>
                    }) }
                </ul>
            }
        </section>
    }
}
