//! Plays over the whole state that matters: what they show is shown, whatever else is forgotten elsewhere.

use doorstep_risk_tool::LevelIndex;
use doorstep_scenario::{ChoiceRef, Scenario};
use doorstep_simulator::Content;

use crate::component::{Components, kept};
use crate::goal::Goals;
use crate::guard::Truth;
use crate::machine::Machine;
use crate::path::seed;
use crate::reduction::{Reduction, Reductions};
use crate::search::look;
use crate::step::Packed;
use crate::{Witness, WitnessStep};

/// Words of a state in which nothing that matters is forgotten: 1,024 bits, for calls with several hundred choices.
pub(crate) const WIDE: usize = 16;

/// Choices of a random play, at most: a call that goes round in circles is left there.
const LONGEST_PLAY: usize = 400;

/// A call over its whole state.
pub(crate) struct Concrete<'a> {
    pub(crate) content: &'a Content,
    pub(crate) scenario: &'a Scenario,
    pub(crate) goals: &'a Goals,
    pub(crate) machine: Machine,
    /// A choice that is left out of the call.
    without: Option<ChoiceRef>,
    /// The components that matter.
    pub(crate) relevant: Components,
    pub(crate) reductions: Reductions,
}

/// A play over the whole state: where it starts, and the places of its choices.
#[derive(Clone, Debug)]
pub(crate) struct Play {
    pub(crate) start: Packed<WIDE>,
    pub(crate) places: Vec<u16>,
}

impl<'a> Concrete<'a> {
    /// The call, if its state fits.
    pub(crate) fn new(content: &'a Content, goals: &'a Goals, reductions: Reductions) -> Option<Self> {
        let scenario = &content.scenario;
        let relevant = kept(scenario, reductions);
        // Nothing is forgotten: an outline that keeps less may take longer to see that something is dead.
        let machine = Machine::new(content, goals, &relevant, reductions.without(Reduction::Dead));
        (machine.layout.words <= WIDE).then_some(Self { content, scenario, goals, machine, relevant, reductions, without: None })
    }

    /// The call for plays alone: what nothing can read any more is forgotten, so that a play is seen to come back to where it was.
    pub(crate) fn for_plays(content: &'a Content, goals: &'a Goals) -> Option<Self> {
        let mut concrete = Self::new(content, goals, Reductions::ALL)?;
        concrete.machine = Machine::new(content, goals, &concrete.relevant, Reductions::ALL);
        Some(concrete)
    }

    /// The call without one of its choices.
    pub(crate) fn without(content: &'a Content, goals: &'a Goals, choice: ChoiceRef) -> Option<Self> {
        let mut concrete = Self::new(content, goals, Reductions::ALL)?;
        concrete.without = Some(choice);
        concrete.machine.keep_ways(|at| at != choice);
        Some(concrete)
    }

    /// The call made ready; of its state only these components are kept.
    pub(crate) fn outlined(&self, kept: &Components) -> Machine {
        let mut machine = Machine::new(self.content, self.goals, kept, self.reductions);
        if let Some(choice) = self.without {
            machine.keep_ways(|at| at != choice);
        }
        machine
    }

    /// The states in which a call can start.
    pub(crate) fn starts(&self) -> Vec<Packed<WIDE>> {
        let mut starts = Vec::new();
        self.machine.starts(&mut crate::step::Unwatched, &mut starts);
        starts
    }

    /// Takes a choice, if it is offered; `see` is told what that shows.
    pub(crate) fn take(&self, state: &Packed<WIDE>, place: u16, see: &mut impl FnMut(u32)) -> Option<Packed<WIDE>> {
        let way = self.machine.scenes[self.machine.scene_of(state).at()].ways.get(usize::from(place))?;
        if way.offered(&self.machine.layout, state) != Truth::Yes {
            return None;
        }
        let mut next = Vec::new();
        self.machine.take(state, way, see, &mut next);
        // Nothing that matters is forgotten, so that there is exactly one.
        next.pop()
    }

    /// The places of the choices offered.
    pub(crate) fn offered(&self, state: &Packed<WIDE>) -> Vec<u16> {
        let ways = &self.machine.scenes[self.machine.scene_of(state).at()].ways;
        let offered = ways.iter().zip(0..).filter(|(way, _)| way.offered(&self.machine.layout, state) == Truth::Yes);
        offered.map(|(_, place)| place).collect()
    }

    /// Tells what a state shows by itself.
    pub(crate) fn look(&self, state: &Packed<WIDE>, see: &mut impl FnMut(u32)) {
        for way in &self.machine.scenes[self.machine.scene_of(state).at()].ways {
            look(&self.machine, way, state, see);
        }
    }

    /// The play as the simulator takes it; nothing if no seed draws what it needs.
    pub(crate) fn witness(&self, play: &Play) -> Option<Witness> {
        let mut steps = Vec::new();
        let mut state = play.start;
        for place in &play.places {
            let way = &self.machine.scenes[self.machine.scene_of(&state).at()].ways[usize::from(*place)];
            steps.push(WitnessStep::Choose(way.at));
            if let Some(assessment) = self.scenario.choice(way.at).assess {
                steps.push(WitnessStep::Grade(assessment, LevelIndex(way.level)));
            }
            state = self.take(&state, *place, &mut |_| {})?;
        }
        Some(Witness { seed: seed(&self.machine, self.scenario, &play.start)?, steps })
    }

    /// Takes random plays, the same ones each time. For each goal that one shows: the play up to there.
    pub(crate) fn sample(&self, plays: usize, shown: &mut [Option<Play>]) {
        let starts = self.starts();
        let mut chance = Chance(0x5EED);
        for number in 0..plays {
            let mut play = Play { start: starts[number % starts.len()], places: Vec::new() };
            let mut state = play.start;
            loop {
                let mut seen = Vec::new();
                self.look(&state, &mut |goal| seen.push(goal));
                keep(&play, &seen, shown);
                let offered = self.offered(&state);
                if offered.is_empty() || play.places.len() >= LONGEST_PLAY {
                    break;
                }
                let place = offered[chance.below(offered.len())];
                seen.clear();
                let Some(next) = self.take(&state, place, &mut |goal| seen.push(goal)) else { break };
                play.places.push(place);
                keep(&play, &seen, shown);
                state = next;
            }
        }
        for start in &starts {
            let mut seen = Vec::new();
            let before = self.machine.before_the_start::<WIDE>();
            for each in before {
                let mut out = Vec::new();
                let mut shows = Vec::new();
                self.machine.enter_start(each, &mut |goal| shows.push(goal), &mut out);
                if out.first() == Some(start) {
                    seen = shows;
                }
            }
            keep(&Play { start: *start, places: Vec::new() }, &seen, shown);
        }
    }
}

/// Keeps a play for what it shows, where no shorter one is known.
fn keep(play: &Play, seen: &[u32], shown: &mut [Option<Play>]) {
    for goal in seen {
        let known = &mut shown[*goal as usize];
        if known.as_ref().is_none_or(|known| known.places.len() > play.places.len()) {
            *known = Some(play.clone());
        }
    }
}

/// Numbers that look random and are the same each time: SplitMix64 (Steele, Lea and Flood 2014).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// A number below `count`. The slight unevenness of a remainder does not matter for a search.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % count.max(1) as u64) as usize
    }
}

impl Machine {
    /// Leaves out every choice but some.
    pub(crate) fn keep_ways(&mut self, keeps: impl Fn(ChoiceRef) -> bool) {
        for scene in &mut self.scenes {
            scene.ways = core::mem::take(&mut scene.ways).into_iter().filter(|way| keeps(way.at)).collect();
        }
    }
}
