//! The format of tools: the demonstration tools read without a finding, and every kind of finding has a broken file and its mended twin.
#![cfg(feature = "text")]

#[allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]
mod common;

use common::{files, read};
use doorstep_risk_tool::logic::Test;
use doorstep_risk_tool::reach::{MOST_SITUATIONS, Method, reach};
use doorstep_risk_tool::text::{TOOL_CODES, read_tool, read_tool_with_guidance, read_words};
use doorstep_risk_tool::{Answer, LevelIndex, RiskTool};

#[test]
fn the_demonstration_tools_have_no_findings() {
    for (name, source) in files("tools") {
        let reading = read_tool(&source);
        assert_eq!(reading.diagnostics, [], "{name}");
        let tool = reading.value.expect("a tool without findings");
        assert_eq!(tool.id, name);
        let (opened, digest) = RiskTool::from_envelope(&tool.to_envelope()).unwrap();
        assert_eq!((&opened, digest), (&tool, tool.digest()));
    }
}

#[test]
fn every_finding_has_a_broken_file_and_its_mended_twin() {
    let mut said = String::new();
    let small = read_tool_with_guidance(&read("tests/tools/broken/not-a-tool.mended.yaml")).value.expect("a sound tool");
    for code in TOOL_CODES {
        // What is said of wordings has its files in a folder of its own.
        let is_of_words = code.code.contains("words") && code.code != "judged-without-words";
        let folder = if is_of_words { "tests/tools/broken/words" } else { "tests/tools/broken" };
        let file = |ending: &str| {
            let source = read(&format!("{folder}/{}{ending}.yaml", code.code));
            if is_of_words { read_words(&source, &small) } else { read_tool(&source) }
        };
        let broken = file("");
        let found = broken.diagnostics.iter().find(|finding| finding.code == code.code);
        let found = found.unwrap_or_else(|| panic!("{}: not found, but {:#?}", code.code, broken.diagnostics));
        assert_eq!(found.severity, code.severity);
        assert!(found.span.start.line > 0 && !found.message.is_empty() && !found.mend.is_empty(), "{found:?}");
        assert_eq!(broken.diagnostics.len(), 1, "{}: one mistake, one finding: {:#?}", code.code, broken.diagnostics);
        let start = found.span.start;
        said.push_str(&format!("{} {}:{}\n  {}\n  {}\n", code.code, start.line, start.column, found.message, found.mend));
        let mended = file(".mended");
        assert_eq!(mended.diagnostics, [], "{}", code.code);
        assert!(mended.value.is_some());
    }
    expect_test::expect_file!["../../../tests/tools/broken.txt"].assert_eq(&said);
    for (name, _) in files("tests/tools/broken").into_iter().chain(files("tests/tools/broken/words")) {
        let code = name.strip_suffix(".mended").unwrap_or(&name);
        assert!(TOOL_CODES.iter().any(|known| known.code == code), "{name}.yaml belongs to no finding");
    }
}

/// Where not every sheet can be followed, what never happens is proven by bounds, and the finding says so.
#[test]
fn what_is_too_large_to_follow_is_proven_by_the_least_and_the_most_and_says_so() {
    let codes: Vec<String> =
        files("tests/tools/broken/large").into_iter().map(|(name, _)| name).filter(|name| !name.contains('.')).collect();
    assert_eq!(codes, ["bin-never-reached", "bins-gap", "level-never-given", "rule-never-fires"]);
    for code in codes {
        let broken = read_tool(&read(&format!("tests/tools/broken/large/{code}.yaml"))).diagnostics;
        assert_eq!(broken.iter().map(|finding| finding.code).collect::<Vec<_>>(), [code.as_str()], "{broken:#?}");
        assert!(broken[0].message.contains("the least and the most that answers can give"), "{}", broken[0].message);
        let mended = read_tool(&read(&format!("tests/tools/broken/large/{code}.mended.yaml")));
        assert_eq!(mended.diagnostics, [], "{code}");
        let tool = mended.value.unwrap();
        assert_eq!(reach(&tool, &tool.logic().unwrap(), MOST_SITUATIONS).method, Method::Bounds, "{code}");
    }
}

#[test]
fn no_broken_tool_makes_anything_panic() {
    let whole = read("tools/demo-checklist.yaml");
    let lines: Vec<&str> = whole.lines().collect();
    for left_out in 0..lines.len() {
        let without: Vec<&str> = lines.iter().enumerate().filter(|(place, _)| *place != left_out).map(|(_, line)| *line).collect();
        read_tool(&without.join("\n"));
    }
    // A wording from which a line was lost is never taken for a whole one, but for a comment, an empty line or a line of a longer text.
    let tool = read_tool_with_guidance(&whole).value.expect("a sound tool");
    let words = read("tools/words/demo-checklist.es.yaml");
    let lines: Vec<&str> = words.lines().collect();
    let mut refused = 0;
    for left_out in 0..lines.len() {
        let without: Vec<&str> = lines.iter().enumerate().filter(|(place, _)| *place != left_out).map(|(_, line)| *line).collect();
        let reading = read_words(&without.join("\n"), &tool);
        assert_eq!(reading.value.is_none(), reading.has_error());
        refused += usize::from(reading.value.is_none());
    }
    assert!(refused > lines.len() / 2, "{refused} of {}", lines.len());
    for text in ["", "format: doorstep-tool/1", "levels: {}", "items: [[], {}, x]", "rules: [{ when: x }]", "examples: [{ answers: [] }]"] {
        assert!(read_tool(text).value.is_none(), "{text}");
    }
}

#[test]
fn rules_read_flags_numbers_and_lists() {
    let text = read("tests/tools/broken/not-a-tool.mended.yaml");
    let tool = read_tool(&text).value.expect("a sound tool");
    let logic = tool.logic().expect("the rules can be read");
    assert!(matches!(&logic.rules[0].when, Test::Count { of, at_least: 1 } if of.len() == 1), "a flag is a number of items too");
    assert!(matches!(&logic.rules[1].when, Test::Count { of, at_least: 2 } if of.len() == 2));
    assert_eq!(tool.evaluate(&[Answer::Yes, Answer::Unknown]).level(), Some(LevelIndex(0)), "unknown is not yes");
    assert_eq!(tool.evaluate(&[Answer::No, Answer::Partly]).level(), Some(LevelIndex(1)), "partly counts as yes");
}
