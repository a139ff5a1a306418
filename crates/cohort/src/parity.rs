//! Parity: the difference that a person's origin, age, disability or sex made to what was asked, marked, graded and done.
//!
//! Calls draw such attributes in equal numbers (`doorstep_simulator::draw`), so that nobody chose who met whom: within one call the
//! groups differ by chance and by the attribute. Only attempts at the same call are compared; a person's attempts hang together.
//! A difference is one of a cohort. It says nothing of any officer, and is never computed for one.

use core::cmp::Reverse;

use doorstep_agreement::{Difference, Observation, Undefined, holm, stratified_difference};
use doorstep_risk_tool::Claim;
use doorstep_scoring::{ActGroup, GradeDirection};
use serde::Serialize;

use crate::grading::mean;
use crate::{CohortPolicy, Entry, Figure, Missing, Pool};

/// What a measure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asked {
    /// What was asked.
    Asked,
    /// What was marked on the form.
    Marked,
    /// What was graded.
    Graded,
    /// What was done.
    Done,
}

impl Asked {
    /// In a word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Marked => "marked",
            Self::Graded => "graded",
            Self::Done => "done",
        }
    }
}

/// What can be said of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// There is a difference: it stays below the policy's bound after the correction.
    Difference,
    /// None is shown. That is not equality: the interval says how large it may still be.
    NotShown,
    /// Nothing can be said; see the reason.
    NotCompared,
}

impl Verdict {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Difference => "a difference",
            Self::NotShown => "none shown",
            Self::NotCompared => "not compared",
        }
    }
}

/// One comparison.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ParityRow {
    /// `age`, `origin`, `disability` or `sex`.
    pub kind: &'static str,
    /// Whose: `victim`, `suspect` ...
    pub part: &'static str,
    /// The value in question.
    pub value: String,
    /// What it is compared with: the other value, or all others.
    pub against: String,
    /// What the measure is about.
    pub about: Asked,
    /// The measure.
    pub measure: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// How many calls draw the attribute.
    pub calls: usize,
    /// How many people met the value.
    pub people_in: usize,
    /// How many people met another.
    pub people_out: usize,
    /// How much higher the measure is where the value was met.
    pub difference: Figure,
    /// The probability of one at least so large if there were none.
    pub p: Option<f64>,
    /// The same corrected by Holm for all comparisons of the report.
    pub p_holm: Option<f64>,
    /// What can be said.
    pub verdict: Verdict,
}

/// All comparisons of a report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Parity {
    /// The comparisons.
    pub rows: Vec<ParityRow>,
    /// The correction for many comparisons.
    pub correction: &'static str,
    /// How many comparisons it is for.
    pub comparisons: usize,
    /// Corrected probabilities below this are called a difference.
    pub significance: f64,
    /// Why there is nothing to compare.
    pub reason: Option<Missing>,
}

/// A measure of an attempt.
struct Measure {
    about: Asked,
    words: &'static str,
    unit: &'static str,
    of: fn(&Entry) -> Option<f64>,
}

/// What is compared. Shares are of 1.
const MEASURES: [Measure; 10] = [
    Measure { about: Asked::Asked, words: "questions asked", unit: "questions", of: |entry| Some(f64::from(entry.questions.0)) },
    Measure { about: Asked::Asked, words: "questions of an apt kind", unit: "share", of: apt },
    Measure { about: Asked::Asked, words: "what had to be learned and was", unit: "share", of: |entry| entry.elicited },
    Measure { about: Asked::Marked, words: "what was heard and rightly answered", unit: "share", of: |entry| entry.recognised },
    Measure { about: Asked::Marked, words: "factors answered yes", unit: "share", of: marked },
    Measure { about: Asked::Graded, words: "final grade", unit: "levels", of: grade },
    Measure { about: Asked::Graded, words: "graded too low", unit: "share", of: |entry| graded(entry, GradeDirection::Under) },
    Measure { about: Asked::Graded, words: "graded too high", unit: "share", of: |entry| graded(entry, GradeDirection::Over) },
    Measure { about: Asked::Done, words: "value of the acts, of what could be earned", unit: "share", of: |entry| entry.acted },
    Measure { about: Asked::Done, words: "acts that hold the perpetrator to account", unit: "share", of: accountability },
];

fn apt(entry: &Entry) -> Option<f64> {
    let (asked, apt) = entry.questions;
    (asked > 0).then(|| f64::from(apt) / f64::from(asked))
}

fn marked(entry: &Entry) -> Option<f64> {
    mean(entry.factors.iter().flatten().map(|factor| f64::from(u8::from(factor.answer == Claim::Present))))
}

fn grade(entry: &Entry) -> Option<f64> {
    mean(entry.levels.iter().flatten().map(|level| level.last as f64))
}

fn graded(entry: &Entry, wanted: GradeDirection) -> Option<f64> {
    let judged = entry.levels.iter().zip(&entry.call.assessments).filter(|(_, assessment)| assessment.judged);
    mean(judged.filter_map(|(level, _)| *level).map(|level| f64::from(u8::from(level.directions[2] == wanted))))
}

fn accountability(entry: &Entry) -> Option<f64> {
    let acts = entry.acts.iter().zip(&entry.call.acts);
    mean(
        acts.filter(|(found, act)| found.in_play && act.value > 0 && act.group == ActGroup::Accountability)
            .map(|(found, _)| f64::from(u8::from(found.done))),
    )
}

/// Attributes of one kind of one part with the same values, over calls.
struct Drawn {
    kind: &'static str,
    part: &'static str,
    /// As the first call writes them.
    values: Vec<String>,
    /// Call, and place of the attribute in it.
    places: Vec<(usize, usize)>,
}

fn drawn(pool: &Pool<'_>) -> Vec<Drawn> {
    let mut found: Vec<Drawn> = Vec::new();
    let sorted = |values: &[String]| {
        let mut values = values.to_vec();
        values.sort();
        values
    };
    for (call, meta) in pool.calls.iter().enumerate() {
        for (place, attribute) in meta.attributes.iter().enumerate() {
            let same = found.iter_mut().find(|other| {
                other.kind == attribute.kind
                    && other.part == attribute.part
                    && sorted(&other.values) == sorted(&attribute.values)
                    // Two people of one part in one call are not thrown together.
                    && other.places.iter().all(|(other_call, _)| *other_call != call)
            });
            match same {
                Some(same) => same.places.push((call, place)),
                None => found.push(Drawn {
                    kind: attribute.kind,
                    part: attribute.part,
                    values: attribute.values.clone(),
                    places: vec![(call, place)],
                }),
            }
        }
    }
    found.sort_by_key(|drawn| (drawn.kind, drawn.part, Reverse(drawn.places.len())));
    found
}

/// Every comparison.
pub(crate) fn parity(pool: &Pool<'_>, policy: &CohortPolicy) -> Parity {
    let found = drawn(pool);
    let mut rows = Vec::new();
    for attribute in &found {
        // Of two values one comparison says all; of more each is compared with all others, and none is the norm.
        let compared = if attribute.values.len() == 2 { 1..2 } else { 0..attribute.values.len() };
        for value in compared.filter(|_| attribute.values.len() > 1) {
            for measure in &MEASURES {
                rows.push(compare(pool, policy, attribute, &attribute.values[value], measure));
            }
        }
    }
    let with: Vec<usize> = (0..rows.len()).filter(|row| rows[*row].p.is_some()).collect();
    let probabilities: Vec<f64> = with.iter().filter_map(|row| rows[*row].p).collect();
    // Invariant: probabilities are from 0 to 1.
    let corrected = holm(&probabilities).expect("probabilities are from 0 to 1");
    for (row, corrected) in with.iter().zip(corrected) {
        rows[*row].p_holm = Some(corrected);
        rows[*row].verdict = if corrected < policy.significance { Verdict::Difference } else { Verdict::NotShown };
    }
    Parity {
        correction: "Holm (1979), over all comparisons of this report",
        comparisons: with.len(),
        significance: policy.significance,
        reason: found.is_empty().then_some(Missing::Because("none of these calls draws an attribute (`vary:` with `attribute:`)")),
        rows,
    }
}

fn compare(pool: &Pool<'_>, policy: &CohortPolicy, attribute: &Drawn, value: &str, measure: &Measure) -> ParityRow {
    let mut observations = Vec::new();
    for (call, place) in &attribute.places {
        let values = &pool.calls[*call].attributes[*place].values;
        for taken in pool.at(*call) {
            let drawn = usize::from(taken.entry.drawn[*place]);
            let in_group = values.get(drawn).is_some_and(|drawn| drawn == value);
            let observed = (measure.of)(taken.entry);
            observations.extend(observed.map(|value| Observation { person: taken.person, stratum: *call, in_group, value }));
        }
    }
    let mut people = [0; 2];
    for (side, count) in people.iter_mut().enumerate() {
        let mut met: Vec<usize> = observations.iter().filter(|each| usize::from(each.in_group) == side).map(|each| each.person).collect();
        met.sort_unstable();
        met.dedup();
        *count = met.len();
    }
    let n = {
        let mut all: Vec<usize> = observations.iter().map(|each| each.person).collect();
        all.sort_unstable();
        all.dedup();
        all.len()
    };
    let [people_out, people_in] = people;
    // Never for fewer than the smallest group on either side, and so never for one officer.
    let small = people_in.min(people_out) < policy.smallest_group.max(2);
    let found = if small { Err(Undefined::NoData) } else { stratified_difference(&observations) };
    let difference = match &found {
        _ if small => Figure::missing(n, Missing::SmallGroup(policy.smallest_group.max(2))),
        Err(why) => Figure::missing(n, Missing::Undefined(*why)),
        Ok(Difference { difference, interval_95, .. }) => Figure::of(policy, n, Ok(*difference), *interval_95),
    };
    let against = match attribute.values.as_slice() {
        [one, other] => (if one == value { other } else { one }).clone(),
        _ => "all others".to_owned(),
    };
    ParityRow {
        kind: attribute.kind,
        part: attribute.part,
        value: value.to_owned(),
        against,
        about: measure.about,
        measure: measure.words,
        unit: measure.unit,
        calls: attribute.places.len(),
        people_in,
        people_out,
        p: found.ok().and_then(|found| found.p.ok()).filter(|_| difference.value.is_some()),
        difference,
        p_holm: None,
        verdict: Verdict::NotCompared,
    }
}
