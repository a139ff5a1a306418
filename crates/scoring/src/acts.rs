//! Acts: what was done, in time or late, and what it gives or takes.

use crate::course::{Course, Moment};
use crate::{Act, ActReport, ActTally, DoneReport, Policy, Ratio};

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
pub enum Lateness {
    /// By its deadline, or it has none.
    InTime,
    /// After it.
    Late,
}

/// Every act of the key.
pub(crate) fn judge(course: &Course<'_>) -> Vec<ActReport> {
    course.key.acts.iter().zip(&course.done).map(|(act, done)| one(course, act, *done)).collect()
}

/// What decides of every act of the key, in its order.
pub(crate) fn decide(course: &Course<'_>) -> Vec<ActTally> {
    course.key.acts.iter().zip(&course.done).map(|(act, done)| decide_one(course, act, *done)).collect()
}

fn decide_one(course: &Course<'_>, act: &Act, done: Option<Moment>) -> ActTally {
    let in_play = act.when.as_ref().is_none_or(|when| course.holds(when));
    let done = done.map(|moment| if course.is_late(moment, act.by) { Lateness::Late } else { Lateness::InTime });
    ActTally { value: act.value, in_play, done, earned: if in_play { earned(course.policy, act.value, done) } else { Ratio::ZERO } }
}

fn one(course: &Course<'_>, act: &Act, done: Option<Moment>) -> ActReport {
    let decided = decide_one(course, act, done);
    ActReport {
        id: act.id.clone(),
        label: act.label.clone(),
        group: act.group,
        expect: act.expect,
        value: act.value,
        in_play: decided.in_play,
        done: done.map(|moment| DoneReport { second: moment.second, step: moment.step, late: decided.done == Some(Lateness::Late) }),
        earned: decided.earned,
        why: act.why.clone(),
    }
}

/// What could be earned: the positive values of the acts in play.
pub(crate) fn positive(acts: &[ActReport]) -> i64 {
    acts.iter().filter(|act| act.in_play).map(|act| i64::from(act.value.max(0))).sum()
}

/// The act domain A. Where nothing could be earned it is not judged, unless something was done that must not be: then it is nothing.
pub(crate) fn domain(acts: &[ActTally]) -> Option<Ratio> {
    let sum: Ratio = acts.iter().map(|act| act.earned).sum();
    let positive = acts.iter().filter(|act| act.in_play).map(|act| i64::from(act.value.max(0))).sum();
    match sum.share_of(Ratio::whole(positive)) {
        Some(share) => Some(share.clamp_to_unit()),
        None => (sum < Ratio::ZERO).then_some(Ratio::ZERO),
    }
}
