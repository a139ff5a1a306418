//! `doorstep analyse`: what the attempts of many people tell together.

mod text;

use std::io::Write as _;
use std::path::Path;

use doorstep_cohort::{Cohort, CohortPolicy, Entry, Pool, show};

use crate::Verdict;
use crate::arguments::{self, CohortFormat};
use crate::attempts::{self, Shelf, Told};
use crate::failure::Failure;
use crate::library::Library;
use crate::page::counted;
use crate::score::attempt;

/// Runs the command.
pub(crate) fn run(wanted: &arguments::Analyse) -> Result<Verdict, Failure> {
    let library = Library::open(&wanted.library.folder)?;
    let policy = attempt::policy(wanted.policy.as_deref())?;
    let bounds = policy.as_ref().map_or_else(CohortPolicy::default, |policy| CohortPolicy::default().for_groups_of(policy));
    let mut shelf = Shelf::open(&library, policy, &wanted.key)?;
    let mut entries = Vec::new();
    let told = attempts::each(&mut shelf, &attempts::files(&wanted.attempts)?, |taken| {
        let kept = taken.kept;
        let entry = Entry::of(&taken.person, &kept.call, &taken.session, &kept.key, taken.beside.as_ref());
        entries.push(entry.map_err(|error| error.to_string())?);
        Ok(())
    });
    tell(&told, &shelf);
    if entries.is_empty() {
        return Err(Failure::new(
            "none of these files is an attempt that can be read and scored".to_owned(),
            "Mend what is said of each above, or name the files that the app or `doorstep play --save` wrote.",
        ));
    }
    let mut pool = Pool::of(&entries);
    pool.read += told.troubles.len();
    pool.left_out.unusable = told.troubles.len();
    let cohort = Cohort::of_pool(&pool, &bounds);
    if let Some(path) = &wanted.names {
        write(path, &attempts::names(pool.people.iter().map(String::as_str).zip(pool.known_as.iter().copied())))?;
    }
    let report = match wanted.format {
        CohortFormat::Text => text::write(&cohort, crate::page::width()),
        CohortFormat::Html => show::page(&cohort),
        CohortFormat::Csv => show::csv(&cohort),
        // Invariant: a report holds texts, finite numbers and lists only.
        CohortFormat::Json => serde_json::to_string_pretty(&cohort).expect("a report always encodes") + "\n",
    };
    match &wanted.output {
        Some(path) => write(path, &report)?,
        None => {
            let mut out = std::io::stdout().lock();
            out.write_all(report.as_bytes())?;
            out.flush()?;
        }
    }
    Ok(if told.troubles.is_empty() { Verdict::Fine } else { Verdict::Findings })
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(|error| Failure::writing(path, &error))
}

/// What could not be used, and what somebody should know who reads the report.
fn tell(told: &Told, shelf: &Shelf<'_>) {
    for trouble in &told.troubles {
        eprintln!("left out: {trouble}");
    }
    told.tell_of_keys();
    for (call, path) in shelf.unused_keys() {
        eprintln!("note: no attempt here was made at the call `{call}`; its key `{}` is not used", path.display());
    }
    if told.alone > 0 {
        let attempts = counted(told.alone, "attempt stands", "attempts stand");
        eprintln!(
            "note: {attempts} in no folder of its own person: each file is taken for one person's. Give each person a folder, or write \"person\" \
             beside \"format\", so that their attempts are known to hang together"
        );
    }
}
