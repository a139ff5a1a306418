//! What an attempt plays: a scenario and a tool, with their digests.

use core::fmt;
use std::sync::Arc;

use doorstep_envelope::{Digest, OpenError};
use doorstep_risk_tool::RiskTool;
use doorstep_scenario::Scenario;

use crate::Refusal;

/// A scenario and its tool, shared by every session that plays them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The scenario.
    pub scenario: Scenario,
    /// Its digest.
    pub scenario_digest: Digest,
    /// The tool.
    pub tool: RiskTool,
    /// Its digest.
    pub tool_digest: Digest,
}

impl Content {
    /// Puts a scenario and a tool together.
    pub fn new(scenario: Scenario, tool: RiskTool) -> Arc<Self> {
        let (scenario_digest, tool_digest) = (scenario.digest(), tool.digest());
        Arc::new(Self { scenario, scenario_digest, tool, tool_digest })
    }

    /// Opens a compiled scenario and a compiled tool.
    pub fn open(scenario: &[u8], tool: &[u8]) -> Result<Arc<Self>, OpenError> {
        let (scenario, scenario_digest) = Scenario::from_envelope(scenario)?;
        let (tool, tool_digest) = RiskTool::from_envelope(tool)?;
        Ok(Arc::new(Self { scenario, scenario_digest, tool, tool_digest }))
    }
}

/// Why an attempt cannot be replayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplayError {
    /// It was made with another version of the scenario.
    OtherScenario {
        /// The digest in the attempt.
        attempt: Digest,
        /// The digest of the scenario at hand.
        here: Digest,
    },
    /// It was made with another version of the tool.
    OtherTool {
        /// The digest in the attempt.
        attempt: Digest,
        /// The digest of the tool at hand.
        here: Digest,
    },
    /// It was made with other rules of the engine.
    OtherEngine {
        /// The version in the attempt.
        attempt: u16,
    },
    /// An event does not fit what came before it.
    Event {
        /// Which event, from 1.
        number: usize,
        /// Why not.
        refusal: Refusal,
    },
}

impl fmt::Display for ReplayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherScenario { attempt, here } => write!(
                f,
                "this attempt was made with another version of the call (it says {attempt:.8}, the call here is {here:.8}); it can be read and exported, and it replays only on its own version"
            ),
            Self::OtherTool { attempt, here } => write!(
                f,
                "this attempt was made with another version of the risk tool (it says {attempt:.8}, the tool here is {here:.8}); it can be read and exported, and it replays only on its own version"
            ),
            Self::OtherEngine { attempt } => {
                write!(
                    f,
                    "this attempt was made with version {attempt} of the engine, this is version {}; replay it with a program of that version",
                    crate::ENGINE
                )
            }
            Self::Event { number, refusal } => write!(f, "event {number} of this attempt does not fit what came before it: {refusal}"),
        }
    }
}

impl core::error::Error for ReplayError {}
