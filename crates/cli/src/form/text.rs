//! A form's report as people read it: the recommendation, its reasons, then every number that they rest on.

use doorstep_scoring::words;
use doorstep_scoring::{CaseReport, CaseUse, Equating, ErrorSource, FormPlan, FormReport, GradeDirection, Policy, Ratio};

use super::number::{decimal, hundredths, percent, tenths};
use super::title;
use crate::page::{counted, wrap};

/// The report.
pub(super) fn report(report: &FormReport, policy: &Policy, plan: &FormPlan, width: usize) -> String {
    let mut page = Page { report, width, out: String::new() };
    page.line("", &format!("{}, judged under the policy {}", title(plan), policy.id));
    if let Some(status) = report.status {
        page.line("", words::status(status));
    }
    page.recommendation();
    page.score(policy, plan);
    page.grades(policy);
    page.sensitivity();
    page.critical();
    page.cases();
    page.made_from();
    page.out
}

struct Page<'a> {
    report: &'a FormReport,
    width: usize,
    out: String,
}

impl Page<'_> {
    fn recommendation(&mut self) {
        let provisional = if self.report.provisional { ", provisionally" } else { "" };
        self.out.push('\n');
        self.line("", &format!("Recommended: {}{provisional}. A person decides.", words::recommendation(self.report.recommendation)));
        if self.report.otherwise != self.report.recommendation {
            self.line("", &format!("If nobody had to look first it would be: {}.", words::recommendation(self.report.otherwise)));
        }
        self.heading("Why");
        for (reason, number) in self.report.reasons.iter().zip(1..) {
            self.line("  ", &format!("{number}. {}", reason.says));
        }
    }

    fn score(&mut self, policy: &Policy, plan: &FormPlan) {
        self.heading("The score");
        let report = self.report;
        let (Some(mean), Some(equated), Some(error)) = (report.mean, report.equated, report.error) else {
            self.line("  ", "None is given: cases are missing, or there are too few.");
            return;
        };
        let sum: Vec<String> = report.cases.iter().filter_map(|case| case.score).map(tenths).collect();
        self.line("  ", &format!("Mean of {}: ({}) / {} = {}", cases(report.counted), sum.join(" + "), report.counted, tenths(mean)));
        let line = &plan.equating;
        if *line != Equating::IDENTITY {
            let formula = format!("{} + {} x {} = {}", decimal(line.intercept), decimal(line.slope), tenths(mean), tenths(equated));
            self.line("  ", &format!("On the scale of the cut: {formula}"));
        }
        let from = match report.error_from {
            Some(ErrorSource::Study) => "from a study of this form",
            _ => "the officer's own spread over the cases",
        };
        self.line("  ", &format!("Standard error: {}, {from}", tenths(error)));
        match (report.fails_below, report.passes_from) {
            (Some(low), Some(high)) => {
                let band = format!("fails below {}, passes from {}", tenths(low), tenths(high));
                let of = decimal(policy.form.band);
                self.line("  ", &format!("Cut: {}, with a band of {of} x {} either side: {band}", tenths(report.cut), tenths(error)));
            }
            _ => self.line("  ", &format!("Cut: {}, over both blocks", tenths(report.cut))),
        }
    }

    fn grades(&mut self, policy: &Policy) {
        self.heading("The grades");
        let levels = &self.report.levels;
        if levels.items == 0 {
            self.line("  ", "None counts.");
            return;
        }
        let items = counted(levels.items as usize, "graded item", "graded items");
        self.line("  ", &format!("{items}: {} too low, {} too high, {} left open", levels.under, levels.over, levels.open));
        let limit = self.report.under_limit.map_or_else(
            || "too few items for any number of them to be unlikely enough".to_owned(),
            |limit| format!("{limit} too low or more fail"),
        );
        let (slip, chance) = (percent(policy.form.under_tolerance), percent(policy.form.under_chance));
        self.line("  ", &format!("Ceiling: {limit} (an officer who grades {slip} too low reaches it with a chance of at most {chance})"));
        let constant: Vec<String> = levels.constant_credits.iter().map(|credit| hundredths(*credit)).collect();
        if let Some(mean) = levels.mean_credit {
            self.line(
                "  ",
                &format!(
                    "Mean credit {}; the same answer throughout would earn {}, lowest level first",
                    hundredths(mean),
                    constant.join(", ")
                ),
            );
        }
        let adjusted = levels.adjusted.map_or_else(|| "not defined".to_owned(), hundredths);
        self.line("  ", &format!("Adjusted for constant answers: {adjusted} (0 is the best constant answer, 1 the key)"));
    }

    fn sensitivity(&mut self) {
        let Some(found) = self.report.key_sensitivity else { return };
        self.heading("How far it hangs on the panels");
        self.line(
            "  ",
            &format!(
                "With the experts of every case drawn anew {} times (seed {}) the verdict on the score was {} another; the score lay between {} and {}.",
                found.draws,
                found.seed,
                match found.flipped {
                    0 => "never".to_owned(),
                    1 => "once".to_owned(),
                    flipped => format!("{flipped} times"),
                },
                tenths(found.lowest),
                tenths(found.highest)
            ),
        );
    }

    fn critical(&mut self) {
        if self.report.critical.is_empty() {
            return;
        }
        self.heading("Critical errors");
        for of_case in &self.report.critical {
            let error = &of_case.error;
            let said = match &error.review {
                None => "nobody has said anything to it yet".to_owned(),
                Some(review) => {
                    format!("{} by {}: {}", if review.confirmed { "confirmed" } else { "dismissed" }, review.by, review.why)
                }
            };
            let class = words::class(error.class);
            self.line("  ", &format!("- {} in {} ({:?}, {class}): {}; {said}", error.id, of_case.call, error.class, error.label));
        }
    }

    fn cases(&mut self) {
        self.heading("Case by case");
        let share = |value: Option<Ratio>| value.map_or_else(|| "-".to_owned(), hundredths);
        let mut rows = vec![["call", "block", "factors", "levels", "acts", "conduct", "score", ""].map(str::to_owned)];
        rows.extend(self.report.cases.iter().map(|case| {
            let domains = &case.domains;
            [
                case.call.clone(),
                case.block.map_or_else(|| "-".to_owned(), |block| block.to_string()),
                share(domains.factors),
                share(domains.levels),
                share(domains.acts),
                share(domains.conduct),
                case.score.map_or_else(|| "-".to_owned(), tenths),
                words::case_use(case.r#use).to_owned(),
            ]
        }));
        self.table(&rows);
        if self.report.cases.iter().any(|case| !case.levels.is_empty()) {
            self.out.push('\n');
            let mut rows = vec![["call", "assessment", "votes", "graded", "credit", ""].map(str::to_owned)];
            for case in self.report.cases.iter().filter(|case| case.r#use == CaseUse::Counted) {
                rows.extend(graded(case));
            }
            self.table(&rows);
        }
    }

    fn made_from(&mut self) {
        let report = self.report;
        self.heading("Made from");
        self.line(
            "  ",
            &format!("form {} ({:.8}), policy {} ({:.8})", report.form, report.form_digest, report.policy, report.policy_digest),
        );
        for made in report.cases.iter().filter_map(|case| case.made_from.as_ref()) {
            self.line(
                "  ",
                &format!(
                    "{} {} ({:.8}), tool {} {} ({:.8}), key {} ({:.8}), engine {}, seed {}",
                    made.scenario,
                    made.scenario_version,
                    made.scenario_digest,
                    made.tool,
                    made.tool_version,
                    made.tool_digest,
                    made.key_version,
                    made.key_digest,
                    made.engine,
                    made.seed
                ),
            );
        }
    }

    /// Columns as wide as their widest cell.
    fn table<const N: usize>(&mut self, rows: &[[String; N]]) {
        let widths: [usize; N] = core::array::from_fn(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0));
        for row in rows {
            let cells: Vec<String> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
            self.out.push_str(format!("  {}", cells.join("  ")).trim_end());
            self.out.push('\n');
        }
    }

    fn heading(&mut self, words: &str) {
        self.out.push_str(&format!("\n{words}\n\n"));
    }

    /// A paragraph with an indent.
    fn line(&mut self, indent: &str, text: &str) {
        self.out.push_str(&wrap(indent, &format!("{indent}  "), text, self.width));
    }
}

/// The graded items of a case, a row each.
fn graded(case: &CaseReport) -> Vec<[String; 6]> {
    let row = |level: &doorstep_scoring::GradedReport| {
        let votes: Vec<String> = level.votes.iter().map(u32::to_string).collect();
        let said = match (level.gate.is_some_and(|gate| !gate.scored), level.direction) {
            (true, _) => "for feedback only: the panel's key is not sure enough",
            (_, None) => "left open",
            (_, Some(GradeDirection::Under)) => "too low",
            (_, Some(GradeDirection::Exact)) => "as the key",
            (_, Some(GradeDirection::Over)) => "too high",
        };
        let answer = level.answer.map_or_else(|| "-".to_owned(), |answer| format!("level {}", answer + 1));
        [case.call.clone(), level.assessment.clone(), votes.join(", "), answer, hundredths(level.credit), said.to_owned()]
    };
    case.levels.iter().map(row).collect()
}

fn cases(number: u32) -> String {
    counted(number as usize, "case", "cases")
}
