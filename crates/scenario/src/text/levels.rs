//! Levels that conditions name, beside the tool that has them.

use doorstep_source::{Diagnostics, nearest};

use super::{Places, UNKNOWN_LEVEL};
use crate::Scenario;

/// Tells every level named in a condition of the call that its tool does not have. `known` are the ids of the tool's levels.
///
/// A call is read without its tool; whoever has both asks this.
pub fn unknown_levels(scenario: &Scenario, places: &Places, known: &[&str]) -> Diagnostics {
    let mut out = Diagnostics::new();
    for (level, spans) in scenario.levels.iter().zip(&places.levels) {
        if known.contains(&level.as_str()) {
            continue;
        }
        let mend = match nearest(level, known.iter().copied()) {
            Some(meant) => format!("Write `{meant}`."),
            None => format!("Write one of: {}.", known.join(", ")),
        };
        for span in spans {
            out.add(UNKNOWN_LEVEL, *span, format!("The tool `{}` has no level `{level}`.", scenario.tool), mend.clone());
        }
    }
    out
}
