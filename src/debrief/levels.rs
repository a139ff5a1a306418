//! The levels: the spread of votes beside the trainee's first impression, own and final level and the tool's result.

use doorstep_scoring::{AssessmentReport, CommittedReport, Report};
use doorstep_simulator::{Confidence, Session};
use yew::prelude::*;

use super::{picture, words};
use crate::shared::Shared;

#[derive(Clone, PartialEq, Properties)]
pub struct LevelsProps {
    pub session: Shared<Session>,
    pub report: Shared<Report>,
}

/// Every assessment point.
#[component]
pub fn LevelsSection(props: &LevelsProps) -> Html {
    html! {
        <section aria-labelledby="levels-title">
            <h2 id="levels-title" tabindex="-1">{ "Your grade beside the readers'" }</h2>
            { for props.report.assessments.iter().map(|each| assessment(&props.session, each)) }
        </section>
    }
}

fn assessment(session: &Session, report: &AssessmentReport) -> Html {
    html! {
        <div class="card">
            <h3>{ &report.label }</h3>
            { level_table(session, report) }
            if let Some(committed) = &report.committed {
                { in_words(session, report, committed) }
            } else {
                <p>{ "You ended the call without committing this assessment, so there is no level to compare." }</p>
            }
            <details>
                <summary>{ "Why the readers graded so" }</summary>
                <ul>
                    { for report.readers.iter().map(|reader| html! {
                        <li>
                            <strong>{ format!("{}: {}", capital(&reader.viewpoint), level_label(session, &reader.level)) }</strong>
                            { reader.reason.as_ref().map(|reason| format!(". {reason}")) }
                        </li>
                    }) }
                </ul>
            </details>
        </div>
    }
}

/// The levels, highest first: votes, and where the trainee and the tool stood.
fn level_table(session: &Session, report: &AssessmentReport) -> Html {
    let total: u32 = report.votes.iter().sum();
    let tool = &session.content().tool;
    html! {
        <table class="levels">
            <caption class="visually-hidden">{ "Votes for each level, and where you and the form stood" }</caption>
            <thead><tr><th scope="col">{ "Level" }</th><th scope="col">{ "Readers" }</th><th scope="col">{ "You and the form" }</th></tr></thead>
            <tbody>
                { for tool.levels().rev().map(|(index, level)| {
                    let count = report.votes.get(index.at()).copied().unwrap_or_default();
                    let here = report.committed.as_ref().map(|committed| marks(committed, &level.id)).unwrap_or_default();
                    html! {
                        <tr>
                            <th scope="row">{ &level.label }</th>
                            <td>{ picture::votes(count, total) }<span class="figures">{ format!(" {count} of {total}") }</span></td>
                            <td>
                                <ul class="tags">{ for here.iter().map(|(class, label)| html! { <li class={*class}>{ *label }</li> }) }</ul>
                            </td>
                        </tr>
                    }
                }) }
            </tbody>
        </table>
    }
}

fn marks(committed: &CommittedReport, level: &str) -> Vec<(&'static str, &'static str)> {
    [
        (&committed.first_impression, "tag", "First impression"),
        (&committed.own, "tag", "Your own level"),
        (&committed.tool, "tag form", "The form's result"),
        (&committed.last, "tag strong", "Your final level"),
    ]
    .into_iter()
    .filter(|(at, ..)| *at == level)
    .map(|(_, class, label)| (class, label))
    .collect()
}

fn in_words(session: &Session, report: &AssessmentReport, committed: &CommittedReport) -> Html {
    let label = |id: &str| level_label(session, id);
    let sure = match committed.confidence {
        Confidence::Unsure => "unsure",
        Confidence::FairlySure => "fairly sure",
        Confidence::Sure => "sure",
    };
    let shift = if committed.first_impression == committed.last {
        "Your level did not change from your first impression.".to_owned()
    } else {
        format!("You moved from {} at first sight to {} in the end.", label(&committed.first_impression), label(&committed.last))
    };
    let missing: Vec<_> = committed.rationale.iter().filter(|fact| fact.heard && !fact.cited).collect();
    html! {
        <>
            <p>{ format!("At {} you committed {}, and were {sure} of your own level. That is {}.", words::time(session, committed.second), label(&committed.last), words::direction(committed.direction)) }</p>
            <p>{ shift }</p>
            if committed.below_tool {
                <p class="error">{ "Your final level is below the form's result, and this form may only be left upward." }</p>
            }
            if committed.reassess_in_time == Some(false) {
                <p>{ format!("You set the next assessment after {} hours; at most {} hours would be sound here.", committed.reassess_hours, report.reassess_hours.unwrap_or_default()) }</p>
            }
            <blockquote><p>{ &committed.reason }</p></blockquote>
            if committed.rationale.is_empty() {
            } else if missing.is_empty() {
                <p>{ "Your reasons cite every line that a sound reason would name and that you had heard." }</p>
            } else {
                <p>{ "A sound reason would also have cited what you had heard of this:" }</p>
                <ul>{ for missing.iter().map(|fact| html! { <li>{ &fact.text }</li> }) }</ul>
            }
        </>
    }
}

fn level_label(session: &Session, id: &str) -> String {
    let tool = &session.content().tool;
    tool.find_level(id).map_or_else(|| id.to_owned(), |index| tool.level(index).label.clone())
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
