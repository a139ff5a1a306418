//! The plays of a call that is too large to be searched whole: what can be proven of them, and what was seen.
//!
//! Three things are looked at. *Plays* over the whole state: random ones, and those that show something. A *part* of the call, in which
//! some choices are left out, so small that it can be searched whole: its plays are plays of the call, so that it gives numbers that the
//! call has at least, and rounds that the call has. And an *outline*, in which part of the state is forgotten: it has every play of the
//! call, so that no play is shorter than its shortest, and what stands on every way of it stands on every way.

use doorstep_scenario::{ChoiceRef, FactIndex, Scenario};
use doorstep_simulator::Content;
use num_bigint::BigUint;
use num_traits::Zero as _;

use crate::answers::Answer;
use crate::component::{Component, Components, relevant};
use crate::concrete::Concrete;
use crate::count::{AllPlays, all_plays};
use crate::goal::{Goal, Goals};
use crate::graph::{Graph, graph};
use crate::looks::{Looks, widen};
use crate::machine::Machine;
use crate::nearest::{Cost, Least, Nearest, on_every_way};
use crate::plays::{Earliest, FactWays, Most, PlayCount, Plays, Range};
use crate::reduction::Reductions;
use crate::search::Bounds;
use crate::settle::{ask, base};
use crate::{Exploration, Witness, WitnessStep};

/// Random plays that are taken.
const PLAYS: usize = 2_000;
/// States of a part of the call.
const PART: usize = 1 << 17;
/// States of an outline.
const OUTLINE: usize = 1 << 18;

/// States that may be spent on what stands on every way, beyond one outline.
const MOST_STATES: u64 = 1 << 24;

/// What can be told of the plays.
pub(crate) fn estimate(
    content: &Content,
    goals: &Goals,
    explored: &Exploration,
    bounds: Bounds,
    progress: &mut dyn FnMut(u64) -> bool,
) -> Plays {
    let scenario = &content.scenario;
    let nothing = || Plays {
        count: PlayCount::AtLeast(BigUint::zero()),
        round: Vec::new(),
        choices: None,
        seconds: None,
        facts: (0..scenario.facts.len() as u16).map(|fact| FactWays::unknown(FactIndex(fact))).collect(),
    };
    let Some(concrete) = Concrete::for_plays(content, goals) else { return nothing() };
    let mut looks = Looks::new(&concrete);
    looks.random(PLAYS);
    for (_, answer) in &explored.goals {
        if let Answer::Shown(shown) = answer {
            looks.witness(&shown.witness);
        }
    }
    let part = part(content, goals, explored, bounds, progress).map(|graph| (all_plays(&graph), graph));
    let outline = outline(content, goals, bounds, progress);
    let mut lower = Lower::of(scenario, outline.as_ref(), explored, &mut looks);
    lower.prove_more(content, goals, &mut looks, bounds, progress);
    for fact in (0..scenario.facts.len() as u16).map(FactIndex) {
        looks.shorten(fact);
    }
    if let Some((_, graph)) = &part {
        for (least, seen) in [(Least::Choices, &mut looks.choices), (Least::Seconds, &mut looks.seconds)] {
            let most = u64::from(scenario.clock.max_seconds);
            if let Some(way) = Nearest::of(graph, least).to_an_end(graph) {
                let amount = if least == Least::Seconds { way.cost.0.min(most) } else { way.cost.0 };
                widen(seen, (amount, amount));
            }
        }
    }
    let all = part.map(|(all, _)| all);
    if let Some(most) = all.as_ref().filter(|_| looks.choices.is_some()).and_then(|all| all.most_choices) {
        widen(&mut looks.choices, (most, most));
    }
    let repeats = scenario.choices().any(|(_, choice)| choice.repeat);
    let once = |of: &dyn Fn(ChoiceRef) -> u64| scenario.choices().map(|(at, _)| of(at)).sum::<u64>();
    let round = match all.as_ref().map(|all| all.round.clone()) {
        Some(round) if !round.is_empty() => round,
        _ if repeats => looks.round().unwrap_or_default(),
        _ => Vec::new(),
    };
    let goes_round = !round.is_empty();
    let most_choices = match (goes_round, repeats) {
        (true, _) => Most::Unbounded,
        (false, true) => Most::Open,
        // Each choice is taken once.
        (false, false) => Most::Proven(once(&|_| 1)),
    };
    let clock = u64::from(scenario.clock.max_seconds);
    if let (Some(all), true) = (&all, looks.seconds.is_some()) {
        let most = all.most_seconds.map_or(clock, |most| most.min(clock));
        widen(&mut looks.seconds, (most, most));
    }
    let most_seconds = if repeats { clock } else { once(&|at| u64::from(scenario.choice(at).seconds)).min(clock) };
    Plays {
        choices: looks.choices.map(|seen| Range { least: lower.end.0, most: most_choices, seen: Some(seen) }),
        seconds: looks.seconds.map(|seen| Range { least: lower.end.1, most: Most::Proven(most_seconds), seen: Some(seen) }),
        facts: (0..scenario.facts.len() as u16).map(|fact| lower.fact(&concrete, &looks, FactIndex(fact))).collect(),
        round,
        count: match all {
            _ if goes_round => PlayCount::Unbounded,
            Some(AllPlays { count: Some(count), .. }) => PlayCount::AtLeast(count),
            // A part without a round has a number of plays.
            Some(AllPlays { count: None, .. }) | None => PlayCount::AtLeast(BigUint::zero()),
        },
    }
}

/// What no play has less of.
struct Lower {
    /// To an ending: choices, seconds.
    end: (u64, u64),
    /// To each fact: choices, seconds.
    facts: Vec<(u64, u64)>,
    /// For each fact the choices that stand on every way to it.
    on_every_way: Vec<Vec<ChoiceRef>>,
}

impl Lower {
    /// What follows from the outline and from what was settled. The outline's cheapest plays are tried over the whole state.
    fn of(scenario: &Scenario, outline: Option<&Graph>, explored: &Exploration, looks: &mut Looks<'_>) -> Self {
        let facts = scenario.facts.len();
        let mut lower = Self { end: (0, 0), facts: vec![(0, 0); facts], on_every_way: vec![Vec::new(); facts] };
        if let Some(graph) = outline {
            let cost = |of: &Option<crate::nearest::CheapestWay>| of.as_ref().map_or(0, |way| way.cost.0);
            for least in [Least::Choices, Least::Seconds] {
                let nearest = Nearest::of(graph, least);
                let to_an_end = nearest.to_an_end(graph);
                let to_facts = nearest.to_facts(graph, facts);
                let part = |own: &mut (u64, u64), cost| if least == Least::Choices { own.0 = cost } else { own.1 = cost };
                part(&mut lower.end, cost(&to_an_end));
                lower.facts.iter_mut().zip(&to_facts).for_each(|(own, way)| part(own, cost(way)));
                let ways = to_facts.iter().chain([&to_an_end]).flatten();
                ways.filter_map(|way| graph.witness(scenario, way.start, &way.steps)).for_each(|witness| looks.witness(&witness));
            }
            lower.on_every_way = on_every_way(graph, scenario).into_iter().map(Option::unwrap_or_default).collect();
        }
        lower.settled(explored);
        let clock = u64::from(scenario.clock.max_seconds);
        lower.facts.iter_mut().chain([&mut lower.end]).for_each(|(_, seconds)| *seconds = (*seconds).min(clock));
        lower
    }

    /// What is proven to be shortest.
    fn settled(&mut self, explored: &Exploration) {
        let mut to_an_end: Option<u64> = Some(u64::MAX);
        for (goal, answer) in &explored.goals {
            let shortest = match answer {
                Answer::Shown(shown) if shown.shortest => Some(shown.witness.choices() as u64),
                _ => None,
            };
            match (goal, answer) {
                (Goal::Fact(fact), _) => {
                    let own = &mut self.facts[fact.at()].0;
                    *own = shortest.map_or(*own, |choices| choices.max(*own));
                }
                (Goal::Ending(_), Answer::Never) => {}
                (Goal::Ending(_), _) => to_an_end = to_an_end.zip(shortest).map(|(least, own)| least.min(own)),
                _ => {}
            }
        }
        if let Some(least) = to_an_end.filter(|least| *least != u64::MAX) {
            self.end.0 = self.end.0.max(least);
        }
    }

    /// Of each choice that every play to a fact took that was looked at: asks whether the fact comes out without it.
    fn prove_more(
        &mut self,
        content: &Content,
        goals: &Goals,
        looks: &mut Looks<'_>,
        bounds: Bounds,
        progress: &mut dyn FnMut(u64) -> bool,
    ) {
        let scenario = &content.scenario;
        let mut spent = 0;
        for choice in scenario.choices().map(|(at, _)| at) {
            let open = |fact: &FactIndex| looks.by_all(*fact).contains(&choice) && !self.on_every_way[fact.at()].contains(&choice);
            let facts: Vec<FactIndex> = (0..scenario.facts.len() as u16).map(FactIndex).filter(open).collect();
            let Some(concrete) = (!facts.is_empty() && spent < MOST_STATES).then(|| Concrete::without(content, goals, choice)).flatten()
            else {
                continue;
            };
            let wanted: Vec<Goal> = facts.iter().copied().map(Goal::Fact).collect();
            let (answers, states) = ask(&concrete, Bounds { states: OUTLINE, ..bounds }, &wanted, progress);
            spent += states;
            for (fact, answer) in facts.iter().zip(answers) {
                match answer {
                    Answer::Never => self.on_every_way[fact.at()].push(choice),
                    Answer::Shown(shown) => looks.witness(&shown.witness),
                    Answer::Open => {}
                }
            }
        }
        self.on_every_way.iter_mut().for_each(|choices| choices.sort_unstable());
    }

    fn fact(&self, concrete: &Concrete<'_>, looks: &Looks<'_>, fact: FactIndex) -> FactWays {
        let seen = &looks.facts[fact.at()];
        let earliest = |seen: &Option<(Cost, crate::concrete::Play)>, proven: u64| {
            let ((amount, _), play) = seen.as_ref()?;
            Some(Earliest { amount: *amount, proven, witness: concrete.witness(play)? })
        };
        let (choices, seconds) = self.facts[fact.at()];
        let in_choices = earliest(&seen.in_choices, choices);
        // Of a fact that no play is known to reveal, nothing is told.
        let on_every_way = if in_choices.is_some() { self.on_every_way[fact.at()].clone() } else { Vec::new() };
        let on_every_way_seen = looks.by_all(fact).into_iter().filter(|choice| !on_every_way.contains(choice)).collect();
        FactWays { fact, in_seconds: earliest(&seen.in_seconds, seconds), in_choices, on_every_way, on_every_way_seen }
    }
}

/// The largest part of the call that is small enough: the choices of a play that ends, those that can be taken again, then the others
/// in order of the call, as many as can be.
fn part(content: &Content, goals: &Goals, explored: &Exploration, bounds: Bounds, progress: &mut dyn FnMut(u64) -> bool) -> Option<Graph> {
    let scenario = &content.scenario;
    let ends = explored.goals.iter().filter_map(|(goal, answer)| match (goal, answer) {
        (Goal::Ending(_), Answer::Shown(shown)) => Some(&shown.witness),
        _ => None,
    });
    let own = chosen(ends.min_by_key(|witness| witness.choices())?);
    let (again, once): (Vec<ChoiceRef>, Vec<ChoiceRef>) =
        scenario.choices().map(|(at, _)| at).filter(|at| !own.contains(at)).partition(|at| scenario.choice(*at).repeat);
    let others = [again, once].concat();
    let mut search = |count: usize| {
        let allowed: Vec<ChoiceRef> = own.iter().chain(&others[..count]).copied().collect();
        let mut machine = Machine::new(content, goals, &relevant(scenario), Reductions::ALL);
        machine.keep_ways(|at| allowed.contains(&at));
        graph(content, goals, &machine, Bounds { states: PART, ..bounds }, progress)
    };
    // Of a smaller part the states are among those of a larger one.
    let (mut fits, mut found) = (0, search(0)?);
    let mut too_many = others.len() + 1;
    while fits + 1 < too_many {
        let middle = fits + (too_many - fits) / 2;
        match search(middle) {
            Some(graph) => (fits, found) = (middle, graph),
            None => too_many = middle,
        }
    }
    Some(found)
}

fn chosen(witness: &Witness) -> Vec<ChoiceRef> {
    let choice = |step: &WitnessStep| match step {
        WitnessStep::Choose(choice) => Some(*choice),
        WitnessStep::Grade(..) => None,
    };
    witness.steps.iter().filter_map(choice).collect()
}

/// The outline that remembers most, kind by kind, and is small enough.
fn outline(content: &Content, goals: &Goals, bounds: Bounds, progress: &mut dyn FnMut(u64) -> bool) -> Option<Graph> {
    let all = relevant(&content.scenario);
    let mut search = |kept: &Components| {
        let machine = Machine::new(content, goals, kept, Reductions::ALL);
        graph(content, goals, &machine, Bounds { states: OUTLINE, ..bounds }, progress)
    };
    let mut kept = base(&content.scenario, &all, Reductions::ALL);
    let mut found = search(&kept)?;
    let kinds: [fn(&Component) -> bool; 5] = [
        |component| matches!(component, Component::Committed(_) | Component::Graded(_)),
        |component| matches!(component, Component::Visited(_)),
        |component| matches!(component, Component::Drawn(_)),
        |component| matches!(component, Component::Heard(_)),
        |component| matches!(component, Component::Clock | Component::Value(_)),
    ];
    for kind in kinds {
        let more: Components = kept.iter().chain(all.iter().filter(|component| kind(component))).copied().collect();
        if more.len() == kept.len() {
            continue;
        }
        if let Some(graph) = search(&more) {
            (kept, found) = (more, graph);
        }
    }
    Some(found)
}
