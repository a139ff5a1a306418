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
    /// The compiled [`Toolbox`]: it is fetched when somebody asks for other words or another tool.
    pub tools: Option<Asset>,
}

/// The envelope of a compiled catalogue.
pub const CATALOGUE: Kind = Kind { tag: *b"LIST", version: 2, word: "catalogue" };

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

/// The tools that an app is built with and their wordings. The first choice never waits for it.
///
/// A wording is a compiled risk tool with the same form and rules in other words, with guidance for its items; how a form is shown in it
/// stands at the head of `doorstep_risk_tool`'s module `wording`. Fetch the list by [`Catalogue::tools`], find the tool by the digest in the
/// attempt's header ([`Toolbox::of`]), fetch one of its wordings, and open it as any tool.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Toolbox {
    /// The tools, by id.
    pub tools: Vec<ToolboxTool>,
}

/// The envelope of a compiled list of tools.
pub const TOOLBOX: Kind = Kind { tag: *b"BOX ", version: 1, word: "list of tools" };

impl Toolbox {
    /// The compiled form.
    pub fn to_envelope(&self) -> Vec<u8> {
        doorstep_envelope::seal(TOOLBOX, self)
    }

    /// Opens the compiled form.
    pub fn from_envelope(bytes: &[u8]) -> Result<Self, OpenError> {
        doorstep_envelope::open(TOOLBOX, bytes).map(|(toolbox, _)| toolbox)
    }

    /// The tool with a digest: that of an attempt's header, or of a call in the catalogue.
    pub fn of(&self, digest: Digest) -> Option<&ToolboxTool> {
        self.tools.iter().find(|tool| tool.tool.digest == digest)
    }

    /// The file with a digest: a tool, or one of its wordings.
    pub fn asset(&self, digest: Digest) -> Option<&Asset> {
        let mut assets =
            self.tools.iter().flat_map(|tool| std::iter::once(&tool.tool).chain(tool.wordings.iter().map(|wording| &wording.words)));
        assets.find(|asset| asset.digest == digest)
    }

    /// The tools with which a call can be taken and judged by its key, its own among them.
    pub fn for_call(&self, call: &str) -> impl Iterator<Item = &ToolboxTool> {
        self.tools.iter().filter(move |tool| tool.calls.iter().any(|id| id == call))
    }

    /// The tools that can be filled in at a call, each in all its languages, the call's own first: those with which the call can be taken, and
    /// those that only stand beside. Empty where the list does not know the call's own.
    pub fn choices(&self, call: &CatalogueCall) -> Vec<ToolChoice> {
        let own = self.of(call.tool.digest);
        let others = self.tools.iter().filter(|tool| Some(*tool) != own);
        let of_tool = |tool: &ToolboxTool| {
            let alone = Some(tool) == own || tool.calls.contains(&call.id);
            let choice = |title: &str, wording: Option<&Wording>, asset: &Asset| ToolChoice {
                id: tool.id.clone(),
                title: title.to_owned(),
                about: tool.about.clone(),
                language: wording.map(|wording| wording.language.clone()).unwrap_or_default(),
                reviewed: wording.and_then(|wording| wording.reviewed),
                alone,
                tool: asset.clone(),
                key: call.key.clone().filter(|_| alone),
            };
            // Its own words come first.
            let translations = tool.wordings.iter().skip(1).map(|wording| choice(&wording.title, Some(wording), &wording.words));
            std::iter::once(choice(&tool.title, tool.wordings.first(), &tool.tool)).chain(translations).collect::<Vec<_>>()
        };
        own.into_iter().chain(others.filter(|_| own.is_some())).flat_map(of_tool).collect()
    }
}

/// A tool that can be filled in at a call, in one of its languages.
#[derive(Clone, Debug, PartialEq)]
pub struct ToolChoice {
    /// The tool's id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it is for, in the tool's own language.
    pub about: String,
    /// BCP 47 tag of its language.
    pub language: String,
    /// Whether somebody has reviewed the translation; nothing for a tool's own words.
    pub reviewed: Option<bool>,
    /// Whether the call can be taken with it alone; else it only stands beside the force's own.
    pub alone: bool,
    /// The compiled tool.
    pub tool: Asset,
    /// The compiled key for it, if there is one.
    pub key: Option<Asset>,
}

/// A tool in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToolboxTool {
    /// The tool's id.
    pub id: String,
    /// The tool's version.
    pub version: String,
    /// What people call it.
    pub title: String,
    /// Its family, in the format's word: `checklist`, `actuarial`, `structured-judgement`, `triage`, `call-handling`.
    pub approach: String,
    /// What it is for.
    pub about: String,
    /// The ids of the calls that can be taken with it: the key of each says the same of this tool as of the call's own.
    pub calls: Vec<String>,
    /// The compiled tool.
    pub tool: Asset,
    /// Its wordings, its own first.
    pub wordings: Vec<Wording>,
}

/// A wording of a tool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// BCP 47 tag of its language.
    pub language: String,
    /// What the tool is called in it.
    pub title: String,
    /// Whether somebody has reviewed the translation; nothing for the tool's own words.
    pub reviewed: Option<bool>,
    /// The compiled tool in these words.
    pub words: Asset,
}

/// A compiled file beside the app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asset {
    /// Its address, relative to the page, without the digest: folder, id and version of the encoding, for instance `calls/porch.3`.
    pub stem: String,
    /// The digest of its content, as in an attempt's header.
    pub digest: Digest,
}

impl Asset {
    /// Its address, relative to the page. It holds the beginning of the digest and the version of the encoding, so that a file of this
    /// name never changes.
    pub fn path(&self) -> String {
        let mut path = self.stem.clone();
        path.push('.');
        for byte in &self.digest.0[..8] {
            for digit in [byte >> 4, byte & 15] {
                path.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
            }
        }
        path + ".bin"
    }
}
