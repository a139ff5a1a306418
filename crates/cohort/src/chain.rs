//! Where a cohort fails: not asked, heard and not recognised, graded otherwise, not acted on.

use std::collections::BTreeMap;

use doorstep_risk_tool::Construct;
use doorstep_scoring::{Expect, GradeDirection};
use serde::Serialize;

use crate::entry::{Entry, FactorResult};
use crate::{CohortPolicy, Figure, Pool};

/// At which step a factor was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lost {
    /// Its truth was never heard.
    Elicit,
    /// It was heard, and not answered so.
    Recognise,
    /// It was recognised, and the call was graded too low or too high.
    Grade,
    /// The grade was right, and something that must be done was not done in time, or something was done that must not be.
    Act,
    /// It was carried through.
    Nowhere,
}

impl Lost {
    /// In the order of the call.
    pub const ALL: [Self; 5] = [Self::Elicit, Self::Recognise, Self::Grade, Self::Act, Self::Nowhere];

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Elicit => "never learned",
            Self::Recognise => "heard, not recognised",
            Self::Grade => "recognised, graded otherwise",
            Self::Act => "graded, not acted on",
            Self::Nowhere => "carried through",
        }
    }

    /// Where a factor was lost; nothing where it does not count or the call does not settle it.
    fn of(entry: &Entry, factor: Option<FactorResult>) -> Option<Self> {
        let factor = factor.filter(|factor| factor.counts && factor.settled)?;
        // The grade and the acts are those of the whole call: a factor has none of its own.
        let last =
            entry.levels.iter().zip(&entry.call.assessments).filter(|(_, each)| each.judged).filter_map(|(level, _)| *level).next_back();
        let failed = entry.acts.iter().zip(&entry.call.acts).any(|(found, act)| match act.expect {
            Expect::Must => found.in_play && (!found.done || found.late),
            Expect::MustNot => found.in_play && found.done,
            Expect::Should | Expect::Neutral => false,
        });
        Some(match () {
            () if !factor.heard => Self::Elicit,
            () if !factor.recognised() => Self::Recognise,
            () if last.is_none_or(|level| level.directions[2] != GradeDirection::Exact) => Self::Grade,
            () if failed => Self::Act,
            () => Self::Nowhere,
        })
    }
}

/// Where one factor was lost, in shares that add up to 1.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChainRow {
    /// The call; nothing where several are taken together.
    pub call: Option<String>,
    /// The factor's id in the key, or the construct.
    pub id: String,
    /// Plain words.
    pub label: String,
    /// In how many calls it occurs.
    pub calls: usize,
    /// For how many people it was judged.
    pub n: usize,
    /// Never learned.
    pub elicit: Figure,
    /// Heard, not recognised.
    pub recognise: Figure,
    /// Recognised, graded otherwise.
    pub grade: Figure,
    /// Graded, not acted on.
    pub act: Figure,
    /// Carried through.
    pub held: Figure,
}

impl ChainRow {
    /// The five shares in the order of the call.
    pub fn shares(&self) -> [&Figure; 5] {
        [&self.elicit, &self.recognise, &self.grade, &self.act, &self.held]
    }
}

/// Where a cohort fails.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chain {
    /// All factors of all calls, each person's own shares averaged.
    pub all: Option<ChainRow>,
    /// By what the factors are about, over all calls that have it.
    pub constructs: Vec<ChainRow>,
    /// By call and factor.
    pub factors: Vec<ChainRow>,
}

/// Calls, and places of factors in them.
type Places = Vec<(usize, usize)>;

pub(crate) fn chain(pool: &Pool<'_>, policy: &CohortPolicy) -> Chain {
    let every = |_: usize, _: usize| true;
    let all = over_people(pool, policy, &every).map(|row| ChainRow { id: "all".into(), label: "All factors".into(), ..row });
    let mut by_construct: BTreeMap<&str, (Construct, Places)> = BTreeMap::new();
    let mut factors = Vec::new();
    for (place, call) in pool.calls.iter().enumerate() {
        for (at, factor) in call.factors.iter().enumerate() {
            for construct in &factor.constructs {
                by_construct.entry(construct.word()).or_insert_with(|| (*construct, Vec::new())).1.push((place, at));
            }
            let lost: Vec<Lost> = pool.at(place).iter().filter_map(|taken| Lost::of(taken.entry, taken.entry.factors[at])).collect();
            if lost.is_empty() {
                continue;
            }
            let share = |wanted: Lost| Figure::share(policy, lost.iter().filter(|each| **each == wanted).count(), lost.len());
            let [elicit, recognise, grade, act, held] = Lost::ALL.map(share);
            let (call, id, label) = (Some(pool.name(place)), factor.id.clone(), factor.label.clone());
            factors.push(ChainRow { call, id, label, calls: 1, n: lost.len(), elicit, recognise, grade, act, held });
        }
    }
    let constructs = by_construct.into_iter().filter_map(|(id, (construct, places))| {
        let row = over_people(pool, policy, &|call, factor| places.contains(&(call, factor)))?;
        Some(ChainRow { id: id.to_owned(), label: construct.label().to_owned(), ..row })
    });
    Chain { all, constructs: constructs.collect(), factors }
}

/// Factors of several calls together: the mean over people of their own shares.
fn over_people(pool: &Pool<'_>, policy: &CohortPolicy, wanted: &dyn Fn(usize, usize) -> bool) -> Option<ChainRow> {
    let lost = |taken: &crate::pool::Taken<'_>| -> Vec<Lost> {
        let found = taken.entry.factors.iter().enumerate();
        found.filter(|(at, _)| wanted(taken.call, *at)).filter_map(|(_, factor)| Lost::of(taken.entry, *factor)).collect()
    };
    // Each person's counts over all their attempts.
    let mut counts = vec![[0_u32; 5]; pool.people.len()];
    let mut calls: Vec<usize> = Vec::new();
    for taken in &pool.taken {
        let lost = lost(taken);
        if !lost.is_empty() && calls.last() != Some(&taken.call) {
            calls.push(taken.call);
        }
        lost.into_iter().for_each(|each| counts[taken.person][each as usize] += 1);
    }
    counts.retain(|counts| counts.iter().sum::<u32>() > 0);
    if counts.is_empty() {
        return None;
    }
    let share = |wanted: Lost| {
        let values: Vec<f64> =
            counts.iter().map(|counts| f64::from(counts[wanted as usize]) / f64::from(counts.iter().sum::<u32>())).collect();
        Figure::mean_share(policy, &values)
    };
    let [elicit, recognise, grade, act, held] = Lost::ALL.map(share);
    Some(ChainRow {
        call: None,
        id: String::new(),
        label: String::new(),
        calls: calls.len(),
        n: counts.len(),
        elicit,
        recognise,
        grade,
        act,
        held,
    })
}
