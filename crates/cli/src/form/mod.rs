//! `doorstep form`: what a form of many calls comes to.

pub(crate) mod number;
mod text;

use std::io::Write as _;
use std::path::Path;

use doorstep_scoring::text::{read_form, read_reviews};
use doorstep_scoring::{DEFAULT_POLICY, FormCase, FormPlan, FormReport, Policy, Scale, judge_form, review};

use crate::arguments::{self, Format};
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
    let mut cases =
        wanted.attempts.iter().map(|path| case(&library, path, wanted.policy.is_some(), &policy)).collect::<Result<Vec<_>, _>>()?;
    // Of several attempts at one call the first counts, in whichever order the files are named.
    cases.sort_by_key(|(started, _)| *started);
    let mut cases: Vec<FormCase> = cases.into_iter().map(|(_, case)| case).collect();
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

/// An attempt as a case, with what it was made from; first when it was started, where that is known.
fn case(library: &Library, path: &Path, given: bool, policy: &Policy) -> Result<(u64, FormCase), Failure> {
    let opened = attempt::open(library, path, None)?;
    if !given && opened.key.policy != DEFAULT_POLICY {
        let what = format!("the key of `{}` asks for the policy `{}`", opened.key.scenario, opened.key.policy);
        return Err(Failure::new(what, "Give the policy of the whole form with --policy FILE."));
    }
    let scale = Scale::under(policy.clone(), &opened.key, opened.session.content()).map_err(|error| opened.misfit(&error))?;
    let made_from = Some(scale.made_from(&opened.session, opened.digest));
    Ok((opened.started.unwrap_or(u64::MAX), FormCase { made_from, ..scale.form_case(&opened.session) }))
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
