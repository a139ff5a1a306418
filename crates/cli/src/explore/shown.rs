//! What was proven about a call: text for people, one document for programs.

use doorstep_explorer::{Exploration, Finding, Witness};
use doorstep_simulator::Content;
use doorstep_source::{Diagnostic, Severity};
use serde::Serialize;

use super::keyed::{Keyed, KeyedJson};
use crate::finding::{PlaceJson, render};
use crate::library::Text;
use crate::page::{counted, wrap};

/// The findings in full, each with its play, then what was searched.
pub(super) fn text(content: &Content, call: &Text, explored: &Exploration, keyed: &Keyed, width: usize, styled: bool) -> String {
    let mut out = String::new();
    for finding in &explored.findings {
        let as_read = Diagnostic {
            code: finding.code.word(),
            severity: finding.severity,
            span: finding.span,
            message: finding.message.clone(),
            mend: finding.mend.clone(),
        };
        out.push_str(&render(&call.path, &call.source, &as_read, styled));
        if let Some(witness) = &finding.witness {
            out.push_str(&play(content, witness, width));
        }
        out.push('\n');
    }
    out.push_str(&keyed.text(width));
    let states = counted(usize::try_from(explored.states).unwrap_or(usize::MAX), "state", "states");
    out.push_str(&format!("{}: {states}, {} steps between them.\n", content.scenario.id, explored.edges));
    let count = |severity| explored.findings.iter().filter(|finding| finding.severity == severity).count();
    let tally = format!(
        "{}, {}, {}",
        counted(count(Severity::Error), "error", "errors"),
        counted(count(Severity::Warning), "warning", "warnings"),
        counted(count(Severity::Note), "note", "notes")
    );
    out.push_str(&if explored.complete {
        format!("Every play was covered: {tally}.\n")
    } else {
        format!("NOT A PROOF: the memory did not suffice for every play. What is told holds, but more may be wrong: {tally}.\n")
    });
    out
}

/// A play as people read it, and how to take it again.
fn play(content: &Content, witness: &Witness, width: usize) -> String {
    let steps = witness.words(&content.scenario, &content.tool);
    if steps.is_empty() {
        return format!("  = play: at the very start (seed {})\n", witness.seed);
    }
    wrap(&format!("  = play (seed {}): ", witness.seed), "          ", &steps.join(", "), width)
}

#[derive(Serialize)]
struct Document<'a> {
    scenario: &'a str,
    complete: bool,
    states: u64,
    edges: u64,
    #[serde(flatten)]
    keyed: KeyedJson,
    findings: Vec<FindingJson<'a>>,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    code: &'static str,
    severity: Severity,
    message: &'a str,
    mend: &'a str,
    place: PlaceJson,
    /// The steps of a play that shows it; nothing where it is about every play.
    witness: Option<Vec<String>>,
    /// The seed of that play.
    seed: Option<u64>,
}

/// One document.
pub(super) fn json(content: &Content, call: &Text, explored: &Exploration, keyed: &Keyed) -> String {
    let document = Document {
        scenario: &content.scenario.id,
        complete: explored.complete,
        states: explored.states,
        edges: explored.edges,
        keyed: keyed.json(),
        findings: explored.findings.iter().map(|finding| finding_json(content, call, finding)).collect(),
    };
    // Invariant: the document holds texts, numbers and lists only.
    let mut text = serde_json::to_string_pretty(&document).expect("a document of texts and numbers always encodes");
    text.push('\n');
    text
}

fn finding_json<'a>(content: &Content, call: &Text, finding: &'a Finding) -> FindingJson<'a> {
    FindingJson {
        code: finding.code.word(),
        severity: finding.severity,
        message: &finding.message,
        mend: &finding.mend,
        place: PlaceJson::of(&call.path, finding.span),
        witness: finding.witness.as_ref().map(|witness| witness.words(&content.scenario, &content.tool)),
        seed: finding.witness.as_ref().map(|witness| witness.seed),
    }
}
