//! The calls, tools and keys of a library, each version read once.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use doorstep_cohort::Call;
use doorstep_envelope::Digest;
use doorstep_risk_tool::RiskTool;
use doorstep_scenario::Scenario;
use doorstep_scenario::text::read_scenario;
use doorstep_scoring::AnswerKey;
use doorstep_simulator::{AttemptFile, Content};

use super::read::short;
use crate::failure::Failure;
use crate::library::{KEY_FILE, Library, Text};

/// What an attempt is scored with.
pub(super) struct Kept {
    pub(super) content: Arc<Content>,
    pub(super) key: AnswerKey,
    pub(super) call: Arc<Call>,
}

/// The calls and tools by digest, and what has been put together of them.
pub(super) struct Shelf<'a> {
    library: &'a Library,
    calls: BTreeMap<Digest, (Scenario, PathBuf)>,
    tools: BTreeMap<Digest, RiskTool>,
    /// By the digests of call and tool; a failure is kept too, so that it is found out once.
    kept: BTreeMap<(Digest, Digest), Result<Kept, String>>,
}

impl<'a> Shelf<'a> {
    pub(super) fn open(library: &'a Library) -> Result<Self, Failure> {
        let mut calls = BTreeMap::new();
        for path in library.call_files()? {
            if let Some(scenario) = Text::open(&path)?.read(read_scenario).reading.value {
                calls.insert(scenario.digest(), (scenario, path));
            }
        }
        let tools = library.tools()?.into_iter().filter_map(|read| read.reading.value).map(|tool| (tool.digest(), tool)).collect();
        Ok(Self { library, calls, tools, kept: BTreeMap::new() })
    }

    /// What an attempt is scored with, or why there is nothing.
    pub(super) fn find(&mut self, file: &AttemptFile) -> Result<&Kept, String> {
        let header = &file.attempt.header;
        let digests = (header.scenario, header.tool);
        if !self.kept.contains_key(&digests) {
            let found = self.put_together(file);
            self.kept.insert(digests, found);
        }
        // It has just been put there.
        self.kept[&digests].as_ref().map_err(Clone::clone)
    }

    fn put_together(&self, file: &AttemptFile) -> Result<Kept, String> {
        let header = &file.attempt.header;
        let here = self.library.folder().display();
        let Some((scenario, path)) = self.calls.get(&header.scenario) else {
            return Err(format!(
                "no call in `{here}` is the version that this attempt was made with: `{}` {}, digest {:.8}; name the folder with that version by \
                 --library",
                file.scenario, file.scenario_version, header.scenario
            ));
        };
        let Some(tool) = self.tools.get(&header.tool) else {
            return Err(format!(
                "no tool in `{here}` is the version that this attempt was made with: `{}`, digest {:.8}; name the folder with that version by \
                 --library",
                scenario.tool, header.tool
            ));
        };
        let beside = path.with_file_name(KEY_FILE);
        if !beside.is_file() {
            return Err(format!("there is no key beside `{}`, so there is nothing to compare this attempt with", path.display()));
        }
        let content = Content::new(scenario.clone(), tool.clone());
        let read = Text::open(&beside).map_err(|failure| short(&failure))?;
        let read = read.read(|source| doorstep_scoring::text::read_key(source, &content.scenario, &content.tool));
        let Some(key) = read.reading.value else {
            return Err(format!("the key `{}` cannot be used; `doorstep check` says why", beside.display()));
        };
        let call = Call::of(&content, &key, key.digest()).map_err(|error| error.to_string())?;
        Ok(Kept { content, key, call })
    }
}
