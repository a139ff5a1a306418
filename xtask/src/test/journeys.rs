//! The browser journeys: starts the server and the browser's driver, runs the tests, and ends both whatever happened.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context, bail};

use super::JOURNEYS;
use crate::command;
use crate::setup::{Browser, NodePackages};
use crate::workspace::Workspace;

/// Runs the journeys against the built app.
pub fn run(workspace: &Workspace) -> anyhow::Result<()> {
    let browser = Browser::ensure()?;
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
    let driver = Driver::start(&browser)?;
    let mut cargo = workspace.cargo();
    cargo
        .args(["test", "--package", JOURNEYS, "--no-fail-fast"])
        .env("DOORSTEP_URL", url)
        .env("DOORSTEP_WEBDRIVER", &driver.url)
        .env("DOORSTEP_BROWSER", &browser.browser)
        .env("DOORSTEP_AXE", packages.axe());
    command::run(&mut cargo)
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

/// `ChromeDriver was started successfully on port 41235.`
fn port_in(line: &str) -> Option<u16> {
    let (_, after) = line.split_once("started successfully on port ")?;
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
        assert_eq!(port_in("Please see https://chromedriver.chromium.org/security-considerations"), None);
    }
}
