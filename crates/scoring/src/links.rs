//! What a key's factors have to do with its call and tool: found once, and asked thousands of times.

use doorstep_risk_tool::{ItemIndex, RiskTool};
use doorstep_scenario::{FactIndex, Scenario};

use crate::AnswerKey;

/// What a key's factors have to do with its call and tool.
#[derive(Clone, Debug)]
pub(crate) struct Links {
    /// For each factor of the key, the tool's items that speak for it: see [`crate::Factor::items`].
    items: Vec<Vec<ItemIndex>>,
    /// For each fact of the call, the facts that replace it: see [`Scenario::replacing`].
    replacing: Vec<Vec<FactIndex>>,
}

impl Links {
    pub(crate) fn of(key: &AnswerKey, scenario: &Scenario, tool: &RiskTool) -> Self {
        let facts = scenario.facts.iter().zip(0..).map(|(_, place)| FactIndex(place));
        Self {
            items: key.factors.iter().map(|factor| factor.items(tool).map(|(index, _)| index).collect()).collect(),
            replacing: facts.map(|fact| scenario.replacing(fact).collect()).collect(),
        }
    }

    /// The items that speak for a factor, by its place in the key.
    pub(crate) fn items(&self, factor: usize) -> &[ItemIndex] {
        self.items.get(factor).map_or(&[], Vec::as_slice)
    }

    /// The facts that replace a fact.
    pub(crate) fn replacing(&self, fact: FactIndex) -> &[FactIndex] {
        self.replacing.get(fact.at()).map_or(&[], Vec::as_slice)
    }
}
