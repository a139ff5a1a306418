//! The format that authors write: a tool's file becomes a [`RiskTool`], or findings that say where, why and how to mend.
//!
//! A tool's own examples are run as a check of its rules, and every sheet of answers is followed to find what can never happen.
//!
//! ```
//! let reading = doorstep_risk_tool::text::read_tool("format: doorstep-tool/1\ntitel: A tool\n");
//! assert!(reading.value.is_none());
//! assert!(reading.diagnostics.iter().any(|finding| finding.mend == "Write `title`."));
//! ```

mod after;
mod checks;
mod codes;
mod conditions;
mod examples;
mod form;
mod lower;
mod rules;
mod scales;
mod tables;
mod words;

pub use codes::*;
pub use doorstep_source::parse_tree;
pub use form::read_constructs;

use doorstep_source::{Diagnostics, Fields, Reading};

use crate::{Given, LevelIndex, RiskTool};

/// Reads a risk tool, and runs its examples. The tool is without the guidance for its items, which is no part of its digest.
pub fn read_tool(source: &str) -> Reading<RiskTool> {
    read(source, |(tool, _)| tool)
}

/// Reads a risk tool as [`read_tool`] does, and gives it with the guidance for its items: its own wording, see [`RiskTool::guidance`].
pub fn read_tool_with_guidance(source: &str) -> Reading<RiskTool> {
    read(source, |(mut tool, guidance)| {
        tool.words.extend(guidance);
        tool
    })
}

fn read(source: &str, made: impl FnOnce(lower::WithGuidance) -> RiskTool) -> Reading<RiskTool> {
    let parsed = parse_tree(source);
    let mut out = Diagnostics::new();
    out.extend(parsed.diagnostics);
    let tool = parsed.root.as_ref().and_then(|root| lower::compile(root, &mut out)).map(made);
    Reading::new(tool, out)
}

/// Reads the wording of a tool in another language and gives the tool in it: the same rules, other words. The tool must be one with its
/// guidance (see [`read_tool_with_guidance`]), because a wording translates that too.
pub fn read_words(source: &str, tool: &RiskTool) -> Reading<RiskTool> {
    let parsed = parse_tree(source);
    let mut out = Diagnostics::new();
    out.extend(parsed.diagnostics);
    let translated = parsed.root.as_ref().and_then(|root| words::translate(root, tool, &mut out));
    Reading::new(translated, out)
}

/// A sheet of answers, with the earlier run that it is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// One answer for each item of the tool.
    pub answers: Vec<Given>,
    /// The level and the answers of the earlier run.
    pub earlier: Option<(Option<LevelIndex>, Vec<Given>)>,
}

/// Reads a sheet of answers for a tool: `answers:` by item as in an example, and `earlier: { level, answers }` for a repeat assessment.
pub fn read_sheet(source: &str, tool: &RiskTool) -> Reading<Sheet> {
    let parsed = parse_tree(source);
    let mut out = Diagnostics::new();
    out.extend(parsed.diagnostics);
    let sheet = parsed.root.as_ref().and_then(|root| {
        let context = lower::Context::of(tool);
        let mut fields = Fields::of(root, "the sheet", &mut out)?;
        let answers = fields.required("answers", &mut out);
        let earlier = fields.optional("earlier");
        fields.finish(&mut out);
        let answers = examples::sheet(tool, &context, answers?, &mut out)?;
        let earlier = earlier.map(|node| examples::earlier(tool, &context, node, &mut out));
        let earlier = match earlier {
            Some(read) => Some(read?),
            None => None,
        };
        Some(Sheet { answers, earlier })
    });
    Reading::new(sheet, out)
}
