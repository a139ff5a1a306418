//! Every code planted once in a real call: one edit of its text, or of its key's, and the finding is there where it was not before.

use std::collections::BTreeSet;

use doorstep_explorer::{Code, Finding};
use doorstep_scoring::Doing;
use doorstep_source::Severity;

use crate::{Proven, prove, read};

/// An edit of a call that ships.
struct Plant {
    code: Code,
    call: &'static str,
    /// What is replaced in the call, and by what.
    in_call: &'static [(&'static str, &'static str)],
    /// What is replaced in its key.
    in_key: &'static [(&'static str, &'static str)],
    /// What the finding speaks of.
    says: &'static str,
}

const PLANTS: [Plant; 11] = [
    Plant {
        code: Code::Unreachable,
        call: "first-steps",
        in_call: &[("where we could not find out?\n", "where we could not find out?\n        when: visited(afterwards)\n")],
        in_key: &[],
        says: "before-the-form/ask-search",
    },
    Plant {
        code: Code::Unlearnable,
        call: "first-steps",
        in_call: &[(
            "        reveals: never-hurt\n        lines:\n",
            "        lines:\n          - when: visited(before-the-form)\n            narrator: She says it once more.\n            reveals: never-hurt\n",
        )],
        in_key: &[],
        says: "never-hurt",
    },
    Plant {
        code: Code::Trap,
        call: "first-steps",
        in_call: &[
            ("go down to the car.\n", "go down to the car.\n        when: heard(parted) or heard(unafraid) or not heard(never-hurt)\n"),
            ("happened this morning.\n", "happened this morning.\n        when: not heard(never-hurt)\n"),
            (
                "Are you afraid of him?\n        seconds: 30\n",
                "Are you afraid of him?\n        when: not heard(never-hurt)\n        seconds: 30\n",
            ),
        ],
        in_key: &[],
        says: "kitchen",
    },
    Plant {
        code: Code::Endless,
        call: "first-steps",
        in_call: &[
            ("go down to the car.\n", "go down to the car.\n        when: not chosen(kitchen/nothing-wrong)\n"),
            ("or threatened to?\n", "or threatened to?\n        repeat: true\n"),
        ],
        in_key: &[],
        says: "kitchen",
    },
    Plant {
        code: Code::Constant,
        call: "first-steps",
        in_call: &[(
            "Are you afraid of him?\n        seconds: 30\n",
            "Are you afraid of him?\n        when: visited(landing)\n        seconds: 30\n",
        )],
        in_key: &[],
        says: "kitchen/ask-afraid",
    },
    Plant {
        code: Code::Clamped,
        call: "first-steps",
        in_call: &[
            ("vary:\n", "state:\n  ease: { min: 0, max: 2, start: 1 }\nvary:\n"),
            ("nothing wrong here, is there?\n", "nothing wrong here, is there?\n        when: ease > 0\n        effects: [ease -= 2]\n"),
        ],
        in_key: &[],
        says: "ease",
    },
    Plant {
        code: Code::NoModelPath,
        call: "first-steps",
        in_call: &[("and stay with Nora.\n        seconds: 60\n", "and stay with Nora.\n        seconds: 1300\n")],
        in_key: &[("any_of: [action: write-down]\n    by: initial\n", "any_of: [action: write-down]\n    by: 20m\n")],
        says: "What was seen and said is written down",
    },
    Plant {
        code: Code::Unearned,
        call: "first-steps",
        in_call: &[],
        in_key: &[("any_of: [action: safe-contact]\n    by: initial\n", "any_of: [action: safe-contact]\n    by: 60s\n")],
        says: "contact-agreed",
    },
    // A tutorial tests nobody, so there it is only noted.
    Plant { code: Code::Guessable, call: "first-steps", in_call: &[("kind: tutorial\n", "")], in_key: &[], says: "reaches the cut" },
    // Every right choice is made longer: see `planted`.
    Plant { code: Code::GiveAway, call: "hollow-lane", in_call: &[], in_key: &[], says: "the longer one" },
    Plant {
        code: Code::Leak,
        call: "first-steps",
        in_call: &[("Upstairs a window opens.", "An open question lets her begin where she likes.")],
        in_key: &[],
        says: "An open question lets her begin where she likes.",
    },
];

/// What makes a right choice longer.
const AT_LENGTH: &str = " Do it calmly and in full, and say to everybody who should know why you do so, and when.";

fn edited(text: &str, edits: &[(&str, &str)], name: &str) -> String {
    edits.iter().fold(text.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{name} no longer says {old:?}");
        text.replace(old, new)
    })
}

/// The call with every right choice and action made longer, as far as its words stand in one line.
fn lengthened(call: &str, key: &str) -> String {
    let scenario = doorstep_scenario::text::read_scenario(call).value.unwrap();
    let tool = doorstep_risk_tool::text::read_tool(&read(format!("tools/{}.yaml", scenario.tool))).value.unwrap();
    let key = doorstep_scoring::text::read_key(key, &scenario, &tool).value.unwrap();
    let doings = key.acts.iter().filter(|act| act.value > 0).flat_map(|act| &act.any_of);
    let texts = doings.filter_map(|doing| match *doing {
        Doing::Choice(choice) => Some(&scenario.choice(choice).text),
        Doing::Action(action) => Some(&scenario.actions[action.at()].text),
        Doing::Assessment(_) => None,
    });
    let words: BTreeSet<String> = texts.map(|text| text.pieces(&scenario, |_| 0).collect()).collect();
    let longer = words
        .iter()
        .filter(|words| call.contains(*words))
        .fold((call.to_owned(), 0), |(call, count), words| (call.replacen(words, &format!("{words}{AT_LENGTH}"), 1), count + 1));
    assert!(longer.1 >= 20, "only {} right choices were made longer", longer.1);
    longer.0
}

/// Everything about the call as it is planted.
fn planted(plant: &Plant) -> Proven {
    let (call, key) = (read(format!("scenarios/{}/scenario.yaml", plant.call)), read(format!("scenarios/{}/key.yaml", plant.call)));
    let mut new_call = edited(&call, plant.in_call, plant.call);
    if plant.code == Code::GiveAway {
        new_call = lengthened(&new_call, &key);
    }
    let new_key = edited(&key, plant.in_key, plant.call);
    prove(&new_call, Some(&new_key), plant.call, is_small(plant.call))
}

/// Everything about the call as it is.
fn as_it_is(call: &str) -> Proven {
    let (source, key) = (read(format!("scenarios/{call}/scenario.yaml")), read(format!("scenarios/{call}/key.yaml")));
    prove(&source, Some(&key), call, is_small(call))
}

/// Whether a test can search the whole call.
fn is_small(call: &str) -> bool {
    call == "first-steps"
}

#[test]
fn every_code_is_found_where_it_was_planted_in_a_real_call() {
    let mut codes = BTreeSet::new();
    let calls: BTreeSet<&str> = PLANTS.iter().map(|plant| plant.call).collect();
    let unplanted: Vec<(&str, Proven)> = calls.into_iter().map(|call| (call, as_it_is(call))).collect();
    for plant in &PLANTS {
        let after = planted(plant);
        let (_, before) = unplanted.iter().find(|(call, _)| *call == plant.call).unwrap();
        let matters = |finding: &&Finding| plant.code == Code::Clamped || finding.severity != Severity::Note;
        let speaks = |proven: &Proven| {
            let found = proven.of(plant.code);
            found.iter().filter(|finding| matters(finding)).any(|finding| finding.message.contains(plant.says))
        };
        assert!(!speaks(before), "{} in {}: already there", plant.code.word(), plant.call);
        assert!(speaks(&after), "{} in {}: not found among {:#?}", plant.code.word(), plant.call, after.findings);
        codes.insert(plant.code);
    }
    assert_eq!(codes.len(), Code::ALL.len(), "every code was planted");
}
