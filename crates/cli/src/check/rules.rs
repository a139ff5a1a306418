//! The files of a board that certifies: policies, forms, reviews.

use doorstep_scoring::text::{read_form, read_policy, read_reviews};
use doorstep_source::{Code, Diagnostic, Diagnostics, Reading, Severity, parse_tree};

use super::files::{Checked, Kind, held};
use crate::failure::Failure;
use crate::library::{Library, Text, folder_name};

/// A form names a call that is not there.
const UNKNOWN_CALL: Code = Code { code: "unknown-call", severity: Severity::Error, about: "A call that the library does not have." };

/// Checks one of them.
pub(super) fn check(kind: Kind, text: &Text, library: &Library) -> Result<Checked, Failure> {
    match kind {
        Kind::Form => of_form(text, library),
        Kind::Reviews => {
            let reading = read_reviews(&text.source);
            let holds = reading.value.as_ref().map(|reviews| vec![held(reviews.len(), "review", "reviews")]);
            Ok(checked(kind, text, None, holds.unwrap_or_default(), reading.diagnostics))
        }
        _ => {
            let Reading { value, diagnostics } = read_policy(&text.source);
            let holds = value.as_ref().map(|policy| {
                let scored = [policy.weight_factors, policy.weight_levels, policy.weight_acts, policy.weight_conduct];
                let number = scored.iter().filter(|weight| weight.numerator() > 0).count();
                vec![held(number, "domain that is scored", "domains that are scored")]
            });
            Ok(checked(Kind::Policy, text, value.map(|policy| policy.id), holds.unwrap_or_default(), diagnostics))
        }
    }
}

fn of_form(text: &Text, library: &Library) -> Result<Checked, Failure> {
    let Reading { value, mut diagnostics } = read_form(&text.source);
    let Some(plan) = value else { return Ok(checked(Kind::Form, text, None, Vec::new(), diagnostics)) };
    let known: Vec<String> = library.call_files()?.iter().filter_map(|path| folder_name(path)).collect();
    diagnostics.extend(unknown_calls(&text.source, &known));
    let count = |block: u8| plan.calls.iter().filter(|call| call.block == block).count();
    let holds = vec![held(count(1), "call", "calls"), held(count(2), "call of a second block", "calls of a second block")];
    Ok(checked(Kind::Form, text, Some(plan.id), holds, diagnostics))
}

/// The calls of a form that the library does not have.
fn unknown_calls(source: &str, known: &[String]) -> Vec<Diagnostic> {
    let mut out = Diagnostics::new();
    let root = parse_tree(source).root;
    let lists = ["calls", "extension"].map(|name| root.as_ref().and_then(|root| root.get(name)).and_then(|node| node.as_sequence()));
    for node in lists.into_iter().flatten().flatten() {
        let Some(call) = node.as_text().filter(|call| !known.iter().any(|known| known == call)) else { continue };
        let mend = match doorstep_source::nearest(call, known.iter().map(String::as_str)) {
            Some(near) => format!("Write `{near}`."),
            None => "Name the folder that holds it with --library.".to_owned(),
        };
        out.add(UNKNOWN_CALL, node.span, format!("There is no call `{call}` in the library."), mend);
    }
    out.into_sorted()
}

fn checked(kind: Kind, text: &Text, id: Option<String>, holds: Vec<(&'static str, usize, String)>, findings: Vec<Diagnostic>) -> Checked {
    Checked { kind, path: text.path.clone(), source: text.source.clone(), id, holds, not_checked: None, findings }
}
