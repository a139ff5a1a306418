//! Where things lie.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;

/// The repository's folders, as absolute paths.
#[derive(Debug, Clone)]
pub struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// The workspace that this program was built from.
    pub fn here() -> anyhow::Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in a folder of the repository")?.to_owned();
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder));
        Ok(Self { root, target })
    }

    /// The repository's top folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Cargo's target folder.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// What xtask keeps between runs.
    pub fn kept(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// Where the packages from npm are installed.
    pub fn npm(&self) -> PathBuf {
        self.target.join("npm")
    }

    /// The built app.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// A path as people read it: from the top of the repository where it lies inside.
    pub fn short(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }

    /// The cargo that runs this program, in the top folder and without what `cargo run` told this program about itself.
    pub fn cargo(&self) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.current_dir(&self.root);
        for (name, _) in std::env::vars_os() {
            let name_text = name.to_string_lossy();
            if name_text.starts_with("CARGO_PKG_") || name_text.starts_with("CARGO_MANIFEST_") || name_text == "CARGO_CRATE_NAME" {
                command.env_remove(&name);
            }
        }
        command
    }
}
