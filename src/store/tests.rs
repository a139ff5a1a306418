//! The store over a platform in memory.

use std::rc::Rc;

use doorstep_envelope::Digest;
use doorstep_risk_tool::RiskTool;
use doorstep_scenario::catalogue::{Asset, Catalogue, Toolbox, ToolboxTool};
use doorstep_simulator::Content;
use expect_test::{Expect, expect};
use tokio::task::{LocalSet, yield_now};

use super::*;
use crate::pages::tests::{catalogue, content, record};
use crate::platform::Memory;

fn memory() -> Rc<Memory> {
    Rc::new(Memory::default())
}

fn store(memory: &Rc<Memory>) -> Rc<Attempts> {
    Attempts::new(Rc::<Memory>::clone(memory), Callback::noop())
}

/// Lets the answers to writes come in.
async fn settle() {
    for _ in 0..8 {
        yield_now().await;
    }
}

fn keys(memory: &Memory) -> Vec<String> {
    memory.tables.borrow().keys().map(|(table, key)| format!("{} {}", table.name(), key.get(..8).unwrap_or(key))).collect()
}

#[tokio::test]
async fn nothing_is_written_before_the_user_says_so() {
    LocalSet::new()
        .run_until(async {
            let memory = memory();
            let store = store(&memory);
            store.load().await;
            store.put(record(&content(), "r1", 1, 0));
            store.set_number_keys(false);
            settle().await;
            assert_eq!(keys(&memory), Vec::<String>::new());
            assert_eq!(store.saving(), Saving::NoTrace);
        })
        .await;
}

#[tokio::test]
async fn an_attempt_is_with_the_database_when_put_returns() {
    LocalSet::new()
        .run_until(async {
            let memory = memory();
            let store = store(&memory);
            store.load().await;
            store.set_keeping(Keeping::Kept);
            store.put(record(&content(), "r1", 1, 0));
            // No answer has been waited for.
            assert_eq!(keys(&memory), ["records r1", "settings keep"]);
            assert_eq!(store.saving(), Saving::Writing);
            settle().await;
            assert_eq!(store.saving(), Saving::Saved);
            let again = self::store(&memory);
            again.load().await;
            assert_eq!(again.keeping(), Keeping::Kept);
            assert_eq!(again.get("r1"), store.get("r1"));
        })
        .await;
}

#[tokio::test]
async fn leaving_no_trace_takes_back_what_this_tab_wrote_and_nothing_else() {
    LocalSet::new()
        .run_until(async {
            let memory = memory();
            let content = content();
            let calls = catalogue(&content);
            memory.files.borrow_mut().insert(calls.calls[0].call.path(), content.scenario.to_envelope());
            memory.files.borrow_mut().insert(calls.calls[0].tool.path(), content.tool.to_envelope());
            let yesterday = store(&memory);
            yesterday.load().await;
            yesterday.set_keeping(Keeping::Kept);
            yesterday.put(record(&content, "old", 1, 0));
            let today = store(&memory);
            today.load().await;
            today.put(record(&content, "new", 0, 1));
            today.keep_content(&calls.calls[0]).await;
            settle().await;
            assert_eq!(keys(&memory).len(), 5);
            today.set_keeping(Keeping::NoTrace);
            settle().await;
            // The old attempt needs the call and the tool still.
            assert_eq!(
                keys(&memory).iter().map(|key| key.split(' ').next().unwrap()).collect::<Vec<_>>(),
                ["records", "content", "content"]
            );
            assert!(today.get("new").is_some(), "the attempt can be finished");
            today.put(record(&content, "new", 1, 2));
            settle().await;
            assert_eq!(keys(&memory).len(), 3);
            today.delete("old");
            settle().await;
            assert_eq!(keys(&memory), Vec::<String>::new());
        })
        .await;
}

#[tokio::test]
async fn deleting_everything_leaves_nothing() {
    LocalSet::new()
        .run_until(async {
            let memory = memory();
            let store = store(&memory);
            store.load().await;
            store.set_keeping(Keeping::Kept);
            store.put(record(&content(), "r1", 1, 0));
            store.delete_all();
            settle().await;
            assert_eq!(keys(&memory), Vec::<String>::new());
            assert!(store.records().is_empty());
            assert_eq!(store.keeping(), Keeping::NotAsked);
        })
        .await;
}

#[tokio::test]
async fn a_kept_attempt_replays_on_its_own_version_after_an_update() {
    LocalSet::new()
        .run_until(async {
            let memory = memory();
            let content = content();
            let calls = catalogue(&content);
            memory.files.borrow_mut().insert(calls.calls[0].call.path(), content.scenario.to_envelope());
            memory.files.borrow_mut().insert(calls.calls[0].tool.path(), content.tool.to_envelope());
            let before = store(&memory);
            before.load().await;
            before.set_keeping(Keeping::Kept);
            let record = record(&content, "r1", 1, 0);
            before.put(record.clone());
            before.keep_content(&calls.calls[0]).await;
            settle().await;
            // The update takes the old files away.
            memory.files.borrow_mut().clear();
            let after = store(&memory);
            after.load().await;
            let attempt = record.open().unwrap();
            assert_eq!(after.content_for(&attempt, &Catalogue::default()).await.unwrap(), content);
            memory.tables.borrow_mut().clear();
            let without = store(&memory);
            assert!(matches!(without.content_for(&attempt, &Catalogue::default()).await, Err(ContentError::Missing(_))));
        })
        .await;
}

/// An attempt taken with a form that no call names, brought to another computer with the same app, can be gone on with there.
#[tokio::test]
async fn what_was_brought_in_finds_the_form_that_it_was_taken_with() {
    LocalSet::new()
        .run_until(async {
            let memory = memory();
            let content = content();
            let named = RiskTool { title: "Another form".to_owned(), ..content.tool.clone() };
            let other = Content::new(content.scenario.clone(), named.clone()).with_beside(content.tool.clone());
            let record = record(&other, "r1", 1, 0);
            let asset = |stem: &str, digest: Digest| Asset { stem: stem.to_owned(), digest };
            let tool = ToolboxTool {
                id: named.id.clone(),
                version: named.version.clone(),
                title: named.title.clone(),
                approach: "checklist".to_owned(),
                about: named.about.clone(),
                calls: Vec::new(),
                tool: asset("tools/another", other.tool_digest),
                wordings: Vec::new(),
            };
            let list = asset("tools/list", Digest([9; 32]));
            memory.files.borrow_mut().insert(tool.tool.path(), named.to_envelope());
            memory.files.borrow_mut().insert(list.path(), Toolbox { tools: vec![tool] }.to_envelope());
            let calls = Catalogue { tools: Some(list), ..catalogue(&content) };
            memory.files.borrow_mut().insert(calls.calls[0].call.path(), content.scenario.to_envelope());
            memory.files.borrow_mut().insert(calls.calls[0].tool.path(), content.tool.to_envelope());
            let store = store(&memory);
            store.load().await;
            store.set_keeping(Keeping::Kept);
            store.put(record.clone());
            let attempt = record.open().unwrap();
            store.gather(&attempt, &calls).await;
            settle().await;
            // Nothing of it hangs on the app any more.
            memory.files.borrow_mut().clear();
            let after = self::store(&memory);
            after.load().await;
            assert_eq!(after.content_for(&attempt, &Catalogue::default()).await.unwrap(), other);
        })
        .await;
}

#[tokio::test]
async fn a_full_storage_is_told_and_the_attempt_stays() {
    LocalSet::new()
        .run_until(async {
            let memory = memory();
            let store = store(&memory);
            store.load().await;
            store.set_keeping(Keeping::Kept);
            settle().await;
            memory.trouble.replace(Some(StoreError::Full));
            store.put(record(&content(), "r1", 1, 0));
            settle().await;
            assert_eq!(store.saving(), Saving::Failed(StoreError::Full));
            assert!(store.get("r1").is_some());
            memory.trouble.replace(None);
            store.put(record(&content(), "r1", 1, 1));
            settle().await;
            assert_eq!(store.saving(), Saving::Saved);
        })
        .await;
}

#[tokio::test]
async fn a_debrief_that_was_opened_makes_later_attempts_repeats() {
    let memory = memory();
    let store = store(&memory);
    let content = content();
    LocalSet::new()
        .run_until(async {
            store.put(record(&content, "r1", 1, 0));
            assert!(!store.is_repeat("first-steps"));
            store.put(Record { debrief_opened: true, ..record(&content, "r1", 1, 0) });
            assert!(store.is_repeat("first-steps"));
            assert!(!store.is_repeat("another"));
        })
        .await;
}

#[test]
fn an_exported_attempt_comes_back_as_it_was_and_says_that_it_is_not_verified() {
    let content = content();
    let record = record(&content, "r1", 2, 5);
    let text = export(&record);
    let back = import(&format!("\u{feff}{text}\n"), "r2".into(), 9).unwrap();
    assert_eq!(back.attempt, record.attempt);
    assert_eq!(Record { id: "r1".into(), imported: false, ..back.clone() }, record);
    assert!(back.imported);
    let head: String = text.lines().take(6).collect::<Vec<_>>().join("\n");
    expect![[r#"
        {
          "format": "doorstep-attempt/1",
          "scenario": "first-steps",
          "scenario_version": "1.0.0",
          "title": "The bang next door",
          "label": "practice, not certification","#]]
    .assert_eq(&head);
}

#[test]
fn an_attempt_from_the_command_line_is_taken_in_as_of_now() {
    let content = content();
    let record = record(&content, "r1", 2, 5);
    let file = doorstep_simulator::AttemptFile::of(&content.scenario, record.open().unwrap(), None);
    let back = import(&file.to_text(), "r2".into(), 9).unwrap();
    assert_eq!((back.attempt, back.started, back.updated, back.imported), (record.attempt, 9, 9, true));
}

#[test]
fn a_broken_file_is_told_where_and_how_to_mend() {
    let check = |text: &str, expected: Expect| expected.assert_eq(&import(text, "r".into(), 9).unwrap_err().to_string());
    let whole = export(&record(&content(), "r1", 1, 5));
    check("  ", expect!["There is no text. Choose a file, or paste the text of an exported attempt."]);
    check(
        &whole[..whole.len() / 2],
        expect![
            "This is not the whole text of an exported attempt: EOF while parsing a string at line 10 column 22. Copy the text again, from the first bracket to the last."
        ],
    );
    check("[1, 2]", expect![[r#"This file does not say that it is an attempt. An attempt begins with "format": "doorstep-attempt/1"."#]]);
    check("{}", expect![[r#"This file does not say that it is an attempt. An attempt begins with "format": "doorstep-attempt/1"."#]]);
    check(
        r#"{"format": "doorstep-key/1"}"#,
        expect![[r#"This file says that it is "doorstep-key/1". Only "doorstep-attempt/1" and "doorstep-attempt/2" can be read here."#]],
    );
    check(
        &whole.replace("\"choose\"", "\"chose\""),
        expect![
            "This file says that it is an attempt, but something in it does not fit: unknown variant `chose`, expected one of `choose`, `mark`, `unmark`, `note`, `edit-note`, `answer`, `first-impression`, `lock-answers`, `own-level`, `final-level`, `commit`, `go-back`, `reflect`, `intend`, `beside`, `write`, `agreed` at line 19 column 15. It may have been edited. Export the attempt again."
        ],
    );
    check(
        &whole.replace("\"events\"", "\"event\""),
        expect![
            "This file says that it is an attempt, but something in it does not fit: missing field `events` at line 22 column 3. It may have been edited. Export the attempt again."
        ],
    );
    check(
        &" ".repeat(8).repeat(10).replace(' ', "12345678").repeat(10_000),
        expect!["This is far longer than an attempt can be. Choose the file that was exported here."],
    );
}
