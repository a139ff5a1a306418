//! How the grades of a form lie against their keys.

use doorstep_risk_tool::LevelIndex;
use serde::{Deserialize, Serialize};

use super::units::{UNIT, over};
use crate::levels::{Costs, direction, expected_costs};
use crate::{GradeDirection, Policy, Ratio};

/// How the grades of a form lie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelForm {
    /// How many graded items count.
    pub items: u32,
    /// The mean credit, 0 to 1.
    pub mean_credit: Option<Ratio>,
    /// What each level would have earned as the answer to every item, lowest first; 0 to 1.
    pub constant_credits: Vec<Ratio>,
    /// L_adj = (mean credit - best constant)/(1 - best constant): 0 for the best constant answer, 1 for the key, negative for less than
    /// the best constant answer. Nothing where that earns everything.
    pub adjusted: Option<Ratio>,
    /// How many were graded lower than the least-cost levels.
    pub under: u32,
    /// How many were graded higher.
    pub over: u32,
    /// How many were left open.
    pub open: u32,
}

/// The votes of one item, and what was answered.
#[derive(Clone, Copy, Debug)]
pub struct Graded<'a> {
    /// Votes for each level, lowest first.
    pub votes: &'a [u32],
    /// The answer; nothing where there is none: it earns nothing.
    pub answer: Option<LevelIndex>,
}

/// How the grades of a form lie against their keys. A constant answer earns at most 0 of the adjusted credit.
///
/// Tools may have different numbers of levels: a constant answer above the highest of a tool counts as its highest.
pub fn level_form(policy: &Policy, items: &[Graded<'_>]) -> LevelForm {
    let levels = items.iter().map(|item| item.votes.len()).max().unwrap_or(0);
    let (mut earned, mut constant) = (0, vec![0_i128; levels]);
    let (mut under, mut above, mut open) = (0, 0, 0);
    for item in items {
        let costs = Costs::of(policy, item.votes);
        // A tool has at most 255 levels.
        let credits: Vec<i128> = (0..item.votes.len()).map(|level| costs.credit_in(policy, LevelIndex(level as u8), UNIT)).collect();
        for (level, sum) in constant.iter_mut().enumerate() {
            *sum += credits.get(level).or(credits.last()).copied().unwrap_or(0);
        }
        let Some(answer) = item.answer else {
            open += 1;
            continue;
        };
        earned += credits.get(answer.at()).copied().unwrap_or(0);
        match direction(&expected_costs(policy, item.votes), answer) {
            GradeDirection::Under => under += 1,
            GradeDirection::Exact => {}
            GradeDirection::Over => above += 1,
        }
    }
    let whole = items.len() as i128 * UNIT;
    let best = constant.iter().copied().max().unwrap_or(0);
    LevelForm {
        // A form holds at most some thousand items.
        items: items.len() as u32,
        mean_credit: over(earned, whole),
        constant_credits: constant.iter().filter_map(|sum| over(*sum, whole)).collect(),
        adjusted: over(earned - best, whole - best),
        under,
        over: above,
        open,
    }
}

/// The least number of `items` graded too low that an officer who does so with probability `tolerance` reaches with a chance of at most
/// `chance`: an upper tail of the binomial distribution. Nothing where even all of them would be likelier.
///
/// It is made of products and sums of doubles alone, which are the same on every machine.
///
/// ```
/// use doorstep_scoring::{Ratio, under_limit};
///
/// // 12 items, 5 %: three or more have a probability of .020, two or more of .118.
/// assert_eq!(under_limit(12, Ratio::new(1, 20), Ratio::new(1, 40)), Some(3));
/// ```
pub fn under_limit(items: u32, tolerance: Ratio, chance: Ratio) -> Option<u32> {
    let double = |ratio: Ratio| ratio.numerator() as f64 / ratio.denominator() as f64;
    let (slip, chance) = (double(tolerance), double(chance));
    // The probability of exactly so many, one item more at a time.
    let mut exactly = vec![0.0_f64; items as usize + 1];
    exactly[0] = 1.0;
    for _ in 0..items {
        for count in (0..exactly.len()).rev() {
            let fewer = if count == 0 { 0.0 } else { exactly[count - 1] };
            exactly[count] = exactly[count] * (1.0 - slip) + fewer * slip;
        }
    }
    let at_least = |limit: u32| exactly.iter().skip(limit as usize).sum::<f64>();
    (1..=items).find(|limit| at_least(*limit) <= chance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ceiling_is_the_binomial_tail() {
        let limit = |items| under_limit(items, Ratio::new(1, 20), Ratio::new(1, 40));
        assert_eq!([1, 2, 4, 12, 24, 25].map(limit), [None, Some(2), Some(2), Some(3), Some(5), Some(5)]);
        assert_eq!(under_limit(12, Ratio::new(1, 20), Ratio::new(1, 8)), Some(2), "two or more: .118");
        assert_eq!(under_limit(12, Ratio::ZERO, Ratio::ZERO), Some(1), "one who never slips is never below");
        assert_eq!(under_limit(0, Ratio::new(1, 20), Ratio::new(1, 40)), None);
    }

    #[test]
    fn the_same_answer_throughout_earns_nothing_adjusted() {
        let policy = Policy::default();
        let votes: [&[u32]; 4] = [&[9, 1, 0, 0], &[0, 10, 0, 0], &[0, 1, 9, 2], &[0, 0, 1, 11]];
        let of = |answers: [u8; 4]| {
            let items: Vec<Graded<'_>> =
                votes.iter().zip(answers).map(|(votes, answer)| Graded { votes, answer: Some(LevelIndex(answer)) }).collect();
            level_form(&policy, &items)
        };
        assert_eq!(of([0, 1, 2, 3]).adjusted, Some(Ratio::ONE));
        let best = (0..4).map(|level| of([level; 4]).adjusted.unwrap()).max();
        assert_eq!(best, Some(Ratio::ZERO));
        let under = of([0, 0, 1, 2]);
        assert_eq!((under.under, under.over), (3, 0));
        let nothing = level_form(&policy, &[]);
        assert_eq!((nothing.items, nothing.mean_credit, nothing.adjusted), (0, None, None));
        let alone = level_form(&policy, &[Graded { votes: &[0, 5], answer: Some(LevelIndex(1)) }]);
        assert_eq!(alone.adjusted, None, "with one item the best constant answer is the key");
    }

    #[test]
    fn what_is_left_open_earns_nothing() {
        let votes: &[u32] = &[0, 5];
        let found =
            level_form(&Policy::default(), &[Graded { votes, answer: None }, Graded { votes: &[5, 0], answer: Some(LevelIndex(0)) }]);
        assert_eq!((found.open, found.mean_credit), (1, Some(Ratio::new(1, 2))));
    }
}
