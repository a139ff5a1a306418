//! What the trainee has begun to write or choose and not yet committed. It is no event; it only survives a reload.

use doorstep_simulator::Event;
use serde::{Deserialize, Serialize};

/// A field whose content is not committed yet. The order of the variants is part of what is stored: add at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DraftField {
    /// A new note.
    Note,
    /// The new words of a note, by its number.
    EditNote(u16),
    /// The first impression: a level's id.
    FirstImpression,
    /// The own level: a level's id.
    OwnLevel,
    /// How sure: `unsure`, `fairly-sure` or `sure`.
    Confidence,
    /// The reason for the own level.
    OwnReason,
    /// The lines cited for the own level: their places, with spaces between.
    OwnCites,
    /// The final level: a level's id.
    FinalLevel,
    /// The reason for the final level.
    FinalReason,
    /// The actions ticked: their places, with spaces between.
    PlanActions,
    /// The hours chosen until it is assessed again.
    ReassessHours,
    /// How the person can be reached safely.
    SafeContact,
    /// What those who take over must know.
    Handover,
    /// A part that the tool asks for in words, by its place.
    Written(u16),
    /// Who agrees to leaving the tool's result.
    Agreed,
}

/// The texts and half-made choices of an attempt that are not committed yet, in the order of their fields. They are few.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<(DraftField, String)>", into = "Vec<(DraftField, String)>")]
pub struct Drafts(Vec<(DraftField, String)>);

impl Drafts {
    /// What a field holds; nothing written is the empty text.
    pub fn get(&self, field: DraftField) -> &str {
        self.0.iter().find(|(each, _)| *each == field).map_or("", |(_, text)| text)
    }

    /// Puts something into a field; the empty text empties it.
    pub fn set(&mut self, field: DraftField, text: String) {
        self.0.retain(|(each, _)| *each != field);
        if !text.is_empty() {
            let before = self.0.iter().filter(|(each, _)| *each < field).count();
            self.0.insert(before, (field, text));
        }
    }

    /// Whether nothing is begun.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Empties what an accepted event has committed.
    pub fn settle(&mut self, event: &Event) {
        for field in settled_by(event) {
            self.set(field, String::new());
        }
    }

    /// The note that is being edited, if one is.
    pub(super) fn edited_note(&self) -> Option<u16> {
        self.0.iter().find_map(|(field, _)| match field {
            DraftField::EditNote(note) => Some(*note),
            _ => None,
        })
    }
}

impl From<Vec<(DraftField, String)>> for Drafts {
    fn from(pairs: Vec<(DraftField, String)>) -> Self {
        let mut drafts = Self::default();
        pairs.into_iter().for_each(|(field, text)| drafts.set(field, text));
        drafts
    }
}

impl From<Drafts> for Vec<(DraftField, String)> {
    fn from(drafts: Drafts) -> Self {
        drafts.0
    }
}

/// The fields that an event commits.
pub(super) fn settled_by(event: &Event) -> Vec<DraftField> {
    use DraftField as Field;
    match event {
        Event::Note { .. } => vec![Field::Note],
        Event::EditNote { note, .. } => vec![Field::EditNote(*note)],
        Event::FirstImpression(_) => vec![Field::FirstImpression],
        Event::OwnLevel { .. } => vec![Field::OwnLevel, Field::Confidence, Field::OwnReason, Field::OwnCites],
        Event::FinalLevel { .. } => vec![Field::FinalLevel, Field::FinalReason, Field::Agreed],
        Event::Write { part, .. } => vec![Field::Written(*part)],
        Event::Commit { .. } => vec![Field::PlanActions, Field::ReassessHours, Field::SafeContact, Field::Handover],
        Event::GoBack { .. } => vec![Field::OwnCites],
        Event::Choose(_)
        | Event::Mark(_)
        | Event::Unmark(_)
        | Event::Answer { .. }
        | Event::LockAnswers
        | Event::Reflect { .. }
        | Event::Intend { .. }
        | Event::Beside { .. }
        | Event::Agreed { .. } => Vec::new(),
    }
}

/// Places written with spaces between, as lists are kept in a draft. What is no place is left out.
pub(super) fn places(text: &str) -> Vec<u32> {
    text.split(' ').filter_map(|place| place.parse().ok()).collect()
}

/// The list with a place put in or taken out, as it is kept in a draft.
pub(super) fn with_place(text: &str, place: u32, is_in: bool) -> String {
    let mut list = places(text);
    list.retain(|each| *each != place);
    if is_in {
        let before = list.iter().filter(|each| **each < place).count();
        list.insert(before, place);
    }
    list.iter().map(u32::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_in_a_draft_takes_and_gives_places() {
        let list = with_place(&with_place(&with_place("", 12, true), 3, true), 7, true);
        assert_eq!(list, "3 7 12");
        assert_eq!(with_place(&list, 7, false), "3 12");
        assert_eq!(places("3 x 12"), [3, 12]);
    }

    #[test]
    fn an_empty_text_is_no_draft_and_an_accepted_event_settles_its_fields() {
        let mut drafts = Drafts::default();
        drafts.set(DraftField::Note, "She looked at the door".into());
        drafts.set(DraftField::EditNote(2), "x".into());
        drafts.set(DraftField::EditNote(2), String::new());
        assert_eq!(drafts.edited_note(), None);
        let stored = serde_json::to_string(&drafts).unwrap();
        assert_eq!(stored, r#"[["Note","She looked at the door"]]"#);
        assert_eq!(serde_json::from_str::<Drafts>(&stored).unwrap(), drafts);
        drafts.settle(&Event::Note { text: "She looked at the door".into() });
        assert!(drafts.is_empty());
    }
}
