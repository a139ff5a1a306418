//! The calls, tools and keys of this repository, compiled for the browser.

use anyhow::bail;
use doorstep_server::content::{self, Folders, Kind};
use doorstep_source::Severity;

use crate::assets::{Asset, Role};
use crate::workspace::Workspace;

/// What to do with a call, tool or key that has mistakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistakes {
    /// The build fails.
    Refuse,
    /// The build goes on without it, and says so.
    LeaveOut,
}

/// Compiles every call, tool and key, and the catalogue that names them; prints what was found.
pub fn compile(workspace: &Workspace, mistakes: Mistakes) -> anyhow::Result<Vec<Asset>> {
    let folders = Folders { scenarios: workspace.root().join("scenarios"), tools: workspace.root().join("tools") };
    let content = content::compile(&folders)?;
    for finding in content.findings.iter().filter(|finding| finding.diagnostic.severity != Severity::Note) {
        eprintln!("{finding}");
    }
    match (content.errors(), mistakes) {
        (0, _) => {}
        (errors, Mistakes::Refuse) => bail!("the calls, tools and keys have mistakes, shown above: {errors}"),
        (errors, Mistakes::LeaveOut) => eprintln!("warning: mistakes shown above: {errors}; what has one is left out"),
    }
    let asset = |file: content::File| Asset { role: role(file.kind), path: file.path, bytes: file.bytes };
    Ok(content.files.into_iter().map(asset).collect())
}

fn role(kind: Kind) -> Role {
    match kind {
        Kind::Call => Role::Call,
        Kind::Tool => Role::Tool,
        Kind::Tools => Role::Words,
        Kind::Key => Role::Key,
        Kind::Catalogue => Role::Catalogue,
    }
}
