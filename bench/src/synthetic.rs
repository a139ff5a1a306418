//! A synthetic call of many scenes, written in our format and in ink, so that both engines play the same.
//!
//! As in published comparisons of story engines: five whole numbers, and in each scene one conditional line and one conditional
//! choice beside two plain ones. Every choice changes a number and goes to another scene; the walk ends after a fixed number of steps.

use std::fmt::Write as _;

/// The numbers' names.
const NUMBERS: [&str; 5] = ["alpha", "beta", "gamma", "delta", "epsilon"];

/// Where a choice of a scene leads: spread over the call by two multipliers that share no factor with usual sizes.
fn target(scene: usize, choice: usize, scenes: usize) -> usize {
    (scene * 7 + choice * 131 + 1) % scenes
}

/// The words of a scene's plain line: long enough to be like an author's.
fn line(scene: usize) -> String {
    format!(
        "Scene {scene} is quiet for a moment and then the conversation goes on as it did before, with one more detail than the last time."
    )
}

/// The call in our format.
pub fn ours(scenes: usize) -> String {
    let mut text = String::from(
        "format: doorstep/1\nid: synthetic\nversion: 1.0.0\ntitle: Synthetic\nlanguage: en\nsummary: A synthetic call.\naudience: { role: first-responder, career_stage: recruit, minutes: 5 }\ntool: demo-checklist\nbriefing:\n  you: You measure.\n  control: [Nothing.]\ncast:\n  amira: { part: victim, name: Amira }\nclock: { start: \"10:00\", max: 600m }\nstate:\n",
    );
    for number in NUMBERS {
        // Written to a string: cannot fail.
        let _ = writeln!(text, "  {number}: {{ min: 0, max: 9, start: 5 }}");
    }
    text.push_str("endings:\n  over: It is over.\nfacts:\n  a-fact: { text: A fact., source: scene }\nstart: scene-0\nscenes:\n");
    for scene in 0..scenes {
        let number = NUMBERS[scene % 5];
        let other = NUMBERS[(scene + 2) % 5];
        let _ = write!(
            text,
            "  scene-{scene}:\n    step: victim-account\n    lines:\n      - narrator: {}\n      - when: {number} >= 5\n        amira: This is said in scene {scene} only when it is so.\n    choices:\n",
            line(scene)
        );
        for (choice, words, when, effect) in [
            (0, "Ask about the first thing", "", format!("{number} += 1")),
            (1, "Ask about the second thing", "", format!("{other} -= 1")),
            (2, "Ask about the third thing", "        when: COND\n", format!("{number} -= 2")),
        ] {
            let when = when.replace("COND", &format!("{other} >= 4"));
            let _ = write!(
                text,
                "      - id: c{choice}\n        say: {words} in scene {scene}.\n{when}        effects: [{effect}]\n        repeat: true\n        goto: scene-{}\n",
                target(scene, choice, scenes)
            );
        }
    }
    // An ending and a fact, because every call has them; the walk stops before it needs one.
    text.push_str(
        "  last:\n    step: record-handover\n    lines:\n      - narrator: The last.\n        reveals: a-fact\n    ending: over\n",
    );
    text
}

/// The same in ink. Bounds are kept by hand, because ink's numbers have none.
pub fn ink(scenes: usize) -> String {
    let mut text = String::new();
    for number in NUMBERS {
        let _ = writeln!(text, "VAR {number} = 5");
    }
    text.push_str("-> scene_0\n");
    for scene in 0..scenes {
        let number = NUMBERS[scene % 5];
        let other = NUMBERS[(scene + 2) % 5];
        let _ = write!(
            text,
            "=== scene_{scene} ===\n{}\n{{ {number} >= 5: This is said in scene {scene} only when it is so. }}\n",
            line(scene)
        );
        for (choice, words, when, effect) in [
            (0, "Ask about the first thing", String::new(), format!("{{ {number} < 9:\n    ~ {number} = {number} + 1\n  }}")),
            (1, "Ask about the second thing", String::new(), format!("{{ {other} > 0:\n    ~ {other} = {other} - 1\n  }}")),
            (
                2,
                "Ask about the third thing",
                format!("{{ {other} >= 4 }} "),
                format!("~ {number} = {number} - 2\n  {{ {number} < 0:\n    ~ {number} = 0\n  }}"),
            ),
        ] {
            let _ = write!(text, "+ {when}[{words} in scene {scene}.]\n  {effect}\n  -> scene_{}\n", target(scene, choice, scenes));
        }
    }
    text
}
