//! The calls, tools and keys of a library, each version read once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use doorstep_cohort::Call;
use doorstep_envelope::Digest;
use doorstep_risk_tool::RiskTool;
use doorstep_scenario::Scenario;
use doorstep_scenario::text::read_scenario;
use doorstep_scoring::{AnswerKey, Policy, ScoreError};
use doorstep_simulator::{AttemptFile, Content};
use doorstep_source::parse_tree;

use super::short;
use crate::failure::Failure;
use crate::library::{KEY_FILE, Library, Text};

/// What an attempt is scored with.
pub(crate) struct Kept {
    pub(crate) content: Arc<Content>,
    pub(crate) key: AnswerKey,
    pub(crate) call: Arc<Call>,
}

impl Kept {
    /// The digests of call and tool, by which the shelf finds it again.
    pub(crate) fn digests(&self) -> (Digest, Digest) {
        (self.call.digest, self.call.tool_digest)
    }
}

/// The calls and tools by digest, and what has been put together of them.
pub(crate) struct Shelf<'a> {
    library: &'a Library,
    calls: BTreeMap<Digest, (Scenario, PathBuf)>,
    tools: BTreeMap<Digest, RiskTool>,
    /// By which policy all attempts are judged; where there is none, by the one that each key names.
    policy: Option<Policy>,
    /// Keys that are used instead of those beside the calls, by the calls' ids.
    keys: BTreeMap<String, PathBuf>,
    /// By the digests of call and tool; a failure is kept too, so that it is found out once.
    kept: BTreeMap<(Digest, Digest), Result<Kept, String>>,
}

impl<'a> Shelf<'a> {
    /// The calls and tools of a library. `keys` are used instead of those beside the calls.
    pub(crate) fn open(library: &'a Library, policy: Option<Policy>, keys: &[PathBuf]) -> Result<Self, Failure> {
        let mut calls = BTreeMap::new();
        for path in library.call_files()? {
            if let Some(scenario) = Text::open(&path)?.read(read_scenario).reading.value {
                calls.insert(scenario.digest(), (scenario, path));
            }
        }
        let tools = library.tools()?.into_iter().filter_map(|read| read.reading.value).map(|tool| (tool.digest(), tool)).collect();
        let mut named = BTreeMap::new();
        for path in keys {
            let call = call_of_key(path)?;
            if let Some(other) = named.insert(call.clone(), path.clone()) {
                let what = format!("`{}` and `{}` are both keys of the call `{call}`", other.display(), path.display());
                return Err(Failure::new(what, "Name one key for each call."));
            }
        }
        Ok(Self { library, calls, tools, policy, keys: named, kept: BTreeMap::new() })
    }

    /// What was found for the digests of a call and a tool.
    pub(crate) fn get(&self, digests: (Digest, Digest)) -> Option<&Kept> {
        self.kept.get(&digests)?.as_ref().ok()
    }

    /// Keys that were named for calls at which no attempt was made.
    pub(crate) fn unused_keys(&self) -> impl Iterator<Item = (&str, &Path)> {
        let used = |call: &str| self.kept.values().flatten().any(|kept| kept.call.id == call);
        self.keys.iter().filter(move |(call, _)| !used(call)).map(|(call, path)| (call.as_str(), path.as_path()))
    }

    /// What an attempt is scored with, or why there is nothing.
    pub(crate) fn find(&mut self, file: &AttemptFile) -> Result<&Kept, String> {
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
        let place = self.keys.get(&scenario.id).cloned().unwrap_or_else(|| path.with_file_name(KEY_FILE));
        if !place.is_file() {
            return Err(format!("there is no key beside `{}`, so there is nothing to compare this attempt with", path.display()));
        }
        let content = Content::new(scenario.clone(), tool.clone());
        let read = Text::open(&place).map_err(|failure| short(&failure))?;
        let read = read.read(|source| doorstep_scoring::text::read_key(source, &content.scenario, &content.tool));
        let Some(key) = read.reading.value else {
            return Err(format!("the key `{}` cannot be used; `doorstep check` says why", place.display()));
        };
        let policy = self.policy.clone().or_else(|| Policy::named(&key.policy));
        let policy = policy.ok_or_else(|| ScoreError::UnknownPolicy(key.policy.clone()).to_string())?;
        let call = Call::under(policy, &content, &key, key.digest()).map_err(|error| error.to_string())?;
        Ok(Kept { content, key, call })
    }
}

/// Which call a key is of.
fn call_of_key(path: &Path) -> Result<String, Failure> {
    let text = Text::open(path)?;
    let root = parse_tree(&text.source).root;
    let call = root.as_ref().and_then(|root| root.get("scenario")).and_then(|node| node.as_text());
    call.map(str::to_owned).ok_or_else(|| {
        let what = format!("`{}` does not say of which call it is the key", path.display());
        Failure::new(what, "Name a key: its `scenario:` is the id of its call.")
    })
}
