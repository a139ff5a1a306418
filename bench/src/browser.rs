//! In the browser: how long until the first choice is laid out, and how long from a click to the next choices laid out.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use doorstep_bench::walk::STEPS;
use serde::Deserialize;
use serde_json::json;

use crate::SCENES;
use crate::node::Node;
use crate::site::{self, Player};
use crate::webdriver::Browser;

/// How often each page is loaded; each load is followed by a walk.
const LOADS: u32 = 7;

/// What a player did at one speed of the processor.
struct Measured {
    /// Milliseconds from the start of the navigation to the first choice, load by load.
    ready: Vec<f64>,
    /// Milliseconds from a click to the next choices, turn by turn.
    turns: Vec<f64>,
    /// The digests of the choices offered, walk by walk.
    digests: Vec<u32>,
}

/// The table.
pub fn measure(node: &Node) -> anyhow::Result<String> {
    let (folder, players) = site::make(node)?;
    let url = serve(&folder)?;
    let mut table = format!(
        "\n## In the browser: {SCENES} scenes, {LOADS} loads of {STEPS} turns each, all served by the same server\n\n\
         Milliseconds. *Ready* is from the start of the navigation, with an empty cache, to the first choice laid out. *Turn* is from the click to the next choices laid out.\n\
         Doorstep is measured as it is used: the attempt is restored from the browser's storage at ready and stored at each turn.\n\n\
         | player | processor | ready, best | ready, median | turn, p50 | turn, p95 |\n|---|---|---|---|---|---|\n"
    );
    for slower in [1, 4] {
        let mut expected: Option<Vec<u32>> = None;
        for player in &players {
            eprintln!("browser: {}, processor {slower} times slower", player.name);
            let measured = play(player, &url, slower).with_context(|| format!("measuring {}", player.name))?;
            eprintln!(
                "browser: ready {:.0} / {:.0}, turn {:.1} / {:.1}",
                at(&measured.ready, 0),
                at(&measured.ready, 50),
                at(&measured.turns, 50),
                at(&measured.turns, 95)
            );
            if expected.get_or_insert_with(|| measured.digests.clone()) != &measured.digests {
                bail!("{} offered other choices than {}", player.name, players[0].name);
            }
            let speed = if slower == 1 { "as it is".to_owned() } else { format!("{slower} times slower") };
            let cells = [at(&measured.ready, 0), at(&measured.ready, 50), at(&measured.turns, 50), at(&measured.turns, 95)];
            let cells = cells.map(|value| if value < 100.0 { format!("{value:.1}") } else { format!("{value:.0}") }).join(" | ");
            // Written to a string: cannot fail.
            let _ = writeln!(table, "| {} | {speed} | {cells} |", player.name);
        }
    }
    table.push_str("\nGoals for Doorstep: ready at most 400, turn at most 5 (p95), at most 16 with a processor 4 times slower (p95).\n");
    if players.len() < 4 {
        table.push_str("Twine's SugarCube and Harlowe: skipped (TWINE_FORMATS names no folder that holds both).\n");
    }
    Ok(table)
}

/// Serves a folder until the program ends; gives its address.
fn serve(folder: &Path) -> anyhow::Result<String> {
    let site = doorstep_server::Site::bind(folder, "127.0.0.1:0".parse().context("port 0 stands for any free port")?)?;
    let url = site.url();
    std::thread::spawn(move || {
        if let Err(error) = site.run() {
            eprintln!("error: {error}");
        }
    });
    Ok(url)
}

#[derive(Deserialize)]
struct Turns {
    times: Vec<f64>,
    digest: u32,
}

fn play(player: &Player, url: &str, slower: u32) -> anyhow::Result<Measured> {
    let browser = Browser::start()?;
    let settings = json!({ "choices": player.choices, "words": player.words, "scenes": SCENES });
    let script = format!("{{ const SETTINGS = {settings}; {} }}", include_str!("../pages/harness.js"));
    browser.protocol("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }))?;
    if player.inline_scripts {
        browser.protocol("Page.setBypassCSP", json!({ "enabled": true }))?;
    }
    browser.protocol("Emulation.setFocusEmulationEnabled", json!({ "enabled": true }))?;
    let mut measured = Measured { ready: Vec::new(), turns: Vec::new(), digests: Vec::new() };
    for load in 0..LOADS {
        let address = format!("{url}{}", player.page);
        let address = if player.page.contains('#') { begin(&browser, &address)? } else { address };
        browser.go("about:blank")?;
        browser.protocol("Network.clearBrowserCache", json!({}))?;
        browser.protocol("Emulation.setCPUThrottlingRate", json!({ "rate": slower }))?;
        browser.go(&address)?;
        measured.ready.push(browser.run("return await benchReady;")?);
        let turns: Turns = browser.run(&format!("return await benchTurns({STEPS}, {load});"))?;
        browser.protocol("Emulation.setCPUThrottlingRate", json!({ "rate": 1 }))?;
        measured.turns.extend(turns.times);
        measured.digests.push(turns.digest);
        if !player.page.contains('#') {
            // Some players go on where they were: here each load begins anew.
            browser.run::<bool>("sessionStorage.clear(); localStorage.clear(); return true;")?;
        }
    }
    Ok(measured)
}

/// Begins an attempt in our app, as a trainee would from the briefing, and gives its address: what is timed is coming back to it.
fn begin(browser: &Browser, briefing: &str) -> anyhow::Result<String> {
    browser.go("about:blank")?;
    browser.go(briefing)?;
    let begun = "
        const until = async (found) => {
            for (let tries = 0; tries < 600; tries++) {
                const value = found();
                if (value) return value;
                await new Promise((resolve) => setTimeout(resolve, 50));
            }
            throw new Error('the briefing does not come; the page says: ' + document.body.innerText.slice(0, 500));
        };
        const form = await until(() => document.querySelector('form.briefing-form'));
        const keep = form.querySelector('input[name=keep]');
        if (keep && !keep.checked) keep.click();
        await new Promise((resolve) => setTimeout(resolve, 50));
        form.querySelector('button[type=submit]').click();
        await until(() => document.querySelector('button.choice'));
        await new Promise((resolve) => setTimeout(resolve, 300));
        return location.href;
    ";
    browser.run(begun)
}

/// The value below which so many percent of the values lie.
fn at(values: &[f64], percent: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(place).copied().unwrap_or(f64::NAN)
}
