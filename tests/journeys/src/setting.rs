//! What the journeys need from around them.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::Outcome;

/// Whose browser the journeys are taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium: every journey.
    Chromium,
    /// Firefox: those that hang on what browsers do differently.
    Firefox,
}

/// Where server, driver, browser and checks are.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Where the app is served, with a slash at the end.
    pub url: String,
    /// Where the browser's driver listens.
    pub webdriver: String,
    /// Whose browser it is.
    pub engine: Engine,
    /// The browser.
    pub browser: PathBuf,
    /// The accessibility checks.
    pub axe: PathBuf,
    /// A folder for pictures, if they are wanted.
    pub pictures: Option<PathBuf>,
}

impl Setting {
    /// What the environment says.
    pub fn from_environment() -> Outcome<Self> {
        let read = |name: &str| {
            std::env::var(name)
                .with_context(|| format!("{name} is not set; run `cargo xtask test --only journeys`, which starts what the journeys need"))
        };
        let url = read("DOORSTEP_URL")?;
        Ok(Self {
            url: if url.ends_with('/') { url } else { format!("{url}/") },
            webdriver: read("DOORSTEP_WEBDRIVER")?,
            engine: match std::env::var("DOORSTEP_ENGINE").as_deref() {
                Ok("firefox") => Engine::Firefox,
                Ok("chromium") | Err(_) => Engine::Chromium,
                Ok(other) => bail!("DOORSTEP_ENGINE is chromium or firefox, not {other:?}"),
            },
            browser: read("DOORSTEP_BROWSER")?.into(),
            axe: read("DOORSTEP_AXE")?.into(),
            pictures: std::env::var("DOORSTEP_SCREENSHOTS").ok().filter(|folder| !folder.is_empty()).map(PathBuf::from),
        })
    }
}

/// The repository.
pub fn root() -> &'static Path {
    // Invariant: this package lies two folders below the root.
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the package lies two folders below the root")
}
