//! What can be printed and kept, and what the report was made from.

use doorstep_scoring::{KeyStatus, Report};
use doorstep_simulator::Mode;
use yew::prelude::*;

use crate::shared::Shared;

#[derive(Clone, PartialEq, Properties)]
pub struct PapersProps {
    pub report: Shared<Report>,
    pub on_print: Callback<()>,
    pub attempt_file: AttrValue,
    pub report_file: AttrValue,
}

/// Print, keep, and what it was made from.
#[component]
pub fn PapersSection(props: &PapersProps) -> Html {
    let made = &props.report.made_from;
    let status = match made.key_status {
        KeyStatus::Illustrative => "illustrative: example answers by the authors",
        KeyStatus::Panel => "a panel's annotations",
        KeyStatus::Approved => "approved",
    };
    let mode = match made.mode {
        Mode::Practice => "practice",
        Mode::Rehearsal => "rehearsal",
    };
    let print = props.on_print.reform(|_: MouseEvent| ());
    let short = |digest: &doorstep_envelope::Digest| digest.to_string().chars().take(16).collect::<String>();
    html! {
        <section aria-labelledby="papers-title">
            <h2 id="papers-title" tabindex="-1">{ "Print and keep" }</h2>
            <p class="actions no-print"><button type="button" class="button" onclick={print}>{ "Print this page" }</button></p>
            <dl class="made-from">
                <dt>{ "What this is" }</dt><dd>{ "Practice, not certification" }</dd>
                <dt>{ "Key" }</dt><dd>{ format!("version {}, {status}; readers: {}", made.key_version, made.readers.join(", ")) }</dd>
                <dt>{ "Call" }</dt><dd>{ format!("{} {}, digest {}", made.scenario, made.scenario_version, short(&made.scenario_digest)) }</dd>
                <dt>{ "Form" }</dt><dd>{ format!("{} {}, digest {}", made.tool, made.tool_version, short(&made.tool_digest)) }</dd>
                <dt>{ "Key's digest" }</dt><dd>{ short(&made.key_digest) }</dd>
                <dt>{ "Policy and engine" }</dt><dd>{ format!("{}, engine {}", made.policy, made.engine) }</dd>
                <dt>{ "Seed" }</dt><dd>{ &made.seed }</dd>
                <dt>{ "How it was taken" }</dt>
                <dd>{ format!("{mode}; went back {} times{}", props.report.went_back, if props.report.repeat { "; a repeat" } else { "" }) }</dd>
            </dl>
            <details class="no-print">
                <summary>{ "The attempt and the report as text, to copy" }</summary>
                <label for="attempt-text">{ "Attempt" }</label>
                <textarea id="attempt-text" readonly={true} rows="6" value={props.attempt_file.clone()} />
                <label for="report-text">{ "Report" }</label>
                <textarea id="report-text" readonly={true} rows="6" value={props.report_file.clone()} />
            </details>
        </section>
    }
}
