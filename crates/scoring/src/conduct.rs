//! Questions and conduct.

use doorstep_scenario::ChoiceRef;

use crate::course::Course;
use crate::policy::CONDUCT_PARTS;
use crate::{AnswerKey, ConductCount, ConductKind, ConductMoment, ConductReport, QuestionKind, QuestionReport, Ratio};

/// The questions asked and what else told of conduct, in order of the call.
pub(crate) fn judge(course: &Course<'_>) -> ConductReport {
    // A session takes at most 100,000 turns, so a step fits.
    let path = || course.state.path().iter().zip(0_u32..).map(|((choice, _), step)| (*choice, step));
    let words = |choice: ChoiceRef| course.view.words(&course.scenario.choice(choice).text);
    let questions = path().filter_map(|(choice, step)| {
        let question = course.key.questions.iter().find(|each| each.choice == choice)?;
        let apt = is_apt(course.key, choice, question.kind);
        Some(QuestionReport { step, text: words(choice), kind: question.kind, apt, why: question.why.clone() })
    });
    let moments = path().flat_map(|(choice, step)| {
        let told = course.key.conduct.iter().filter(move |each| each.choice == choice);
        told.map(move |each| ConductMoment { step, text: words(choice), kind: each.kind, good: each.good, why: each.why.clone() })
    });
    ConductReport { questions: questions.collect(), moments: moments.collect(), counts: counts(course) }
}

/// How many questions and telling moments there were, and how many of them were well done: questions first, then each kind of moment that
/// occurred.
pub(crate) fn counts(course: &Course<'_>) -> Vec<ConductCount> {
    let weights = &course.policy.conduct;
    let count = |kind: Option<ConductKind>, weight: u32, found: &mut dyn Iterator<Item = bool>| {
        let empty = ConductCount { kind, good: 0, all: 0, weight };
        found.fold(empty, |sum, good| ConductCount { good: sum.good + u32::from(good), all: sum.all + 1, ..sum })
    };
    let path = || course.state.path().iter().map(|(choice, _)| *choice);
    let mut questions = path().filter_map(|choice| {
        let question = course.key.questions.iter().find(|each| each.choice == choice)?;
        Some(is_apt(course.key, choice, question.kind))
    });
    let mut counts = vec![count(None, weights.question, &mut questions)];
    let kinds = [
        (ConductKind::Privacy, weights.privacy),
        (ConductKind::Respect, weights.respect),
        (ConductKind::Blame, weights.blame),
        (ConductKind::Collusion, weights.collusion),
    ];
    counts.extend(kinds.into_iter().map(|(kind, weight)| {
        let told = |choice: ChoiceRef| course.key.conduct.iter().filter(move |each| each.choice == choice && each.kind == kind);
        count(Some(kind), weight, &mut path().flat_map(told).map(|each| each.good))
    }));
    counts.retain(|each| each.all > 0);
    counts
}

/// Whether a kind of question is apt where the choice stands: the kinds that the key names for the scene; open and direct ones where it
/// names none.
fn is_apt(key: &AnswerKey, choice: ChoiceRef, kind: QuestionKind) -> bool {
    match key.apt.iter().find(|(scene, _)| *scene == choice.scene) {
        Some((_, kinds)) => kinds.contains(&kind),
        None => matches!(kind, QuestionKind::Open | QuestionKind::Direct),
    }
}

/// The conduct domain C: of what told of conduct, the share that was well done, each by its weight; nothing where nothing told of it.
pub(crate) fn share(counts: &[ConductCount]) -> Option<Ratio> {
    let sum =
        |number: fn(&ConductCount) -> u32| -> i64 { counts.iter().map(|each| i64::from(number(each)) * i64::from(each.weight)).sum() };
    Ratio::whole(sum(|each| each.good)).share_of(Ratio::whole(sum(|each| each.all)))
}

/// The same as it counts in a score: whole hundredths, rounded down.
pub(crate) fn coarse(share: Ratio) -> Ratio {
    let parts = share * Ratio::whole(CONDUCT_PARTS);
    Ratio::new(parts.numerator().div_euclid(parts.denominator()), CONDUCT_PARTS)
}
