//! Every risk factor, in families: those to look at come first.

use doorstep_scoring::FactorReport;
use yew::prelude::*;

use super::words::{Family, counted};
use super::{Parts, factor, picture};

/// Every factor, by how it came out.
#[component]
pub fn FactorsSection(props: &Parts) -> Html {
    let families: Vec<(Family, Vec<&FactorReport>)> = Family::ALL.into_iter().map(|family| (family, of(props, family))).collect();
    let count = props.report.factors.len();
    html! {
        <section aria-labelledby="factors-title">
            <h2 id="factors-title" tabindex="-1">{ "Each risk factor" }</h2>
            <p>{ "What is so in this call, what you could know from what you heard, and what your form says. Those to look at come first." }</p>
            <table class="families">
                <caption>{ format!("Your {} by how they came out", counted(count, "factor", "factors")) }</caption>
                <thead class="visually-hidden"><tr><th scope="col">{ "How it came out" }</th><th scope="col">{ "Number" }</th></tr></thead>
                <tbody>
                    { for families.iter().map(|(family, factors)| html! {
                        <tr>
                            <th scope="row">{ family.heading() }</th>
                            <td><span class="figures">{ factors.len() }</span>{ " " }{ picture::tally(family.sign(), factors.len()) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
            { for families.iter().filter(|(_, factors)| !factors.is_empty()).map(|(family, factors)| html! {
                <>
                    <h3 class="family">{ picture::sign(family.sign()) }<span>{ format!("{} ({})", family.heading(), factors.len()) }</span></h3>
                    <p class="soft">{ family.about() }</p>
                    <ul class="plain-list factors">
                        { for factors.iter().map(|each| html! { <li key={each.id.clone()}>{ factor::card(props, each, *family) }</li> }) }
                    </ul>
                </>
            }) }
        </section>
    }
}

/// The factors of a family: those that count first, the gravest first.
fn of(props: &Parts, family: Family) -> Vec<&FactorReport> {
    let mut factors: Vec<&FactorReport> = props.report.factors.iter().filter(|factor| Family::of(factor.outcome) == family).collect();
    // The sort is stable: the order of the key stays.
    factors.sort_by_key(|factor| (!factor.required || factor.waived, u8::MAX - factor.weight));
    factors
}
