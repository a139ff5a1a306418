//! Words that several pages say in the same way.

use doorstep_scenario::catalogue::CatalogueCall;
use doorstep_simulator::Mode;

/// A list of words as a sentence holds it: `a, b and c`.
pub fn in_a_row(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// What a call contains, as a sentence; nothing where there is nothing to say. A note may hold commas of its own.
pub fn contains(call: &CatalogueCall) -> Option<String> {
    (!call.content_notes.is_empty()).then(|| format!("{}.", call.content_notes.join("; ")))
}

/// Minutes in words.
pub fn minutes(count: u16) -> String {
    if count == 1 { "about 1 minute".into() } else { format!("about {count} minutes") }
}

/// Choices in words.
pub fn choices(count: u32) -> String {
    match count {
        0 => "no choice taken yet".into(),
        1 => "1 choice taken".into(),
        count => format!("{count} choices taken"),
    }
}

/// How an attempt is taken, in a word within a sentence.
pub const fn mode_within(mode: Mode) -> &'static str {
    match mode {
        Mode::Practice => "practice",
        Mode::Rehearsal => "rehearsal",
    }
}

/// How an attempt is taken, in a word.
pub const fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Practice => "Practice",
        Mode::Rehearsal => "Rehearsal",
    }
}

/// What stands behind a key, in a sentence.
pub fn key_status(status: Option<&str>) -> &'static str {
    match status {
        None => "Nothing: this call has no key yet. You can take it, and there is no debrief.",
        Some("panel") => "The annotations of a panel of experts. This is still practice, not certification.",
        Some("approved") => "The annotations of an approved panel. This is still practice, not certification.",
        Some(_) => {
            "Example answers by the authors, written from three stated viewpoints. No panel of experts has checked them. They certify nobody."
        }
    }
}
