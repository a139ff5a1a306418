//! The synthetic call in our format.

use super::{MOST, NUMBERS, START, scene};
use crate::call_text::{CallText, Choice, Number};

/// The call.
pub fn doorstep(scenes: usize) -> String {
    let numbers = NUMBERS.map(|name| Number { name, most: MOST, start: START });
    let mut call = CallText::new("synthetic", "Synthetic", &numbers, "scene-0");
    for number in 0..scenes {
        let scene = scene(number, scenes);
        let (variable, least, words) = scene.conditional;
        call.scene(&format!("scene-{number}"), &scene.line, Some((&format!("{variable} >= {least}"), &words)));
        for (place, choice) in scene.choices.into_iter().enumerate() {
            call.choice(&Choice {
                id: format!("c{place}"),
                words: choice.words,
                when: choice.when.map(|(variable, least)| format!("{variable} >= {least}")),
                effect: Some(choice.effect),
                target: Some(format!("scene-{}", choice.target)),
            });
        }
    }
    // The walk stops before it needs an ending.
    call.finish()
}

/// Its key: as little as a key can hold.
pub fn key() -> &'static str {
    "\
format: doorstep-key/1
scenario: synthetic
version: 1.0.0
status: illustrative
policy: default@1
readers:
  a1: { viewpoint: measuring }
factors:
  fear:
    label: Fear
    truth: present
    weight: 1
    required: true
    constructs: [victim-fear]
    sufficient_present: [[a-fact]]
    votes: { a1: present }
    why: Somebody must be afraid of something in every call.
steps:
  victim-account: { any_of: [choice: scene-0/c0], by: 10m }
"
}
