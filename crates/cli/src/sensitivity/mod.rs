//! `doorstep sensitivity`: whose recommendation would change if a number of the policy were another.

mod text;

use std::collections::BTreeMap;
use std::io::Write as _;

use doorstep_cohort::pseudonyms;
use doorstep_envelope::Digest;
use doorstep_scoring::text::{read_form, read_reviews};
use doorstep_scoring::{CriticalReview, DEFAULT_POLICY, PolicySensitivity, ScoreError, Sitting, vary_policy};
use doorstep_simulator::{Phase, Session};

use crate::arguments::{self, Format};
use crate::attempts::{self, Shelf, Taken};
use crate::failure::Failure;
use crate::library::{Library, Text};
use crate::score::attempt;
use crate::{Verdict, page};

/// An attempt, and where the shelf has what it is scored with.
struct Held {
    session: Session,
    started: u64,
    digests: (Digest, Digest),
    /// Whether it counts: ended, no repeat, no practice of the screens. The pseudonym comes from the first that does.
    counts: bool,
}

/// Runs the command.
pub(crate) fn run(wanted: &arguments::Sensitivity) -> Result<Verdict, Failure> {
    let library = Library::open(&wanted.library.folder)?;
    let (plan, _) = Text::open(&wanted.form)?.read(read_form).usable()?;
    // A call that is not there would stay to be taken for ever.
    plan.calls.iter().try_for_each(|planned| library.call_by_id(&planned.call).map(drop))?;
    let given = attempt::policy(wanted.policy.as_deref())?;
    let policy = given.clone().unwrap_or_default();
    let mut shelf = Shelf::open(&library, given, &[])?;
    let mut people: BTreeMap<String, Vec<Held>> = BTreeMap::new();
    let told = attempts::each(&mut shelf, &attempts::officers(&wanted.attempts)?, |taken| {
        if wanted.policy.is_none() && taken.kept.key.policy != DEFAULT_POLICY {
            return Err(attempts::other_policy(taken.kept));
        }
        people.entry(taken.person.clone()).or_default().push(Held::of(taken));
        Ok(())
    });
    for trouble in &told.troubles {
        eprintln!("left out: {trouble}");
    }
    told.tell_of_keys();
    if people.is_empty() {
        return Err(Failure::new(
            "none of these files is an attempt that can be read and scored".to_owned(),
            "Mend what is said of each above, or name the files that the app or `doorstep play --save` wrote.",
        ));
    }
    let reviews = reviews(wanted, people.len())?;
    for held in people.values_mut() {
        held.sort_by_key(|held| held.started);
    }
    let names = pseudonyms(people.values().map(|held| first(held)));
    let mut officers: Vec<(String, &str, &[Held])> =
        names.into_iter().zip(&people).map(|(name, (person, held))| (name, person.as_str(), held.as_slice())).collect();
    officers.sort_by(|one, other| one.0.cmp(&other.0));
    if let Some(path) = &wanted.names {
        let names = attempts::names(officers.iter().map(|(name, person, _)| (name.as_str(), *person)));
        std::fs::write(path, names).map_err(|error| Failure::writing(path, &error))?;
    }
    let sittings = officers.iter().map(|(name, _, held)| sitting(&shelf, name, held, &reviews)).collect::<Result<Vec<_>, _>>();
    let found = sittings.and_then(|sittings| vary_policy(&policy, &plan, &sittings));
    let found = found.map_err(|error| Failure::new(error.to_string(), "`doorstep check` tells more of the policy and of the keys."))?;
    let mut out = std::io::stdout().lock();
    match wanted.format.format {
        Format::Text => out.write_all(text::write(&found, page::width()).as_bytes())?,
        Format::Json => out.write_all(json(&found).as_bytes())?,
    }
    out.flush()?;
    Ok(if told.troubles.is_empty() { Verdict::Fine } else { Verdict::Findings })
}

impl Held {
    fn of(taken: Taken<'_>) -> Self {
        let ended = matches!(taken.session.state().phase(), Phase::Ended(_));
        Self {
            counts: ended && !taken.session.is_repeat() && !taken.kept.call.tutorial,
            started: taken.beside.map_or(u64::MAX, |beside| beside.started),
            digests: taken.kept.digests(),
            session: taken.session,
        }
    }
}

/// What an officer took.
fn sitting<'h>(shelf: &'h Shelf<'_>, name: &str, held: &'h [Held], reviews: &[CriticalReview]) -> Result<Sitting<'h>, ScoreError> {
    let attempts = held.iter().filter_map(|held| Some((&held.session, &shelf.get(held.digests)?.key))).collect();
    Sitting::new(name.to_owned(), attempts, reviews.to_vec())
}

/// The digest of somebody's first attempt that counts; the same that `doorstep analyse` makes a pseudonym of.
fn first(held: &[Held]) -> Digest {
    let first = held.iter().find(|held| held.counts).or(held.first());
    first.map_or_else(Digest::default, |held| doorstep_envelope::digest(held.session.attempt()))
}

/// Reviews of critical errors name a call, and no officer.
fn reviews(wanted: &arguments::Sensitivity, officers: usize) -> Result<Vec<CriticalReview>, Failure> {
    let Some(path) = &wanted.reviews else { return Ok(Vec::new()) };
    if officers > 1 {
        return Err(Failure::new(
            format!(
                "`{}` says which errors stand, but not whose they are, and these are the attempts of {officers} officers",
                path.display()
            ),
            "Name the attempts of the officer whom it is about.",
        ));
    }
    Ok(Text::open(path)?.read(read_reviews).usable()?.0)
}

fn json(found: &PolicySensitivity) -> String {
    // Invariant: it holds texts, integers and lists only.
    let mut text = serde_json::to_string_pretty(found).expect("a report always encodes");
    text.push('\n');
    text
}
