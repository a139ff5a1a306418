//! The `doorstep` command: checks calls, keys and tools, proves what can be proven about a call, takes a call in the terminal, scores an
//! attempt, says what a tool makes of answers, gives the formats' schemas, and serves the app.
//!
//! Invariants:
//! - Data goes to standard output, everything else to standard error. With `--format json` standard output holds exactly one JSON document.
//! - The exit status is 0 where all is well, 1 where a check found an error or a warning, 2 for wrong usage or an input that cannot be used,
//!   3 where nothing was found, but not everything is proven.
//! - No rule of the simulation, of a tool or of scoring lives here: this is hands and voice for the crates that hold them.
//! - Nothing is looked up on the network, and nothing is written but what `--save`, `--output` and `--names` name.
#![forbid(unsafe_code)]

mod agreement;
mod analyse;
mod arguments;
mod attempts;
mod check;
mod explore;
mod failure;
mod finding;
mod form;
mod library;
mod page;
mod play;
mod policy;
mod schema;
mod score;
mod sensitivity;
mod serve;
mod stat;
mod tool;

use std::process::ExitCode;

use clap::Parser as _;

use crate::arguments::{Arguments, Command};
use crate::failure::Failure;

/// How a command ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// All is well.
    Fine,
    /// A check found an error or a warning.
    Findings,
    /// Nothing was found, but not everything is proven.
    Unproven,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.command {
        Command::Check(wanted) => check::run(wanted),
        Command::Explore(wanted) => explore::run(wanted),
        Command::Play(wanted) => play::run(wanted),
        Command::Score(wanted) => score::run(wanted),
        Command::Form(wanted) => form::run(wanted),
        Command::Sensitivity(wanted) => sensitivity::run(wanted),
        Command::Policy(wanted) => policy::run(wanted),
        Command::Tool(wanted) => tool::run(wanted),
        Command::Schema(wanted) => schema::run(wanted),
        Command::Serve(wanted) => serve::run(wanted),
        Command::Stat(wanted) => stat::run(wanted),
        Command::Agreement(wanted) => agreement::run(wanted),
        Command::Analyse(wanted) => analyse::run(wanted),
    };
    match done {
        Ok(Verdict::Fine) => ExitCode::SUCCESS,
        Ok(Verdict::Findings) => ExitCode::from(1),
        Ok(Verdict::Unproven) => ExitCode::from(3),
        // Nobody reads on: whoever closed the pipe has what they wanted.
        Err(Failure::Closed) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(2)
        }
    }
}
