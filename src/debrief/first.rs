//! What matters most: critical errors, then the one or two things to do differently.

use doorstep_scoring::{About, CriticalClass, CriticalFinding, FirstThing, Ratio};
use yew::prelude::*;

use super::words::Sign;
use super::{Parts, picture};

/// What matters most.
#[component]
pub fn FirstThings(props: &Parts) -> Html {
    let report = &props.report;
    // A critical error stands above with its reason; it is not said a second time.
    let things: Vec<&FirstThing> = report.first_things.iter().filter(|thing| thing.about != About::Critical).collect();
    html! {
        <section aria-labelledby="first-title" class="first-things">
            <h2 id="first-title" tabindex="-1">{ "What matters most" }</h2>
            { for report.critical.iter().map(|finding| critical(props, finding)) }
            if !things.is_empty() {
                <p>{ if report.critical.is_empty() { "If you change only this next time:" } else { "And after that:" } }</p>
                <ol class="first-list">
                    { for things.into_iter().map(|thing| html! { <li>{ &thing.says }</li> }) }
                </ol>
            } else if !report.critical.is_empty() {
                <p>{ "If you change only this next time, the rest of this page can wait." }</p>
            } else {
                <p class="lead">{ "Nothing stands out that you need to do differently. The details below show what carried it." }</p>
            }
            if let Some((label, ratio)) = strongest(report) {
                <p class="soft">{ format!("What went best: {label} ({} in 100).", ratio.percent()) }</p>
            }
        </section>
    }
}

/// A critical error: what, how grave, why, and where to try again.
fn critical(props: &Parts, finding: &CriticalFinding) -> Html {
    let grave = match finding.class {
        CriticalClass::K1 => "Critical error: this must never happen, whatever else went well.",
        CriticalClass::K2 => "Serious lapse: no good work elsewhere makes up for it.",
    };
    let button = match finding.step {
        Some(step) => picture::again(step, &props.on_try_again, "Try again from here", &finding.label),
        // It is about the whole course of the call: no one choice stands behind it.
        None => picture::again(0, &props.on_try_again, "Try again from the start", &finding.label),
    };
    html! {
        <div class="banner grave critical">
            <p class="kicker">{ grave }</p>
            <h3>{ picture::sign(Sign::Wrong) }<span>{ &finding.label }</span></h3>
            <p>{ &finding.why }</p>
            { button }
        </div>
    }
}

/// The stage that went best, where one went well.
fn strongest(report: &doorstep_scoring::Report) -> Option<(&'static str, Ratio)> {
    let stages = [
        ("recognising what you heard", report.stages.recognised),
        ("bringing it to light", report.stages.elicited),
        ("your grade", report.stages.graded),
        ("what you did", report.stages.acted),
        ("how you asked", report.stages.conduct),
    ];
    let judged = stages.into_iter().filter_map(|(label, ratio)| ratio.map(|ratio| (label, ratio)));
    judged.reduce(|best, next| if next.1 > best.1 { next } else { best }).filter(|(_, ratio)| *ratio > Ratio::new(1, 2))
}
