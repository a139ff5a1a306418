//! `doorstep explore`: what is proven about a call, or about every call of a folder.

mod document;
mod give_away;
mod keyed;
mod open;
mod plays;
mod progress;
mod shown;

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use doorstep_explorer::{Exploration, Finding, Options, Plays, Reductions};
use doorstep_simulator::Content;
use doorstep_source::Severity;

use self::give_away::OverCalls;
use self::keyed::Keyed;
use self::progress::Progress;
use crate::arguments::{self, Format};
use crate::failure::Failure;
use crate::library::{CALL_FILE, Library, Text, call_files_in, tidy};
use crate::{Verdict, page};

/// A call with everything that was proven about it.
struct Explored {
    content: Arc<Content>,
    call: Text,
    exploration: Exploration,
    plays: Plays,
    keyed: Keyed,
    /// What was found by every means, in order of the file.
    findings: Vec<Finding>,
}

/// Runs the command.
pub(crate) fn run(wanted: &arguments::Explore) -> Result<Verdict, Failure> {
    let library = Library::open(&wanted.library.folder)?;
    match calls_of_folder(&wanted.scenario)? {
        Some(files) => several(&library, wanted, &files),
        None => one(&library, wanted),
    }
}

/// The calls of a folder that holds calls and is none itself.
fn calls_of_folder(wanted: &Path) -> Result<Option<Vec<PathBuf>>, Failure> {
    if !wanted.is_dir() || wanted.join(CALL_FILE).is_file() {
        return Ok(None);
    }
    let mut files = call_files_in(&tidy(&wanted.join("scenarios")))?;
    if files.is_empty() {
        files = call_files_in(&tidy(wanted))?;
    }
    Ok((!files.is_empty()).then_some(files))
}

fn one(library: &Library, wanted: &arguments::Explore) -> Result<Verdict, Failure> {
    let mut explored = explore(library, wanted, &wanted.scenario, (1, 1))?;
    let over_calls = if explored.keyed.is_checked() { Some(OverCalls::of(library, &library.call_files()?)?) } else { None };
    explored.findings.extend(over_calls.iter().flat_map(OverCalls::findings));
    in_order(&mut explored.findings);
    let text = match wanted.format.format {
        Format::Text => shown::text(&explored, page::width(), page::styled(std::io::stdout().is_terminal())),
        Format::Json => document::one(&explored, over_calls.as_ref()),
    };
    write(&text)?;
    Ok(verdict(&explored.findings, explored.exploration.complete))
}

/// Every call of a folder, one after the other. What cannot be read is told on standard error, and the others are explored all the same.
fn several(library: &Library, wanted: &arguments::Explore, files: &[PathBuf]) -> Result<Verdict, Failure> {
    let styled = page::styled(std::io::stdout().is_terminal());
    let (mut all, mut left_out) = (Vec::new(), Vec::new());
    for (file, number) in files.iter().zip(1..) {
        match explore(library, wanted, file, (number, files.len())) {
            Ok(explored) => {
                if wanted.format.format == Format::Text {
                    write(&format!("{}\n", shown::text(&explored, page::width(), styled)))?;
                }
                all.push(explored);
            }
            Err(failure) => {
                eprintln!("{failure}\n");
                left_out.push(file.clone());
            }
        }
    }
    let over_calls = OverCalls::of(library, files)?;
    write(&match wanted.format.format {
        Format::Text => shown::together(&all, &over_calls, files.len(), page::width()),
        Format::Json => document::several(&all, &over_calls, &left_out),
    })?;
    if !left_out.is_empty() {
        let what = format!("{} could not be explored", page::counted(left_out.len(), "call", "calls"));
        return Err(Failure::new(what, "Mend what is said above, and explore them again."));
    }
    let findings = all.iter().flat_map(|explored| &explored.findings).cloned().chain(over_calls.findings());
    let complete = all.iter().all(|explored| explored.exploration.complete);
    Ok(verdict(&findings.collect::<Vec<_>>(), complete))
}

/// Proves what can be proven about one call.
fn explore(library: &Library, wanted: &arguments::Explore, path: &Path, among: (usize, usize)) -> Result<Explored, Failure> {
    let ((scenario, places), call) = library.call_with_places(path)?;
    let (tool, _) = library.tool(&scenario.tool)?;
    let content = Content::new(scenario, tool);
    let key = keyed::key_beside(&content, &call)?;
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let options = Options {
        reductions: wanted.without.iter().fold(Reductions::ALL, |all, left_out| all.without(left_out.reduction())),
        ..Options::new((wanted.memory as usize).saturating_mul(1 << 20), threads)
    };
    let mut progress = Progress::start(&content.scenario.id, among);
    progress.part("searching");
    let exploration = doorstep_explorer::explore(&content, &places, key.as_ref().ok(), options, &mut |states| progress.tell(states));
    let exploration = exploration.map_err(|error| {
        progress.end();
        Failure::new(error.to_string(), "Divide the call into two, or ask its conditions about less.")
    })?;
    progress.part("measuring the plays");
    let plays = doorstep_explorer::plays(&content, &exploration, options, &mut |states| progress.tell(states));
    progress.part("trying what the key asks for");
    let keyed = Keyed::prove(&content, &places, key);
    progress.end();
    let keyed = keyed?;
    let mut findings: Vec<Finding> = exploration.findings.iter().chain(&keyed.findings()).cloned().collect();
    in_order(&mut findings);
    Ok(Explored { content, call, exploration, plays, keyed, findings })
}

fn in_order(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| (finding.span.start.line, finding.span.start.column, finding.code));
}

fn verdict(findings: &[Finding], complete: bool) -> Verdict {
    match (findings.iter().any(|finding| finding.severity != Severity::Note), complete) {
        (true, _) => Verdict::Findings,
        (false, true) => Verdict::Fine,
        (false, false) => Verdict::Unproven,
    }
}

fn write(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}
