//! The folder, the address and the loop.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use axum::Router;
use axum::http::StatusCode;
use axum::middleware;
use axum::response::IntoResponse;
use axum::routing::MethodRouter;
use tower_http::services::ServeDir;

use crate::ServeError;
use crate::headers;

/// The routes of a built app in `folder`: its files, and a short plain answer for anything else.
pub fn router(folder: impl AsRef<Path>) -> Router {
    Router::new().fallback_service(files(folder)).layer(middleware::from_fn(headers::add))
}

/// The files of a folder, each in the smallest form that the browser accepts.
pub(crate) fn files(folder: impl AsRef<Path>) -> ServeDir<MethodRouter> {
    let not_found = || async { (StatusCode::NOT_FOUND, "There is no such file here.\n").into_response() };
    ServeDir::new(folder).precompressed_br().precompressed_gzip().fallback(axum::routing::any(not_found))
}

/// A built app with an address of its own, ready to answer.
#[derive(Debug)]
pub struct Site {
    routes: Router,
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
        Ok(Self { routes: router(folder), listener, address })
    }

    /// The same address with other routes, for instance those of a preview.
    pub fn with_routes(self, routes: Router) -> Self {
        Self { routes, ..self }
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
                axum::serve(listener, self.routes).await
            })
            .map_err(ServeError::Failed)
    }
}
