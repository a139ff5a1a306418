//! Coverage of random plays: how long 10,000 plays of each call of the library take, natively and in WebAssembly, with equal counts.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, bail};
use doorstep_bench::plays;
use doorstep_simulator::Content;
use serde::Deserialize;

use crate::node::Node;
use crate::steps::best_and_median;

/// How many plays.
const PLAYS: u32 = 10_000;
/// How often each call is timed.
const ROUNDS: usize = 7;

/// What one side did.
#[derive(Debug, Deserialize)]
struct Measured {
    /// The digest of all counts.
    digest: u32,
    /// Milliseconds, round by round.
    milliseconds: Vec<f64>,
}

/// The table.
pub fn measure(node: &Node) -> anyhow::Result<String> {
    let module = node.module()?;
    let mut table = format!(
        "\n## {PLAYS} random plays of each call: which scenes, choices, lines, facts and endings they reach; {ROUNDS} rounds\n\n| call | choices a play | native, best ms | native, median ms | goal | WebAssembly, best ms | WebAssembly, median ms | goal |\n|---|---|---|---|---|---|---|---|\n"
    );
    for (id, content) in calls(node.root())? {
        eprintln!("coverage: {id}");
        let native = natively(&content);
        let call = node.write(&format!("{id}.bin"), &content.scenario.to_envelope())?;
        let tool = node.write(&format!("{id}-tool.bin"), &content.tool.to_envelope())?;
        let numbers = [PLAYS.to_string(), ROUNDS.to_string()];
        let places = [module.as_os_str(), call.as_os_str(), tool.as_os_str()];
        let arguments: Vec<&OsStr> = numbers.iter().map(OsStr::new).chain(places).collect();
        let in_wasm: Measured = node.run("coverage.mjs", &arguments)?;
        if native.digest != in_wasm.digest {
            bail!("{id}: the counts differ natively ({:08x}) and in WebAssembly ({:08x})", native.digest, in_wasm.digest);
        }
        let steps = doorstep_explorer::coverage::cover(&content, PLAYS, plays::SEED).steps;
        let [(best, median), (wasm_best, wasm_median)] =
            [&native, &in_wasm].map(|side| best_and_median(&side.milliseconds, f64::total_cmp));
        // Written to a string: cannot fail.
        let _ = writeln!(
            table,
            "| {id} | {:.0} | {best:.0} | {median:.0} | 300 | {wasm_best:.0} | {wasm_median:.0} | 1,500 |",
            steps as f64 / f64::from(PLAYS)
        );
    }
    Ok(table)
}

fn natively(content: &Arc<Content>) -> Measured {
    let mut measured = Measured { digest: 0, milliseconds: Vec::new() };
    for _ in 0..ROUNDS {
        let start = Instant::now();
        measured.digest = plays::counted(content, PLAYS);
        measured.milliseconds.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    measured
}

/// The calls of the library with their tools.
pub fn calls(root: &Path) -> anyhow::Result<Vec<(String, Arc<Content>)>> {
    let mut folders: Vec<_> = std::fs::read_dir(root.join("scenarios"))?.collect::<Result<_, _>>()?;
    folders.sort_by_key(std::fs::DirEntry::file_name);
    folders.into_iter().map(|folder| one_call(root, &folder.path())).collect()
}

fn one_call(root: &Path, folder: &Path) -> anyhow::Result<(String, Arc<Content>)> {
    let read = doorstep_scenario::text::read_scenario(&std::fs::read_to_string(folder.join("scenario.yaml"))?);
    let scenario = read.value.with_context(|| format!("{} has mistakes: {:?}", folder.display(), read.diagnostics.first()))?;
    let tool = root.join("tools").join(format!("{}.yaml", scenario.tool));
    let read = doorstep_risk_tool::text::read_tool(&std::fs::read_to_string(&tool)?);
    let tool = read.value.with_context(|| format!("{} has mistakes: {:?}", tool.display(), read.diagnostics.first()))?;
    Ok((scenario.id.clone(), Content::new(scenario, tool)))
}
