//! Every figure that the README and the docs state: `cargo xtask bench [--only steps|compile|tool|coverage|scoring|browser|explorer|reductions|agreement]`.
//!
//! The tables go to standard output as Markdown, ready for the docs; what is being done goes to standard error.

mod agreement;
mod browser;
mod compile;
mod coverage;
mod explorer;
mod hub;
mod machine;
mod memory;
mod node;
mod reductions;
mod scoring;
mod site;
mod steps;
mod tool;
mod webdriver;

use std::process::ExitCode;

use anyhow::Context as _;
use lexopt::{Arg, Parser, ValueExt as _};

use crate::node::Node;

/// How many scenes the synthetic call has.
const SCENES: usize = 1000;

const HELP: &str = "\
cargo xtask bench [--only PART]...

Measures what the README promises, other engines beside ours, and prints tables in Markdown.
Parts: steps, compile, tool, coverage, scoring, browser, explorer, reductions, agreement. TWINE_FORMATS=FOLDER adds Twine's story formats to the browser part.
";

/// A part of the benches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Steps,
    Compile,
    Tool,
    Coverage,
    Scoring,
    Browser,
    Explorer,
    Reductions,
    Agreement,
}

const PARTS: [(&str, Part); 9] = [
    ("steps", Part::Steps),
    ("compile", Part::Compile),
    ("tool", Part::Tool),
    ("coverage", Part::Coverage),
    ("scoring", Part::Scoring),
    ("browser", Part::Browser),
    ("explorer", Part::Explorer),
    ("reductions", Part::Reductions),
    ("agreement", Part::Agreement),
];

fn main() -> ExitCode {
    match read_arguments().and_then(|parts| parts.map_or(Ok(()), |parts| run(&parts))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The parts asked for; nothing where only help was asked for.
fn read_arguments() -> anyhow::Result<Option<Vec<Part>>> {
    let mut parts = Vec::new();
    let mut parser = Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("only") => {
                let name = parser.value()?.string()?;
                let found = PARTS.iter().find(|(known, _)| *known == name);
                parts.push(
                    found
                        .with_context(|| {
                            let known = PARTS.map(|(known, _)| known).join(", ");
                            format!("there is no part {name:?}; the parts are {known}")
                        })?
                        .1,
                );
            }
            Arg::Long("help") | Arg::Short('h') => {
                print!("{HELP}");
                return Ok(None);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    if parts.is_empty() {
        parts = PARTS.map(|(_, part)| part).to_vec();
    }
    Ok(Some(parts))
}

fn run(parts: &[Part]) -> anyhow::Result<()> {
    print!("{}", machine::describe());
    for part in parts {
        match part {
            Part::Steps => print!("{}", steps::measure(&Node::ensure()?)?),
            Part::Compile => print!("{}", compile::measure()?),
            Part::Tool => print!("{}", tool::measure()?),
            Part::Coverage => print!("{}", coverage::measure(&Node::ensure()?)?),
            Part::Scoring => print!("{}", scoring::measure(&node::repository()?)?),
            Part::Browser => print!("{}", browser::measure(&Node::ensure()?)?),
            Part::Explorer => print!("{}", explorer::measure()?),
            Part::Reductions => print!("{}", reductions::measure(&node::repository()?)?),
            Part::Agreement => print!("{}", agreement::measure(&Node::ensure()?)?),
        }
    }
    Ok(())
}
