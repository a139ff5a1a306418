//! The tools that ship: each complete enough to teach with, honest about what it is, and in its own languages the same tool.
#![cfg(feature = "text")]

#[allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]
mod common;

use common::{files, read};
use doorstep_risk_tool::logic::{ResultKind, Stage};
use doorstep_risk_tool::text::{parse_tree, read_tool, read_tool_with_guidance, read_words};
use doorstep_risk_tool::{Answer, Approach, RiskTool, Status, Translation};

/// Each demonstration tool with its guidance, and its text.
fn demonstrations() -> Vec<(RiskTool, String)> {
    let read_one = |(name, source): (String, String)| {
        let reading = read_tool_with_guidance(&source);
        assert_eq!(reading.diagnostics, [], "{name}");
        let tool = reading.value.expect("a tool without findings");
        assert_eq!(tool.id, name, "a tool's file has its name");
        (tool, source)
    };
    files("tools").into_iter().map(read_one).collect()
}

#[test]
fn each_approach_is_taught_by_a_tool_and_a_second_look_too() {
    let tools = demonstrations();
    for approach in Approach::ALL {
        assert!(tools.iter().any(|(tool, _)| tool.approach == approach), "{}", approach.word());
    }
    let repeats: Vec<_> = tools.iter().filter(|(tool, _)| tool.logic().unwrap().stage == Stage::Repeat).collect();
    for (repeat, _) in &repeats {
        let follows = repeat.logic().unwrap().follows.unwrap();
        let (first, _) = tools.iter().find(|(tool, _)| tool.id == follows).expect("the tool that it follows is there");
        let same = repeat.items.iter().filter(|item| first.find_item(&item.id).is_some()).count();
        assert!(same >= 18, "{} of {} items can be compared", same, repeat.items.len());
        assert!(repeat.levels.iter().map(|level| &level.id).eq(first.levels.iter().map(|level| &level.id)));
    }
    assert_eq!(repeats.len(), 1);
}

#[test]
fn each_says_what_it_is_and_is_complete() {
    for (tool, _) in demonstrations() {
        let id = &tool.id;
        assert_eq!((tool.status, tool.licence.as_str(), tool.may_show_items), (Status::Demonstration, "MIT", true), "{id}");
        for said in ["demonstration", "validated", "predicts nothing", "no force has approved it"] {
            assert!(tool.about.contains(said) || tool.title.to_lowercase().contains(said), "{id} does not say: {said}");
        }
        assert!(tool.logic().unwrap().approvals.is_empty(), "{id}: nobody has approved it");
        for level in &tool.levels {
            assert!(level.reassess_within.is_some() && level.duties.len() >= 2, "{id}: {}", level.id);
        }
        for item in &tool.items {
            let guidance = tool.guidance(item).unwrap_or_else(|| panic!("{id}: {} has no guidance", item.id));
            assert!(guidance.len() > 20 && item.text.len() > item.id.len() && item.short.len() < 70, "{id}: {}", item.id);
            // Declined is offered wherever somebody must be asked: it is neither no nor unknown.
            let offers = |answer| tool.answers_of(item).iter().any(|option| option.answer == answer);
            assert!(offers(Answer::Unknown) && offers(Answer::NotAsked), "{id}: {}", item.id);
            assert!(!item.must_ask || offers(Answer::Refused), "{id}: {}", item.id);
        }
    }
}

/// Whether a part of an example holds one of these words as a value, at any depth.
fn holds(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(&format!(": {word}")))
}

#[test]
fn each_tries_itself_low_and_high_with_something_missing_and_with_an_override() {
    for (tool, source) in demonstrations() {
        let id = &tool.id;
        let tree = parse_tree(&source).root.unwrap();
        let nodes = tree.get("examples").and_then(|node| node.as_sequence()).unwrap();
        let part = |node: &doorstep_source::Node| source[node.span.start.offset as usize..node.span.end.offset as usize].to_owned();
        let texts: Vec<String> = nodes.iter().map(part).collect();
        assert!(texts.len() >= 6, "{id}: {} examples", texts.len());
        assert!(nodes.iter().any(|node| node.get("override_to").is_some()), "{id}: no example says where the result may be left to");
        assert!(texts.iter().any(|text| holds(text, &["unknown", "refused", "not-asked"])), "{id}: no example with something missing");
        if tool.logic().unwrap().result == ResultKind::Rules {
            for level in &tool.levels {
                assert!(texts.iter().any(|text| holds(text, &[level.id.as_str()])), "{id}: no example comes to {}", level.id);
            }
        }
    }
}

#[test]
fn each_wording_is_its_tool_in_other_words_and_says_that_nobody_reviewed_it() {
    let wordings = files("tools/words");
    assert!(wordings.len() >= 2);
    for (name, source) in wordings {
        let id = name.split('.').next().unwrap();
        let tool_source = read(&format!("tools/{id}.yaml"));
        let guided = read_tool_with_guidance(&tool_source).value.unwrap();
        let reading = read_words(&source, &guided);
        assert_eq!(reading.diagnostics, [], "{name}");
        let words = reading.value.unwrap();
        assert_eq!(name, format!("{}.{}", words.id, words.language));
        let tool = read_tool(&tool_source).value.unwrap();
        assert!(words.is_wording_of(&tool) && guided.is_wording_of(&tool) && words.logic_digest() == tool.logic_digest(), "{name}");
        assert_eq!((words.translation(), guided.translation()), (Some(Translation::NotReviewed), None), "{name}");
        for (item, own) in words.items.iter().zip(&guided.items) {
            assert!(item.text != own.text && item.short != own.short, "{name}: {} is not translated", item.id);
            assert!(words.guidance(item).is_some() && words.guidance(item) != guided.guidance(own), "{name}: {}", item.id);
            assert_eq!((item.text.contains('?'), &item.constructs), (own.text.contains('?'), &own.constructs), "{name}: {}", item.id);
        }
        // It is opened as any tool, and every sheet comes to the same.
        let (opened, _) = RiskTool::from_envelope(&words.to_envelope()).unwrap();
        for answer in Answer::ALL {
            let sheet = vec![answer; tool.items.len()];
            assert_eq!(opened.evaluate(&sheet), tool.evaluate(&sheet));
        }
    }
}

#[test]
fn guidance_is_no_part_of_the_tool_that_is_fetched_with_a_call() {
    for (guided, source) in demonstrations() {
        let tool = read_tool(&source).value.unwrap();
        assert!(tool.items.iter().all(|item| tool.guidance(item).is_none()));
        let without: Vec<&str> = source.lines().filter(|line| !line.contains("guidance:")).collect();
        assert!(without.len() < source.lines().count());
        assert_ne!(tool.digest(), guided.digest());
        assert!(tool.to_envelope().len() < guided.to_envelope().len());
    }
}

#[test]
fn a_wording_of_another_version_or_another_tool_is_none() {
    let tools = demonstrations();
    let (one, other) = (&tools[0].0, &tools[1].0);
    assert!(one.is_wording_of(one) && !one.is_wording_of(other));
    assert!(!RiskTool { version: "9.9.9".into(), ..one.clone() }.is_wording_of(one));
    let mut shorter = one.clone();
    shorter.items.pop();
    assert!(!shorter.is_wording_of(one));
    assert!(!RiskTool { program: Vec::new(), ..one.clone() }.is_wording_of(one));
}
