//! The levels: the way from first impression to final level beside the readers' votes and the form's result.

use doorstep_scoring::{AssessmentReport, CommittedReport, GradeDirection, words as labels};
use doorstep_simulator::{Committed, Confidence, Session};
use yew::prelude::*;

use super::words::{Sign, hours, level};
use super::{Parts, forms, moment, picture, waterfall, words};

/// Every assessment point.
#[component]
pub fn LevelsSection(props: &Parts) -> Html {
    html! {
        <section aria-labelledby="levels-title">
            <h2 id="levels-title" tabindex="-1">{ "Your grade beside the readers'" }</h2>
            <p>{ "There is no single right level. The votes are shown as they are, and where the readers differ, you see that they do." }</p>
            { for props.report.assessments.iter().map(|each| assessment(props, each)) }
        </section>
    }
}

fn assessment(props: &Parts, report: &AssessmentReport) -> Html {
    let session = &props.session;
    html! {
        <div class="card">
            <h3>{ &report.label }</h3>
            { track(session, report) }
            if let Some(committed) = &report.committed {
                { in_words(props, report, committed) }
            } else {
                <p>{ picture::sign(Sign::Missed) }{ "The call ended before you had made this assessment, so there is no level to compare." }</p>
                if props.report.choices > 0 {
                    <p>{ picture::again(0, &props.on_try_again, "Try again from the start", &report.label) }</p>
                }
            }
            <h4>{ "Why the readers graded so" }</h4>
            <ul>
                { for report.readers.iter().map(|reader| html! {
                    <li>
                        <strong>{ format!("{}: {}", labels::capital(&reader.viewpoint), level(session, &reader.level)) }</strong>
                        { reader.reason.as_ref().map(|reason| format!(". {reason}")) }
                    </li>
                }) }
            </ul>
        </div>
    }
}

/// A picture that is a table: a row for each moment of the judgement, a column for each level, a mark where it stood.
fn track(session: &Session, report: &AssessmentReport) -> Html {
    let total: u32 = report.votes.iter().sum();
    let tool = &session.content().tool;
    let stations = report.committed.as_ref().map(stations).unwrap_or_default();
    html! {
        <div class="track-frame">
            <table class="track">
                <caption>{ "From your first impression to your final level" }</caption>
                <thead>
                    <tr>
                        <td class="track-corner"></td>
                        { for tool.levels().map(|(_, level)| html! { <th scope="col">{ &level.label }</th> }) }
                    </tr>
                </thead>
                <tbody>
                    { for stations.into_iter().map(|(name, shape, at)| html! {
                        <tr>
                            <th scope="row">{ name }</th>
                            { for tool.levels().map(|(_, level)| html! { <td>if level.id == at { { mark(shape) }<span class="visually-hidden">{ "here" }</span> }</td> }) }
                        </tr>
                    }) }
                    <tr class="track-votes">
                        <th scope="row">{ "The readers" }</th>
                        { for tool.levels().map(|(index, _)| {
                            let count = report.votes.get(index.at()).copied().unwrap_or_default();
                            html! { <td>{ picture::votes(count, count) }<span class="figures">{ format!(" {count} of {total}") }</span></td> }
                        }) }
                    </tr>
                </tbody>
            </table>
        </div>
    }
}

/// The shapes of the track.
#[derive(Clone, Copy)]
enum Mark {
    First,
    Own,
    Form,
    Final,
}

fn stations(committed: &CommittedReport) -> Vec<(&'static str, Mark, &str)> {
    let form = committed.tool.as_deref().map(|level| ("The form's result", Mark::Form, level));
    let own = [("First impression", Mark::First, committed.first_impression.as_str()), ("Your own level", Mark::Own, &committed.own)];
    own.into_iter().chain(form).chain([("Your final level", Mark::Final, committed.last.as_str())]).collect()
}

fn mark(mark: Mark) -> Html {
    let (class, path) = match mark {
        Mark::First => ("mark first", "M12 6a6 6 0 1 1 0 12a6 6 0 1 1 0-12"),
        Mark::Own => ("mark own", "M12 6a6 6 0 1 1 0 12a6 6 0 1 1 0-12"),
        Mark::Form => ("mark form", "M12 4 20 12 12 20 4 12Z"),
        Mark::Final => ("mark final", "M3 3H21V21H3Z"),
    };
    html! { <svg {class} viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d={path} /></svg> }
}

fn in_words(props: &Parts, report: &AssessmentReport, committed: &CommittedReport) -> Html {
    let session = &props.session;
    let missing: Vec<_> = committed.rationale.iter().filter(|fact| fact.heard && !fact.cited).collect();
    let made = made_at(session, report, committed);
    html! {
        <>
            <p class="factor-outcome">
                { picture::sign(if committed.direction == GradeDirection::Exact { Sign::Right } else { Sign::Care }) }
                <strong>{ format!("{}: {}.", level(session, &committed.last), labels::direction(committed.direction)) }</strong>
            </p>
            <p>{ format!("You committed this at {}, and were {} of your own level.", words::time(session, committed.second), sure(committed.confidence)) }{ " " }{ shift(session, committed) }</p>
            <p class="factor-label">{ "Your reason:" }</p>
            <blockquote><p>{ or_nothing(&committed.reason) }</p></blockquote>
            if committed.last_reason != committed.reason && !committed.last_reason.trim().is_empty() {
                <p class="factor-label">{ "Your reason for the final level:" }</p>
                <blockquote><p>{ &committed.last_reason }</p></blockquote>
            }
            if let Some(made) = made.filter(|made| !made.own.cites.is_empty()) {
                <details>
                    <summary>{ "The lines that your reason cites" }</summary>
                    <ul class="plain-list moments">{ for made.own.cites.iter().map(|turn| moment::quoted(session, *turn, &|_| false)) }</ul>
                </details>
            }
            { for made.iter().map(|made| forms::more_of_the_form(session, made)) }
            if committed.below_tool {
                <p class="notice-line">{ picture::sign(Sign::Care) }<span>{ "Your final level is below the form's result. This form may only be left upward." }</span></p>
            }
            { reassess(report, committed) }
            if committed.rationale.is_empty() {
            } else if missing.is_empty() {
                <p>{ "Of what you had heard, your reason cites every line that a sound reason names." }</p>
            } else {
                <p class="factor-label">{ "You had heard this too, and a sound reason names it:" }</p>
                <ul>{ for missing.iter().map(|fact| html! { <li>{ &fact.text }</li> }) }</ul>
            }
            { committed.waterfall.as_ref().map(|fall| waterfall::waterfall(session, fall)) }
            if committed.direction != GradeDirection::Exact {
                if let Some(step) = committed.step.checked_sub(1) {
                    <p>{ picture::again(step, &props.on_try_again, "Try again from here", &report.label) }</p>
                }
            }
        </>
    }
}

/// How the level moved, and what came of that.
fn shift(session: &Session, committed: &CommittedReport) -> String {
    let moved = if committed.first_impression == committed.last {
        "Your level did not change from your first impression.".to_owned()
    } else {
        format!(
            "You moved from {} at first sight to {} in the end.",
            level(session, &committed.first_impression),
            level(session, &committed.last)
        )
    };
    let compared = if committed.own == committed.last {
        ""
    } else if committed.credit > committed.own_credit {
        " The change brought you nearer to the readers."
    } else if committed.credit < committed.own_credit {
        " Your own level had been nearer to the readers."
    } else {
        " Your own level was as near to the readers as the final one."
    };
    moved + compared
}

fn reassess(report: &AssessmentReport, committed: &CommittedReport) -> Html {
    let Some(in_time) = committed.reassess_in_time else { return Html::default() };
    let set = hours(u32::from(committed.reassess_hours));
    let within = report.reassess_hours.map(|within| format!(" At most {} would be sound here.", hours(within))).unwrap_or_default();
    let (sign, words) = if in_time {
        (Sign::Right, format!("To be assessed again within {set}, which is in time."))
    } else {
        (Sign::Care, format!("To be assessed again within {set}, which is late.{within}"))
    };
    html! { <p class="notice-line">{ picture::sign(sign) }<span>{ words }</span></p> }
}

/// What the trainee committed, as the session holds it: the last for this point.
fn made_at<'a>(session: &'a Session, report: &AssessmentReport, committed: &CommittedReport) -> Option<&'a Committed> {
    let scenario = &session.content().scenario;
    let made = session.state().assessments().iter().rev();
    made.into_iter().find(|made| scenario.assessments[made.assessment.at()].id == report.id && made.step == committed.step)
}

const fn sure(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Unsure => "unsure",
        Confidence::FairlySure => "fairly sure",
        Confidence::Sure => "sure",
    }
}

fn or_nothing(words: &str) -> &str {
    if words.trim().is_empty() { "You gave no reason." } else { words }
}
