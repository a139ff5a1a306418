//! What the tests of tools share.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::fs;
use std::path::{Path, PathBuf};

use doorstep_risk_tool::RiskTool;
use doorstep_risk_tool::text::read_tool;

pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub fn read(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every YAML file that stands in a folder, by name.
pub fn files(folder: &str) -> Vec<(String, String)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(repository().join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.sort();
    paths.iter().map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap())).collect()
}

pub fn every_shape() -> Vec<(String, String)> {
    files("tests/tools/shapes")
}

/// A tool that has no mistakes.
pub fn tool(source: &str) -> RiskTool {
    let reading = read_tool(source);
    reading.value.unwrap_or_else(|| panic!("{:#?}", reading.diagnostics))
}

/// The shapes and the demonstration tools.
pub fn every_tool() -> Vec<RiskTool> {
    every_shape().into_iter().chain(files("tools")).map(|(_, source)| tool(&source)).collect()
}
