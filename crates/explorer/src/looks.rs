//! What was seen of a large call: plays over its whole state, how long they were and how they came to each fact.

use std::collections::BTreeMap;

use doorstep_scenario::{ChoiceRef, FactIndex};

use crate::backward::is_ending;
use crate::concrete::{Chance, Concrete, Play, WIDE};
use crate::goal::Goal;
use crate::nearest::Cost;
use crate::step::Packed;
use crate::{Witness, WitnessStep};

/// Choices of a random play, at most: a call that goes round in circles is left there.
const LONGEST_PLAY: usize = 400;
/// How often a round is looked for, and for how many choices.
const WALKS: usize = 40;
/// Choices of a walk that looks for a round, at most: enough for the clock to come to its end.
const LONGEST_WALK: usize = 4_000;

/// How plays came to a fact.
#[derive(Clone, Debug, Default)]
pub(crate) struct FactSeen {
    /// Fewest choices, then least time.
    pub(crate) in_choices: Option<(Cost, Play)>,
    /// Least time, then fewest choices.
    pub(crate) in_seconds: Option<(Cost, Play)>,
    /// A bit for each choice that every play to it took.
    pub(crate) by_all: Option<Vec<u64>>,
}

/// What was seen.
pub(crate) struct Looks<'a> {
    concrete: &'a Concrete<'a>,
    /// The least and the most choices of a play that ended.
    pub(crate) choices: Option<(u64, u64)>,
    /// The least and the most seconds of a play that ended.
    pub(crate) seconds: Option<(u64, u64)>,
    /// By fact.
    pub(crate) facts: Vec<FactSeen>,
}

/// A play on its way.
struct Going {
    state: Packed<WIDE>,
    play: Play,
    seconds: u64,
    taken: Vec<u64>,
    heard: Vec<bool>,
}

impl<'a> Looks<'a> {
    pub(crate) fn new(concrete: &'a Concrete<'a>) -> Self {
        Self { concrete, choices: None, seconds: None, facts: vec![FactSeen::default(); concrete.scenario.facts.len()] }
    }

    /// Takes random plays, the same ones each time.
    pub(crate) fn random(&mut self, plays: usize) {
        let before = self.concrete.machine.before_the_start::<WIDE>();
        let mut chance = Chance(0x000F_AC75);
        for number in 0..plays {
            let mut going = self.begin(before[number % before.len()]);
            while going.play.places.len() < LONGEST_PLAY {
                let offered = self.concrete.offered(&going.state);
                if offered.is_empty() || !self.go(&mut going, offered[chance.below(offered.len())]) {
                    break;
                }
            }
            self.end(&going);
        }
    }

    /// Takes a play as far as it goes.
    pub(crate) fn witness(&mut self, witness: &Witness) {
        let machine = &self.concrete.machine;
        let drawn = doorstep_simulator::draw(witness.seed, &self.concrete.scenario.variations);
        let fits = |state: &Packed<WIDE>| machine.draws.iter().all(|(at, field, _)| field.get(state) == u64::from(drawn[at.at()]));
        let Some(before) = machine.before_the_start::<WIDE>().into_iter().find(fits) else { return };
        let mut going = self.begin(before);
        let mut steps = witness.steps.iter().peekable();
        while let Some(step) = steps.next() {
            let WitnessStep::Choose(choice) = *step else { continue };
            let level = match steps.peek() {
                Some(WitnessStep::Grade(_, level)) => Some(level.at()),
                _ => None,
            };
            let Some(place) = self.place_of(choice, level) else { return };
            if !self.go(&mut going, place) {
                return;
            }
        }
        self.end(&going);
    }

    /// The way that takes a choice, with this level where conditions read it.
    fn place_of(&self, choice: ChoiceRef, level: Option<usize>) -> Option<u16> {
        let ways = self.concrete.machine.scenes.get(choice.scene.at())?.ways.iter().zip(0..).filter(|(way, _)| way.at == choice);
        let places: Vec<(usize, u16)> = ways.map(|(way, place)| (usize::from(way.level), place)).collect();
        let exact = places.iter().find(|(own, _)| Some(*own) == level);
        exact.or(places.first()).map(|(_, place)| *place)
    }

    /// Looks for a round: choices by which a play comes back to where it was, and from where it can end.
    pub(crate) fn round(&mut self) -> Option<Vec<ChoiceRef>> {
        let before = self.concrete.machine.before_the_start::<WIDE>();
        let mut chance = Chance(0x000F_1EAF);
        for number in 0..WALKS {
            let mut going = self.begin(before[number % before.len()]);
            for _ in 0..chance.below(60) {
                let offered = self.concrete.offered(&going.state);
                if offered.is_empty() || !self.go(&mut going, offered[chance.below(offered.len())]) {
                    break;
                }
            }
            if let Some(mut round) = self.walk_round(&mut going, &mut chance)
                && (0..WALKS).any(|_| self.ends_from(going.state, &mut chance))
            {
                round.sort_unstable();
                round.dedup();
                return Some(round);
            }
        }
        None
    }

    /// Takes what can be taken again, until the call stands where it stood: the choices since then.
    fn walk_round(&mut self, going: &mut Going, chance: &mut Chance) -> Option<Vec<ChoiceRef>> {
        let mut met: BTreeMap<Packed<WIDE>, usize> = BTreeMap::new();
        let mut taken = Vec::new();
        for _ in 0..LONGEST_WALK {
            if let Some(first) = met.insert(going.state, taken.len()) {
                return Some(taken.split_off(first));
            }
            let ways = &self.concrete.machine.scenes[self.concrete.machine.scene_of(&going.state).at()].ways;
            let offered = self.concrete.offered(&going.state);
            let again: Vec<u16> = offered.iter().copied().filter(|place| !ways[usize::from(*place)].once).collect();
            let places = if again.is_empty() { offered } else { again };
            let place = *places.get(chance.below(places.len()))?;
            taken.push(ways[usize::from(place)].at);
            if !self.go(going, place) {
                return None;
            }
        }
        None
    }

    /// Whether a random play from a state comes to an ending.
    fn ends_from(&self, mut state: Packed<WIDE>, chance: &mut Chance) -> bool {
        for _ in 0..LONGEST_PLAY {
            let offered = self.concrete.offered(&state);
            let place = offered.get(chance.below(offered.len()));
            let Some(next) = place.and_then(|place| self.concrete.take(&state, *place, &mut |_| {})) else { break };
            state = next;
        }
        is_ending(&self.concrete.machine, &state)
    }

    /// Leaves out steps of the cheapest plays to a fact, as long as what is left still comes to it.
    pub(crate) fn shorten(&mut self, fact: FactIndex) {
        for of in [|seen: &FactSeen| seen.in_choices.clone(), |seen: &FactSeen| seen.in_seconds.clone()] {
            let Some((_, play)) = of(&self.facts[fact.at()]) else { continue };
            let mut steps = self.steps(&play);
            let mut size = steps.len() / 2;
            while size > 0 {
                let mut at = 0;
                while at + size <= steps.len() {
                    let shorter = [&steps[..at], &steps[at + size..]].concat();
                    if self.comes_to(play.start, &shorter, fact) {
                        steps = shorter;
                    } else {
                        at += 1;
                    }
                }
                size /= 2;
            }
        }
    }

    /// The choices of a play, each with the level that is committed with it.
    fn steps(&self, play: &Play) -> Vec<(ChoiceRef, usize)> {
        let mut state = play.start;
        let mut steps = Vec::new();
        for place in &play.places {
            let way = &self.concrete.machine.scenes[self.concrete.machine.scene_of(&state).at()].ways[usize::from(*place)];
            steps.push((way.at, usize::from(way.level)));
            let Some(next) = self.concrete.take(&state, *place, &mut |_| {}) else { break };
            state = next;
        }
        steps
    }

    /// Takes steps from a start. Says whether each was offered and the fact comes out.
    fn comes_to(&mut self, start: Packed<WIDE>, steps: &[(ChoiceRef, usize)], fact: FactIndex) -> bool {
        let mut going = self.begin_in(start);
        for (choice, level) in steps {
            let scene = self.concrete.machine.scene_of(&going.state);
            let place = if choice.scene == scene { self.place_of(*choice, Some(*level)) } else { None };
            let Some(place) = place else { return false };
            if !self.go(&mut going, place) {
                return false;
            }
            if going.heard[fact.at()] {
                return true;
            }
        }
        false
    }

    fn begin(&mut self, before: Packed<WIDE>) -> Going {
        let machine = &self.concrete.machine;
        let (mut seen, mut out) = (Vec::new(), Vec::new());
        machine.enter_start(before, &mut |goal| seen.push(goal), &mut out);
        // Nothing that matters is forgotten, so that there is exactly one.
        let mut going = self.begin_in(out.pop().unwrap_or(before));
        self.hear(&mut going, &seen);
        going
    }

    /// Begins in a state that a call can start in.
    fn begin_in(&self, state: Packed<WIDE>) -> Going {
        let scenario = self.concrete.scenario;
        Going {
            state,
            play: Play { start: state, places: Vec::new() },
            seconds: 0,
            taken: vec![0; scenario.choice_count().div_ceil(64).max(1)],
            heard: vec![false; scenario.facts.len()],
        }
    }

    /// Takes a choice. Says whether it was offered.
    fn go(&mut self, going: &mut Going, place: u16) -> bool {
        let mut seen = Vec::new();
        let way = self.concrete.machine.scenes[self.concrete.machine.scene_of(&going.state).at()].ways.get(usize::from(place));
        let (Some(way), Some(next)) = (way, self.concrete.take(&going.state, place, &mut |goal| seen.push(goal))) else { return false };
        let number = self.concrete.scenario.choice_number(way.at);
        going.taken[number / 64] |= 1 << (number % 64);
        let most = u64::from(self.concrete.scenario.clock.max_seconds);
        going.seconds = (going.seconds + u64::from(self.concrete.scenario.choice(way.at).seconds)).min(most);
        going.play.places.push(place);
        going.state = next;
        self.hear(going, &seen);
        true
    }

    fn hear(&mut self, going: &mut Going, seen: &[u32]) {
        for goal in seen {
            let Goal::Fact(fact) = self.concrete.goals.list()[*goal as usize] else { continue };
            if core::mem::replace(&mut going.heard[fact.at()], true) {
                continue;
            }
            let known = &mut self.facts[fact.at()];
            let choices = going.play.places.len() as u64;
            keep(&mut known.in_choices, (choices, going.seconds), &going.play);
            keep(&mut known.in_seconds, (going.seconds, choices), &going.play);
            match &mut known.by_all {
                Some(all) => all.iter_mut().zip(&going.taken).for_each(|(all, own)| *all &= own),
                none => *none = Some(going.taken.clone()),
            }
        }
    }

    fn end(&mut self, going: &Going) {
        if is_ending(&self.concrete.machine, &going.state) {
            widen(&mut self.choices, (going.play.places.len() as u64, going.play.places.len() as u64));
            widen(&mut self.seconds, (going.seconds, going.seconds));
        }
    }

    /// The choices that every play to a fact took, in order of the call.
    pub(crate) fn by_all(&self, fact: FactIndex) -> Vec<ChoiceRef> {
        let scenario = self.concrete.scenario;
        let Some(set) = &self.facts[fact.at()].by_all else { return Vec::new() };
        let has = |at: ChoiceRef| {
            let number = scenario.choice_number(at);
            set[number / 64] >> (number % 64) & 1 == 1
        };
        scenario.choices().map(|(at, _)| at).filter(|at| has(*at)).collect()
    }
}

fn keep(known: &mut Option<(Cost, Play)>, cost: Cost, play: &Play) {
    if known.as_ref().is_none_or(|(least, _)| cost < *least) {
        *known = Some((cost, play.clone()));
    }
}

/// Widens a range by another.
pub(crate) fn widen(range: &mut Option<(u64, u64)>, by: (u64, u64)) {
    *range = Some(range.map_or(by, |(least, most)| (least.min(by.0), most.max(by.1))));
}
