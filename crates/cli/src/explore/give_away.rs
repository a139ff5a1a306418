//! What right and wrong choices show over several calls.

use std::path::PathBuf;

use doorstep_explorer::give_away::{Cue, Sample, samples};
use doorstep_explorer::{Code, Finding};
use doorstep_scoring::text::read_key;
use doorstep_source::{Severity, Span};
use serde::Serialize;

use super::document::{ends, rounded};
use crate::failure::Failure;
use crate::library::{KEY_FILE, Library, Text};

/// What right and wrong choices show over every call that has a key without errors.
pub(super) struct OverCalls {
    pub(super) samples: [Sample; 3],
    pub(super) calls: usize,
}

impl OverCalls {
    /// Over the calls in these files.
    pub(super) fn of(library: &Library, files: &[PathBuf]) -> Result<Self, Failure> {
        let mut all = Self { samples: Cue::ALL.map(|cue| Sample { cue, right: Vec::new(), wrong: Vec::new() }), calls: 0 };
        let tools = library.tools()?;
        for path in files {
            let Some(scenario) = Text::open(path)?.read(doorstep_scenario::text::read_scenario).reading.value else { continue };
            let tool = tools.iter().find_map(|tool| tool.reading.value.as_ref().filter(|tool| tool.id == scenario.tool));
            let key_path = path.with_file_name(KEY_FILE);
            let (Some(tool), true) = (tool, key_path.is_file()) else { continue };
            let Some(key) = Text::open(&key_path)?.read(|source| read_key(source, &scenario, tool)).reading.value else { continue };
            all.samples.iter_mut().zip(&samples(&scenario, &key)).for_each(|(sum, own)| sum.add(own));
            all.calls += 1;
        }
        Ok(all)
    }

    /// What gives right choices away over all of them.
    pub(super) fn findings(&self) -> Vec<Finding> {
        self.samples.iter().filter_map(|sample| self.finding(sample)).collect()
    }

    fn finding(&self, sample: &Sample) -> Option<Finding> {
        let area = sample.gives_away()?;
        Some(Finding {
            code: Code::GiveAway,
            severity: Severity::Warning,
            span: Span::default(),
            message: format!(
                "Over the {} calls of the library, the {} of a choice gives the right one away: {:.0} of 100 pairs (95 % interval {:.0} to {:.0}).",
                self.calls,
                sample.cue.word(),
                100.0 * area.value,
                100.0 * area.low,
                100.0 * area.high
            ),
            mend: "Write the wrong ones as long and as likely as the right ones, here or in other calls.".to_owned(),
            witness: None,
        })
    }
}

/// What right and wrong choices show of one cue, as programs read it.
#[derive(Serialize)]
pub(super) struct CueJson {
    cue: &'static str,
    /// The area under the curve: above one half, right choices show more of the cue.
    area: Option<f64>,
    ci95: Option<[f64; 2]>,
    right: usize,
    wrong: usize,
}

/// The three cues.
pub(super) fn cues(samples: &[Sample; 3]) -> Vec<CueJson> {
    let one = |sample: &Sample| CueJson {
        cue: sample.cue.word(),
        area: sample.area().map(|area| rounded(area.value)),
        ci95: sample.area().map(|area| ends(&area)),
        right: sample.right.len(),
        wrong: sample.wrong.len(),
    };
    samples.iter().map(one).collect()
}
