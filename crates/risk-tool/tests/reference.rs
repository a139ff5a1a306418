//! Every example of the tool reference reads without a finding, and comes out as it says.
#![cfg(feature = "text")]

#[allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]
mod common;

use common::{read, tool};
use doorstep_risk_tool::text::{TOOL_CODES, read_tool, read_words};

/// The blocks of YAML in the reference.
fn blocks() -> Vec<String> {
    let page = read("docs/tools.md");
    page.split("```yaml\n").skip(1).map(|rest| rest.split_once("```").expect("a block ends").0.to_owned()).collect()
}

/// A file in its sections: the name of each and its lines.
fn sections(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|first: char| first.is_ascii_lowercase()) {
            found.push((line.split_once(':').expect("a section has a name").0.to_owned(), String::new()));
        }
        let (_, lines) = found.last_mut().expect("a block begins with a section");
        lines.push_str(line);
        lines.push('\n');
    }
    found
}

#[test]
fn every_example_of_the_reference_reads_and_comes_out() {
    let blocks = blocks();
    let (small, others) = blocks.split_first().expect("the small tool stands first");
    let whole = tool(small);
    assert!(others.len() >= 18, "{} blocks", others.len());
    for block in others {
        let first = block.lines().next().unwrap();
        if let Some(replaced) = first.strip_prefix("# in place of ") {
            let replaced: Vec<&str> = replaced.split(", ").collect();
            let new = sections(block);
            let keeps = |name: &String| !replaced.contains(&name.as_str()) && !new.iter().any(|(other, _)| other == name);
            let kept = sections(small).into_iter().filter(|(name, _)| keeps(name));
            let text: String = kept.chain(new.clone()).map(|(_, lines)| lines).collect();
            assert_eq!(read_tool(&text).diagnostics, [], "{text}");
        } else {
            assert_eq!(first, "# the wording of the small tool");
            let translated = read_words(block, &whole);
            assert_eq!(translated.diagnostics, []);
            let translated = translated.value.unwrap();
            assert_eq!((translated.language.as_str(), translated.levels[1].label.as_str()), ("es", "Alto"));
            assert_eq!(translated.word("rule/two"), "Se respondió que sí a dos puntos.");
            assert_eq!(translated.word("translation"), "not-reviewed");
            assert_eq!(translated.logic_digest(), whole.logic_digest());
            for (from, to, code) in [
                ("doorstep-tool-words/1", "doorstep-words/1", "not-words"),
                ("tool: small-tool", "tool: other-tool", "words-of-another-tool"),
                ("version: 1.0.0", "version: 1.0.1", "words-of-another-tool"),
                ("  rule/two:", "  rule/tow:", "words-unknown"),
                ("  rule/base: Se respondió que sí a menos de dos puntos.\n", "", "words-missing"),
                ("duties: [anotar, transmitir]", "duties: [anotar]", "words-missing"),
            ] {
                let broken = block.replacen(from, to, 1);
                assert_ne!(&broken, block, "{from}");
                let found = read_words(&broken, &whole).diagnostics;
                assert!(found.iter().any(|finding| finding.code == code && !finding.mend.is_empty()), "{code}: {found:?}");
                assert!(TOOL_CODES.iter().any(|known| known.code == code));
            }
        }
    }
}
