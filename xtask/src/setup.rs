//! What the build and the tests need beyond cargo: each is installed where it may be, or its absence is said with what to do.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Context;
use doorstep_server::hexadecimal_digest;

use crate::command;
use crate::workspace::Workspace;

/// The target that the browser runs.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Adds the WebAssembly target if it is missing.
pub fn ensure_wasm_target(workspace: &Workspace) -> anyhow::Result<()> {
    let installed = match command::output_of(Command::new("rustup").args(["target", "list", "--installed"]).current_dir(workspace.root())) {
        Ok(installed) => installed,
        // A compiler from a distribution has no rustup; whether it has the target shows when the app is compiled.
        Err(_) => return Ok(()),
    };
    if installed.lines().any(|line| line.trim() == WASM_TARGET) {
        return Ok(());
    }
    eprintln!("setup: adding the {WASM_TARGET} target (rustup target add {WASM_TARGET})");
    command::run(Command::new("rustup").args(["target", "add", WASM_TARGET]).current_dir(workspace.root()))
        .context("the browser app needs this target; add it by hand where this machine has no way to rustup's server")
}

/// The packages from npm, where Node is there.
#[derive(Debug, Clone)]
pub struct NodePackages {
    modules: PathBuf,
}

impl NodePackages {
    /// Installs what `xtask/npm/package-lock.json` names, unless it is installed; `None` where there is no Node.
    pub fn ensure(workspace: &Workspace) -> anyhow::Result<Option<Self>> {
        if !command::answers("node", "--version") || !command::answers("npm", "--version") {
            return Ok(None);
        }
        let lock = Self::lock(workspace)?;
        // A folder for each lock: checkouts that share a target folder do not install over each other.
        let folder = workspace.npm().join(&hexadecimal_digest(&lock)[..16]);
        let installed = folder.join("installed");
        if !installed.is_file() {
            eprintln!("setup: installing packages from npm into {}", workspace.short(&folder));
            let ours = workspace.root().join("xtask/npm");
            fs::create_dir_all(&folder)?;
            for name in ["package.json", "package-lock.json"] {
                fs::copy(ours.join(name), folder.join(name))?;
            }
            command::run_quietly(Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(&folder))?;
            fs::write(&installed, "")?;
        }
        Ok(Some(Self { modules: folder.join("node_modules") }))
    }

    /// What is to be installed, to the byte.
    pub fn lock(workspace: &Workspace) -> anyhow::Result<Vec<u8>> {
        fs::read(workspace.root().join("xtask/npm/package-lock.json")).context("xtask/npm/package-lock.json cannot be read")
    }

    /// The optimiser of WebAssembly, a program for Node.
    pub fn wasm_opt(&self) -> PathBuf {
        self.modules.join("binaryen/bin/wasm-opt")
    }

    /// What makes scripts smaller, a program for Node.
    pub fn terser(&self) -> PathBuf {
        self.modules.join("terser/bin/terser")
    }

    /// The accessibility checks that the journeys put into each page.
    pub fn axe(&self) -> PathBuf {
        self.modules.join("axe-core/axe.min.js")
    }
}
