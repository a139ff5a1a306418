//! Every check, in one order: the quick ones first, the browser last. A failing step does not hide the ones after it.

mod journeys;

use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::bail;

use crate::browsers::Browser;
use crate::build::{self, Built};
use crate::content::Mistakes;
use crate::setup::WASM_TARGET;
use crate::workspace::Workspace;
use crate::{command, licences, package, setup};

/// Packages that run in the browser, checked for that target too.
const BROWSER_PACKAGES: [&str; 6] =
    ["doorstep-app", "doorstep-envelope", "doorstep-risk-tool", "doorstep-scenario", "doorstep-scoring", "doorstep-simulator"];

/// Measures other people's engines, which take long to compile; `cargo xtask bench` runs it.
const BENCH: &str = "doorstep-bench";
/// Needs a browser that this program starts.
const JOURNEYS: &str = "doorstep-journeys";

/// How far the tests go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Every test.
    Everything,
    /// Those that need no browser.
    WithoutBrowser,
}

/// The steps' names, in their order.
const STEPS: [&str; 13] = [
    "setup",
    "formatting",
    "lints",
    "lints-for-the-browser",
    "tests",
    "loader",
    "documentation",
    "licences",
    "build",
    "sizes",
    "equality",
    "journeys",
    "firefox",
];

/// What a later step is made from.
const NEEDS_BUILD: [&str; 3] = ["sizes", "journeys", "firefox"];

/// Runs every step, or only those named, and says at the end which ones failed.
pub fn run(workspace: &Workspace, reach: Reach, only: &[String]) -> anyhow::Result<ExitCode> {
    if let Some(unknown) = only.iter().find(|name| !STEPS.contains(&name.as_str())) {
        bail!("there is no step {unknown:?}; the steps are {}", STEPS.join(", "));
    }
    let mut steps = Steps { only: only.to_vec(), ..Steps::default() };
    steps.run("setup", || setup::ensure_wasm_target(workspace));
    steps.run("formatting", || command::run(workspace.cargo().args(["fmt", "--all", "--", "--check"])));
    steps.run("lints", || {
        command::run(workspace.cargo().args(["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]))
    });
    steps.run("lints-for-the-browser", || lint_for_the_browser(workspace));
    steps.run("tests", || {
        command::run(workspace.cargo().args(["test", "--workspace", "--no-fail-fast", "--exclude", JOURNEYS, "--exclude", BENCH]))
    });
    steps.run("loader", || loader(workspace));
    steps.run("documentation", || {
        let mut cargo = workspace.cargo();
        cargo.args(["doc", "--quiet", "--workspace", "--no-deps", "--exclude", BENCH]).env("RUSTDOCFLAGS", "-D warnings");
        command::run(&mut cargo)
    });
    steps.run("licences", || licences::check(workspace));
    let mut built = None;
    steps.run("build", || {
        let app = built.insert(build::build(workspace, Mistakes::Refuse)?);
        package::pack(workspace, app).map(drop)
    });
    if let Some(built) = &built {
        steps.run("sizes", || hold_sizes(built));
    }
    steps.run("equality", || equality(workspace));
    for name in ["journeys", "firefox"] {
        match (reach, &built) {
            _ if !steps.are_wanted(name) => {}
            (Reach::WithoutBrowser, _) => eprintln!("{name}: left out (--fast)"),
            (Reach::Everything, None) => eprintln!("{name}: left out, because there is no app to open"),
            (Reach::Everything, Some(_)) if name == "journeys" => steps.run(name, || journeys::run(workspace, &Browser::chromium()?)),
            (Reach::Everything, Some(_)) if !only.is_empty() => steps.run(name, || journeys::run(workspace, &Browser::firefox(workspace)?)),
            (Reach::Everything, Some(_)) => match Browser::find_firefox(workspace) {
                Ok(firefox) => steps.run(name, || journeys::run(workspace, &firefox)),
                Err(missing) => {
                    eprintln!("{name}: not run: {missing}; `cargo xtask test --only firefox` gets it and runs some journeys in Firefox")
                }
            },
        }
    }
    Ok(steps.finish())
}

fn lint_for_the_browser(workspace: &Workspace) -> anyhow::Result<()> {
    let mut cargo = workspace.cargo();
    cargo.args(["clippy", "--quiet", "--target", WASM_TARGET]);
    for package in BROWSER_PACKAGES {
        cargo.args(["--package", package]);
    }
    command::run(cargo.args(["--", "-D", "warnings"]))
}

fn hold_sizes(built: &Built) -> anyhow::Result<()> {
    let over = built.sizes.over_budget();
    if !over.is_empty() {
        bail!("too much to download:\n  {}\nhint: docs/architecture.md says what may be in the trainee's bundle", over.join("\n  "));
    }
    Ok(())
}

/// The loader is JavaScript, so its tests are.
fn loader(workspace: &Workspace) -> anyhow::Result<()> {
    need_node("the tests of the loader run")?;
    let mut node = Command::new("node");
    node.args(["--experimental-vm-modules", "--no-warnings", "--test", "--test-reporter=spec", "xtask/tests/loader.test.mjs"]);
    command::run(node.current_dir(workspace.root()))
}

fn need_node(what: &str) -> anyhow::Result<()> {
    if !command::answers("node", "--version") {
        bail!("{what} under Node, which is not on this machine.\nhint: install Node 20 or newer");
    }
    Ok(())
}

/// The same vectors natively and in WebAssembly. The native half is a plain test; this is the other half, under Node.
fn equality(workspace: &Workspace) -> anyhow::Result<()> {
    let folder = workspace.root().join("crates/equality");
    if !folder.join("run.mjs").is_file() {
        eprintln!("equality: nothing to run yet (crates/equality/run.mjs)");
        return Ok(());
    }
    if !command::answers("node", "--version") {
        bail!(
            "the equality of native and WebAssembly results is tested under Node, which is not on this machine.\nhint: install Node 18 or newer"
        );
    }
    command::run(workspace.cargo().args(["build", "--quiet", "--package", "doorstep-equality", "--target", WASM_TARGET]))?;
    let module = workspace.target().join(WASM_TARGET).join("debug/doorstep_equality.wasm");
    command::run(Command::new("node").arg(folder.join("run.mjs")).arg(module).current_dir(workspace.root()))
}

/// The steps taken, and which of them failed.
#[derive(Default)]
struct Steps {
    only: Vec<String>,
    taken: usize,
    failed: Vec<&'static str>,
}

impl Steps {
    /// Whether a step was asked for, or is needed by one that was.
    fn are_wanted(&self, name: &str) -> bool {
        let needed = |wanted: &String| wanted == name || name == "build" && NEEDS_BUILD.contains(&wanted.as_str());
        self.only.is_empty() || self.only.iter().any(needed)
    }

    fn run(&mut self, name: &'static str, step: impl FnOnce() -> anyhow::Result<()>) {
        if !self.are_wanted(name) {
            return;
        }
        self.taken += 1;
        eprintln!("--- {name}");
        let start = Instant::now();
        let result = step();
        let seconds = start.elapsed().as_secs_f64();
        match result {
            Ok(()) => eprintln!("--- {name}: passed in {seconds:.1} s"),
            Err(error) => {
                eprintln!("error: {error:#}");
                eprintln!("--- {name}: FAILED after {seconds:.1} s");
                self.failed.push(name);
            }
        }
    }

    fn finish(self) -> ExitCode {
        if self.failed.is_empty() {
            eprintln!("all {} steps passed", self.taken);
            return ExitCode::SUCCESS;
        }
        eprintln!("{} of {} steps failed: {}", self.failed.len(), self.taken, self.failed.join(", "));
        ExitCode::FAILURE
    }
}
