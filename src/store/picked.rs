//! Which forms were picked for a call. The briefing holds it, so it is in the first part, whatever fills it is not.

use std::rc::Rc;

use doorstep_scenario::catalogue::ToolChoice;

/// The forms that were picked for a call, among those that its list has: the force's own is the first of them.
#[derive(Clone, Debug)]
pub struct Picked {
    /// The forms of the call.
    pub forms: Rc<[ToolChoice]>,
    /// The place of the form.
    pub form: usize,
    /// The place of the one beside it.
    pub beside: Option<usize>,
}

impl Picked {
    /// The form.
    pub fn form(&self) -> Option<&ToolChoice> {
        self.forms.get(self.form)
    }

    /// The one beside it.
    pub fn beside(&self) -> Option<&ToolChoice> {
        self.forms.get(self.beside?)
    }
}
