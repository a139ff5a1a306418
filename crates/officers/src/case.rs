//! A call with its key, and what a trained officer knows of it.

use std::sync::Arc;

use doorstep_cohort::Call;
use doorstep_risk_tool::RiskTool;
use doorstep_scenario::CallKind;
use doorstep_scoring::{AnswerKey, Scale, ScoreError};
use doorstep_simulator::Content;

use crate::competence::Competence;
use crate::generate::{self, Size};

/// A call with its key, and what a trained officer knows of it.
#[derive(Clone, Debug)]
pub struct Case {
    /// The call and its tool.
    pub content: Arc<Content>,
    /// Its key.
    pub key: AnswerKey,
    /// What statistics over many attempts need of it.
    pub call: Arc<Call>,
    /// What a trained officer knows of it.
    pub competence: Competence,
    /// Whether it was generated.
    pub generated: bool,
}

/// Why a call cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseError {
    /// The key does not fit.
    Score(ScoreError),
    /// A play that somebody wrote for it cannot be taken.
    Play(String),
    /// What was generated has a mistake: then the generator is wrong.
    Generated(String),
}

impl core::fmt::Display for CaseError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Score(error) => error.fmt(f),
            Self::Play(why) => write!(f, "the play that shows how this call is taken well does not replay: {why}"),
            Self::Generated(why) => write!(f, "a generated call has a mistake, so the generator is wrong: {why}"),
        }
    }
}

impl core::error::Error for CaseError {}

impl From<ScoreError> for CaseError {
    fn from(error: ScoreError) -> Self {
        Self::Score(error)
    }
}

impl Case {
    /// A call that somebody wrote, with a play that takes it well (as `tests/plays` has them): from it comes what a trained officer knows
    /// of how each thing is brought to light.
    ///
    /// # Errors
    /// A key that does not fit, or a play that does not replay.
    pub fn written(content: Arc<Content>, key: AnswerKey, good_play: &str) -> Result<Self, CaseError> {
        Self::of(content, key, good_play, false)
    }

    /// A generated call: marked as such in its id, title, summary and briefing; its key holds readings by generated readers.
    ///
    /// # Errors
    /// A tool without the items that generated calls are about.
    pub fn generated(tool: &RiskTool, size: Size, seed: u64) -> Result<Self, CaseError> {
        let texts = generate::texts(tool, size, seed);
        let why = |text: String| CaseError::Generated(format!("{text} (seed {seed})"));
        let scenario = doorstep_scenario::text::read_scenario(&texts.scenario);
        if scenario.has_error() {
            return Err(why(format!("{:?}", scenario.diagnostics.first())));
        }
        let content = Content::new(scenario.value.ok_or_else(|| why("no call".to_owned()))?, tool.clone());
        let key = doorstep_scoring::text::read_key(&texts.key, &content.scenario, &content.tool);
        if key.has_error() {
            return Err(why(format!("{:?}", key.diagnostics.first())));
        }
        let key = key.value.ok_or_else(|| why("no key".to_owned()))?;
        Self::of(content, key, &texts.good_play, true)
    }

    fn of(content: Arc<Content>, key: AnswerKey, good_play: &str, generated: bool) -> Result<Self, CaseError> {
        let competence = Competence::of(&content, &Scale::new(&key, &content)?, good_play).map_err(CaseError::Play)?;
        let call = Call::of(&content, &key, key.digest())?;
        Ok(Self { content, key, call, competence, generated })
    }

    /// The id of the call.
    pub fn id(&self) -> &str {
        &self.content.scenario.id
    }

    /// Whether it is a vignette.
    pub fn is_vignette(&self) -> bool {
        self.content.scenario.kind == CallKind::Vignette
    }
}
