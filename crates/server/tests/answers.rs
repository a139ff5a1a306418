//! What the server answers, asked without a network.

#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use doorstep_server::{CONTENT_SECURITY_POLICY, ServeError, Site, router};
use tower::ServiceExt;

const SCRIPT: &str = "doorstep-app.0123456789abcdef.js";
const MODULE: &str = "doorstep-app.0123456789abcdef.wasm";

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("index.html", "<!doctype html>");
    write("index.html.br", "page in brotli");
    write(SCRIPT, "script");
    write(&format!("{SCRIPT}.br"), "script in brotli");
    write(&format!("{SCRIPT}.gz"), "script in gzip");
    write(MODULE, "module");
    folder
}

async fn ask(folder: &tempfile::TempDir, path: &str, accept_encoding: &str) -> (StatusCode, HeaderMap, String) {
    let request = Request::get(path).header(header::ACCEPT_ENCODING, accept_encoding).body(Body::empty()).unwrap();
    let response = router(folder.path()).oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = axum::body::to_bytes(body, 10_000).await.unwrap();
    (parts.status, parts.headers, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn every_answer_carries_the_policy() {
    let folder = site();
    for path in ["/", "/index.html", &format!("/{SCRIPT}"), "/nowhere", "/../secret", "/%2e%2e/secret"] {
        let (_, headers, _) = ask(&folder, path, "").await;
        assert_eq!(headers["content-security-policy"], CONTENT_SECURITY_POLICY, "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(headers["referrer-policy"], "no-referrer", "{path}");
    }
}

#[tokio::test]
async fn the_policy_allows_webassembly_and_nothing_inline() {
    assert!(CONTENT_SECURITY_POLICY.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src"));
    assert!(!CONTENT_SECURITY_POLICY.contains("unsafe-inline"));
}

#[tokio::test]
async fn a_file_named_by_its_content_is_kept_and_the_page_is_not() {
    let folder = site();
    let (status, headers, _) = ask(&folder, &format!("/{SCRIPT}"), "").await;
    assert_eq!((status, headers["cache-control"].to_str().unwrap()), (StatusCode::OK, "public, max-age=31536000, immutable"));
    let (status, headers, _) = ask(&folder, "/", "").await;
    assert_eq!((status, headers["cache-control"].to_str().unwrap()), (StatusCode::OK, "no-cache"));
    let (status, headers, _) = ask(&folder, "/gone.0123456789abcdef.js", "").await;
    assert_eq!((status, headers["cache-control"].to_str().unwrap()), (StatusCode::NOT_FOUND, "no-cache"));
}

#[tokio::test]
async fn the_smallest_accepted_form_is_sent_under_the_plain_media_type() {
    let folder = site();
    let path = format!("/{SCRIPT}");
    for (accepted, encoding, body) in
        [("br, gzip", Some("br"), "script in brotli"), ("gzip", Some("gzip"), "script in gzip"), ("identity", None, "script")]
    {
        let (_, headers, text) = ask(&folder, &path, accepted).await;
        assert_eq!(headers.get("content-encoding").map(|value| value.to_str().unwrap()), encoding);
        assert_eq!(headers["content-type"], "text/javascript; charset=utf-8");
        assert_eq!(headers["vary"], "accept-encoding");
        assert_eq!(text, body);
    }
    let (_, headers, text) = ask(&folder, "/", "br").await;
    assert_eq!((headers["content-type"].to_str().unwrap(), text.as_str()), ("text/html; charset=utf-8", "page in brotli"));
}

#[tokio::test]
async fn webassembly_has_its_media_type() {
    let folder = site();
    let (_, headers, _) = ask(&folder, &format!("/{MODULE}"), "br").await;
    assert_eq!(headers["content-type"], "application/wasm");
}

#[tokio::test]
async fn nothing_outside_the_folder_is_served() {
    let folder = site();
    for path in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/..%2fCargo.toml"] {
        let (status, _, _) = ask(&folder, path, "").await;
        assert!(status.is_client_error(), "{path} answered {status}");
    }
}

#[test]
fn a_taken_port_is_said_with_what_to_do() {
    let folder = site();
    let first = Site::bind(folder.path(), "127.0.0.1:0".parse().unwrap()).unwrap();
    let address: std::net::SocketAddr = first.url().trim_start_matches("http://").trim_end_matches('/').parse().unwrap();
    let error = Site::bind(folder.path(), address).unwrap_err();
    assert!(matches!(error, ServeError::AddressTaken(_)));
    let message = error.to_string();
    assert!(message.contains("another program already listens") && message.contains("--listen"), "{message}");
}

#[test]
fn a_folder_without_a_page_is_said_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let error = Site::bind(folder.path(), "127.0.0.1:0".parse().unwrap()).unwrap_err();
    assert!(error.to_string().contains("cargo xtask build"));
}
