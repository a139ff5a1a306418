//! The synthetic call in our format.

use std::fmt::Write as _;

use super::{MOST, NUMBERS, START, scene, sign};

const HEAD: &str = "\
format: doorstep/1
id: synthetic
version: 1.0.0
title: Synthetic
language: en
summary: A synthetic call.
audience: { role: first-responder, career_stage: recruit, minutes: 5 }
tool: demo-checklist
briefing:
  you: You measure.
  control: [Nothing.]
cast:
  amira: { part: victim, name: Amira }
clock: { start: \"10:00\", max: 600m }
state:
";

/// The call.
pub fn doorstep(scenes: usize) -> String {
    let mut text = HEAD.to_owned();
    for number in NUMBERS {
        line(&mut text, format_args!("  {number}: {{ min: 0, max: {MOST}, start: {START} }}"));
    }
    text.push_str("endings:\n  over: It is over.\nfacts:\n  a-fact: { text: A fact., source: scene }\nstart: scene-0\nscenes:\n");
    for number in 0..scenes {
        let scene = scene(number, scenes);
        let (variable, least, words) = scene.conditional;
        line(&mut text, format_args!("  scene-{number}:\n    step: victim-account\n    lines:\n      - narrator: {}", scene.line));
        line(&mut text, format_args!("      - when: {variable} >= {least}\n        amira: {words}\n    choices:"));
        for (place, choice) in scene.choices.iter().enumerate() {
            line(&mut text, format_args!("      - id: c{place}\n        say: {}", choice.words));
            if let Some((variable, least)) = choice.when {
                line(&mut text, format_args!("        when: {variable} >= {least}"));
            }
            let (variable, amount) = choice.effect;
            let (sign, amount) = sign(amount);
            line(&mut text, format_args!("        effects: [{variable} {sign}= {amount}]"));
            line(&mut text, format_args!("        repeat: true\n        goto: scene-{}", choice.target));
        }
    }
    // An ending and a fact, because every call has them; the walk stops before it needs one.
    text.push_str(
        "  last:\n    step: record-handover\n    lines:\n      - narrator: The last.\n        reveals: a-fact\n    ending: over\n",
    );
    text
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

fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    // Written to a string: cannot fail.
    let _ = writeln!(text, "{line}");
}
