//! What the journeys ask of Firefox in its own way. WebDriver has no word for a script before the page's own, for a small screen or for
//! colours: the first comes with an extension made for the journey, the others are said to the browser's own window.

use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};
use serde_json::json;
use tempfile::TempDir;
use thirtyfour::common::capabilities::firefox::FirefoxPreferences;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::extensions::addons::firefox::FirefoxTools;
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, RequestData, SessionId};

use crate::browser::{Colours, Screen, Special};
use crate::{Outcome, Setting};

/// The browser that is asked for.
pub fn wanted(setting: &Setting, special: &Special) -> Outcome<Capabilities> {
    ensure!(special.switches.is_empty(), "the switches {:?} are Chromium's; this journey is not for Firefox", special.switches);
    let mut wanted = DesiredCapabilities::firefox();
    wanted.set_firefox_binary(&setting.browser.to_string_lossy())?;
    wanted.set_headless()?;
    for argument in ["--width=1480", "--height=1080"] {
        wanted.add_arg(argument)?;
    }
    let mut preferences = FirefoxPreferences::new();
    preferences.set("intl.accept_languages", "en-GB")?;
    preferences.set("ui.prefersReducedMotion", 1)?;
    // A scrollbar takes no room, as on a phone.
    preferences.set("widget.gtk.overlay-scrollbars.enabled", true)?;
    // A page says what went wrong in it; what the browser itself writes home about is not wanted here.
    preferences.set("browser.safebrowsing.downloads.enabled", false)?;
    preferences.set("network.captive-portal-service.enabled", false)?;
    preferences.set("network.connectivity-service.enabled", false)?;
    wanted.set_preferences(preferences)?;
    Ok(wanted.into())
}

/// An extension whose scripts run in each page before the page's own.
pub struct Addon {
    folder: TempDir,
}

impl Addon {
    /// One with the accessibility checks; they also tell role and name of an element, which Firefox tells only to its driver.
    pub fn new(axe: &Path) -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        fs::copy(axe, folder.path().join("axe.js")).context("axe-core cannot be read")?;
        let manifest = json!({
            "manifest_version": 2,
            "name": "what watches a journey",
            "version": "1",
            "browser_specific_settings": { "gecko": { "id": "watcher@journeys.invalid" } },
            "content_scripts": [{ "matches": ["<all_urls>"], "js": ["axe.js", "page.js"], "run_at": "document_start", "world": "MAIN" }],
        });
        fs::write(folder.path().join("manifest.json"), manifest.to_string())?;
        Ok(Self { folder })
    }

    /// Gives every page that is opened from now on a script, in place of the one before.
    pub async fn install(&self, driver: &WebDriver, script: &str) -> Outcome {
        fs::write(self.folder.path().join("page.js"), script)?;
        let tools = FirefoxTools::new(driver.handle().clone());
        let folder = self.folder.path().to_string_lossy();
        tools.install_addon(&folder, Some(true)).await.context("Firefox does not take the extension with what watches the page")
    }
}

/// Whether commands go to the page or to the browser's own window.
#[derive(Debug)]
struct Speaks(&'static str);

impl FormatRequestData for Speaks {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(http::Method::POST, format!("session/{session}/moz/context")).add_body(json!({ "context": self.0 }))
    }
}

/// Runs a script in the browser's own window.
async fn in_window(driver: &WebDriver, script: &str, with: Vec<serde_json::Value>) -> Outcome {
    driver.handle().cmd(Speaks("chrome")).await.context("the driver may not speak to the browser's own window")?;
    let done = driver.execute(script, with).await;
    driver.handle().cmd(Speaks("content")).await?;
    done.map(drop).context("the browser's own window refuses")
}

/// Sets the size of the screen: the page's part of the window, because no window of a desk is as narrow as a phone.
pub async fn screen(driver: &WebDriver, screen: Screen) -> Outcome {
    let size = "
        const style = gBrowser.selectedBrowser.style;
        for (const [side, size] of [['width', arguments[0]], ['height', arguments[1]]]) {
            for (const bound of ['min', 'max']) style.setProperty(`${bound}-${side}`, `${size}px`, 'important');
        }
    ";
    in_window(driver, size, vec![json!(screen.width), json!(screen.height)]).await?;
    let fits = "
        const [width, height, done] = arguments;
        const look = (left) => innerWidth === width && innerHeight === height || !left ? done([innerWidth, innerHeight]) : setTimeout(look, 20, left - 1);
        look(100);
    ";
    let found = driver.execute_async(fits, vec![json!(screen.width), json!(screen.height)]).await?;
    ensure!(*found.json() == json!([screen.width, screen.height]), "the page is {} large, not {screen:?}", found.json());
    Ok(())
}

/// Sets the colours.
pub async fn colours(driver: &WebDriver, colours: Colours) -> Outcome {
    let set = "
        Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', arguments[0]);
        Services.prefs.setIntPref('browser.display.document_color_use', arguments[1]);
    ";
    let dark = i32::from(colours != Colours::Dark);
    let forced = if colours == Colours::Forced { 2 } else { 0 };
    in_window(driver, set, vec![json!(dark), json!(forced)]).await
}
