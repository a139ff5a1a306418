//! The second tool of an attempt that was made with two side by side.

use std::rc::Rc;

use doorstep_simulator::Attempt;

use super::{Attempts, ContentError};

impl Attempts {
    /// The bytes of the tool beside the first; nothing where an attempt was made with one tool.
    pub async fn beside(&self, attempt: &Attempt) -> Result<Option<Rc<[u8]>>, ContentError> {
        match attempt.beside() {
            Some(digest) => Ok(Some(self.bytes(digest, None).await?)),
            None => Ok(None),
        }
    }
}
