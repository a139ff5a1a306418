//! Counted and measured again over whole sessions, as simply as can be: how many plays there are, how long they are, how facts come out.

use std::collections::{BTreeMap, BTreeSet};

use doorstep_explorer::{Earliest, FactWays, Most, PlayCount, Plays, Range};
use doorstep_scenario::*;
use num_bigint::BigUint;

use crate::naive::{Naive, Taken};

/// What a condition of the call asks for, of what is drawn and of levels.
struct Asked {
    drawn: BTreeSet<usize>,
    levels: bool,
}

fn asked(scenario: &Scenario) -> Asked {
    let mut asked = Asked { drawn: BTreeSet::new(), levels: false };
    let mut conditions: Vec<&Condition> = scenario.interrupts.iter().map(|interrupt| &interrupt.when).collect();
    for scene in &scenario.scenes {
        let lines = scene.lines.iter().chain(scene.choices.iter().flat_map(|choice| &choice.lines));
        conditions.extend(lines.filter_map(|line| line.when.as_ref()));
        conditions.extend(scene.choices.iter().filter_map(|choice| choice.when.as_ref()));
    }
    for condition in conditions {
        condition.each_test(&mut |test| match test {
            Test::Drawn(variation, _) => {
                asked.drawn.insert(variation.at());
            }
            Test::Graded(..) => asked.levels = true,
            _ => {}
        });
    }
    asked
}

/// The plays of a call.
pub struct Known<'a> {
    scenario: &'a Scenario,
    naive: &'a Naive,
    asked: Asked,
    starts: Vec<usize>,
    can_end: Vec<bool>,
}

impl<'a> Known<'a> {
    pub fn of(scenario: &'a Scenario, naive: &'a Naive) -> Self {
        let asked = asked(scenario);
        let mut drawn = BTreeSet::new();
        let own = |values: &[u8]| asked.drawn.iter().map(|at| values[*at]).collect::<Vec<_>>();
        let starts = naive.starts.iter().filter(|(_, values)| drawn.insert(own(values))).map(|(start, _)| *start).collect();
        let mut can_end = naive.ended.clone();
        loop {
            let more: Vec<usize> =
                (0..can_end.len()).filter(|at| !can_end[*at] && naive.steps[*at].iter().any(|taken| can_end[taken.to])).collect();
            if more.is_empty() {
                break;
            }
            more.into_iter().for_each(|at| can_end[at] = true);
        }
        Self { scenario, naive, asked, starts, can_end }
    }

    /// The steps that lead on to an ending, each kind of play once.
    fn steps(&self, at: usize) -> impl Iterator<Item = &'a Taken> {
        let tells = |taken: &&Taken| self.can_end[taken.to] && (self.asked.levels || taken.level.is_none_or(|level| level == 0));
        self.naive.steps[at].iter().filter(tells).collect::<Vec<_>>().into_iter()
    }

    /// How many plays there are and the most choices of one; nothing where a play can go round.
    fn count(&self) -> Option<(BigUint, u64)> {
        let mut known: BTreeMap<usize, Option<(BigUint, u64)>> = BTreeMap::new();
        let mut sum = (BigUint::default(), 0);
        for start in self.starts.iter().filter(|start| self.can_end[**start]) {
            let (count, most) = self.count_from(*start, &mut known)?;
            sum = (sum.0 + count, most.max(sum.1));
        }
        Some(sum)
    }

    /// Depth first, without recursion; a state that is met again before it is left is a round.
    fn count_from(&self, start: usize, known: &mut BTreeMap<usize, Option<(BigUint, u64)>>) -> Option<(BigUint, u64)> {
        let mut work = vec![(start, false)];
        while let Some((at, left)) = work.pop() {
            if left {
                let mut own = (BigUint::from(u8::from(self.naive.ended[at])), 0);
                for taken in self.steps(at) {
                    // A state that was begun and not left yet is one of those that lead here.
                    let (count, most) = known.get(&taken.to).cloned().flatten()?;
                    own = (own.0 + count, own.1.max(most + 1));
                }
                known.insert(at, Some(own));
            } else if let std::collections::btree_map::Entry::Vacant(new) = known.entry(at) {
                new.insert(None);
                work.push((at, true));
                work.extend(self.steps(at).map(|taken| (taken.to, false)));
            }
        }
        known.get(&start).cloned().flatten()
    }

    /// The least of the call's time to each state.
    fn seconds(&self) -> Vec<u64> {
        let mut least = vec![u64::MAX; self.naive.steps.len()];
        for (start, _) in &self.naive.starts {
            least[*start] = 0;
        }
        loop {
            let mut changed = false;
            for at in (0..least.len()).filter(|at| least[*at] != u64::MAX).collect::<Vec<_>>() {
                for taken in &self.naive.steps[at] {
                    let after = least[at] + u64::from(self.scenario.choice(taken.choice).seconds);
                    changed = changed || after < least[taken.to];
                    least[taken.to] = least[taken.to].min(after);
                }
            }
            if !changed {
                return least;
            }
        }
    }

    /// The least seconds in which a fact comes out.
    fn fact_seconds(&self, fact: FactIndex) -> Option<u64> {
        let least = self.seconds();
        let at_start = self.naive.start_reveals.iter().any(|reveals| reveals.contains(&fact)).then_some(0);
        let steps = self.naive.steps.iter().zip(&least).flat_map(|(steps, least)| steps.iter().map(move |taken| (taken, *least)));
        let by_step = steps.filter(|(taken, _)| taken.reveals.contains(&fact));
        let by_step = by_step.map(|(taken, least)| least + u64::from(self.scenario.choice(taken.choice).seconds)).min();
        let clock = u64::from(self.scenario.clock.max_seconds);
        at_start.into_iter().chain(by_step).min().map(|least| least.min(clock))
    }

    /// The choices without which a fact does not come out.
    fn on_every_way(&self, fact: FactIndex) -> Vec<ChoiceRef> {
        let choices = self.scenario.choices().map(|(at, _)| at);
        choices.filter(|choice| !self.comes_out_without(fact, *choice)).collect()
    }

    fn comes_out_without(&self, fact: FactIndex, without: ChoiceRef) -> bool {
        let mut seen: BTreeSet<usize> = self.naive.starts.iter().map(|(start, _)| *start).collect();
        let mut work: Vec<usize> = seen.iter().copied().collect();
        while let Some(at) = work.pop() {
            for taken in self.naive.steps[at].iter().filter(|taken| taken.choice != without) {
                if taken.reveals.contains(&fact) {
                    return true;
                }
                if seen.insert(taken.to) {
                    work.push(taken.to);
                }
            }
        }
        self.naive.start_reveals.iter().any(|reveals| reveals.contains(&fact))
    }

    fn ends_in_seconds(&self) -> Option<u64> {
        let least = self.seconds();
        let ends = least.iter().zip(&self.naive.ended).filter(|(_, ended)| **ended).map(|(least, _)| *least);
        ends.min().map(|least| least.min(u64::from(self.scenario.clock.max_seconds)))
    }

    /// What a search of every state tells is exactly so.
    pub fn agrees(&self, told: &Plays) {
        match self.count() {
            Some((count, most)) => {
                assert_eq!(told.count, PlayCount::Exact(count), "plays");
                assert!(told.round.is_empty());
                let choices = self.naive.choices_to_end.map(|least| (u64::from(least), Most::Proven(most)));
                assert_eq!(told.choices.map(|range| (range.least, range.most)), choices, "choices");
            }
            None => {
                assert_eq!(told.count, PlayCount::Unbounded, "plays");
                assert!(!told.round.is_empty(), "some choices go round");
                assert_eq!(told.choices.map(|range| range.most), Some(Most::Unbounded));
            }
        }
        assert_eq!(told.seconds.map(|range| range.least), self.ends_in_seconds(), "the least seconds of a play");
        if let Some(Range { most: Most::Proven(most), .. }) = told.seconds {
            assert_eq!(most, self.most_seconds(), "the most seconds of a play");
        }
        for ways in &told.facts {
            let goal = doorstep_explorer::Goal::Fact(ways.fact);
            let least = |earliest: &Option<Earliest>| earliest.as_ref().map(|earliest| earliest.amount);
            assert_eq!(least(&ways.in_choices), self.naive.goals.get(&goal).map(|choices| u64::from(*choices)), "{goal:?} in choices");
            assert_eq!(least(&ways.in_seconds), self.fact_seconds(ways.fact), "{goal:?} in seconds");
            if ways.in_choices.is_some() {
                assert_eq!(ways.on_every_way, self.on_every_way(ways.fact), "on every way to {goal:?}");
            }
        }
    }

    /// The most of the call's time that a play has taken when it ends: the clock is a part of the state.
    fn most_seconds(&self) -> u64 {
        self.naive.end_seconds.iter().copied().max().map_or(0, u64::from)
    }

    /// What is told without a search of every state is not wrong.
    pub fn allows(&self, told: &Plays) {
        let count = self.count();
        match (&told.count, &count) {
            (PlayCount::Exact(told), Some((count, _))) => assert_eq!(told, count),
            (PlayCount::AtLeast(told), Some((count, _))) => assert!(told <= count, "{told} plays of {count}"),
            (PlayCount::AtLeast(_) | PlayCount::Unbounded, None) => {}
            (told, count) => panic!("{told:?} plays, not {count:?}"),
        }
        let within = |range: Option<Range>, least: Option<u64>, most: Option<u64>| {
            let Some(range) = range else { return };
            let least = least.expect("a play ends");
            assert!(range.least <= least, "{range:?}, and one has {least}");
            match (range.most, most) {
                (Most::Proven(told), Some(most)) => assert!(told >= most, "{range:?}, and one has {most}"),
                (Most::Proven(_), None) => panic!("{range:?}, and there is no most"),
                (Most::Unbounded, most) => assert_eq!(most, None),
                (Most::Open, _) => {}
            }
            if let Some(seen) = range.seen {
                assert!(seen.0 >= least && most.is_none_or(|most| seen.1 <= most), "{range:?}, and {least} to {most:?} there are");
            }
        };
        within(told.choices, self.naive.choices_to_end.map(u64::from), count.map(|(_, most)| most));
        within(told.seconds, self.ends_in_seconds(), Some(self.most_seconds()));
        told.facts.iter().for_each(|ways| self.allows_ways(ways));
    }

    fn allows_ways(&self, ways: &FactWays) {
        let goal = doorstep_explorer::Goal::Fact(ways.fact);
        let known = [
            (&ways.in_choices, self.naive.goals.get(&goal).map(|choices| u64::from(*choices))),
            (&ways.in_seconds, self.fact_seconds(ways.fact)),
        ];
        for (told, least) in known {
            let Some(told) = told else { continue };
            let least = least.unwrap_or_else(|| panic!("{goal:?} comes out"));
            assert!(told.proven <= least && least <= told.amount, "{goal:?}: {told:?}, and {least} suffice");
        }
        if ways.in_choices.is_some() {
            let real = self.on_every_way(ways.fact);
            assert!(ways.on_every_way.iter().all(|choice| real.contains(choice)), "on every way to {goal:?}: {:?}", ways.on_every_way);
            let told = |choice: &ChoiceRef| ways.on_every_way.contains(choice) || ways.on_every_way_seen.contains(choice);
            assert!(real.iter().all(told), "on every way to {goal:?}, and not told");
        }
    }
}
