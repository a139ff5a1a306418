//! What a call should be and give: the files of the repository, the engine beside the browser, and the command line.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Arc, OnceLock};

use anyhow::{Context, bail};
use doorstep_scenario::catalogue::{Asset, Catalogue, CatalogueCall, ToolChoice, Toolbox};
use doorstep_server::content::{self, Folders, Kind};
use doorstep_simulator::{Content, Mode, Session};

use crate::Outcome;
use crate::setting::root;

/// The calls, compiled from the repository's files as for the app.
#[derive(Debug)]
pub struct Library {
    catalogue: Catalogue,
    files: Vec<content::File>,
}

impl Library {
    /// Compiles every call.
    pub fn compile() -> Outcome<Self> {
        let folders = Folders { scenarios: root().join("scenarios"), tools: root().join("tools") };
        let content = content::compile(&folders)?;
        let list = content.files.iter().find(|file| file.kind == Kind::Catalogue).context("there is no catalogue")?;
        let catalogue = Catalogue::from_envelope(&list.bytes).ok().context("the catalogue cannot be opened")?;
        Ok(Self { catalogue, files: content.files })
    }

    /// A call of the catalogue.
    pub fn call(&self, id: &str) -> Outcome<&CatalogueCall> {
        self.catalogue.calls.iter().find(|call| call.id == id).with_context(|| {
            let names: Vec<_> = self.catalogue.calls.iter().map(|call| call.id.as_str()).collect();
            format!("there is no call `{id}` without mistakes; there are {}", names.join(", "))
        })
    }

    /// A fresh attempt at a call, as the journeys' browser starts it.
    pub fn session(&self, id: &str) -> Outcome<Session> {
        let call = self.call(id)?;
        let content = Content::open(self.bytes(&call.call)?, self.bytes(&call.tool)?, None)
            .ok()
            .with_context(|| format!("`{id}` cannot be opened"))?;
        Ok(Session::start(Arc::clone(&content), 0, Mode::Practice, call.key.as_ref().map(|key| key.digest), false))
    }

    /// The forms that can be filled in at a call, its own first, as the briefing lists them.
    pub fn forms(&self, id: &str) -> Outcome<Vec<ToolChoice>> {
        let list = self.catalogue.tools.as_ref().context("the catalogue names no list of tools")?;
        let toolbox = Toolbox::from_envelope(self.bytes(list)?).ok().context("the list of tools cannot be opened")?;
        Ok(toolbox.choices(self.call(id)?))
    }

    /// A fresh attempt at a call with one of its forms, by its place among them, and one beside it.
    pub fn session_with(&self, id: &str, form: usize, beside: Option<usize>) -> Outcome<Session> {
        let call = self.call(id)?;
        let choices = self.forms(id)?;
        let first = choices.get(form).with_context(|| format!("`{id}` has no form {form}"))?;
        let beside = beside.and_then(|place| choices.get(place)).map(|beside| self.bytes(&beside.tool)).transpose()?;
        let content = Content::open(self.bytes(&call.call)?, self.bytes(&first.tool)?, beside);
        let content = content.ok().with_context(|| format!("`{id}` cannot be opened with its other form"))?;
        Ok(Session::start(content, 0, Mode::Practice, first.key.as_ref().map(|key| key.digest), false))
    }

    fn bytes(&self, asset: &Asset) -> Outcome<&[u8]> {
        let file = self.files.iter().find(|file| file.path == asset.path()).with_context(|| format!("{} is not compiled", asset.path()))?;
        Ok(&file.bytes)
    }
}

/// The file of a play: those of the vignettes have a folder of their own.
fn play_file(name: &str) -> Outcome<PathBuf> {
    let files = ["plays", "vignettes"].map(|folder| root().join(format!("tests/{folder}/{name}.play")));
    files.into_iter().find(|file| file.is_file()).with_context(|| format!("there is no play `{name}` in tests/plays or tests/vignettes"))
}

/// The words of a play.
pub fn play_text(name: &str) -> Outcome<String> {
    let path = play_file(name)?;
    std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))
}

/// The report that a play must give: as the command line wrote it down, or as it gives it now.
pub fn expected_report(name: &str) -> Outcome<String> {
    let path = root().join(format!("tests/plays/{name}.report.json"));
    if path.is_file() {
        return std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()));
    }
    let call = name.split('.').next().unwrap_or_default();
    let script = play_file(name)?;
    let output = Command::new(cli()?)
        .args(["play", call, "--format", "json", "--script"])
        .arg(&script)
        .current_dir(root())
        .stdin(Stdio::null())
        .output()?;
    if !output.status.success() {
        bail!("`doorstep play` refuses {}: {}", script.display(), String::from_utf8_lossy(&output.stderr));
    }
    cli_report(&String::from_utf8(output.stdout)?)
}

/// Fails where two texts differ, and says where.
pub fn check_same(what: &str, found: &str, expected: &str) -> Outcome {
    let (found, expected) = (found.trim_end(), expected.trim_end());
    if found == expected {
        return Ok(());
    }
    let differing = found.lines().zip(expected.lines()).zip(1..).filter(|((one, other), _)| one != other);
    let lines: Vec<String> =
        differing.take(6).map(|((one, other), line)| format!("line {line}: {} instead of {}", one.trim(), other.trim())).collect();
    bail!("{what}: they differ, {} and {} lines long\n    {}", found.lines().count(), expected.lines().count(), lines.join("\n    "))
}

/// Keeps a file of a journey for those who look into it.
pub fn keep(name: &str, text: &str) -> Outcome {
    let folder = root().join("target/journeys");
    std::fs::create_dir_all(&folder)?;
    Ok(std::fs::write(folder.join(name), text)?)
}

/// What `doorstep score` says of an attempt, as JSON.
pub fn cli_report(attempt: &str) -> Outcome<String> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("attempt.json");
    std::fs::write(&file, attempt)?;
    let output = Command::new(cli()?).args(["score", "--format", "json"]).arg(&file).current_dir(root()).stdin(Stdio::null()).output()?;
    if !output.status.success() {
        bail!("`doorstep score` refuses the attempt: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// The `doorstep` command; cargo builds it where nobody has.
fn cli() -> Outcome<&'static PathBuf> {
    static CLI: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let built = CLI.get_or_init(|| match std::env::var("DOORSTEP_CLI") {
        Ok(path) => Ok(path.into()),
        Err(_) => build_cli().map_err(|error| format!("{error:#}")),
    });
    built.as_ref().map_err(|error| anyhow::anyhow!("{error}"))
}

fn build_cli() -> Outcome<PathBuf> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["build", "--quiet", "--package", "doorstep-cli", "--message-format", "json"])
        .current_dir(root())
        .stderr(Stdio::inherit())
        .output()?;
    let messages = String::from_utf8_lossy(&output.stdout).into_owned();
    let built = messages.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let mut programs = built.filter_map(|message| message.get("executable")?.as_str().map(PathBuf::from));
    programs.next_back().context("cargo does not build the `doorstep` command")
}
