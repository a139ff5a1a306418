//! What an attempt plays: a scenario and a tool, with their digests; and a second tool where two are filled in side by side.

use core::fmt;
use std::sync::Arc;

use doorstep_envelope::{Digest, OpenError};
use doorstep_risk_tool::{ItemIndex, RiskTool};
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
    /// The tool that is filled in beside it, on the same facts.
    pub beside: Option<SecondTool>,
}

/// A second tool that is filled in beside the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondTool {
    /// The tool.
    pub tool: RiskTool,
    /// Its digest.
    pub digest: Digest,
}

impl Content {
    /// Puts a scenario and a tool together.
    pub fn new(scenario: Scenario, tool: RiskTool) -> Arc<Self> {
        let (scenario_digest, tool_digest) = (scenario.digest(), tool.digest());
        Arc::new(Self { scenario, scenario_digest, tool, tool_digest, beside: None })
    }

    /// The same with a second tool beside the first.
    #[must_use]
    pub fn with_beside(self: &Arc<Self>, tool: RiskTool) -> Arc<Self> {
        let digest = tool.digest();
        Arc::new(Self { beside: Some(SecondTool { tool, digest }), ..Self::clone(self) })
    }

    /// Opens a compiled scenario and a compiled tool, and a second tool where there is one.
    pub fn open(scenario: &[u8], tool: &[u8], beside: Option<&[u8]>) -> Result<Arc<Self>, OpenError> {
        let (scenario, scenario_digest) = Scenario::from_envelope(scenario)?;
        let (tool, tool_digest) = RiskTool::from_envelope(tool)?;
        let beside = match beside {
            Some(bytes) => Some(RiskTool::from_envelope(bytes).map(|(tool, digest)| SecondTool { tool, digest })?),
            None => None,
        };
        Ok(Arc::new(Self { scenario, scenario_digest, tool, tool_digest, beside }))
    }

    /// The tool that an entry of the sheet belongs to, and the item's place in it: the entries of the second tool stand after those of the
    /// first.
    pub fn item_at(&self, place: ItemIndex) -> (&RiskTool, ItemIndex) {
        match (place.at().checked_sub(self.tool.items.len()), &self.beside) {
            // Smaller than the place, which fits.
            (Some(place), Some(beside)) => (&beside.tool, ItemIndex(place as u16)),
            _ => (&self.tool, place),
        }
    }

    /// How many entries a sheet has.
    pub(crate) fn entries(&self) -> usize {
        self.tool.items.len() + self.beside.as_ref().map_or(0, |beside| beside.tool.items.len())
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
