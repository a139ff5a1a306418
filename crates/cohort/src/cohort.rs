//! The report of a cohort.

use doorstep_scoring::KeyStatus;
use serde::Serialize;

use crate::calls::calls;
use crate::chain::{Chain, chain};
use crate::confidence::{Confident, confidence};
use crate::grading::{Grading, grading};
use crate::items::items;
use crate::parity::{Parity, parity};
use crate::people::people;
use crate::reliability::{Reliability, reliability};
use crate::time::time;
use crate::{Basis, CallRow, CohortPolicy, Entry, ItemRow, LeftOut, PersonRow, Pool, TimeRow};

/// The format of a cohort's report.
pub const COHORT_FORMAT: &str = "doorstep-cohort/1";

/// What stands in every export, first of all.
pub const COHORT_LABEL: &str = "about a cohort, for teaching; nobody is certified or ranked by it";

/// The report of a cohort.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cohort {
    /// [`COHORT_FORMAT`].
    pub format: &'static str,
    /// What it is for, and what not.
    pub label: &'static str,
    /// What stands behind the weakest of the keys; nothing where there is no attempt.
    pub keys: Option<KeyStatus>,
    /// By which rules it was made.
    pub made: Made,
    /// What it was made from.
    pub counted: Counted,
    /// Each call.
    pub calls: On<Rows<CallRow>>,
    /// How reliable the calls are together, and decisions at the cut.
    pub reliability: On<Reliability>,
    /// Grades too low and too high, and how they came about.
    pub grading: On<Grading>,
    /// Where the cohort fails.
    pub chain: On<Chain>,
    /// Each factor, grade and act.
    pub items: On<Rows<ItemRow>>,
    /// Whether people who were sure were right.
    pub confidence: On<Confident>,
    /// How long calls take.
    pub time: On<Rows<TimeRow>>,
    /// What origin, age, disability and sex changed.
    pub parity: On<Parity>,
    /// People, under pseudonyms.
    pub people: On<Rows<PersonRow>>,
}

/// A part with what it rests on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct On<T> {
    /// What it rests on.
    pub basis: Basis,
    /// The part.
    #[serde(flatten)]
    pub found: T,
}

/// Rows of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rows<T> {
    /// The rows.
    pub rows: Vec<T>,
}

/// By which rules a report was made.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Made {
    /// What may be shown of a cohort.
    pub policy: CohortPolicy,
    /// The policies by which attempts were scored.
    pub scoring: Vec<String>,
}

/// What a report was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// How many attempts were given.
    pub attempts_read: usize,
    /// How many of them count.
    pub attempts: usize,
    /// How many do not, and why.
    pub left_out: LeftOut,
    /// Of how many people the others are.
    pub people: usize,
    /// At how many calls.
    pub calls: usize,
}

impl Cohort {
    /// The report of these attempts.
    pub fn of(entries: &[Entry], policy: &CohortPolicy) -> Self {
        Self::of_pool(&Pool::of(entries), policy)
    }

    /// The report of attempts that have been sorted out already.
    pub fn of_pool(pool: &Pool<'_>, policy: &CohortPolicy) -> Self {
        let mut scoring: Vec<String> = pool.calls.iter().map(|call| call.policy.id.clone()).collect();
        scoring.sort();
        scoring.dedup();
        Self {
            format: COHORT_FORMAT,
            label: COHORT_LABEL,
            keys: pool.weakest(0..pool.calls.len()),
            made: Made { policy: policy.clone(), scoring },
            counted: Counted {
                attempts_read: pool.read,
                attempts: pool.taken.len(),
                left_out: pool.left_out,
                people: pool.people.len(),
                calls: pool.calls.len(),
            },
            calls: on(
                pool,
                "95 %: Student's for means, Fisher's for correlations, Wilson's for shares",
                Rows { rows: calls(pool, policy) },
            ),
            reliability: on(
                pool,
                "95 %: Feldt's for alpha and Eρ², percentiles of resampled people for Φ, Wilson's for shares; the band around a cut is one \
                 standard error",
                reliability(pool, policy),
            ),
            grading: on(pool, "95 %: Wilson's for one call; Student's over people for all calls and for steps", grading(pool, policy)),
            chain: on(pool, "95 %: Wilson's for one factor of one call; Student's over people elsewhere", chain(pool, policy)),
            items: on(pool, "95 %: Student's for means, Fisher's for correlations", Rows { rows: items(pool, policy) }),
            confidence: on(pool, "95 %: Student's over people", confidence(pool, policy)),
            time: on(pool, "half of the people lie between the quarters", Rows { rows: time(pool, policy) }),
            parity: on(
                pool,
                "95 % for each comparison alone: Student's, robust to attempts of one person hanging together",
                parity(pool, policy),
            ),
            people: on(pool, "95 %: Student's over a person's calls", Rows { rows: people(pool, policy) }),
        }
    }
}

fn on<T>(pool: &Pool<'_>, band: &'static str, found: T) -> On<T> {
    On { basis: pool.basis(band), found }
}
