//! What checks find on a page, and what assistive technology gets of it.

use std::path::PathBuf;

use anyhow::Context;
use expect_test::expect_file;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::focus::{short, squeeze};
use crate::setting::root;
use crate::{Colours, Engine, Outcome, Trainee};

#[derive(Deserialize)]
struct Violation {
    id: String,
    impact: Option<String>,
    help: String,
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    target: Vec<Value>,
    #[serde(default, rename = "failureSummary")]
    summary: String,
}

/// Rules of axe-core: WCAG 2.0 to 2.2 at A and AA, and its best practices.
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
    const options = { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] };
    axe.run(document, options).then((found) => done(found.violations), (error) => done([{ id: 'axe', impact: null, help: String(error), nodes: [] }]));
";

/// Takes down what axe-core finds on the page, in light or dark.
pub async fn check_accessibility(trainee: &mut Trainee, page: &str) -> Outcome {
    let axe = std::fs::read_to_string(&trainee.setting().axe).context("axe-core cannot be read")?;
    let mut found = Vec::new();
    for colours in [Colours::Light, Colours::Dark] {
        trainee.browser().colours(colours).await?;
        if !trainee.reads::<bool>("return typeof axe === 'object'", vec![]).await? {
            trainee.reads::<Value>(&axe, vec![]).await?;
        }
        let violations: Vec<Violation> = trainee.browser().read_later(RUN, vec![]).await?;
        for violation in violations {
            for node in &violation.nodes {
                let target = node
                    .target
                    .iter()
                    .map(|part| part.as_str().map_or_else(|| part.to_string(), str::to_owned))
                    .collect::<Vec<_>>()
                    .join(" ");
                found.push(format!(
                    "{} ({}, {}): {} / at {target} / {}",
                    violation.id,
                    violation.impact.as_deref().unwrap_or("no impact"),
                    colours.word(),
                    violation.help,
                    squeeze(&node.summary)
                ));
            }
            if violation.nodes.is_empty() {
                found.push(format!("{}: {}", violation.id, violation.help));
            }
        }
    }
    trainee.browser().colours(Colours::Light).await?;
    trainee.takes_down(&format!("axe-core on {page}"), found);
    Ok(())
}

/// Roles that say nothing by themselves.
const SILENT: [&str; 14] = [
    "none",
    "generic",
    "InlineTextBox",
    "StaticText",
    "paragraph",
    "LineBreak",
    "ListMarker",
    "RootWebArea",
    "strong",
    "emphasis",
    "LayoutTable",
    "LabelText",
    "Legend",
    "time",
];

/// Compares the page's accessibility tree, roles and names, with the one in `snapshots/`.
pub async fn tree(trainee: &mut Trainee, page: &str) -> Outcome {
    compares_tree(trainee, page, None).await
}

/// Compares the accessibility tree of a region, found by its name, with the one in `snapshots/`.
pub async fn tree_of(trainee: &mut Trainee, page: &str, region: &str) -> Outcome {
    compares_tree(trainee, page, Some(region)).await
}

async fn compares_tree(trainee: &mut Trainee, page: &str, region: Option<&str>) -> Outcome {
    if trainee.browser().engine() == Engine::Firefox {
        // Firefox shows its tree to assistive technology alone.
        return Ok(());
    }
    let found = trainee.browser().cdp("Accessibility.getFullAXTree", json!({})).await?;
    let nodes = found.get("nodes").and_then(Value::as_array).context("the browser gives no accessibility tree")?;
    let mut lines = Vec::new();
    let from = match region {
        None => nodes.first(),
        Some(name) => nodes.iter().find(|node| node["role"]["value"] == "region" && node["name"]["value"] == name),
    };
    let from = from.and_then(|node| node["nodeId"].as_str()).with_context(|| format!("{page} has no such region: {region:?}"))?;
    write(nodes, from, 0, &mut lines);
    let path: PathBuf = root().join(format!("tests/journeys/snapshots/{page}.txt"));
    expect_file![path].assert_eq(&format!("{}\n", lines.join("\n")));
    Ok(())
}

fn write(nodes: &[Value], id: &str, depth: usize, lines: &mut Vec<String>) {
    let Some(node) = nodes.iter().find(|node| node["nodeId"] == id) else { return };
    let role = node["role"]["value"].as_str().unwrap_or_default();
    let name = squeeze(node["name"]["value"].as_str().unwrap_or_default());
    let is_shown = node["ignored"] != true && !SILENT.contains(&role);
    if is_shown {
        let mut line = format!("{}{role}", "  ".repeat(depth));
        if !name.is_empty() {
            line.push_str(&format!(" \"{}\"", short(&name)));
        }
        for property in node["properties"].as_array().into_iter().flatten() {
            let (key, value) = (property["name"].as_str().unwrap_or_default(), &property["value"]["value"]);
            match key {
                "level" => line.push_str(&format!(" level {value}")),
                "checked" | "pressed" | "expanded" | "disabled" | "required" | "readonly"
                    if *value != json!(false) && *value != json!("false") =>
                {
                    line.push_str(&format!(" {key}"));
                }
                _ => {}
            }
        }
        lines.push(line);
    }
    for child in node["childIds"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        write(nodes, child, depth + usize::from(is_shown), lines);
    }
}
