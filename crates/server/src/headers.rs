//! The headers that every answer carries.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::is_named_by_content;

/// What a page may load and do: nothing from anywhere else, no inline script or style, no `eval`, no forms sent.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";

/// Pages that a trainee opens from here do not learn where the trainee came from.
pub const REFERRER_POLICY: &str = "no-referrer";

/// A file whose name holds its content's hash never changes.
const KEEP_FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Any other file is asked for again each time; "not modified" is a short answer.
const ASK_AGAIN: &str = "no-cache";

/// Adds the policy, the caching rule and, for our own kinds of file, the media type.
pub(crate) async fn add(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let found = response.status().is_success() || response.status() == axum::http::StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, REFERRER_POLICY);
    set(header::VARY, "accept-encoding");
    set(header::CACHE_CONTROL, if found && is_named_by_content(&path) { KEEP_FOR_EVER } else { ASK_AGAIN });
    if let (true, Some(media_type)) = (found, media_type(&path)) {
        set(header::CONTENT_TYPE, media_type);
    }
    response
}

/// The media types that matter to a browser, said here rather than left to a general list.
fn media_type(path: &str) -> Option<&'static str> {
    let path = if path.ends_with('/') { "index.html" } else { path };
    let (_, extension) = path.rsplit_once('.')?;
    Some(match extension {
        "wasm" => "application/wasm",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        "bin" => "application/octet-stream",
        _ => return None,
    })
}
