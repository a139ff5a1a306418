//! What may be shown now.

use doorstep_risk_tool::{RiskTool, ToolResult};
use doorstep_scenario::{ChoiceIndex, ChoiceRef, Line, Manner, Person, Scenario, Speaker, Text, VariableKind};

use crate::state::{AssessmentPart, Committed, FinalLevel, Note, OwnLevel, Phase, Said, SheetEntry, State, Turn};
use crate::{Content, Header, TurnIndex};

/// What may be shown now. It borrows from the session and copies nothing.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    content: &'a Content,
    state: &'a State,
    header: &'a Header,
}

/// Who speaks a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpokenBy<'a> {
    /// Nobody: what is seen and heard.
    Narrator,
    /// The trainee, in spoken words.
    You,
    /// The trainee, doing something.
    YouDo,
    /// Somebody of the cast.
    Person(&'a Person),
    /// The closing words.
    Ending,
}

/// A turn of the transcript, ready to be shown.
#[derive(Clone, Copy, Debug)]
pub struct TurnView<'a> {
    /// Its place.
    pub index: TurnIndex,
    /// The turn as logged.
    pub turn: &'a Turn,
    /// Who speaks.
    pub by: SpokenBy<'a>,
    /// The words; see [`View::words`].
    pub text: &'a Text,
    /// BCP 47 tag, where it is not in the call's language.
    pub language: Option<&'a str>,
    /// The scene's heading, where this turn is the first of a change of scene that has one.
    pub heading: Option<&'a Text>,
}

/// A choice that is offered.
#[derive(Clone, Copy, Debug)]
pub struct Offer<'a> {
    /// What to apply.
    pub choice: ChoiceIndex,
    /// Its place in the scenario, for a stable key.
    pub at: ChoiceRef,
    /// Said or done.
    pub manner: Manner,
    /// The words; see [`View::words`].
    pub text: &'a Text,
}

impl<'a> View<'a> {
    pub(crate) fn new(content: &'a Content, state: &'a State, header: &'a Header) -> Self {
        Self { content, state, header }
    }

    /// What the attempt is at.
    pub fn phase(&self) -> Phase {
        self.state.phase
    }

    /// What the attempt was made with.
    pub fn header(&self) -> &'a Header {
        self.header
    }

    /// The call's title.
    pub fn title(&self) -> &'a str {
        &self.content.scenario.title
    }

    /// The tool's form.
    pub fn tool(&self) -> &'a RiskTool {
        &self.content.tool
    }

    /// The words of a text with the drawn details put in.
    pub fn words(&self, text: &'a Text) -> String {
        self.pieces(text).collect()
    }

    /// The words of a text in pieces; copies nothing.
    pub fn pieces(&self, text: &'a Text) -> impl Iterator<Item = &'a str> + 'a {
        let state = self.state;
        text.pieces(&self.content.scenario, move |variation| state.drawn_value(variation))
    }

    /// Seconds of call time since the start.
    pub fn second(&self) -> u32 {
        self.state.clock
    }

    /// A moment of the call as a time of day, hours and minutes.
    pub fn time_of_day(&self, second: u32) -> (u32, u32) {
        let minute = (u32::from(self.content.scenario.clock.start_minute) + second / 60) % (24 * 60);
        (minute / 60, minute % 60)
    }

    /// How many turns there are.
    pub fn turn_count(&self) -> usize {
        self.state.turns.len()
    }

    /// How many choices have been taken.
    pub fn step(&self) -> u32 {
        self.state.path.len() as u32
    }

    /// A turn of the transcript.
    pub fn turn(&self, index: TurnIndex) -> Option<TurnView<'a>> {
        let turn = self.state.turns.get(index.at())?;
        let scenario: &'a Scenario = &self.content.scenario;
        let from_line = |line: &'a Line| {
            let by = match line.speaker {
                Speaker::Narrator => SpokenBy::Narrator,
                Speaker::Cast(person) => SpokenBy::Person(&scenario.cast[person.at()]),
            };
            (by, &line.text, line.language.as_deref())
        };
        let (by, text, language) = match turn.said {
            Said::SceneLine(scene, line) => from_line(&scenario.scene(scene).lines[usize::from(line)]),
            Said::ChoiceLine(choice, line) => from_line(&scenario.choice(choice).lines[usize::from(line)]),
            Said::Choice(at) => {
                let choice = scenario.choice(at);
                (if choice.manner == Manner::Say { SpokenBy::You } else { SpokenBy::YouDo }, &choice.text, None)
            }
            Said::Ending(ending) => (SpokenBy::Ending, &scenario.endings[ending.at()].text, None),
        };
        let before = index.at().checked_sub(1).map(|place| self.state.turns[place].scene);
        let heading = if before == Some(turn.scene) { None } else { scenario.scene(turn.scene).title.as_ref() };
        Some(TurnView { index, turn, by, text, language, heading })
    }

    /// The transcript.
    pub fn turns(&self) -> impl DoubleEndedIterator<Item = TurnView<'a>> + ExactSizeIterator + use<'a> {
        let view = *self;
        // The indices are in range.
        (0..self.state.turns.len()).map(move |place| view.turn(TurnIndex(place as u32)).expect("the index is in range"))
    }

    /// The choices offered now.
    pub fn offers(&self) -> impl ExactSizeIterator<Item = Offer<'a>> + use<'a> {
        let scene = self.state.scene;
        let scenario = &self.content.scenario;
        self.state.offers.iter().map(move |choice| {
            let at = ChoiceRef { scene, choice: *choice };
            let offered = scenario.choice(at);
            Offer { choice: *choice, at, manner: offered.manner, text: &offered.text }
        })
    }

    /// The trainee's notes with their numbers, without removed ones.
    pub fn notes(&self) -> impl Iterator<Item = (u16, &'a Note)> + use<'a> {
        self.state.notes.iter().zip(0..).filter(|(note, _)| !note.text.is_empty()).map(|(note, number)| (number, note))
    }

    /// The tool that is filled in beside the first, where there is one.
    pub fn tool_beside(&self) -> Option<&'a RiskTool> {
        self.content.beside.as_ref().map(|beside| &beside.tool)
    }

    /// The tool's form, an entry for each item; those of a second tool stand after those of the first.
    pub fn sheet(&self) -> &'a [SheetEntry] {
        &self.state.sheet
    }

    /// The own level of the assessment that is being made.
    pub fn own_level(&self) -> Option<&'a OwnLevel> {
        self.state.own.as_ref()
    }

    /// The final level of the assessment that is being made.
    pub fn final_level(&self) -> Option<&'a FinalLevel> {
        self.state.last.as_ref()
    }

    /// The tool's result; only once the own level has been given.
    pub fn tool_result(&self) -> Option<ToolResult> {
        let shown = matches!(self.state.phase, Phase::Assessing(_, AssessmentPart::FinalLevel | AssessmentPart::Plan));
        shown.then(|| self.state.result(self.content))
    }

    /// The assessments committed so far.
    pub fn assessments(&self) -> &'a [Committed] {
        &self.state.committed
    }

    /// How often the trainee went back.
    pub fn went_back(&self) -> u16 {
        self.state.went_back
    }

    /// Who of those whose whereabouts the call tells is here: in sight. Who is near, in earshot and out of sight, is not among them.
    pub fn people_here(&self) -> impl Iterator<Item = &'a Person> + use<'a> {
        let (scenario, state) = (&self.content.scenario, self.state);
        scenario.variables.iter().zip(&state.values).filter_map(|(variable, value)| match variable.kind {
            VariableKind::Where(person) if *value == 0 => scenario.cast.get(person.at()),
            _ => None,
        })
    }

    /// What can be decided at an assessment: only while its plan is due.
    pub fn actions(&self) -> impl Iterator<Item = (doorstep_scenario::ActionIndex, &'a Text)> + use<'a> {
        let due = matches!(self.state.phase, Phase::Assessing(_, AssessmentPart::Plan));
        let actions = if due { self.content.scenario.actions.as_slice() } else { &[] };
        actions.iter().zip(0..).map(|(action, place)| (doorstep_scenario::ActionIndex(place), &action.text))
    }
}
