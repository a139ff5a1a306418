//! The very version of call and tool that an attempt was made with.

use std::path::PathBuf;
use std::sync::Arc;

use doorstep_envelope::Digest;
use doorstep_risk_tool::RiskTool;
use doorstep_scenario::text::read_scenario;
use doorstep_simulator::{AttemptFile, Content};

use crate::failure::Failure;
use crate::library::{Library, Text, folder_name};
use crate::page::listed;

/// The call and the tool of an attempt, and the call's file.
pub(super) fn find(library: &Library, file: &AttemptFile) -> Result<(Arc<Content>, PathBuf), Failure> {
    let header = &file.attempt.header;
    let mut looked_at = Vec::new();
    let mut found = None;
    for path in library.call_files()? {
        let read = Text::open(&path)?.read(read_scenario);
        let name = folder_name(&path).unwrap_or_else(|| path.display().to_string());
        let digest = read.reading.value.as_ref().map(doorstep_scenario::Scenario::digest);
        looked_at.push(seen(&name, digest));
        if digest == Some(header.scenario)
            && let Some(scenario) = read.reading.value
        {
            found = Some((scenario, path));
            break;
        }
    }
    let Some((scenario, path)) = found else {
        let what = format!(
            "no call in `{}` is the version that this attempt was made with: `{}` {}, digest {:.8}",
            library.folder().display(),
            file.scenario,
            file.scenario_version,
            header.scenario
        );
        return Err(Failure::new(what, other(&looked_at, "scenarios")));
    };
    let own = tool(library, &scenario.tool, header.tool)?;
    let beside = match file.attempt.beside() {
        Some(digest) => Some(tool(library, "the one beside", digest)?),
        None => None,
    };
    let content = Content::new(scenario, own);
    Ok((beside.map_or(Arc::clone(&content), |beside| content.with_beside(beside)), path))
}

/// The tool with a digest, in whatever language.
fn tool(library: &Library, name: &str, wanted: Digest) -> Result<RiskTool, Failure> {
    let mut looked_at = Vec::new();
    for read in library.tools()? {
        let Some(tool) = read.reading.value else {
            looked_at.push(seen(&read.text.path.display().to_string(), None));
            continue;
        };
        let worded = library.wordings(&read.text.source)?;
        for tool in std::iter::once(tool).chain(worded) {
            let digest = tool.digest();
            if digest == wanted {
                return Ok(tool);
            }
            looked_at.push(seen(&tool.id, Some(digest)));
        }
    }
    let what = format!(
        "no tool in `{}` is the version that this attempt was made with: `{name}`, digest {wanted:.8}",
        library.folder().display(),
    );
    Err(Failure::new(what, other(&looked_at, "tools")))
}

fn seen(name: &str, digest: Option<Digest>) -> String {
    match digest {
        Some(digest) => format!("{name} ({digest:.8})"),
        None => format!("{name} (has errors)"),
    }
}

fn other(looked_at: &[String], folder: &str) -> String {
    if looked_at.is_empty() {
        return format!("There is nothing in `{folder}/` there; name the folder that holds it by --library.");
    }
    format!(
        "Looked at: {}. Take the attempt's own version from your history, and name its folder by --library.",
        listed(looked_at.iter().map(String::as_str))
    )
}
