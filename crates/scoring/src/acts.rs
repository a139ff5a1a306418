//! Acts: what was done, in time or late, and what it gives or takes.

use crate::course::{Course, Moment};
use crate::{Act, ActReport, DoneReport, Policy, Ratio};

/// What an act gives or takes: its value where it was done, in part where a good act was late.
pub(crate) fn earned(policy: &Policy, value: i8, done: Option<Lateness>) -> Ratio {
    let value = Ratio::whole(i64::from(value));
    match done {
        None => Ratio::ZERO,
        Some(Lateness::Late) if value > Ratio::ZERO => value * policy.late,
        Some(_) => value,
    }
}

/// Whether something was done in its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lateness {
    InTime,
    Late,
}

/// Every act of the key.
pub(crate) fn judge(course: &Course<'_>) -> Vec<ActReport> {
    course.key.acts.iter().zip(&course.done).map(|(act, done)| one(course, act, *done)).collect()
}

fn one(course: &Course<'_>, act: &Act, done: Option<Moment>) -> ActReport {
    let in_play = act.when.as_ref().is_none_or(|when| course.holds(when));
    let lateness = |moment: Moment| if course.is_late(moment, act.by) { Lateness::Late } else { Lateness::InTime };
    ActReport {
        id: act.id.clone(),
        label: act.label.clone(),
        group: act.group,
        expect: act.expect,
        value: act.value,
        in_play,
        done: done.map(|moment| DoneReport { second: moment.second, step: moment.step, late: lateness(moment) == Lateness::Late }),
        earned: if in_play { earned(course.policy, act.value, done.map(lateness)) } else { Ratio::ZERO },
        why: act.why.clone(),
    }
}

/// What could be earned: the positive values of the acts in play.
pub(crate) fn positive(acts: &[ActReport]) -> i64 {
    acts.iter().filter(|act| act.in_play).map(|act| i64::from(act.value.max(0))).sum()
}

/// The act domain A. Where nothing could be earned it is not judged, unless something was done that must not be: then it is nothing.
pub(crate) fn domain(acts: &[ActReport]) -> Option<Ratio> {
    let sum: Ratio = acts.iter().map(|act| act.earned).sum();
    match sum.share_of(Ratio::whole(positive(acts))) {
        Some(share) => Some(share.clamp_to_unit()),
        None => (sum < Ratio::ZERO).then_some(Ratio::ZERO),
    }
}
