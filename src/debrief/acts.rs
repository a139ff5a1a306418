//! What was done, by what it serves.

use doorstep_scoring::{ActGroup, ActReport, Expect, Report};
use doorstep_simulator::Session;
use yew::prelude::*;

use super::words::Sign;
use super::{picture, words};
use crate::shared::Shared;

#[derive(Clone, PartialEq, Properties)]
pub struct ActsProps {
    pub session: Shared<Session>,
    pub report: Shared<Report>,
    pub on_try_again: Callback<u32>,
}

/// What was done, by group.
#[component]
pub fn ActsSection(props: &ActsProps) -> Html {
    let groups =
        [ActGroup::VictimSafety, ActGroup::Children, ActGroup::Accountability, ActGroup::Referral, ActGroup::Evidence, ActGroup::Conduct];
    let shown = |act: &&ActReport| act.in_play && (act.done.is_some() || matches!(act.expect, Expect::Must | Expect::Should));
    html! {
        <section aria-labelledby="acts-title">
            <h2 id="acts-title" tabindex="-1">{ "What you did" }</h2>
            { for groups.into_iter().filter_map(|group| {
                let acts: Vec<_> = props.report.acts.iter().filter(|act| act.group == group).filter(shown).collect();
                (!acts.is_empty()).then(|| html! {
                    <div class="card">
                        <h3>{ words::group(group) }</h3>
                        <ul class="plain-list acts">{ for acts.into_iter().map(|act| row(&props.session, act, &props.on_try_again)) }</ul>
                    </div>
                })
            }) }
        </section>
    }
}

fn row(session: &Session, act: &ActReport, on_try_again: &Callback<u32>) -> Html {
    let wanted = matches!(act.expect, Expect::Must | Expect::Should);
    let (sign, state) = match (&act.done, wanted) {
        (Some(done), true) if done.late => (Sign::Care, format!("done at {}, later than it should be", words::time(session, done.second))),
        (Some(done), true) => (Sign::Right, format!("done at {}", words::time(session, done.second))),
        (Some(done), false) if act.expect == Expect::MustNot => (Sign::Wrong, format!("done at {}", words::time(session, done.second))),
        (Some(done), false) => (Sign::Right, format!("done at {}", words::time(session, done.second))),
        (None, _) => (Sign::Missed, "not done".to_owned()),
    };
    let again = act.done.as_ref().filter(|_| sign == Sign::Wrong).and_then(|done| done.step);
    html! {
        <li>
            <p class="act"><strong>{ picture::sign(sign) }{ &act.label }</strong>{ format!(": {state}. It {}.", words::expect(act.expect)) }</p>
            <p class="soft">{ &act.why }</p>
            { picture::try_again(again, on_try_again, &act.label) }
        </li>
    }
}
