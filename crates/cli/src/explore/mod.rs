//! `doorstep explore`: what is proven about a call.

mod keyed;
mod shown;

use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use doorstep_explorer::{Exploration, Options};
use doorstep_simulator::Content;
use doorstep_source::Severity;

use self::keyed::Keyed;
use crate::arguments::{self, Format};
use crate::failure::Failure;
use crate::library::Library;
use crate::{Verdict, page};

/// How long a search runs before it tells how far it is.
const PATIENCE: Duration = Duration::from_secs(2);

/// Runs the command.
pub(crate) fn run(wanted: &arguments::Explore) -> Result<Verdict, Failure> {
    let library = Library::open(&wanted.library.folder)?;
    let ((scenario, places), call) = library.call_with_places(&wanted.scenario)?;
    let (tool, _) = library.tool(&scenario.tool)?;
    let content = Content::new(scenario, tool);
    let options = Options {
        memory: (wanted.memory as usize).saturating_mul(1 << 20),
        threads: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        whole: None,
        outline: None,
    };
    let mut progress = Progress::start();
    let explored = doorstep_explorer::explore(&content, &places, options, &mut |states| progress.tell(states));
    progress.end();
    let explored =
        explored.map_err(|error| Failure::new(error.to_string(), "Divide the call into two, or ask its conditions about less."))?;
    let keyed = Keyed::prove(&library, &content, &places, &call)?;
    let explored = with_the_rest(explored, &keyed);
    let mut out = std::io::stdout().lock();
    match wanted.format.format {
        Format::Text => {
            out.write_all(shown::text(&content, &call, &explored, &keyed, page::width(), page::styled(out.is_terminal())).as_bytes())?;
        }
        Format::Json => out.write_all(shown::json(&content, &call, &explored, &keyed).as_bytes())?,
    }
    out.flush()?;
    let found = explored.findings.iter().any(|finding| finding.severity != Severity::Note);
    Ok(if found { Verdict::Findings } else { Verdict::Fine })
}

/// What was found by every means, in order of the file.
fn with_the_rest(mut explored: Exploration, keyed: &Keyed) -> Exploration {
    explored.findings.extend(keyed.findings());
    explored.findings.sort_by_key(|finding| (finding.span.start.line, finding.span.start.column, finding.code));
    explored
}

/// Tells how far a long search is, on standard error, where somebody watches.
struct Progress {
    began: Instant,
    told: bool,
    watched: bool,
}

impl Progress {
    fn start() -> Self {
        Self { began: Instant::now(), told: false, watched: std::io::stderr().is_terminal() }
    }

    fn tell(&mut self, states: u64) -> bool {
        if self.watched && self.began.elapsed() > PATIENCE {
            self.told = true;
            eprint!("\r{states} states in {} s ...", self.began.elapsed().as_secs());
        }
        true
    }

    fn end(&self) {
        if self.told {
            eprintln!();
        }
    }
}
