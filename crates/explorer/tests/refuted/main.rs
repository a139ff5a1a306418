//! For every code a small call that has the finding, written in its own first lines, and a twin that was mended and has it no more; and
//! every code planted once in a real call.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod planted;
mod twins;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use doorstep_explorer::{Code, Effort, Finding, Options, explore, leaks, prove_key};
use doorstep_scenario::text::read_scenario_with_places;
use doorstep_simulator::Content;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: impl AsRef<Path>) -> String {
    let path = repository().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The memory for the states of a search.
const MEMORY: usize = 256 << 20;

/// Everything that is found about a call and, if it has one, its key.
struct Proven {
    content: Arc<Content>,
    findings: Vec<Finding>,
    complete: bool,
}

/// Proves what can be proven; the states of a large call are `searched` elsewhere, by an optimised program.
fn prove(call: &str, key: Option<&str>, name: &str, searched: bool) -> Proven {
    let reading = read_scenario_with_places(call);
    let (scenario, places) = reading.value.unwrap_or_else(|| panic!("{name}: {:#?}", reading.diagnostics));
    let tool = doorstep_risk_tool::text::read_tool(&read(format!("tools/{}.yaml", scenario.tool))).value.unwrap();
    let key = key.map(|source| {
        let reading = doorstep_scoring::text::read_key(source, &scenario, &tool);
        reading.value.unwrap_or_else(|| panic!("{name}, the key: {:#?}", reading.diagnostics))
    });
    let content = Content::new(scenario, tool);
    let (mut findings, mut complete) = (Vec::new(), false);
    if searched {
        let explored = explore(&content, &places, key.as_ref(), Options::new(MEMORY, 2), &mut |_| true).unwrap();
        (findings, complete) = (explored.findings, explored.complete);
    }
    let effort =
        if searched { Effort { runs: 150, ..Effort::default() } } else { Effort { runs: 20, most_states: 2_000, ..Effort::default() } };
    findings.extend(leaks(&content, &places, key.as_ref(), effort));
    findings.extend(key.iter().flat_map(|key| prove_key(&content, &places, key, effort).unwrap().findings));
    // Every play that is shown replays.
    for finding in &findings {
        if let Some(witness) = &finding.witness {
            witness.replay(&content).unwrap_or_else(|error| panic!("{name}, {}: {error}", finding.code.word()));
        }
    }
    Proven { content, findings, complete }
}

impl Proven {
    fn of(&self, code: Code) -> Vec<&Finding> {
        self.findings.iter().filter(|finding| finding.code == code).collect()
    }

    /// A finding as the first lines of a call write it.
    fn written(&self, finding: &Finding) -> String {
        let start = finding.span.start;
        let witness = finding.witness.as_ref().map_or_else(
            || "none".to_owned(),
            |witness| {
                let words = witness.words(&self.content.scenario, &self.content.tool);
                if words.is_empty() { "at the very start".to_owned() } else { words.join(", ") }
            },
        );
        format!(
            "# finds: {} {}\n# place: {}:{}\n# says: {}\n# witness: {witness}\n",
            finding.severity.word(),
            finding.code.word(),
            start.line,
            start.column,
            finding.message
        )
    }
}
