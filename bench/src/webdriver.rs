//! A browser, driven through chromedriver: only what the benches need of the WebDriver protocol.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, bail};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A browser with its driver; both end when this is dropped.
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

impl Browser {
    /// Starts the driver and a browser with an empty profile.
    pub fn start() -> anyhow::Result<Self> {
        let mut command = Command::new("chromedriver");
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut driver = command.spawn().context("chromedriver cannot be started; `cargo xtask test` installs it")?;
        let output = driver.stdout.take().context("the driver's output is piped")?;
        let mut browser = Self { driver, port: 0, session: String::new() };
        let mut lines = BufReader::new(output).lines();
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok());
        browser.port = port.context("chromedriver stopped before it had started")?;
        // Read on, so that the driver never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        let arguments =
            ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,900", "--no-first-run"];
        let wanted = json!({ "capabilities": { "alwaysMatch": { "browserName": "chrome", "goog:chromeOptions": { "args": arguments } } } });
        let made = browser.ask("POST", "/session", &wanted)?;
        browser.session = made["sessionId"].as_str().context("the driver names no session")?.to_owned();
        browser.command("timeouts", &json!({ "script": 600_000, "pageLoad": 60_000 }))?;
        Ok(browser)
    }

    /// Goes to an address.
    pub fn go(&self, address: &str) -> anyhow::Result<()> {
        self.command("url", &json!({ "url": address })).map(drop)
    }

    /// Runs the body of an asynchronous function in the page and gives what it returns.
    pub fn run<T: DeserializeOwned>(&self, body: &str) -> anyhow::Result<T> {
        let script = format!(
            "const done = arguments[arguments.length - 1]; (async () => {{ {body} }})().then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));"
        );
        let mut given = self.command("execute/async", &json!({ "script": script, "args": [] }))?;
        if let Some(error) = given["error"].as_str() {
            bail!("the page says: {error}");
        }
        serde_json::from_value(given["value"].take()).with_context(|| format!("what the page gave for `{body}` is not what was expected"))
    }

    /// A command of the browser's own protocol.
    pub fn protocol(&self, command: &str, parameters: Value) -> anyhow::Result<()> {
        self.command("goog/cdp/execute", &json!({ "cmd": command, "params": parameters })).map(drop)
    }

    fn command(&self, what: &str, body: &Value) -> anyhow::Result<Value> {
        self.ask("POST", &format!("/session/{}/{what}", self.session), body)
    }

    /// Asks the driver, over a connection of its own.
    fn ask(&self, method: &str, path: &str, body: &Value) -> anyhow::Result<Value> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).context("chromedriver does not answer")?;
        stream.set_read_timeout(Some(Duration::from_secs(900)))?;
        let body = body.to_string();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )?;
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 || line == "\r\n" {
                break;
            }
            if let Some((name, value)) = line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("content-length")) {
                length = value.trim().parse().with_context(|| format!("{name} is not a number"))?;
            }
        }
        let mut answer = vec![0; length];
        reader.read_exact(&mut answer)?;
        let mut answer: Value = serde_json::from_slice(&answer).context("chromedriver answers something else than JSON")?;
        if let Some(error) = answer["value"]["error"].as_str() {
            bail!("{path}: {error}: {}", answer["value"]["message"].as_str().unwrap_or_default());
        }
        Ok(answer["value"].take())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Ending the session ends the browser; where that fails, nothing better can be done here.
        let _ended = self.ask("DELETE", &format!("/session/{}", self.session), &json!({}));
        let _killed = self.driver.kill();
        let _waited = self.driver.wait();
    }
}
