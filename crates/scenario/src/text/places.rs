//! Where the parts of a call stand in its file.

use doorstep_source::Span;

use crate::{ChoiceRef, SceneIndex};

/// Where the parts of a call stand in its file; every list is in the order of the scenario's table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The people.
    pub cast: Vec<Span>,
    /// The variables of the state.
    pub variables: Vec<Span>,
    /// The variations.
    pub variations: Vec<Span>,
    /// The actions.
    pub actions: Vec<Span>,
    /// The assessment points.
    pub assessments: Vec<Span>,
    /// The endings.
    pub endings: Vec<Span>,
    /// The facts.
    pub facts: Vec<Span>,
    /// The scenes.
    pub scenes: Vec<ScenePlaces>,
    /// The interrupts.
    pub interrupts: Vec<Span>,
    /// The levels that conditions name: every place where they do.
    pub levels: Vec<Vec<Span>>,
    /// The words that give a fact away, by fact. They are for proofs about the call, and never in its compiled form.
    pub phrases: Vec<Vec<Phrase>>,
}

/// Words that give a fact away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    /// The words.
    pub words: String,
    /// Where they stand.
    pub place: Span,
}

/// Where the parts of a scene stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScenePlaces {
    /// Its name.
    pub name: Span,
    /// Its lines.
    pub lines: Vec<Span>,
    /// Its choices.
    pub choices: Vec<ChoicePlaces>,
}

/// Where the parts of a choice stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChoicePlaces {
    /// Its id.
    pub id: Span,
    /// Its condition, if it has one.
    pub when: Option<Span>,
    /// Its lines.
    pub lines: Vec<Span>,
}

impl Places {
    /// Where a scene's name stands.
    pub fn scene(&self, index: SceneIndex) -> Option<Span> {
        self.scenes.get(index.at()).map(|scene| scene.name)
    }

    /// Where a choice's id stands.
    pub fn choice(&self, at: ChoiceRef) -> Option<Span> {
        self.scenes.get(at.scene.at())?.choices.get(at.choice.at()).map(|choice| choice.id)
    }
}
