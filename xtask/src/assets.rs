//! Files of the built app: named by their content, compressed once.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use doorstep_server::{hexadecimal_digest, named_by_content};

/// What a file is for; the size table counts by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// `index.html`.
    Page,
    /// The style sheet.
    Style,
    /// JavaScript: the loader and what lies between the browser and the app.
    Script,
    /// The app.
    Module,
    /// The list of calls.
    Catalogue,
    /// A compiled call.
    Call,
    /// A compiled risk tool that a call names.
    Tool,
    /// Another tool, a tool in other words, the list of them: fetched when somebody asks for it.
    Words,
    /// A compiled key.
    Key,
    /// The part of the app that is fetched behind the first choice.
    Rest,
    /// A program that is fetched when it is needed.
    Later,
    /// Anything that the first choice does not wait for.
    Other,
}

/// One file of the built app.
#[derive(Debug, Clone)]
pub struct Asset {
    /// What it is for.
    pub role: Role,
    /// Its path inside `dist/`, with `/`.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Asset {
    /// A file whose name holds its content's hash; `stem` may begin with folders.
    pub fn named_by_content(role: Role, stem: &str, extension: &str, bytes: Vec<u8>) -> Self {
        Self { role, path: named_by_content(stem, extension, &bytes), bytes }
    }
}

/// An asset with its compressed forms.
#[derive(Debug, Clone)]
pub struct Compressed {
    /// The file itself.
    pub asset: Asset,
    /// Brotli, quality 11.
    pub brotli: Vec<u8>,
    /// Gzip, level 9.
    pub gzip: Vec<u8>,
}

/// Compressed forms, kept by content: what was compressed once is not compressed again.
#[derive(Debug)]
pub struct Compressor {
    kept: PathBuf,
}

impl Compressor {
    /// Keeps its results in a folder.
    pub fn new(kept: PathBuf) -> anyhow::Result<Self> {
        fs::create_dir_all(&kept).with_context(|| format!("cannot make {}", kept.display()))?;
        Ok(Self { kept })
    }

    /// Both compressed forms of an asset.
    pub fn compress(&self, asset: Asset) -> anyhow::Result<Compressed> {
        let digest = hexadecimal_digest(&asset.bytes);
        let brotli = keep(&self.kept.join(format!("{digest}.br")), || to_brotli(&asset.bytes))?;
        let gzip = keep(&self.kept.join(format!("{digest}.gz")), || to_gzip(&asset.bytes))?;
        Ok(Compressed { asset, brotli, gzip })
    }

    /// Forgets what this build did not use.
    pub fn forget_others(&self, used: &[Compressed]) -> anyhow::Result<()> {
        let used: std::collections::BTreeSet<String> = used.iter().map(|file| hexadecimal_digest(&file.asset.bytes)).collect();
        for entry in fs::read_dir(&self.kept)? {
            let path = entry?.path();
            if path.file_stem().is_none_or(|stem| !used.contains(stem.to_string_lossy().as_ref())) {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }
}

/// Reads a kept file, or makes and keeps it. It is written under another name first: a half-written file is never taken for a whole one.
fn keep(path: &Path, make: impl FnOnce() -> anyhow::Result<Vec<u8>>) -> anyhow::Result<Vec<u8>> {
    if let Ok(bytes) = fs::read(path) {
        return Ok(bytes);
    }
    let bytes = make()?;
    let unfinished = path.with_extension("unfinished");
    fs::write(&unfinished, &bytes)?;
    fs::rename(&unfinished, path)?;
    Ok(bytes)
}

fn to_brotli(bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters).context("brotli failed")?;
    Ok(compressed)
}

fn to_gzip(bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish().context("gzip failed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_changes_with_the_content_and_only_then() {
        let name = |text: &str| Asset::named_by_content(Role::Call, "calls/hollow-lane", "bin", text.into()).path;
        assert_eq!(name("a"), name("a"));
        assert_ne!(name("a"), name("b"));
        assert!(doorstep_server::is_named_by_content(&name("a")), "the server keeps such files for ever: {}", name("a"));
    }

    #[test]
    fn what_was_compressed_is_kept_and_what_is_unused_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let compressor = Compressor::new(folder.path().to_owned()).unwrap();
        let asset = |text: &str| Asset::named_by_content(Role::Other, "a", "txt", text.repeat(100).into());
        let first = compressor.compress(asset("one")).unwrap();
        assert!(first.brotli.len() < 100 && first.gzip.len() < 100);
        compressor.compress(asset("two")).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
        compressor.forget_others(std::slice::from_ref(&first)).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        let path = folder.path().join(format!("{}.br", hexadecimal_digest(&first.asset.bytes)));
        fs::write(&path, "kept").unwrap();
        assert_eq!(compressor.compress(first.asset).unwrap().brotli, b"kept");
    }
}
