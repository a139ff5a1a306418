//! What was proven, as one document for programs: `doorstep schema exploration` describes it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use doorstep_explorer::{Bound, Finding, Interval, KeyProofs, StageBounds, policies};
use doorstep_scoring::Ratio;
use doorstep_simulator::Content;
use doorstep_source::Severity;
use serde::Serialize;
use serde_json::Value;

use super::Explored;
use super::give_away::{CueJson, OverCalls, cues};
use super::keyed::NEED_A_KEY;
use super::open::{self, OpenJson};
use super::plays::{FactJson, SeenJson, count, facts, range};
use crate::finding::PlaceJson;

/// The format of the document.
const FORMAT: &str = "doorstep-exploration/1";

/// The document of one call.
pub(super) fn one(explored: &Explored, over_calls: Option<&OverCalls>) -> String {
    encoded(&Document { format: FORMAT, call: CallJson::of(explored, over_calls) })
}

/// The document of several calls.
pub(super) fn several(all: &[Explored], over_calls: &OverCalls, left_out: &[PathBuf]) -> String {
    encoded(&Documents {
        format: FORMAT,
        calls: all.iter().map(|explored| CallJson::of(explored, None)).collect(),
        give_away: cues(&over_calls.samples),
        findings: over_calls.findings().iter().map(OverCallsFindingJson::of).collect(),
        left_out: left_out.iter().map(|path| path.display().to_string()).collect(),
    })
}

fn encoded(document: &impl Serialize) -> String {
    // Invariant: the document holds texts, numbers and lists only.
    let mut text = serde_json::to_string_pretty(document).expect("a document of texts and numbers always encodes");
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    #[serde(flatten)]
    call: CallJson<'a>,
}

#[derive(Serialize)]
struct Documents<'a> {
    format: &'static str,
    calls: Vec<CallJson<'a>>,
    /// Over all of them.
    give_away: Vec<CueJson>,
    /// What was found over all of them.
    findings: Vec<OverCallsFindingJson>,
    /// The files of calls that could not be explored.
    left_out: Vec<String>,
}

#[derive(Serialize)]
struct CallJson<'a> {
    scenario: &'a str,
    complete: bool,
    /// What was neither proven nor refuted, and why.
    open: Vec<OpenJson>,
    states: u64,
    edges: u64,
    plays: Value,
    /// Where plays can go round for ever: the choices that they go round by.
    round: Vec<String>,
    bounds: BoundsJson,
    /// The steps of a model path; nothing where none was found.
    model_path: Option<&'a [String]>,
    model_path_seed: Option<u64>,
    chance: Option<BTreeMap<String, ChanceJson>>,
    give_away: Option<GiveAwayJson>,
    /// The codes that were not checked, because there is no key that can be used.
    not_checked: Vec<&'static str>,
    facts: Vec<FactJson<'a>>,
    findings: Vec<FindingJson<'a>>,
}

impl<'a> CallJson<'a> {
    fn of(explored: &'a Explored, over_calls: Option<&OverCalls>) -> Self {
        let Explored { content, call, exploration, plays, keyed, findings } = explored;
        let proofs = keyed.proofs.as_ref().ok();
        let model = keyed.model_path();
        Self {
            scenario: &content.scenario.id,
            complete: exploration.complete,
            open: open::json(content, exploration),
            states: exploration.states,
            edges: exploration.edges,
            plays: count(&plays.count),
            round: plays.round.iter().map(|at| content.scenario.choice_name(*at)).collect(),
            bounds: BoundsJson {
                choices: range(plays.choices),
                seconds: range(plays.seconds),
                seen: SeenJson::of(plays),
                score: proofs.map(ScoreJson::of),
            },
            model_path: model.map(|path| path.script.as_slice()),
            model_path_seed: model.map(|path| path.seed),
            chance: proofs.map(chance),
            give_away: proofs.map(|proofs| GiveAwayJson {
                call: cues(&proofs.give_away),
                library: over_calls.map(|over_calls| cues(&over_calls.samples)),
            }),
            not_checked: if proofs.is_some() { Vec::new() } else { NEED_A_KEY.iter().map(|code| code.word()).collect() },
            facts: facts(content, exploration, plays),
            findings: findings.iter().map(|finding| FindingJson::of(content, &call.path, finding)).collect(),
        }
    }
}

#[derive(Serialize)]
struct BoundsJson {
    /// How many choices a play takes: the least, the most.
    choices: Option<[Value; 2]>,
    /// How many seconds of the call a play takes: the least, the most.
    seconds: Option<[Value; 2]>,
    /// Where these are not known to be reached: the least and the most of the plays that were looked at.
    seen: Option<SeenJson>,
    score: Option<ScoreJson>,
}

/// Each stage: the least and the most, from 0 to 1, each as the two ends between which it lies; where both are the same it is exact.
#[derive(Serialize)]
struct ScoreJson {
    elicited: Option<[[f64; 2]; 2]>,
    recognised: Option<[[f64; 2]; 2]>,
    graded: Option<[[f64; 2]; 2]>,
    acted: Option<[[f64; 2]; 2]>,
}

impl ScoreJson {
    fn of(proofs: &KeyProofs) -> Self {
        let number = |ratio: Ratio| rounded(ratio.numerator() as f64 / ratio.denominator() as f64);
        let bound = |bound: Bound| [number(bound.from), number(bound.to)];
        let stage = |bounds: StageBounds| [bound(bounds.least), bound(bounds.most)];
        let score = &proofs.score;
        Self {
            elicited: score.elicited.map(stage),
            recognised: score.recognised.map(stage),
            graded: score.graded.map(stage),
            acted: score.acted.map(stage),
        }
    }
}

#[derive(Serialize)]
struct ChanceJson {
    mean: f64,
    p95: f64,
    ci95: [f64; 2],
    runs: u32,
}

fn chance(proofs: &KeyProofs) -> BTreeMap<String, ChanceJson> {
    let one = |each: &policies::Chance| ChanceJson {
        mean: rounded(each.mean.value),
        p95: rounded(each.p95),
        ci95: ends(&each.mean),
        runs: each.runs,
    };
    proofs.chance.iter().map(|each| (each.policy.word(), one(each))).collect()
}

#[derive(Serialize)]
struct GiveAwayJson {
    call: Vec<CueJson>,
    /// Over the library; nothing in a document of several calls, where it stands once.
    library: Option<Vec<CueJson>>,
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

impl<'a> FindingJson<'a> {
    fn of(content: &Content, file: &Path, finding: &'a Finding) -> Self {
        Self {
            code: finding.code.word(),
            severity: finding.severity,
            message: &finding.message,
            mend: &finding.mend,
            place: PlaceJson::of(file, finding.span),
            witness: finding.witness.as_ref().map(|witness| witness.words(&content.scenario, &content.tool)),
            seed: finding.witness.as_ref().map(|witness| witness.seed),
        }
    }
}

/// A finding over several calls: it has no place in one of them, and no play.
#[derive(Serialize)]
struct OverCallsFindingJson {
    code: &'static str,
    severity: Severity,
    message: String,
    mend: String,
}

impl OverCallsFindingJson {
    fn of(finding: &Finding) -> Self {
        Self { code: finding.code.word(), severity: finding.severity, message: finding.message.clone(), mend: finding.mend.clone() }
    }
}

/// The ends of an interval.
pub(super) fn ends(interval: &Interval) -> [f64; 2] {
    [rounded(interval.low), rounded(interval.high)]
}

/// Four decimals: more would only pretend.
pub(super) fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}
