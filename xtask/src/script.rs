//! Scripts in fewer bytes: the same program without comments, with short local names.

use std::fs;
use std::process::Command;

use anyhow::Context;
use doorstep_server::hexadecimal_digest;

use crate::command;
use crate::setup::NodePackages;
use crate::workspace::Workspace;

/// How the browser runs a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// By itself, in the oldest syntax that it is written in.
    Classic,
    /// As a module, whose names nobody else sees.
    Module,
}

impl Kind {
    // No option says which syntax may be used: then none is used that the script does not use itself.
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Classic => &["--compress", "--mangle"],
            Self::Module => &["--module", "--compress", "--mangle"],
        }
    }
}

/// The same script, smaller; as it is where there is no Node. Of each name the newest is kept.
pub fn lighten(workspace: &Workspace, kind: Kind, name: &str, script: &[u8]) -> anyhow::Result<Vec<u8>> {
    let lock = NodePackages::lock(workspace)?;
    let digest = hexadecimal_digest(&[script, kind.arguments().join(" ").as_bytes(), &lock].concat());
    let folder = workspace.kept().join("scripts").join(name);
    let smaller = folder.join(format!("{digest}.js"));
    if !smaller.is_file() {
        let Some(packages) = NodePackages::ensure(workspace)? else { return Ok(script.to_vec()) };
        if folder.is_dir() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let (source, unfinished) = (folder.join("source.js"), folder.join("unfinished.js"));
        fs::write(&source, script)?;
        let mut node = Command::new("node");
        node.arg(packages.terser()).arg(&source).arg("--output").arg(&unfinished).args(kind.arguments());
        command::run_quietly(&mut node)?;
        fs::rename(unfinished, &smaller)?;
    }
    fs::read(&smaller).with_context(|| format!("cannot read {}", smaller.display()))
}
