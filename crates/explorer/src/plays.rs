//! How many plays a call has, how long they are, and how each fact comes out.
//!
//! Two plays are told apart by their choices and, as far as a condition of the call asks for them, by the levels that were committed and
//! the details that were drawn. A play counts when it comes to an ending.

use doorstep_scenario::{ChoiceRef, FactIndex};
use doorstep_simulator::Content;
use num_bigint::BigUint;

use crate::component::relevant;
use crate::count::all_plays;
use crate::estimate::estimate;
use crate::explore::WHOLE;
use crate::goal::Goals;
use crate::graph::{Graph, graph};
use crate::machine::Machine;
use crate::nearest::{CheapestWay, Least, Nearest, on_every_way};
use crate::reduction::Reductions;
use crate::search::Bounds;
use crate::{Exploration, Options, Witness};

/// How many plays come to an ending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlayCount {
    /// So many.
    Exact(BigUint),
    /// So many in the part of the call that was counted.
    AtLeast(BigUint),
    /// No number: a play can go round and come back to where it was, as often as it likes, and end afterwards.
    Unbounded,
}

/// The greatest of something over all plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Most {
    /// No play has more.
    Proven(u64),
    /// There is no greatest: some play has more than any number.
    Unbounded,
    /// Neither is proven.
    Open,
}

/// How short and how long plays that end are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// No play has less.
    pub least: u64,
    /// No play has more.
    pub most: Most,
    /// The least and the most of the plays that were looked at, where the bounds are not known to be reached. The most is only so long
    /// as somebody has looked.
    pub seen: Option<(u64, u64)>,
}

/// A play that comes to something at least cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earliest {
    /// What the play takes: choices, or seconds of the call.
    pub amount: u64,
    /// What every play takes at least; the same where this play is proven to be an earliest one.
    pub proven: u64,
    /// The play.
    pub witness: Witness,
}

/// How a fact comes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactWays {
    /// Which fact.
    pub fact: FactIndex,
    /// The play that reveals it in the fewest choices; nothing where none is known.
    pub in_choices: Option<Earliest>,
    /// The play that reveals it in the least of the call's time, in seconds; nothing where none is known.
    pub in_seconds: Option<Earliest>,
    /// The choices that every play to it takes, in order of the call: proven.
    pub on_every_way: Vec<ChoiceRef>,
    /// More choices that every play to it took that was looked at, in order of the call: not proven.
    pub on_every_way_seen: Vec<ChoiceRef>,
}

impl FactWays {
    /// Nothing is known of how it comes out.
    pub(crate) fn unknown(fact: FactIndex) -> Self {
        Self { fact, in_choices: None, in_seconds: None, on_every_way: Vec::new(), on_every_way_seen: Vec::new() }
    }
}

/// How many plays a call has, how long they are, and how each fact comes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plays {
    /// How many plays come to an ending.
    pub count: PlayCount,
    /// Where their number is not bounded: the choices by which a play can go round and come back to where it was.
    pub round: Vec<ChoiceRef>,
    /// How many choices a play takes; nothing where none is known to end.
    pub choices: Option<Range>,
    /// How many seconds of the call's time a play takes. The clock stands still at its end, whatever else is done.
    pub seconds: Option<Range>,
    /// By fact, in order of the call.
    pub facts: Vec<FactWays>,
}

/// Counts and measures the plays of a call, and tells how each fact comes out. Where a call is too large to be searched whole, what is
/// told is proven, or said to be only seen.
///
/// `progress` is told how many states are stored, now and then; it ends the search with `false`.
pub fn plays(content: &Content, explored: &Exploration, options: Options, progress: &mut dyn FnMut(u64) -> bool) -> Plays {
    let scenario = &content.scenario;
    let goals = Goals::of(scenario);
    let bounds = Bounds { bytes: options.memory, states: options.whole.unwrap_or(WHOLE), threads: options.threads };
    if explored.whole {
        let machine = Machine::new(content, &goals, &relevant(scenario), Reductions::ALL);
        if let Some(graph) = graph(content, &goals, &machine, bounds, progress)
            && let Some(plays) = exact(content, &graph)
        {
            return plays;
        }
    }
    estimate(content, &goals, explored, bounds, progress)
}

/// What follows from the graph of the whole call. Nothing if no seed draws what a way needs.
fn exact(content: &Content, graph: &Graph) -> Option<Plays> {
    let scenario = &content.scenario;
    let clock = u64::from(scenario.clock.max_seconds);
    let all = all_plays(graph);
    let (fewest, soonest) = (Nearest::of(graph, Least::Choices), Nearest::of(graph, Least::Seconds));
    let range = |nearest: &Nearest, most: Option<u64>, clock: Option<u64>| {
        let least = nearest.to_an_end(graph)?.cost.0;
        let most = match (most, clock) {
            (Some(most), clock) => Most::Proven(clock.map_or(most, |clock| most.min(clock))),
            // Going round fills the clock, where it takes time.
            (None, Some(clock)) => Most::Proven(clock),
            (None, None) => Most::Unbounded,
        };
        Some(Range { least: clock.map_or(least, |clock| least.min(clock)), most, seen: None })
    };
    let earliest = |way: Option<CheapestWay>, most: u64| -> Option<Option<Earliest>> {
        let Some(way) = way else { return Some(None) };
        let amount = way.cost.0.min(most);
        Some(Some(Earliest { amount, proven: amount, witness: graph.witness(scenario, way.start, &way.steps)? }))
    };
    let count = scenario.facts.len();
    let ways = fewest.to_facts(graph, count).into_iter().zip(soonest.to_facts(graph, count)).zip(on_every_way(graph, scenario)).zip(0..);
    let facts = ways.map(|(((choices, seconds), on_every_way), place)| {
        Some(FactWays {
            fact: FactIndex(place),
            in_choices: earliest(choices, u64::MAX)?,
            in_seconds: earliest(seconds, clock)?,
            on_every_way: on_every_way.unwrap_or_default(),
            on_every_way_seen: Vec::new(),
        })
    });
    Some(Plays {
        choices: range(&fewest, all.most_choices, None),
        seconds: range(&soonest, all.most_seconds, Some(clock)),
        facts: facts.collect::<Option<_>>()?,
        count: all.count.map_or(PlayCount::Unbounded, PlayCount::Exact),
        round: all.round,
    })
}
