//! `doorstep tool`: what a risk tool makes of given answers, and why.

mod json;
mod text;

use std::io::Write as _;
use std::path::Path;

use doorstep_risk_tool::text::{Sheet, read_sheet, read_tool};
use doorstep_risk_tool::{Changed, Earlier, Explanation, Outcome, RiskTool};

use crate::Verdict;
use crate::arguments::{self, Format, ToolCommand};
use crate::failure::Failure;
use crate::library::{Library, Text};

/// Runs the command.
pub(crate) fn run(wanted: &arguments::Tool) -> Result<Verdict, Failure> {
    let ToolCommand::Evaluate(wanted) = &wanted.command;
    let library = Library::open(&wanted.library.folder)?;
    let (tool, _) = open(&wanted.tool, &library)?;
    let (sheet, _) = Text::open(&wanted.answers)?.read(|source| read_sheet(source, &tool)).usable()?;
    let evaluated = Evaluated::of(&tool, sheet)?;
    let text = match wanted.format.format {
        Format::Text => text::render(&evaluated),
        Format::Json => json::render(&evaluated)?,
    };
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(Verdict::Fine)
}

/// The tool that somebody means: its file, or its id in the library.
fn open(wanted: &Path, library: &Library) -> Result<(RiskTool, Text), Failure> {
    if wanted.is_file() {
        return Text::open(wanted)?.read(read_tool).usable();
    }
    library.tool(&wanted.display().to_string())
}

/// A tool's result with its reasons.
struct Evaluated<'a> {
    tool: &'a RiskTool,
    sheet: Sheet,
    explained: Explanation,
    changed: Option<Vec<Changed>>,
}

impl<'a> Evaluated<'a> {
    fn of(tool: &'a RiskTool, sheet: Sheet) -> Result<Self, Failure> {
        let earlier = sheet.earlier.as_ref().map(|(level, answers)| Earlier { level: *level, answers });
        let explained = tool
            .explain(&sheet.answers, earlier)
            .map_err(|error| Failure::new(format!("the rules of `{}` cannot be read: {error}", tool.id), "Check the tool's file."))?;
        let changed = sheet.earlier.as_ref().map(|(_, before)| tool.changes_since(before, &sheet.answers));
        Ok(Self { tool, sheet, explained, changed })
    }

    /// What an item was answered, in the form's words.
    fn answer(&self, item: doorstep_risk_tool::ItemIndex) -> &str {
        let (Some(asked), Some(given)) = (self.tool.items.get(item.at()), self.sheet.answers.get(item.at())) else { return "" };
        self.tool.answer_label(asked, *given)
    }
}

/// What came out, in words.
pub(crate) fn outcome(tool: &RiskTool, outcome: Outcome) -> String {
    match outcome {
        Outcome::Level(level) => tool.level(level).label.clone(),
        Outcome::AtLeast(level) => format!("at least {}", tool.level(level).label),
        Outcome::Judged => "the officer's judgement gives the level".to_owned(),
        Outcome::NotScorable => "none: too little is known".to_owned(),
        Outcome::NotApplicable(_) => "none: this tool is not made for this case".to_owned(),
    }
}
