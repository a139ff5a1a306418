//! Where an attempt stands.

use doorstep_risk_tool::{Answer, Earlier, Given, LevelIndex, ToolResult};
use doorstep_scenario::{
    ActionIndex, AssessmentIndex, ChoiceIndex, ChoiceRef, Comparison, EndingIndex, FactIndex, NamedLevelIndex, Next, Scenario, SceneIndex,
    Situation, VariableIndex, VariationIndex,
};
use serde::{Deserialize, Serialize};

use crate::{Confidence, Content, TurnIndex};

/// Everything that follows from an attempt's events so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    pub(crate) phase: Phase,
    pub(crate) scene: SceneIndex,
    pub(crate) values: Vec<i32>,
    pub(crate) drawn: Vec<u8>,
    /// The tool's levels that the call's conditions name; nothing for one that the tool does not have.
    pub(crate) levels: Vec<Option<LevelIndex>>,
    pub(crate) clock: u32,
    pub(crate) visits: Vec<SceneIndex>,
    pub(crate) heard: Vec<Option<TurnIndex>>,
    pub(crate) visited: Vec<bool>,
    pub(crate) chosen: Vec<bool>,
    pub(crate) interrupted: Vec<bool>,
    pub(crate) after_assessment: Next,
    pub(crate) path: Vec<(ChoiceRef, u32)>,
    pub(crate) turns: Vec<Turn>,
    pub(crate) offers: Vec<ChoiceIndex>,
    pub(crate) notes: Vec<Note>,
    pub(crate) sheet: Vec<SheetEntry>,
    pub(crate) written: Vec<String>,
    pub(crate) agreed: String,
    pub(crate) first_impression: Option<LevelIndex>,
    pub(crate) own: Option<OwnLevel>,
    pub(crate) last: Option<FinalLevel>,
    pub(crate) committed: Vec<Committed>,
    pub(crate) went_back: u16,
    pub(crate) reflection: Option<Reflection>,
    pub(crate) intention: Option<String>,
}

/// What the attempt is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The call runs: a choice is due.
    Call,
    /// An assessment is due.
    Assessing(AssessmentIndex, AssessmentPart),
    /// The call has ended.
    Ended(EndingIndex),
}

/// The parts of an assessment, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AssessmentPart {
    /// A level before any form.
    FirstImpression,
    /// The tool's answers.
    Answers,
    /// The own level.
    OwnLevel,
    /// The final level, beside the tool's result.
    FinalLevel,
    /// What is done.
    Plan,
}

/// An entry of the transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// What was said or seen.
    pub said: Said,
    /// The scene in which.
    pub scene: SceneIndex,
    /// Seconds of call time.
    pub second: u32,
    /// How many choices had been taken, this one included.
    pub step: u32,
    /// Whether the trainee marked it as evidence.
    pub marked: bool,
}

/// Where the words of a turn stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// A line of a scene.
    SceneLine(SceneIndex, u16),
    /// The words of a choice.
    Choice(ChoiceRef),
    /// A line that follows a choice.
    ChoiceLine(ChoiceRef, u16),
    /// The closing words.
    Ending(EndingIndex),
}

impl Said {
    /// The facts that these words reveal.
    pub fn reveals(self, scenario: &Scenario) -> &[FactIndex] {
        match self {
            Self::SceneLine(scene, line) => &scenario.scene(scene).lines[usize::from(line)].reveals,
            Self::Choice(choice) => &scenario.choice(choice).reveals,
            Self::ChoiceLine(choice, line) => &scenario.choice(choice).lines[usize::from(line)].reveals,
            Self::Ending(_) => &[],
        }
    }
}

/// A note in the trainee's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The words; none where it was removed.
    pub text: String,
    /// After how many turns it was written.
    pub after_turns: u32,
}

/// What the tool's form holds for an item.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SheetEntry {
    /// The answer, in its grade.
    pub given: Given,
    /// The turns that it rests on.
    pub cites: Vec<TurnIndex>,
    /// After how many turns this answer was given; the same answer again, with other lines, does not renew it. Nothing where none was.
    pub answered_after: Option<u32>,
}

impl SheetEntry {
    /// The class of the answer.
    pub fn answer(&self) -> Answer {
        self.given.answer()
    }
}

/// The answers of a sheet.
fn answers_of(sheet: &[SheetEntry]) -> Vec<Given> {
    sheet.iter().map(|entry| entry.given).collect()
}

/// The officer's own level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnLevel {
    /// The level.
    pub level: LevelIndex,
    /// How sure.
    pub confidence: Confidence,
    /// Why.
    pub reason: String,
    /// The turns cited.
    pub cites: Vec<TurnIndex>,
}

/// The final level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinalLevel {
    /// The level.
    pub level: LevelIndex,
    /// Why, where it differs from the own level or from the tool's result.
    pub reason: String,
}

/// An assessment as it was committed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committed {
    /// Which assessment point.
    pub assessment: AssessmentIndex,
    /// Seconds of call time.
    pub second: u32,
    /// How many turns there were: what they revealed is what was heard.
    pub turns: u32,
    /// How many choices had been taken.
    pub step: u32,
    /// The level before any form.
    pub first_impression: LevelIndex,
    /// The answers, one for each item; those of a second tool stand after those of the first.
    pub sheet: Vec<SheetEntry>,
    /// The parts that the tool asks for in words, in its order; a part that is missing or empty was not written.
    pub written: Vec<String>,
    /// The own level.
    pub own: OwnLevel,
    /// The level that the tool's rules gave; nothing where they gave none: a judgement, too little known, another kind of case.
    pub tool_level: Option<LevelIndex>,
    /// The final level.
    pub last: FinalLevel,
    /// Who agrees to leaving the tool's result, in the trainee's words; empty where nobody was named.
    pub agreed: String,
    /// The actions decided.
    pub actions: Vec<ActionIndex>,
    /// When it is assessed again at the latest, in hours.
    pub reassess_hours: u16,
    /// How the person can be reached safely.
    pub safe_contact: String,
    /// What those who take over must know.
    pub handover: String,
}

impl Committed {
    /// The answers, one for each item; those of a second tool stand after those of the first.
    pub fn answers(&self) -> Vec<Given> {
        answers_of(&self.sheet)
    }

    /// The level with which a later assessment by the same tool is compared: the tool's, or the final one where the tool gave none.
    pub fn result_or_final(&self) -> LevelIndex {
        self.tool_level.unwrap_or(self.last.level)
    }
}

/// What the trainee looked back on before the debrief.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reflection {
    /// What worried most.
    pub worried: String,
    /// What is not known.
    pub not_known: String,
    /// What would change the grade.
    pub would_change: String,
}

impl State {
    /// The state before the first line.
    pub(crate) fn before(content: &Content, seed: u64) -> Self {
        let (scenario, tool) = (&content.scenario, &content.tool);
        Self {
            phase: Phase::Call,
            scene: scenario.start,
            values: scenario.variables.iter().map(|variable| variable.start).collect(),
            drawn: crate::draw(seed, &scenario.variations),
            levels: scenario.levels.iter().map(|level| tool.find_level(level)).collect(),
            clock: 0,
            visits: Vec::new(),
            heard: vec![None; scenario.facts.len()],
            visited: vec![false; scenario.scenes.len()],
            chosen: vec![false; scenario.choice_count()],
            interrupted: vec![false; scenario.interrupts.len()],
            after_assessment: Next::Stay,
            path: Vec::new(),
            turns: Vec::new(),
            offers: Vec::new(),
            notes: Vec::new(),
            sheet: vec![SheetEntry::default(); content.entries()],
            written: Vec::new(),
            agreed: String::new(),
            first_impression: None,
            own: None,
            last: None,
            committed: Vec::new(),
            went_back: 0,
            reflection: None,
            intention: None,
        }
    }

    /// What the attempt is at.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// The scene in which the call stands.
    pub fn scene(&self) -> SceneIndex {
        self.scene
    }

    /// Seconds of call time since the start.
    pub fn second(&self) -> u32 {
        self.clock
    }

    /// The transcript.
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// The choices offered now, in order of the file.
    pub fn offers(&self) -> &[ChoiceIndex] {
        &self.offers
    }

    /// The scenes to which visits return, the outermost first.
    pub fn visits(&self) -> &[SceneIndex] {
        &self.visits
    }

    /// Whether each interrupt has come, in order of the scenario.
    pub fn interrupted(&self) -> &[bool] {
        &self.interrupted
    }

    /// Whether each choice has been taken, by its number over the whole call: see [`Scenario::choice_number`].
    pub fn chosen_by_number(&self) -> &[bool] {
        &self.chosen
    }

    /// The choices taken, each with the seconds of call time at which it was taken.
    pub fn path(&self) -> &[(ChoiceRef, u32)] {
        &self.path
    }

    /// The trainee's notes, removed ones too (without words), so that a note keeps its number.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The tool's form, an entry for each item.
    pub fn sheet(&self) -> &[SheetEntry] {
        &self.sheet
    }

    /// The answers of the form, one for each item; those of a second tool stand after those of the first.
    pub fn answers(&self) -> Vec<Given> {
        answers_of(&self.sheet)
    }

    /// The parts that the tool asks for in words, as written for the assessment that is being made.
    pub fn written(&self) -> &[String] {
        &self.written
    }

    /// Who agrees to leaving the tool's result, as named for the assessment that is being made.
    pub fn agreed(&self) -> &str {
        &self.agreed
    }

    /// What the first tool's rules say of the sheet as it stands, compared with the assessment committed before.
    pub(crate) fn result(&self, content: &Content) -> ToolResult {
        let earlier = self.committed.last().map(|committed| (committed.result_or_final(), committed.answers()));
        let earlier = earlier.as_ref().map(|(level, answers)| Earlier { level: Some(*level), answers });
        content.tool.evaluate_after(&self.answers(), earlier)
    }

    /// The first impression of the assessment that is being made.
    pub fn first_impression(&self) -> Option<LevelIndex> {
        self.first_impression
    }

    /// The own level of the assessment that is being made.
    pub fn own_level(&self) -> Option<&OwnLevel> {
        self.own.as_ref()
    }

    /// The final level of the assessment that is being made.
    pub fn final_level(&self) -> Option<&FinalLevel> {
        self.last.as_ref()
    }

    /// The assessments committed, in order.
    pub fn assessments(&self) -> &[Committed] {
        &self.committed
    }

    /// How often the trainee went back.
    pub fn went_back(&self) -> u16 {
        self.went_back
    }

    /// What the trainee looked back on.
    pub fn reflection(&self) -> Option<&Reflection> {
        self.reflection.as_ref()
    }

    /// The trainee's intention for the next call.
    pub fn intention(&self) -> Option<&str> {
        self.intention.as_deref()
    }

    /// The turn that first revealed a fact, if any did. For scoring; no [`crate::View`] shows it.
    pub fn heard_at(&self, fact: FactIndex) -> Option<TurnIndex> {
        self.heard[fact.at()]
    }
}

impl Situation for State {
    fn value(&self, variable: VariableIndex) -> i32 {
        self.values[variable.at()]
    }

    fn clock(&self) -> u32 {
        self.clock
    }

    fn heard(&self, fact: FactIndex) -> bool {
        self.heard[fact.at()].is_some()
    }

    fn visited(&self, scene: SceneIndex) -> bool {
        self.visited[scene.at()]
    }

    fn chosen(&self, choice: ChoiceRef) -> bool {
        self.path.iter().any(|(taken, _)| *taken == choice)
    }

    fn committed(&self, assessment: AssessmentIndex) -> bool {
        self.committed.iter().any(|each| each.assessment == assessment)
    }

    fn drawn(&self, variation: VariationIndex) -> u8 {
        self.drawn[variation.at()]
    }

    fn graded(&self, assessment: AssessmentIndex, comparison: Comparison, level: NamedLevelIndex) -> bool {
        let last = self.committed.iter().rfind(|each| each.assessment == assessment);
        let named = self.levels.get(level.at()).copied().flatten();
        last.zip(named).is_some_and(|(last, named)| comparison.holds(last.last.level, named))
    }
}
