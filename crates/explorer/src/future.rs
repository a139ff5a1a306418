//! What may still come in a play, by arguments that never say no too soon: a question that is asked once and was asked brings out nothing
//! more, a place to which no way leads is not entered again, and what was heard, taken or graded stays so.

use doorstep_scenario::{ChoiceRef, Condition, FactIndex, InterruptIndex, Logic, Next, Number, Scenario, SceneIndex, Situation as _, Test};
use doorstep_scoring::{Act, Deadline, Doing, Factor, Truth};
use doorstep_simulator::State;

/// What may still come in the plays of a call.
pub(crate) struct Future<'a> {
    scenario: &'a Scenario,
    /// By scene, whether a way leads from it to each scene, itself included; interrupts and returns apart.
    ways: Vec<Vec<bool>>,
    /// By fact, where it comes out.
    sources: Vec<Vec<Source>>,
}

/// How many conditions that ask for a fact are followed to what brings that fact out.
const CONDITIONS_DEEP: u32 = 4;
/// The most that one condition counts.
const FAR: u32 = 10;

/// Where a fact comes out.
#[derive(Clone, Copy)]
enum Source {
    SceneLine(SceneIndex, u16),
    Choice(ChoiceRef),
    ChoiceLine(ChoiceRef, u16),
}

/// The scenes that may still be entered.
struct Reach(Vec<bool>);

impl<'a> Future<'a> {
    pub(crate) fn of(scenario: &'a Scenario) -> Self {
        let mut sources = vec![Vec::new(); scenario.facts.len()];
        for (scene, at) in scenario.scenes.iter().zip(0..) {
            for (line, number) in scene.lines.iter().zip(0..) {
                line.reveals.iter().for_each(|fact| sources[fact.at()].push(Source::SceneLine(SceneIndex(at), number)));
            }
        }
        for (at, choice) in scenario.choices() {
            choice.reveals.iter().for_each(|fact| sources[fact.at()].push(Source::Choice(at)));
            for (line, number) in choice.lines.iter().zip(0..) {
                line.reveals.iter().for_each(|fact| sources[fact.at()].push(Source::ChoiceLine(at, number)));
            }
        }
        Self { scenario, ways: ways(scenario), sources }
    }

    /// The scenes that may still be entered, or stayed in.
    fn reach(&self, state: &State) -> Reach {
        let mut reach = self.ways[state.scene().at()].clone();
        let mut add = |scene: SceneIndex| reach.iter_mut().zip(&self.ways[scene.at()]).for_each(|(all, way)| *all |= way);
        state.visits().iter().copied().for_each(&mut add);
        let interrupts = self.scenario.interrupts.iter().zip(state.interrupted()).zip(0..);
        for ((interrupt, came), _) in interrupts.map(|(pair, number)| (pair, InterruptIndex(number))) {
            if (interrupt.repeat || !came) && may_hold(&interrupt.when, self.scenario, state) {
                add(interrupt.scene);
            }
        }
        Reach(reach)
    }

    fn takes(&self, state: &State, reach: &Reach, at: ChoiceRef) -> bool {
        let choice = self.scenario.choice(at);
        let taken = state.chosen_by_number()[self.scenario.choice_number(at)];
        reach.0[at.scene.at()] && (choice.repeat || !taken) && choice.when.as_ref().is_none_or(|when| may_hold(when, self.scenario, state))
    }

    fn reveals(&self, state: &State, reach: &Reach, source: Source) -> bool {
        let holds = |when: &Option<Condition>| when.as_ref().is_none_or(|when| may_hold(when, self.scenario, state));
        match source {
            Source::SceneLine(scene, line) => reach.0[scene.at()] && holds(&self.scenario.scene(scene).lines[usize::from(line)].when),
            Source::Choice(choice) => self.takes(state, reach, choice),
            Source::ChoiceLine(choice, line) => {
                self.takes(state, reach, choice) && holds(&self.scenario.choice(choice).lines[usize::from(line)].when)
            }
        }
    }

    /// The conditions of a source.
    fn conditions(&self, source: Source) -> impl Iterator<Item = &Condition> {
        let (choice, line) = match source {
            Source::SceneLine(scene, line) => (None, Some(&self.scenario.scene(scene).lines[usize::from(line)])),
            Source::Choice(choice) => (Some(self.scenario.choice(choice)), None),
            Source::ChoiceLine(choice, line) => {
                let choice = self.scenario.choice(choice);
                (Some(choice), Some(&choice.lines[usize::from(line)]))
            }
        };
        choice.and_then(|choice| choice.when.as_ref()).into_iter().chain(line.and_then(|line| line.when.as_ref()))
    }

    /// From here on.
    pub(crate) fn from<'s>(&'s self, state: &'s State) -> FutureOf<'s> {
        FutureOf { future: self, state, reach: self.reach(state) }
    }

    /// Whether nothing in the call reveals the fact.
    pub(crate) fn has_no_source(&self, fact: FactIndex) -> bool {
        self.sources[fact.at()].is_empty()
    }
}

/// What may still come from one state on.
pub(crate) struct FutureOf<'s> {
    future: &'s Future<'s>,
    state: &'s State,
    reach: Reach,
}

impl FutureOf<'_> {
    /// How much is still to be done to hear what is true of a factor, as a rough count; nothing where it can no longer be heard.
    pub(crate) fn way_to_factor(&self, factor: &Factor) -> Option<u32> {
        let way = |set: &Vec<FactIndex>| set.iter().map(|fact| self.way_to_fact(*fact, CONDITIONS_DEEP)).sum::<Option<u32>>();
        true_sets(factor).iter().filter_map(way).min()
    }

    /// How much is still to be done to hear a fact: 1 for what brings it out, and what its conditions ask for, so many conditions deep.
    /// Nothing where it can no longer be heard.
    fn way_to_fact(&self, fact: FactIndex, deep: u32) -> Option<u32> {
        if self.state.heard(fact) {
            // What was corrected stays so.
            let corrected = self.future.scenario.replacing(fact).any(|later| self.state.heard(later));
            return (!corrected).then_some(0);
        }
        let open = self.future.sources[fact.at()].iter().filter(|source| self.future.reveals(self.state, &self.reach, **source));
        open.map(|source| 1 + self.future.conditions(*source).map(|when| self.way_to(when, deep)).sum::<u32>()).min()
    }

    /// How much is still to be done until a condition holds, as a rough count.
    fn way_to(&self, condition: &Condition, deep: u32) -> u32 {
        if condition.holds_in(self.state) {
            return 0;
        }
        match condition {
            Logic::Test(Test::Heard(fact)) if deep > 0 => self.way_to_fact(*fact, deep - 1).unwrap_or(FAR),
            Logic::Test(Test::Compare(Number::Variable(variable), _, Number::Constant(limit))) => {
                self.state.value(*variable).abs_diff(*limit).clamp(1, FAR)
            }
            Logic::Test(_) | Logic::Not(_) | Logic::Constant(_) => 1,
            Logic::All(parts) => parts.iter().map(|part| self.way_to(part, deep)).sum(),
            Logic::Any(parts) => parts.iter().map(|part| self.way_to(part, deep)).min().unwrap_or(1),
        }
    }

    /// Whether an act that was not done may still be done in its time.
    pub(crate) fn may_do(&self, act: &Act) -> bool {
        let in_time = match act.by {
            None => true,
            Some(Deadline::Second(second)) => self.state.second() <= second,
            Some(Deadline::Assessment(assessment)) => !self.state.committed(assessment),
        };
        in_time && act.any_of.iter().any(|doing| self.may_do_this(*doing))
    }

    /// Whether an assessment may still be made.
    pub(crate) fn may_assess(&self) -> bool {
        self.future.scenario.choices().any(|(at, choice)| choice.assess.is_some() && self.takes(at))
    }

    fn may_do_this(&self, doing: Doing) -> bool {
        match doing {
            Doing::Choice(choice) => self.future.takes(self.state, &self.reach, choice),
            Doing::Action(_) => self.may_assess(),
            Doing::Assessment(wanted) => self.future.scenario.choices().any(|(at, choice)| choice.assess == Some(wanted) && self.takes(at)),
        }
    }

    fn takes(&self, choice: ChoiceRef) -> bool {
        matches!(self.state.phase(), doorstep_simulator::Phase::Assessing(..)) || self.future.takes(self.state, &self.reach, choice)
    }
}

/// The sets of facts of which one must be heard to conclude what is true.
pub(crate) fn true_sets(factor: &Factor) -> &[Vec<FactIndex>] {
    match factor.truth {
        Truth::Present => &factor.sufficient_present,
        Truth::Absent => &factor.sufficient_absent,
        Truth::Undetermined => &[],
    }
}

/// By scene, the scenes to which choices lead from it, over any number of choices, itself included.
fn ways(scenario: &Scenario) -> Vec<Vec<bool>> {
    let count = scenario.scenes.len();
    let from = |start: usize| {
        let mut seen = vec![false; count];
        let mut waiting = vec![start];
        while let Some(scene) = waiting.pop() {
            if !std::mem::replace(&mut seen[scene], true) {
                waiting.extend(scenario.scenes[scene].choices.iter().filter_map(|choice| match choice.next {
                    Next::Goto(scene) | Next::Visit(scene) => Some(scene.at()),
                    Next::Stay | Next::Return => None,
                }));
            }
        }
        seen
    };
    (0..count).map(from).collect()
}

/// Whether a condition may hold now or later.
pub(crate) fn may_hold(condition: &Condition, scenario: &Scenario, state: &State) -> bool {
    may(condition, scenario, state).0
}

/// Whether a condition may be true, and whether it may be false, now or later.
fn may(condition: &Condition, scenario: &Scenario, state: &State) -> (bool, bool) {
    let all = |parts: &[Condition]| {
        parts.iter().map(|part| may(part, scenario, state)).fold((true, false), |all, part| (all.0 && part.0, all.1 || part.1))
    };
    match condition {
        Logic::Constant(value) => (*value, !*value),
        Logic::Test(test) => may_test(*test, scenario, state),
        Logic::Not(inner) => {
            let (yes, no) = may(inner, scenario, state);
            (no, yes)
        }
        Logic::All(parts) => all(parts),
        Logic::Any(parts) => {
            parts.iter().map(|part| may(part, scenario, state)).fold((false, true), |any, part| (any.0 || part.0, any.1 && part.1))
        }
    }
}

fn may_test(test: Test, scenario: &Scenario, state: &State) -> (bool, bool) {
    let stays = |now: bool| (true, !now);
    match test {
        Test::Heard(fact) => stays(state.heard(fact)),
        Test::Visited(scene) => stays(state.visited(scene)),
        Test::Chosen(choice) => stays(state.chosen(choice)),
        Test::Committed(assessment) => stays(state.committed(assessment)),
        Test::Drawn(..) => {
            let now = test.holds(state);
            (now, !now)
        }
        Test::Compare(Number::Clock, comparison, Number::Constant(limit)) => {
            // A comparison with a constant changes only at it and beside it; the clock runs on to its end.
            let (now, end) = (i64::from(state.second()), i64::from(scenario.clock.max_seconds));
            let limit = i64::from(limit);
            let moments = [now, limit - 1, limit, limit + 1, end];
            let holds = |wanted: bool| moments.iter().any(|at| now <= *at && *at <= end && comparison.holds(*at, limit) == wanted);
            (holds(true), holds(false))
        }
        _ => (true, true),
    }
}
