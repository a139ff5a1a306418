//! The browser journeys: starts the server and the browser's driver, runs the tests, and ends both whatever happened.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context, bail};

use super::JOURNEYS;
use crate::browsers::{Browser, Engine};
use crate::command;
use crate::setup::NodePackages;
use crate::workspace::Workspace;

/// The journeys that are taken in Firefox too: those that hang on what browsers do differently.
const IN_FIREFOX: [&str; 8] = [
    "calls::a_short_call_middling",
    "tutorial::the_tutorial_from_the_list_of_calls_to_the_debrief",
    "hiding::shift_three_times_hides_the_call_and_back_does_not_show_it",
    "losing::a_reload_a_tenth_of_a_second_after_a_choice_loses_nothing",
    "records::what_is_no_attempt_is_refused_in_words_and_nothing_is_lost",
    "start::without_webassembly_the_page_says_what_to_ask_for",
    "windows::a_second_window_reads_and_does_not_write",
    "windows::refused_storage_is_said_and_the_call_works",
];

/// Runs the journeys against the built app: all of them in Chromium, some in Firefox.
pub fn run(workspace: &Workspace, browser: &Browser) -> anyhow::Result<()> {
    let Some(packages) = NodePackages::ensure(workspace)? else {
        bail!(
            "the accessibility checks of the journeys come from npm, and there is no Node on this machine.\nhint: install Node 18 or newer"
        )
    };
    let site = doorstep_server::Site::bind(workspace.dist(), "127.0.0.1:0".parse().context("port 0 stands for any free port")?)?;
    let url = site.url();
    // The thread ends with this program: nothing is kept that would have to be put away.
    std::thread::spawn(move || {
        if let Err(error) = site.run() {
            eprintln!("error: {error}");
        }
    });
    let driver = Driver::start(browser)?;
    let mut cargo = workspace.cargo();
    cargo.args(["test", "--package", JOURNEYS, "--no-fail-fast"]);
    if browser.engine == Engine::Firefox {
        all_are_there(workspace)?;
        // A driver of Firefox drives one at a time.
        cargo.args(["--test", "journeys", "--", "--test-threads=1", "--exact"]).args(IN_FIREFOX);
    }
    cargo
        .env("DOORSTEP_URL", url)
        .env("DOORSTEP_ENGINE", browser.engine.name())
        .env("DOORSTEP_WEBDRIVER", &driver.url)
        .env("DOORSTEP_BROWSER", &browser.browser)
        .env("DOORSTEP_AXE", packages.axe());
    command::run(&mut cargo)
}

/// Fails where a journey has another name now: it would be left out without a word.
fn all_are_there(workspace: &Workspace) -> anyhow::Result<()> {
    let mut cargo = workspace.cargo();
    cargo.args(["test", "--quiet", "--package", JOURNEYS, "--test", "journeys", "--", "--list"]);
    let listed = command::output_of(&mut cargo)?;
    let names: Vec<&str> = listed.lines().filter_map(|line| line.strip_suffix(": test")).collect();
    match IN_FIREFOX.iter().find(|name| !names.contains(name)) {
        Some(missing) => bail!("there is no journey {missing}, which is to be taken in Firefox (IN_FIREFOX in xtask/src/test/journeys.rs)"),
        None => Ok(()),
    }
}

/// The browser's driver; it and its browsers end when this is dropped.
struct Driver {
    process: Child,
    url: String,
}

impl Driver {
    fn start(browser: &Browser) -> anyhow::Result<Self> {
        let mut command = Command::new(&browser.driver);
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        if browser.engine == Engine::Firefox {
            // The size of the screen and the colours are said to the browser's own window; its clock is that of its environment.
            command.arg("--allow-system-access").env("TZ", "UTC");
        }
        // A group of its own, so that the browsers it starts can be ended with it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut process = command.spawn().with_context(|| format!("cannot start {}", browser.driver.display()))?;
        let output = process.stdout.take().context("the driver's output is piped")?;
        let mut driver = Self { process, url: String::new() };
        driver.url = format!("http://127.0.0.1:{}/", port_from(output)?);
        Ok(driver)
    }
}

/// Reads the port from what the driver says when it has started; reads on in a thread, so that the driver never waits for a reader.
fn port_from(output: ChildStdout) -> anyhow::Result<u16> {
    let mut lines = BufReader::new(output).lines();
    let mut said = Vec::new();
    for line in lines.by_ref() {
        let line = line.context("the driver's output cannot be read")?;
        if let Some(port) = port_in(&line) {
            std::thread::spawn(move || lines.for_each(drop));
            return Ok(port);
        }
        said.push(line);
    }
    bail!("the browser's driver stopped before it had started:\n{}", said.join("\n"))
}

/// `ChromeDriver was started successfully on port 41235.`, or `1795401746843 geckodriver INFO Listening on 127.0.0.1:41235`.
fn port_in(line: &str) -> Option<u16> {
    let (_, after) = line.split_once("started successfully on port ").or_else(|| line.split_once("Listening on 127.0.0.1:"))?;
    after.trim_end_matches('.').parse().ok()
}

impl Drop for Driver {
    fn drop(&mut self) {
        #[cfg(unix)]
        let _ = Command::new("sh").args(["-c", &format!("kill -s TERM -- -{}", self.process.id())]).stderr(Stdio::null()).status();
        // It may have ended by itself: then there is nothing to end.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::port_in;

    #[test]
    fn the_port_is_read_from_the_drivers_words() {
        assert_eq!(port_in("ChromeDriver was started successfully on port 41235."), Some(41235));
        assert_eq!(port_in("1795401746843\tgeckodriver\tINFO\tListening on 127.0.0.1:41236"), Some(41236));
        assert_eq!(port_in("Please see https://chromedriver.chromium.org/security-considerations"), None);
    }
}
