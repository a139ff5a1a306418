//! A browser of its own for each journey: empty profile, fixed size, time zone, clock and chance.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::setting::Engine;
use crate::{Outcome, Setting, chromium, firefox};

/// What watches each page.
const WATCHER: &str = include_str!("watcher.js");
/// How long something may take to come.
const PATIENCE: Duration = Duration::from_secs(10);

/// The size of the screen in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// How wide.
    pub width: u32,
    /// How high.
    pub height: u32,
}

impl Screen {
    /// A desk.
    pub const DESK: Self = Self { width: 1440, height: 900 };
    /// A phone.
    pub const PHONE: Self = Self { width: 390, height: 844 };
    /// A desk of 1280 pixels at four times the size.
    pub const NARROWEST: Self = Self { width: 320, height: 640 };
}

/// The colours that the user prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// Dark words on light ground.
    Light,
    /// Light words on dark ground.
    Dark,
    /// The user's own few colours.
    Forced,
}

impl Colours {
    /// In a word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Forced => "forced",
        }
    }
}

/// How a browser differs from the usual one.
#[derive(Clone, Debug, Default)]
pub struct Special {
    /// Further switches of Chromium.
    pub switches: Vec<&'static str>,
    /// A script that runs in each page before its own.
    pub script: Option<&'static str>,
    /// Chance and clock as they are, where a journey needs two different attempts.
    pub real_chance: bool,
}

/// The clock stands still and chance counts from 0: the first attempt of a page has seed 0, so that reports and pages can be compared to the
/// letter, and no two attempts have one name.
const NO_CHANCE: &str = "
    Date.now = () => 1767261600000;
    let drawn = 0;
    // The app draws eight bytes; the accessibility checks draw others.
    crypto.getRandomValues = (bytes) => { bytes.fill(0); if (bytes.length === 8) bytes[0] = drawn++; return bytes; };
";

/// A browser.
pub struct Browser {
    driver: WebDriver,
    /// What runs in each page of each tab before its own scripts.
    script: Option<&'static str>,
    /// What carries the scripts into each page of Firefox.
    addon: Option<firefox::Addon>,
}

impl Browser {
    /// Starts one.
    pub async fn start(setting: &Setting, special: &Special) -> Outcome<Self> {
        let wanted = match setting.engine {
            Engine::Chromium => chromium::wanted(setting, special)?,
            Engine::Firefox => firefox::wanted(setting, special)?,
        };
        let driver = WebDriver::new(setting.webdriver.trim_end_matches('/'), wanted).await.context("the browser does not start")?;
        let addon = match setting.engine {
            Engine::Chromium => None,
            Engine::Firefox => Some(firefox::Addon::new(&setting.axe)?),
        };
        let browser = Self { driver, script: special.script, addon };
        let scripts = [(!special.real_chance).then_some(NO_CHANCE), special.script, Some(WATCHER)];
        let source = scripts.into_iter().flatten().collect::<Vec<_>>().join("\n");
        browser.prepare(&source).await?;
        browser.screen(Screen::DESK).await?;
        Ok(browser)
    }

    /// What must be said to each tab.
    async fn prepare(&self, script: &str) -> Outcome {
        match &self.addon {
            None => chromium::prepare(self, script).await,
            Some(addon) => addon.install(&self.driver, script).await,
        }
    }

    /// Opens another tab, with the same watcher, and goes there.
    pub async fn another_tab(&self) -> Outcome {
        let tab = self.driver.new_tab().await?;
        self.driver.switch_to_window(tab).await?;
        let scripts = [self.script, Some(WATCHER)];
        self.prepare(&scripts.into_iter().flatten().collect::<Vec<_>>().join("\n")).await?;
        self.screen(Screen::DESK).await
    }

    /// Gives a file to the field with the focus, as the browser's own window of files would.
    pub async fn gives_file(&self, path: &Path) -> Outcome {
        let field = self.driver.active_element().await?;
        Ok(field.send_keys(path.to_string_lossy().as_ref()).await?)
    }

    /// How many pages the page fills on paper.
    pub async fn pages_on_paper(&self) -> Outcome<usize> {
        let paper = json!({ "paperWidth": 8.27, "paperHeight": 11.69, "printBackground": false });
        let pdf = self.cdp("Page.printToPDF", paper).await?;
        self.read(r"return (atob(arguments[0]).match(/\/Type\s*\/Page[^s]/g) || []).length", vec![pdf["data"].clone()]).await
    }

    /// Goes to the tab at a place, from 0.
    pub async fn to_tab(&self, place: usize) -> Outcome {
        let tabs = self.driver.windows().await?;
        let tab = tabs.into_iter().nth(place).context("there is no such tab")?;
        Ok(self.driver.switch_to_window(tab).await?)
    }

    /// Whose browser it is.
    pub const fn engine(&self) -> Engine {
        if self.addon.is_some() { Engine::Firefox } else { Engine::Chromium }
    }

    /// A command of Chromium's own protocol.
    pub async fn cdp(&self, command: &str, with: Value) -> Outcome<Value> {
        ensure!(self.engine() == Engine::Chromium, "{command} is a command of Chromium; this journey is not for Firefox");
        self.driver.cdp().send_raw(command, with).await.with_context(|| format!("{command} is refused"))
    }

    /// Sets the size of the screen.
    pub async fn screen(&self, screen: Screen) -> Outcome {
        match self.engine() {
            Engine::Chromium => chromium::screen(self, screen).await,
            Engine::Firefox => firefox::screen(&self.driver, screen).await,
        }
    }

    /// Sets the colours. Nothing moves, so that colours stand still when they are measured.
    pub async fn colours(&self, colours: Colours) -> Outcome {
        match self.engine() {
            Engine::Chromium => chromium::colours(self, colours).await,
            Engine::Firefox => firefox::colours(&self.driver, colours).await,
        }
    }

    /// Goes to an address, as if it had been typed.
    pub async fn go(&self, address: &str) -> Outcome {
        Ok(self.driver.goto(address).await?)
    }

    /// Reloads the page.
    pub async fn reload(&self) -> Outcome {
        Ok(self.driver.refresh().await?)
    }

    /// Goes back in the history.
    pub async fn back(&self) -> Outcome {
        Ok(self.driver.back().await?)
    }

    /// The page's title.
    pub async fn title(&self) -> Outcome<String> {
        Ok(self.driver.title().await?)
    }

    /// The page's address.
    pub async fn address(&self) -> Outcome<String> {
        Ok(self.driver.current_url().await?.to_string())
    }

    /// Presses one key so many times, with another one held down or none.
    pub async fn press(&self, held: Option<Key>, key: Key, times: usize) -> Outcome {
        let mut keys = self.driver.action_chain();
        if let Some(held) = held.clone() {
            keys = keys.key_down(held);
        }
        for _ in 0..times {
            keys = keys.key_down(key.clone()).key_up(key.clone());
        }
        if let Some(held) = held {
            keys = keys.key_up(held);
        }
        Ok(keys.perform().await?)
    }

    /// Presses a letter while another key is held down.
    pub async fn press_letter(&self, held: Key, letter: char) -> Outcome {
        let keys = self.driver.action_chain().key_down(held.clone()).key_down(letter).key_up(letter).key_up(held);
        Ok(keys.perform().await?)
    }

    /// Types a text, key by key.
    pub async fn write(&self, text: &str) -> Outcome {
        Ok(self.driver.action_chain().send_keys(text).perform().await?)
    }

    /// Reads something from the page.
    pub async fn read<T: DeserializeOwned>(&self, script: &str, with: Vec<Value>) -> Outcome<T> {
        let found = self.driver.execute(script, with).await.with_context(|| format!("the page does not answer to {script:.120}"))?;
        serde_json::from_value(found.json().clone()).with_context(|| format!("{script:.120} gives something else"))
    }

    /// Reads something from the page that comes later.
    pub async fn read_later<T: DeserializeOwned>(&self, script: &str, with: Vec<Value>) -> Outcome<T> {
        let found = self.driver.execute_async(script, with).await.with_context(|| format!("the page does not answer to {script:.120}"))?;
        serde_json::from_value(found.json().clone()).with_context(|| format!("{script:.120} gives something else"))
    }

    /// Waits until something holds on the page.
    pub async fn until(&self, what: &str, script: &str, with: Vec<Value>) -> Outcome {
        let start = Instant::now();
        loop {
            // A page that is just being replaced cannot answer.
            if matches!(self.read::<bool>(script, with.clone()).await, Ok(true)) {
                return Ok(());
            }
            if start.elapsed() > PATIENCE {
                bail!("waited {} s in vain until {what}", PATIENCE.as_secs());
            }
            tokio::time::sleep(Duration::from_millis(15)).await;
        }
    }

    /// Takes a picture of what is on the screen.
    pub async fn picture(&self, path: &Path) -> Outcome {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(self.driver.screenshot(path).await?)
    }

    /// Ends it.
    pub async fn quit(self) -> Outcome {
        Ok(self.driver.quit().await?)
    }
}
