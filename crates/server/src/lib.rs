//! Serves the built browser app: what `cargo xtask serve` and `doorstep serve` share.
//!
//! The server hands out the files of one folder and nothing else. It keeps no state, reads no cookie and writes nothing.
//! [`content`] compiles the calls, tools and keys of a folder; [`preview`] shows them to their author at each save.
//!
//! Invariants:
//!
//! 1. Every answer, also an error, carries the [`CONTENT_SECURITY_POLICY`], `nosniff` and a referrer policy.
//! 2. WebAssembly is served as `application/wasm`, so that browsers compile it while it arrives.
//! 3. A file named by its content (`name.0123456789abcdef.js`) may be kept for ever; every other file is asked for again.
//! 4. Where a file lies beside its `.br` or `.gz` form, the smallest form that the browser accepts is sent.
//!
//! Not its business: encryption, sign-on, scoring. It listens on this machine only unless told otherwise.
//!
//! ```no_run
//! let address = doorstep_server::DEFAULT_ADDRESS.parse().expect("the default address is an address");
//! let site = doorstep_server::Site::bind("dist", address)?;
//! println!("Doorstep is at {}", site.url());
//! site.run()?;
//! # Ok::<(), doorstep_server::ServeError>(())
//! ```

#![forbid(unsafe_code)]

pub mod content;
mod error;
mod headers;
mod names;
pub mod preview;
mod site;

pub use error::ServeError;
pub use headers::{CONTENT_SECURITY_POLICY, REFERRER_POLICY};
pub use names::{hexadecimal_digest, is_named_by_content, named_by_content};
pub use site::{Site, router};

/// Where the app is served unless another address is given: this machine only.
pub const DEFAULT_ADDRESS: &str = "127.0.0.1:8080";
