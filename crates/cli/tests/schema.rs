//! `doorstep schema`: every file of the library fits its schema, and what check refuses by shape the schema refuses.

mod common;

use common::schema::{fits, validator, yaml};
use common::{CALL, KEY, TOOL, root, run};
use serde_json::{Value, json};

#[test]
fn every_call_and_key_of_the_library_fits() {
    let (call, key) = (validator("scenario"), validator("key"));
    fits(&call, &yaml(CALL), "the small call");
    fits(&key, &yaml(KEY), "the small key");
    for entry in std::fs::read_dir(root().join("scenarios")).expect("the calls are there") {
        let folder = entry.expect("the folder can be read").path();
        for (schema, file) in [(&call, "scenario.yaml"), (&key, "key.yaml")] {
            let path = folder.join(file);
            let Ok(source) = std::fs::read_to_string(&path) else { continue };
            fits(schema, &yaml(&source), &path.display().to_string());
        }
    }
}

#[test]
fn every_tool_of_the_library_fits() {
    let tool = validator("tool");
    fits(&tool, &yaml(TOOL), "the small tool");
    for entry in
        ["tools", "tests/tools/shapes"].iter().flat_map(|folder| std::fs::read_dir(root().join(folder)).expect("the tools are there"))
    {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            continue;
        }
        fits(&tool, &yaml(&std::fs::read_to_string(&path).expect("the tool can be read")), &path.display().to_string());
    }
}

#[test]
fn every_scripted_attempt_and_its_report_fit() {
    let (attempt, report) = (validator("attempt"), validator("report"));
    for entry in std::fs::read_dir(root().join("tests/plays")).expect("the plays are there") {
        let path = entry.expect("the folder can be read").path();
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        if name.ends_with(".report.json") {
            let document = serde_json::from_str(&std::fs::read_to_string(&path).expect("it can be read")).expect("it is JSON");
            fits(&report, &document, &name);
        } else if name.ends_with(".play") {
            let call = name.split('.').next().expect("a play is named after its call");
            let ran = run(&["play", call, "--script", &format!("tests/plays/{name}"), "--format", "json"]);
            fits(&attempt, &serde_json::from_str(&ran.out).expect("it is JSON"), &name);
        }
    }
}

#[test]
fn an_exported_attempt_with_every_kind_of_event_fits() {
    use doorstep_risk_tool::{Answer, Given, ItemIndex, LevelIndex};
    use doorstep_scenario::{ActionIndex, ChoiceIndex};
    use doorstep_simulator::{Attempt, AttemptFile, Beside, Confidence, Event, Header, Mode, TurnIndex};
    let scenario = doorstep_scenario::text::read_scenario(CALL).value.expect("the small call is sound");
    let text = String::new;
    let events = vec![
        Event::Choose(ChoiceIndex(0)),
        Event::Mark(TurnIndex(1)),
        Event::Unmark(TurnIndex(1)),
        Event::Note { text: text() },
        Event::EditNote { note: 0, text: text() },
        Event::Answer { item: ItemIndex(0), answer: Answer::NotApplicable.into(), cites: vec![TurnIndex(0)] },
        Event::Answer { item: ItemIndex(1), answer: Given::new(Answer::Yes, 2), cites: vec![] },
        Event::FirstImpression(LevelIndex(0)),
        Event::LockAnswers,
        Event::OwnLevel { level: LevelIndex(0), confidence: Confidence::Unsure, reason: text(), cites: vec![] },
        Event::FinalLevel { level: LevelIndex(1), reason: text() },
        Event::Commit { actions: vec![ActionIndex(0)], reassess_hours: 24, safe_contact: text(), handover: text() },
        Event::GoBack { step: 0 },
        Event::Reflect { worried: text(), not_known: text(), would_change: text() },
        Event::Intend { text: text() },
        Event::Beside { tool: scenario.digest() },
        Event::Write { part: 0, text: text() },
        Event::Agreed { by: text() },
    ];
    let header = Header {
        scenario: scenario.digest(),
        tool: scenario.digest(),
        key: None,
        engine: 1,
        seed: u64::MAX,
        mode: Mode::Rehearsal,
        repeat: true,
    };
    let beside = Beside { started: 1, updated: 2, imported: true };
    let file = AttemptFile::of(&scenario, Attempt { header, events }, Some(beside));
    let document: Value = serde_json::from_str(&file.to_text()).expect("it is JSON");
    fits(&validator("attempt"), &document, "the attempt");
    let mut other = document;
    other["attempt"]["events"][0] = json!({ "chose": 0 });
    assert!(!validator("attempt").is_valid(&other));
}

/// Shapes that `doorstep check` refuses are refused by the schema too.
#[test]
fn what_check_refuses_by_its_shape_the_schema_refuses() {
    let (call, key, tool) = (validator("scenario"), validator("key"), validator("tool"));
    let read_call = |source: &str| doorstep_scenario::text::read_scenario(source);
    let sound = read_call(CALL).value.expect("the small call is sound");
    let two = doorstep_risk_tool::text::read_tool(TOOL).value.expect("the small tool is sound");
    for (from, to) in [
        ("title: The porch", "titel: The porch"),
        ("language: en\n", ""),
        ("doorstep/1", "doorstep/2"),
        ("version: 1.0.0", "version: one"),
        ("minutes: 2", "minutes: 0"),
        ("role: first-responder", "role: officer"),
        ("minutes: 2 }", "minutes: 2, mood: calm }"),
        ("part: victim", "part: hero"),
        ("max: 30m", "max: half an hour"),
        ("actions: {", "actions: { Stay Here: Stay., "),
        ("label: First grade", "lable: First grade"),
        ("source: mia }", "source: mia, weight: 3 }"),
        ("step: victim-account", "step: account"),
        ("say: Are you", "do: Ask., say: Are you"),
        ("goto: end", "goto: end, visit: porch"),
        ("id: ask", "id: ask, second: 3"),
        ("part: victim", "part: victim, where: outside"),
        ("title: The porch", "kind: short\ntitle: The porch"),
        ("source: mia }", "source: mia, replace: told }"),
        ("start: porch", "state: { backup: clock }\nstart: porch"),
        ("start: porch", "state: { mood: { one_of: calm, start: calm } }\nstart: porch"),
        ("start: porch", "vary: { age: { values: [a, b], attribute: { person: mia, kind: height } } }\nstart: porch"),
        ("start: porch", "interrupts: [{ id: late, when: clock >= 5m, goto: end, priority: first }]\nstart: porch"),
        ("    ending: over\n", ""),
    ] {
        let broken = CALL.replacen(from, to, 1);
        assert_ne!(broken, CALL, "{from}");
        assert!(read_call(&broken).has_error(), "check refuses {to}");
        assert!(!call.is_valid(&yaml(&broken)), "the schema refuses {to}");
    }
    for (from, to) in [
        ("status: illustrative", "status: draft"),
        ("weight: 2", "weight: 4"),
        ("truth: present", "truth: likely"),
        ("truth: present\n", "truth: present\n    whenever: ended\n"),
        ("victim-fear", "victim-faer"),
        ("why: She", "reason: She"),
        ("viewpoint: victim advocacy", "name: An expert"),
        ("level: { votes", "level: { mode: 1, votes"),
        ("policy: default@1", "policy: own"),
        ("readers:", "raters: {}\nreaders:"),
    ] {
        let broken = KEY.replacen(from, to, 1);
        assert_ne!(broken, KEY, "{from}");
        assert!(doorstep_scoring::text::read_key(&broken, &sound, &two).has_error(), "check refuses {to}");
        assert!(!key.is_valid(&yaml(&broken)), "the schema refuses {to}");
    }
    for (from, to) in [
        ("licence: MIT\n", ""),
        ("approach: checklist", "approach: list"),
        ("source: victim", "source: neighbour"),
        ("answers: { yes", "answers: { maybe: Maybe, yes"),
        ("any_flag: critical", "any_flag: critical, at_least: 1"),
        ("reassess_within: 24h", "reassess_within: soon"),
        ("short: Afraid", "shrot: Afraid"),
        ("may_show_items: true", "may_show_items: perhaps"),
    ] {
        let broken = TOOL.replacen(from, to, 1);
        assert_ne!(broken, TOOL, "{from}");
        assert!(doorstep_risk_tool::text::read_tool(&broken).has_error(), "check refuses {to}");
        assert!(!tool.is_valid(&yaml(&broken)), "the schema refuses {to}");
    }
}
