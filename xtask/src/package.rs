//! `dist.zip`: the app and a one-page sheet for the IT department that puts it on a server.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use doorstep_server::hexadecimal_digest;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::build::Built;
use crate::workspace::Workspace;

/// The sheet's name, beside `index.html`.
pub const SHEET_NAME: &str = "for-it.txt";

/// The sheet.
pub const SHEET: &str = include_str!("../for-it.txt");

/// Packs the built app into `dist.zip`, unless that is what it holds already.
pub fn pack(workspace: &Workspace, built: &Built) -> anyhow::Result<PathBuf> {
    let archive = workspace.root().join("dist.zip");
    let stamp = workspace.kept().join("dist.zip.made-from");
    let made_from =
        built.files.iter().map(|file| format!("{} {}\n", hexadecimal_digest(&file.asset.bytes), file.asset.path)).collect::<String>();
    if archive.is_file() && fs::read_to_string(&stamp).is_ok_and(|before| before == made_from) {
        return Ok(archive);
    }
    let bytes = zip(built)?;
    fs::write(&archive, bytes).with_context(|| format!("cannot write {}", archive.display()))?;
    fs::write(&stamp, made_from)?;
    Ok(archive)
}

/// The archive's bytes: the same app gives the same bytes, so the archive has no times of its own.
fn zip(built: &Built) -> anyhow::Result<Vec<u8>> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default()).unix_permissions(0o644);
    for file in &built.files {
        let path = format!("doorstep/{}", file.asset.path);
        writer.start_file(&path, options.compression_method(CompressionMethod::Deflated))?;
        writer.write_all(&file.asset.bytes)?;
        for (suffix, bytes) in [(".br", &file.brotli), (".gz", &file.gzip)] {
            writer.start_file(format!("{path}{suffix}"), options.compression_method(CompressionMethod::Stored))?;
            writer.write_all(bytes)?;
        }
    }
    Ok(writer.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_names_the_policy_that_the_server_sends() {
        let one_line = SHEET.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(one_line.contains(doorstep_server::CONTENT_SECURITY_POLICY));
    }

    #[test]
    fn the_sheet_is_one_page_and_names_types_and_browsers() {
        assert!(SHEET.lines().count() <= 60, "a page holds about sixty lines");
        for words in
            ["application/wasm", "text/javascript", "109", "Firefox ESR 115", "SanitizeOnShutdown", "Safari 16.4", "nosniff", "file://"]
        {
            assert!(SHEET.contains(words), "the sheet does not name {words}");
        }
    }
}
