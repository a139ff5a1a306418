//! What is proven about a call together with its key: found beside the call, as text for people and as a part of the document.

use std::collections::BTreeMap;
use std::sync::Arc;

use doorstep_explorer::give_away::{Sample, samples};
use doorstep_explorer::{Bound, Code, Effort, Finding, Interval, KeyProofs, Model, StageBounds, leaks, prove_key};
use doorstep_scenario::text::Places;
use doorstep_scoring::text::read_key;
use doorstep_scoring::{AnswerKey, Ratio};
use doorstep_simulator::Content;
use doorstep_source::{Severity, Span};
use serde::Serialize;

use crate::failure::Failure;
use crate::library::{KEY_FILE, Library, Text};
use crate::page::{counted, wrap};

/// The codes that need a key.
const NEED_A_KEY: [Code; 4] = [Code::NoModelPath, Code::Unearned, Code::Guessable, Code::GiveAway];

/// What came of the key beside a call.
pub(super) struct Keyed {
    proofs: Result<KeyProofs, String>,
    /// Over every call of the library that has a key, and how many these are.
    library: Option<([Sample; 3], usize)>,
    /// What the call gives away before it was heard.
    leaks: Vec<Finding>,
}

impl Keyed {
    /// Looks for the key beside the call and proves what can be proven with it.
    pub(super) fn prove(library: &Library, content: &Arc<Content>, places: &Places, call: &Text) -> Result<Self, Failure> {
        let effort = Effort::default();
        let key = key_beside(content, call)?;
        let leaks = leaks(content, places, key.as_ref().ok(), effort);
        let proofs = key.and_then(|key| prove_key(content, places, &key, effort).map_err(|error| error.to_string()));
        let library = if proofs.is_ok() { Some(over_library(library)?) } else { None };
        Ok(Self { proofs, library, leaks })
    }

    /// Everything that was found with the key, and what the call gives away.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let own = self.proofs.iter().flat_map(|proofs| &proofs.findings).chain(&self.leaks).cloned();
        let over_library = self.library.iter().flat_map(|(samples, calls)| samples.iter().map(move |sample| (sample, *calls)));
        own.chain(over_library.filter_map(|(sample, calls)| given_away_by_library(sample, calls))).collect()
    }

    /// A few lines for people.
    pub(super) fn text(&self, width: usize) -> String {
        let proofs = match &self.proofs {
            Ok(proofs) => proofs,
            Err(why) => {
                let codes = NEED_A_KEY.map(Code::word).join(", ");
                return format!("Not checked, because {why}: {codes}.\n");
            }
        };
        let mut out = String::new();
        for (_, model) in proofs.models.iter().take(1) {
            if let Model::Path(path) = model {
                let choices: Vec<&str> = path.script.iter().filter(|line| !line.contains(' ')).map(String::as_str).collect();
                let besides = if path.complete { "and everything that should be" } else { "but not everything that should be" };
                let count = counted(path.session.state().path().len(), "choice", "choices");
                out.push_str(&format!(
                    "A model path of {count}, seed {}: it hears enough for every required factor and does all that must be done, {besides}.\n",
                    path.seed
                ));
                out.push_str(&wrap("  ", "  ", &choices.join(", "), width));
            }
        }
        let score = &proofs.score;
        let stages = [("elicited", score.elicited), ("recognised", score.recognised), ("graded", score.graded), ("acted", score.acted)];
        let told = stages.iter().filter_map(|(name, bounds)| Some(format!("{name} {}", bounds_in_words((*bounds)?)))).collect::<Vec<_>>();
        out.push_str(&wrap("Stages, from the worst play to the best: ", "  ", &told.join(", "), width));
        let mut best: Vec<_> = proofs.chance.iter().collect();
        best.sort_by(|left, right| right.p95.total_cmp(&left.p95));
        if let Some(chance) = best.first() {
            let (mean, runs) = (&chance.mean, chance.runs);
            out.push_str(&wrap(
                "",
                "  ",
                &format!(
                    "Of {} policies without knowledge, {} comes furthest: mean {:.1} of 100 (95 % interval {:.1} to {:.1}), 95th percentile {:.0}, {runs} plays each.",
                    best.len(),
                    chance.policy.word(),
                    mean.value,
                    mean.low,
                    mean.high,
                    chance.p95
                ),
                width,
            ));
        }
        out
    }

    /// The part of the document.
    pub(super) fn json(&self) -> KeyedJson {
        let proofs = self.proofs.as_ref().ok();
        let model = proofs.and_then(|proofs| {
            proofs.models.iter().find_map(|(_, model)| match model {
                Model::Path(path) => Some(path),
                Model::None { .. } => None,
            })
        });
        let chance = |proofs: &KeyProofs| {
            let one = |each: &doorstep_explorer::policies::Chance| ChanceJson {
                mean: rounded(each.mean.value),
                p95: rounded(each.p95),
                ci95: ends(&each.mean),
                runs: each.runs,
            };
            proofs.chance.iter().map(|each| (each.policy.word(), one(each))).collect()
        };
        KeyedJson {
            bounds: BoundsJson { score: proofs.map(ScoreJson::of) },
            model_path: model.map(|path| path.script.clone()),
            model_path_seed: model.map(|path| path.seed),
            chance: proofs.map(chance),
            give_away: proofs.map(|proofs| GiveAwayJson {
                call: cues(&proofs.give_away),
                library: self.library.iter().flat_map(|(samples, _)| cues(samples)).collect(),
            }),
            not_checked: if proofs.is_some() { Vec::new() } else { NEED_A_KEY.iter().map(|code| code.word()).collect() },
        }
    }
}

/// The key beside a call, or why there is none to use.
fn key_beside(content: &Content, call: &Text) -> Result<Result<AnswerKey, String>, Failure> {
    let path = call.path.with_file_name(KEY_FILE);
    if !path.is_file() {
        return Ok(Err("there is no key beside the call".to_owned()));
    }
    let reading = Text::open(&path)?.read(|source| read_key(source, &content.scenario, &content.tool)).reading;
    Ok(reading.value.ok_or_else(|| format!("its key has errors (see `doorstep check {}`)", path.display())))
}

/// What right and wrong choices show over every call of the library that has a key without errors.
fn over_library(library: &Library) -> Result<([Sample; 3], usize), Failure> {
    let mut all: Option<[Sample; 3]> = None;
    let mut calls = 0;
    let tools = library.tools()?;
    for path in library.call_files()? {
        let Some(scenario) = Text::open(&path)?.read(doorstep_scenario::text::read_scenario).reading.value else { continue };
        let tool = tools.iter().find_map(|tool| tool.reading.value.as_ref().filter(|tool| tool.id == scenario.tool));
        let key_path = path.with_file_name(KEY_FILE);
        let (Some(tool), true) = (tool, key_path.is_file()) else { continue };
        let Some(key) = Text::open(&key_path)?.read(|source| read_key(source, &scenario, tool)).reading.value else { continue };
        let own = samples(&scenario, &key);
        calls += 1;
        match &mut all {
            None => all = Some(own),
            Some(all) => all.iter_mut().zip(&own).for_each(|(sum, own)| sum.add(own)),
        }
    }
    let none = || doorstep_explorer::give_away::Cue::ALL.map(|cue| Sample { cue, right: Vec::new(), wrong: Vec::new() });
    Ok((all.unwrap_or_else(none), calls))
}

fn given_away_by_library(sample: &Sample, calls: usize) -> Option<Finding> {
    let area = sample.gives_away()?;
    Some(Finding {
        code: Code::GiveAway,
        severity: Severity::Warning,
        span: Span::default(),
        message: format!(
            "Over the {calls} calls of the library, the {} of a choice gives the right one away: {:.0} of 100 pairs (95 % interval {:.0} to {:.0}).",
            sample.cue.word(),
            100.0 * area.value,
            100.0 * area.low,
            100.0 * area.high
        ),
        mend: "Write the wrong ones as long and as likely as the right ones, here or in other calls.".to_owned(),
        witness: None,
    })
}

fn bounds_in_words(bounds: StageBounds) -> String {
    let one = |bound: Bound| {
        if bound.from == bound.to {
            bound.from.percent().to_string()
        } else {
            format!("({} to {})", bound.from.percent(), bound.to.percent())
        }
    };
    format!("{} to {} %", one(bounds.least), one(bounds.most))
}

/// What the key adds to the document.
#[derive(Serialize)]
pub(super) struct KeyedJson {
    bounds: BoundsJson,
    /// The steps of a model path; nothing where none was found.
    model_path: Option<Vec<String>>,
    model_path_seed: Option<u64>,
    chance: Option<BTreeMap<String, ChanceJson>>,
    give_away: Option<GiveAwayJson>,
    /// The codes that were not checked, because there is no key that can be used.
    not_checked: Vec<&'static str>,
}

#[derive(Serialize)]
struct BoundsJson {
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

#[derive(Serialize)]
struct GiveAwayJson {
    call: Vec<CueJson>,
    library: Vec<CueJson>,
}

#[derive(Serialize)]
struct CueJson {
    cue: &'static str,
    /// The area under the curve: above one half, right choices show more of the cue.
    area: Option<f64>,
    ci95: Option<[f64; 2]>,
    right: usize,
    wrong: usize,
}

fn cues(samples: &[Sample; 3]) -> Vec<CueJson> {
    let one = |sample: &Sample| CueJson {
        cue: sample.cue.word(),
        area: sample.area().map(|area| rounded(area.value)),
        ci95: sample.area().map(|area| ends(&area)),
        right: sample.right.len(),
        wrong: sample.wrong.len(),
    };
    samples.iter().map(one).collect()
}

fn ends(interval: &Interval) -> [f64; 2] {
    [rounded(interval.low), rounded(interval.high)]
}

/// Four decimals: more would only pretend.
fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}
