//! What is stored of an attempt: a header and events.

use doorstep_envelope::Digest;
use doorstep_risk_tool::{Given, ItemIndex, LevelIndex};
use doorstep_scenario::{ActionIndex, ChoiceIndex};
use serde::{Deserialize, Serialize};

/// The version of the engine's rules. It changes when the same events would give another state.
pub const ENGINE: u16 = 1;

/// One attempt: everything else is derived from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// What it was made with.
    pub header: Header,
    /// What the trainee did, in order.
    pub events: Vec<Event>,
}

impl Attempt {
    /// The digest of the tool that is filled in beside the first, where there is one.
    pub fn beside(&self) -> Option<Digest> {
        match self.events.first() {
            Some(Event::Beside { tool }) => Some(*tool),
            _ => None,
        }
    }
}

/// What an attempt was made with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The scenario's digest.
    pub scenario: Digest,
    /// The tool's digest.
    pub tool: Digest,
    /// The key's digest, where a key was there.
    pub key: Option<Digest>,
    /// The engine's version.
    pub engine: u16,
    /// Where the drawn details come from.
    pub seed: u64,
    /// Practice or rehearsal.
    pub mode: Mode,
    /// Whether the trainee had already read this call's debrief, or tried again from a moment of an earlier attempt.
    pub repeat: bool,
}

/// How an attempt is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mode {
    /// The trainee may go back to an earlier choice.
    #[serde(rename = "practice")]
    Practice,
    /// No way back, as in an assessment.
    #[serde(rename = "rehearsal")]
    Rehearsal,
}

/// The place of a turn in the transcript, from 0. People read it from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TurnIndex(pub u32);

impl TurnIndex {
    /// The place as an index of a slice.
    pub const fn at(self) -> usize {
        self.0 as usize
    }

    /// The number that people read.
    pub const fn number(self) -> u32 {
        self.0 + 1
    }
}

/// How sure somebody is of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Confidence {
    /// A guess.
    #[serde(rename = "unsure")]
    Unsure,
    /// More likely than not.
    #[serde(rename = "fairly-sure")]
    FairlySure,
    /// Sure.
    #[serde(rename = "sure")]
    Sure,
}

/// Something that the trainee did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// Took a choice of the current scene.
    #[serde(rename = "choose")]
    Choose(ChoiceIndex),
    /// Marked a turn as evidence.
    #[serde(rename = "mark")]
    Mark(TurnIndex),
    /// Took the mark back.
    #[serde(rename = "unmark")]
    Unmark(TurnIndex),
    /// Wrote a note of their own.
    #[serde(rename = "note")]
    Note {
        /// The words.
        text: String,
    },
    /// Changed a note; no words remove it.
    #[serde(rename = "edit-note")]
    EditNote {
        /// Which note, from 0, in the order of writing.
        note: u16,
        /// The new words.
        text: String,
    },
    /// Answered an item of the tool, with the turns that it rests on.
    #[serde(rename = "answer")]
    Answer {
        /// The item. Those of a second tool stand after those of the first.
        item: ItemIndex,
        /// The answer, in its grade.
        #[serde(with = "crate::given")]
        answer: Given,
        /// The turns cited.
        cites: Vec<TurnIndex>,
    },
    /// Gave a level before any form.
    #[serde(rename = "first-impression")]
    FirstImpression(LevelIndex),
    /// Locked the answers of the tool for this assessment.
    #[serde(rename = "lock-answers")]
    LockAnswers,
    /// Gave the own level, before seeing the tool's result.
    #[serde(rename = "own-level")]
    OwnLevel {
        /// The level.
        level: LevelIndex,
        /// How sure.
        confidence: Confidence,
        /// Why, in their own words.
        reason: String,
        /// The turns cited.
        cites: Vec<TurnIndex>,
    },
    /// Gave the final level, having seen the tool's result.
    #[serde(rename = "final-level")]
    FinalLevel {
        /// The level.
        level: LevelIndex,
        /// Why, where it differs from the own level or from the tool's result.
        reason: String,
    },
    /// Decided what is done, and committed the assessment.
    #[serde(rename = "commit")]
    Commit {
        /// The actions.
        actions: Vec<ActionIndex>,
        /// When it is assessed again at the latest, in hours.
        reassess_hours: u16,
        /// How the person can be reached safely.
        safe_contact: String,
        /// What those who take over must know.
        handover: String,
    },
    /// Went back to the moment before a choice: so many choices are kept.
    #[serde(rename = "go-back")]
    GoBack {
        /// How many choices are kept.
        step: u32,
    },
    /// Looked back before reading the debrief.
    #[serde(rename = "reflect")]
    Reflect {
        /// What worried most.
        worried: String,
        /// What is not known.
        not_known: String,
        /// What would change the grade.
        would_change: String,
    },
    /// One intention for the next call.
    #[serde(rename = "intend")]
    Intend {
        /// The words.
        text: String,
    },
    /// Fills in a second tool beside the first. It is the first event of an attempt, or stands nowhere in it.
    #[serde(rename = "beside")]
    Beside {
        /// The second tool's digest.
        tool: Digest,
    },
    /// Wrote a part that the tool asks for, such as a formulation.
    #[serde(rename = "write")]
    Write {
        /// Which part, from 0, in the order of the tool.
        part: u16,
        /// The words.
        text: String,
    },
    /// Named who agrees to leaving the tool's result.
    #[serde(rename = "agreed")]
    Agreed {
        /// Who, in the trainee's words.
        by: String,
    },
}
