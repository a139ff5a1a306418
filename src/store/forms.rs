//! Tools that the list of calls does not name: another form for a call, a second one beside it, a form with its guidance. It stands in the
//! rest of the app: a call taken with its own form needs nothing of it.

use std::rc::Rc;
use std::sync::Arc;

use doorstep_envelope::Digest;
use doorstep_risk_tool::RiskTool;
use doorstep_scenario::catalogue::{Asset, Catalogue, CatalogueCall, Toolbox};
use doorstep_simulator::{Attempt, Content};

use super::content::find;
use super::{Attempts, ContentError, Keeping, Picked};
use crate::platform::Table;

impl Attempts {
    /// The list of tools.
    pub async fn toolbox(&self, list: &Asset) -> Result<Toolbox, ContentError> {
        Toolbox::from_envelope(&self.bytes(list.digest, Some(list)).await?).map_err(ContentError::Open)
    }

    /// The call with the forms picked for it, and the digest of the key for them. What the list of calls does not name stays in memory, and
    /// on this computer where attempts are to be kept.
    pub async fn content_with(
        self: &Rc<Self>,
        call: &CatalogueCall,
        picked: &Picked,
        keeping: Keeping,
    ) -> Result<(Arc<Content>, Option<Digest>), ContentError> {
        let scenario = self.bytes(call.call.digest, Some(&call.call)).await?;
        let (tool, key) = picked.form().map_or((&call.tool, call.key.as_ref()), |form| (&form.tool, form.key.as_ref()));
        let first = self.bytes(tool.digest, Some(tool)).await?;
        let second = match picked.beside() {
            Some(beside) => Some(self.bytes(beside.tool.digest, Some(&beside.tool)).await?),
            None => None,
        };
        let content = Content::open(&scenario, &first, second.as_deref()).map_err(ContentError::Open)?;
        if keeping == Keeping::Kept {
            self.write(self.platform.put(Table::Content, &content.tool_digest.to_string(), &first));
            if let (Some(beside), Some(bytes)) = (&content.beside, &second) {
                self.write(self.platform.put(Table::Content, &beside.digest.to_string(), bytes));
            }
        }
        Ok((content, key.map(|key| key.digest)))
    }

    /// Has ready what an attempt that was brought in was made with, as far as the app has it: its call, its key and its tools, also those that
    /// only the list of tools names. It is kept on this computer where attempts are. What is not had is said where it is needed.
    pub async fn gather(self: &Rc<Self>, attempt: &Attempt, catalogue: &Catalogue) {
        let header = &attempt.header;
        let mut toolbox = None;
        for digest in [Some(header.scenario), Some(header.tool), header.key, attempt.beside()].into_iter().flatten() {
            let mut asset = find(catalogue, digest).cloned();
            if let (None, Some(list)) = (&asset, &catalogue.tools) {
                if toolbox.is_none() {
                    toolbox = self.toolbox(list).await.ok();
                }
                asset = toolbox.as_ref().and_then(|toolbox| toolbox.asset(digest)).cloned();
            }
            let Some(asset) = asset else { continue };
            if let (Ok(bytes), Keeping::Kept) = (self.bytes(digest, Some(&asset)).await, self.keeping()) {
                self.write(self.platform.put(Table::Content, &digest.to_string(), &bytes));
            }
        }
    }

    /// The bytes of the tool beside the first; nothing where an attempt was made with one tool.
    pub async fn beside(&self, attempt: &Attempt) -> Result<Option<Rc<[u8]>>, ContentError> {
        match attempt.beside() {
            Some(digest) => Ok(Some(self.bytes(digest, None).await?)),
            None => Ok(None),
        }
    }

    /// A tool in its own words with the guidance for its items; nothing where the list does not know it.
    pub async fn with_guidance(&self, tool: Digest, list: &Asset) -> Result<Option<RiskTool>, ContentError> {
        let toolbox = self.toolbox(list).await?;
        let Some(words) = toolbox.of(tool).and_then(|tool| tool.wordings.first()) else { return Ok(None) };
        let bytes = self.bytes(words.words.digest, Some(&words.words)).await?;
        RiskTool::from_envelope(&bytes).map(|(words, _)| Some(words)).map_err(ContentError::Open)
    }
}
