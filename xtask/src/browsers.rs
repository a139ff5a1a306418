//! The browsers that the journeys are taken in, and the programs that drive them: each is found, or installed where it may be, or its
//! absence is said with what to do.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use crate::command;
use crate::workspace::Workspace;

/// The driver of Firefox, from crates.io: no distribution's package holds it, and the one on npm fetches it from elsewhere.
const GECKODRIVER: &str = "0.37.1";

/// Whose browser it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, in which every journey is taken.
    Chromium,
    /// Firefox, in which some are.
    Firefox,
}

impl Engine {
    /// Its name, as the journeys read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }
}

/// A browser and its driver.
#[derive(Debug, Clone)]
pub struct Browser {
    /// Whose it is.
    pub engine: Engine,
    /// The browser itself.
    pub browser: PathBuf,
    /// The program that drives it.
    pub driver: PathBuf,
}

impl Browser {
    /// Finds Chromium and its driver, or installs them through apt where it may.
    pub fn chromium() -> anyhow::Result<Self> {
        if let Some(found) = Self::find_chromium() {
            return Ok(found);
        }
        install("the browser journeys need Chromium and its driver", &["chromium", "chromium-driver"])?;
        Self::find_chromium().context("Chromium was installed but cannot be found on the PATH")
    }

    fn find_chromium() -> Option<Self> {
        let browser = on_path(&["chromium", "chromium-browser", "google-chrome"])?;
        Some(Self { engine: Engine::Chromium, browser, driver: on_path(&["chromedriver"])? })
    }

    /// Finds Firefox and its driver; else says what is missing.
    pub fn find_firefox(workspace: &Workspace) -> Result<Self, &'static str> {
        let browser = firefox().ok_or("Firefox is not on this machine")?;
        let driver = geckodriver(workspace).ok_or("geckodriver, which drives Firefox, is not on this machine")?;
        Ok(Self { engine: Engine::Firefox, browser, driver })
    }

    /// Finds Firefox and its driver; else installs the one through apt where it may, and builds the other, which takes minutes.
    pub fn firefox(workspace: &Workspace) -> anyhow::Result<Self> {
        if firefox().is_none() {
            install("the journeys in Firefox need Firefox", &["firefox-esr"])?;
        }
        if geckodriver(workspace).is_none() {
            let folder = own_tools(workspace);
            eprintln!("setup: building geckodriver {GECKODRIVER} into {}, once; this takes minutes", workspace.short(&folder));
            let mut cargo = workspace.cargo();
            cargo.args(["install", "--quiet", "--locked", "geckodriver", "--version", GECKODRIVER, "--root"]).arg(&folder);
            // A target folder of its own for the time of the build: what it makes serves nothing else.
            command::run(cargo.env_remove("CARGO_TARGET_DIR"))?;
        }
        Self::find_firefox(workspace).map_err(anyhow::Error::msg).context("Firefox was installed but is not found")
    }
}

fn firefox() -> Option<PathBuf> {
    on_path(&["firefox-esr", "firefox"])
}

fn geckodriver(workspace: &Workspace) -> Option<PathBuf> {
    on_path(&["geckodriver"]).or_else(|| Some(own_tools(workspace).join("bin/geckodriver")).filter(|path| path.is_file()))
}

/// Where the driver is kept between runs.
fn own_tools(workspace: &Workspace) -> PathBuf {
    workspace.target().join("geckodriver")
}

/// Installs packages through apt where it may.
fn install(need: &str, packages: &[&str]) -> anyhow::Result<()> {
    let what = format!("apt-get install --yes --no-install-recommends {}", packages.join(" "));
    if !(is_root() && command::answers("apt-get", "--version")) {
        bail!("{need}.\nhint: install what is missing (sudo {what}), or run `cargo xtask test --fast`");
    }
    eprintln!("setup: installing what is missing ({what})");
    let apt = |arguments: &[&str]| command::run_quietly(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"));
    apt(&["update"])?;
    apt(&[&["install", "--yes", "--no-install-recommends"], packages].concat())
}

fn on_path(names: &[&str]) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let find = |name: &&str| std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file());
    names.iter().find_map(find)
}

fn is_root() -> bool {
    // The owner of our own entry in /proc is the user that we run as.
    #[cfg(unix)]
    return fs::metadata(Path::new("/proc/self")).is_ok_and(|entry| std::os::unix::fs::MetadataExt::uid(&entry) == 0);
    #[cfg(not(unix))]
    return false;
}
