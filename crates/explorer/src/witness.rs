//! A play that shows what was found.

use core::fmt;
use std::sync::Arc;

use doorstep_risk_tool::{LevelIndex, RiskTool};
use doorstep_scenario::{AssessmentIndex, ChoiceRef, Scenario};
use doorstep_simulator::{Content, Mode, Script, ScriptError, Session};

/// A play: the seed that draws its details, and its steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// Where the details that vary are drawn from.
    pub seed: u64,
    /// What the trainee does, in order.
    pub steps: Vec<WitnessStep>,
}

/// A step of a play.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WitnessStep {
    /// Takes a choice.
    Choose(ChoiceRef),
    /// Makes the assessment that is due, with this final level.
    Grade(AssessmentIndex, LevelIndex),
}

impl Witness {
    /// The steps as a play is written: `scene/choice`, `assessment:level`.
    pub fn words(&self, scenario: &Scenario, tool: &RiskTool) -> Vec<String> {
        self.steps
            .iter()
            .map(|step| match *step {
                WitnessStep::Choose(choice) => scenario.choice_name(choice),
                WitnessStep::Grade(assessment, level) => {
                    format!("{}:{}", scenario.assessments[assessment.at()].id, tool.level(level).id)
                }
            })
            .collect()
    }

    /// How many choices it takes.
    pub fn choices(&self) -> usize {
        self.steps.iter().filter(|step| matches!(step, WitnessStep::Choose(_))).count()
    }

    /// Takes the play in a session of the simulator.
    ///
    /// # Errors
    /// The first step that does not fit: then the witness is wrong, and so is whoever made it.
    pub fn replay(&self, content: &Arc<Content>) -> Result<Session, ReplayError> {
        let text = self.words(&content.scenario, &content.tool).join("\n");
        let mut session = Session::start(content.clone(), self.seed, Mode::Rehearsal, None, false);
        Script::parse(&text).and_then(|script| script.play(&mut session)).map_err(ReplayError)?;
        Ok(session)
    }
}

/// Why a witness does not replay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplayError(pub ScriptError);

impl fmt::Display for ReplayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a witness does not replay: {}", self.0)
    }
}

impl core::error::Error for ReplayError {}
