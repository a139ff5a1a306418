//! The variants of a call: what its seed can draw, as far as some condition asks for it.

use doorstep_scenario::{Scenario, Test};
use doorstep_scoring::{AnswerKey, KeyCondition, KeyTest};

use crate::seek::each_test;

/// More variants than this are not told apart: the first are taken.
pub const MOST_VARIANTS: usize = 64;

/// One drawing of the details that conditions ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// A seed that draws it: the least.
    pub seed: u64,
    /// What is drawn, by the places of the variations that matter.
    drawn: Vec<u8>,
}

/// Every drawing of the details that conditions of the call or of the key ask for; one where they ask for none.
pub fn variants(scenario: &Scenario, key: Option<&AnswerKey>) -> Vec<Variant> {
    let mut matter = vec![false; scenario.variations.len()];
    let mut note = |test: &Test| {
        if let Test::Drawn(variation, _) = test {
            matter[variation.at()] = true;
        }
    };
    each_test(scenario, &mut note);
    if let Some(key) = key {
        for condition in conditions(key) {
            condition.each_test(&mut |test| {
                if let KeyTest::Call(test) = test {
                    note(test);
                }
            });
        }
    }
    let counts = scenario.variations.iter().zip(&matter).filter(|(_, matters)| **matters).map(|(variation, _)| variation.values.len());
    let all = counts.fold(1_usize, usize::saturating_mul).min(MOST_VARIANTS);
    let mut found: Vec<Variant> = Vec::new();
    // So many seeds draw every one of up to 64 equally likely variants but for a chance below one in a million.
    for seed in 0..64 * 16 * all as u64 {
        if found.len() == all {
            break;
        }
        let values = doorstep_simulator::draw(seed, &scenario.variations);
        let drawn: Vec<u8> = values.into_iter().zip(&matter).filter(|(_, matters)| **matters).map(|(value, _)| value).collect();
        if found.iter().all(|variant| variant.drawn != drawn) {
            found.push(Variant { seed, drawn });
        }
    }
    found
}

/// Every condition of a key.
pub(crate) fn conditions(key: &AnswerKey) -> impl Iterator<Item = &KeyCondition> {
    let factors = key.factors.iter().filter_map(|factor| factor.when.as_ref());
    let acts = key.acts.iter().filter_map(|act| act.when.as_ref());
    factors.chain(acts).chain(key.critical.iter().map(|critical| &critical.when))
}

impl Variant {
    /// What is drawn, in words: nothing where no condition asks for anything that is drawn.
    pub fn words(&self, scenario: &Scenario, all: &[Self]) -> String {
        if all.len() < 2 {
            return String::new();
        }
        let values = doorstep_simulator::draw(self.seed, &scenario.variations);
        let differs =
            |place: usize| all.iter().any(|other| doorstep_simulator::draw(other.seed, &scenario.variations)[place] != values[place]);
        let named = scenario.variations.iter().zip(&values).enumerate().filter(|(place, _)| differs(*place));
        named
            .map(|(_, (variation, value))| format!("{} is {}", variation.id, variation.values[usize::from(*value)]))
            .collect::<Vec<_>>()
            .join(", ")
    }
}
