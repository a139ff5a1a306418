//! Writes synthetic calls in our format.

use std::fmt::Write as _;

/// The text of a call as it is written: what every call has, and then its scenes.
#[derive(Clone, Debug)]
pub struct CallText {
    text: String,
}

/// A number of a call. Its least value is 0.
#[derive(Clone, Copy, Debug)]
pub struct Number<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its greatest value.
    pub most: i32,
    /// Where it starts.
    pub start: i32,
}

/// A choice of a scene.
#[derive(Clone, Debug, Default)]
pub struct Choice<'a> {
    /// Its name in its scene.
    pub id: String,
    /// What is said.
    pub words: String,
    /// The condition under which it is offered.
    pub when: Option<String>,
    /// What it adds to a number.
    pub effect: Option<(&'a str, i32)>,
    /// The scene that it leads to, every time that it is taken; without one it is offered once, and the scene stays.
    pub target: Option<String>,
}

/// The last scene, which ends the call.
pub const LAST: &str = "last";

impl CallText {
    /// A call with these numbers that begins with the scene `first`.
    pub fn new(id: &str, title: &str, numbers: &[Number<'_>], first: &str) -> Self {
        let mut call = Self { text: String::new() };
        call.line(format_args!(
            "\
format: doorstep/1
id: {id}
version: 1.0.0
title: {title}
language: en
summary: A synthetic call.
audience: {{ role: first-responder, career_stage: recruit, minutes: 5 }}
tool: demo-checklist
briefing:
  you: You measure.
  control: [Nothing.]
cast:
  amira: {{ part: victim, name: Amira }}
clock: {{ start: \"10:00\", max: 600m }}
state:"
        ));
        for Number { name, most, start } in numbers {
            call.line(format_args!("  {name}: {{ min: 0, max: {most}, start: {start} }}"));
        }
        call.line(format_args!(
            "endings:\n  over: It is over.\nfacts:\n  a-fact: {{ text: A fact., source: scene }}\nstart: {first}\nscenes:"
        ));
        call
    }

    /// Begins a scene: its line, and perhaps one that is said under a condition.
    pub fn scene(&mut self, id: &str, line: &str, conditional: Option<(&str, &str)>) {
        self.line(format_args!("  {id}:\n    step: victim-account\n    lines:\n      - narrator: {line}"));
        if let Some((when, words)) = conditional {
            self.line(format_args!("      - when: {when}\n        amira: {words}"));
        }
        self.line(format_args!("    choices:"));
    }

    /// A choice of the scene that was begun last.
    pub fn choice(&mut self, choice: &Choice<'_>) {
        self.line(format_args!("      - id: {}\n        say: {}", choice.id, choice.words));
        if let Some(when) = &choice.when {
            self.line(format_args!("        when: {when}"));
        }
        if let Some((number, amount)) = choice.effect {
            let sign = if amount < 0 { '-' } else { '+' };
            self.line(format_args!("        effects: [{number} {sign}= {}]", amount.unsigned_abs()));
        }
        if let Some(target) = &choice.target {
            self.line(format_args!("        repeat: true\n        goto: {target}"));
        }
    }

    /// The whole text. It ends with [`LAST`], an ending and a fact, because every call has them.
    pub fn finish(mut self) -> String {
        self.line(format_args!(
            "  {LAST}:\n    step: record-handover\n    lines:\n      - narrator: The last.\n        reveals: a-fact\n    ending: over"
        ));
        self.text
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Written to a string: cannot fail.
        let _ = writeln!(self.text, "{line}");
    }
}
