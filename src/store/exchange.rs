//! An attempt as a file: out, and in again.

use doorstep_simulator::{ATTEMPT_LABEL, AttemptFile, Beside, Compact, Event, FileError};
use serde::Serialize;

use super::Record;
use crate::call::Drafts;

/// The text of a record's file; the small form as it stands where the attempt in it cannot be opened.
pub fn export(record: &Record) -> String {
    let Ok(attempt) = record.open() else {
        return pretty(record);
    };
    let beside = Beside { started: record.started, updated: record.updated, imported: record.imported };
    let file = AttemptFile {
        format: AttemptFile::format_of(&attempt).into(),
        scenario: record.call.clone(),
        scenario_version: record.call_version.clone(),
        title: record.title.clone(),
        label: ATTEMPT_LABEL.into(),
        attempt,
        record: Some(beside),
    };
    file.to_text()
}

fn pretty(value: &impl Serialize) -> String {
    // Invariant: a record has no map with keys that are not text, and no `Serialize` that fails.
    serde_json::to_string_pretty(value).expect("a record always encodes")
}

/// The name of a record's file.
pub fn file_name(record: &Record) -> String {
    format!("doorstep-{}-{}.json", record.call, record.id)
}

/// Reads a file's text as a record under a new name; `now` stands for its times where it holds none.
pub fn import(text: &str, id: String, now: u64) -> Result<Record, FileError> {
    let file = AttemptFile::read(text)?;
    let beside = file.record.unwrap_or(Beside { started: now, updated: now, imported: true });
    let taken = file.attempt.events.iter().filter(|event| matches!(event, Event::Choose(_))).count();
    let intention = file.attempt.events.iter().rev().find_map(|event| match event {
        Event::Intend { text } => Some(text.clone()),
        _ => None,
    });
    Ok(Record {
        id,
        call: file.scenario,
        call_version: file.scenario_version,
        title: file.title,
        mode: file.attempt.header.mode,
        started: beside.started,
        updated: beside.updated,
        choices: u32::try_from(taken).unwrap_or(u32::MAX),
        // Reflections and intentions come only after the end; a replay tells the rest.
        ended: file.attempt.events.iter().any(|event| matches!(event, Event::Reflect { .. } | Event::Intend { .. })),
        debrief_opened: false,
        imported: true,
        intention,
        drafts: Drafts::default(),
        attempt: Compact::of(&file.attempt),
    })
}
