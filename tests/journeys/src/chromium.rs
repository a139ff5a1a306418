//! What the journeys ask of Chromium in its own way: its switches, and its own protocol for what WebDriver has no word for.

use serde_json::json;
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, ChromiumLikeCapabilities};

use crate::browser::{Browser, Colours, Screen, Special};
use crate::{Outcome, Setting};

/// The browser that is asked for.
pub fn wanted(setting: &Setting, special: &Special) -> Outcome<Capabilities> {
    let mut wanted = DesiredCapabilities::chrome();
    wanted.set_binary(&setting.browser.to_string_lossy())?;
    let usual = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-extensions",
        "--no-first-run",
        "--hide-scrollbars",
        "--force-color-profile=srgb",
        "--lang=en-GB",
        "--window-size=1440,900",
        "--enable-blink-features=ComputedAccessibilityInfo",
    ];
    for switch in usual.iter().chain(&special.switches) {
        wanted.add_arg(switch)?;
    }
    Ok(wanted.into())
}

/// What must be said to each tab.
pub async fn prepare(browser: &Browser, script: &str) -> Outcome {
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
    // Kept up to date from here on; made anew for every question it would cost half a second each.
    browser.cdp("Accessibility.enable", json!({})).await?;
    browser.cdp("Emulation.setTimezoneOverride", json!({ "timezoneId": "UTC" })).await?;
    browser.cdp("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await?;
    Ok(())
}

/// Sets the size of the screen.
pub async fn screen(browser: &Browser, screen: Screen) -> Outcome {
    let size = json!({ "width": screen.width, "height": screen.height, "deviceScaleFactor": 1, "mobile": false });
    browser.cdp("Emulation.setDeviceMetricsOverride", size).await.map(drop)
}

/// Sets the colours.
pub async fn colours(browser: &Browser, colours: Colours) -> Outcome {
    let scheme = if colours == Colours::Dark { "dark" } else { "light" };
    let forced = if colours == Colours::Forced { "active" } else { "none" };
    let features = json!([
        { "name": "prefers-color-scheme", "value": scheme },
        { "name": "forced-colors", "value": forced },
        { "name": "prefers-reduced-motion", "value": "reduce" },
    ]);
    browser.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await.map(drop)
}
