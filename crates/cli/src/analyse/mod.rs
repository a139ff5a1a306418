//! `doorstep analyse`: what the attempts of many people tell together.

mod read;
mod shelf;
mod text;

use std::io::Write as _;
use std::path::Path;

use doorstep_cohort::{Cohort, CohortPolicy, Pool, show};

use crate::Verdict;
use crate::arguments::{self, CohortFormat};
use crate::failure::Failure;
use crate::library::Library;

/// Runs the command.
pub(crate) fn run(wanted: &arguments::Analyse) -> Result<Verdict, Failure> {
    let library = Library::open(&wanted.library.folder)?;
    let files = read::files(&wanted.attempts)?;
    let read = read::entries(&library, &files)?;
    for trouble in &read.troubles {
        eprintln!("left out: {trouble}");
    }
    for note in &read.notes {
        eprintln!("note: {note}");
    }
    if read.entries.is_empty() {
        return Err(Failure::new(
            "none of these files is an attempt that can be read and scored".to_owned(),
            "Mend what is said of each above, or name the files that the app or `doorstep play --save` wrote.",
        ));
    }
    let mut pool = Pool::of(&read.entries);
    pool.read += read.troubles.len();
    pool.left_out.unusable = read.troubles.len();
    let cohort = Cohort::of_pool(&pool, &CohortPolicy::default());
    if let Some(path) = &wanted.names {
        write(path, &names(&pool))?;
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
    Ok(if read.troubles.is_empty() { Verdict::Fine } else { Verdict::Findings })
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(|error| Failure::writing(path, &error))
}

/// Which pseudonym stands for whom, as a table.
fn names(pool: &Pool<'_>) -> String {
    let quoted = |words: &str| format!("\"{}\"", words.replace('"', "\"\""));
    let rows = pool.people.iter().zip(&pool.known_as).map(|(pseudonym, known_as)| format!("{pseudonym},{}\n", quoted(known_as)));
    std::iter::once("pseudonym,known as\n".to_owned()).chain(rows).collect()
}
