//! Where something that was missed could be done in another attempt.

use doorstep_scenario::{ChoiceRef, Manner};
use doorstep_scoring::{Doing, Report, passed_by};
use doorstep_simulator::Session;
use yew::prelude::*;

use super::{Parts, picture, words};

/// How an act that was not done could have been: choices by their words, and what the plan of an assessment offers.
pub fn for_act(props: &Parts, offered: &[Vec<ChoiceRef>], id: &str, label: &str) -> Html {
    let session = &props.session;
    let (view, scenario) = (session.view(), &session.content().scenario);
    let Some(act) = props.key.acts.iter().find(|act| act.id == id) else { return Html::default() };
    let mut ways: Vec<(Option<u32>, String)> = Vec::new();
    for doing in &act.any_of {
        match *doing {
            Doing::Choice(at) => {
                let text = view.words(&scenario.choice(at).text);
                ways.push((passed_by(session.state(), offered, at), asked_or_done(session, at, &text)));
            }
            Doing::Action(action) => {
                let text = view.words(&scenario.actions[action.at()].text);
                ways.push((assessment_step(&props.report), format!("In the plan after a grade: {text}")));
            }
            Doing::Assessment(assessment) => {
                let label = &scenario.assessments[assessment.at()].label;
                ways.push((None, format!("By making this assessment: {label}")));
            }
        }
    }
    // The sort is stable: what was within reach comes first.
    ways.sort_by_key(|(step, _)| step.is_none());
    ways.truncate(3);
    html! {
        <ul class="ways">
            { for ways.into_iter().map(|(step, text)| html! { <li>{ text }{ " " }{ picture::try_again(step, &props.on_try_again, label) }</li> }) }
        </ul>
    }
}

/// A choice in the words of advice: words that ask, other words, or something done.
pub fn asked_or_done(session: &Session, at: ChoiceRef, text: &str) -> String {
    match session.content().scenario.choice(at).manner {
        Manner::Say if text.contains('?') => format!("You could have asked: \u{201c}{text}\u{201d}"),
        Manner::Say => format!("You could have said: \u{201c}{text}\u{201d}"),
        Manner::Do => format!("You could have done this: {text}"),
    }
}

/// The choice before the last committed assessment.
pub fn assessment_step(report: &Report) -> Option<u32> {
    let committed = report.assessments.iter().filter_map(|each| each.committed.as_ref());
    committed.map(|committed| committed.step).max().and_then(|step| step.checked_sub(1))
}

/// A button that tries again before the last assessment; before the first choice where none was made.
pub fn again_at_assessment(report: &Report, on_try_again: &Callback<u32>, about: &str) -> Html {
    match assessment_step(report) {
        Some(step) => picture::again(step, on_try_again, "Try again from the assessment", about),
        None if report.choices > 0 => picture::again(0, on_try_again, "Try again from the start", about),
        None => Html::default(),
    }
}

/// Where a choice stands, for one that was never on offer.
pub fn whereabouts(session: &Session, at: ChoiceRef) -> String {
    format!("(not on your way; it comes in \u{201c}{}\u{201d})", words::place(session, at.scene))
}
