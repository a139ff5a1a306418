//! What can be printed and kept, and what the report was made from.

use doorstep_scoring::{KeyStatus, Report};
use doorstep_simulator::Mode;
use yew::prelude::*;

use super::words::times;
use crate::shared::Shared;

#[derive(Clone, PartialEq, Properties)]
pub struct PapersProps {
    pub report: Shared<Report>,
    pub on_print: Callback<()>,
    /// Whether the whole conversation is printed too.
    pub is_whole: bool,
    pub on_whole: Callback<bool>,
    pub attempt_file: AttrValue,
    pub report_file: AttrValue,
}

/// Print, keep, and what it was made from.
#[component]
pub fn PapersSection(props: &PapersProps) -> Html {
    let (report, made) = (&props.report, &props.report.made_from);
    let status = match made.key_status {
        KeyStatus::Illustrative => "Illustrative: example answers by the authors. They certify nobody.",
        KeyStatus::Panel => "A panel's annotations.",
        KeyStatus::Approved => "Approved.",
    };
    let mode = match made.mode {
        Mode::Practice => "Practice, with the way back open",
        Mode::Rehearsal => "Rehearsal, with no way back",
    };
    let back = if report.went_back == 0 { "never went back".to_owned() } else { format!("went back {}", times(report.went_back)) };
    let repeat = if report.repeat { "; counts as a repeat" } else { "" };
    let rows: [(&str, String); 10] = [
        ("What this is", "Practice, not certification".to_owned()),
        ("How it was taken", format!("{mode}; {back}{repeat}")),
        ("Key", format!("Version {}. {status}", made.key_version)),
        ("Read by", made.readers.join(", ")),
        ("Call", format!("{} {}", made.scenario, made.scenario_version)),
        ("Form", format!("{} {}", made.tool, made.tool_version)),
        ("Rules", format!("{}, engine {}, seed {}", made.policy, made.engine, made.seed)),
        ("Digest of the call", made.scenario_digest.to_string()),
        ("Digest of the form", made.tool_digest.to_string()),
        ("Digest of the key", made.key_digest.to_string()),
    ];
    let (on_whole, next) = (props.on_whole.clone(), !props.is_whole);
    let whole = move |_: Event| on_whole.emit(next);
    let print = props.on_print.reform(|_: MouseEvent| ());
    html! {
        <section aria-labelledby="papers-title" class="papers">
            <h2 id="papers-title" tabindex="-1">{ "Print and keep" }</h2>
            <p class="no-print">{ "On paper stand your grade, each risk factor, what you did and your way through the call. The conversation, the list of every choice and how points are counted stay on the screen." }</p>
            <label class="choice-row no-print">
                <input type="checkbox" checked={props.is_whole} onchange={whole} />
                <span>{ "Print the whole conversation too" }</span>
            </label>
            <p class="actions no-print"><button type="button" class="button" onclick={print}>{ "Print this page" }</button></p>
            <h3>{ "What this debrief was made from" }</h3>
            <dl class="made-from">{ for rows.into_iter().map(|(name, value)| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }) }</dl>
            <details class="no-print">
                <summary>{ "The attempt and the report as text, to copy" }</summary>
                <div class="field">
                    <label for="attempt-text">{ "Attempt" }</label>
                    <textarea id="attempt-text" class="text-to-copy" readonly={true} rows="6" value={props.attempt_file.clone()} />
                </div>
                <div class="field">
                    <label for="report-text">{ "Report" }</label>
                    <textarea id="report-text" class="text-to-copy" readonly={true} rows="6" value={props.report_file.clone()} />
                </div>
            </details>
        </section>
    }
}
