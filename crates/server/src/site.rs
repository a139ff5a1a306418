//! The folder, the address and the loop.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use axum::Router;
use axum::http::StatusCode;
use axum::middleware;
use axum::response::IntoResponse;
use tower_http::services::ServeDir;

use crate::ServeError;
use crate::headers;

/// The routes of a built app in `folder`: its files, and a short plain answer for anything else.
pub fn router(folder: impl AsRef<Path>) -> Router {
    let not_found = || async { (StatusCode::NOT_FOUND, "There is no such file here.\n").into_response() };
    let files = ServeDir::new(folder).precompressed_br().precompressed_gzip().fallback(axum::routing::any(not_found));
    Router::new().fallback_service(files).layer(middleware::from_fn(headers::add))
}

/// A built app with an address of its own, ready to answer.
#[derive(Debug)]
pub struct Site {
    folder: PathBuf,
    listener: std::net::TcpListener,
    address: SocketAddr,
}

impl Site {
    /// Takes the address, so that a taken port is known before anything is announced. Port 0 takes any free one.
    pub fn bind(folder: impl Into<PathBuf>, address: SocketAddr) -> Result<Self, ServeError> {
        let folder = folder.into();
        if !folder.join("index.html").is_file() {
            return Err(ServeError::NothingToServe(folder));
        }
        let listener = std::net::TcpListener::bind(address).map_err(|error| ServeError::binding(address, error))?;
        listener.set_nonblocking(true).map_err(ServeError::Failed)?;
        let address = listener.local_addr().map_err(ServeError::Failed)?;
        Ok(Self { folder, listener, address })
    }

    /// Where to point a browser.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Answers until the program ends.
    pub fn run(self) -> Result<(), ServeError> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(ServeError::Failed)?;
        runtime
            .block_on(async {
                let listener = tokio::net::TcpListener::from_std(self.listener)?;
                axum::serve(listener, router(&self.folder)).await
            })
            .map_err(ServeError::Failed)
    }
}
