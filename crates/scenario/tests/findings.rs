//! What is said about mistakes in calls: one table of texts and findings for each part of the format.

use doorstep_scenario::text::read_scenario;
use expect_test::{Expect, expect};

mod common;

const CALL: &str = r#"format: doorstep/1
id: small-call
version: 1.0.0
title: A small call
language: en
summary: A call for a test.
audience: { role: first-responder, career_stage: probation, minutes: 5 }
tool: demo-checklist
briefing: { you: You are on a late shift. }
cast:
  amira: { part: victim, name: Amira }
clock: { start: "21:40", max: 60m }
state:
  trust: { min: 0, max: 10, start: 4 }
  alone: true
vary:
  girl: [Lena, Mira]
assessments:
  first: { label: First grade }
endings:
  over: You hand the log over.
facts:
  bruise: { text: There is a bruise., source: amira }
start: kitchen
scenes:
  kitchen:
    step: victim-account
    lines:
      - amira: It is nothing.
        when: alone and trust >= 2
        reveals: bruise
    choices:
      - id: ask
        say: Are you hurt?
        effects: [trust += 1]
      - id: leave
        do: Leave the flat.
        assess: first
        goto: end
  end:
    step: record-handover
    ending: over
"#;

/// Puts something else in one place of the call; shows the findings.
fn check(old: &str, new: &str, expected: Expect) {
    assert_eq!(CALL.matches(old).count(), 1, "{old} stands once in the call");
    let source = CALL.replace(old, new);
    expected.assert_eq(&common::shown(&source, &read_scenario(&source).diagnostics));
}

fn condition(condition: &str, expected: Expect) {
    check("alone and trust >= 2", condition, expected);
}

#[test]
fn the_call_itself_is_good() {
    assert_eq!(read_scenario(CALL).diagnostics, []);
}

#[test]
fn conditions_are_read_with_their_brackets() {
    condition("not (alone or trust < 3) and (clock >= 25m or heard(bruise)) and girl != Lena", expect![[""]]);
    condition("not visited(end) and not chosen(kitchen/ask) and not committed(first) and trust >= 2 and alone == false", expect![[""]]);
}

#[test]
fn conditions_that_cannot_be_read() {
    condition(
        "alone and",
        expect![[r#"
        14:3 warning variable-never-read [trust]
          No condition asks about `trust`.
          Ask about it in a condition, or delete it with its effects.
        30:21 error condition-not-readable [and]
          Something is missing after this.
          Write a name, a number or a question such as heard(fact).
    "#]],
    );
    condition(
        "alone trust >= 2",
        expect![[r#"
        30:21 error condition-not-readable [trust]
          `trust` cannot follow what stands before it.
          Put and, or, or a comparison such as >= between them.
    "#]],
    );
    condition(
        "(alone and trust >= 2",
        expect![[r#"
        30:15 error condition-not-readable [(]
          This bracket is not closed.
          Close it with ).
    "#]],
    );
    condition(
        "alone and trust >= 2)",
        expect![[r#"
        30:35 error condition-not-readable [)]
          This bracket closes nothing.
          Delete it, or open a bracket before it.
    "#]],
    );
    condition(
        "2 <= trust <= 5 and alone",
        expect![[r#"
        30:26 error condition-not-readable [<=]
          Only two values can be compared.
          Write two comparisons with and between them.
    "#]],
    );
    condition(
        "alone and trust = 2",
        expect![[r#"
        30:31 error condition-not-readable [=]
          A condition cannot hold `=` here.
          Write == to compare; effects, not conditions, give a value with =.
    "#]],
    );
    condition(
        "\"alone and trust >= 2 + 1\"",
        expect![[r#"
        30:37 error condition-not-readable [+]
          A condition cannot hold `+` here.
          Conditions do not calculate: compare a variable with a number.
    "#]],
    );
    condition(
        "alone and trust >= 2 and heard()",
        expect![[r#"
        30:40 error condition-not-readable [heard()]
          `heard` asks about one thing; here are 0.
          Write heard(fact); ask for each with and or or between.
    "#]],
    );
    condition(
        "alone and trust >= 2 and heard(bruise or bruise)",
        expect![[r#"
        30:53 error condition-not-readable [or]
          `or` cannot stand in these brackets.
          Write one id in the brackets; ask for each with and or or between.
    "#]],
    );
    condition(
        "[alone, trust]",
        expect![[r#"
            14:3 warning variable-never-read [trust]
              No condition asks about `trust`.
              Ask about it in a condition, or delete it with its effects.
            15:3 warning variable-never-read [alone]
              No condition asks about `alone`.
              Ask about it in a condition, or delete it with its effects.
            30:15 error wrong-type [[alone, trust]]
              `when` must be one thing; this is a list.
              Write one condition, without brackets around it: this and that, or this or that.
        "#]],
    );
}

#[test]
fn names_in_conditions() {
    condition(
        "alon and trust >= 2 and heard(bruse)",
        expect![[r#"
        30:15 error unknown-variable [alon]
          There is no variable `alon`.
          Write `alone`.
        30:45 error unknown-fact [bruse]
          There is no fact `bruse`.
          Write `bruise`.
    "#]],
    );
    condition(
        "alone and trust >= 2 and visited(ned) and chosen(ask)",
        expect![[r#"
        30:48 error unknown-scene [ned]
          There is no scene `ned`.
          Write `end`.
        30:64 error unknown-choice [ask]
          `ask` does not say which scene the choice is in.
          Write scene/choice, for instance kitchen/ask-throat.
    "#]],
    );
    condition(
        "alone and trust >= 2 and chosen(kitchen/aks) and chosen(kitchn/ask)",
        expect![[r#"
        30:47 error unknown-choice [kitchen/aks]
          There is no choice `aks`.
          Write `ask`.
        30:71 error unknown-scene [kitchn/ask]
          There is no scene `kitchn`.
          Write `kitchen`.
    "#]],
    );
    condition(
        "alone and trust >= 2 and herd(bruise) and comitted(first)",
        expect![[r#"
        30:40 error unknown-function [herd]
          There is no question `herd(...)`.
          Write `heard(...)`.
        30:57 error unknown-function [comitted]
          There is no question `comitted(...)`.
          Write `committed(...)`.
    "#]],
    );
    condition(
        "alone and trust >= 2 and heard",
        expect![[r#"
        30:40 error unknown-variable [heard]
          There is no variable `heard`.
          Write `heard(...)`.
    "#]],
    );
}

#[test]
fn types_in_conditions() {
    condition(
        "trust and alone",
        expect![[r#"
        30:15 error not-yes-or-no [trust]
          `trust` is a number, and a yes-or-no belongs here.
          Compare it, for instance trust >= 1.
    "#]],
    );
    condition(
        "alone >= 2 and trust >= 2",
        expect![[r#"
        30:15 error unlike-compared [alone >= 2]
          `alone` is a yes-or-no and `2` is a number: they cannot be compared by >=.
          Write `alone` or `not alone` by itself.
    "#]],
    );
    condition(
        "alone and trust == true",
        expect![[r#"
        30:25 error unlike-compared [trust == true]
          `trust` is a number and `true` is a yes-or-no: they cannot be compared by ==.
          Compare a number variable with a number.
    "#]],
    );
    condition(
        "alone and trust >= 2 and clock >= 25",
        expect![[r#"
        30:40 error unlike-compared [clock >= 25]
          `clock` is a time and `25` is a number: they cannot be compared by >=.
          Compare the clock with a time such as 90s, 25m or 1h.
    "#]],
    );
    condition(
        "alone and trust >= 2m",
        expect![[r#"
        30:25 error unlike-compared [trust >= 2m]
          `trust` is a number and `2m` is a time: they cannot be compared by >=.
          Compare the clock with a time such as 90s, 25m or 1h.
    "#]],
    );
    condition(
        "alone and trust >= 2 and girl == Lana",
        expect![[r#"
        30:48 error unknown-value [Lana]
          `Lana` is not one of this variation's values.
          Write Lena.
    "#]],
    );
    condition(
        "alone and trust >= 2 and girl >= Lena",
        expect![[r#"
        30:48 error unknown-variable [Lena]
          There is no variable `Lena`.
          Declare it under `state`; ask for facts, scenes and choices with heard(...), visited(...), chosen(...).
    "#]],
    );
    condition(
        "alone and trust >= 2 and girl",
        expect![[r#"
        30:40 error not-yes-or-no [girl]
          `girl` is a variation, and a yes-or-no belongs here.
          Compare it with one of its values: girl == value.
    "#]],
    );
    condition(
        "alone and trust >= 2 and clock",
        expect![[r#"
        30:40 error not-yes-or-no [clock]
          `clock` is a time, and a yes-or-no belongs here.
          Compare the clock with it, for instance clock >= 25m.
    "#]],
    );
    condition(
        "alone and trust > 10 or clock >= 2h",
        expect![[r#"
            30:25 warning always-the-same [trust > 10]
              This comparison can never hold: the left side is from 0 to 10.
              Compare with a number within the bounds, or leave the comparison out.
            30:39 warning always-the-same [clock >= 2h]
              This comparison can never hold: the left side is from 0s to 1h.
              Compare with a number within the bounds, or leave the comparison out.
        "#]],
    );
}

#[test]
fn effects() {
    check(
        "trust += 1",
        "trust =+ 1, alone += 1, alone = yes",
        expect![[r#"
        35:19 error effect-not-readable [trust =+ 1]
          `trust =+ 1` is not an effect.
          Write for instance trust += 1, trust -= 2, trust = 5, dan_arrested = true, dan = away or start backup.
        35:31 error wrong-assignment [alone += 1]
          `alone` is a yes-or-no.
          Write alone = true or alone = false.
        35:43 error wrong-assignment [alone = yes]
          `alone` is a yes-or-no.
          Write alone = true or alone = false.
    "#]],
    );
    check(
        "trust += 1",
        "trust += eleven, trust == 3, trust -= 11, trust = -1",
        expect![[r#"
        35:28 error wrong-assignment [eleven]
          `trust` is a number, and `eleven` is not a whole number that it can take.
          Write a number from 0 to 10.
        35:36 error effect-not-readable [trust == 3]
          `trust == 3` is not an effect.
          Write one = to give a value; == only compares.
        35:57 error assignment-out-of-bounds [11]
          `trust` is from 0 to 10; a change by 11 always leaves these bounds.
          Write at most 10, or give a value with =.
        35:69 error assignment-out-of-bounds [-1]
          `trust` is from 0 to 10; it cannot be -1.
          Write a number from 0 to 10, or widen the bounds under `state`.
    "#]],
    );
    check("[trust += 1]", "trust += 1", expect![[""]]);
}

#[test]
fn texts() {
    check(
        "It is nothing.",
        "It is {girl}, {gril}, {{this}} and }that.",
        expect![[r#"
        29:30 error unknown-slot [{gril}]
          There is no variation `gril`.
          Write {girl}.
        29:51 error unbalanced-brace [}]
          This brace closes nothing.
          Delete it; to show a brace, write }}.
    "#]],
    );
    check(
        "- amira: It is nothing.",
        "- amira: \"\"",
        expect![[r#"
            29:16 error empty-text [""]
              `amira` has no words.
              Write the text after the colon.
        "#]],
    );
    check(
        "say: Are you hurt?",
        "say: [Are you, hurt?]",
        expect![[r#"
        34:14 error text-needs-quotes [[Are you, hurt?]]
          `say` must be a text; YAML reads this as a list.
          Put the text in quotes: "[Are you, hurt?]"
    "#]],
    );
    check(
        "say: Are you hurt?",
        "say:",
        expect![[r#"
        34:9 error empty-text [say]
          `say` has no words.
          Write the text after the colon.
    "#]],
    );
    check(
        "say: Are you hurt?",
        "say:\n          - Are you hurt?\n          - Yes?",
        expect![[r#"
        35:11 error wrong-type [- Are you hurt?⏎          - Yes?]
          `say` must be a text; this is a list.
          Write `say: ` and the text on one line, in double quotes if in doubt.
    "#]],
    );
    check(
        "It is nothing.",
        "Ring 5551234 or 01632 960123.",
        expect![[r#"
        29:21 warning phone-number [5551234]
          `5551234` could be somebody's telephone number.
          Use a number that is kept for fiction, such as 01632 960123 or 555-0123, or leave the number out.
    "#]],
    );
}

#[test]
fn lines() {
    check(
        "- amira: It is nothing.",
        "- Stay where you are.\n      - amira: It is nothing.",
        expect![[r#"
        29:9 error no-speaker [Stay where you are.]
          A line says who speaks; this is only a text.
          Write `- narrator: ...` for what is seen and heard, or `- name: ...`.
    "#]],
    );
    check(
        "- amira: It is nothing.",
        "- Then: she stays.\n      - amira: It is nothing.",
        expect![[r#"
            29:9 error unknown-cast [Then]
              There is nobody `Then` in the cast.
              Put a name and a colon before the text, and the text in double quotes.
        "#]],
    );
    check(
        "- amira: It is nothing.",
        "- amira: It is nothing.\n        language: Turkish\n        reveal: bruise",
        expect![[r#"
        30:19 error language-not-readable [Turkish]
          `language` must be a language tag; this is `Turkish`.
          Write two or three letters, with a region if it matters: en, tr, pt-BR.
        31:9 error unknown-field [reveal]
          A line has no field `reveal`.
          Write `reveals`.
    "#]],
    );
    check(
        "- amira: It is nothing.",
        "- { when: alone }\n      - amira: It is nothing.",
        expect![[r#"
        29:11 error no-speaker [when]
          This line has no speaker and no text.
          Add `narrator: ...` or `name: ...` with a name of the cast.
    "#]],
    );
}

#[test]
fn ways_on() {
    check(
        "        goto: end\n",
        "        goto: end\n        return: true\n",
        expect![[r#"
        36:13 warning return-without-visit [leave]
          No visit leads to the scene `kitchen`: the choice `leave` with `return` is never offered.
          Lead to the scene by `visit:`, or go on with `goto:`.
        40:9 error several-ways-on [return]
          `goto` says where the call goes on, and so does `return`.
          Keep one of them.
    "#]],
    );
    check(
        "        goto: end\n",
        "        goto: [end]\n",
        expect![[r#"
            39:15 error wrong-type [[end]]
              `goto` must be one thing; this is a list.
              Write one id, without brackets.
            40:3 warning scene-never-entered [end]
              Nothing leads to the scene `end`.
              Lead to it from a choice or an interrupt, or delete it.
        "#]],
    );
    check(
        "    ending: over\n",
        "    ending: over\ninterrupts:\n  - id: dan\n    when: alone\n    visit: end\n  - id: dan\n    when: alone\n",
        expect![[r#"
            46:12 error visit-of-ending [end]
              This scene ends the call: nobody comes back from a visit there.
              Write `goto:` instead of `visit:`.
            47:5 error missing-field [id]
              The interrupt `dan` does not say which scene it brings.
              Add `goto:` or `visit:` with the id of a scene.
            47:9 error duplicate-id [dan]
              There is another interrupt `dan`.
              Give one of them another id.
        "#]],
    );
    check(
        "    choices:\n",
        "    choices: []\n  hall:\n    step: arrival\n    choices:\n",
        expect![[r#"
        32:14 error wrong-type [[]]
          `choices` holds nothing.
          Add at least one entry, or delete the line.
        33:3 warning scene-never-entered [hall]
          Nothing leads to the scene `hall`.
          Lead to it from a choice or an interrupt, or delete it.
    "#]],
    );
}

#[test]
fn the_beginning() {
    check(
        "title: A small call\n",
        "titel: A small call\n",
        expect![[r#"
        1:1 error missing-field [format]
          The call has no `title`.
          Add a line `title: ...` to it.
        4:1 error unknown-field [titel]
          The call has no field `titel`.
          Write `title`.
    "#]],
    );
    check(
        "tool: demo-checklist",
        "tool: Demo Checklist",
        expect![[r#"
        8:7 error id-not-well-formed [Demo Checklist]
          `Demo Checklist` is not an id: ids have lower case letters, digits and hyphens, and start with a letter.
          Write for instance `demo-checklist`.
    "#]],
    );
    check(
        "max: 60m",
        "max: 60m, stop: 2",
        expect![[r#"
        12:36 error unknown-field [stop]
          The clock has no field `stop`.
          Delete it, or use one of: start, max.
    "#]],
    );
    check(
        "clock: { start: \"21:40\", max: 60m }",
        "clock: { start: 9.40pm }",
        expect![[r#"
        12:10 error missing-field [start]
          The clock has no `max`.
          Add a line `max: ...` to it.
        12:17 error time-not-readable [9.40pm]
          `start` must be a time of day; this is `9.40pm`.
          Write hours and minutes in quotes: "21:40".
    "#]],
    );
    check(
        "  alone: true",
        "  alone: 1",
        expect![[r#"
            15:10 error wrong-type [1]
              `alone` is a number and needs its bounds.
              Write alone: { min: 0, max: 10, start: 1 }
        "#]],
    );
    check(
        "  alone: true",
        "  alone: true\n  is-late: false\n  Clock: true\n  clock: true",
        expect![[r#"
        16:3 error id-not-well-formed [is-late]
          `is-late` is not a name for the state: use lower case letters, digits and underscores, and start with a letter.
          Write for instance `is_late`.
        16:3 warning variable-never-read [is-late]
          No condition asks about `is-late`.
          Ask about it in a condition, or delete it with its effects.
        17:3 error id-not-well-formed [Clock]
          `Clock` is not a name for the state: use lower case letters, digits and underscores, and start with a letter.
          Write for instance `clock`.
        17:3 warning variable-never-read [Clock]
          No condition asks about `Clock`.
          Ask about it in a condition, or delete it with its effects.
        18:3 error reserved-id [clock]
          `clock` is a word of the format and cannot be an id here.
          Choose another id, and write it wherever this one is used.
        18:3 warning variable-never-read [clock]
          No condition asks about `clock`.
          Ask about it in a condition, or delete it with its effects.
    "#]],
    );
    check(
        "start: kitchen",
        "start: kitchn",
        expect![[r#"
        24:8 error unknown-scene [kitchn]
          There is no scene `kitchn`.
          Write `kitchen`.
    "#]],
    );
}
