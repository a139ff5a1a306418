//! Attempts scored a second: a session that stands already, and an attempt replayed from its compact form; the score alone, and the whole report.

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, ensure};
use doorstep_bench::walk::TextDigest;
use doorstep_envelope::Digest;
use doorstep_explorer::policies::Policy;
use doorstep_scenario::CallKind;
use doorstep_scoring::{AnswerKey, Ratio, Report, Scale, score};
use doorstep_simulator::{Compact, Content, Mode, Script, Session};

use crate::coverage::calls;
use crate::steps::{best_and_median, thousands};

/// How many plays each policy takes.
const RUNS: u64 = 4;
/// Where the plays are drawn from.
const SEED: u64 = 1;
/// How often each is timed.
const ROUNDS: usize = 9;
/// How long a timing lasts at least, in seconds.
const LASTS: f64 = 0.2;
/// How many attempts a second a core should score.
const GOAL: &str = "50,000";

/// A call with its key, and attempts at it.
struct Subject {
    name: String,
    content: Arc<Content>,
    key: AnswerKey,
    /// Replayed already.
    sessions: Vec<Session>,
    /// As they are stored.
    compact: Vec<Compact>,
}

/// The tables.
pub fn measure(root: &Path) -> anyhow::Result<String> {
    let mut vignettes = 0;
    let (mut scores, mut reports) = (String::new(), String::new());
    for (id, content) in calls(root)? {
        let vignette = content.scenario.kind == CallKind::Vignette;
        vignettes += u32::from(vignette);
        if vignettes > 1 && vignette {
            continue;
        }
        eprintln!("scoring: {id}");
        let subject = Subject::of(root, &id, content, vignette)?;
        let scale = Scale::new(&subject.key, &subject.content).with_context(|| id.clone())?;
        row(
            &mut scores,
            &subject,
            |session| of_score(scale.tally(session).score),
            |session, sum| {
                let tally = scale.tally(session);
                sum.add(format!("{tally:?}").as_bytes());
                Ok(())
            },
        )?;
        row(
            &mut reports,
            &subject,
            |session| of_report(&subject.report(session)),
            |session, sum| {
                sum.add(&serde_json::to_vec(&subject.report(session).ok().context("an attempt that cannot be scored")?)?);
                Ok(())
            },
        )?;
    }
    let head = "| call | attempts | events each | replayed, best | replayed, median | from compact form, best | from compact form, median | digest of all results |\n|---|---|---|---|---|---|---|---|\n";
    Ok(format!(
        "\n## Attempts scored a second on one core, goal {GOAL}: the score with its four parts, every factor, level, act and critical error (`Scale::tally`)\n\n{head}{scores}\n## The same with the whole report, every point with its reason in words (`score`)\n\n{head}{reports}"
    ))
}

impl Subject {
    /// The written plays of a call and those of every policy.
    fn of(root: &Path, id: &str, content: Arc<Content>, vignette: bool) -> anyhow::Result<Self> {
        let source = fs::read_to_string(root.join("scenarios").join(id).join("key.yaml"))?;
        let read = doorstep_scoring::text::read_key(&source, &content.scenario, &content.tool);
        let key = read.value.with_context(|| format!("the key of {id} has mistakes: {:?}", read.diagnostics.first()))?;
        let mut sessions = written(root, id, &content)?;
        for policy in Policy::all() {
            sessions.extend((0..RUNS).map(|run| policy.play(&content, SEED, run)));
        }
        let compact = sessions.iter().map(|session| Compact::of(session.attempt())).collect();
        let name = if vignette { format!("{id} (a vignette)") } else { id.to_owned() };
        Ok(Self { name, content, key, sessions, compact })
    }

    fn report(&self, session: &Session) -> Result<Report, doorstep_scoring::ScoreError> {
        score(session, &self.key, Digest::default())
    }

    /// An attempt, from its compact form.
    fn replayed(&self, compact: &Compact) -> Option<Session> {
        Session::replay(self.content.clone(), compact.open().ok()?).ok()
    }
}

/// The plays of a call that somebody wrote, good and harmful.
fn written(root: &Path, id: &str, content: &Arc<Content>) -> anyhow::Result<Vec<Session>> {
    let mut sessions = Vec::new();
    for (folder, manner) in ["plays", "vignettes"].into_iter().flat_map(|folder| ["good", "middling", "harmful"].map(|each| (folder, each)))
    {
        let path = root.join("tests").join(folder).join(format!("{id}.{manner}.play"));
        if !path.exists() {
            continue;
        }
        let script = Script::parse(&fs::read_to_string(&path)?).map_err(|error| anyhow::anyhow!("{}: {error:?}", path.display()))?;
        let mut session = Session::start(content.clone(), SEED, Mode::Practice, None, false);
        script.play(&mut session).map_err(|error| anyhow::anyhow!("{}: {error:?}", path.display()))?;
        sessions.push(session);
    }
    ensure!(!sessions.is_empty(), "nobody wrote a play of {id}");
    Ok(sessions)
}

/// Times one call both ways. `each` scores an attempt and gives a number that depends on it; `digested` adds all of the result to a digest,
/// which is too slow to be timed with it.
fn row(
    table: &mut String,
    subject: &Subject,
    each: impl Fn(&Session) -> i64,
    digested: impl Fn(&Session, &mut TextDigest) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let (mut here, mut replayed) = (TextDigest::EMPTY, TextDigest::EMPTY);
    for (session, compact) in subject.sessions.iter().zip(&subject.compact) {
        digested(session, &mut here)?;
        digested(&subject.replayed(compact).context("an attempt cannot be replayed")?, &mut replayed)?;
    }
    ensure!(here.0 == replayed.0, "{}: what was replayed is scored otherwise ({:08x}, {:08x})", subject.name, here.0, replayed.0);
    let (of_sessions, sum) =
        rates(subject.sessions.len(), || subject.sessions.iter().map(|session| each(black_box(session))).fold(0, i64::wrapping_add));
    let (of_compact, other) = rates(subject.compact.len(), || {
        let one = |compact| subject.replayed(black_box(compact)).map_or(0, |session| each(&session));
        subject.compact.iter().map(one).fold(0, i64::wrapping_add)
    });
    ensure!(sum == other, "{}: the checksums differ, {sum} and {other}", subject.name);
    let events: usize = subject.sessions.iter().map(|session| session.attempt().events.len()).sum();
    let larger_first = |left: &f64, right: &f64| right.total_cmp(left);
    let [(best, median), (compact_best, compact_median)] = [of_sessions, of_compact].map(|rates| best_and_median(&rates, larger_first));
    let cells = [best, median, compact_best, compact_median].map(thousands).join(" | ");
    let attempts = subject.sessions.len();
    writeln!(table, "| {} | {attempts} | {:.0} | {cells} | {:08x} |", subject.name, events as f64 / attempts as f64, here.0)?;
    Ok(())
}

/// Attempts a second, round by round, with the checksum of one pass over them.
fn rates(attempts: usize, mut pass: impl FnMut() -> i64) -> (Vec<f64>, i64) {
    let mut sum = 0;
    let mut one = || {
        let start = Instant::now();
        let mut passes = 0_u32;
        loop {
            sum = black_box(pass());
            passes += 1;
            let seconds = start.elapsed().as_secs_f64();
            if seconds >= LASTS {
                return f64::from(passes) * attempts as f64 / seconds;
            }
        }
    };
    let rates = (0..ROUNDS).map(|_| one()).collect();
    (rates, sum)
}

fn of_score(score: Option<Ratio>) -> i64 {
    score.map_or(-1, |score| score.numerator().wrapping_mul(31).wrapping_add(score.denominator()))
}

/// The score and how much the report says.
fn of_report(report: &Result<Report, doorstep_scoring::ScoreError>) -> i64 {
    report.as_ref().map_or(-2, |report| {
        // A report has far fewer parts than the numbers' end.
        let parts = report.factors.len() + report.acts.len() + report.first_things.len() + report.conduct.questions.len();
        of_score(report.score).wrapping_add(parts as i64)
    })
}
