//! How far a long search is, on standard error, where somebody watches.

use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use crate::page;

/// How long a search runs before it tells how far it is.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often it tells then.
const PACE: Duration = Duration::from_millis(250);

/// Tells how far a long search is.
pub(super) struct Progress {
    began: Instant,
    told: Option<Instant>,
    watched: bool,
    /// Which call, where there are several.
    call: String,
    part: &'static str,
}

impl Progress {
    /// Begins with a call; `among` says which it is of how many.
    pub(super) fn start(id: &str, among: (usize, usize)) -> Self {
        let call = if among.1 > 1 { format!("{id} ({} of {}): ", among.0, among.1) } else { String::new() };
        Self { began: Instant::now(), told: None, watched: page::styled(std::io::stderr().is_terminal()), call, part: "" }
    }

    /// Goes on to another part of the work.
    pub(super) fn part(&mut self, part: &'static str) {
        self.part = part;
        self.say(None);
    }

    /// How many states are stored by now. Goes on in any case.
    pub(super) fn tell(&mut self, states: u64) -> bool {
        if self.told.is_none_or(|told| told.elapsed() > PACE) {
            self.say(Some(states));
        }
        true
    }

    fn say(&mut self, states: Option<u64>) {
        if !self.watched || self.began.elapsed() < PATIENCE {
            return;
        }
        let states = states.map(|states| format!(", {states} states")).unwrap_or_default();
        eprint!("\r\x1b[2K{}{}{states}, {} s ...", self.call, self.part, self.began.elapsed().as_secs());
        self.told = Some(Instant::now());
    }

    /// Takes away what was told: what was found follows.
    pub(super) fn end(&mut self) {
        if self.told.take().is_some() {
            eprint!("\r\x1b[2K");
        }
    }
}
