//! What was done, by what it serves.

use doorstep_scenario::ChoiceRef;
use doorstep_scoring::{ActReport, Expect, words as labels};
use yew::prelude::*;

use super::words::Sign;
use super::{Parts, chances, picture, words};

/// What was done, by group.
#[component]
pub fn ActsSection(props: &Parts) -> Html {
    let offered = doorstep_scoring::offered(&props.session);
    let (told, avoided): (Vec<&ActReport>, Vec<&ActReport>) = props.report.acts.iter().partition(|act| is_told(act));
    html! {
        <section aria-labelledby="acts-title">
            <h2 id="acts-title" tabindex="-1">{ "What you did" }</h2>
            if props.report.acts.is_empty() {
                <p>{ "There is no act to judge in this call." }</p>
            }
            { for labels::GROUPS.into_iter().filter_map(|group| {
                let acts: Vec<_> = told.iter().filter(|act| act.group == group).collect();
                let judged = acts.iter().filter(|act| state(act).0 != Sign::Open).count();
                let done = acts.iter().filter(|act| state(act).0 == Sign::Right).count();
                (!acts.is_empty()).then(|| html! {
                    <div class="card acts-group">
                        <h3>{ labels::group(group) }</h3>
                        <p class="acts-tally"><span class="soft">{ format!("{done} of {judged} as they should be") }</span>
                            { " " }<span class="tally" aria-hidden="true">{ for acts.iter().map(|act| picture::sign(state(act).0)) }</span></p>
                        <ul class="plain-list acts">{ for acts.into_iter().map(|act| row(props, act, &offered)) }</ul>
                    </div>
                })
            }) }
            if !avoided.is_empty() {
                <details class="card">
                    <summary>{ "What you left out, rightly, and what did not arise here" }</summary>
                    <ul class="plain-list acts">{ for avoided.into_iter().map(|act| row(props, act, &offered)) }</ul>
                </details>
            }
        </section>
    }
}

/// Whether an act is told in full: it was done, or it should have been.
fn is_told(act: &ActReport) -> bool {
    act.done.is_some() || (act.in_play && matches!(act.expect, Expect::Must | Expect::Should))
}

/// How an act came out, as a sign and in words without the time.
const fn state(act: &ActReport) -> (Sign, &'static str) {
    match (&act.done, act.in_play, act.expect) {
        (Some(_), false, _) => (Sign::Open, "done; it did not matter here"),
        (Some(done), true, Expect::Must | Expect::Should) if done.late => (Sign::Care, "done late"),
        (Some(_), true, Expect::Must | Expect::Should) => (Sign::Right, "done"),
        (Some(_), true, Expect::Neutral) => (Sign::Open, "done"),
        (Some(_), true, Expect::MustNot) => (Sign::Wrong, "done"),
        (None, false, _) => (Sign::Open, "not called for in this attempt"),
        (None, true, Expect::Must | Expect::Should) => (Sign::Missed, "not done"),
        (None, true, Expect::MustNot) => (Sign::Right, "left out, rightly"),
        (None, true, Expect::Neutral) => (Sign::Open, "not done"),
    }
}

fn row(props: &Parts, act: &ActReport, offered: &[Vec<ChoiceRef>]) -> Html {
    let (sign, state) = state(act);
    let at = act.done.as_ref().map(|done| format!(" at {}", words::time(&props.session, done.second))).unwrap_or_default();
    let again = act.done.as_ref().filter(|_| sign == Sign::Wrong).map(|done| done.step.or_else(|| chances::assessment_step(&props.report)));
    html! {
        <li>
            <p class="act">{ picture::sign(sign) }<span><strong>{ &act.label }</strong>{ format!(": {state}{at}. ") }<span class="soft">{ format!("It {}.", is(act.expect)) }</span></span></p>
            <p class={classes!("act-why", (sign == Sign::Right).then_some("is-well"))}>{ &act.why }</p>
            { again.map(|step| picture::try_again(step, &props.on_try_again, &act.label)) }
            if sign == Sign::Missed {
                { chances::for_act(props, offered, &act.id, &act.label) }
            }
        </li>
    }
}

/// Whether something is expected, after "it".
fn is(expect: Expect) -> String {
    match expect {
        Expect::Neutral => format!("is {}", labels::expect(expect)),
        Expect::Must | Expect::Should | Expect::MustNot => labels::expect(expect).to_owned(),
    }
}
