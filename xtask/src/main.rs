//! Set-up, build, serve, test: what the README's two commands run.
//!
//! `cargo xtask serve` and `cargo xtask test` do all their own set-up. What is made lies under `target/` (kept between runs, named by
//! the content that it was made from, so that nothing is made twice) and in `dist/` and `dist.zip`.
//!
//! Non-goals: nothing here is part of the product; no rule of the simulation or of scoring lives here.

#![forbid(unsafe_code)]

mod app;
mod assets;
mod browsers;
mod build;
mod command;
mod content;
mod fuzz;
mod licences;
mod links;
mod package;
mod page;
mod script;
mod setup;
mod sizes;
mod split;
mod style;
mod test;
mod validate;
mod workspace;

use std::net::SocketAddr;
use std::process::ExitCode;

use anyhow::{Context, bail};
use lexopt::{Arg, Parser, ValueExt};

use crate::content::Mistakes;
use crate::workspace::Workspace;

const HELP: &str = "\
cargo xtask COMMAND

  serve [--listen ADDRESS]   build the browser app and serve it, at http://127.0.0.1:8080 unless told otherwise
  build                      leave the app in dist/ and dist.zip, ready to be put on a web server
  test [--fast] [--only STEP]...
                             run every test; --fast leaves out what needs a browser, --only takes the named steps alone
                             (--only firefox takes some journeys in Firefox, and gets what that needs)
  bench [ARGUMENTS]          measure what the README promises
  officers [development]     synthetic officers with known skills: whether the scoring tells what was planted
  validate [ARGUMENTS]       compare every statistic with other people's software (Python 3.11 or newer; R where it is there)
  fuzz [--minutes N] [--keep] [KIND]...
                             invented inputs for everything that reads, 30 minutes each unless told otherwise
";

/// What was asked for.
enum Request {
    Serve { listen: SocketAddr },
    Build,
    Test { reach: test::Reach, only: Vec<String> },
    Bench { arguments: Vec<std::ffi::OsString> },
    Officers { arguments: Vec<std::ffi::OsString> },
    Validate { arguments: Vec<std::ffi::OsString> },
    Fuzz(fuzz::Request),
    Help,
}

fn main() -> ExitCode {
    let request = match read_arguments(Parser::from_env()) {
        Ok(request) => request,
        Err(error) => {
            eprintln!("error: {error:#}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match run(request) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn read_arguments(mut parser: Parser) -> anyhow::Result<Request> {
    let Some(first) = parser.next()? else { bail!("no command was given") };
    let command = match first {
        Arg::Value(command) => command.string()?,
        Arg::Long("help") | Arg::Short('h') => "help".to_owned(),
        other => return Err(other.unexpected().into()),
    };
    let mut request = match command.as_str() {
        "serve" => Request::Serve { listen: doorstep_server::DEFAULT_ADDRESS.parse().context("the default address is not an address")? },
        "build" => Request::Build,
        "test" => Request::Test { reach: test::Reach::Everything, only: Vec::new() },
        "bench" => Request::Bench { arguments: parser.raw_args()?.collect() },
        "officers" => Request::Officers { arguments: parser.raw_args()?.collect() },
        "validate" => Request::Validate { arguments: parser.raw_args()?.collect() },
        "fuzz" => Request::Fuzz(fuzz::Request { minutes: 30, targets: Vec::new(), keep: false }),
        "help" => Request::Help,
        other => bail!("there is no command {other:?}"),
    };
    while let Some(argument) = parser.next()? {
        match (&mut request, argument) {
            (Request::Serve { listen }, Arg::Long("listen")) => {
                let text = parser.value()?.string()?;
                *listen = text.parse().with_context(|| format!("{text:?} is not an address; write for instance 127.0.0.1:8080"))?;
            }
            (Request::Test { reach, .. }, Arg::Long("fast")) => *reach = test::Reach::WithoutBrowser,
            (Request::Test { only, .. }, Arg::Long("only")) => only.push(parser.value()?.string()?),
            (Request::Fuzz(request), Arg::Long("minutes")) => request.minutes = parser.value()?.parse()?,
            (Request::Fuzz(request), Arg::Long("keep")) => request.keep = true,
            (Request::Fuzz(request), Arg::Value(target)) => request.targets.push(target.string()?),
            (_, other) => return Err(other.unexpected().into()),
        }
    }
    Ok(request)
}

fn run(request: Request) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::here()?;
    match request {
        Request::Help => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        Request::Serve { listen } => {
            build::build(&workspace, Mistakes::LeaveOut)?;
            let site = doorstep_server::Site::bind(workspace.dist(), listen)?;
            println!("Doorstep is at {}  (Ctrl+C stops it)", site.url());
            site.run()?;
            Ok(ExitCode::SUCCESS)
        }
        Request::Build => {
            let built = build::build(&workspace, Mistakes::Refuse)?;
            let archive = package::pack(&workspace, &built)?;
            eprintln!("{} and {} are ready to be put on a web server", workspace.short(&workspace.dist()), workspace.short(&archive));
            Ok(ExitCode::SUCCESS)
        }
        Request::Test { reach, only } => test::run(&workspace, reach, &only),
        Request::Fuzz(request) => {
            fuzz::run(&workspace, &request)?;
            Ok(ExitCode::SUCCESS)
        }
        Request::Officers { arguments } => {
            let run = ["run", "--release", "--quiet", "--package", "doorstep-officers", "--example", "study", "--"];
            command::run(workspace.cargo().args(run).args(arguments))?;
            Ok(ExitCode::SUCCESS)
        }
        Request::Validate { arguments } => {
            validate::run(&workspace, &arguments)?;
            Ok(ExitCode::SUCCESS)
        }
        Request::Bench { arguments } => {
            let statistics_alone = arguments == ["--only", "agreement"];
            if !statistics_alone {
                build::build(&workspace, Mistakes::Refuse)?;
            }
            let mut command = workspace.cargo();
            if statistics_alone || !arguments.iter().any(|argument| argument == "--only") {
                command.env("DOORSTEP_PYTHON", validate::python(&workspace)?);
            }
            command.args(["run", "--release", "--package", "doorstep-bench", "--"]).args(arguments);
            command::run(&mut command)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}
