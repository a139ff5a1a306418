//! Random plays of a call, counted: the same natively and in WebAssembly.

use std::sync::Arc;

use doorstep_explorer::coverage::cover;
use doorstep_simulator::Content;

use crate::walk::TextDigest;

/// Where the plays are drawn from.
pub const SEED: u64 = 1;

/// Takes so many plays and gives a digest of every count.
pub fn counted(content: &Arc<Content>, plays: u32) -> u32 {
    let coverage = cover(content, plays, SEED);
    let mut digest = TextDigest::EMPTY;
    for counts in [&coverage.scenes, &coverage.choices, &coverage.lines, &coverage.facts, &coverage.endings] {
        counts.iter().for_each(|count| digest.add(&count.to_le_bytes()));
    }
    digest.0
}
