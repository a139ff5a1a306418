//! Whole-system tests in a real browser: a trainee with a keyboard, a screen reader's ears, and a critical look at every page.
//!
//! `cargo xtask test --only journeys` builds the app, starts server and driver and runs the journeys. What they need comes in by the
//! environment:
//!
//! | variable | what it is |
//! |---|---|
//! | `DOORSTEP_URL` | where the app is served |
//! | `DOORSTEP_WEBDRIVER` | where the browser's driver listens |
//! | `DOORSTEP_BROWSER` | the browser |
//! | `DOORSTEP_ENGINE` | `chromium` (also where nothing is said) or `firefox` |
//! | `DOORSTEP_AXE` | the accessibility checks, a script |
//! | `DOORSTEP_CLI` | the `doorstep` command, if it is built already |
//! | `DOORSTEP_SCREENSHOTS` | a folder for pictures of every page and state; without it none are taken |
//!
//! Invariants:
//! - A trainee presses keys. Nothing here clicks, sets a value or moves the focus by script; scripts only read.
//! - The focus is never on the body after something was pressed; a violation of the content policy or a word on the console fails the
//!   journey.
//! - What is expected of a call comes from the engine itself, run beside the browser on the same files; what is expected of a page stands in
//!   `snapshots/`.

mod accessibility;
mod browser;
mod chromium;
mod firefox;
mod focus;
mod journey;
mod layout;
mod library;
mod player;
mod setting;
mod trainee;

pub use accessibility::{check_accessibility, tree, tree_of};
pub use browser::{Browser, Colours, Screen};
pub use focus::{Focused, Wanted};
pub use journey::{Journey, journey, journey_with};
pub use layout::{check_clipping, check_reflow, check_stops, check_targets};
pub use library::{Library, check_same, cli_report, expected_report, keep, play_text};
pub use player::Player;
pub use setting::{Engine, Setting};
pub use thirtyfour::Key;
pub use trainee::{Keep, Trainee, Way};

/// The result of a step of a journey.
pub type Outcome<T = ()> = anyhow::Result<T>;
