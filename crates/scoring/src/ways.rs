//! Where something that was not heard could have been learned.

use doorstep_scenario::{Choice, ChoiceRef, FactIndex, Next};
use doorstep_simulator::{Event, Session, State};

use crate::course::Course;
use crate::{Factor, Heard, Way};

/// At most so many ways are shown for a factor.
const MOST_WAYS: usize = 4;

/// The choices that were on offer at each step of the attempt as it stands: the branches that the trainee left are not in it.
pub fn offered(session: &Session) -> Vec<Vec<ChoiceRef>> {
    let header = &session.attempt().header;
    let mut again = Session::start(session.content().clone(), header.seed, header.mode, header.key, header.repeat);
    let mut offered = Vec::new();
    for event in &session.attempt().events {
        if matches!(event, Event::Choose(_)) {
            let scene = again.state().scene();
            offered.push(again.state().offers().iter().map(|choice| ChoiceRef { scene, choice: *choice }).collect());
        }
        if again.apply(event.clone()).is_err() {
            // A session holds only events that the same engine took; if ever not, the rest is not known.
            break;
        }
        offered.truncate(again.state().path().len());
    }
    offered
}

/// Choices that lead to what suffices for what is true, where that was not heard: those that were on offer first, then those that bring it
/// out by themselves, then by order of the call.
pub(crate) fn ways(course: &Course<'_>, factor: &Factor, heard: Heard) -> Vec<Way> {
    let Some((true_side, right_answer)) = factor.truth.side() else { return Vec::new() };
    if heard == true_side {
        return Vec::new();
    }
    let missing: Vec<FactIndex> =
        factor.sufficient_for(right_answer).iter().flatten().copied().filter(|fact| course.heard_then(*fact).is_none()).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(bool, bool, bool, Way)> = course
        .scenario
        .choices()
        .filter_map(|(at, choice)| {
            let direct = reveals_itself(choice, &missing);
            if !direct && !leads_to(course, choice, &missing) {
                return None;
            }
            let step = passed_by(course.state, &course.offered, at);
            let taken = course.first_taken(at).is_some();
            let way = Way { choice: course.scenario.choice_name(at), text: course.view.words(&choice.text), step, taken };
            Some((taken, step.is_none(), !direct, way))
        })
        .collect();
    // The sort is stable: ties keep the order of the call.
    found.sort_by_key(|(taken, never, indirect, _)| (*taken, *never, *indirect));
    found.into_iter().take(MOST_WAYS).map(|(_, _, _, way)| way).collect()
}

fn reveals_itself(choice: &Choice, missing: &[FactIndex]) -> bool {
    choice.reveals.iter().chain(choice.lines.iter().flat_map(|line| &line.reveals)).any(|fact| missing.contains(fact))
}

fn leads_to(course: &Course<'_>, choice: &Choice, missing: &[FactIndex]) -> bool {
    match choice.next {
        Next::Goto(scene) | Next::Visit(scene) => {
            course.scenario.scene(scene).lines.iter().flat_map(|line| &line.reveals).any(|fact| missing.contains(fact))
        }
        Next::Stay | Next::Return => false,
    }
}

/// The last step at which the choice was on offer, by what [`offered`] gave, and another was taken.
pub fn passed_by(state: &State, offered: &[Vec<ChoiceRef>], at: ChoiceRef) -> Option<u32> {
    let steps = offered.iter().zip(state.path()).zip(0_u32..);
    steps.filter(|((offered, (taken, _)), _)| *taken != at && offered.contains(&at)).map(|(_, step)| step).last()
}
