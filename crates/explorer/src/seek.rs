//! A guided search for one play that does what is wanted.
//!
//! It goes through [`Session`]s, so a play that is found replays. States that differ in nothing that matters are looked at once. First
//! come states that show something new among those with as many open wishes (a scene, a value, a fact, a choice for the first time), then
//! those with fewer open wishes: a best-first width search, after N. Lipovetzky and H. Geffner, "Best-first width search: exploration and
//! exploitation in classical planning", AAAI 2017.
//!
//! Invariants:
//! - [`Found::Nowhere`] is said only where every state was looked at that a play can reach without losing the quest for good.
//! - No state is kept but by the way to it: a state is played again when its turn comes.

use std::collections::{BTreeSet, BinaryHeap};
use std::sync::Arc;

use crate::variants::conditions;
use doorstep_scenario::{
    AssessmentIndex, ChoiceIndex, ChoiceRef, FactIndex, Line, Number, Scenario, SceneIndex, Situation as _, Test, VariableIndex,
};
use doorstep_scoring::{Deadline, KeyTest, Scale, Tally};
use doorstep_simulator::{Content, Event, Mode, Phase, Session, State};

/// What a play is to do.
pub(crate) trait Quest {
    /// How many wishes are open; none is open where the play does what is wanted. Nothing where no way on can do it any more. The tally is
    /// there where the search has a key.
    fn open_wishes(&mut self, session: &Session, tally: Option<&Tally>) -> Option<u32>;

    /// The ways to make the assessment that is due, each with all its events. The likeliest first.
    fn assessments(&self, session: &Session) -> Vec<Vec<Event>>;
}

/// What came of a search.
#[derive(Debug)]
pub(crate) enum Found {
    /// A play that does it.
    Play(Box<Session>),
    /// No play does it: every one was looked at.
    Nowhere,
    /// None was found among the states that were looked at, and there are more.
    Open,
}

/// How a state was come to from another.
#[derive(Clone, Copy, Debug)]
enum Move {
    Start,
    Choose(ChoiceIndex),
    /// The way to make the assessment that is due, by its number.
    Assess(u16),
}

#[derive(Clone, Copy, Debug)]
struct Node {
    parent: u32,
    made_by: Move,
}

/// The order in which states are looked at: the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Turn {
    shows_nothing_new: bool,
    open: u32,
    depth: u32,
    node: u32,
}

/// A search over the plays of a call with these drawn details.
pub(crate) struct Seek<'a> {
    content: &'a Arc<Content>,
    seed: u64,
    /// How many states are looked at before the search is given up.
    most_states: usize,
    scale: Option<&'a Scale<'a>>,
    compare: Comparer,
}

impl<'a> Seek<'a> {
    /// A search. Two states are the same where neither the call nor, if there is one, the key can tell them apart.
    pub(crate) fn new(content: &'a Arc<Content>, scale: Option<&'a Scale<'a>>, seed: u64, most_states: usize) -> Self {
        Self { content, seed, most_states, scale, compare: Comparer::new(&content.scenario, scale) }
    }

    /// Looks for a play.
    pub(crate) fn find(&self, quest: &mut impl Quest) -> Found {
        let start = self.start();
        let tally = self.tally(&start);
        let Some(open) = quest.open_wishes(&start, tally.as_ref()) else { return Found::Nowhere };
        if open == 0 {
            return Found::Play(Box::new(start));
        }
        let mut nodes = vec![Node { parent: 0, made_by: Move::Start }];
        let mut known = BTreeSet::from([self.compare.fingerprint(start.state(), tally.as_ref())]);
        let mut news = News::new(&self.content.scenario);
        let mut waiting = BinaryHeap::new();
        waiting.push(std::cmp::Reverse(Turn { shows_nothing_new: !news.shows(start.state(), open), open, depth: 0, node: 0 }));
        let mut looked_at = 0;
        while let Some(std::cmp::Reverse(turn)) = waiting.pop() {
            if looked_at == self.most_states {
                return Found::Open;
            }
            looked_at += 1;
            let session = self.play_to(&nodes, turn.node, quest);
            for (made_by, events) in moves(&session, quest) {
                let mut next = session.clone();
                if events.into_iter().any(|event| next.apply(event).is_err()) {
                    continue;
                }
                let tally = self.tally(&next);
                if !known.insert(self.compare.fingerprint(next.state(), tally.as_ref())) {
                    continue;
                }
                let Some(open) = quest.open_wishes(&next, tally.as_ref()) else { continue };
                if open == 0 {
                    return Found::Play(Box::new(next));
                }
                // Far fewer states than 32 bits can number fit into memory.
                let node = nodes.len() as u32;
                nodes.push(Node { parent: turn.node, made_by });
                let shows_nothing_new = !news.shows(next.state(), open);
                waiting.push(std::cmp::Reverse(Turn { shows_nothing_new, open, depth: turn.depth + 1, node }));
            }
        }
        Found::Nowhere
    }

    fn tally(&self, session: &Session) -> Option<Tally> {
        self.scale.map(|scale| scale.tally(session))
    }

    fn start(&self) -> Session {
        Session::start(self.content.clone(), self.seed, Mode::Rehearsal, None, false)
    }

    fn play_to(&self, nodes: &[Node], node: u32, quest: &impl Quest) -> Session {
        let mut way = Vec::new();
        let mut at = node as usize;
        while let Move::Choose(_) | Move::Assess(_) = nodes[at].made_by {
            way.push(nodes[at].made_by);
            at = nodes[at].parent as usize;
        }
        let mut session = self.start();
        for step in way.into_iter().rev() {
            let events = match step {
                Move::Start => Vec::new(),
                Move::Choose(choice) => vec![Event::Choose(choice)],
                Move::Assess(number) => quest.assessments(&session).into_iter().nth(usize::from(number)).unwrap_or_default(),
            };
            for event in events {
                let _taken = session.apply(event).is_ok();
                debug_assert!(_taken, "what was taken once is taken again");
            }
        }
        session
    }
}

/// Every way on from here, with its events.
fn moves(session: &Session, quest: &impl Quest) -> Vec<(Move, Vec<Event>)> {
    match session.state().phase() {
        Phase::Call => session.state().offers().iter().map(|choice| (Move::Choose(*choice), vec![Event::Choose(*choice)])).collect(),
        Phase::Assessing(..) => {
            quest.assessments(session).into_iter().zip(0..).map(|(events, number)| (Move::Assess(number), events)).collect()
        }
        Phase::Ended(_) => Vec::new(),
    }
}

/// What has been seen among the states with so many open wishes.
struct News {
    facts_from: usize,
    scenes_from: usize,
    choices_from: usize,
    interrupts_from: usize,
    assessments_from: usize,
    values_from: usize,
    length: usize,
    seen: Vec<Vec<bool>>,
}

/// Values of a variable that are told apart; of more, only some are.
const VALUES: usize = 32;

impl News {
    fn new(scenario: &Scenario) -> Self {
        let facts_from = 2 * scenario.scenes.len();
        let choices_from = facts_from + scenario.facts.len();
        let interrupts_from = choices_from + scenario.choice_count();
        let assessments_from = interrupts_from + scenario.interrupts.len();
        let values_from = assessments_from + scenario.assessments.len();
        let length = values_from + VALUES * scenario.variables.len();
        Self {
            scenes_from: scenario.scenes.len(),
            facts_from,
            choices_from,
            interrupts_from,
            assessments_from,
            values_from,
            length,
            seen: Vec::new(),
        }
    }

    /// Whether a state shows something for the first time among those with so many open wishes; from now on it is seen.
    fn shows(&mut self, state: &State, open: u32) -> bool {
        let open = open as usize;
        if self.seen.len() <= open {
            self.seen.resize(open + 1, Vec::new());
        }
        let seen = &mut self.seen[open];
        seen.resize(self.length, false);
        let mut new = false;
        let mut see = |place: usize| new |= !std::mem::replace(&mut seen[place], true);
        see(state.scene().at());
        for scene in 0..self.facts_from - self.scenes_from {
            if state.visited(SceneIndex(scene as u16)) {
                see(self.scenes_from + scene);
            }
        }
        for fact in 0..self.choices_from - self.facts_from {
            if state.heard(FactIndex(fact as u16)) {
                see(self.facts_from + fact);
            }
        }
        for (choice, chosen) in state.chosen_by_number().iter().enumerate() {
            if *chosen {
                see(self.choices_from + choice);
            }
        }
        for (interrupt, came) in state.interrupted().iter().enumerate() {
            if *came {
                see(self.interrupts_from + interrupt);
            }
        }
        for assessment in 0..self.values_from - self.assessments_from {
            if state.committed(AssessmentIndex(assessment as u16)) {
                see(self.assessments_from + assessment);
            }
        }
        for variable in 0..(self.length - self.values_from) / VALUES {
            let value = state.value(VariableIndex(variable as u16));
            see(self.values_from + VALUES * variable + value.rem_euclid(VALUES as i32) as usize);
        }
        new
    }
}

/// What tells two states apart.
struct Comparer {
    variables: usize,
    facts: usize,
    scenes: usize,
    /// The `before` tests of the key: a choice and a fact.
    before: Vec<(ChoiceRef, FactIndex)>,
    clock_matters: bool,
}

impl Comparer {
    fn new(scenario: &Scenario, scale: Option<&Scale<'_>>) -> Self {
        let mut clock_matters = false;
        let mut before = Vec::new();
        each_test(scenario, &mut |test| clock_matters |= !ignores_the_clock(test));
        if let Some(scale) = scale {
            let key = scale.key();
            for condition in conditions(key) {
                condition.each_test(&mut |test| match test {
                    KeyTest::Call(test) => clock_matters |= !ignores_the_clock(test),
                    KeyTest::Before(choice, fact) => before.push((*choice, *fact)),
                    _ => {}
                });
            }
            clock_matters |= key.acts.iter().any(|act| matches!(act.by, Some(Deadline::Second(_))));
        }
        Self { variables: scenario.variables.len(), facts: scenario.facts.len(), scenes: scenario.scenes.len(), before, clock_matters }
    }

    /// Bytes that are the same for two states only where no way on can tell them apart. What was heard and done by an assessment point
    /// is in the tally.
    fn fingerprint(&self, state: &State, tally: Option<&Tally>) -> Box<[u8]> {
        let mut bytes = Vec::with_capacity(128);
        let phase = match state.phase() {
            Phase::Call => 0,
            Phase::Assessing(..) => 1,
            Phase::Ended(_) => 2,
        };
        bytes.push(phase);
        bytes.extend_from_slice(&state.scene().0.to_le_bytes());
        if self.clock_matters {
            bytes.extend_from_slice(&state.second().to_le_bytes());
        }
        // Visits are at most eight deep, a tool has at most 255 levels.
        bytes.push(state.visits().len() as u8);
        state.visits().iter().for_each(|scene| bytes.extend_from_slice(&scene.0.to_le_bytes()));
        (0..self.variables).for_each(|variable| bytes.extend_from_slice(&state.value(VariableIndex(variable as u16)).to_le_bytes()));
        bytes.extend_from_slice(&(state.assessments().len() as u32).to_le_bytes());
        for committed in state.assessments() {
            bytes.extend_from_slice(&committed.assessment.0.to_le_bytes());
            bytes.push(committed.last.level.0);
        }
        if let Some(tally) = tally {
            bytes.extend(tally.factors.iter().map(|factor| {
                factor.heard as u8 | u8::from(factor.waived) << 3 | u8::from(factor.answerable) << 4 | (factor.answer as u8) << 5
            }));
            bytes.extend(tally.acts.iter().map(|act| act.done.map_or(0, |done| 1 + done as u8) | u8::from(act.in_play) << 4));
        }
        let heard = (0..self.facts).map(|fact| state.heard(FactIndex(fact as u16)));
        let visited = (0..self.scenes).map(|scene| state.visited(SceneIndex(scene as u16)));
        let chosen = state.chosen_by_number().iter().copied();
        let interrupted = state.interrupted().iter().copied();
        let before = self.before.iter().map(|(choice, fact)| was_before(state, *choice, *fact));
        for (place, bit) in heard.chain(visited).chain(chosen).chain(interrupted).chain(before).enumerate() {
            if place.is_multiple_of(8) {
                bytes.push(0);
            }
            if let Some(last) = bytes.last_mut() {
                *last |= u8::from(bit) << (place % 8);
            }
        }
        bytes.into_boxed_slice()
    }
}

/// Whether a choice was taken before a fact was heard, as far as the play has come.
fn was_before(state: &State, choice: ChoiceRef, fact: FactIndex) -> bool {
    let Some(taken) = state.path().iter().position(|(at, _)| *at == choice) else { return false };
    let heard = state.heard_at(fact).and_then(|turn| state.turns().get(turn.at()));
    heard.is_none_or(|turn| turn.step as usize > taken)
}

/// Whether what a test asks does not depend on the call's time.
fn ignores_the_clock(test: &Test) -> bool {
    let constant = |number: &Number| !matches!(number, Number::Clock);
    match test {
        Test::Compare(left, _, right) => constant(left) && constant(right),
        test => matches!(test, Test::Flag(_) | Test::Heard(_) | Test::Visited(_) | Test::Chosen(_) | Test::Committed(_) | Test::Drawn(..)),
    }
}

/// Calls `visit` with every test of the call's conditions.
pub(crate) fn each_test(scenario: &Scenario, visit: &mut impl FnMut(&Test)) {
    let line = |line: &Line, visit: &mut dyn FnMut(&Test)| {
        if let Some(when) = &line.when {
            when.each_test(&mut |test| visit(test));
        }
    };
    for scene in &scenario.scenes {
        scene.lines.iter().for_each(|each| line(each, visit));
        for choice in &scene.choices {
            if let Some(when) = &choice.when {
                when.each_test(&mut |test| visit(test));
            }
            choice.lines.iter().for_each(|each| line(each, visit));
        }
    }
    for interrupt in &scenario.interrupts {
        interrupt.when.each_test(&mut |test| visit(test));
    }
}
