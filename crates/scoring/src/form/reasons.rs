//! Why a form is recommended as it is, in sentences.

use super::judge::{Block, standing};
use super::units::{UNIT, over, units};
use super::{CaseUse, CriticalOfCase, FormPlan, KeySensitivity, LevelForm, Reason, Rule};
use crate::{CriticalClass, KeyStatus, Policy, Ratio};

/// The reasons found so far.
#[derive(Default)]
pub(super) struct Reasons(Vec<Reason>);

impl Reasons {
    fn say(&mut self, rule: Rule, says: String) {
        self.0.push(Reason { rule, says });
    }

    /// The weightiest first.
    pub(super) fn sorted(mut self) -> Vec<Reason> {
        self.0.sort_by_key(|reason| reason.rule as u8);
        self.0
    }

    /// Whether a critical rule stands.
    pub(super) fn critical(&mut self, policy: &Policy, critical: &[CriticalOfCase]) -> bool {
        let (never, lapses) = (standing(critical, CriticalClass::K1), standing(critical, CriticalClass::K2));
        let fails = never > 0 || lapses >= policy.form.k2_limit as usize;
        if fails {
            let names: Vec<String> = (critical.iter())
                .filter(|each| {
                    each.is(CriticalClass::K1, Some(true)) || each.error.class == CriticalClass::K2 && each.error.confirmed() != Some(false)
                })
                .map(|each| format!("{} ({:?} in {})", each.error.label.trim_end_matches('.'), each.error.class, each.call))
                .collect();
            let limit = policy.form.k2_limit;
            self.say(
                Rule::Critical,
                format!(
                    "A critical rule stands: {}, {}. One confirmed never event fails, and {}. They are: {}.",
                    counted(never, "confirmed never event", "confirmed never events"),
                    counted(lapses, "serious lapse", "serious lapses"),
                    counted(limit as usize, "serious lapse does", "serious lapses do"),
                    names.join("; ")
                ),
            );
        }
        fails
    }

    /// Whether too many cases were graded too low.
    pub(super) fn under_rating(&mut self, levels: &LevelForm, limit: Option<u32>) -> bool {
        let fails = limit.is_some_and(|limit| levels.under >= limit);
        if let (true, Some(limit)) = (fails, limit) {
            self.say(
                Rule::UnderRating,
                format!("{} of {} grades lie below the least-cost level of the votes; {limit} or more fail.", levels.under, levels.items),
            );
        }
        fails
    }

    pub(super) fn incomplete(&mut self, policy: &Policy, counted_cases: usize, missing: usize) {
        let least = policy.form.minimum_cases;
        let says = if missing > 0 {
            format!("{} still to be taken.", counted(missing, "case of the form is", "cases of the form are"))
        } else {
            format!("{} not enough: this policy says nothing below {least}.", counted(counted_cases, "case is", "cases are"))
        };
        self.say(Rule::Incomplete, says);
    }

    /// Whether never events wait for a person.
    pub(super) fn unconfirmed(&mut self, critical: &[CriticalOfCase]) -> bool {
        let open: Vec<&CriticalOfCase> = critical.iter().filter(|each| each.is(CriticalClass::K1, None)).collect();
        if !open.is_empty() {
            let names: Vec<String> = open.iter().map(|each| format!("{} in {}", each.error.id, each.call)).collect();
            self.say(Rule::Unconfirmed, format!("A person must read the log and confirm or dismiss: {}.", names.join("; ")));
        }
        !open.is_empty()
    }

    /// Whether the grades earn no more than the same answer throughout.
    pub(super) fn constant_answer(&mut self, levels: &LevelForm) -> bool {
        match levels.adjusted {
            _ if levels.items == 0 => false,
            Some(adjusted) if adjusted > Ratio::ZERO => false,
            Some(_) => {
                self.say(Rule::ConstantAnswer, "The grades earn no more than the same answer to every case would.".to_owned());
                true
            }
            None => {
                let says = "The same answer to every case would earn full credit, so the grades show nothing: the form is not balanced.";
                self.say(Rule::ConstantAnswer, says.to_owned());
                true
            }
        }
    }

    /// Whether the verdict hangs on who sat on the panels.
    pub(super) fn key_sensitive(&mut self, policy: &Policy, found: Option<KeySensitivity>) -> bool {
        let Some(KeySensitivity { draws, flipped, .. }) = found else { return false };
        let flips = Ratio::new(i64::from(flipped), i64::from(draws)) > policy.form.key_flips;
        if flips {
            self.say(
                Rule::KeySensitive,
                format!(
                    "With the experts drawn anew the verdict on the score was another in {flipped} of {draws} draws; more than {}% call for a person.",
                    policy.form.key_flips.percent()
                ),
            );
        }
        flips
    }

    pub(super) fn band(&mut self, policy: &Policy, equated: i128, error: i128, block: Block) {
        let (equated, cut) = (tenths(equated), tenths(units(policy.cut)));
        match block {
            Block::First => self.say(
                Rule::Band,
                format!(
                    "The score is {equated} with a standard error of {}. The cut is {cut}; within {} of it a second block decides.",
                    tenths(error),
                    counted_errors(policy.form.band)
                ),
            ),
            Block::Both => {
                self.say(Rule::Extension, format!("Over both blocks the score is {equated}; the cut is {cut}, and now it decides."))
            }
        }
    }

    pub(super) fn own_spread(&mut self, cases: usize) {
        self.say(
            Rule::OwnSpread,
            format!(
                "No study of this form says how precisely it measures. The officer's own spread over {} stands in, which is rough.",
                counted(cases, "case", "cases")
            ),
        );
    }

    /// Whether the form has not been shown to measure well enough.
    pub(super) fn provisional(&mut self, policy: &Policy, plan: &FormPlan) -> bool {
        let form = &policy.form;
        let short = |shown: Option<Ratio>, wanted: Ratio| shown.is_none_or(|shown| shown < wanted);
        let provisional = short(plan.dependability, form.dependability) || short(plan.consistency, form.consistency);
        if provisional {
            let said = |shown: Option<Ratio>| shown.map_or_else(|| "not shown".to_owned(), |shown| format!("{}%", shown.percent()));
            self.say(
                Rule::Provisional,
                format!(
                    "The outcome is provisional until the form is shown to have a dependability of {}% (now: {}) and a consistency of decisions of {}% (now: {}).",
                    form.dependability.percent(),
                    said(plan.dependability),
                    form.consistency.percent(),
                    said(plan.consistency)
                ),
            );
        }
        provisional
    }

    pub(super) fn not_approved(&mut self, status: Option<KeyStatus>) {
        if status.is_some_and(|status| status != KeyStatus::Approved) {
            self.say(Rule::NotApproved, "Not every key is approved for certification: this is practice, and certifies nobody.".to_owned());
        }
    }

    /// What became of the attempts that do not count.
    pub(super) fn left_out(&mut self, attempts: &[CaseUse]) {
        let words = [
            (CaseUse::Repeat, "repeat", "repeats"),
            (CaseUse::Unfinished, "not ended", "not ended"),
            (CaseUse::Second, "second attempt", "second attempts"),
            (CaseUse::NotOfForm, "not of this form", "not of this form"),
            (
                CaseUse::NotNeeded,
                "of the second block, which the first does not call for",
                "of the second block, which the first does not call for",
            ),
            (CaseUse::Nothing, "without anything to judge", "without anything to judge"),
        ];
        let parts: Vec<String> = (words.iter())
            .filter_map(|(r#use, one, many)| {
                let count = attempts.iter().filter(|each| *each == r#use).count();
                (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { many }))
            })
            .collect();
        if !parts.is_empty() {
            self.say(Rule::LeftOut, format!("Left out: {}.", parts.join(", ")));
        }
    }
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn counted_errors(band: Ratio) -> String {
    if band == Ratio::ONE { "one standard error".to_owned() } else { format!("{band} standard errors") }
}

/// Units with one decimal, rounded half away from zero.
fn tenths(value: i128) -> String {
    let tenths = over(value, UNIT).map_or(0, |points| (points * Ratio::new(1, 10)).percent());
    format!("{}{}.{}", if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10)
}
