//! `doorstep serve`: the app from `dist/`.

use std::path::Path;

use axum::Router;
use doorstep_server::content::Folders;
use doorstep_server::preview::{self, Watch};
use doorstep_server::{ServeError, Site};

use crate::arguments;
use crate::failure::Failure;
use crate::{Verdict, check};

/// Where the built app is.
const APP: &str = "dist";

/// Runs the command.
pub(crate) fn run(wanted: &arguments::Serve) -> Result<Verdict, Failure> {
    let mut site = Site::bind(APP, wanted.listen).map_err(|error| failure(&error))?;
    if let Some(scenarios) = &wanted.scenarios {
        site = site.with_routes(calls_of(scenarios)?);
    }
    eprintln!("Doorstep is at {}", site.url());
    eprintln!("Press Ctrl+C to stop.");
    site.run().map_err(|error| failure(&error))?;
    Ok(Verdict::Fine)
}

/// The app with the calls of a folder instead of its own; what is to be mended in them is told.
fn calls_of(scenarios: &Path) -> Result<Router, Failure> {
    let tools = beside(scenarios).join("tools");
    for folder in [scenarios, &tools] {
        if !folder.is_dir() {
            let what = format!("there is no folder `{}`", folder.display());
            return Err(Failure::new(what, "Give --scenarios a folder of calls that has a folder `tools` beside it."));
        }
    }
    check::tell(scenarios, beside(scenarios))?;
    let folders = Folders { scenarios: scenarios.to_owned(), tools };
    preview::router(Path::new(APP), folders, Watch::Once).map_err(|error| failure(&error))
}

/// The folder in which a folder stands.
fn beside(folder: &Path) -> &Path {
    folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// What the server says, with how to mend it.
fn failure(error: &ServeError) -> Failure {
    let said = error.to_string();
    match error {
        ServeError::NothingToServe(folder) if !Path::new(folder).is_dir() => Failure::new(
            format!("there is no folder `{APP}` here, so there is no app to serve"),
            "Build it with `cargo xtask build`, or go to the folder in which it was built.",
        ),
        _ => match said.split_once("\nhint: ") {
            Some((what, mend)) => Failure::new(what.trim_end_matches('.'), crate::play::sentence(mend)),
            None => Failure::new(said, "Start it again."),
        },
    }
}
