//! Parsing, compiling and loading a call, and what a session costs.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context as _;
use doorstep_bench::{synthetic, walk::Walk};
use doorstep_scenario::{Scenario, text};
use doorstep_simulator::{Content, Event, Mode, Session};

use crate::steps::{best_and_median, content};
use crate::{SCENES, memory};

/// How often each step is timed.
const ROUNDS: usize = 15;

/// After how many choices a session is measured.
const CHOICES: usize = 60;

/// The table.
pub fn measure() -> anyhow::Result<String> {
    eprintln!("parse, compile, load");
    let source = synthetic::doorstep(SCENES);
    let mut times = [const { Vec::new() }; 3];
    let mut sealed = 0;
    for _ in 0..ROUNDS {
        let parsed = timed(&mut times[0], || text::parse_tree(&source));
        let root = parsed.root.context("the synthetic call cannot be parsed")?;
        let read = timed(&mut times[1], || text::compile_tree(&root));
        let scenario = read.value.with_context(|| format!("the synthetic call has mistakes: {:?}", read.diagnostics.first()))?;
        let bytes = scenario.to_envelope();
        sealed = bytes.len();
        timed(&mut times[2], || Scenario::from_envelope(&bytes)).context("what was sealed does not open")?;
    }
    let mut table = format!(
        "\n## A call of {SCENES} scenes, {} choices: {} KB of YAML, {} KB compiled\n\n| step | best ms | median ms | goal |\n|---|---|---|---|\n",
        SCENES * 3,
        source.len() / 1000,
        sealed / 1000
    );
    let goals = ["", "20", "5"];
    for ((what, times), goal) in
        ["parse the YAML to a tree with places", "compile the tree", "load the compiled form"].iter().zip(&times).zip(goals)
    {
        let (best, median) = best_and_median(times, f64::total_cmp);
        // Written to a string: cannot fail.
        let _ = writeln!(table, "| {what} | {best:.1} | {median:.1} | {goal} |");
    }
    let (_, held, shared) = session(&content()?);
    let _ = writeln!(
        table,
        "\nA session after {CHOICES} choices of this call holds {held} bytes (heap, and {} of its own); the call itself, {shared} bytes, is shared by all sessions and copied into none.",
        size_of::<Session>()
    );
    Ok(table)
}

fn timed<T>(times: &mut Vec<f64>, make: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let made = make();
    times.push(start.elapsed().as_secs_f64() * 1e3);
    made
}

/// A session after [`CHOICES`] choices, the bytes that it holds, and those of the call.
fn session(content: &Arc<Content>) -> (Session, usize, usize) {
    let (_copy, shared) = memory::held_by(|| (content.scenario.clone(), content.tool.clone()));
    let (session, held) = memory::held_by(|| {
        let mut session = Session::start(content.clone(), 0, Mode::Practice, None, false);
        let mut walk = Walk::new(0);
        for _ in 0..CHOICES {
            let offers = session.state().offers();
            let choice = offers[walk.next(offers.len())];
            assert_eq!(session.apply(Event::Choose(choice)), Ok(()), "an offered choice is taken");
        }
        session
    });
    (session, held, shared)
}
