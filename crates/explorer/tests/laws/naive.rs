//! A search as simple as can be: every state of a `Session`, kept whole.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use doorstep_explorer::{Goal, LineAt};
use doorstep_risk_tool::LevelIndex;
use doorstep_scenario::*;
use doorstep_simulator::{Confidence, Content, Event, Mode, Phase, Said, Session, State};

/// All that can make two states differ in what follows. Nothing is left out because it might not matter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Whole {
    scene: SceneIndex,
    ended: bool,
    values: Vec<i32>,
    drawn: Vec<u8>,
    clock: u32,
    visits: Vec<SceneIndex>,
    interrupted: Vec<bool>,
    heard: Vec<bool>,
    visited: Vec<bool>,
    chosen: Vec<bool>,
    committed: Vec<bool>,
    graded: Vec<Option<LevelIndex>>,
}

impl Whole {
    fn of(scenario: &Scenario, state: &State) -> Self {
        let count = |length: usize| 0..length as u16;
        Self {
            scene: state.scene(),
            ended: matches!(state.phase(), Phase::Ended(_)),
            values: count(scenario.variables.len()).map(|at| state.value(VariableIndex(at))).collect(),
            drawn: count(scenario.variations.len()).map(|at| state.drawn(VariationIndex(at))).collect(),
            clock: state.second(),
            visits: state.visits().to_vec(),
            interrupted: state.interrupted().to_vec(),
            heard: count(scenario.facts.len()).map(|at| state.heard(FactIndex(at))).collect(),
            visited: count(scenario.scenes.len()).map(|at| state.visited(SceneIndex(at))).collect(),
            chosen: state.chosen_by_number().to_vec(),
            committed: count(scenario.assessments.len()).map(|at| state.committed(AssessmentIndex(at))).collect(),
            graded: count(scenario.assessments.len()).map(|at| last_level(state, AssessmentIndex(at))).collect(),
        }
    }
}

fn last_level(state: &State, at: AssessmentIndex) -> Option<LevelIndex> {
    state.assessments().iter().rfind(|each| each.assessment == at).map(|each| each.last.level)
}

/// What was found.
#[derive(Debug, Default)]
pub struct Naive {
    /// For each goal that is shown, the fewest choices of a play that shows it.
    pub goals: BTreeMap<Goal, u32>,
    /// For each scene with a trap, the fewest choices of a play to it.
    pub traps: BTreeMap<SceneIndex, u32>,
    /// For each scene in which a play becomes endless, the fewest choices of a play to an endless state there, and to one in which it becomes
    /// so.
    pub endless: BTreeMap<SceneIndex, (u32, u32)>,
    /// For each state the steps that can be taken.
    pub steps: Vec<Vec<Taken>>,
    /// For each state whether the call has ended.
    pub ended: Vec<bool>,
    /// The call's time in each state that has ended.
    pub end_seconds: Vec<u32>,
    /// A state to start in for each draw of the details, with what was drawn.
    pub starts: Vec<(usize, Vec<u8>)>,
    /// What each start reveals.
    pub start_reveals: Vec<BTreeSet<FactIndex>>,
    /// How many states there are.
    pub states: usize,
    /// The fewest choices of a play that ends.
    pub choices_to_end: Option<u32>,
}

/// A step from one state to another.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The choice.
    pub choice: ChoiceRef,
    /// The level that is committed with it, if it leads to an assessment.
    pub level: Option<u8>,
    /// What it reveals, heard before or not.
    pub reveals: BTreeSet<FactIndex>,
    /// The state that follows.
    pub to: usize,
}

fn facts(goals: &BTreeSet<Goal>) -> BTreeSet<FactIndex> {
    let fact = |goal: &Goal| match goal {
        Goal::Fact(fact) => Some(*fact),
        _ => None,
    };
    goals.iter().filter_map(fact).collect()
}

/// One session for each draw of the variations.
fn starts(content: &Arc<Content>) -> Vec<Session> {
    let mut drawn = BTreeSet::new();
    let seeds = (0..400).filter(|seed| drawn.insert(doorstep_simulator::draw(*seed, &content.scenario.variations)));
    seeds.map(|seed| Session::start(content.clone(), seed, Mode::Rehearsal, None, false)).collect()
}

/// Takes a choice, and makes the assessment that it leads to: once with each level of the tool.
pub fn take(session: &Session, choice: ChoiceIndex) -> Vec<Session> {
    let mut next = session.clone();
    next.apply(Event::Choose(choice)).expect("an offered choice is taken");
    let Phase::Assessing(..) = next.state().phase() else { return vec![next] };
    let reason = || "A reason.".to_owned();
    let levels = 0..session.content().tool.levels.len() as u8;
    levels
        .map(|level| {
            let (mut next, level) = (next.clone(), LevelIndex(level));
            for event in [
                Event::FirstImpression(level),
                Event::LockAnswers,
                Event::OwnLevel { level, confidence: Confidence::Sure, reason: reason(), cites: Vec::new() },
                Event::FinalLevel { level, reason: reason() },
                Event::Commit { actions: Vec::new(), reassess_hours: 24, safe_contact: String::new(), handover: String::new() },
            ] {
                next.apply(event).expect("an assessment is made");
            }
            next
        })
        .collect()
}

/// What a step shows, seen in the transcript alone.
fn shown(scenario: &Scenario, state: &State, from: usize, goals: &mut BTreeSet<Goal>) {
    for turn in &state.turns()[from..] {
        goals.extend(turn.said.reveals(scenario).iter().map(|fact| Goal::Fact(*fact)));
        match turn.said {
            Said::SceneLine(scene, place) => {
                goals.insert(Goal::Line(LineAt::Scene(scene, place)));
            }
            Said::ChoiceLine(choice, place) => {
                goals.insert(Goal::Line(LineAt::Choice(choice, place)));
            }
            Said::Choice(_) => {}
            Said::Ending(ending) => {
                goals.insert(Goal::Ending(ending));
            }
        }
    }
}

/// What the effects of a choice do to the variables; interrupts are left aside.
fn changes(scenario: &Scenario, before: &State, choice: &Choice) -> Vec<Goal> {
    let mut goals = Vec::new();
    let mut values: Vec<i32> = (0..scenario.variables.len() as u16).map(|at| before.value(VariableIndex(at))).collect();
    for effect in &choice.effects {
        let (at, value) = match *effect {
            Effect::Set(at, value) => (at, value),
            Effect::Start(at) => (at, (before.second() + choice.seconds).min(scenario.clock.max_seconds) as i32),
            Effect::Add(at, amount) => (at, values[at.at()] + amount),
        };
        let bounds = &scenario.variables[at.at()];
        if value < bounds.min {
            goals.push(Goal::Below(at));
        }
        if value > bounds.max {
            goals.push(Goal::Above(at));
        }
        let value = value.clamp(bounds.min, bounds.max);
        if value != values[at.at()] {
            goals.push(Goal::Changed(at));
        }
        values[at.at()] = value;
    }
    goals
}

/// Searches every state; gives nothing where there are more than so many.
pub fn search(content: &Arc<Content>, most: usize) -> Option<Naive> {
    let scenario = &content.scenario;
    let mut found = Naive::default();
    let mut numbers: BTreeMap<Whole, usize> = BTreeMap::new();
    let mut sessions: Vec<(Session, u32)> = Vec::new();
    let mut edges: Vec<Vec<Taken>> = Vec::new();
    let mut queue = VecDeque::new();
    for session in starts(content) {
        let mut goals = BTreeSet::from([Goal::Scene(scenario.start)]);
        shown(scenario, session.state(), 0, &mut goals);
        found.start_reveals.push(facts(&goals));
        for goal in goals {
            found.goals.entry(goal).or_insert(0);
        }
        let number = sessions.len();
        let drawn = (0..scenario.variations.len() as u16).map(|at| session.state().drawn(VariationIndex(at))).collect();
        found.starts.push((number, drawn));
        if numbers.insert(Whole::of(scenario, session.state()), number).is_none() {
            queue.push_back(number);
            sessions.push((session, 0));
        }
    }
    while let Some(number) = queue.pop_front() {
        if sessions.len() > most {
            return None;
        }
        let (session, depth) = sessions[number].clone();
        let state = session.state();
        if !matches!(state.phase(), Phase::Ended(_)) {
            for (choice, place) in scenario.scene(state.scene()).choices.iter().zip(0..) {
                let at = ChoiceRef { scene: state.scene(), choice: ChoiceIndex(place) };
                if let Some(when) = &choice.when {
                    let goal = if when.holds_in(state) { Goal::ChoiceHolds(at) } else { Goal::ChoiceFails(at) };
                    found.goals.entry(goal).or_insert(depth);
                }
            }
        }
        let mut after = Vec::new();
        for offer in state.offers() {
            let at = ChoiceRef { scene: state.scene(), choice: *offer };
            found.goals.entry(Goal::Choice(at)).or_insert(depth);
            for goal in changes(scenario, state, scenario.choice(at)) {
                found.goals.entry(goal).or_insert(depth + 1);
            }
            let all = take(&session, *offer);
            let graded = all.len() > 1;
            for (next, level) in all.into_iter().zip(0..) {
                let mut goals = BTreeSet::from([Goal::Scene(next.state().scene())]);
                shown(scenario, next.state(), state.turns().len(), &mut goals);
                let came = next.state().interrupted().iter().zip(state.interrupted()).zip(0..);
                goals.extend(came.filter(|((after, before), _)| after != before).map(|(_, place)| Goal::Interrupt(InterruptIndex(place))));
                let reveals = facts(&goals);
                for goal in goals {
                    found.goals.entry(goal).or_insert(depth + 1);
                }
                let new = sessions.len();
                let to = *numbers.entry(Whole::of(scenario, next.state())).or_insert(new);
                if to == new {
                    queue.push_back(new);
                    sessions.push((next, depth + 1));
                }
                after.push(Taken {
                    choice: ChoiceRef { scene: state.scene(), choice: *offer },
                    level: graded.then_some(level),
                    reveals,
                    to,
                });
            }
        }
        edges.resize(edges.len().max(number + 1), Vec::new());
        edges[number] = after;
    }
    found.states = sessions.len();
    let ended = |number: usize| matches!(sessions[number].0.state().phase(), Phase::Ended(_));
    let can = |goal: &dyn Fn(usize) -> bool| {
        let mut can: Vec<bool> = (0..sessions.len()).map(goal).collect();
        loop {
            let more: Vec<usize> =
                (0..sessions.len()).filter(|each| !can[*each] && edges[*each].iter().any(|taken| can[taken.to])).collect();
            if more.is_empty() {
                return can;
            }
            more.into_iter().for_each(|each| can[each] = true);
        }
    };
    let is_trap = |number: usize| !ended(number) && edges[number].is_empty();
    let (can_end, can_trap) = (can(&ended), can(&is_trap));
    found.choices_to_end = (0..sessions.len()).filter(|each| ended(*each)).map(|each| sessions[each].1).min();
    let is_endless = |number: usize| !can_end[number] && !can_trap[number];
    let mut entered: BTreeSet<usize> = (0..sessions.len()).filter(|each| sessions[*each].1 == 0).collect();
    entered.extend((0..sessions.len()).filter(|each| !is_endless(*each)).flat_map(|each| edges[each].iter().map(|taken| taken.to)));
    let mut first: BTreeMap<SceneIndex, u32> = BTreeMap::new();
    for (number, (session, depth)) in sessions.iter().enumerate() {
        let (scene, depth) = (session.state().scene(), *depth);
        if is_trap(number) {
            found.traps.entry(scene).or_insert(depth);
        } else if is_endless(number) {
            let first = *first.entry(scene).or_insert(depth);
            if entered.contains(&number) {
                found.endless.entry(scene).or_insert((first, depth));
            }
        }
    }
    found.ended = (0..sessions.len()).map(ended).collect();
    found.end_seconds = (0..sessions.len()).filter(|each| ended(*each)).map(|each| sessions[each].0.state().second()).collect();
    found.steps = edges;
    Some(found)
}
