//! What each of the explorer's reductions is worth: every call of the library with all of them, and with one left out.

use std::fmt::Write as _;
use std::time::Instant;

use doorstep_explorer::{Limit, Options, Reduction, Reductions, explore};
use doorstep_scenario::text::Places;

/// Bytes of a search.
const MEMORY: usize = 1 << 30;
/// Threads of a search.
const THREADS: usize = 2;

/// The table.
pub fn measure(root: &std::path::Path) -> anyhow::Result<String> {
    let mut text = format!(
        "\n## What each reduction is worth: {} MiB, {THREADS} threads\n\n| call | left out | proven | states stored | seconds |\n|---|---|---|---|---|\n",
        MEMORY >> 20
    );
    for (id, content) in crate::coverage::calls(root)? {
        for left_out in [None].into_iter().chain(Reduction::ALL.map(Some)) {
            let name = left_out.map_or("nothing", Reduction::word);
            eprintln!("{id} without {name}");
            let reductions = left_out.map_or(Reductions::ALL, |left_out| Reductions::ALL.without(left_out));
            let options = Options { reductions, ..Options::new(MEMORY, THREADS) };
            let start = Instant::now();
            let explored = explore(&content, &Places::default(), None, options, &mut |_| true);
            let seconds = start.elapsed().as_secs_f64();
            let (proven, states) = explored.map_or_else(
                |wide| (format!("no: a state takes {} bits", wide.bits), 0),
                |explored| {
                    let mut limits: Vec<&str> = explored.open.iter().map(|open| open.limit).map(Limit::word).collect();
                    limits.dedup();
                    let open = || format!("no: {} questions open ({})", explored.open.len(), limits.join(", "));
                    (if explored.complete { "yes".to_owned() } else { open() }, explored.states)
                },
            );
            // Written to a string: cannot fail.
            let _ = writeln!(text, "| {id} | {name} | {proven} | {states} | {seconds:.1} |");
        }
    }
    Ok(text)
}
