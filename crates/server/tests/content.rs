//! The calls of a folder, compiled and previewed: from the repository's own files and from copies with mistakes in them.

#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use doorstep_risk_tool::RiskTool;
use doorstep_scenario::catalogue::{Asset, Catalogue, Toolbox};
use doorstep_server::content::{Content, Folders, Kind, compile};
use doorstep_server::is_named_by_content;
use doorstep_server::preview::{self, Watch};
use tower::ServiceExt;

const TUTORIAL: &str = "first-steps";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

/// A folder of its own with the tutorial call and the repository's tools.
fn copy() -> (tempfile::TempDir, Folders) {
    let folder = tempfile::tempdir().unwrap();
    let folders = Folders { scenarios: folder.path().join("scenarios"), tools: root().join("tools") };
    let to = folders.scenarios.join(TUTORIAL);
    fs::create_dir_all(&to).unwrap();
    for name in ["scenario.yaml", "key.yaml"] {
        fs::copy(root().join("scenarios").join(TUTORIAL).join(name), to.join(name)).unwrap();
    }
    (folder, folders)
}

fn catalogue(content: &Content) -> Catalogue {
    let file = content.files.iter().find(|file| file.kind == Kind::Catalogue).unwrap();
    assert_eq!(file.path, content.catalogue);
    Catalogue::from_envelope(&file.bytes).unwrap()
}

#[test]
fn the_repositorys_calls_have_no_mistakes_and_stand_in_the_catalogue() {
    let content = compile(&Folders { scenarios: root().join("scenarios"), tools: root().join("tools") }).unwrap();
    let errors: Vec<String> = content.findings.iter().map(ToString::to_string).collect();
    assert_eq!(content.errors(), 0, "{}", errors.join("\n"));
    let catalogue = catalogue(&content);
    assert_eq!(catalogue.calls.first().unwrap().kind, doorstep_scenario::CallKind::Tutorial, "the tutorial comes first");
    let path_is_there = |path: &str| content.files.iter().any(|file| file.path == path);
    for call in &catalogue.calls {
        assert!(path_is_there(&call.call.path()) && path_is_there(&call.tool.path()), "{}", call.id);
        assert!(call.key.as_ref().is_none_or(|key| path_is_there(&key.path())), "{}", call.id);
    }
    assert!(content.files.iter().all(|file| is_named_by_content(&file.path)));
}

fn toolbox(content: &Content) -> Toolbox {
    let path = catalogue(content).tools.expect("the catalogue names the list of tools").path();
    let file = content.files.iter().find(|file| file.path == path).expect("the list of tools is there");
    assert_eq!(file.kind, Kind::Tools);
    Toolbox::from_envelope(&file.bytes).unwrap()
}

/// The tool in a compiled file.
fn opened(content: &Content, asset: &Asset) -> RiskTool {
    let file = content.files.iter().find(|file| file.path == asset.path()).expect("the file is there");
    let (tool, digest) = RiskTool::from_envelope(&file.bytes).unwrap();
    assert_eq!(digest, asset.digest);
    tool
}

#[test]
fn every_tool_stands_in_the_list_with_its_wordings_and_none_but_a_calls_own_is_fetched_early() {
    let content = compile(&Folders { scenarios: root().join("scenarios"), tools: root().join("tools") }).unwrap();
    let (catalogue, toolbox) = (catalogue(&content), toolbox(&content));
    for call in &catalogue.calls {
        let own = toolbox.of(call.tool.digest).expect("a call's tool is in the list");
        assert!(own.calls.contains(&call.id) && own.title == call.tool_title);
    }
    let early: Vec<&str> = content.files.iter().filter(|file| file.kind == Kind::Tool).map(|file| file.path.as_str()).collect();
    assert!(!early.is_empty() && early.iter().all(|path| catalogue.calls.iter().any(|call| call.tool.path() == *path)), "{early:?}");
    for entry in &toolbox.tools {
        let tool = opened(&content, &entry.tool);
        assert_eq!((&tool.id, tool.approach.word()), (&entry.id, entry.approach.as_str()));
        assert!(tool.items.iter().all(|item| tool.guidance(item).is_none()), "{}: guidance comes later", tool.id);
        let own = entry.wordings.first().expect("a tool has its own words");
        assert_eq!((own.reviewed, &own.language), (None, &tool.language));
        for wording in &entry.wordings {
            let words = opened(&content, &wording.words);
            assert!(words.is_wording_of(&tool) && words.language == wording.language, "{}", wording.words.path());
            assert!(words.items.iter().all(|item| words.guidance(item).is_some()), "{}", wording.words.path());
            assert_eq!(words.translation().is_some(), wording.reviewed.is_some());
        }
    }
    let languages: Vec<&str> = toolbox
        .tools
        .iter()
        .filter(|tool| tool.id == "demo-checklist")
        .flat_map(|tool| &tool.wordings)
        .map(|wording| wording.language.as_str())
        .collect();
    assert_eq!(languages, ["en", "es", "pt-PT"]);
}

#[test]
fn a_call_can_be_taken_with_each_tool_of_which_its_key_says_the_same() {
    let content = compile(&Folders { scenarios: root().join("scenarios"), tools: root().join("tools") }).unwrap();
    let toolbox = toolbox(&content);
    let tools = |call: &str| toolbox.for_call(call).map(|tool| tool.id.as_str()).collect::<Vec<_>>();
    for call in ["hollow-lane", "the-mug"] {
        assert_eq!(tools(call), ["demo-actuarial", "demo-checklist", "demo-judgement", "demo-repeat", "demo-triage"], "{call}");
    }
    assert_eq!(tools("open-line"), ["demo-call-handling"], "its key names other levels");
}

#[test]
fn a_wording_with_a_mistake_is_left_out_and_its_tool_is_not() {
    let (folder, folders) = copy();
    let tools = folder.path().join("tools");
    fs::create_dir_all(tools.join("words")).unwrap();
    fs::copy(root().join("tools/demo-checklist.yaml"), tools.join("demo-checklist.yaml")).unwrap();
    let folders = Folders { tools: tools.clone(), ..folders };
    let spanish = fs::read_to_string(root().join("tools/words/demo-checklist.es.yaml")).unwrap();
    let with = |words: &str| {
        fs::write(tools.join("words/one.yaml"), words).unwrap();
        let content = compile(&folders).unwrap();
        let codes: Vec<&str> = content.findings.iter().map(|finding| finding.diagnostic.code).collect();
        (codes, toolbox(&content).tools.iter().map(|tool| tool.wordings.len()).sum::<usize>())
    };
    assert_eq!(with(&spanish), (vec![], 2));
    assert_eq!(with(&spanish.replace("rule/base", "rule/bass")), (vec!["words-missing", "words-unknown"], 1));
    assert_eq!(with(&spanish.replace("tool: demo-checklist", "tool: another")), (vec!["no-such-tool"], 1));
    assert_eq!(with(&spanish.replace("language: es", "language: en")), (vec!["duplicate-words"], 1));
    assert_eq!(with(&spanish.replace("language: es", "language: ../es")), (vec!["tool-language"], 1));
}

#[test]
fn support_contacts_come_from_the_folder_and_else_from_the_neutral_file() {
    let (folder, folders) = copy();
    let tools = folder.path().join("tools");
    fs::create_dir_all(&tools).unwrap();
    fs::copy(root().join("tools/demo-checklist.yaml"), tools.join("demo-checklist.yaml")).unwrap();
    let folders = Folders { tools, ..folders };
    let neutral = catalogue(&compile(&folders).unwrap()).support;
    assert!(neutral.contacts.len() >= 3 && neutral.place.is_none());
    fs::copy(root().join("tests/broken/support/whole.yaml"), folders.support()).unwrap();
    assert_eq!(catalogue(&compile(&folders).unwrap()).support.contacts[0].name, "The Harbour line");
    fs::copy(root().join("tests/broken/support/web-not-readable.yaml"), folders.support()).unwrap();
    let broken = compile(&folders).unwrap();
    assert_eq!(broken.errors(), 1);
    assert_eq!(catalogue(&broken).support, neutral, "help is never missing");
}

#[test]
fn the_same_folder_gives_the_same_files() {
    let (_folder, folders) = copy();
    let paths = |content: Content| content.files.into_iter().map(|file| file.path).collect::<Vec<_>>();
    assert_eq!(paths(compile(&folders).unwrap()), paths(compile(&folders).unwrap()));
}

#[test]
fn a_call_with_a_mistake_is_left_out_and_the_mistake_has_its_place() {
    let (_folder, folders) = copy();
    let path = folders.scenarios.join(TUTORIAL).join("scenario.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("tool:", "tol:", 1)).unwrap();
    let content = compile(&folders).unwrap();
    assert!(content.errors() > 0);
    assert!(catalogue(&content).calls.is_empty());
    let finding = content.findings.iter().find(|finding| finding.line.starts_with("tol:")).expect("a finding at the mistake");
    assert!(finding.to_string().contains("scenario.yaml:"), "{finding}");
    assert!(finding.to_string().contains("hint:"), "{finding}");
}

#[test]
fn a_folder_that_bears_another_name_than_its_call_is_found() {
    let (_folder, folders) = copy();
    fs::rename(folders.scenarios.join(TUTORIAL), folders.scenarios.join("other")).unwrap();
    let content = compile(&folders).unwrap();
    assert_eq!(content.errors(), 1);
    assert_eq!(content.findings.last().unwrap().diagnostic.code, "folder-name");
}

#[test]
fn a_folder_that_is_not_there_is_an_error_that_names_it() {
    let folders = Folders { scenarios: root().join("no-such-folder"), tools: root().join("tools") };
    assert!(compile(&folders).unwrap_err().to_string().contains("no-such-folder"));
}

async fn ask(routes: &axum::Router, path: &str) -> (StatusCode, Vec<u8>) {
    let response = routes.clone().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
    assert!(response.headers().contains_key("content-security-policy"), "{path}");
    let status = response.status();
    (status, axum::body::to_bytes(response.into_body(), 10_000_000).await.unwrap().to_vec())
}

async fn text(routes: &axum::Router, path: &str) -> String {
    String::from_utf8(ask(routes, path).await.1).unwrap()
}

#[tokio::test]
async fn a_preview_shows_the_folder_and_what_is_found_at_each_save() {
    let (folder, folders) = copy();
    let dist = folder.path().join("dist");
    fs::create_dir(&dist).unwrap();
    let built = "<html><head><meta name=\"doorstep-catalogue\" content=\"catalogue.0.bin\"></head></html>";
    fs::write(dist.join("index.html"), built).unwrap();
    let routes = preview::router(&dist, folders.clone(), Watch::Saves).unwrap();

    let content = compile(&folders).unwrap();
    let page = text(&routes, "/").await;
    assert!(page.contains(&content.catalogue) && page.contains("preview/preview."), "{page}");
    for file in &content.files {
        assert_eq!(ask(&routes, &format!("/{}", file.path)).await, (StatusCode::OK, file.bytes.clone()), "{}", file.path);
    }
    assert_eq!(ask(&routes, "/nowhere").await.0, StatusCode::NOT_FOUND);
    assert!(text(&routes, "/preview/state.json").await.contains("\"revision\":0"));

    let path = folders.scenarios.join(TUTORIAL).join("scenario.yaml");
    let mistake = fs::read_to_string(&path).unwrap().replacen("tool:", "tol:", 1);
    fs::write(&path, mistake).unwrap();
    let start = Instant::now();
    let state = loop {
        let state = text(&routes, "/preview/state.json").await;
        if !state.contains("\"revision\":0") || start.elapsed() > Duration::from_secs(20) {
            break state;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    assert!(state.contains("\"severity\":\"error\"") && state.contains("scenario.yaml:"), "{state}");
    assert!(!text(&routes, "/").await.contains(&content.catalogue), "the page names the new catalogue");
}

#[test]
fn a_call_offers_its_own_form_first_then_those_that_fit_it_and_those_that_only_stand_beside() {
    let content = compile(&Folders { scenarios: root().join("scenarios"), tools: root().join("tools") }).unwrap();
    let catalogue = catalogue(&content);
    let toolbox = toolbox(&content);
    let call = catalogue.calls.iter().find(|call| call.id == "first-steps").unwrap();
    let choices = toolbox.choices(call);
    assert_eq!((choices[0].id.as_str(), &choices[0].tool, choices[0].alone), ("demo-checklist", &call.tool, true));
    let languages: Vec<&str> =
        choices.iter().filter(|choice| choice.id == "demo-checklist").map(|choice| choice.language.as_str()).collect();
    assert_eq!(languages, ["en", "es", "pt-PT"], "its own words first");
    let beside: Vec<&str> = choices.iter().filter(|choice| !choice.alone).map(|choice| choice.id.as_str()).collect();
    assert_eq!(beside, ["demo-call-handling"], "it has other levels");
    assert!(choices.iter().all(|choice| choice.key.is_some() == choice.alone));
    assert!(choices.iter().all(|choice| (choice.language != "en") == choice.reviewed.is_some()));
}
