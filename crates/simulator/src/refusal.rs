//! Why an event is refused.

use core::fmt;

/// Why an event is refused. Nothing has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The choice is not offered now.
    NotOffered,
    /// This can be done only while the call runs.
    NotInCall,
    /// This can be done only at that part of an assessment.
    NotAtThisPart,
    /// The answers are locked for this assessment.
    AnswersLocked,
    /// There is no such turn.
    NoSuchTurn,
    /// There is no such note.
    NoSuchNote,
    /// The tool has no such item.
    NoSuchItem,
    /// The tool's form does not offer this answer.
    NoSuchAnswer,
    /// The tool has no such level.
    NoSuchLevel,
    /// The call has no such action.
    NoSuchAction,
    /// A written reason is needed.
    ReasonNeeded,
    /// A note needs words.
    EmptyNote,
    /// There is no way back in a rehearsal.
    NoWayBack,
    /// So many choices have not been taken.
    NoSuchStep,
    /// This can be done only when the call has ended.
    NotEnded,
    /// The transcript is as long as it can be.
    TooLong,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotOffered => "this choice is not offered now; choose one of those shown",
            Self::NotInCall => "this can be done only while the call runs",
            Self::NotAtThisPart => "this belongs to another part of the assessment; finish the part shown first",
            Self::AnswersLocked => "the answers are locked for this assessment; they can change again when it is committed",
            Self::NoSuchTurn => "there is no such line in the transcript",
            Self::NoSuchNote => "there is no such note",
            Self::NoSuchItem => "the tool has no such item",
            Self::NoSuchAnswer => "the tool does not offer this answer",
            Self::NoSuchLevel => "the tool has no such level",
            Self::NoSuchAction => "the call has no such action",
            Self::ReasonNeeded => "write your reason first, in a sentence",
            Self::EmptyNote => "write something first",
            Self::NoWayBack => "there is no way back in a rehearsal",
            Self::NoSuchStep => "so many choices have not been taken",
            Self::NotEnded => "this can be done only when the call has ended",
            Self::TooLong => "this attempt is as long as an attempt can be; end the call",
        })
    }
}

impl core::error::Error for Refusal {}
