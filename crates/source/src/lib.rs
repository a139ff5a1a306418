//! Authors' YAML with positions.
//!
//! Text becomes a tree of [`Node`]s that know where they stand; [`Fields`] and the functions of [`read`] take the tree apart and
//! collect a [`Diagnostic`] for every mistake instead of stopping at the first.
//!
//! Invariants:
//! - No input makes anything panic.
//! - Scalars stay text until somebody asks for a number or a yes-or-no; `yes`, `no`, `on` and `off` are words.
//! - A diagnostic holds all that is needed to show it: code, severity, place, what is wrong, what to write instead.
//! - It knows nothing of calls, keys and tools, and prints nothing.
//!
//! ```
//! let parsed = doorstep_source::parse_tree("title: The flat\nsay: He said: no\n");
//! assert_eq!(parsed.diagnostics[0].code, "text-needs-quotes");
//! assert_eq!(parsed.diagnostics[0].span.start.line, 2);
//! assert!(parsed.root.is_some(), "reading goes on after the mistake");
//! ```
#![forbid(unsafe_code)]

mod build;
mod characters;
pub mod codes;
mod copy;
mod diagnostic;
mod fields;
mod lines;
mod nearest;
mod node;
mod parse;
mod position;
pub mod read;
mod recover;
mod slip;

pub use codes::Code;
pub use diagnostic::{Diagnostic, Diagnostics, MOST_FINDINGS, Reading, Severity};
pub use fields::Fields;
pub use nearest::nearest;
pub use node::{Key, Node, Scalar, Style, Value};
pub use parse::{LARGEST_FILE, Parsed, parse_tree};
pub use position::{Position, Span};

/// How deep lists and groups can be nested.
pub const DEEPEST_NESTING: usize = 32;
