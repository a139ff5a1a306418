//! `doorstep serve`: the app from `dist/`.

use std::path::Path;

use doorstep_server::{ServeError, Site};

use crate::arguments;
use crate::failure::Failure;
use crate::{Verdict, check};

/// Where the built app is.
const APP: &str = "dist";

/// Runs the command.
pub(crate) fn run(wanted: &arguments::Serve) -> Result<Verdict, Failure> {
    if let Some(folder) = &wanted.scenarios {
        check::refuse_errors(folder)?;
    }
    let site = Site::bind(APP, wanted.listen).map_err(|error| failure(&error))?;
    eprintln!("Doorstep is at {}", site.url());
    eprintln!("Press Ctrl+C to stop.");
    site.run().map_err(|error| failure(&error))?;
    Ok(Verdict::Fine)
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
