//! The format that authors write: text becomes a [`Scenario`], or findings that say where, why and how to mend.
//!
//! In steps: [`parse_tree`] makes a tree with places, [`Names`] collects what is declared, lowering resolves every name, and
//! the last step tells what is declared and never used. [`compile_tree`] does all but the first.
//!
//! ```
//! let reading = doorstep_scenario::text::read_scenario("format: doorstep/1\ntitel: The flat\n");
//! assert!(reading.value.is_none());
//! assert!(reading.diagnostics.iter().any(|finding| finding.mend == "Write `title`."));
//! ```

mod check;
mod codes;
mod effect;
mod facts;
mod head;
mod levels;
mod lower;
mod names;
mod phone;
mod pieces;
mod places;
mod scene;
mod state;
mod support;
mod tables;
mod terms;
mod token;
mod tree;
mod unused;
mod vary;

pub use codes::*;
pub use doorstep_source::parse_tree;
pub use levels::unknown_levels;
pub use names::{Names, Table};
pub use phone::find as find_real_number;
pub use places::{ChoicePlaces, Phrase, Places, ScenePlaces};
pub use support::{NEUTRAL_SUPPORT, NOT_SUPPORT, NUMBER_NOT_DIALLABLE, SUPPORT_CODES, WEB_NOT_READABLE, read_support};
pub use terms::CallTerms;
pub use token::{Operand, OperandKind, Part as OperandPart};
pub use tree::{Terms, parse_logic};

pub use check::{check_id, check_version};

use doorstep_source::{Diagnostics, Node, Reading};

use crate::Scenario;

/// Reads a call.
pub fn read_scenario(source: &str) -> Reading<Scenario> {
    read_scenario_with_places(source).map(|(scenario, _)| scenario)
}

/// Reads a call, and gives the places of its parts besides: for checks of its key, and for proofs about it.
pub fn read_scenario_with_places(source: &str) -> Reading<(Scenario, Places)> {
    let parsed = parse_tree(source);
    let mut out = Diagnostics::new();
    out.extend(parsed.diagnostics);
    let compiled = parsed.root.as_ref().map(|root| lower::compile(root, &mut out));
    Reading::new(compiled, out)
}

/// Makes a call of a tree that has been read. Its findings are only those of this step.
pub fn compile_tree(root: &Node) -> Reading<Scenario> {
    let mut out = Diagnostics::new();
    let (scenario, _) = lower::compile(root, &mut out);
    Reading::new(Some(scenario), out)
}
