//! How many plays a call has, how long they are and how facts come out: as programs read it.

use std::collections::BTreeMap;

use doorstep_explorer::{Answer, Earliest, Exploration, FactWays, Goal, Most, PlayCount, Plays, Range};
use doorstep_simulator::Content;
use serde::Serialize;
use serde_json::{Value, json};

/// The number of plays: `{"exact": "123"}`, `{"at_least": "123"}` or `"unbounded"`. As text, because it may be far beyond what numbers in
/// JSON hold.
pub(super) fn count(count: &PlayCount) -> Value {
    match count {
        PlayCount::Exact(number) => json!({ "exact": number.to_string() }),
        PlayCount::AtLeast(number) => json!({ "at_least": number.to_string() }),
        PlayCount::Unbounded => json!("unbounded"),
    }
}

/// A range: the least and the most. No most is `"unbounded"`; one that is not known, `null`.
pub(super) fn range(range: Option<Range>) -> Option<[Value; 2]> {
    let range = range?;
    let most = match range.most {
        Most::Proven(most) => json!(most),
        Most::Unbounded => json!("unbounded"),
        Most::Open => Value::Null,
    };
    Some([json!(range.least), most])
}

/// What plays that were looked at took, where the bounds are not known to be reached.
#[derive(Serialize)]
pub(super) struct SeenJson {
    choices: Option<[u64; 2]>,
    seconds: Option<[u64; 2]>,
}

impl SeenJson {
    pub(super) fn of(plays: &Plays) -> Option<Self> {
        let seen = |range: Option<Range>| range.and_then(|range| range.seen).map(|(least, most)| [least, most]);
        let (choices, seconds) = (seen(plays.choices), seen(plays.seconds));
        (choices.is_some() || seconds.is_some()).then_some(Self { choices, seconds })
    }
}

/// How a fact comes out.
#[derive(Serialize)]
pub(super) struct FactJson<'a> {
    fact: &'a str,
    /// Whether a play reveals it; nothing where that is neither proven nor refuted.
    learned: Option<bool>,
    in_choices: Option<EarliestJson>,
    in_seconds: Option<EarliestJson>,
    on_every_way: Vec<String>,
    on_every_way_seen: Vec<String>,
}

#[derive(Serialize)]
struct EarliestJson {
    least: u64,
    proven_least: u64,
    witness: Vec<String>,
    seed: u64,
}

/// Every fact, in order of the call.
pub(super) fn facts<'a>(content: &'a Content, explored: &Exploration, plays: &Plays) -> Vec<FactJson<'a>> {
    let answers = answers(explored);
    plays.facts.iter().map(|ways| fact(content, answers.get(&ways.fact.at()).copied().flatten(), ways)).collect()
}

/// Whether each fact is revealed by a play.
pub(super) fn answers(explored: &Exploration) -> BTreeMap<usize, Option<bool>> {
    let of = |(goal, answer): &(Goal, Answer)| match (goal, answer) {
        (Goal::Fact(fact), Answer::Shown(_)) => Some((fact.at(), Some(true))),
        (Goal::Fact(fact), Answer::Never) => Some((fact.at(), Some(false))),
        (Goal::Fact(fact), Answer::Open) => Some((fact.at(), None)),
        _ => None,
    };
    explored.goals.iter().filter_map(of).collect()
}

fn fact<'a>(content: &'a Content, learned: Option<bool>, ways: &FactWays) -> FactJson<'a> {
    let earliest = |earliest: &Option<Earliest>| {
        earliest.as_ref().map(|earliest| EarliestJson {
            least: earliest.amount,
            proven_least: earliest.proven,
            witness: earliest.witness.words(&content.scenario, &content.tool),
            seed: earliest.witness.seed,
        })
    };
    let names = |choices: &[doorstep_scenario::ChoiceRef]| choices.iter().map(|at| content.scenario.choice_name(*at)).collect();
    FactJson {
        fact: &content.scenario.facts[ways.fact.at()].id,
        learned,
        in_choices: earliest(&ways.in_choices),
        in_seconds: earliest(&ways.in_seconds),
        on_every_way: names(&ways.on_every_way),
        on_every_way_seen: names(&ways.on_every_way_seen),
    }
}
