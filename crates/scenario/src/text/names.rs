//! What a call declares: names and their places, to resolve names by.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
};

use doorstep_source::{Code, Diagnostics, Span, nearest};

use super::{
    UNKNOWN_ACTION, UNKNOWN_ASSESSMENT, UNKNOWN_CAST, UNKNOWN_CHOICE, UNKNOWN_ENDING, UNKNOWN_FACT, UNKNOWN_SCENE, UNKNOWN_SLOT,
    UNKNOWN_VALUE, UNKNOWN_VARIABLE,
};
use crate::{FactIndex, MOST_VALUES, NamedLevelIndex, Scenario, Variable, VariableKind, Whereabouts};

/// The names of one kind.
#[derive(Debug)]
pub struct Table<'a> {
    /// What one of them is called in messages.
    kind: &'static str,
    /// What an unknown one is.
    code: Code,
    by_id: BTreeMap<&'a str, u16>,
    entries: Vec<(&'a str, Span, Cell<bool>)>,
}

impl<'a> Table<'a> {
    const fn new(kind: &'static str, code: Code) -> Self {
        Self { kind, code, by_id: BTreeMap::new(), entries: Vec::new() }
    }

    /// Adds a name; `false` if it is there already. The place in the table is kept either way.
    pub(super) fn declare(&mut self, id: &'a str, span: Span) -> bool {
        // More than 65,535 are refused before; the last place stands for all of them.
        let place = u16::try_from(self.entries.len()).unwrap_or(u16::MAX);
        self.entries.push((id, span, Cell::new(false)));
        let is_new = !self.by_id.contains_key(id);
        if is_new {
            self.by_id.insert(id, place);
        }
        is_new
    }

    /// The place of a name in its table.
    pub fn find(&self, id: &str) -> Option<u16> {
        self.by_id.get(id).copied()
    }

    /// The names.
    pub fn ids(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.by_id.keys().copied()
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The place of a name in its table; an unknown one is told, with the nearest that is known.
    pub fn resolve(&self, id: &str, span: Span, out: &mut Diagnostics) -> Option<u16> {
        let found = self.find(id);
        if found.is_none() {
            self.tell_unknown(id, span, out);
        }
        found
    }

    /// The same, and the name (or the one that was probably meant) counts as used.
    pub(super) fn resolve_used(&self, id: &str, span: Span, out: &mut Diagnostics) -> Option<u16> {
        let found = self.find(id);
        match found {
            Some(place) => self.use_at(place),
            None => {
                if let Some(meant) = self.tell_unknown(id, span, out) {
                    self.use_at(meant);
                }
            }
        }
        found
    }

    fn tell_unknown(&self, id: &str, span: Span, out: &mut Diagnostics) -> Option<u16> {
        let meant = nearest(id, self.ids());
        let mend = match meant {
            Some(meant) => format!("Write `{meant}`."),
            None if self.is_empty() => format!("Declare it; there is no {} yet.", self.kind),
            None if self.len() <= 12 => format!("Write one of: {}.", self.ids().collect::<Vec<_>>().join(", ")),
            None => format!("Write the id of a {} of this call.", self.kind),
        };
        out.add(self.code, span, format!("There is no {} `{id}`.", self.kind), mend);
        meant.and_then(|meant| self.find(meant))
    }

    /// Says that the name at this place is used.
    pub(super) fn use_at(&self, place: u16) {
        if let Some((_, _, used)) = self.entries.get(usize::from(place)) {
            used.set(true);
        }
    }

    /// The names that nobody used, and where they stand.
    pub(super) fn unused(&self) -> impl Iterator<Item = (u16, &'a str, Span)> + '_ {
        self.entries.iter().zip(0..).filter(|((_, _, used), _)| !used.get()).map(|((id, span, _), place)| (place, *id, *span))
    }

    /// Where the names stand.
    pub(super) fn spans(&self) -> Vec<Span> {
        self.entries.iter().map(|(_, span, _)| *span).collect()
    }
}

/// A variable, as far as conditions and effects must know it.
#[derive(Clone, Debug)]
pub(super) struct VariableBounds<'a> {
    /// Whether its declaration had a mistake: then nothing is said about how it is used.
    pub(super) is_told: bool,
    pub(super) kind: ValueKind<'a>,
    pub(super) min: i32,
    pub(super) max: i32,
}

/// What a variable holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ValueKind<'a> {
    Number,
    Flag,
    Timer,
    /// One of these words.
    Words(Vec<&'a str>),
    /// Where somebody of the cast is.
    Where,
}

impl<'a> VariableBounds<'a> {
    pub(super) fn of(variable: &'a Variable) -> Self {
        let kind = match &variable.kind {
            VariableKind::Number => ValueKind::Number,
            VariableKind::Flag => ValueKind::Flag,
            VariableKind::Timer => ValueKind::Timer,
            VariableKind::OneOf(words) => ValueKind::Words(words.iter().map(String::as_str).collect()),
            VariableKind::Where(_) => ValueKind::Where,
        };
        Self { is_told: false, kind, min: variable.min, max: variable.max }
    }

    /// The words that its values stand for; none where they stand for no words.
    pub(super) fn words(&self) -> Vec<&'a str> {
        match &self.kind {
            ValueKind::Words(words) => words.clone(),
            ValueKind::Where => Whereabouts::ALL.iter().map(|each| each.word()).collect(),
            ValueKind::Number | ValueKind::Flag | ValueKind::Timer => Vec::new(),
        }
    }

    /// The place of a word among its values; an unknown one is told, with the nearest that is known.
    pub(super) fn place_of(&self, name: &str, word: &str, span: Span, out: &mut Diagnostics) -> Option<i32> {
        let words = self.words();
        let found = words.iter().zip(0..).find(|(each, _)| **each == word).map(|(_, place)| place);
        if found.is_none() {
            let mend = match nearest(word, words.iter().copied()) {
                Some(meant) => format!("Write {meant}."),
                None => format!("Write one of: {}.", words.join(", ")),
            };
            out.add(UNKNOWN_VALUE, span, format!("`{name}` cannot be `{word}`."), mend);
        }
        found
    }
}

/// What a call declares.
#[derive(Debug)]
pub struct Names<'a> {
    /// The people.
    pub cast: Table<'a>,
    /// The variables of the state.
    pub variables: Table<'a>,
    /// The variations.
    pub variations: Table<'a>,
    /// The actions.
    pub actions: Table<'a>,
    /// The assessment points.
    pub assessments: Table<'a>,
    /// The endings.
    pub endings: Table<'a>,
    /// The facts.
    pub facts: Table<'a>,
    /// The scenes.
    pub scenes: Table<'a>,
    /// The choices, by scene.
    pub choices: Vec<Table<'a>>,
    /// By variable.
    pub(super) bounds: Vec<VariableBounds<'a>>,
    /// By variation.
    pub(super) values: Vec<Vec<&'a str>>,
    /// By fact: whether it stays unknown.
    pub(super) stays_unknown: Vec<bool>,
    /// By fact: the facts that replace it.
    pub(super) replaced_by: Vec<Vec<u16>>,
    /// By variation: whether it is an attribute of somebody.
    pub(super) is_attribute: Vec<bool>,
    /// The levels that conditions name, each once, with the places where they do.
    pub(super) levels: RefCell<Vec<(String, Vec<Span>)>>,
    /// By scene: whether it ends the call.
    pub(super) ends: Vec<bool>,
    /// The seconds after which the clock stands still.
    pub(super) max_seconds: u32,
}

impl<'a> Names<'a> {
    pub(super) const fn new() -> Self {
        Self {
            cast: Table::new("person in the cast", UNKNOWN_CAST),
            variables: Table::new("variable", UNKNOWN_VARIABLE),
            variations: Table::new("variation", UNKNOWN_SLOT),
            actions: Table::new("action", UNKNOWN_ACTION),
            assessments: Table::new("assessment", UNKNOWN_ASSESSMENT),
            endings: Table::new("ending", UNKNOWN_ENDING),
            facts: Table::new("fact", UNKNOWN_FACT),
            scenes: Table::new("scene", UNKNOWN_SCENE),
            choices: Vec::new(),
            bounds: Vec::new(),
            values: Vec::new(),
            stays_unknown: Vec::new(),
            replaced_by: Vec::new(),
            is_attribute: Vec::new(),
            levels: RefCell::new(Vec::new()),
            ends: Vec::new(),
            max_seconds: u32::MAX,
        }
    }

    /// An empty table of choices, for a scene.
    pub(super) const fn choice_table() -> Table<'a> {
        Table::new("choice", UNKNOWN_CHOICE)
    }

    /// The place of a level in the list of those that conditions name. The list ends one beyond [`MOST_VALUES`], which is told.
    pub(super) fn level(&self, id: &str, span: Span) -> NamedLevelIndex {
        let mut levels = self.levels.borrow_mut();
        let found = levels.iter().position(|(each, _)| each == id);
        let place = found.unwrap_or_else(|| {
            if levels.len() <= MOST_VALUES {
                levels.push((id.to_owned(), Vec::new()));
            }
            levels.len() - 1
        });
        if let Some((_, spans)) = levels.get_mut(place) {
            spans.push(span);
        }
        NamedLevelIndex(u16::try_from(place).unwrap_or(u16::MAX))
    }

    /// The names of a call that has been read before; for its key.
    pub fn of(scenario: &'a Scenario) -> Self {
        let mut names = Self::new();
        let nowhere = Span::default();
        for each in &scenario.cast {
            names.cast.declare(&each.id, nowhere);
        }
        for variable in &scenario.variables {
            names.variables.declare(&variable.id, nowhere);
            names.bounds.push(VariableBounds::of(variable));
        }
        for variation in &scenario.variations {
            names.variations.declare(&variation.id, nowhere);
            names.values.push(variation.values.iter().map(String::as_str).collect());
            names.is_attribute.push(variation.attribute.is_some());
        }
        for each in &scenario.actions {
            names.actions.declare(&each.id, nowhere);
        }
        for each in &scenario.assessments {
            names.assessments.declare(&each.id, nowhere);
        }
        for each in &scenario.endings {
            names.endings.declare(&each.id, nowhere);
        }
        for fact in &scenario.facts {
            names.facts.declare(&fact.id, nowhere);
            names.stays_unknown.push(fact.stays_unknown);
        }
        names.replaced_by =
            (0..).take(scenario.facts.len()).map(|place| scenario.replacing(FactIndex(place)).map(|fact| fact.0).collect()).collect();
        for scene in &scenario.scenes {
            names.scenes.declare(&scene.id, nowhere);
            names.ends.push(scene.ending.is_some());
            let mut choices = Self::choice_table();
            for each in &scene.choices {
                choices.declare(&each.id, nowhere);
            }
            names.choices.push(choices);
        }
        names.max_seconds = scenario.clock.max_seconds;
        names
    }
}
