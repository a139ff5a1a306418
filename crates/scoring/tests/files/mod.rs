//! The repository's own calls, tools and keys, for tests.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use doorstep_risk_tool::RiskTool;
use doorstep_scenario::Scenario;
use doorstep_scoring::AnswerKey;
use doorstep_simulator::{Content, Mode, Script, Session};

pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub fn read(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The ids of all calls.
pub fn scenarios() -> Vec<String> {
    let entries = fs::read_dir(repository().join("scenarios")).unwrap();
    let mut ids: Vec<String> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("key.yaml").exists())
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    ids.sort();
    ids
}

/// A call of a folder, with its tool.
pub fn call_beside(folder: &str) -> (Scenario, RiskTool) {
    let reading = doorstep_scenario::text::read_scenario(&read(&format!("{folder}/scenario.yaml")));
    let scenario = reading.value.unwrap_or_else(|| panic!("{folder}: {:#?}", reading.diagnostics));
    let tool = tool(&scenario.tool);
    (scenario, tool)
}

pub fn tool(id: &str) -> RiskTool {
    let reading = doorstep_risk_tool::text::read_tool(&read(&format!("tools/{id}.yaml")));
    reading.value.unwrap_or_else(|| panic!("{id}: {:#?}", reading.diagnostics))
}

/// The key of a folder.
pub fn key_beside(folder: &str, scenario: &Scenario, tool: &RiskTool) -> AnswerKey {
    let reading = doorstep_scoring::text::read_key(&read(&format!("{folder}/key.yaml")), scenario, tool);
    reading.value.unwrap_or_else(|| panic!("{folder}: {:#?}", reading.diagnostics))
}

/// The small call that the broken keys belong to.
pub fn small_call() -> (Scenario, RiskTool) {
    let reading = doorstep_scenario::text::read_scenario(&read("tests/broken/keys/call/scenario.yaml"));
    let scenario = reading.value.unwrap_or_else(|| panic!("{:#?}", reading.diagnostics));
    (scenario, tool("demo-checklist"))
}

/// A session of a call, after a script of its steps.
pub fn play(content: &Arc<Content>, script: &str) -> Session {
    let mut session = Session::start(content.clone(), 7, Mode::Practice, None, false);
    take(&mut session, script);
    session
}

/// Takes further steps of a script.
pub fn take(session: &mut Session, script: &str) {
    let script = Script::parse(script).unwrap_or_else(|error| panic!("{error:?}"));
    script.play(session).unwrap_or_else(|error| panic!("{error:?}"));
}
