//! The debrief of real calls, drawn without a browser.

mod outlines;
mod ways;
mod whole;

use std::fs;
use std::path::Path;

use doorstep_envelope::Digest;
use doorstep_scenario::Scenario;
use doorstep_scoring::{AnswerKey, Report, score};
use doorstep_simulator::{Content, Event, Mode, Script, Session};
use yew::prelude::*;

use super::{DebriefProps, DebriefScreen};
use crate::shared::Shared;

/// A play of `tests/plays`, judged.
struct Judged {
    session: Session,
    report: Report,
    key: AnswerKey,
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Plays and judges; `change` may change the call's texts first.
fn judged_with(play: &str, change: impl FnOnce(&mut Scenario)) -> Judged {
    let call = play.split('.').next().expect("a play is named after its call");
    let reading = doorstep_scenario::text::read_scenario(&read(&format!("scenarios/{call}/scenario.yaml")));
    let mut scenario = reading.value.unwrap_or_else(|| panic!("{call}: {:#?}", reading.diagnostics));
    let reading = doorstep_risk_tool::text::read_tool(&read(&format!("tools/{}.yaml", scenario.tool)));
    let tool = reading.value.unwrap_or_else(|| panic!("{call}: {:#?}", reading.diagnostics));
    let reading = doorstep_scoring::text::read_key(&read(&format!("scenarios/{call}/key.yaml")), &scenario, &tool);
    let key = reading.value.unwrap_or_else(|| panic!("{call}: {:#?}", reading.diagnostics));
    change(&mut scenario);
    let content = Content::new(scenario, tool);
    let mut session = Session::start(content, 7, Mode::Practice, None, false);
    let script = Script::parse(&read(&format!("tests/plays/{play}.play"))).expect("the play is sound");
    script.play(&mut session).expect("the play can be taken");
    let words = |text: &str| text.to_owned();
    let reflect = Event::Reflect { worried: words("Her voice."), not_known: words("Whether he has a key."), would_change: String::new() };
    session.apply(reflect).expect("the call has ended");
    let report = score(&session, &key, Digest::default()).expect("the key fits");
    Judged { session, report, key }
}

fn judged(play: &str) -> Judged {
    judged_with(play, |_| {})
}

/// The page's HTML. Callbacks cannot be sent between threads, so they are made inside.
async fn html(judged: Judged) -> String {
    let make = move || DebriefProps {
        session: Shared::new(judged.session),
        report: Shared::new(judged.report),
        key: Shared::new(judged.key),
        on_try_again: Callback::noop(),
        on_intend: Callback::noop(),
        on_print: Callback::noop(),
        attempt_file: "the attempt".into(),
        report_file: "the report".into(),
    };
    let local = tokio::task::LocalSet::new();
    local.run_until(async move { yew::LocalServerRenderer::<DebriefScreen>::with_props(make()).hydratable(false).render().await }).await
}

/// The words as they stand between the tags.
fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A section of the page by the first part of its heading's id.
fn section<'a>(page: &'a str, name: &str) -> &'a str {
    let start = page.find(&format!("<section aria-labelledby=\"{name}-title\"")).unwrap_or_else(|| panic!("the page has no {name}"));
    let rest = &page[start..];
    rest.find("</section>").map_or(rest, |end| &rest[..end])
}
