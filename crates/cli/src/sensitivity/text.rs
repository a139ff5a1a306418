//! What was found as people read it: who stands where, what is nearest to changing, then every number.

use doorstep_scoring::words;
use doorstep_scoring::{Moved, PolicySensitivity, Ratio, Recommended, Run, Standing, Varied};

use crate::form::number::{decimal, tenths};
use crate::page::{counted, listed, wrap};

/// How many of the nearest changes are told of an officer.
const NEAREST: usize = 3;

/// Writes it.
pub(super) fn write(found: &PolicySensitivity, width: usize) -> String {
    let mut page = Page { width, provisional: Provisional::of(found), out: String::new() };
    let (form, version) = found.form.split_once('@').unwrap_or((&found.form, ""));
    page.line("", &format!("How far the recommendations of the form {form} {version} hang on the numbers of the policy {}", found.policy));
    page.out.push('\n');
    page.line(
        "",
        "Each number was changed alone, over its whole range, and every officer was judged again. This tells what hangs on a number; it does not \
         tell which number is right. A recommendation is not a decision: a person decides.",
    );
    page.officers(found);
    let (moving, still): (Vec<&Varied>, Vec<&Varied>) = found.numbers.iter().partition(|number| !number.officers.is_empty());
    page.heading("Numbers that change nobody's recommendation");
    let still_names: Vec<&str> = still.iter().map(|number| number.number.as_str()).collect();
    page.line(
        "  ",
        &if still.is_empty() {
            "None: each changes somebody's somewhere in its range.".to_owned()
        } else {
            format!("{} of {}, wherever in their range they lie: {}.", still.len(), found.numbers.len(), listed(still_names))
        },
    );
    page.heading("Numbers that change somebody's recommendation");
    if moving.is_empty() {
        page.line("  ", "None.");
    }
    for number in moving {
        page.number(number);
    }
    let left_out: Vec<String> = found.numbers.iter().filter(|number| number.left_out > 0).map(left_out).collect();
    if !left_out.is_empty() {
        page.heading("Not tried");
        page.line("  ", &format!("Too fine to be summed exactly beside the policy's other numbers: {}.", left_out.join(", ")));
    }
    page.heading("Made from");
    page.line("  ", &format!("form {} ({:.8}), policy {} ({:.8})", found.form, found.form_digest, found.policy, found.policy_digest));
    page.out
}

/// Whether recommendations are provisional: told once where it is the same of all of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Provisional {
    Never,
    Always,
    Sometimes,
}

impl Provisional {
    fn of(found: &PolicySensitivity) -> Self {
        let runs = found.numbers.iter().flat_map(|number| &number.officers).flat_map(|moved| &moved.runs).map(|run| run.outcome);
        let mut all = found.officers.iter().map(|officer| officer.outcome).chain(runs).map(|outcome| outcome.provisional);
        match (all.clone().any(|each| each), all.all(|each| each)) {
            (false, _) => Self::Never,
            (true, true) => Self::Always,
            (true, false) => Self::Sometimes,
        }
    }

    /// What is recommended, in words.
    fn recommended(self, outcome: Recommended) -> String {
        let provisional = if outcome.provisional && self == Self::Sometimes { ", provisionally" } else { "" };
        let said = words::recommendation(outcome.recommendation);
        if outcome.otherwise == outcome.recommendation {
            format!("{said}{provisional}")
        } else {
            format!("{said} (else: {}){provisional}", words::recommendation(outcome.otherwise))
        }
    }
}

struct Page {
    width: usize,
    provisional: Provisional,
    out: String,
}

impl Page {
    fn officers(&mut self, found: &PolicySensitivity) {
        self.heading("As it is");
        if self.provisional == Provisional::Always {
            self.line("  ", "All of it is provisional: this form has not been shown to measure well enough.");
        }
        for officer in &found.officers {
            self.line("  ", &standing(officer, self.provisional));
            let mut near: Vec<Near<'_>> = found.numbers.iter().flat_map(|number| Near::of(number, &officer.officer)).collect();
            // By how large a part of itself the number would change; those that are 0 last.
            near.sort_by_key(|near| (near.part.is_none(), near.part));
            let told: Vec<String> = near.iter().take(NEAREST).map(|near| near.says(self.provisional)).collect();
            let told =
                if told.is_empty() { "no number of the policy changes that".to_owned() } else { format!("nearest: {}", told.join("; ")) };
            self.line("      ", &format!("{told}."));
        }
    }

    fn number(&mut self, number: &Varied) {
        let (now, least, most) = (decimal(number.now), decimal(number.least), decimal(number.most));
        self.line(
            "  ",
            &format!("{} is {now}: {}. Tried from {least} to {most}, by {}.", number.number, number.says, decimal(number.step)),
        );
        for moved in &number.officers {
            self.line("    ", &moved.officer);
            for run in &moved.runs {
                self.line("      ", &told(run, number.now, self.provisional));
            }
        }
        self.out.push('\n');
    }

    fn heading(&mut self, words: &str) {
        self.out.truncate(self.out.trim_end().len());
        self.out.push_str(&format!("\n\n{words}\n\n"));
    }

    /// A paragraph with an indent; all but those at the margin hang.
    fn line(&mut self, indent: &str, text: &str) {
        let rest = if indent.is_empty() { String::new() } else { format!("{indent}  ") };
        self.out.push_str(&wrap(indent, &rest, text, self.width));
    }
}

/// The nearest change of an officer's recommendation on one side of a number.
struct Near<'a> {
    number: &'a Varied,
    value: Ratio,
    outcome: Recommended,
    /// How far away, as a part of what it is; nothing where it is 0.
    part: Option<Ratio>,
}

impl<'a> Near<'a> {
    fn of(number: &'a Varied, officer: &str) -> Vec<Self> {
        let nearest = number.officers.iter().find(|moved| moved.officer == officer).map(|moved: &Moved| moved.nearest(number.now));
        let near = |(value, outcome): (Ratio, Recommended)| {
            let away = if value < number.now { number.now - value } else { value - number.now };
            Self { number, value, outcome, part: away.share_of(number.now) }
        };
        nearest.into_iter().flatten().flatten().map(near).collect()
    }

    fn says(&self, provisional: Provisional) -> String {
        let (field, now, value) = (&self.number.number, decimal(self.number.now), decimal(self.value));
        format!("{field} at {value} instead of {now} ({})", provisional.recommended(self.outcome))
    }
}

fn standing(officer: &Standing, provisional: Provisional) -> String {
    let cases = counted(officer.counted as usize, "case", "cases");
    let score = officer.score.map_or_else(|| "no score".to_owned(), |score| format!("score {}", tenths(score)));
    format!("{}: {}; {cases}, {score}", officer.officer, provisional.recommended(officer.outcome))
}

fn told(run: &Run, now: Ratio, provisional: Provisional) -> String {
    let values =
        if run.from == run.to { format!("at {}", decimal(run.from)) } else { format!("{} to {}", decimal(run.from), decimal(run.to)) };
    let as_now = if run.holds(now) { ", as now" } else { "" };
    format!("{values}{as_now}: {}", provisional.recommended(run.outcome))
}

fn left_out(number: &Varied) -> String {
    format!("{} of {}", counted(number.left_out as usize, "value", "values"), number.number)
}
