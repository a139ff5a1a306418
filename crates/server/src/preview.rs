//! An instructor's preview: the built app with the calls of a folder, compiled anew at each save, and what was found in them.
//!
//! The page that is served is the app's own with two changes: it names the folder's catalogue, and it loads a script that asks
//! once a second whether something was saved. The script shows the findings and reloads the page; nothing else differs from what trainees get.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use doorstep_source::Severity;
use serde_json::json;

use crate::content::{self, Content, Folders};
use crate::{ServeError, headers, named_by_content, site};

const SCRIPT: &str = include_str!("preview.js");
const STYLE: &str = include_str!("preview.css");
/// How often the folders are looked at.
const LOOK_EVERY: Duration = Duration::from_millis(300);

/// Whether saved files are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watch {
    /// Compiled anew at each save.
    Saves,
    /// Compiled once.
    Once,
}

/// What is served now.
struct Served {
    page: String,
    files: BTreeMap<String, Vec<u8>>,
    state: String,
}

type Shared = Arc<RwLock<Served>>;

/// The routes of a preview: the built app in `dist` with the content of `folders`.
pub fn router(dist: &Path, folders: Folders, watch: Watch) -> Result<Router, ServeError> {
    let page = fs::read_to_string(dist.join("index.html")).map_err(|_| ServeError::NothingToServe(dist.to_owned()))?;
    let now = serve_now(&page, &folders, 0).map_err(ServeError::Failed)?;
    let shared = Arc::new(RwLock::new(now));
    if watch == Watch::Saves {
        let shared = Arc::clone(&shared);
        std::thread::spawn(move || look_for_saves(&page, &folders, &shared));
    }
    let page = get(|State(shared): State<Shared>| async move { html(with(&shared, |served| served.page.clone())) });
    let state = get(|State(shared): State<Shared>| async move { json_text(with(&shared, |served| served.state.clone())) });
    let routes = Router::new().route("/", page.clone()).route("/index.html", page).route("/preview/state.json", state);
    let compiled = middleware::from_fn_with_state(Arc::clone(&shared), compiled);
    Ok(routes.fallback_service(site::files(dist)).layer(compiled).layer(middleware::from_fn(headers::add)).with_state(shared))
}

/// Answers with a compiled file where the path names one.
async fn compiled(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let path = request.uri().path().trim_start_matches('/').to_owned();
    match with(&shared, |served| served.files.get(&path).cloned()) {
        Some(bytes) => bytes.into_response(),
        None => next.run(request).await,
    }
}

fn with<T>(shared: &Shared, look: impl FnOnce(&Served) -> T) -> T {
    // A writer replaces the value whole, so what a panicking writer left behind is still a whole value.
    look(&shared.read().unwrap_or_else(std::sync::PoisonError::into_inner))
}

fn html(page: String) -> Response {
    (StatusCode::OK, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

fn json_text(text: String) -> Response {
    (StatusCode::OK, [(header::CONTENT_TYPE, "application/json")], text).into_response()
}

fn serve_now(page: &str, folders: &Folders, revision: u64) -> io::Result<Served> {
    let content = content::compile(folders)?;
    let script = named_by_content("preview/preview", "js", SCRIPT.as_bytes());
    let style = named_by_content("preview/preview", "css", STYLE.as_bytes());
    let page = preview_page(page, &content.catalogue, &script, &style);
    let state = state_of(&content, revision);
    let mut files: BTreeMap<String, Vec<u8>> = content.files.into_iter().map(|file| (file.path, file.bytes)).collect();
    files.insert(script, SCRIPT.into());
    files.insert(style, STYLE.into());
    Ok(Served { page, files, state })
}

/// The app's page with another catalogue, the preview's script and its style.
fn preview_page(page: &str, catalogue: &str, script: &str, style: &str) -> String {
    let built = page.split_once(r#"name="doorstep-catalogue" content=""#).and_then(|(_, after)| after.split('"').next());
    let page = match built {
        Some(built) if !built.is_empty() => page.replace(built, catalogue),
        _ => page.to_owned(),
    };
    let more = format!("<link rel=\"stylesheet\" href=\"{style}\">\n<script src=\"{script}\" defer></script>\n</head>");
    page.replacen("</head>", &more, 1)
}

fn state_of(content: &Content, revision: u64) -> String {
    let findings = content.findings.iter().filter(|finding| finding.diagnostic.severity != Severity::Note).map(|finding| {
        let diagnostic = &finding.diagnostic;
        json!({
            "severity": diagnostic.severity.word(),
            "place": format!("{}:{}:{}", finding.file, diagnostic.span.start.line, diagnostic.span.start.column),
            "line": finding.line,
            "message": diagnostic.message,
            "mend": diagnostic.mend,
        })
    });
    json!({ "revision": revision, "findings": findings.collect::<Vec<_>>() }).to_string()
}

/// Looks at the folders until the program ends; compiles when something was saved.
fn look_for_saves(page: &str, folders: &Folders, shared: &Shared) {
    let mut revision = 0;
    let mut seen = stamps(folders);
    loop {
        std::thread::sleep(LOOK_EVERY);
        let now = stamps(folders);
        if now == seen {
            continue;
        }
        seen = now;
        revision += 1;
        match serve_now(page, folders, revision) {
            Ok(served) => *shared.write().unwrap_or_else(std::sync::PoisonError::into_inner) = served,
            // A file can be away for a moment while an editor saves it: the next look finds it.
            Err(error) => eprintln!("warning: {error}"),
        }
    }
}

type Stamps = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// When each author's file was last changed, and its length.
fn stamps(folders: &Folders) -> Stamps {
    let mut stamps = Stamps::new();
    stamp(folders.support(), &mut stamps);
    for folder in [&folders.scenarios, &folders.tools] {
        collect_stamps(folder, 0, &mut stamps);
    }
    stamps
}

fn collect_stamps(folder: &Path, depth: usize, stamps: &mut Stamps) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() && depth < 2 {
            collect_stamps(&path, depth + 1, stamps);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            stamp(path, stamps);
        }
    }
}

fn stamp(path: PathBuf, stamps: &mut Stamps) {
    if let Ok(metadata) = fs::metadata(&path) {
        stamps.insert(path, (metadata.modified().ok(), metadata.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_names_the_folders_catalogue_everywhere() {
        let page =
            "<head><link rel=\"preload\" href=\"catalogue.1.bin\">\n<meta name=\"doorstep-catalogue\" content=\"catalogue.1.bin\"></head>";
        let preview = preview_page(page, "catalogue.2.bin", "preview/p.js", "preview/p.css");
        assert!(!preview.contains("catalogue.1.bin"), "{preview}");
        assert_eq!(preview.matches("catalogue.2.bin").count(), 2);
        assert!(preview.contains("<script src=\"preview/p.js\" defer></script>\n</head>"));
    }
}
