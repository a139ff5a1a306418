//! What to look at first, in sentences.

use super::{Unit, counted, write};
use crate::{Cohort, Figure, Flag, Lost, Verdict, When};

/// What to look at first, the gravest first. Nothing here names a person.
pub fn summary(cohort: &Cohort) -> Vec<String> {
    let mut said = Vec::new();
    said.extend(too_low(cohort));
    said.extend(lost(cohort));
    said.extend(parity(cohort));
    said.extend(sure(cohort));
    said.extend(reliability(cohort));
    said.extend(items(cohort));
    if said.is_empty() {
        let least = cohort.made.policy.smallest_cell;
        said.push(format!(
            "There is too little to say anything of a cohort: no number rests on fewer than {least} people. {} counted here.",
            counted(cohort.counted.people, "person is", "people are")
        ));
    }
    said
}

/// A share with its band in words.
fn share(figure: &Figure) -> Option<String> {
    let value = write(figure.value?, Unit::Share);
    Some(match figure.interval95 {
        Some([low, high]) => format!("{value} ({} to {})", write(low, Unit::Share), write(high, Unit::Share)),
        None => value,
    })
}

fn too_low(cohort: &Cohort) -> Option<String> {
    let all = cohort.grading.found.grades.iter().find(|row| row.call.is_none() && row.when == When::Last)?;
    let (under, over) = (share(&all.under)?, share(&all.over)?);
    Some(format!("{under} of the final grades were too low, which leaves somebody in danger; {over} were too high."))
}

fn lost(cohort: &Cohort) -> Option<String> {
    let all = cohort.chain.found.all.as_ref()?;
    let (step, figure) = Lost::ALL.into_iter().zip(all.shares()).take(4).max_by(|one, other| {
        // The earlier step is named where two are alike.
        one.1.value.partial_cmp(&other.1.value).unwrap_or(core::cmp::Ordering::Equal).then(other.0.cmp(&one.0))
    })?;
    let share = share(figure)?;
    let (went, practise) = match step {
        Lost::Elicit => ("were never learned", "practise asking"),
        Lost::Recognise => ("were heard and not recognised", "practise what to make of an answer"),
        Lost::Grade => ("were recognised and the call graded otherwise", "practise weighing"),
        Lost::Act | Lost::Nowhere => ("were graded and not acted on", "practise what follows from a grade"),
    };
    Some(format!("Of the factors that counted, {share} {went}, the most frequent loss: {practise}."))
}

fn parity(cohort: &Cohort) -> Option<String> {
    let found = &cohort.parity.found;
    if found.comparisons == 0 {
        return None;
    }
    let differing: Vec<String> = found
        .rows
        .iter()
        .filter(|row| row.verdict == Verdict::Difference)
        .filter_map(|row| {
            let value = row.difference.value?;
            let direction = if value > 0.0 { "higher" } else { "lower" };
            Some(format!("{} {direction} where the {}'s {} was \"{}\"", row.measure, row.part, row.kind, row.value))
        })
        .collect();
    Some(if differing.is_empty() {
        format!(
            "No difference by a person's attributes is shown in {}; that is not equality, the bands say how large one may still be.",
            counted(found.comparisons, "comparison", "comparisons")
        )
    } else {
        format!(
            "{} of {} by a person's attributes {} a difference: {}.",
            differing.len(),
            counted(found.comparisons, "comparison", "comparisons"),
            if differing.len() == 1 { "shows" } else { "show" },
            differing.join("; ")
        )
    })
}

fn sure(cohort: &Cohort) -> Option<String> {
    let found = cohort.confidence.found.rows.last()?;
    let wrong = 1.0 - found.right.value?;
    let band = found
        .right
        .interval95
        .map_or(String::new(), |[low, high]| format!(" ({} to {})", write(1.0 - high, Unit::Share), write(1.0 - low, Unit::Share)));
    Some(format!("Who said \"sure\" was wrong in {}{band} of the grades.", write(wrong, Unit::Share)))
}

fn reliability(cohort: &Cohort) -> Option<String> {
    let found = &cohort.reliability.found;
    let study = found.study.as_ref()?;
    let phi = study.phi.value?;
    let wanted = cohort.made.policy.wanted_reliability;
    let calls = counted(found.calls.len(), "call tells", "calls together tell");
    let phi = write(phi, Unit::Decimals(2));
    Some(if study.phi.value >= Some(wanted) {
        format!("{calls} people apart well enough for decisions (Φ {phi}, wanted {wanted}).")
    } else {
        let more = match study.calls_wanted.value {
            Some(calls) => format!("about {} such calls would reach it", calls.ceil()),
            None => "more of the same would not help: people do not differ in them beyond chance".to_owned(),
        };
        format!("{calls} too little to decide about people (Φ {phi}, wanted {wanted}); {more}.")
    })
}

fn items(cohort: &Cohort) -> Option<String> {
    let against: Vec<String> = cohort
        .items
        .found
        .rows
        .iter()
        .filter(|row| row.flags.contains(&Flag::Against))
        .map(|row| format!("{} ({})", row.label, row.call))
        .collect();
    let first: Vec<&str> = against.iter().take(3).map(String::as_str).collect();
    let more = if against.len() > 3 { format!(" and {} more", against.len() - 3) } else { String::new() };
    (!against.is_empty())
        .then(|| format!("Look at the key of {}{more}: those who do well in their other calls earn it less.", first.join(", ")))
}
