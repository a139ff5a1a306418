//! `doorstep form`: what a form of many calls comes to.

pub(crate) mod number;
mod text;

use std::collections::BTreeSet;
use std::io::Write as _;

use doorstep_scoring::text::{read_form, read_reviews};
use doorstep_scoring::{DEFAULT_POLICY, FormCase, FormPlan, FormReport, Policy, Scale, judge_form, review};

use crate::arguments::{self, Format};
use crate::attempts::{self, Shelf};
use crate::failure::Failure;
use crate::library::{Library, Text};
use crate::score::attempt;
use crate::{Verdict, page};

/// Runs the command.
pub(crate) fn run(wanted: &arguments::Form) -> Result<Verdict, Failure> {
    let library = Library::open(&wanted.library.folder)?;
    let (plan, _) = Text::open(&wanted.form)?.read(read_form).usable()?;
    // A call that is not there would stay to be taken for ever.
    plan.calls.iter().try_for_each(|planned| library.call_by_id(&planned.call).map(drop))?;
    let policy = attempt::policy(wanted.policy.as_deref())?.unwrap_or_default();
    let mut cases = cases(&library, wanted, &policy)?;
    if let Some(path) = &wanted.reviews {
        let (reviews, _) = Text::open(path)?.read(read_reviews).usable()?;
        for left in review(&mut cases, &reviews) {
            eprintln!("note: `{}` did not happen in an attempt at `{}`; that review changes nothing", left.error, left.call);
        }
    }
    let report = judge_form(&policy, &plan, &cases);
    let mut out = std::io::stdout().lock();
    match wanted.format.format {
        Format::Text => out.write_all(text::report(&report, &policy, &plan, page::width()).as_bytes())?,
        Format::Json => out.write_all(json(&report).as_bytes())?,
    }
    out.flush()?;
    Ok(Verdict::Fine)
}

/// One officer's attempts as cases, in the order in which they were started where that is known, each with what it was made from. Of several
/// attempts at one call the first counts.
fn cases(library: &Library, wanted: &arguments::Form, policy: &Policy) -> Result<Vec<FormCase>, Failure> {
    let given = wanted.policy.is_some().then(|| policy.clone());
    let mut shelf = Shelf::open(library, given, &[])?;
    let mut cases: Vec<(u64, FormCase)> = Vec::new();
    let mut people: BTreeSet<String> = BTreeSet::new();
    let told = attempts::each(&mut shelf, &attempts::officers(&wanted.attempts)?, |taken| {
        let kept = taken.kept;
        if wanted.policy.is_none() && kept.key.policy != DEFAULT_POLICY {
            return Err(attempts::other_policy(kept));
        }
        let scale = Scale::under(policy.clone(), &kept.key, &kept.content).map_err(|error| error.to_string())?;
        let made_from = Some(scale.made_from(&taken.session, kept.call.key_digest));
        let started = taken.beside.as_ref().map_or(u64::MAX, |beside| beside.started);
        cases.push((started, FormCase { made_from, ..scale.form_case(&taken.session) }));
        people.insert(taken.person);
        Ok(())
    });
    // An attempt that is left out may be the one that decides.
    if !told.troubles.is_empty() {
        return Err(Failure::new(told.troubles.join("\n"), "Mend it, or name the attempts that are to be judged without it."));
    }
    if people.len() > 1 {
        let what = format!("these are the attempts of {} officers, and a form is one officer's", people.len());
        return Err(Failure::new(
            what,
            "Name the attempts of one: files, or the folder that holds them. `doorstep analyse` tells of many.",
        ));
    }
    told.tell_of_keys();
    cases.sort_by_key(|(started, _)| *started);
    Ok(cases.into_iter().map(|(_, case)| case).collect())
}

fn json(report: &FormReport) -> String {
    // Invariant: a report holds texts, integers and lists only.
    let mut text = serde_json::to_string_pretty(report).expect("a report always encodes");
    text.push('\n');
    text
}

/// The form's title as people read it.
fn title(plan: &FormPlan) -> String {
    format!("Form {} {}", plan.id, plan.version)
}
