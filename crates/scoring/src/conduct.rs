//! Questions and conduct.

use doorstep_scenario::ChoiceRef;

use crate::course::Course;
use crate::{AnswerKey, ConductMoment, ConductReport, QuestionKind, QuestionReport, Ratio};

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
    ConductReport { questions: questions.collect(), moments: moments.collect() }
}

/// Whether a kind of question is apt where the choice stands: the kinds that the key names for the scene; open and direct ones where it
/// names none.
fn is_apt(key: &AnswerKey, choice: ChoiceRef, kind: QuestionKind) -> bool {
    match key.apt.iter().find(|(scene, _)| *scene == choice.scene) {
        Some((_, kinds)) => kinds.contains(&kind),
        None => matches!(kind, QuestionKind::Open | QuestionKind::Direct),
    }
}

/// Of the questions asked, the share of an apt kind; nothing where none was asked.
pub(crate) fn share(questions: &[QuestionReport]) -> Option<Ratio> {
    let count = |number: usize| Ratio::whole(i64::try_from(number).unwrap_or(i64::MAX));
    count(questions.iter().filter(|question| question.apt).count()).share_of(count(questions.len()))
}
