//! Every risk factor: how it came out, the moment in the transcript, the votes, and what would have told.

use doorstep_scoring::{FactorReport, Report};
use doorstep_simulator::Session;
use yew::prelude::*;

use super::words::Sign;
use super::{picture, words};
use crate::shared::Shared;

#[derive(Clone, PartialEq, Properties)]
pub struct FactorsProps {
    pub session: Shared<Session>,
    pub report: Shared<Report>,
    pub on_try_again: Callback<u32>,
}

/// Every factor, those that went wrong first.
#[component]
pub fn FactorsSection(props: &FactorsProps) -> Html {
    let rank = |factor: &&FactorReport| {
        let order = match words::outcome(factor.outcome).0 {
            Sign::Wrong => 0,
            Sign::Missed => 1,
            Sign::Care => 2,
            Sign::Right => 3,
        };
        (!factor.required, order, u8::MAX - factor.weight)
    };
    let mut factors: Vec<&FactorReport> = props.report.factors.iter().collect();
    factors.sort_by_key(rank);
    html! {
        <section aria-labelledby="factors-title">
            <h2 id="factors-title" tabindex="-1">{ "Each risk factor" }</h2>
            <p>{ "What was true, what you could know from what you heard, and what your form says. Those to look at come first." }</p>
            <ul class="plain-list factors">
                { for factors.into_iter().map(|factor| html! { <li key={factor.id.clone()}>{ card(&props.session, factor, &props.on_try_again) }</li> }) }
            </ul>
        </section>
    }
}

fn card(session: &Session, factor: &FactorReport, on_try_again: &Callback<u32>) -> Html {
    let (sign, outcome) = words::outcome(factor.outcome);
    let total = factor.votes.present + factor.votes.unknown + factor.votes.absent;
    let weight = match (factor.waived, factor.required, factor.weight) {
        (true, ..) => "not counted: what you did for safety came first".to_owned(),
        (_, false, _) => "not needed here, but a claim about it counts".to_owned(),
        (_, true, weight) => format!("weight {weight} of 3"),
    };
    html! {
        <article class={classes!("card", "factor", sign_class(sign))}>
            <h3>{ picture::sign(sign) }{ &factor.label }</h3>
            <p class="factor-outcome"><strong>{ outcome }</strong>{ format!(" ({weight})") }</p>
            <p>{ words::truth(factor.truth) }{ " " }{ words::heard(factor.heard) }{ " " }{ words::answer(factor.answer) }</p>
            if factor.ticked_before_asked {
                <p class="error">{ "Ticked before asked: you answered before anything about it had been heard." }</p>
            }
            if !factor.evidence.is_empty() {
                <p class="small soft">{ "The moment:" }</p>
                <ul class="moments">{ for factor.evidence.iter().filter_map(|turn| words::quotation(session, *turn)).map(moment) }</ul>
            }
            if !factor.ways.is_empty() {
                <p>{ "This could have told you:" }</p>
                <ul class="ways">
                    { for factor.ways.iter().map(|way| html! {
                        <li>{ format!("“{}” ", way.text) }{ picture::try_again(way.step, on_try_again, &factor.label) }</li>
                    }) }
                </ul>
            }
            <p>{ &factor.why }</p>
            <details>
                <summary>{ "Votes and points" }</summary>
                <table class="compact">
                    <caption class="visually-hidden">{ "The readers' votes" }</caption>
                    <tbody>
                        { for [("present", factor.votes.present), ("not established", factor.votes.unknown), ("absent", factor.votes.absent)].map(|(label, count)| html! {
                            <tr><th scope="row">{ label }</th><td>{ picture::votes(count, total) }<span class="figures">{ format!(" {count} of {total}") }</span></td></tr>
                        }) }
                    </tbody>
                </table>
                if factor.points.is_empty() {
                    <p>{ "No points given or taken." }</p>
                } else {
                    <ul>
                        { for factor.points.iter().map(|point| html! { <li><span class="figures">{ words::points(point.value) }</span>{ format!(" {}", words::rule(&point.rule)) }</li> }) }
                    </ul>
                    <p class="small">{ format!("Together {} of 1, times weight {}.", words::points(factor.credit), factor.weight) }</p>
                }
            </details>
        </article>
    }
}

fn moment((number, time, words): (u32, String, String)) -> Html {
    html! { <li><span class="figures soft">{ format!("{number} · {time} ") }</span><q>{ words }</q></li> }
}

const fn sign_class(sign: Sign) -> &'static str {
    match sign {
        Sign::Right => "is-right",
        Sign::Missed => "is-missed",
        Sign::Care => "is-care",
        Sign::Wrong => "is-wrong",
    }
}
