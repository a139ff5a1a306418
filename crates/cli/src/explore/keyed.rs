//! What is proven about a call together with its key, which is found beside it.

use std::sync::Arc;

use doorstep_explorer::{Code, Effort, Finding, KeyProofs, Model, ModelPath, leaks, prove_key};
use doorstep_scenario::text::Places;
use doorstep_scoring::AnswerKey;
use doorstep_scoring::text::read_key;
use doorstep_simulator::Content;

use crate::failure::Failure;
use crate::library::{KEY_FILE, Text};

/// The codes that need a key.
pub(super) const NEED_A_KEY: [Code; 4] = [Code::NoModelPath, Code::Unearned, Code::Guessable, Code::GiveAway];

/// What came of the key beside a call.
pub(super) struct Keyed {
    /// What was proven, or why the key cannot be used.
    pub(super) proofs: Result<KeyProofs, String>,
    /// What the call gives away before it was heard.
    leaks: Vec<Finding>,
}

impl Keyed {
    /// Proves what can be proven with the key, or says why there is none.
    pub(super) fn prove(content: &Arc<Content>, places: &Places, key: Result<AnswerKey, String>) -> Result<Self, Failure> {
        let effort = Effort::default();
        let leaks = leaks(content, places, key.as_ref().ok(), effort);
        let proofs = key.and_then(|key| prove_key(content, places, &key, effort).map_err(|error| error.to_string()));
        Ok(Self { proofs, leaks })
    }

    /// Whether there is a key that could be used.
    pub(super) fn is_checked(&self) -> bool {
        self.proofs.is_ok()
    }

    /// Everything that was found with the key, and what the call gives away.
    pub(super) fn findings(&self) -> Vec<Finding> {
        self.proofs.iter().flat_map(|proofs| &proofs.findings).chain(&self.leaks).cloned().collect()
    }

    /// A model path, of the first variant that has one.
    pub(super) fn model_path(&self) -> Option<&ModelPath> {
        self.proofs.as_ref().ok()?.models.iter().find_map(|(_, model)| match model {
            Model::Path(path) => Some(&**path),
            Model::None { .. } => None,
        })
    }
}

/// The key beside a call, or why there is none to use.
pub(super) fn key_beside(content: &Content, call: &Text) -> Result<Result<AnswerKey, String>, Failure> {
    let path = call.path.with_file_name(KEY_FILE);
    if !path.is_file() {
        return Ok(Err("there is no key beside the call".to_owned()));
    }
    let reading = Text::open(&path)?.read(|source| read_key(source, &content.scenario, &content.tool)).reading;
    Ok(reading.value.ok_or_else(|| format!("its key has errors (see `doorstep check {}`)", path.display())))
}
