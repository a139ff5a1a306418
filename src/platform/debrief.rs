//! The debrief is a program of its own: fetched when it is needed, and handed what it shows.

use std::rc::Rc;

use doorstep_simulator::Compact;
use yew::Callback;

/// What a debrief is opened with.
#[derive(Clone)]
pub struct DebriefInput {
    /// The id of the element in which it is shown.
    pub host: &'static str,
    /// The attempt.
    pub attempt: Compact,
    /// The compiled call.
    pub call: Rc<[u8]>,
    /// The compiled tool.
    pub tool: Rc<[u8]>,
    /// The compiled tool beside it, where there was one.
    pub beside: Option<Rc<[u8]>>,
    /// The compiled key.
    pub key: Rc<[u8]>,
    /// The attempt as a file, in words.
    pub attempt_file: String,
    /// Starts a new attempt at the moment before a choice.
    pub on_try_again: Callback<u32>,
    /// Keeps an intention.
    pub on_intend: Callback<String>,
}
