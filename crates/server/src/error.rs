//! What can go wrong before the first answer, and how to mend it.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Why the server could not start, or stopped.
#[derive(Debug)]
pub enum ServeError {
    /// The folder holds no `index.html`.
    NothingToServe(PathBuf),
    /// Another program listens at the address.
    AddressTaken(SocketAddr),
    /// The operating system does not let this user listen at the address.
    AddressRefused(SocketAddr, io::Error),
    /// Anything else that the operating system reported.
    Failed(io::Error),
}

impl ServeError {
    pub(crate) fn binding(address: SocketAddr, error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::AddrInUse => Self::AddressTaken(address),
            _ => Self::AddressRefused(address, error),
        }
    }
}

impl fmt::Display for ServeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingToServe(folder) => {
                write!(
                    formatter,
                    "{} holds no index.html, so there is no app to serve.\nhint: build it with `cargo xtask build`",
                    folder.display()
                )
            }
            Self::AddressTaken(address) => write!(
                formatter,
                "another program already listens at {address}.\nhint: stop that program, or choose another port: --listen {}:{}",
                address.ip(),
                address.port().checked_add(1).unwrap_or(8080)
            ),
            Self::AddressRefused(address, error) => {
                write!(
                    formatter,
                    "cannot listen at {address}: {error}.\nhint: choose another address with --listen, for instance --listen 127.0.0.1:8080"
                )
            }
            Self::Failed(error) => write!(formatter, "the server stopped: {error}"),
        }
    }
}

impl std::error::Error for ServeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::AddressRefused(_, error) | Self::Failed(error) => Some(error),
            Self::NothingToServe(_) | Self::AddressTaken(_) => None,
        }
    }
}
