//! The list of calls that an app is built with.

use doorstep_envelope::{Digest, Kind, OpenError};
use serde::{Deserialize, Serialize};

use crate::support::Support;
use crate::{Audience, CallKind};

/// What the app knows of its calls before it loads one.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Catalogue {
    /// The calls, tutorials first, then by title.
    pub calls: Vec<CatalogueCall>,
    /// Where help is to be had.
    pub support: Support,
}

/// The envelope of a compiled catalogue.
pub const CATALOGUE: Kind = Kind { tag: *b"LIST", version: 1, word: "catalogue" };

impl Catalogue {
    /// The compiled form.
    pub fn to_envelope(&self) -> Vec<u8> {
        doorstep_envelope::seal(CATALOGUE, self)
    }

    /// Opens the compiled form.
    pub fn from_envelope(bytes: &[u8]) -> Result<Self, OpenError> {
        doorstep_envelope::open(CATALOGUE, bytes).map(|(catalogue, _)| catalogue)
    }
}

/// A call in the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueCall {
    /// The scenario's id.
    pub id: String,
    /// The scenario's version.
    pub version: String,
    /// The scenario's title.
    pub title: String,
    /// The scenario's summary.
    pub summary: String,
    /// BCP 47 tag of its language.
    pub language: String,
    /// Whom it is for.
    pub audience: Audience,
    /// What kind of call it is: a tutorial and a vignette are shown as such.
    pub kind: CallKind,
    /// What somebody may want to know, and decline, before.
    pub content_notes: Vec<String>,
    /// What it is about.
    pub themes: Vec<String>,
    /// What the tool is called.
    pub tool_title: String,
    /// Status of its key in a word (`illustrative`, `panel`, `approved`), if it has one.
    pub key_status: Option<String>,
    /// The compiled call.
    pub call: Asset,
    /// The compiled tool.
    pub tool: Asset,
    /// The compiled key, if there is one.
    pub key: Option<Asset>,
}

/// A compiled file beside the app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asset {
    /// Its address, relative to the page.
    pub path: String,
    /// The digest of its content, as in an attempt's header.
    pub digest: Digest,
}
