//! The one or two things to do differently: what matters most comes first, in a sentence to the trainee.

use doorstep_risk_tool::Answer;

use crate::course::Course;
use crate::gate::is_scored;
use crate::{
    About, ActReport, AssessmentReport, CommittedReport, CriticalFinding, Expect, FactorReport, FirstThing, GradeDirection, Heard, Outcome,
    Policy, Ratio, acts,
};

/// At most so many: more at once are not taken in.
const MOST: usize = 2;

/// The parts of a report that can hold something to do differently.
pub(crate) struct Found<'a> {
    pub(crate) critical: &'a [CriticalFinding],
    pub(crate) factors: &'a [FactorReport],
    pub(crate) factor_weight: i64,
    pub(crate) assessments: &'a [AssessmentReport],
    pub(crate) acts: &'a [ActReport],
}

/// Critical errors first, then what cost most of the call's score: required factors, acts, levels. Two things come from two parts of the
/// report where they can: two of a kind say less.
pub(crate) fn pick(course: &Course<'_>, found: &Found<'_>) -> Vec<FirstThing> {
    let policy = course.policy;
    let critical = found.critical.iter().map(|finding| FirstThing {
        about: About::Critical,
        id: finding.id.clone(),
        says: format!("Before anything else: {}.", bare(&finding.label)),
    });
    let mut losses: Vec<(Ratio, FirstThing)> = Vec::new();
    losses.extend(found.factors.iter().filter_map(|factor| lost_by_factor(course, factor, found.factor_weight)));
    losses.extend(found.acts.iter().filter_map(|act| lost_by_act(policy, act, acts::positive(found.acts))));
    losses.extend(found.assessments.iter().filter_map(|point| lost_by_level(course, point)));
    // The sort is stable: ties keep the order of the report.
    losses.sort_by_key(|(loss, _)| core::cmp::Reverse(*loss));
    let mut picked: Vec<FirstThing> = critical.take(MOST).collect();
    let mut left: Vec<FirstThing> = losses.into_iter().map(|(_, thing)| thing).collect();
    while picked.len() < MOST && !left.is_empty() {
        let fresh = left.iter().position(|thing| picked.iter().all(|other| other.about != thing.about));
        picked.push(left.remove(fresh.unwrap_or(0)));
    }
    picked
}

fn lost_by_factor(course: &Course<'_>, factor: &FactorReport, weight: i64) -> Option<(Ratio, FirstThing)> {
    if !factor.counts() {
        return None;
    }
    let label = bare(&factor.label);
    let says = match (factor.outcome, factor.heard) {
        (Outcome::ElicitationMiss | Outcome::HonestUnknown, _) => format!("You did not find out about this: {label}."),
        (Outcome::RecognitionMiss, _) => format!("You heard what shows this, and {}: {label}.", left_open(course, factor)),
        (Outcome::RecognitionReject, _) => format!("You heard what shows this, and answered no: {label}."),
        (Outcome::UnfoundedAbsent, _) => format!("You answered no here, and nothing that you heard says so: {label}."),
        (Outcome::UnsupportedPresent, _) => format!("You answered that this is so, and had not heard what shows it: {label}."),
        (Outcome::FalseAlarm, Heard::Absent) => format!("You answered that this is so, though what you heard speaks against it: {label}."),
        (Outcome::FalseAlarm, _) => format!("You answered that this is so, and nothing that you heard shows it: {label}."),
        (Outcome::MisledAbsent, _) => format!("You were told no here, and it was not the whole of it: {label}."),
        (Outcome::MisledPresent, _) => format!("What you heard pointed to this, and more would have corrected it: {label}."),
        (Outcome::Hit | Outcome::HitUnsupported | Outcome::CorrectAbsent | Outcome::OvercautiousUnknown, _) => return None,
    };
    let lost = Ratio::whole(i64::from(factor.weight)) * (Ratio::ONE - factor.credit);
    let loss = course.policy.weight_factors * lost.share_of(Ratio::whole(weight))?;
    Some((loss, FirstThing { about: About::Factor, id: factor.id.clone(), says }))
}

/// How the form left open what was heard, in the trainee's own answers.
fn left_open(course: &Course<'_>, factor: &FactorReport) -> &'static str {
    if course.last.is_none() {
        return "made no assessment that could say so";
    }
    let places = course.key.factors.iter().zip(0..).filter(|(each, _)| each.id == factor.id).map(|(_, place)| place);
    let answers: Vec<Answer> = places.flat_map(|place| course.entries_for(place)).map(|entry| entry.answer()).collect();
    let said = |wanted: Answer| answers.contains(&wanted);
    match (said(Answer::Unknown), said(Answer::Refused)) {
        (true, false) => "answered that it was not established",
        (false, true) => "answered that it was declined",
        (true, true) => "answered that it was not established or declined",
        (false, false) => "left it as not asked",
    }
}

fn lost_by_act(policy: &Policy, act: &ActReport, positive: i64) -> Option<(Ratio, FirstThing)> {
    if !act.in_play {
        return None;
    }
    let label = bare(&act.label);
    let says = match (act.expect, &act.done) {
        (Expect::Must, None) => format!("This was still to be done: {label}."),
        (Expect::MustNot, Some(_)) => format!("Leave this out another time: {label}."),
        _ => return None,
    };
    let value = Ratio::whole(i64::from(act.value.unsigned_abs()));
    let loss = policy.weight_acts * value.share_of(Ratio::whole(positive)).unwrap_or(Ratio::ONE);
    Some((loss, FirstThing { about: About::Act, id: act.id.clone(), says }))
}

fn lost_by_level(course: &Course<'_>, point: &AssessmentReport) -> Option<(Ratio, FirstThing)> {
    if !is_scored(point.gate) {
        return None;
    }
    let label = bare(&point.label);
    let (credit, says) = match &point.committed {
        None => (Ratio::ZERO, format!("You left this open: {label}.")),
        Some(committed) => match committed.direction {
            GradeDirection::Under => {
                (committed.credit, format!("You graded lower than the readers of this call: {label}.{}", because(committed, -1)))
            }
            GradeDirection::Over => {
                (committed.credit, format!("You graded higher than the readers of this call: {label}.{}", because(committed, 1)))
            }
            GradeDirection::Exact => return None,
        },
    };
    let points = Ratio::whole(i64::try_from(course.key.assessments.len()).unwrap_or(i64::MAX));
    let loss = course.policy.weight_levels * (Ratio::ONE - credit).share_of(points)?;
    Some((loss, FirstThing { about: About::Assessment, id: point.id.clone(), says }))
}

/// The step that took the grade furthest in this direction, in words, where the readers' rule and their votes agree; the later among equals,
/// for it lay in the trainee's own hand.
fn because(committed: &CommittedReport, direction: i16) -> String {
    let fall = committed.waterfall.as_ref().filter(|fall| fall.fits_votes);
    let steps = fall.iter().flat_map(|fall| &fall.steps).filter(|step| step.steps.signum() == direction);
    steps.max_by_key(|step| step.steps.abs()).map(|step| format!(" {}", step.says)).unwrap_or_default()
}

/// A label as the end of a sentence: without its own full stop.
fn bare(label: &str) -> &str {
    label.trim().trim_end_matches('.')
}
