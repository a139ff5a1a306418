//! What matters most: critical errors, then the one or two things to do differently.

use doorstep_scoring::{Ratio, Report};
use yew::prelude::*;

use super::{picture, words};
use crate::shared::Shared;

#[derive(Clone, PartialEq, Properties)]
pub struct FirstThingsProps {
    pub report: Shared<Report>,
    pub on_try_again: Callback<u32>,
}

/// What matters most.
#[component]
pub fn FirstThings(props: &FirstThingsProps) -> Html {
    let report = &props.report;
    let well = [
        ("asking", report.stages.elicited),
        ("recognising", report.stages.recognised),
        ("grading", report.stages.graded),
        ("acting", report.stages.acted),
    ];
    let best = well.iter().filter_map(|(label, ratio)| ratio.map(|ratio| (*label, ratio))).max_by_key(|(_, ratio)| *ratio);
    html! {
        <section aria-labelledby="first-title" class="first-things">
            <h2 id="first-title" tabindex="-1">{ "What matters most" }</h2>
            { for report.critical.iter().map(|finding| html! {
                <div class="banner grave">
                    <h3>{ picture::sign(words::Sign::Wrong) }{ format!("{}: {}", words::class(finding.class), finding.label) }</h3>
                    <p>{ &finding.why }</p>
                    { picture::try_again(finding.step, &props.on_try_again, &finding.label) }
                </div>
            }) }
            if report.first_things.is_empty() && report.critical.is_empty() {
                <p>{ "Nothing stands out that you must do differently. Read on for the details: there is always one." }</p>
            } else if !report.first_things.is_empty() {
                <p>{ "If you change only this next time:" }</p>
                <ul class="first-list">
                    { for report.first_things.iter().map(|thing| html! { <li>{ &thing.says }</li> }) }
                </ul>
            }
            if let Some((label, ratio)) = best.filter(|(_, ratio)| *ratio > Ratio::new(1, 2)) {
                <p class="soft">{ format!("Your strongest part was {label} ({} in 100).", ratio.percent()) }</p>
            }
        </section>
    }
}
