//! What comes out of attempts of which everything is known.
//!
//! Every study rests on [`Seeds`] that were declared before it was run. [`Seeds::DEVELOPMENT`] is for whoever works on officers or on the
//! generator; [`Seeds::HELD_OUT`] is for the tables of the docs, and nothing is changed by what it shows but to mend a mistake.

mod gaming;
mod length;
mod parity;
mod recovery;

use doorstep_agreement::correlation;
use doorstep_risk_tool::RiskTool;
use doorstep_scoring::Ratio;

use crate::case::{Case, CaseError};
use crate::dice::Dice;
use crate::generate::Size;

pub use gaming::{BiasRow, Gaming, GamingRow, OutcomeRow};
pub use length::{LengthRow, Lengths, StudyError};
pub use parity::{ParityStudy, PlantedRow};
pub use recovery::{Diagnostic, Recovery};

/// Where the officers and the generated calls of a study come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seeds {
    /// The first seed of generated calls; the others follow it.
    pub calls: u64,
    /// Of officers, and of all that they do.
    pub officers: u64,
}

impl Seeds {
    /// For work on the officers and on the generator.
    pub const DEVELOPMENT: Self = Self { calls: 1, officers: 1 };
    /// For the tables of the docs: declared before any of them was made.
    pub const HELD_OUT: Self = Self { calls: 500_001, officers: 20_261_123 };
}

/// What studies are made with.
#[derive(Clone, Debug)]
pub struct Study {
    /// Calls that somebody wrote, without those that only practise the screens.
    pub written: Vec<Case>,
    /// The tool of generated calls.
    pub tool: RiskTool,
    /// Where chance comes from.
    pub seeds: Seeds,
}

/// The least and the greatest skill of officers who differ much.
pub const SKILLS: [f64; 2] = [0.4, 0.9];

impl Study {
    /// A form of so many calls and vignettes: first those that somebody wrote, then generated ones. `block` tells forms apart: from the
    /// second on every case is generated, and no case is in two blocks.
    ///
    /// # Errors
    /// A mistake of the generator.
    pub fn form(&self, block: u64, calls: usize, vignettes: usize) -> Result<Vec<Case>, CaseError> {
        let written = |vignette: bool, most: usize| {
            let of_kind = self.written.iter().filter(move |case| case.is_vignette() == vignette);
            of_kind.take(if block == 0 { most } else { 0 }).cloned().collect::<Vec<Case>>()
        };
        let mut form = Vec::with_capacity(calls + vignettes);
        for (size, count) in [(Size::Call, calls), (Size::Vignette, vignettes)] {
            let mut cases = written(size == Size::Vignette, count);
            // A block has fewer than a thousand cases.
            for number in 0..(count - cases.len()) as u64 {
                cases.push(Case::generated(&self.tool, size, self.seeds.calls + 1000 * block + number)?);
            }
            form.append(&mut cases);
        }
        Ok(form)
    }

    /// Skills evenly spread from the least to the greatest, in an order drawn from the seed.
    pub(crate) fn skills(&self, count: usize, [least, greatest]: [f64; 2], purpose: u64) -> Vec<f64> {
        let mut dice = Dice::of(&[self.seeds.officers, purpose]);
        let step = (greatest - least) / (count.max(2) - 1) as f64;
        let mut skills: Vec<f64> = (0..count).map(|place| least + step * place as f64).collect();
        for last in (1..count).rev() {
            skills.swap(last, dice.below(last + 1));
        }
        skills
    }
}

/// A ratio as a number.
pub(crate) fn number(ratio: Ratio) -> f64 {
    ratio.numerator() as f64 / ratio.denominator() as f64
}

/// The mean; 0 of nothing.
pub(crate) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// Ranks, the mean one for those that are equal.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|left, right| values[*left].total_cmp(&values[*right]));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    while start < order.len() {
        let same = order[start..].iter().take_while(|place| values[**place] == values[order[start]]).count();
        for place in &order[start..start + same] {
            ranks[*place] = start as f64 + (same - 1) as f64 / 2.0;
        }
        start += same;
    }
    ranks
}

/// Spearman's rank correlation; nothing where one side does not vary.
pub fn rank_correlation(one: &[f64], other: &[f64]) -> Option<f64> {
    correlation(&ranks(one), &ranks(other)).ok()?.ok().map(|found| found.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_share_what_is_equal() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), [2.5, 0.0, 2.5, 1.0]);
        assert_eq!(rank_correlation(&[1.0, 2.0, 3.0], &[10.0, 100.0, 1000.0]), Some(1.0));
        // Worked by hand: squared differences of ranks 1 + 1 + 0, so 1 - 6 x 2 / (3 x 8).
        let half = rank_correlation(&[1.0, 2.0, 3.0], &[20.0, 10.0, 30.0]).map(|value| (value * 1e9).round());
        assert_eq!(half, Some(5e8));
        assert_eq!(rank_correlation(&[1.0, 1.0], &[1.0, 2.0]), None);
    }
}
