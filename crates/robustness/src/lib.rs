//! What must hold for any bytes at all.
//!
//! One function for each kind of input that people or networks hand us. Each takes arbitrary bytes and panics where a promise is
//! broken: reading never panics, a refusal has a reason and a mend at a place inside the text, what was accepted is sound and goes through
//! its compiled form unchanged, and what decodes can be played and scored. `fuzz/` calls them with invented inputs
//! (`cargo xtask fuzz`); the tests here with real files and with every input that ever broke a promise (`fuzz/found/`).
//!
//! Non-goals: nothing here ships.

#![forbid(unsafe_code)]
#![allow(clippy::expect_used, clippy::panic, reason = "a broken promise must stop the test or the fuzzer")]

use std::sync::{Arc, LazyLock};

use doorstep_risk_tool::{Earlier, RiskTool};
use doorstep_scenario::Scenario;
use doorstep_scoring::{AnswerKey, FormPlan, Policy, Scale, judge_form};
use doorstep_simulator::{AttemptFile, Compact, Content, Event, Mode, Session};
use doorstep_source::{Diagnostic, Severity};
use sha2::{Digest, Sha256};

/// A function that holds one kind of input to its promises.
pub type Check = fn(&[u8]);

/// Every kind of input: the name that the fuzzer knows it by, and what must hold.
pub const KINDS: [(&str, Check); 7] = [
    ("scenario_text", scenario_text),
    ("key_text", key_text),
    ("tool_text", tool_text),
    ("words_text", words_text),
    ("rules_text", rules_text),
    ("compiled", compiled),
    ("attempt_file", attempt_file),
];

/// A call, its tool and its key, which the other inputs are read beside.
struct Sample {
    content: Arc<Content>,
    key: AnswerKey,
}

static SAMPLE: LazyLock<Sample> = LazyLock::new(|| {
    let scenario =
        doorstep_scenario::text::read_scenario(include_str!("../../../scenarios/the-mug/scenario.yaml")).value.expect("a sound call");
    let tool = doorstep_risk_tool::text::read_tool(include_str!("../../../tools/demo-checklist.yaml")).value.expect("a sound tool");
    let key =
        doorstep_scoring::text::read_key(include_str!("../../../scenarios/the-mug/key.yaml"), &scenario, &tool).value.expect("a sound key");
    Sample { content: Content::new(scenario, tool), key }
});

/// A tool with the guidance for its items, which a wording in another language translates.
static GUIDED: LazyLock<RiskTool> = LazyLock::new(|| {
    let text = include_str!("../../../tools/demo-checklist.yaml");
    doorstep_risk_tool::text::read_tool_with_guidance(text).value.expect("a sound tool")
});

/// A form of the one call.
static PLAN: LazyLock<FormPlan> = LazyLock::new(|| {
    let text = "format: doorstep-form/1\nid: sample\nversion: 1.0.0\ncalls: [the-mug]\n";
    doorstep_scoring::text::read_form(text).value.expect("a sound form")
});

/// The call with its tool, and the key, that the other inputs are read beside.
pub fn sample() -> (Arc<Content>, &'static AnswerKey) {
    (SAMPLE.content.clone(), &SAMPLE.key)
}

/// The text of a call.
pub fn scenario_text(bytes: &[u8]) {
    let Ok(source) = str::from_utf8(bytes) else { return };
    let reading = doorstep_scenario::text::read_scenario_with_places(source);
    findings_are_usable(source, &reading.diagnostics, reading.value.is_some());
    if let Some((scenario, _)) = reading.value {
        assert!(scenario.check_indices(), "an unsound call was accepted");
        assert_eq!(Scenario::from_envelope(&scenario.to_envelope()).expect("a sealed call opens").0, scenario);
        wander(&Content::new(scenario, SAMPLE.content.tool.clone()), bytes);
    }
}

/// The text of a key, read beside a sound call and its tool.
pub fn key_text(bytes: &[u8]) {
    let Ok(source) = str::from_utf8(bytes) else { return };
    let content = &SAMPLE.content;
    let reading = doorstep_scoring::text::read_key(source, &content.scenario, &content.tool);
    findings_are_usable(source, &reading.diagnostics, reading.value.is_some());
    if let Some(key) = reading.value {
        assert_eq!(AnswerKey::from_envelope(&key.to_envelope()).expect("a sealed key opens").0, key);
        score(&wander(content, bytes), &key);
    }
}

/// The text of a risk tool.
pub fn tool_text(bytes: &[u8]) {
    let Ok(source) = str::from_utf8(bytes) else { return };
    let reading = doorstep_risk_tool::text::read_tool(source);
    findings_are_usable(source, &reading.diagnostics, reading.value.is_some());
    if let Some(tool) = reading.value {
        assert!(tool.check_indices(), "an unsound tool was accepted");
        assert_eq!(RiskTool::from_envelope(&tool.to_envelope()).expect("a sealed tool opens").0, tool);
        wander(&Content::new(SAMPLE.content.scenario.clone(), tool), bytes);
    }
}

/// The wording of a tool in another language, and a sheet of answers for it.
pub fn words_text(bytes: &[u8]) {
    let Ok(source) = str::from_utf8(bytes) else { return };
    let tool = &*GUIDED;
    let reading = doorstep_risk_tool::text::read_words(source, tool);
    findings_are_usable(source, &reading.diagnostics, reading.value.is_some());
    if let Some(translated) = reading.value {
        assert!(translated.check_indices(), "an unsound tool was accepted");
        assert_eq!((translated.items.len(), &translated.levels.len()), (tool.items.len(), &tool.levels.len()), "other words, other rules");
    }
    let reading = doorstep_risk_tool::text::read_sheet(source, tool);
    findings_are_usable(source, &reading.diagnostics, reading.value.is_some());
    if let Some(sheet) = reading.value {
        assert_eq!(sheet.answers.len(), tool.items.len(), "a sheet answers every item, if only with a blank");
        let earlier = sheet.earlier.as_ref().map(|(level, answers)| Earlier { level: *level, answers });
        let _ = tool.explain(&sheet.answers, earlier).expect("a sound tool explains itself");
    }
}

/// What a force and its assessors write: a policy, a form, reviews of critical errors, support contacts. What is accepted judges an attempt.
pub fn rules_text(bytes: &[u8]) {
    let Ok(source) = str::from_utf8(bytes) else { return };
    let content = &SAMPLE.content;
    let case = |policy: &Policy| {
        let scale = Scale::under(policy.clone(), &SAMPLE.key, content).expect("an accepted policy is within its bounds");
        scale.form_case(&wander(content, bytes))
    };
    let reading = doorstep_scoring::text::read_policy(source);
    findings_are_usable(source, &reading.diagnostics, reading.value.is_some());
    if let Some(policy) = reading.value {
        let _ = judge_form(&policy, &PLAN, &[case(&policy)]);
    }
    let reading = doorstep_scoring::text::read_form(source);
    findings_are_usable(source, &reading.diagnostics, reading.value.is_some());
    if let Some(plan) = reading.value {
        let policy = Policy::default();
        let _ = judge_form(&policy, &plan, &[case(&policy)]);
    }
    let reading = doorstep_scoring::text::read_reviews(source);
    findings_are_usable(source, &reading.diagnostics, reading.value.is_some());
    let reading = doorstep_scenario::text::read_support(source);
    findings_are_usable(source, &reading.diagnostics, reading.value.is_some());
}

/// A compiled call, tool or key: the bytes as they stand, and as the content of an envelope whose digest is right.
pub fn compiled(bytes: &[u8]) {
    for kind in [doorstep_scenario::CALL, doorstep_risk_tool::TOOL, doorstep_scoring::KEY] {
        let mut sealed = kind.tag.to_vec();
        sealed.push(kind.version);
        sealed.extend_from_slice(&Sha256::digest(bytes));
        sealed.extend_from_slice(bytes);
        open_any(&sealed);
    }
    open_any(bytes);
    if let Ok(code) = str::from_utf8(bytes) {
        let (code, words) = code.split_once('\n').unwrap_or((code, ""));
        let small = Compact { code: code.to_owned(), words: words.lines().map(str::to_owned).collect() };
        if let Ok(attempt) = small.open() {
            assert_eq!(Compact::of(&attempt).open().as_ref(), Ok(&attempt), "the small form loses something");
        }
    }
}

/// The file of an exported attempt; replayed as if it had been made with the sample call.
pub fn attempt_file(bytes: &[u8]) {
    let Ok(source) = str::from_utf8(bytes) else { return };
    let mut file = match AttemptFile::read(source) {
        Ok(file) => file,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    assert_eq!(AttemptFile::read(&file.to_text()).as_ref(), Ok(&file), "an attempt file does not read back");
    assert_eq!(Compact::of(&file.attempt).open().as_ref(), Ok(&file.attempt), "the small form loses something");
    let content = &SAMPLE.content;
    (file.attempt.header.scenario, file.attempt.header.tool) = (content.scenario_digest, content.tool_digest);
    match Session::replay(content.clone(), file.attempt) {
        Ok(session) => {
            look(&session);
            score(&session, &SAMPLE.key);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// Opens an envelope of whatever kind; what opens is played or scored.
fn open_any(bytes: &[u8]) {
    let content = &SAMPLE.content;
    if let Ok((scenario, _)) = Scenario::from_envelope(bytes) {
        wander(&Content::new(scenario, content.tool.clone()), bytes);
    }
    if let Ok((tool, _)) = RiskTool::from_envelope(bytes) {
        wander(&Content::new(content.scenario.clone(), tool), bytes);
    }
    if let Ok((key, _)) = AnswerKey::from_envelope(bytes) {
        score(&wander(content, bytes), &key);
    }
}

/// Takes a few choices, picked by the bytes themselves.
fn wander(content: &Arc<Content>, bytes: &[u8]) -> Session {
    let seed = u64::try_from(bytes.len()).unwrap_or(0);
    let mut session = Session::start(content.clone(), seed, Mode::Practice, None, false);
    for &byte in bytes.iter().rev().take(24) {
        look(&session);
        let offers: Vec<_> = session.view().offers().map(|offer| offer.choice).collect();
        if offers.is_empty() {
            break;
        }
        // A choice that was offered may still be refused while an assessment is open; that is no panic, and no progress.
        if session.apply(Event::Choose(offers[usize::from(byte) % offers.len()])).is_err() {
            break;
        }
    }
    session
}

/// Reads everything that a page would show.
fn look(session: &Session) {
    let view = session.view();
    for turn in view.turns() {
        let _ = view.words(turn.text);
    }
    for offer in view.offers() {
        let _ = view.words(offer.text);
    }
    let _ = (view.tool_result(), view.actions().count(), view.notes().count());
}

/// Scores an attempt; a key that does not fit is refused, not followed.
fn score(session: &Session, key: &AnswerKey) {
    if let Err(error) = doorstep_scoring::score(session, key, key.digest()) {
        assert!(!error.to_string().is_empty());
    }
}

/// Stops where a finding lies outside its text or is of no use: every finding lies inside the text and says how to mend; nothing is refused without a reason.
pub fn findings_are_usable(source: &str, findings: &[Diagnostic], accepted: bool) {
    for found in findings {
        assert!(source.get(found.span.bytes()).is_some(), "{found:?} points outside the text");
        assert!(!found.message.is_empty() && !found.mend.is_empty(), "{found:?} does not say why or how to mend");
    }
    let refused = findings.iter().any(|found| found.severity == Severity::Error);
    assert_eq!(accepted, !refused, "accepted with an error, or refused without one");
}
