//! The explorer's search beside others on the same model: states a second, bytes a state.

use std::fmt::Write as _;
use std::time::Instant;

use anyhow::{Context as _, ensure};
use doorstep_explorer::{Options, search_whole};
use doorstep_scenario::text::read_scenario;
use doorstep_simulator::Content;
use stateright::{Checker as _, Model as _};

use crate::hub::Hub;
use crate::memory::peak_of;

/// How often each search is timed.
const ROUNDS: usize = 3;
/// Threads of every search that can use more than one.
const THREADS: usize = 2;

/// The tool that the hub names; no condition asks about it.
const TOOL: &str = include_str!("../../tools/demo-checklist.yaml");

/// What one searcher did.
struct Row {
    name: String,
    seconds: f64,
    bytes: usize,
}

/// The tables.
pub fn measure() -> anyhow::Result<String> {
    let mut text = String::new();
    for questions in [20, 22] {
        eprintln!("a hub of {questions} questions");
        let hub = Hub::new(questions);
        let reading = read_scenario(&hub.call());
        let scenario = reading.value.with_context(|| format!("the hub has mistakes: {:?}", reading.diagnostics.first()))?;
        let tool = doorstep_risk_tool::text::read_tool(TOOL).value.context("the demonstration tool can be read")?;
        let content = Content::new(scenario, tool);
        let ours = |threads: usize| {
            search_whole(&content, Options::new(8 << 30, threads), &mut |_| true)
                .map(|found| usize::try_from(found.states).unwrap_or(usize::MAX))
        };
        let states = ours(1)?;
        let mut rows = Vec::new();
        for threads in [1, THREADS] {
            rows.push(row(format!("Doorstep, {}", counted(threads)), states, || ours(threads).unwrap_or(0))?);
        }
        rows.push(row(format!("stateright 0.31, {}", counted(THREADS)), states, || {
            hub.clone().checker().threads(THREADS).spawn_bfs().join().unique_state_count()
        })?);
        rows.push(row("a hash set of the standard library, 1 thread".to_owned(), states, || hub.by_hash_set())?);
        table(&mut text, questions, states, &rows);
    }
    Ok(text)
}

fn counted(threads: usize) -> String {
    format!("{threads} thread{}", if threads == 1 { "" } else { "s" })
}

/// Times a search, its best of some rounds, and measures in a run of its own how much memory it takes at most.
fn row(name: String, states: usize, mut search: impl FnMut() -> usize) -> anyhow::Result<Row> {
    let mut seconds = f64::INFINITY;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let found = search();
        seconds = seconds.min(start.elapsed().as_secs_f64());
        ensure!(found == states, "{name} finds {found} states, we find {states}: this is not the same model");
    }
    let (_, bytes) = peak_of(&mut search);
    Ok(Row { name, seconds, bytes })
}

fn table(text: &mut String, questions: usize, states: usize, rows: &[Row]) {
    let speed = |row: &Row| states as f64 / row.seconds / 1e6;
    // Written to a string: cannot fail.
    let _ = writeln!(
        text,
        "\n## A hub of {questions} questions: {states} states stored\n\n| searcher | million states a second | bytes a state at the peak | times stateright |\n|---|---|---|---|"
    );
    let other = rows.iter().find(|row| row.name.starts_with("stateright")).map_or(f64::NAN, speed);
    for row in rows {
        let _ =
            writeln!(text, "| {} | {:.2} | {:.1} | {:.1} |", row.name, speed(row), row.bytes as f64 / states as f64, speed(row) / other);
    }
    text.push_str("\nGoals: 2 million states a second on two threads, 24 bytes a state, 5 times stateright.\n");
}
