//! The folder that is served to the browser: the built app with the synthetic call in its catalogue, and the other players.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use doorstep_bench::synthetic::{self, TwineFormat};
use doorstep_server::content::{self, Folders};
use serde::Deserialize;

use crate::SCENES;
use crate::node::Node;

/// A player that is measured.
pub struct Player {
    /// What the table calls it.
    pub name: String,
    /// Its page, relative to the served folder.
    pub page: &'static str,
    /// The choices in it, as a selector.
    pub choices: &'static str,
    /// Within a choice, its words; nothing where they are all of it.
    pub words: &'static str,
    /// Whether its scripts stand inside its page, which our server's policy forbids.
    pub inline_scripts: bool,
}

fn player(name: &str, page: &'static str, choices: &'static str, words: &'static str, inline_scripts: bool) -> Player {
    Player { name: name.to_owned(), page, choices, words, inline_scripts }
}

/// Makes the folder, and gives it with its players. Ours is the first.
pub fn make(node: &Node) -> anyhow::Result<(PathBuf, Vec<Player>)> {
    let folder = node.folder().join("site");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    app(node, &folder)?;
    let mut players = vec![player("Doorstep", "index.html#/call/synthetic", "button.choice", ".choice-words", false)];
    inkjs(node, &folder.join("inkjs"))?;
    players.push(player("inkjs 2.4, minimal page", "inkjs/index.html", "#choices button", "", false));
    players.extend(twine(node, &folder)?);
    node.run::<serde_json::Value>("compress.mjs", &[folder.as_os_str()])?;
    Ok((folder, players))
}

/// The built app, with a catalogue that holds the synthetic call alone.
fn app(node: &Node, folder: &Path) -> anyhow::Result<()> {
    let built = node.root().join("dist");
    copy(&built, folder).context("the built app is not in dist/; `cargo xtask bench` builds it")?;
    let scenarios = node.folder().join("scenarios");
    fs::create_dir_all(scenarios.join("synthetic"))?;
    fs::write(scenarios.join("synthetic/scenario.yaml"), synthetic::doorstep(SCENES))?;
    fs::write(scenarios.join("synthetic/key.yaml"), synthetic::key())?;
    let content = content::compile(&Folders { scenarios, tools: node.root().join("tools") })?;
    if content.errors() > 0 {
        bail!("the synthetic call or its key has mistakes: {}", content.findings.first().map(ToString::to_string).unwrap_or_default());
    }
    for file in content.files {
        write(&folder.join(&file.path), &file.bytes)?;
    }
    let page = fs::read_to_string(folder.join("index.html"))?;
    let (_, after) = page.split_once("name=\"doorstep-catalogue\" content=\"").context("the page names no catalogue")?;
    let (catalogue, _) = after.split_once('"').context("the page's catalogue is not in quotes")?;
    write(&folder.join("index.html"), page.replace(catalogue, &content.catalogue).as_bytes())?;
    // The page is another one than its compressed forms.
    for form in ["index.html.br", "index.html.gz"] {
        fs::remove_file(folder.join(form))?;
    }
    Ok(())
}

/// The smallest page around inkjs.
fn inkjs(node: &Node, folder: &Path) -> anyhow::Result<()> {
    copy(&node.root().join("bench/pages/inkjs"), folder)?;
    fs::copy(node.inkjs().join("dist/ink.js"), folder.join("ink.js"))?;
    fs::copy(crate::steps::ink_json(node)?, folder.join("story.json"))?;
    Ok(())
}

/// Twine's formats, from the folder that `TWINE_FORMATS` names: a folder for each, as in Twine's own `story-formats`.
fn twine(node: &Node, folder: &Path) -> anyhow::Result<Vec<Player>> {
    #[derive(Deserialize)]
    struct Made {
        name: String,
    }
    let Some(formats) = std::env::var_os("TWINE_FORMATS") else { return Ok(Vec::new()) };
    let known = [
        ("sugarcube-2", TwineFormat::SugarCube, "sugarcube.html", "#passages .passage:not(.passage-out) a"),
        ("harlowe-3", TwineFormat::Harlowe, "harlowe.html", "tw-passage:not(.transition-out) tw-link"),
    ];
    let mut players = Vec::new();
    for entry in fs::read_dir(&formats).with_context(|| format!("TWINE_FORMATS: cannot read {}", formats.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some((_, format, page, choices)) = known.into_iter().find(|(start, ..)| name.starts_with(start)) else { continue };
        let data = node.write("twine-story.html", synthetic::twine(format, SCENES).as_bytes())?;
        let made: Made = node.run("twine.mjs", &[path.join("format.js").as_os_str(), data.as_os_str(), folder.join(page).as_os_str()])?;
        players.push(player(&format!("Twine, {}", made.name), page, choices, "", true));
    }
    Ok(players)
}

/// Copies a folder with all that it holds.
fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let (path, target) = entry.map(|entry| (entry.path(), to.join(entry.file_name())))?;
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
