//! One risk factor: how it came out, the moment, the votes beside the answer, and what would have told.

use doorstep_risk_tool::Claim;
use doorstep_scenario::FactIndex;
use doorstep_scoring::{Factor, FactorReport, Heard, Truth, words as labels};
use yew::prelude::*;

use super::words::{Family, Sign};
use super::{Parts, chances, moment, picture, words};

/// A factor.
pub fn card(props: &Parts, factor: &FactorReport, family: Family) -> Html {
    let class = match family.sign() {
        Sign::Right | Sign::Open => "is-right",
        Sign::Missed => "is-missed",
        Sign::Care => "is-care",
        Sign::Wrong => "is-wrong",
    };
    let known = props.key.factors.iter().find(|each| each.id == factor.id);
    html! {
        <article class={classes!("card", "factor", class)}>
            <div class="factor-words">
                <h4>{ picture::sign(family.sign()) }<span>{ &factor.label }</span></h4>
                <p class="factor-outcome"><strong>{ labels::capital(labels::outcome(factor.outcome)) }</strong><span class="soft">{ format!(" \u{b7} {}", weight(factor)) }</span></p>
                <p>{ words::explained(factor) }</p>
                if factor.ticked_before_asked {
                    <p class="before-asked">{ picture::sign(Sign::Care) }<span><strong>{ "Ticked before asked." }</strong>{ " You answered before any line about it had been heard." }</span></p>
                }
                { moments(props, factor, known) }
                { cited(props, factor) }
                { ways(props, factor, known) }
                { again(props, factor, family) }
                <p class="factor-why">{ &factor.why }</p>
            </div>
            <div class="factor-side">
                { votes(factor) }
                { counting(factor) }
            </div>
        </article>
    }
}

/// What it counts.
fn weight(factor: &FactorReport) -> String {
    match (factor.waived, factor.required, factor.weight) {
        (true, ..) => "not counted: what you did for safety came first".to_owned(),
        (_, false, _) => "not needed for this grade".to_owned(),
        (_, true, weight) => format!("weight {weight} of 3"),
    }
}

/// The lines that showed it, each with the fact that it told.
fn moments(props: &Parts, factor: &FactorReport, known: Option<&Factor>) -> Html {
    if factor.evidence.is_empty() {
        return Html::default();
    }
    let side = match factor.heard {
        Heard::Present => known.map(|known| &known.sufficient_present),
        Heard::Absent => known.map(|known| &known.sufficient_absent),
        Heard::Nothing => None,
    };
    let bears = |fact: &FactIndex| side.is_some_and(|sets| sets.iter().flatten().any(|each| each == fact));
    let heading = if factor.evidence.len() == 1 { "The moment that told you:" } else { "The moments that told you:" };
    html! {
        <>
            <p class="factor-label">{ heading }</p>
            <ul class="plain-list moments">
                { for factor.evidence.iter().map(|turn| moment::quoted(&props.session, *turn, &bears)) }
            </ul>
        </>
    }
}

/// The lines cited that do not bear on it: the others stand among the moments.
fn cited(props: &Parts, factor: &FactorReport) -> Html {
    let beside: Vec<_> = factor.cited.iter().filter(|turn| !factor.valid.contains(turn)).copied().collect();
    if beside.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <p class="factor-label">{ if beside.len() == 1 { "You cited this line, which does not show it:" } else { "You cited these lines, which do not show it:" } }</p>
            <ul class="plain-list moments">{ for beside.into_iter().map(|turn| moment::quoted(&props.session, turn, &|_| false)) }</ul>
        </>
    }
}

/// What there was to learn, and the choices that would have told.
fn ways(props: &Parts, factor: &FactorReport, known: Option<&Factor>) -> Html {
    let unheard = known.map(|known| unheard(props, factor, known)).unwrap_or_default();
    if factor.ways.is_empty() && unheard.is_empty() {
        return Html::default();
    }
    let scenario = &props.session.content().scenario;
    html! {
        <>
            if !unheard.is_empty() {
                <p class="factor-label">{ "What you never learned:" }</p>
                <ul class="unheard">{ for unheard.into_iter().map(|fact| html! { <li>{ fact }</li> }) }</ul>
            }
            if !factor.ways.is_empty() {
                <p class="factor-label">{ "What would have told you:" }</p>
            }
            <ul class="ways">
                { for factor.ways.iter().map(|way| {
                    let at = scenario.find_choice(&way.choice);
                    let said = at.map_or_else(|| way.text.clone(), |at| chances::asked_or_done(&props.session, at, &way.text));
                    html! {
                        <li>
                            if way.taken {
                                { format!("You took this, and it did not bring it out then: {}", way.text) }
                            } else {
                                { said }
                            }
                            { " " }
                            if let Some(step) = way.step {
                                { picture::again(step, &props.on_try_again, "Try again from here", &factor.label) }
                            } else if let Some(at) = at.filter(|_| !way.taken) {
                                <span class="soft small">{ chances::whereabouts(&props.session, at) }</span>
                            }
                        </li>
                    }
                }) }
            </ul>
        </>
    }
}

/// The facts on the true side that were not heard, where too little was heard.
fn unheard(props: &Parts, factor: &FactorReport, known: &Factor) -> Vec<String> {
    let sets = match (factor.truth, factor.heard) {
        (Truth::Present, Heard::Absent | Heard::Nothing) => &known.sufficient_present,
        (Truth::Absent, Heard::Present | Heard::Nothing) => &known.sufficient_absent,
        _ => return Vec::new(),
    };
    let state = props.session.state();
    let then = state.assessments().last().map_or(state.turns().len(), |committed| committed.turns as usize);
    let mut facts: Vec<FactIndex> =
        sets.iter().flatten().copied().filter(|fact| state.heard_at(*fact).is_none_or(|turn| turn.at() >= then)).collect();
    facts.sort_unstable();
    facts.dedup();
    let (view, scenario) = (props.session.view(), &props.session.content().scenario);
    facts.into_iter().take(4).map(|fact| view.words(&scenario.facts[fact.at()].text)).collect()
}

/// What was heard and not used is tried again where the form was filled in.
fn again(props: &Parts, factor: &FactorReport, family: Family) -> Html {
    let has_button = factor.ways.iter().any(|way| way.step.is_some());
    match family {
        Family::NotUsed | Family::Unfounded | Family::Misled => {
            html! { <p>{ chances::again_at_assessment(&props.report, &props.on_try_again, &factor.label) }</p> }
        }
        Family::NeverLearned if !has_button => {
            html! { <p>{ picture::again(0, &props.on_try_again, "Try again from the start", &factor.label) }</p> }
        }
        Family::NeverLearned | Family::Recognised | Family::RightlyOpen => Html::default(),
    }
}

/// The readers' votes beside the answer.
fn votes(factor: &FactorReport) -> Html {
    let total = factor.votes.present + factor.votes.unknown + factor.votes.absent;
    let rows = [
        ("Yes", factor.votes.present, Claim::Present),
        ("Not established", factor.votes.unknown, Claim::Unknown),
        ("No", factor.votes.absent, Claim::Absent),
    ];
    html! {
        <table class="compact">
            <caption>{ "The readers, and you" }</caption>
            <thead class="visually-hidden"><tr><th scope="col">{ "Answer" }</th><th scope="col">{ "Readers" }</th><th scope="col">{ "You" }</th></tr></thead>
            <tbody>
                { for rows.map(|(label, count, claim)| html! {
                    <tr>
                        <th scope="row">{ label }</th>
                        <td>{ picture::votes(count, total) }<span class="figures">{ format!(" {count} of {total}") }</span></td>
                        <td>if factor.answer == claim { <span class="tag strong">{ "You" }</span> }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

/// How the credit comes about, every point with its rule.
fn counting(factor: &FactorReport) -> Html {
    html! {
        <details class="no-print">
            <summary>{ "How it counts" }<span class="visually-hidden">{ format!(": {}", factor.label) }</span></summary>
            if factor.points.is_empty() {
                <p>{ "No points given or taken." }</p>
            } else {
                <ul class="points">
                    { for factor.points.iter().map(|point| html! {
                        <li><span class="figures">{ words::points(point.value) }</span>{ " " }{ labels::rule(&point.rule).to_owned() }</li>
                    }) }
                </ul>
                <p class="small">{ format!("Together {} of 1, times weight {}.", words::points(factor.credit), factor.weight) }</p>
            }
            if !factor.cited.is_empty() {
                <p class="small">{ format!("Cited lines that show it: {} of {}.", factor.valid.len(), factor.cited.len()) }</p>
            }
        </details>
    }
}
