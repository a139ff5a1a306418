//! Evaluations of a risk tool a second, and explanations beside them.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

use anyhow::Context as _;
use doorstep_risk_tool::text::read_tool;
use doorstep_risk_tool::{Given, RiskTool};

use crate::steps::thousands;

/// How many different sheets are evaluated.
const SHEETS: usize = 512;
/// How often each is, in one timing.
const TIMES: usize = 2_000;
/// How often it is timed.
const ROUNDS: usize = 7;

/// The table.
pub fn measure() -> anyhow::Result<String> {
    let shape = include_str!("../../tests/tools/shapes/dash-count.yaml");
    let vpr = include_str!("../../tests/tools/shapes/vpr.yaml");
    let tools = [
        ("checklist of 27 items, flags and two thresholds", Some("2,000,000"), checklist(27)),
        ("27 items, sub-forms, a count, belief and records (`dash-count`)", None, shape.to_owned()),
        ("35 weighted items, two scales, a matrix (`vpr`)", None, vpr.to_owned()),
    ];
    let mut table = format!(
        "\n## Risk tools: evaluations a second on one core, {SHEETS} different sheets\n\n| tool | best | median | explained, median | goal |\n|---|---|---|---|---|\n"
    );
    for (name, goal, source) in tools {
        let read = read_tool(&source);
        let tool = read.value.with_context(|| format!("{name} has mistakes: {:?}", read.diagnostics.first()))?;
        let sheets = sheets(&tool);
        let mut evaluated = rates(TIMES, || {
            for sheet in &sheets {
                black_box(tool.evaluate(black_box(sheet)));
            }
        });
        let mut explained = rates(1, || {
            for sheet in &sheets {
                black_box(tool.explain(black_box(sheet), None).is_ok());
            }
        });
        evaluated.sort_by(f64::total_cmp);
        explained.sort_by(f64::total_cmp);
        let best = evaluated.last().copied().unwrap_or_default();
        let cells = [best, evaluated[ROUNDS / 2], explained[ROUNDS / 2]].map(thousands).join(" | ");
        // Written to a string: cannot fail.
        let _ = writeln!(table, "| {name} | {cells} | {} |", goal.unwrap_or_default());
    }
    Ok(table)
}

fn rates(times: usize, mut each: impl FnMut()) -> Vec<f64> {
    let mut one = || {
        let start = Instant::now();
        (0..times).for_each(|_| each());
        (times * SHEETS) as f64 / start.elapsed().as_secs_f64()
    };
    (0..ROUNDS).map(|_| one()).collect()
}

/// A checklist with so many items.
fn checklist(items: usize) -> String {
    let mut source = String::from(
        "format: doorstep-tool/1\nid: checklist\nversion: 1.0.0\ntitle: A checklist\nlanguage: en\nstatus: demonstration\nlicence: MIT\nmay_show_items: true\napproach: checklist\nabout: For the benches.\nlevels:\n  - { id: standard, label: Standard, meaning: Standard. }\n  - { id: medium, label: Medium, meaning: Medium. }\n  - { id: high, label: High, meaning: High. }\ngroups: [ { id: all, label: All } ]\nanswers: { yes: \"Yes\", no: \"No\", unknown: Not known, refused: Declined, not-asked: Not asked }\nitems:\n",
    );
    for item in 1..=items {
        let flags = if item % 4 == 0 { ", flags: [critical]" } else { "" };
        let _ = writeln!(
            source,
            "  - {{ id: item-{item}, group: all, text: Item {item}, short: Item {item}, source: victim{flags}, constructs: [jealousy] }}"
        );
    }
    source.push_str("rules:\n  - { id: critical, when: { any_flag: critical }, level: high, says: Critical. }\n  - { id: many, when: { at_least: 14 }, level: high, says: Many. }\n  - { id: several, when: { at_least: 10 }, level: medium, says: Several. }\n  - { id: base, level: standard, says: Few. }\nexamples: [ { answers: {}, level: standard } ]\n");
    source
}

/// Sheets drawn by a fixed rule, each item with one of the answers that its form offers.
fn sheets(tool: &RiskTool) -> Vec<Vec<Given>> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut sheet = || {
        let mut draw = |item| {
            let options = tool.answers_of(item);
            // A form offers at least one answer.
            options[(next() % options.len().max(1) as u64) as usize].given()
        };
        tool.items.iter().map(&mut draw).collect()
    };
    (0..SHEETS).map(|_| sheet()).collect()
}
