//! Taking the call: conversation, notebook, form and assessment.
//!
//! Everything shown follows from the session's view and the drafts. No rule of the simulation stands here: what the trainee
//! does becomes an event, and the engine says whether it holds. Nothing of the key is shown, and no fact's text.

mod answers;
mod assessment;
mod bar;
mod choices;
mod desk;
mod drafts;
mod final_level;
mod first_impression;
mod focus;
mod form;
mod form_logic;
mod form_part;
mod go_back;
mod guidance;
mod hand;
mod item;
mod levels;
mod lines;
mod markup;
mod moment;
mod next;
mod note;
mod notebook;
mod own_level;
mod pane;
mod plan;
mod result;
mod result_more;
mod screen;
mod side;
mod status;
mod text_field;
mod transcript;
mod turn;
mod words;

#[cfg(test)]
pub(crate) mod tests;

pub use bar::SavedState;
pub use drafts::{DraftField, Drafts};
pub(crate) use result::outcome_words;
pub use screen::{CallProps, CallScreen};
