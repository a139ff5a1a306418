//! What the report's words mean: those that the debrief uses too, and a share as the command line writes it.

use doorstep_scoring::Ratio;
pub(super) use doorstep_scoring::words::*;

/// A share as people read it.
pub(super) fn share(share: Option<Ratio>) -> String {
    share.map_or_else(|| "nothing to judge in this call".to_owned(), |share| format!("{}%", share.percent()))
}
