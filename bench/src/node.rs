//! The engines that run under Node: inkjs from npm, and ours in WebAssembly.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};

/// Node, the packages from npm, and a folder for what the benches make.
pub struct Node {
    root: PathBuf,
    folder: PathBuf,
}

/// The top folder of the repository.
pub fn repository() -> anyhow::Result<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    Ok(folder.context("the benches lie in a folder of the repository")?.to_owned())
}

impl Node {
    /// Installs what `bench/npm/package-lock.json` names, unless it is installed.
    pub fn ensure() -> anyhow::Result<Self> {
        let root = repository()?;
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder));
        let node = Self { folder: target.join("bench"), root };
        fs::create_dir_all(&node.folder)?;
        let lock = fs::read(node.root.join("bench/npm/package-lock.json")).context("bench/npm/package-lock.json cannot be read")?;
        let installed = node.folder.join("installed.json");
        if fs::read(&installed).ok().as_ref() != Some(&lock) {
            eprintln!("installing the packages of bench/npm");
            for name in ["package.json", "package-lock.json"] {
                fs::copy(node.root.join("bench/npm").join(name), node.folder.join(name))?;
            }
            let arguments = ["ci", "--no-audit", "--no-fund", "--ignore-scripts"];
            let status = Command::new("npm").args(arguments).current_dir(&node.folder).stdout(Stdio::null()).status();
            if !status.context("npm, which brings the other engines, cannot be run; install Node 20 or newer")?.success() {
                bail!("npm could not install the packages of bench/npm");
            }
            fs::write(&installed, lock)?;
        }
        Ok(node)
    }

    /// The top folder of the repository.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where the benches write.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder of inkjs.
    pub fn inkjs(&self) -> PathBuf {
        self.folder.join("node_modules/inkjs")
    }

    /// Writes a file that a script reads, and gives its place.
    pub fn write(&self, name: &str, content: &[u8]) -> anyhow::Result<PathBuf> {
        let path = self.folder.join(name);
        fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    }

    /// Runs a script of `bench/node`, which prints one line of JSON.
    pub fn run<T: serde::de::DeserializeOwned>(&self, script: &str, arguments: &[&OsStr]) -> anyhow::Result<T> {
        let path = self.root.join("bench/node").join(script);
        let output = Command::new("node").arg(path).args(arguments).stderr(Stdio::inherit()).output().context("node cannot be run")?;
        if !output.status.success() {
            bail!("bench/node/{script} failed ({})", output.status);
        }
        serde_json::from_slice(&output.stdout)
            .with_context(|| format!("what bench/node/{script} printed is not the JSON that was expected"))
    }

    /// Builds our engine for WebAssembly as the app is built, and gives the module's place.
    pub fn module(&self) -> anyhow::Result<PathBuf> {
        const TARGET: &str = "wasm32-unknown-unknown";
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let arguments = ["build", "--quiet", "--package", "doorstep-bench", "--lib", "--target", TARGET, "--profile", "app"];
        if !Command::new(cargo).args(arguments).current_dir(&self.root).status().context("cargo cannot be run")?.success() {
            bail!("our engine cannot be built for WebAssembly");
        }
        let target = self.folder.parent().context("the benches' folder lies in cargo's target folder")?;
        Ok(target.join(TARGET).join("app/doorstep_bench.wasm"))
    }
}
