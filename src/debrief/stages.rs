//! The four stages and conduct: never one percentage.

use doorstep_risk_tool::Claim;
use doorstep_scoring::{FactorReport, GradeDirection, Heard, Ratio, Truth};
use yew::prelude::*;

use super::contents::Jump;
use super::words::counted;
use super::{Parts, picture};

/// A stage: its plain name, its name in the model, what it says, the data in words, and where it is told in full.
struct Stage {
    name: &'static str,
    term: Option<&'static str>,
    about: &'static str,
    data: String,
    share: Option<Ratio>,
    target: &'static str,
    more: &'static str,
}

/// The four stages and conduct.
#[component]
pub fn StagesSection(props: &Parts) -> Html {
    html! {
        <section aria-labelledby="stages-title">
            <h2 id="stages-title" tabindex="-1">{ "The four stages, and conduct" }</h2>
            <p>{ "A judgement can go wrong at four places. They stand apart here, because each is trained in its own way, and one number would hide which it was." }</p>
            <ol class="plain-list stages">{ for stages(props).into_iter().map(shown) }</ol>
        </section>
    }
}

fn shown(stage: Stage) -> Html {
    let figure = stage.share.map_or_else(|| "nothing to judge here".to_owned(), |share| format!("{} in 100", share.percent()));
    html! {
        <li class="stage">
            <h3>{ stage.name }if let Some(term) = stage.term { <span class="soft stage-term">{ format!(" ({term})") }</span> }</h3>
            <p class="stage-figure figures">{ figure }</p>
            if let Some(share) = stage.share { <div class="stage-picture">{ picture::bar(share.percent()) }</div> }
            <p class="stage-about"><span class="soft">{ stage.about }</span>{ " " }{ stage.data }</p>
            <p class="stage-more no-print"><Jump target={stage.target} label={stage.more} /></p>
        </li>
    }
}

fn stages(props: &Parts) -> [Stage; 5] {
    let (report, shares) = (&props.report, &props.report.stages);
    let counts: Vec<&FactorReport> = report.factors.iter().filter(|factor| factor.counts()).collect();
    let heard = counts.iter().filter(|factor| was_heard(factor)).count();
    let right = counts.iter().filter(|factor| was_heard(factor) && is_right(factor)).count();
    let graded = report.assessments.len();
    let same = report.assessments.iter().filter_map(|each| each.committed.as_ref()).filter(|each| each.direction == GradeDirection::Exact);
    let wanted = report.acts.iter().filter(|act| act.in_play && act.value > 0);
    let done = wanted.clone().filter(|act| act.done.is_some()).count();
    let harmful = report.acts.iter().filter(|act| act.in_play && act.value < 0 && act.done.is_some()).count();
    let against = if harmful == 0 {
        String::new()
    } else {
        format!(" Against that, {} that should not be.", counted(harmful, "thing was done", "things were done"))
    };
    let asked = report.conduct.questions.len();
    let apt = report.conduct.questions.iter().filter(|question| question.apt).count();
    let told = report.conduct.moments.len();
    let well = report.conduct.moments.iter().filter(|moment| moment.good).count();
    let moments =
        if told == 0 { String::new() } else { format!(" {well} of {} done well.", counted(told, "telling moment", "telling moments")) };
    [
        Stage {
            name: "Brought to light",
            term: Some("elicited"),
            about: "Of what mattered in this call, how much was said, seen or found while you were there.",
            data: format!("{heard} of {}, the graver ones counting more.", counted(counts.len(), "factor", "factors")),
            share: shares.elicited,
            target: "factors",
            more: "Each risk factor",
        },
        Stage {
            name: "Recognised",
            term: None,
            about: "Of what you heard, how much your form says rightly.",
            data: format!("{right} of {heard}, the graver ones counting more."),
            share: shares.recognised,
            target: "factors",
            more: "Each risk factor",
        },
        Stage {
            name: "Graded",
            term: None,
            about: "How near your final level is to the readers'. Too low costs more than too high.",
            data: format!("{} of {} the same as the readers'.", same.count(), counted(graded, "grade", "grades")),
            share: shares.graded,
            target: "levels",
            more: "Your grade beside the readers'",
        },
        Stage {
            name: "Acted",
            term: None,
            about: "What you did. Late acts count half, and acts that can harm count against you.",
            data: format!("{done} of {} done.{against}", counted(wanted.count(), "expected act", "expected acts")),
            share: shares.acted,
            target: "acts",
            more: "What you did",
        },
        Stage {
            name: "How you asked",
            term: Some("conduct"),
            about: "Of your questions, how many were of a kind that fits the moment; and what else told of privacy, respect and blame.",
            data: format!("{apt} of {}.{moments}", counted(asked, "question", "questions")),
            share: shares.conduct,
            target: "conduct",
            more: "How you asked",
        },
    ]
}

/// Whether enough was heard for what is true.
fn was_heard(factor: &FactorReport) -> bool {
    matches!((factor.truth, factor.heard), (Truth::Present, Heard::Present) | (Truth::Absent, Heard::Absent))
}

/// Whether the form says what is true.
fn is_right(factor: &FactorReport) -> bool {
    matches!((factor.truth, factor.answer), (Truth::Present, Claim::Present) | (Truth::Absent, Claim::Absent))
}
