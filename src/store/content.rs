//! The bytes of calls, tools and keys, by their digest.

use core::fmt;
use std::rc::Rc;
use std::sync::Arc;

use doorstep_envelope::{Digest, OpenError};
use doorstep_scenario::catalogue::{Asset, Catalogue, CatalogueCall};
use doorstep_simulator::{Attempt, Content};

use super::{Attempts, Keeping};
use crate::platform::{FetchError, StoreError, Table};

/// Why a call, tool or key is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContentError {
    /// It did not come.
    Fetch(FetchError),
    /// It came, but cannot be read.
    Open(OpenError),
    /// It is neither among the calls and forms here nor kept with the attempt.
    Missing(Digest),
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fetch(error) => error.fmt(f),
            Self::Open(error) => error.fmt(f),
            Self::Missing(digest) => write!(
                f,
                "this attempt was made with another version of the call or of its form (it begins with {digest:.8}), and that version is not on this computer; the attempt can be read and exported, but not gone on with"
            ),
        }
    }
}

impl std::error::Error for ContentError {}

impl Attempts {
    /// The call and tool of a catalogue's entry.
    pub async fn content_of(&self, call: &CatalogueCall) -> Result<Arc<Content>, ContentError> {
        let scenario = self.bytes(call.call.digest, Some(&call.call)).await?;
        let tool = self.bytes(call.tool.digest, Some(&call.tool)).await?;
        Content::open(&scenario, &tool, None).map_err(ContentError::Open)
    }

    /// The call and tool that an attempt was made with: from the app if they are its own still, else as kept with the attempt.
    pub async fn content_for(&self, attempt: &Attempt, catalogue: &Catalogue) -> Result<Arc<Content>, ContentError> {
        let header = &attempt.header;
        let scenario = self.bytes(header.scenario, find(catalogue, header.scenario)).await?;
        let tool = self.bytes(header.tool, find(catalogue, header.tool)).await?;
        let beside = match attempt.beside() {
            Some(digest) => Some(self.bytes(digest, None).await?),
            None => None,
        };
        Content::open(&scenario, &tool, beside.as_deref()).map_err(ContentError::Open)
    }

    /// The bytes of the call, the tool and the key that an attempt was made with. Nothing where the call had no key.
    pub async fn judged_by(&self, attempt: &Attempt, catalogue: &Catalogue) -> Result<Option<[Rc<[u8]>; 3]>, ContentError> {
        let header = &attempt.header;
        let Some(key) = header.key else { return Ok(None) };
        Ok(Some([
            self.bytes(header.scenario, find(catalogue, header.scenario)).await?,
            self.bytes(header.tool, find(catalogue, header.tool)).await?,
            self.bytes(key, find(catalogue, key)).await?,
        ]))
    }

    /// Keeps the call, tool and key of an attempt beside it, where attempts are kept.
    pub async fn keep_content(self: &Rc<Self>, call: &CatalogueCall) {
        if self.keeping() != Keeping::Kept {
            return;
        }
        for asset in [Some(&call.call), Some(&call.tool), call.key.as_ref()].into_iter().flatten() {
            // What does not come is fetched when it is needed; there it says why it does not come.
            if let Ok(bytes) = self.bytes(asset.digest, Some(asset)).await {
                self.write(self.platform.put(Table::Content, &asset.digest.to_string(), &bytes));
            }
        }
    }

    /// Bytes by their digest: from memory, from this computer, from the app.
    pub(super) async fn bytes(&self, digest: Digest, asset: Option<&Asset>) -> Result<Rc<[u8]>, ContentError> {
        if let Some((_, bytes)) = self.inner.borrow().content.iter().find(|(each, _)| *each == digest) {
            return Ok(Rc::clone(bytes));
        }
        let bytes = match asset {
            Some(asset) => match self.platform.fetch(&asset.path()).await {
                Ok(bytes) => bytes,
                // An update may have taken the file away while the page was open.
                Err(error) => self.kept(digest).await.ok().flatten().ok_or(ContentError::Fetch(error))?,
            },
            None => self.kept(digest).await.ok().flatten().ok_or(ContentError::Missing(digest))?,
        };
        let bytes: Rc<[u8]> = bytes.into();
        self.inner.borrow_mut().content.push((digest, Rc::clone(&bytes)));
        Ok(bytes)
    }

    async fn kept(&self, digest: Digest) -> Result<Option<Vec<u8>>, StoreError> {
        self.platform.get(Table::Content, &digest.to_string()).await
    }

    /// Removes from this computer the calls, tools and keys that no attempt kept here needs.
    pub(super) fn tidy_content(self: &Rc<Self>) {
        let store = Rc::clone(self);
        yew::platform::spawn_local(async move {
            let Ok(kept) = store.platform.all(Table::Content).await else { return };
            let needed: Vec<String> = {
                let inner = store.inner.borrow();
                let attempts = inner.written.names().filter_map(|id| inner.records.get(id)).filter_map(|record| record.open().ok());
                attempts
                    .flat_map(|attempt| {
                        let header = &attempt.header;
                        [Some(header.scenario), Some(header.tool), header.key, attempt.beside()]
                    })
                    .flatten()
                    .map(|digest| digest.to_string())
                    .collect()
            };
            for (digest, _) in kept.into_iter().filter(|(digest, _)| !needed.contains(digest)) {
                store.write(store.platform.delete(Table::Content, &digest));
            }
        });
    }
}

/// The file of the app with a digest, if the app still has it.
pub(super) fn find(catalogue: &Catalogue, digest: Digest) -> Option<&Asset> {
    catalogue
        .calls
        .iter()
        .find_map(|call| [Some(&call.call), Some(&call.tool), call.key.as_ref()].into_iter().flatten().find(|asset| asset.digest == digest))
}
