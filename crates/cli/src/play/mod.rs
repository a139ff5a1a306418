//! `doorstep play`: takes a call in the terminal, or replays a script of steps.

mod ask;
mod assessment;
mod form;
mod live;
mod result;
mod transcript;

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use doorstep_envelope::Digest;
use doorstep_risk_tool::RiskTool;
use doorstep_scenario::Scenario;
use doorstep_simulator::{AttemptFile, Content, Mode, Script, ScriptError, Session};
use doorstep_source::{Diagnostic, Position, Severity, Span};

use ask::{Echo, Terminal};

use crate::arguments::{self, Format, ModeArgument};
use crate::failure::Failure;
use crate::finding::render;
use crate::library::{KEY_FILE, Library, Text};
use crate::{Verdict, page};

/// Runs the command.
pub(crate) fn run(wanted: &arguments::Play) -> Result<Verdict, Failure> {
    if wanted.format.format == Format::Json && wanted.script.is_none() {
        return Err(Failure::new(
            "`--format json` needs a script: a call taken by hand is a conversation",
            "Add `--script FILE`, or leave `--format json` out.",
        ));
    }
    let library = Library::open(&wanted.library.folder)?;
    let (scenario, text) = library.call(&wanted.scenario)?;
    let tool = tool_for(&library, &scenario, wanted.tool.as_deref())?;
    let beside = match &wanted.beside {
        Some(id) => Some(library.tool(id)?.0),
        None => None,
    };
    let content = Content::new(scenario, tool);
    let content = match beside {
        Some(beside) => content.with_beside(beside),
        None => content,
    };
    let key = key_digest(&text.path, &content)?;
    let mode = match wanted.mode {
        ModeArgument::Practice => Mode::Practice,
        ModeArgument::Rehearsal => Mode::Rehearsal,
    };
    let mut session = Session::start(content, wanted.seed, mode, key, false);
    let mut out = std::io::stdout().lock();
    match &wanted.script {
        Some(file) => {
            replay(&mut session, file)?;
            match wanted.format.format {
                Format::Json => out.write_all(file_of(&session).to_text().as_bytes())?,
                Format::Text => out.write_all(transcript::whole(&session, page::width()).as_bytes())?,
            }
            out.flush()?;
        }
        None => {
            let stdin = std::io::stdin().lock();
            // What is written is seen in a terminal; elsewhere it is shown, so that the conversation can be read.
            let echo = if stdin.is_terminal() { Echo::Seen } else { Echo::Shown };
            live::take(&mut session, Terminal::new(stdin, &mut out, page::width(), echo))?;
        }
    }
    if let Some(path) = &wanted.save {
        std::fs::write(path, file_of(&session).to_text()).map_err(|error| Failure::writing(path, &error))?;
        eprintln!("The attempt is in {}.", path.display());
    }
    Ok(Verdict::Fine)
}

/// The tool with which the call is taken: the force's own, or another one with the same levels, which the call and its key name.
fn tool_for(library: &Library, scenario: &Scenario, wanted: Option<&str>) -> Result<RiskTool, Failure> {
    let (own, _) = library.tool(&scenario.tool)?;
    let Some(id) = wanted.filter(|id| *id != scenario.tool) else { return Ok(own) };
    let (tool, _) = library.tool(id)?;
    let ids = |tool: &RiskTool| tool.levels.iter().map(|level| level.id.clone()).collect::<Vec<_>>();
    let (own, theirs) = (ids(&own), ids(&tool));
    if own == theirs {
        return Ok(tool);
    }
    let listed = |ids: &[String]| page::listed(ids.iter().map(String::as_str));
    let what = format!("the tool `{id}` has the levels {}, and the call `{}` is graded by {}", listed(&theirs), scenario.id, listed(&own));
    Err(Failure::new(what, format!("Fill it in beside the call's own: `--beside {id}`.")))
}

fn file_of(session: &Session) -> AttemptFile {
    AttemptFile::of(&session.content().scenario, session.attempt().clone(), None)
}

/// The digest of the key beside a call, if there is one that can be used: a call can be taken without.
fn key_digest(call: &Path, content: &Content) -> Result<Option<Digest>, Failure> {
    let path = call.with_file_name(KEY_FILE);
    if !path.is_file() {
        return Ok(None);
    }
    let read = Text::open(&path)?.read(|source| doorstep_scoring::text::read_key(source, &content.scenario, &content.tool));
    if read.reading.value.is_none() {
        let shown = path.display();
        eprintln!("note: the key `{shown}` has errors, so the attempt is taken without it; `doorstep check {shown}` shows them");
    }
    Ok(read.reading.value.map(|key| key.digest()))
}

/// Takes the steps of a script.
fn replay(session: &mut Session, file: &Path) -> Result<(), Failure> {
    let text = Text::open(file)?;
    let script = Script::parse(&text.source).map_err(|error| not_a_step(&text, &error))?;
    script.play(session).map_err(|error| not_a_step(&text, &error))
}

/// A line of a script that cannot be read or taken.
fn not_a_step(text: &Text, error: &ScriptError) -> Failure {
    let before: usize = text.source.split_inclusive('\n').take(error.line.saturating_sub(1) as usize).map(str::len).sum();
    let line = text.source[before..].lines().next().unwrap_or_default();
    let indent = line.len() - line.trim_start().len();
    let position =
        |bytes: usize| Position { line: error.line, column: 1 + line[..bytes].chars().count() as u32, offset: (before + bytes) as u32 };
    let (what, mend) = error.why.split_once("; ").unwrap_or((&error.why, "change this step, or take it out of the script"));
    let finding = Diagnostic {
        code: "step-not-taken",
        severity: Severity::Error,
        message: sentence(what),
        mend: sentence(mend),
        span: Span::new(position(indent), position(line.trim_end().len().max(indent))),
    };
    let styled = page::styled(std::io::stderr().is_terminal());
    Failure::Rendered(render(&text.path, &text.source, &finding, styled))
}

/// Words as a sentence.
pub(crate) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().map(|letter| letter.to_uppercase().collect()).unwrap_or_default();
    let end = if words.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}
