//! Critical errors: acts, or a course of the call, that fail the attempt whatever else was right.

use doorstep_scenario::Test;

use crate::course::{Course, Moment};
use crate::{CriticalFinding, Doing, KeyCondition, KeyTest};

/// Whether each critical error of the key happened, in its order.
pub(crate) fn happened(course: &Course<'_>) -> Vec<bool> {
    course.key.critical.iter().map(|critical| course.holds(&critical.when)).collect()
}

/// The critical errors that happened, K1 first, then in order of the key.
pub(crate) fn judge(course: &Course<'_>) -> Vec<CriticalFinding> {
    let happened = course.key.critical.iter().filter(|critical| course.holds(&critical.when));
    let mut found: Vec<CriticalFinding> = happened
        .map(|critical| CriticalFinding {
            id: critical.id.clone(),
            class: critical.class,
            label: critical.label.clone(),
            why: critical.why.clone(),
            step: step_behind(course, &critical.when),
        })
        .collect();
    // The sort is stable: the order of the key stays within a class.
    found.sort_by_key(|finding| finding.class);
    found
}

/// The last choice named in the condition that was taken, if any: itself, or one of those by which a named act was done.
fn step_behind(course: &Course<'_>, condition: &KeyCondition) -> Option<u32> {
    let mut last: Option<Moment> = None;
    let mut see = |moment: Option<Moment>| last = last.into_iter().chain(moment).max_by_key(|moment| moment.order);
    condition.each_test(&mut |test| match *test {
        KeyTest::Call(Test::Chosen(choice)) | KeyTest::Before(choice, _) => see(course.last_taken(choice)),
        KeyTest::DoneAct(act) => {
            if let Some(act) = course.key.acts.get(usize::from(act)) {
                for doing in &act.any_of {
                    see(match *doing {
                        Doing::Choice(choice) => course.last_taken(choice),
                        Doing::Action(_) | Doing::Assessment(_) => course.first_of(&[*doing]),
                    });
                }
            }
        }
        KeyTest::Level(assessment, _, _) => see(course.committed(assessment).map(Moment::of_commit)),
        KeyTest::Call(_) | KeyTest::Ended | KeyTest::Ending(_) | KeyTest::DoneGroup(_) | KeyTest::Answered(..) => {}
    });
    last.and_then(Moment::choice_behind)
}
