//! The studies as tables in Markdown, ready for the docs.

use std::fmt::Write as _;

use crate::officer::{Bias, Disparity, Manner, Stage};
use crate::study::{BiasRow, Diagnostic, Gaming, LengthRow, Lengths, OutcomeRow, ParityStudy, Recovery};

/// A skill should go with what speaks for it at least so.
pub const WANTED_RECOVERY: f64 = 0.9;
/// Elicit and recognise should be told apart: one skill with the other's diagnostic at most so.
pub const WANTED_CROSSED: f64 = 0.3;
/// So many points below the cut the mean of the best strategy that does not judge should lie.
pub const WANTED_MARGIN: f64 = 10.0;
/// Decisions are called reliable from this Phi on (the policy of forms asks for it too) ...
pub const WANTED_PHI: f64 = 0.8;
/// ... and from this consistency on.
pub const WANTED_CONSISTENCY: f64 = 0.85;

/// Whether a target is met, in a word.
const fn met(is: bool) -> &'static str {
    if is { "met" } else { "missed" }
}

/// How skills and what a form tells go together.
pub fn recovery(found: &Recovery, manner: Manner) -> String {
    let words = match manner {
        Manner::Topics => "a line of enquiry is thought of or not",
        Manner::Choices => "at any choice another may be taken",
    };
    let mut text = format!(
        "\n### Skills over {} cases, {} grades; {} officers; {words}\n\n| skill |{} the most to be had |\n|---|{}---|\n",
        found.cases,
        found.grades,
        found.officers,
        Diagnostic::ALL.map(|told| format!(" {} |", told.word())).concat(),
        "---|".repeat(Diagnostic::ALL.len()),
    );
    for stage in Stage::ALL {
        let cell = |told: Diagnostic| {
            let value = format!("{:.2}", found.between(stage, told));
            if told == Diagnostic::of(stage) { format!(" **{value}** |") } else { format!(" {value} |") }
        };
        // Written to a string: cannot fail.
        // Who may stray at any choice has no draws for lines of enquiry that could be counted.
        let counted = manner == Manner::Topics || stage != Stage::Elicit;
        let most = if counted { format!("{:.2}", found.ceilings[stage as usize]) } else { "-".to_owned() };
        let _ = writeln!(text, "| {} |{} {most} |", stage.word(), Diagnostic::ALL.map(cell).concat());
    }
    let own = Stage::ALL.map(|stage| {
        let value = found.between(stage, Diagnostic::of(stage));
        format!("{} {}", stage.word(), met(value >= WANTED_RECOVERY))
    });
    let crossed = found.crossed();
    let _ = writeln!(
        text,
        "\nAt least {WANTED_RECOVERY}: {}. Elicit and recognise crossed at most {WANTED_CROSSED}: {} (the largest is {crossed:.2}).",
        own.join(", "),
        met(crossed <= WANTED_CROSSED)
    );
    text
}

/// How the recovery of each skill grows with the form: calls, vignettes, and both manners of asking.
pub fn recovery_by_length(found: &[(usize, usize, [Recovery; 2])]) -> String {
    let mut text = "\n### Each skill with what speaks for it, by the length of the form\n\n| calls + vignettes | grades | elicit | elicit, straying at choices | recognise | grade | the most to be had for grade | act |\n|---|---|---|---|---|---|---|---|\n".to_owned();
    for (calls, vignettes, [found, straying]) in found {
        let own = |found: &Recovery, stage: Stage| format!("{:.2}", found.between(stage, Diagnostic::of(stage)));
        let _ = writeln!(
            text,
            "| {calls} + {vignettes} | {} | {} | {} | {} | {} | {:.2} | {} |",
            found.grades,
            own(found, Stage::Elicit),
            own(straying, Stage::Elicit),
            own(found, Stage::Recognise),
            own(found, Stage::Grade),
            found.ceilings[Stage::Grade as usize],
            own(found, Stage::Act)
        );
    }
    text
}

/// How far somebody comes who does not judge: of each way to choose and of each way to fill in the form the best.
pub fn gaming(found: &Gaming) -> String {
    let mut text = format!(
        "\n### {} strategies that do not judge, {} times each; the cut is {}\n\n| choices/form | mean of the form | highest | recommended to pass | grades no better than a constant answer |\n|---|---|---|---|---|\n",
        found.rows.len(),
        found.takes,
        found.cut
    );
    let mut told: Vec<&str> = Vec::new();
    for row in &found.rows {
        if row.strategy.split('/').all(|word| told.contains(&word)) {
            continue;
        }
        told.extend(row.strategy.split('/'));
        let _ = writeln!(
            text,
            "| {} | {:.1} | {:.1} | {} of {} | {} of {} |",
            row.strategy, row.mean, row.highest, row.passes, found.takes, row.constant, found.takes
        );
    }
    let margin = found.margin();
    let _ = writeln!(
        text,
        "\nThe best of them lies {margin:.1} points below the cut; at least {WANTED_MARGIN} is wanted: {}. Left out are combinations of which a better one stands here.",
        met(margin >= WANTED_MARGIN)
    );
    text
}

/// What biases do to officers who judge.
pub fn biases(found: &[BiasRow], skill: f64) -> String {
    let mut text = format!(
        "\n### The same officers (skill {skill} at every stage) without a bias and with one\n\n| bias | mean of the form | grades too low | too high | L_adj | failed by the ceiling of grades too low | grades no better than a constant answer |\n|---|---|---|---|---|---|---|\n"
    );
    let percent = |share: f64| format!("{:.0} %", 100.0 * share);
    for row in found {
        let _ = writeln!(
            text,
            "| {} | {:.1} | {} | {} | {:.2} | {} | {} |",
            row.bias.map_or("none", Bias::word),
            row.mean,
            percent(row.under),
            percent(row.over),
            row.adjusted,
            percent(row.fails_under),
            percent(row.constant)
        );
    }
    text
}

/// What becomes of officers by their skill.
pub fn outcomes(found: &[OutcomeRow], error: f64) -> String {
    let mut text = format!(
        "\n### What the form recommends, by skill at every stage; standard error {error:.1}, every critical error confirmed\n\n| skill | slips | mean of the form | grades too low | pass | extend | fail by the score | fail by grades too low | fail by a critical rule |\n|---|---|---|---|---|---|---|---|---|\n"
    );
    for row in found {
        let share = |count: usize| format!(" {:.0} % |", 100.0 * count as f64 / row.officers.max(1) as f64);
        let _ = writeln!(
            text,
            "| {} | {} | {:.1} | {:.0} % |{}",
            row.skill,
            row.slip,
            row.mean,
            100.0 * row.under,
            row.outcomes.map(share).concat()
        );
    }
    text
}

/// The critical errors that officers of a skill make most often.
pub fn critical(row: &OutcomeRow, most: usize) -> String {
    let mut text = format!(
        "\n### The most frequent of {} critical errors, of officers with skill {} who slip {} of the time\n\n| call | error | class | officers |\n|---|---|---|---|\n",
        row.critical.len(),
        row.skill,
        row.slip
    );
    for (call, error, class, count) in row.critical.iter().take(most) {
        let _ = writeln!(text, "| {call} | {error} | {class:?} | {:.0} % |", 100.0 * *count as f64 / row.officers.max(1) as f64);
    }
    text
}

/// Whether planted disparities were found.
pub fn parity(found: &ParityStudy) -> String {
    let mut text = format!(
        "\n### Disparities: cohorts of {} officers at {} generated calls; Holm's correction at {}\n\n| planted | cohorts | found | alarms about another attribute | single comparisons below .05 without anything planted |\n|---|---|---|---|---|\n",
        found.officers, found.calls, found.significance
    );
    for row in &found.rows {
        let share = |count: usize| format!("{count} ({:.0} %)", 100.0 * count as f64 / row.cohorts.max(1) as f64);
        let (words, found, elsewhere) = match row.planted {
            None => ("nothing".to_owned(), "-".to_owned(), share(row.found)),
            Some(planted) => (planted.words(), share(row.found), share(row.elsewhere)),
        };
        let _ = writeln!(text, "| {words} | {} | {found} | {elsewhere} | {:.1} % |", row.cohorts, 100.0 * row.single);
    }
    text
}

/// How long a form must be.
pub fn lengths(found: &Lengths) -> String {
    let mut text = format!(
        "\n### Decisions at the cut of {} by the length of the form; {} officers, skills from {} to {}\n\n| calls + vignettes | Phi | standard error | same side on two forms | right side | decided by the first block | of these on the right side |\n|---|---|---|---|---|---|---|\n",
        found.cut, found.officers, found.skills[0], found.skills[1]
    );
    let percent = |share: f64| format!("{:.0} %", 100.0 * share);
    for row in &found.rows {
        let _ = writeln!(
            text,
            "| {} + {} | {:.2} | {:.1} | {} | {} | {} | {} |",
            row.calls,
            row.vignettes,
            row.phi,
            row.error,
            percent(row.consistency),
            percent(row.accuracy),
            percent(row.decided),
            percent(row.decided_rightly)
        );
    }
    let reliable = match found.reliable() {
        Some(row) => format!("the shortest form here that has both is {} + {}", row.calls, row.vignettes),
        None => "no form here has both".to_owned(),
    };
    let _ = writeln!(
        text,
        "\nReliable means a Phi of {WANTED_PHI} and {} on the same side at this length and every longer one here: {reliable}. The right side is that of the mean over {} cases.",
        percent(WANTED_CONSISTENCY),
        found.cases
    );
    text
}

impl Recovery {
    /// The larger of elicit with recognised and recognise with elicited, whichever way it goes.
    pub fn crossed(&self) -> f64 {
        let one = self.between(Stage::Elicit, Diagnostic::Recognised).abs();
        one.max(self.between(Stage::Recognise, Diagnostic::Elicited).abs())
    }
}

impl Gaming {
    /// How far the best mean lies below the cut.
    pub fn margin(&self) -> f64 {
        self.cut - self.rows.iter().map(|row| row.mean).fold(0.0, f64::max)
    }
}

impl Lengths {
    /// The shortest form that is reliable, and so is every longer one.
    pub fn reliable(&self) -> Option<&LengthRow> {
        let holds = |row: &&LengthRow| row.phi >= WANTED_PHI && row.consistency >= WANTED_CONSISTENCY;
        self.rows.iter().rev().take_while(holds).last()
    }
}

impl Bias {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::OverCalling => "over-calling",
            Self::UnderCalling => "under-calling",
            Self::AlwaysMedium => "always the middle grade",
        }
    }
}

impl Disparity {
    /// In words.
    pub fn words(&self) -> String {
        format!("{} less skill to {} with {} `{}`", self.less, self.stage.word(), self.kind, self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_that_is_missed_is_said_to_be() {
        let row = |own: usize, value: f64| [0, 1, 2, 3, 4].map(|place| if place == own { value } else { -0.4 });
        let correlations = [row(0, 0.95), row(1, 0.9), row(3, 0.89), row(4, 0.91)];
        let found = Recovery { officers: 200, cases: 24, grades: 26, correlations, ceilings: [0.98; 4] };
        let text = recovery(&found, Manner::Topics);
        assert!(text.contains("elicit met, recognise met, grade missed, act met"), "{text}");
        assert!(text.contains("at most 0.3: missed (the largest is 0.40)"), "a correlation the other way counts too: {text}");
    }

    #[test]
    fn reliable_is_what_every_longer_form_is_too() {
        let row = |vignettes: usize, phi: f64, consistency: f64| LengthRow {
            calls: 4,
            vignettes,
            phi,
            error: 3.0,
            consistency,
            accuracy: 0.9,
            decided: 0.9,
            decided_rightly: 0.9,
        };
        let of = |rows: Vec<LengthRow>| {
            let found = Lengths { officers: 200, skills: [0.4, 0.9], cases: 100, cut: 65.0, rows };
            found.reliable().map(|row| row.vignettes)
        };
        assert_eq!(of(vec![row(5, 0.85, 0.9), row(10, 0.85, 0.84), row(20, 0.8, 0.85), row(30, 0.9, 0.9)]), Some(20));
        assert_eq!(of(vec![row(5, 0.85, 0.9), row(10, 0.79, 0.9)]), None);
    }
}
