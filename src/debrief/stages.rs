//! The four stages and conduct: never one percentage.

use doorstep_scoring::{Ratio, Report};
use yew::prelude::*;

use super::picture;
use crate::shared::Shared;

#[derive(Clone, PartialEq, Properties)]
pub struct StagesProps {
    pub report: Shared<Report>,
}

/// The four stages and conduct.
#[component]
pub fn StagesSection(props: &StagesProps) -> Html {
    let stages = &props.report.stages;
    let rows: [(&str, &str, Option<Ratio>); 5] = [
        ("Elicited", "Of what mattered here (weighted), how much you brought to light.", stages.elicited),
        ("Recognised", "Of what you heard, how much your form says rightly.", stages.recognised),
        ("Graded", "How near your final level is to the readers', grading too low costing more.", stages.graded),
        ("Acted", "What you did, late acts counting half and harmful ones against you.", stages.acted),
        ("Conduct", "Of your questions, how many were of an apt kind.", stages.conduct),
    ];
    html! {
        <section aria-labelledby="stages-title">
            <h2 id="stages-title" tabindex="-1">{ "The four stages, and conduct" }</h2>
            <p>{ "A judgement can go wrong at four places. They are shown apart, because each is trained differently." }</p>
            <table class="stages">
                <caption class="visually-hidden">{ "Each stage as a share of what could be earned" }</caption>
                <thead class="visually-hidden"><tr><th scope="col">{ "Stage" }</th><th scope="col">{ "Picture" }</th><th scope="col">{ "In 100" }</th></tr></thead>
                <tbody>
                    { for rows.iter().map(|(label, about, ratio)| html! {
                        <tr>
                            <th scope="row">{ *label }<span class="soft small stage-about">{ *about }</span></th>
                            <td class="stage-picture">{ ratio.map(|ratio| picture::bar(ratio.percent())) }</td>
                            <td class="number">
                                { ratio.map_or_else(|| "nothing to judge here".to_owned(), |ratio| format!("{} in 100", ratio.percent())) }
                            </td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </section>
    }
}
