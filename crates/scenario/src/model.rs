//! The call itself.

use doorstep_envelope::{Digest, Kind, OpenError};
use serde::{Deserialize, Serialize};

use crate::{
    ActionIndex, AssessmentIndex, CallKind, CareerStage, CastIndex, ChoiceIndex, ChoiceRef, Condition, Effect, EndingIndex, FactIndex,
    Part, Role, SceneIndex, Step, Variable, Variation, VariationIndex,
};

/// How deep visits can be nested.
pub const VISIT_DEPTH: usize = 8;

/// One call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scenario {
    /// Its stable name.
    pub id: String,
    /// Its version, for instance `1.0.0`.
    pub version: String,
    /// What the catalogue calls it.
    pub title: String,
    /// A sentence for the catalogue.
    pub summary: String,
    /// BCP 47 tag of its language.
    pub language: String,
    /// Whom it is for.
    pub audience: Audience,
    /// What kind of call it is.
    pub kind: CallKind,
    /// What somebody may want to know, and decline, before.
    pub content_notes: Vec<String>,
    /// What it is about, giving nothing away.
    pub themes: Vec<String>,
    /// Coverage tags for the library; never shown to a trainee.
    pub covers: Vec<String>,
    /// The id of the risk tool.
    pub tool: String,
    /// Who the trainee is.
    pub you: Text,
    /// What the control room knows.
    pub control: Vec<Text>,
    /// Who appears.
    pub cast: Vec<Person>,
    /// The call's time.
    pub clock: Clock,
    /// What can change.
    pub variables: Vec<Variable>,
    /// What is drawn from the seed.
    pub variations: Vec<Variation>,
    /// What can be decided at an assessment.
    pub actions: Vec<Action>,
    /// Moments at which an assessment is due.
    pub assessments: Vec<Assessment>,
    /// How it can end.
    pub endings: Vec<Ending>,
    /// What can be learned.
    pub facts: Vec<Fact>,
    /// Where it begins.
    pub start: SceneIndex,
    /// The places of the branching.
    pub scenes: Vec<Scene>,
    /// What can cut in, the first to be looked at first.
    pub interrupts: Vec<Interrupt>,
    /// The ids of the tool's levels that conditions name.
    pub levels: Vec<String>,
}

/// Whom a call is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audience {
    /// The part that the trainee plays.
    pub role: Role,
    /// From which career stage on.
    pub career_stage: CareerStage,
    /// The trainee's time, in minutes.
    pub minutes: u16,
}

/// The call's time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// Minutes after midnight at which the call begins, for display.
    pub start_minute: u16,
    /// Seconds after which the clock stands still.
    pub max_seconds: u32,
}

/// Somebody who appears.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Stable name.
    pub id: String,
    /// The part in the call.
    pub part: Part,
    /// The name shown.
    pub name: Text,
    /// What is seen at first sight, if anything.
    pub about: Option<Text>,
}

/// What can be decided at an assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Stable name.
    pub id: String,
    /// What the trainee reads.
    pub text: Text,
}

/// A moment at which an assessment is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// Stable name.
    pub id: String,
    /// What the trainee reads.
    pub label: String,
}

/// How a call can end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// Stable name.
    pub id: String,
    /// The closing words.
    pub text: Text,
}

/// Something that is true in the call and can be learned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Stable name.
    pub id: String,
    /// What was learned; first shown in the debrief.
    pub text: Text,
    /// Where it comes from.
    pub source: Source,
    /// Whether no play reveals it.
    pub stays_unknown: bool,
    /// The facts that no longer stand once this one is heard: it corrects them.
    pub replaces: Vec<FactIndex>,
}

/// Where a fact comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// Said by somebody.
    Cast(CastIndex),
    /// Seen or heard at the scene.
    Scene,
    /// Found in records.
    Records,
}

/// A place in the branching.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scene {
    /// Stable name.
    pub id: String,
    /// A heading in the transcript.
    pub title: Option<Text>,
    /// The step of good practice that it belongs to.
    pub step: Step,
    /// What is said and seen on entering.
    pub lines: Vec<Line>,
    /// The ways out; empty in an ending.
    pub choices: Vec<Choice>,
    /// The ending that it is, if it is one.
    pub ending: Option<EndingIndex>,
    /// How many choices the scenes before it have together: the number of its first choice.
    pub first_choice: u32,
}

/// One line of the conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Who speaks.
    pub speaker: Speaker,
    /// What is said, or seen.
    pub text: Text,
    /// Shown only if this holds.
    pub when: Option<Condition>,
    /// The facts that it reveals.
    pub reveals: Vec<FactIndex>,
    /// BCP 47 tag, where it is not in the call's language.
    pub language: Option<String>,
}

/// Who speaks a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Speaker {
    /// Nobody: what is seen and heard.
    Narrator,
    /// Somebody of the cast.
    Cast(CastIndex),
}

/// A way on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Stable name, unique in its scene.
    pub id: String,
    /// Whether it is said or done.
    pub manner: Manner,
    /// The trainee's words, or what is done.
    pub text: Text,
    /// Offered only if this holds.
    pub when: Option<Condition>,
    /// What it changes.
    pub effects: Vec<Effect>,
    /// The call's time it takes, in seconds.
    pub seconds: u32,
    /// The facts that it reveals by itself.
    pub reveals: Vec<FactIndex>,
    /// What follows at once.
    pub lines: Vec<Line>,
    /// The assessment that is made here.
    pub assess: Option<AssessmentIndex>,
    /// Where the call goes on.
    pub next: Next,
    /// Whether it may be taken again.
    pub repeat: bool,
}

/// Whether a choice is said or done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Manner {
    /// Spoken words.
    Say,
    /// Something done.
    Do,
}

/// Where a call goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Next {
    /// In the same scene, whose lines are not shown again.
    Stay,
    /// In that scene.
    Goto(SceneIndex),
    /// In that scene, and back here when it returns.
    Visit(SceneIndex),
    /// Where the last visit came from.
    Return,
}

/// What can cut in after a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interrupt {
    /// Stable name.
    pub id: String,
    /// When it comes.
    pub when: Condition,
    /// The scene that it brings.
    pub scene: SceneIndex,
    /// Whether the call goes on where it was when the scene returns.
    pub visit: bool,
    /// Whether it may come again.
    pub repeat: bool,
    /// What it changes, before its scene's lines.
    pub effects: Vec<Effect>,
}

/// Words with places for drawn details.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Text(pub Vec<Piece>);

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Piece {
    /// Words as they stand.
    Plain(String),
    /// The value drawn for a variation.
    Drawn(VariationIndex),
}

impl Text {
    /// The words as they stand, without drawn details.
    pub fn plain(words: impl Into<String>) -> Self {
        Self(vec![Piece::Plain(words.into())])
    }

    /// The words in pieces, with the drawn details put in; `drawn` gives the place drawn for a variation. Copies nothing.
    pub fn pieces<'a>(&'a self, scenario: &'a Scenario, drawn: impl Fn(VariationIndex) -> u8 + 'a) -> impl Iterator<Item = &'a str> + 'a {
        self.0.iter().map(move |piece| match piece {
            Piece::Plain(words) => words.as_str(),
            // A draw outside the list cannot come from a seed; show the name rather than nothing.
            Piece::Drawn(variation) => {
                let variation_values = &scenario.variations[variation.at()];
                variation_values.values.get(usize::from(drawn(*variation))).map_or(variation_values.id.as_str(), String::as_str)
            }
        })
    }
}

/// The kind of a compiled call's envelope.
pub const CALL: Kind = Kind { tag: *b"CALL", version: 2, word: "call" };

impl Scenario {
    /// The compact form that the browser loads.
    pub fn to_envelope(&self) -> Vec<u8> {
        doorstep_envelope::seal(CALL, self)
    }

    /// Reads the compact form; refuses one whose indices point nowhere.
    pub fn from_envelope(bytes: &[u8]) -> Result<(Self, Digest), OpenError> {
        let (scenario, digest) = doorstep_envelope::open::<Self>(CALL, bytes)?;
        if scenario.check_indices() { Ok((scenario, digest)) } else { Err(OpenError::Undecodable(CALL.word)) }
    }

    /// The digest of the content.
    pub fn digest(&self) -> Digest {
        doorstep_envelope::digest(self)
    }

    /// The scene at an index of this scenario.
    pub fn scene(&self, index: SceneIndex) -> &Scene {
        &self.scenes[index.at()]
    }

    /// The choice at a reference into this scenario.
    pub fn choice(&self, at: ChoiceRef) -> &Choice {
        &self.scene(at.scene).choices[at.choice.at()]
    }

    /// The number of a choice over the whole scenario.
    pub fn choice_number(&self, at: ChoiceRef) -> usize {
        self.scene(at.scene).first_choice as usize + at.choice.at()
    }

    /// How many choices there are in all scenes together.
    pub fn choice_count(&self) -> usize {
        self.scenes.last().map_or(0, |scene| scene.first_choice as usize + scene.choices.len())
    }

    /// All choices, in order of the file.
    pub fn choices(&self) -> impl Iterator<Item = (ChoiceRef, &Choice)> {
        self.scenes.iter().zip(0..).flat_map(|(scene, number)| {
            scene
                .choices
                .iter()
                .zip(0..)
                .map(move |(choice, place)| (ChoiceRef { scene: SceneIndex(number), choice: ChoiceIndex(place) }, choice))
        })
    }

    /// The steps' name of a choice: `scene/choice`.
    pub fn choice_name(&self, at: ChoiceRef) -> String {
        format!("{}/{}", self.scene(at.scene).id, self.choice(at).id)
    }

    /// Finds a choice by its name `scene/choice`.
    pub fn find_choice(&self, name: &str) -> Option<ChoiceRef> {
        let (scene_id, choice_id) = name.split_once('/')?;
        self.choices().find(|(at, choice)| choice.id == choice_id && self.scene(at.scene).id == scene_id).map(|(at, _)| at)
    }

    /// Finds an assessment point by its id.
    pub fn find_assessment(&self, id: &str) -> Option<AssessmentIndex> {
        self.assessments.iter().zip(0..).find(|(each, _)| each.id == id).map(|(_, place)| AssessmentIndex(place))
    }

    /// Finds an action by its id.
    pub fn find_action(&self, id: &str) -> Option<ActionIndex> {
        self.actions.iter().zip(0..).find(|(each, _)| each.id == id).map(|(_, place)| ActionIndex(place))
    }

    /// Finds a fact by its id.
    pub fn find_fact(&self, id: &str) -> Option<FactIndex> {
        self.facts.iter().zip(0..).find(|(each, _)| each.id == id).map(|(_, place)| FactIndex(place))
    }

    /// The facts that replace this one: once one of them is heard, it no longer stands.
    pub fn replacing(&self, fact: FactIndex) -> impl Iterator<Item = FactIndex> + '_ {
        self.facts.iter().zip(0..).filter(move |(each, _)| each.replaces.contains(&fact)).map(|(_, place)| FactIndex(place))
    }

    /// Finds a scene by its id.
    pub fn find_scene(&self, id: &str) -> Option<SceneIndex> {
        self.scenes.iter().zip(0..).find(|(each, _)| each.id == id).map(|(_, place)| SceneIndex(place))
    }
}
