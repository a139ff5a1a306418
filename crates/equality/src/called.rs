//! The repository's calls with their plays.

use std::sync::Arc;

use doorstep_risk_tool::RiskTool;
use doorstep_scoring::AnswerKey;
use doorstep_simulator::{Content, Mode, Script, Session};
use doorstep_source::Reading;

/// A call with its key, as they stand in the repository.
struct Call {
    id: &'static str,
    scenario: &'static str,
    key: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/inputs.rs"));

/// The seed of every play.
const SEED: u64 = 1;

/// Adds the vectors of every call and of every play.
pub fn add(lines: &mut String) -> Result<(), String> {
    let tools = TOOLS.iter().map(|text| value(doorstep_risk_tool::text::read_tool(text), "a tool")).collect::<Result<Vec<_>, _>>()?;
    for call in CALLS {
        let (content, key) = open(call, &tools)?;
        crate::add(lines, "call", call.id, content.scenario_digest);
        crate::add(lines, "key", call.id, key.digest());
        for (name, text) in PLAYS.iter().filter(|(name, _)| name.strip_prefix(call.id).is_some_and(|rest| rest.starts_with('.'))) {
            let session = play(content.clone(), &key, text).map_err(|why| format!("tests/plays/{name}.play: {why}"))?;
            let report = doorstep_scoring::score(&session, &key, key.digest()).map_err(|error| format!("{name}: {error}"))?;
            let report = serde_json::to_string(&report).map_err(|error| format!("{name}: {error}"))?;
            crate::add(lines, "session", name, crate::hexadecimal(crate::state::canonical(&session).as_bytes()));
            crate::add(lines, "report", name, crate::hexadecimal(report.as_bytes()));
        }
    }
    Ok(())
}

/// Reads a call with its key, and finds its tool.
fn open(call: &Call, tools: &[RiskTool]) -> Result<(Arc<Content>, AnswerKey), String> {
    let scenario = value(doorstep_scenario::text::read_scenario(call.scenario), call.id)?;
    let tool = tools.iter().find(|tool| tool.id == scenario.tool).ok_or_else(|| format!("{}: no tool `{}`", call.id, scenario.tool))?;
    let key = value(doorstep_scoring::text::read_key(call.key, &scenario, tool), call.id)?;
    Ok((Content::new(scenario, tool.clone()), key))
}

fn play(content: Arc<Content>, key: &AnswerKey, text: &str) -> Result<Session, String> {
    let script = Script::parse(text).map_err(|error| error.to_string())?;
    let mut session = Session::start(content, SEED, Mode::Practice, Some(key.digest()), false);
    script.play(&mut session).map_err(|error| error.to_string())?;
    Ok(session)
}

fn value<T>(reading: Reading<T>, what: &str) -> Result<T, String> {
    reading.value.ok_or_else(|| format!("{what} has mistakes; `doorstep check` tells them: {:?}", reading.diagnostics.first()))
}
