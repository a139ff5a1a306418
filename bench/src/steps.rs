//! Steps a second: ours and other engines on the same synthetic call, with equal digests of the text shown.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, bail};
use bladeink::story::Story;
use doorstep_bench::walk::{Reader, STEPS, TextDigest, TextLength, Walk};
use doorstep_bench::{play, synthetic};
use doorstep_simulator::Content;
use serde::Deserialize;

use crate::SCENES;
use crate::node::Node;

/// How many different walks every engine takes.
const WALKS: u32 = 100;
/// How often each engine is timed.
const ROUNDS: usize = 7;
/// How often a fast engine takes the walks in one timing, so that a timing lasts long enough.
const TIMES: u32 = 20;

/// What an engine did.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Measured {
    /// The digest of the text shown, over all walks.
    digest: u32,
    /// How many bytes of text were shown, over all walks.
    bytes: f64,
    /// Steps a second, timing by timing: the text is handed over and its length added up.
    per_second: Vec<f64>,
    /// The same with every byte of the text hashed, which takes longer than a step of the faster engines.
    per_second_hashed: Vec<f64>,
}

/// The table.
pub fn measure(node: &Node) -> anyhow::Result<String> {
    let content = content()?;
    let module = node.module()?;
    let json = ink_json(node)?;
    eprintln!("steps: ours");
    let ours = natively(TIMES, Ours(content.clone()))?;
    eprintln!("steps: ours in WebAssembly");
    let call = node.write("synthetic-call.bin", &content.scenario.to_envelope())?;
    let tool = node.write("synthetic-tool.bin", &content.tool.to_envelope())?;
    let in_wasm = under_node(node, "doorstep", TIMES, &[module, call, tool])?;
    eprintln!("steps: bladeink");
    let story = Story::new(&std::fs::read_to_string(&json)?).context("bladeink cannot read the JSON")?;
    let bladeink = natively(1, Bladeink(story))?;
    eprintln!("steps: inkjs");
    let inkjs = under_node(node, "inkjs", 1, &[node.inkjs(), json])?;
    table([
        ("Doorstep, native", Some("2,000,000"), ours),
        ("Doorstep, WebAssembly under Node", Some("500,000"), in_wasm),
        ("bladeink 2.1 (Rust), native", None, bladeink),
        ("inkjs 2.4 (JavaScript) under Node", None, inkjs),
    ])
}

fn table(rows: [(&str, Option<&str>, Measured); 4]) -> anyhow::Result<String> {
    let first = &rows[0].2;
    let (expected, bytes) = (first.digest, first.bytes);
    if let Some((name, _, other)) = rows.iter().find(|(_, _, measured)| measured.digest != expected || measured.bytes != bytes) {
        bail!(
            "{name} showed another text (digest {:08x}, {} bytes) than {} ({expected:08x}, {bytes} bytes)",
            other.digest,
            other.bytes,
            rows[0].0
        );
    }
    let mut table = format!(
        "\n## Steps a second on one core: {SCENES} scenes, {WALKS} walks of {STEPS} steps, every line and choice handed over; digest {expected:08x} for every engine\n\n| engine | best | median | median with every byte hashed | goal |\n|---|---|---|---|---|\n"
    );
    for (name, goal, measured) in &rows {
        let (best, median) = best_and_median(&measured.per_second, |left, right| right.total_cmp(left));
        // Written to a string: cannot fail.
        let (_, hashed) = best_and_median(&measured.per_second_hashed, f64::total_cmp);
        let cells = [best, median, hashed].map(thousands).join(" | ");
        let _ = writeln!(table, "| {name} | {cells} | {} |", goal.unwrap_or_default());
    }
    Ok(table)
}

/// The synthetic call with the demonstration checklist.
pub fn content() -> anyhow::Result<Arc<Content>> {
    let source = synthetic::doorstep(SCENES);
    let read = doorstep_scenario::text::read_scenario(&source);
    let scenario = read.value.with_context(|| format!("the synthetic call has mistakes: {:?}", read.diagnostics.first()))?;
    let read = doorstep_risk_tool::text::read_tool(include_str!("../../tools/demo-checklist.yaml"));
    let tool = read.value.with_context(|| format!("the demonstration checklist has mistakes: {:?}", read.diagnostics.first()))?;
    Ok(Content::new(scenario, tool))
}

/// The synthetic call in ink, compiled by inkjs.
pub fn ink_json(node: &Node) -> anyhow::Result<PathBuf> {
    #[derive(Deserialize)]
    struct Compiled {
        milliseconds: f64,
    }
    let source = node.write("synthetic.ink", synthetic::ink(SCENES).as_bytes())?;
    let output = node.folder().join("synthetic.ink.json");
    let inkjs = node.inkjs();
    let compiled: Compiled = node.run("compile-ink.mjs", &[inkjs.as_os_str(), source.as_os_str(), output.as_os_str()])?;
    eprintln!("inkjs compiled the ink in {:.0} ms", compiled.milliseconds);
    Ok(output)
}

/// An engine that runs natively.
trait Engine {
    /// Takes every walk once and hands the text to the reader.
    fn walks(&mut self, reader: &mut impl Reader) -> anyhow::Result<()>;
}

fn natively(times: u32, mut engine: impl Engine) -> anyhow::Result<Measured> {
    let mut measured = Measured { digest: 0, bytes: 0.0, per_second: Vec::new(), per_second_hashed: Vec::new() };
    for _ in 0..ROUNDS {
        let mut length = TextLength(0);
        measured.per_second.push(timed(times, || engine.walks(&mut length))?);
        measured.bytes = length.0 as f64 / f64::from(times);
        let mut digest = TextDigest::EMPTY;
        let hashed = timed(times, || {
            digest = TextDigest::EMPTY;
            engine.walks(&mut digest)
        })?;
        measured.per_second_hashed.push(hashed);
        measured.digest = digest.0;
    }
    Ok(measured)
}

/// Steps a second over so many times all walks.
fn timed(times: u32, mut walks: impl FnMut() -> anyhow::Result<()>) -> anyhow::Result<f64> {
    let start = Instant::now();
    for _ in 0..times {
        walks()?;
    }
    Ok(f64::from(WALKS * times) * STEPS as f64 / start.elapsed().as_secs_f64())
}

fn under_node(node: &Node, engine: &str, times: u32, places: &[PathBuf]) -> anyhow::Result<Measured> {
    let numbers = [WALKS.to_string(), times.to_string(), ROUNDS.to_string()];
    let arguments: Vec<&OsStr> =
        [engine.as_ref()].into_iter().chain(numbers.iter().map(OsStr::new)).chain(places.iter().map(|place| place.as_os_str())).collect();
    node.run("steps.mjs", &arguments)
}

/// Our engine.
struct Ours(Arc<Content>);

impl Engine for Ours {
    fn walks(&mut self, reader: &mut impl Reader) -> anyhow::Result<()> {
        (0..WALKS).for_each(|number| play::walk(&self.0, number, reader));
        Ok(())
    }
}

/// The bladeink crate. It plays the JSON that inkjs compiled.
struct Bladeink(Story);

impl Engine for Bladeink {
    fn walks(&mut self, reader: &mut impl Reader) -> anyhow::Result<()> {
        let Self(story) = self;
        for number in 0..WALKS {
            story.reset_state()?;
            let mut walk = Walk::new(number);
            for _ in 0..STEPS {
                while story.can_continue() {
                    let text = story.cont()?;
                    let text = text.trim();
                    if !text.is_empty() {
                        reader.read(text);
                        reader.end();
                    }
                }
                let choices = story.get_current_choices();
                for choice in &choices {
                    reader.read(choice.text.trim());
                    reader.end();
                }
                story.choose_choice_index(walk.next(choices.len()))?;
            }
        }
        Ok(())
    }
}

/// The best by this order, and the median.
pub fn best_and_median(values: &[f64], order: impl Fn(&f64, &f64) -> std::cmp::Ordering) -> (f64, f64) {
    let mut sorted = values.to_vec();
    sorted.sort_by(order);
    (sorted.first().copied().unwrap_or_default(), sorted.get(sorted.len() / 2).copied().unwrap_or_default())
}

/// A number in groups of three digits.
pub fn thousands(number: f64) -> String {
    let digits = format!("{number:.0}");
    let lead = digits.len() % 3;
    digits.char_indices().fold(String::new(), |text, (place, digit)| {
        let comma = if place > 0 && place % 3 == lead { "," } else { "" };
        text + comma + digit.encode_utf8(&mut [0; 4])
    })
}
