//! The repository's calls with their plays, and its forms.

use std::sync::Arc;

use doorstep_risk_tool::RiskTool;
use doorstep_scoring::{AnswerKey, KeyStatus, Scale, Sitting, judge_form, vary_policy};
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
    let mut played = Vec::new();
    let tools = TOOLS.iter().map(|text| value(doorstep_risk_tool::text::read_tool(text), "a tool")).collect::<Result<Vec<_>, _>>()?;
    for call in CALLS {
        let (content, key) = open(call, &tools)?;
        crate::add(lines, "call", call.id, content.scenario_digest);
        crate::add(lines, "key", call.id, key.digest());
        for (name, text) in PLAYS.iter().filter(|(name, _)| name.strip_prefix(call.id).is_some_and(|rest| rest.starts_with('.'))) {
            let session = play(content.clone(), &key, text).map_err(|why| format!("{name}.play: {why}"))?;
            let report = doorstep_scoring::score(&session, &key, key.digest()).map_err(|error| format!("{name}: {error}"))?;
            let report = serde_json::to_string(&report).map_err(|error| format!("{name}: {error}"))?;
            crate::add(lines, "session", name, crate::hexadecimal(crate::state::canonical(&session).as_bytes()));
            crate::add(lines, "report", name, crate::hexadecimal(report.as_bytes()));
            played.push(Played { name, session, key: key.clone() });
        }
    }
    forms(lines, &played)
}

/// A play that was taken, with its key.
struct Played {
    name: &'static str,
    session: Session,
    key: AnswerKey,
}

/// Adds what the forms come to when all their calls are taken well, middling or badly: with the keys as they are, and as if they were a
/// panel's, whose experts are drawn anew, or approved, so that they meet the gates. And how far one of them hangs on the policy.
fn forms(lines: &mut String, played: &[Played]) -> Result<(), String> {
    let policy = value(doorstep_scoring::text::read_policy(POLICY), "the policy")?;
    for text in FORMS {
        let plan = value(doorstep_scoring::text::read_form(text), "a form")?;
        for manner in ["good", "middling", "harmful"] {
            let of_form = |each: &&Played| {
                let (call, how) = each.name.split_once('.').unwrap_or_default();
                how == manner && plan.calls.iter().any(|planned| planned.call == call)
            };
            let taken: Vec<&Played> = played.iter().filter(of_form).collect();
            if taken.len() != plan.calls.len() {
                return Err(format!("{} of the {} calls of `{}` have a {manner} play", taken.len(), plan.calls.len(), plan.id));
            }
            for (status, word) in
                [(KeyStatus::Illustrative, "illustrative"), (KeyStatus::Panel, "panel"), (KeyStatus::Approved, "approved")]
            {
                let case = |each: &&Played| {
                    let key = AnswerKey { status, ..each.key.clone() };
                    let scale =
                        Scale::under(policy.clone(), &key, each.session.content()).map_err(|error| format!("{}: {error}", each.name))?;
                    Ok(scale.form_case(&each.session))
                };
                let cases = taken.iter().map(case).collect::<Result<Vec<_>, String>>()?;
                let report = serde_json::to_string(&judge_form(&policy, &plan, &cases)).map_err(|error| error.to_string())?;
                crate::add(lines, "form", format_args!("{}.{manner}.{word}", plan.id), crate::hexadecimal(report.as_bytes()));
            }
            if manner == "middling" {
                let attempts = taken.iter().map(|each| (&each.session, &each.key)).collect();
                let sitting = Sitting::new("P-000000".to_owned(), attempts, Vec::new()).map_err(|error| error.to_string())?;
                let found = vary_policy(&policy, &plan, &[sitting]).map_err(|error| error.to_string())?;
                let found = serde_json::to_string(&found).map_err(|error| error.to_string())?;
                crate::add(lines, "sensitivity", format_args!("{}.{manner}", plan.id), crate::hexadecimal(found.as_bytes()));
            }
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
