//! A form's file: which calls, in which block, on which scale, and what a study has shown.

use doorstep_scenario::text::check_version;
use doorstep_source::{Diagnostics, Fields, Node, Reading, parse_tree, read};

use super::number::ratio;
use super::{CALL_TWICE, FORM_WITHOUT_CALLS, NOT_A_FORM, NUMBER_OF_FORM};
use crate::{Equating, FormPlan, PlannedCall, Ratio};

/// What the first line of a form says.
const FORMAT: &str = "doorstep-form/1";

/// At most so many calls.
const MOST_CALLS: usize = 500;

/// Reads a form.
pub fn read_form(source: &str) -> Reading<FormPlan> {
    let parsed = parse_tree(source);
    let mut out = Diagnostics::new();
    out.extend(parsed.diagnostics);
    let plan = parsed.root.as_ref().and_then(|root| compile(root, &mut out));
    Reading::new(plan, out)
}

fn compile(root: &Node, out: &mut Diagnostics) -> Option<FormPlan> {
    let mut fields = Fields::of(root, "the form", out)?;
    super::format_is(&mut fields, FORMAT, NOT_A_FORM, out);
    let id = fields.required("id", out).and_then(|node| read::id(node, "id", out)).map(str::to_owned);
    let version = fields.required("version", out).and_then(|node| check_version(node, out));
    let equating = fields.optional("equating").map_or(Some(Equating::IDENTITY), |node| equating(node, out));
    let bounded = |node: &Node, name: &str, most: Ratio, out: &mut Diagnostics| within(node, name, Ratio::ZERO, most, out);
    let error = fields.optional("error").map(|node| bounded(node, "error", Ratio::whole(100), out));
    let dependability = fields.optional("dependability").map(|node| bounded(node, "dependability", Ratio::ONE, out));
    let consistency = fields.optional("consistency").map(|node| bounded(node, "consistency", Ratio::ONE, out));
    let first = fields.required("calls", out);
    let mut calls = blocks(first, "calls", 1, out);
    let second = fields.optional("extension");
    calls.extend(blocks(second, "extension", 2, out));
    for (place, (call, span)) in calls.iter().enumerate() {
        if calls[..place].iter().any(|(earlier, _)| earlier.call == call.call) {
            let message = format!("`{}` stands in this form twice.", call.call);
            out.add(CALL_TWICE, *span, message, "Leave out one of them: each call is taken once.");
        }
    }
    if let Some(node) = first
        && !calls.iter().any(|(call, _)| call.block == 1)
        && node.as_sequence().is_some()
    {
        out.add(FORM_WITHOUT_CALLS, node.span, "The form has no call.", "List the ids of its calls, each on a line after a hyphen.");
    }
    fields.finish(out);
    if out.has_error() {
        return None;
    }
    Some(FormPlan {
        id: id?,
        version: version?,
        calls: calls.into_iter().map(|(call, _)| call).collect(),
        equating: equating?,
        error: error.flatten(),
        dependability: dependability.flatten(),
        consistency: consistency.flatten(),
    })
}

fn blocks(node: Option<&Node>, name: &str, block: u8, out: &mut Diagnostics) -> Vec<(PlannedCall, doorstep_source::Span)> {
    let items = node.and_then(|node| read::list(node, name, out)).unwrap_or(&[]);
    if let (Some(node), true) = (node, items.len() > MOST_CALLS) {
        out.add(NUMBER_OF_FORM, node.span, format!("`{name}` holds more than {MOST_CALLS} calls."), "Divide it into several forms.");
    }
    let call = |node: &Node, out: &mut Diagnostics| {
        let call = read::id(node, "a call", out)?.to_owned();
        Some((PlannedCall { call, block }, node.span))
    };
    items.iter().filter_map(|node| call(node, out)).collect()
}

fn equating(node: &Node, out: &mut Diagnostics) -> Option<Equating> {
    let mut fields = Fields::of(node, "`equating`", out)?;
    let slope = fields.required("slope", out).and_then(|node| within(node, "slope", Ratio::new(1, 10), Ratio::whole(10), out));
    let points = Ratio::whole(100);
    let intercept = fields.required("intercept", out).and_then(|node| within(node, "intercept", -points, points, out));
    fields.finish(out);
    Some(Equating { slope: slope?, intercept: intercept? })
}

fn within(node: &Node, name: &str, least: Ratio, most: Ratio, out: &mut Diagnostics) -> Option<Ratio> {
    let number = ratio(node, name, out)?;
    if number >= least && number <= most {
        return Some(number);
    }
    let message = format!("`{name}` must be from {least} to {most}; this is {number}.");
    out.add(NUMBER_OF_FORM, node.span, message, format!("Write a number from {least} to {most}."));
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "\
format: doorstep-form/1
id: county-a
version: 1.2.0
equating: { slope: 0.95, intercept: 2.5 }
error: 4.93
dependability: 0.82
consistency: 0.86
calls:
  - hollow-lane
  - the-mug
extension:
  - open-line
";

    #[test]
    fn a_form_is_read() {
        let reading = read_form(FORM);
        assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
        let plan = reading.value.unwrap();
        assert_eq!((plan.id.as_str(), plan.version.as_str()), ("county-a", "1.2.0"));
        assert_eq!(plan.equating, Equating { slope: Ratio::new(95, 100), intercept: Ratio::new(5, 2) });
        assert_eq!((plan.error, plan.dependability), (Some(Ratio::new(493, 100)), Some(Ratio::new(82, 100))));
        assert_eq!(plan.calls.iter().map(|call| call.block).collect::<Vec<_>>(), [1, 1, 2]);
        let plain = read_form("format: doorstep-form/1\nid: a\nversion: 1.0.0\ncalls: [the-mug]\n").value.unwrap();
        assert_eq!(plain, FormPlan::of("a", ["the-mug"]));
    }

    #[test]
    fn a_block_holds_at_most_500_calls() {
        let with = |count: usize| {
            let calls: String = (0..count).map(|call| format!("  - call-{call}\n")).collect();
            read_form(&format!("format: doorstep-form/1\nid: a\nversion: 1.0.0\ncalls:\n{calls}"))
        };
        assert_eq!(with(500).value.map(|plan| plan.calls.len()), Some(500));
        for count in [501, 502] {
            let said: Vec<String> = with(count).diagnostics.iter().map(|each| each.message.clone()).collect();
            assert_eq!(said, ["`calls` holds more than 500 calls."], "{count}");
        }
    }

    #[test]
    fn what_does_not_fit_is_told() {
        let told = |from: &str, to: &str| {
            let reading = read_form(&FORM.replacen(from, to, 1));
            assert!(reading.value.is_none(), "{to}");
            reading.diagnostics.iter().map(|each| each.message.clone()).collect::<Vec<_>>().join(" ")
        };
        let said = [
            told("slope: 0.95", "slope: 0"),
            told("error: 4.93", "error: -1"),
            told("- the-mug", "- hollow-lane"),
            told("  - hollow-lane\n  - the-mug\n", "  []\n"),
            told("intercept", "shift"),
            told("doorstep-form/1", "doorstep/1"),
        ];
        expect_test::expect![[r#"
            `slope` must be from 1/10 to 10; this is 0.
            `error` must be from 0 to 100; this is -1.
            `hollow-lane` stands in this form twice.
            The form has no call.
            `equating` has no `intercept`. `equating` has no field `shift`.
            `format` must be `doorstep-form/1`; this is `doorstep/1`."#]]
        .assert_eq(&said.join("\n"));
    }
}
