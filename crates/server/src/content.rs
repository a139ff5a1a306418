//! The calls, tools and keys of a folder, compiled for the browser, with the catalogue that names them.
//!
//! What has mistakes is left out and every mistake is a [`Finding`]; whether that fails a build is for others to say.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use doorstep_envelope::Digest;
use doorstep_risk_tool::{RiskTool, Translation};
use doorstep_scenario::catalogue::{Asset, Catalogue, CatalogueCall, Toolbox, ToolboxTool, Wording};
use doorstep_scenario::support::Support;
use doorstep_scenario::text::{NEUTRAL_SUPPORT, read_support};
use doorstep_scenario::{CallKind, Scenario};
use doorstep_scoring::{AnswerKey, KeyStatus};
use doorstep_source::{Diagnostic, Reading, Severity};

use crate::named_by_content;

/// What a compiled file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A call.
    Call,
    /// A risk tool that a call names: it is fetched with the call.
    Tool,
    /// A risk tool that no call names, a tool in other words, or the list of them: fetched when somebody asks for it.
    Tools,
    /// A key.
    Key,
    /// The list of calls.
    Catalogue,
}

/// A compiled file, named by its content.
#[derive(Debug, Clone)]
pub struct File {
    /// What it holds.
    pub kind: Kind,
    /// Its address, relative to the page.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Something to mend in a file of an author.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The file, as short as it can be said.
    pub file: String,
    /// The line as it stands there, without the space around it.
    pub line: String,
    /// What is wrong, where in the file and what to write instead.
    pub diagnostic: Diagnostic,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Diagnostic { code, severity, message, mend, span } = &self.diagnostic;
        writeln!(formatter, "{}:{}:{}: {}[{code}]: {message}", self.file, span.start.line, span.start.column, severity.word())?;
        if !self.line.is_empty() {
            writeln!(formatter, "    {}", self.line)?;
        }
        write!(formatter, "  hint: {mend}")
    }
}

/// Where authors' files lie.
#[derive(Debug, Clone)]
pub struct Folders {
    /// Holds a folder for each call.
    pub scenarios: PathBuf,
    /// Holds a file for each tool, and in its folder `words` one for each tool in another language.
    pub tools: PathBuf,
}

impl Folders {
    /// The file of support contacts: it lies beside the folder of tools, and need not be there.
    pub fn support(&self) -> PathBuf {
        self.tools.with_file_name("support.yaml")
    }
}

/// What came of a folder.
#[derive(Debug)]
pub struct Content {
    /// The compiled files, the catalogue last.
    pub files: Vec<File>,
    /// The address of the catalogue.
    pub catalogue: String,
    /// What was found, file by file.
    pub findings: Vec<Finding>,
}

impl Content {
    /// How many findings are errors: each of them leaves something out.
    pub fn errors(&self) -> usize {
        self.findings.iter().filter(|finding| finding.diagnostic.severity == Severity::Error).count()
    }
}

/// Compiles every call, tool and key. Only a file that cannot be read at all is an error.
pub fn compile(folders: &Folders) -> io::Result<Content> {
    let mut compiler = Compiler { files: Vec::new(), findings: Vec::new() };
    let mut tools = compiler.tools(&folders.tools)?;
    compiler.wordings(&folders.tools.join("words"), &mut tools)?;
    let mut calls = Vec::new();
    for folder in call_folders(&folders.scenarios)? {
        calls.extend(compiler.call(&folder, &mut tools)?);
    }
    let order = |call: &CatalogueCall| (call.kind != CallKind::Tutorial, call.title.clone(), call.id.clone());
    calls.sort_by_cached_key(order);
    let support = compiler.support(&folders.support())?;
    let tools = compiler.toolbox(tools, &calls);
    let bytes = Catalogue { calls, support, tools: Some(tools) }.to_envelope();
    let catalogue = named_by_content("catalogue", "bin", &bytes);
    compiler.files.push(File { kind: Kind::Catalogue, path: catalogue.clone(), bytes });
    Ok(Content { files: compiler.files, catalogue, findings: compiler.findings })
}

/// A tool with its compiled file, and what else is known of it.
struct Tool {
    tool: RiskTool,
    asset: Asset,
    /// The tool with the guidance for its items.
    guided: RiskTool,
    wordings: Vec<Wording>,
    /// The calls that can be taken with it.
    calls: Vec<String>,
}

struct Compiler {
    files: Vec<File>,
    findings: Vec<Finding>,
}

impl Compiler {
    /// Every tool, by its id.
    fn tools(&mut self, folder: &Path) -> io::Result<BTreeMap<String, Tool>> {
        let mut tools = BTreeMap::new();
        for path in entries(folder)?.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "yaml")) {
            let source = read(&path)?;
            let Some(tool) = self.keep(&path, &source, doorstep_risk_tool::text::read_tool(&source)) else { continue };
            if tools.contains_key(&tool.id) {
                self.find(&path, "duplicate-tool", format!("another tool has the id `{}`", tool.id), "give this one an id of its own");
                continue;
            }
            let asset = self.add(Kind::Tools, "tools", &tool.id, tool.to_envelope(), tool.digest());
            // Invariant: what was read once without a mistake is read again.
            let guided = doorstep_risk_tool::text::read_tool_with_guidance(&source).value.unwrap_or_else(|| tool.clone());
            let own = self.wording(&guided);
            tools.insert(tool.id.clone(), Tool { tool, asset, guided, wordings: vec![own], calls: Vec::new() });
        }
        Ok(tools)
    }

    /// The tools in other languages.
    fn wordings(&mut self, folder: &Path, tools: &mut BTreeMap<String, Tool>) -> io::Result<()> {
        if !folder.is_dir() {
            return Ok(());
        }
        for path in entries(folder)?.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "yaml")) {
            let source = read(&path)?;
            let id = doorstep_source::parse_tree(&source).root;
            let id = id.as_ref().and_then(|root| root.get("tool")).and_then(|node| node.as_text()).unwrap_or_default();
            let Some(tool) = tools.get_mut(id) else {
                let names = tools.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
                let message = format!("there is no tool `{id}` that can be used");
                self.find(&path, "no-such-tool", message, &format!("name one of these after `tool:`: {names}"));
                continue;
            };
            let Some(words) = self.keep(&path, &source, doorstep_risk_tool::text::read_words(&source, &tool.guided)) else { continue };
            if tool.wordings.iter().any(|known| known.language == words.language) {
                let message = format!("the tool `{id}` has words in `{}` already", words.language);
                self.find(&path, "duplicate-words", message, "leave one of them out");
                continue;
            }
            let wording = self.wording(&words);
            tool.wordings.push(wording);
        }
        Ok(())
    }

    fn wording(&mut self, words: &RiskTool) -> Wording {
        let name = format!("{}-{}", words.id, words.language);
        let asset = self.add(Kind::Tools, "tools/words", &name, words.to_envelope(), words.digest());
        Wording {
            language: words.language.clone(),
            title: words.title.clone(),
            reviewed: words.translation().map(|translation| translation == Translation::Reviewed),
            words: asset,
        }
    }

    /// The list of tools.
    fn toolbox(&mut self, tools: BTreeMap<String, Tool>, calls: &[CatalogueCall]) -> Asset {
        for file in &mut self.files {
            if calls.iter().any(|call| call.tool.path() == file.path) {
                file.kind = Kind::Tool;
            }
        }
        let entry = |Tool { tool, asset, wordings, calls, .. }: Tool| ToolboxTool {
            id: tool.id,
            version: tool.version,
            title: tool.title,
            approach: tool.approach.word().to_owned(),
            about: tool.about,
            calls,
            tool: asset,
            wordings,
        };
        let toolbox = Toolbox { tools: tools.into_values().map(entry).collect() };
        self.add(Kind::Tools, "tools", "list", toolbox.to_envelope(), doorstep_envelope::digest(&toolbox))
    }

    /// The support contacts; the neutral ones where there are none, or none that can be used.
    fn support(&mut self, path: &Path) -> io::Result<Support> {
        let own = if path.is_file() {
            let source = read(path)?;
            self.keep(path, &source, read_support(&source))
        } else {
            None
        };
        // Invariant: a test reads the neutral contacts.
        Ok(own.or_else(|| read_support(NEUTRAL_SUPPORT).value).unwrap_or_default())
    }

    /// The call in a folder with its key; nothing where one of them has mistakes.
    fn call(&mut self, folder: &Path, tools: &mut BTreeMap<String, Tool>) -> io::Result<Option<CatalogueCall>> {
        let path = folder.join("scenario.yaml");
        let source = read(&path)?;
        let reading = doorstep_scenario::text::read_scenario_with_places(&source);
        let Some((scenario, places)) = self.keep(&path, &source, reading) else { return Ok(None) };
        if folder.file_name().is_none_or(|name| name != scenario.id.as_str()) {
            let message = format!("the id is `{}`, which is not the name of the folder", scenario.id);
            self.find(&path, "folder-name", message, "give the call and its folder the same name");
            return Ok(None);
        }
        let Some(Tool { tool, asset, .. }) = tools.get(&scenario.tool) else {
            let message = format!("there is no tool `{}` that can be used", scenario.tool);
            let names = tools.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
            self.find(&path, "no-such-tool", message, &format!("name one of these: {names}"));
            return Ok(None);
        };
        let levels: Vec<&str> = tool.levels.iter().map(|level| level.id.as_str()).collect();
        let levels = Reading::new(Some(()), doorstep_scenario::text::unknown_levels(&scenario, &places, &levels));
        if self.keep(&path, &source, levels).is_none() {
            return Ok(None);
        }
        let key_path = folder.join("key.yaml");
        let mut key = None;
        let mut fitting = vec![tool.id.clone()];
        if key_path.is_file() {
            let source = read(&key_path)?;
            key = self.keep(&key_path, &source, doorstep_scoring::text::read_key(&source, &scenario, tool));
            let Some(key) = &key else { return Ok(None) };
            let same_key =
                |other: &RiskTool| doorstep_scoring::text::read_key(&source, &scenario, other).value.is_some_and(|other| other == *key);
            fitting = tools.values().filter(|other| same_key(&other.tool)).map(|other| other.tool.id.clone()).collect();
            let call = short(&path);
            self.findings
                .retain(|finding| finding.file != call || !doorstep_scoring::text::is_read_by_key(&finding.diagnostic, &places, key));
        }
        let entry = self.entry(scenario, tool, asset.clone(), key);
        for id in fitting {
            if let Some(tool) = tools.get_mut(&id) {
                tool.calls.push(entry.id.clone());
            }
        }
        Ok(Some(entry))
    }

    fn entry(&mut self, scenario: Scenario, tool: &RiskTool, tool_asset: Asset, key: Option<AnswerKey>) -> CatalogueCall {
        let call = self.add(Kind::Call, "calls", &scenario.id, scenario.to_envelope(), scenario.digest());
        let key_status = key.as_ref().map(|key| status_word(key.status).to_owned());
        let key = key.map(|key| self.add(Kind::Key, "keys", &scenario.id, key.to_envelope(), key.digest()));
        CatalogueCall {
            id: scenario.id,
            version: scenario.version,
            title: scenario.title,
            summary: scenario.summary,
            language: scenario.language,
            audience: scenario.audience,
            kind: scenario.kind,
            content_notes: scenario.content_notes,
            themes: scenario.themes,
            tool_title: tool.title.clone(),
            key_status,
            call,
            tool: tool_asset,
            key,
        }
    }

    fn add(&mut self, kind: Kind, folder: &str, id: &str, bytes: Vec<u8>, digest: Digest) -> Asset {
        // After its four letters an envelope names the version of its encoding: the same content in another encoding is another file.
        let encoding = bytes.get(4).copied().unwrap_or_default();
        let asset = Asset { stem: format!("{folder}/{id}.{encoding}"), digest };
        self.files.push(File { kind, path: asset.path(), bytes });
        asset
    }

    /// Keeps the findings, and gives the value if there is one.
    fn keep<T>(&mut self, path: &Path, source: &str, reading: Reading<T>) -> Option<T> {
        for diagnostic in reading.diagnostics {
            let line = source.lines().nth(diagnostic.span.start.line.saturating_sub(1) as usize).unwrap_or_default().trim().to_owned();
            self.findings.push(Finding { file: short(path), line, diagnostic });
        }
        reading.value
    }

    fn find(&mut self, path: &Path, code: &'static str, message: String, mend: &str) {
        let diagnostic = Diagnostic { code, severity: Severity::Error, message, mend: mend.to_owned(), span: Default::default() };
        self.findings.push(Finding { file: short(path), line: String::new(), diagnostic });
    }
}

fn status_word(status: KeyStatus) -> &'static str {
    match status {
        KeyStatus::Illustrative => "illustrative",
        KeyStatus::Panel => "panel",
        KeyStatus::Approved => "approved",
    }
}

/// The path from the current folder where the file lies below it.
fn short(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).display().to_string()
}

fn naming(path: &Path) -> impl FnOnce(io::Error) -> io::Error {
    move |error| io::Error::new(error.kind(), format!("cannot read {}: {error}", path.display()))
}

fn read(path: &Path) -> io::Result<String> {
    fs::read_to_string(path).map_err(naming(path))
}

/// What a folder holds, in the order of names.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths =
        fs::read_dir(folder).map_err(naming(folder))?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}

/// The folders that hold a call, in the order of names. A folder that itself holds a call stands for that one.
fn call_folders(scenarios: &Path) -> io::Result<Vec<PathBuf>> {
    let holds_call = |path: &PathBuf| path.join("scenario.yaml").is_file();
    let scenarios = scenarios.canonicalize().map_err(naming(scenarios))?;
    if holds_call(&scenarios) {
        return Ok(vec![scenarios]);
    }
    Ok(entries(&scenarios)?.into_iter().filter(holds_call).collect())
}
