//! The words that several parts of the call share.

use doorstep_simulator::{Confidence, SpokenBy, TurnView, View};

/// How sure somebody can be: the value, its name in a draft, and the words.
pub(super) const CONFIDENCES: [(Confidence, &str, &str); 3] =
    [(Confidence::Unsure, "unsure", "Unsure"), (Confidence::FairlySure, "fairly-sure", "Fairly sure"), (Confidence::Sure, "sure", "Sure")];

/// How sure, in words.
pub(super) fn confidence_words(confidence: Confidence) -> &'static str {
    CONFIDENCES.iter().find(|(each, _, _)| *each == confidence).map_or("", |(_, _, words)| words)
}

/// When it is to be assessed again: hours, and the words.
pub(super) const REASSESS: [(u16, &str); 8] = [
    (1, "within 1 hour"),
    (4, "within 4 hours"),
    (24, "within 24 hours"),
    (48, "within 2 days"),
    (72, "within 3 days"),
    (168, "within 7 days"),
    (672, "within 28 days"),
    (2160, "within 3 months"),
];

/// A moment of the call as people write it: `21:47`.
pub(super) fn time_words(view: &View<'_>, second: u32) -> String {
    let (hour, minute) = view.time_of_day(second);
    format!("{hour:02}:{minute:02}")
}

/// Who speaks, in words.
pub(super) fn speaker_words(view: &View<'_>, turn: &TurnView<'_>) -> String {
    match turn.by {
        SpokenBy::Narrator => "Scene".to_owned(),
        SpokenBy::You => "You say".to_owned(),
        SpokenBy::YouDo => "You do".to_owned(),
        SpokenBy::Ending => "The call ends".to_owned(),
        // Invariant: a turn's person and its name come from the view's own scenario.
        SpokenBy::Person(person) => view.words(&person.name),
    }
}

/// A count with its noun: `1 line`, `3 lines`.
pub(super) fn count_words(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}
