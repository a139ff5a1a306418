//! How far a form's verdict hangs on who sat on the panels.

use doorstep_agreement::Chance;
use serde::{Deserialize, Serialize};

use super::judge::{Block, Measure, verdict};
use super::units::{UNIT, over, units};
use super::{FormCase, FormLevel, Recommendation};
use crate::score::{combine, domain_weights};
use crate::{KeyStatus, Policy, Ratio};

/// How far the verdict hangs on who sat on the panels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeySensitivity {
    /// How often the experts of every case were drawn anew.
    pub draws: u32,
    /// The seed of the draws.
    pub seed: u64,
    /// Under how many of them the verdict on the score was another.
    pub flipped: u32,
    /// The lowest equated mean of any draw.
    pub lowest: Ratio,
    /// The highest.
    pub highest: Ratio,
}

/// A case as far as the panel moves it: what the other domains give, and what a whole credit for the levels gives. In units.
struct Movable<'a> {
    case: &'a FormCase,
    fixed: i128,
    levels: Ratio,
    experts: u32,
}

impl<'a> Movable<'a> {
    fn of(policy: &Policy, case: &'a FormCase) -> Option<Self> {
        let domains = case.domains(policy);
        let without = crate::Domains { levels: domains.levels.map(|_| Ratio::ZERO), ..domains };
        let fixed = combine(policy, &without)?;
        let whole = combine(policy, &crate::Domains { levels: domains.levels.map(|_| Ratio::ONE), ..domains })?;
        // A key has at most some hundred readers.
        let voted = case.levels.iter().map(|level| level.votes.len()).max().unwrap_or(0) as u32;
        // Readings by the authors are no panel: nobody is drawn from them.
        let experts = if case.status == KeyStatus::Illustrative { 0 } else { voted };
        Some(Self { case, fixed: units(fixed), levels: whole - fixed, experts })
    }

    /// The score in units with each expert counting so often.
    fn score(&self, policy: &Policy, drawn: &[u32]) -> i128 {
        let votes = |level: &FormLevel| if drawn.is_empty() { level.counts() } else { level.counts_drawn(drawn) };
        let credits = self.case.scored().map(|level| level.credit_in(policy, &votes(level), UNIT));
        let (sum, count) = credits.fold((0, 0), |(sum, count), credit| (sum + credit, count + 1));
        let (weight, of) = (i128::from(self.levels.numerator()), i128::from(self.levels.denominator()));
        self.fixed + if count == 0 { 0 } else { sum * weight / (of * count) }
    }
}

/// Draws each case's experts anew, as many as there are, and counts how often the verdict on the score is another. Nothing where the
/// policy draws none, or where no panel's vote counts: readings by the authors are no panel.
pub(super) fn sensitivity(policy: &Policy, measure: &Measure, cases: &[&FormCase], block: Block) -> Option<KeySensitivity> {
    let (draws, seed) = (policy.form.key_draws, policy.form.seed);
    let weighs = domain_weights(policy)[1] > Ratio::ZERO;
    let movable: Vec<Movable<'_>> = cases.iter().filter_map(|case| Movable::of(policy, case)).collect();
    if draws == 0 || !weighs || movable.iter().all(|each| each.experts == 0 || each.case.scored().next().is_none()) {
        return None;
    }
    let judged = |scores: &[i128]| -> Option<(Recommendation, i128)> {
        let equated = measure.equated(scores)?;
        Some((verdict(policy, equated, measure.error(scores), block), equated))
    };
    let as_it_is: Vec<i128> = movable.iter().map(|each| each.score(policy, &vec![1; each.experts as usize])).collect();
    let (usual, equated) = judged(&as_it_is)?;
    let mut chance = Chance::new(seed);
    let (mut flipped, mut lowest, mut highest) = (0, equated, equated);
    for _ in 0..draws {
        let mut score = |each: &Movable<'_>| {
            let mut drawn = vec![0; each.experts as usize];
            (0..each.experts).for_each(|_| drawn[chance.below(each.experts) as usize] += 1);
            each.score(policy, &drawn)
        };
        let scores: Vec<i128> = movable.iter().map(&mut score).collect();
        let (found, equated) = judged(&scores)?;
        flipped += u32::from(found != usual);
        (lowest, highest) = (lowest.min(equated), highest.max(equated));
    }
    Some(KeySensitivity { draws, seed, flipped, lowest: over(lowest, UNIT)?, highest: over(highest, UNIT)? })
}
