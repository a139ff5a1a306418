//! Gates: which items of a key count for certification.
//!
//! Only the items of an approved key meet a gate; one that fails it is for feedback only. Other keys certify nobody, and no figure about
//! a panel is computed from the authors' own readings.

use doorstep_agreement::Votes;
use doorstep_risk_tool::{Claim, RiskTool};
use serde::{Deserialize, Serialize};

use crate::{AnswerKey, Factor, KeyStatus, Policy, Ratio, Truth, levels};

/// Parts of one in which a key stability is held.
const PARTS: i64 = 1_000_000;

/// How an item of an approved key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gate {
    /// The share of votes on the most voted answer.
    pub consensus: Ratio,
    /// The key stability in millionths: how likely the same answer wins when the panel is drawn anew; 0 where no single answer leads.
    pub stability: Ratio,
    /// Whether the most voted answer is the one that the key scores: the only level of the least cost, or what the key says is true.
    pub agrees: bool,
    /// Whether it counts; else it is for feedback only.
    pub scored: bool,
}

impl Gate {
    /// The gate of an item with these votes for each answer. `keyed` is the one answer that the key scores.
    fn of(policy: &Policy, votes: &[u32], keyed: Option<usize>) -> Self {
        let total: u32 = votes.iter().sum();
        let most = votes.iter().copied().max().unwrap_or(0);
        let whole = |count: u32| Ratio::whole(i64::from(count));
        let consensus = whole(most).share_of(whole(total)).unwrap_or(Ratio::ZERO);
        let panel = Votes::new(votes.iter().map(|count| u64::from(*count)).collect());
        let stable = panel.ok().and_then(|panel| panel.key_stability().ok()).unwrap_or(0.0);
        // The share is from 0 to 1.
        let stability = Ratio::new((stable * PARTS as f64).round() as i64, PARTS);
        let agrees = keyed.is_some_and(|keyed| votes.iter().enumerate().all(|(at, count)| (*count == most) == (at == keyed)));
        let scored = agrees && consensus >= policy.gates.consensus && stability >= policy.gates.stability;
        Self { consensus, stability, agrees, scored }
    }
}

/// The gates of a key's items; nothing for the items of a key that is not approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Gates {
    /// One for each factor.
    pub(crate) factors: Vec<Option<Gate>>,
    /// One for each assessment point of the key.
    pub(crate) levels: Vec<Option<Gate>>,
}

impl Gates {
    pub(crate) fn of(key: &AnswerKey, tool: &RiskTool, policy: &Policy) -> Self {
        let approved = key.status == KeyStatus::Approved;
        let level = |votes: &[u32]| {
            let least = levels::least(&levels::expected_costs(policy, votes));
            let keyed = if let [one] = least.as_slice() { Some(one.at()) } else { None };
            Gate::of(policy, votes, keyed)
        };
        Self {
            factors: key.factors.iter().map(|factor| approved.then(|| of_factor(policy, factor))).collect(),
            levels: (key.assessments.iter())
                .map(|point| approved.then(|| level(&levels::count_votes(tool.levels.len(), &point.votes))))
                .collect(),
        }
    }

    /// Whether a factor of the key, by its place, is scored.
    pub(crate) fn scores_factor(&self, place: usize) -> bool {
        self.factors.get(place).is_none_or(|gate| is_scored(*gate))
    }
}

/// Whether an item is scored: it met no gate, or passed it.
pub(crate) fn is_scored(gate: Option<Gate>) -> bool {
    gate.is_none_or(|gate| gate.scored)
}

fn of_factor(policy: &Policy, factor: &Factor) -> Gate {
    let count = |claim: Claim| factor.votes.iter().flatten().fold(0, |sum, vote| sum + u32::from(*vote == claim));
    let keyed = match factor.truth {
        Truth::Present => 0,
        Truth::Undetermined => 1,
        Truth::Absent => 2,
    };
    Gate::of(policy, &[Claim::Present, Claim::Unknown, Claim::Absent].map(count), Some(keyed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(votes: &[u32]) -> Gate {
        let policy = Policy::default();
        let least = levels::least(&levels::expected_costs(&policy, votes));
        Gate::of(&policy, votes, if let [one] = least.as_slice() { Some(one.at()) } else { None })
    }

    #[test]
    fn an_item_counts_from_three_quarters_with_a_stable_mode_at_the_least_cost() {
        assert!(level(&[0, 1, 9, 2]).scored, "nine of twelve, and no strong rival: stability .987");
        assert_eq!(level(&[0, 1, 9, 2]).stability.percent(), 99);
        let one_rival = level(&[0, 9, 3, 0]);
        assert!(!one_rival.scored && one_rival.consensus == Ratio::new(3, 4) && one_rival.stability < Ratio::new(19, 20));
        assert!(level(&[0, 15, 5, 0]).scored, "15 to 5: stability .986");
        assert!(!level(&[0, 14, 6, 0]).scored, "14 to 6 is less than three quarters, though the mode is stable");
        let far = level(&[0, 9, 0, 3]);
        assert!(!far.agrees && !far.scored, "dissent two levels away moves the least cost off the mode");
        let tied = level(&[0, 6, 6, 0]);
        assert!(!tied.scored && tied.stability == Ratio::ZERO, "no single mode");
        assert!(!level(&[0, 0, 0]).scored, "nobody voted");
    }

    #[test]
    fn every_bound_is_a_number_of_the_policy() {
        let votes = [0, 9, 3, 0];
        let lenient = |consensus: Ratio, stability: Ratio| {
            let gates = crate::GatePolicy { consensus, stability };
            Gate::of(&Policy { gates, ..Policy::default() }, &votes, Some(1)).scored
        };
        assert!(lenient(Ratio::new(3, 4), Ratio::new(94, 100)), "9:3 is .946");
        assert!(!lenient(Ratio::new(3, 4), Ratio::new(95, 100)));
        assert!(!lenient(Ratio::new(76, 100), Ratio::new(94, 100)));
    }
}
