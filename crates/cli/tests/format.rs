//! The examples in docs/format.md: each is a sound call without a finding, fits the schema, and plays as it says.

mod common;

use std::sync::Arc;

use common::root;
use doorstep_scenario::text::read_scenario;
use doorstep_simulator::{Content, Mode, Script, Session};

/// A fenced block of the page: the words after the fence, the text, and the line of its fence.
struct Block {
    words: String,
    text: String,
    line: usize,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut open = false;
    for (line, number) in page.lines().zip(1..) {
        match line.strip_prefix("```") {
            Some("") if open => open = false,
            Some(words) => {
                found.push(Block { words: words.to_owned(), text: String::new(), line: number });
                open = true;
            }
            None if open => {
                let block = found.last_mut().expect("a block is open");
                block.text.push_str(line);
                block.text.push('\n');
            }
            None => {}
        }
    }
    found
}

/// The parts of a call: each top-level name with its lines.
fn parts(text: &str) -> Vec<(String, String)> {
    let mut parts: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        match line.split_once(':') {
            Some((name, _)) if line.starts_with(|first: char| first.is_ascii_lowercase()) => {
                parts.push((name.to_owned(), format!("{line}\n")));
            }
            _ => {
                let (_, part) = parts.last_mut().expect("a call begins with a name");
                part.push_str(line);
                part.push('\n');
            }
        }
    }
    parts
}

/// Parts of the whole call that an example keeps only if it shows them itself: what it does not use would be told.
const OWN: &[&str] = &["actions", "assessments", "facts"];

/// The example inside the whole call of the page; `head` examples change its beginning only.
fn put_together(whole: &str, example: &str, only_head: bool) -> String {
    let own = parts(example);
    let mut call = String::new();
    for (name, text) in parts(whole) {
        let shown = own.iter().any(|(each, _)| *each == name);
        if !shown && (only_head || !OWN.contains(&name.as_str())) {
            call.push_str(&text);
        }
    }
    for (name, text) in own {
        call.push_str(&text);
        if name == "scenes" {
            call.push_str("  end:\n    step: record-handover\n    ending: over\n");
        }
    }
    call
}

/// Takes a play, and compares the lines said since the step before.
fn play(content: &Arc<Content>, block: &Block) {
    let seed = block.text.lines().find_map(|line| line.strip_prefix("seed ")).map_or(0, |seed| seed.parse().expect("a seed is a number"));
    let mut session = Session::start(content.clone(), seed, Mode::Practice, None, false);
    let (mut since, mut steps, mut checked) = (0, String::new(), 0);
    for (line, number) in block.text.lines().zip(block.line + 1..) {
        let said = |session: &Session, from: usize| -> Vec<String> {
            session.view().turns().skip(from).map(|turn| session.view().words(turn.text)).collect()
        };
        if let Some(words) = line.strip_prefix("> ") {
            assert!(
                said(&session, since).iter().any(|each| each == words),
                "line {number}: not said: {words}\n{:#?}",
                said(&session, since)
            );
            checked += 1;
        } else if let Some(words) = line.strip_prefix("! ") {
            assert!(!said(&session, since).iter().any(|each| each == words), "line {number}: said all the same: {words}");
            checked += 1;
        } else if !line.starts_with("seed ") {
            steps.push_str(line);
            steps.push('\n');
            // Words such as `action` are gathered until the step that uses them.
            if line.contains(['/', ':']) {
                since = session.view().turn_count();
                let script = Script::parse(&steps).unwrap_or_else(|error| panic!("line {number}: {error}"));
                script.play(&mut session).unwrap_or_else(|error| panic!("line {number}: {error}"));
                steps.clear();
            }
        }
    }
    assert!(checked > 0 || session.view().turn_count() > 1, "line {}: this play shows something", block.line);
}

#[test]
fn every_example_of_a_call_is_sound_fits_the_schema_and_plays_as_it_says() {
    let page = std::fs::read_to_string(root().join("docs/format.md")).expect("the page is there");
    let tool = std::fs::read_to_string(root().join("tools/demo-checklist.yaml")).expect("the tool is there");
    let tool = doorstep_risk_tool::text::read_tool(&tool).value.expect("the tool is sound");
    let schema = common::schema::validator("scenario");
    let blocks = blocks(&page);
    let whole = &blocks.iter().find(|block| block.words == "yaml call whole").expect("the page shows a whole call").text;
    let mut content: Option<Arc<Content>> = None;
    let (mut calls, mut plays) = (0, 0);
    for block in &blocks {
        let source = match block.words.as_str() {
            "yaml call whole" => block.text.clone(),
            "yaml call head" => put_together(whole, &block.text, true),
            "yaml call" => put_together(whole, &block.text, false),
            "text play" => {
                play(content.as_ref().expect("a play stands under its call"), block);
                plays += 1;
                continue;
            }
            _ => continue,
        };
        let reading = read_scenario(&source);
        let said: Vec<String> =
            reading.diagnostics.iter().map(|each| format!("{}: {} {}", each.span.start.line, each.message, each.mend)).collect();
        assert!(said.is_empty(), "line {}:\n{}\n{source}", block.line, said.join("\n"));
        common::schema::fits(&schema, &common::schema::yaml(&source), &format!("the example at line {}", block.line));
        content = Some(Content::new(reading.value.expect("no finding, so a call"), tool.clone()));
        calls += 1;
    }
    assert!(calls >= 14 && plays >= 15, "{calls} examples, {plays} plays");
}

#[test]
fn the_key_of_the_page_is_sound_beside_its_call_and_fits_the_schema() {
    let page = std::fs::read_to_string(root().join("docs/format.md")).expect("the page is there");
    let tool = std::fs::read_to_string(root().join("tools/demo-checklist.yaml")).expect("the tool is there");
    let tool = doorstep_risk_tool::text::read_tool(&tool).value.expect("the tool is sound");
    let blocks = blocks(&page);
    let text = |words: &str| &blocks.iter().find(|block| block.words == words).expect("the page shows it").text;
    let call = read_scenario(text("yaml call whole")).value.expect("the call is sound");
    let key = text("yaml key");
    assert_eq!(doorstep_scoring::text::read_key(key, &call, &tool).diagnostics, []);
    common::schema::fits(&common::schema::validator("key"), &common::schema::yaml(key), "the key");
}
