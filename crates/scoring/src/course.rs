//! What happened in an attempt, in order, as the other parts of the scoring ask for it.

use doorstep_risk_tool::{Claim, Item, RiskTool};
use doorstep_scenario::{AssessmentIndex, ChoiceRef, FactIndex, Scenario};
use doorstep_simulator::{Committed, Session, SheetEntry, State, TurnIndex, View};

use crate::gate::Gates;
use crate::links::Links;
use crate::{AnswerKey, Deadline, Doing, KeyTest, Policy, factors};

/// An attempt beside its key.
pub(crate) struct Course<'a> {
    pub(crate) state: &'a State,
    pub(crate) view: View<'a>,
    pub(crate) scenario: &'a Scenario,
    pub(crate) tool: &'a RiskTool,
    pub(crate) key: &'a AnswerKey,
    pub(crate) policy: &'a Policy,
    /// Which items of the key are scored.
    pub(crate) gates: &'a Gates,
    /// Which items speak for which factor, and which facts replace which.
    pub(crate) links: &'a Links,
    /// For each choice of the call, by its number over all scenes, its first place among those taken.
    pub(crate) first_places: Vec<Option<usize>>,
    /// The assessment at which the factors are judged: the last that was committed.
    pub(crate) last: Option<&'a Committed>,
    /// What the tool's answers say of each factor then; "not established" where nothing was committed.
    pub(crate) claims: Vec<Claim>,
    /// Whether each factor is judged in this attempt: one that belongs to another variant or branch is not.
    pub(crate) applies: Vec<bool>,
    /// When each act of the key was first done.
    pub(crate) done: Vec<Option<Moment>>,
    /// The choices on offer at each step, in order; none where nobody tells of ways that were passed by.
    pub(crate) offered: Vec<Vec<ChoiceRef>>,
}

/// A moment of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// Choices and commits in order: the choice with number n has 2n + 1, a commit after n choices has 2n.
    pub(crate) order: u64,
    /// Seconds of call time.
    pub(crate) second: u32,
    /// The choice (by number, from 0), where it was one.
    pub(crate) step: Option<u32>,
}

impl Moment {
    /// The moment of a commit.
    pub(crate) fn of_commit(committed: &Committed) -> Self {
        Self { order: 2 * u64::from(committed.step), second: committed.second, step: None }
    }

    /// The choice (by number, from 0) behind it: itself, or the one that led to the assessment.
    pub(crate) fn choice_behind(self) -> Option<u32> {
        // An order is twice a number of choices, which has 32 bits.
        self.order.checked_sub(1).map(|order| (order / 2) as u32)
    }
}

impl<'a> Course<'a> {
    pub(crate) fn new(session: &'a Session, key: &'a AnswerKey, policy: &'a Policy, gates: &'a Gates, links: &'a Links) -> Self {
        let state = session.state();
        let content = session.content();
        let mut course = Self {
            state,
            view: session.view(),
            scenario: &content.scenario,
            tool: &content.tool,
            key,
            policy,
            gates,
            links,
            first_places: first_places(state, &content.scenario),
            last: state.assessments().last(),
            claims: Vec::new(),
            applies: Vec::new(),
            done: Vec::new(),
            offered: Vec::new(),
        };
        course.claims = (0..key.factors.len()).map(|factor| course.claim(factor)).collect();
        course.done = key.acts.iter().map(|act| course.first_of(&act.any_of)).collect();
        course.applies = key.factors.iter().map(|factor| factor.when.as_ref().is_none_or(|when| course.holds(when))).collect();
        course
    }

    /// How many turns there were when the factors are judged: what they revealed is what was heard.
    fn turns_then(&self) -> usize {
        self.last.map_or(self.state.turns().len(), |committed| committed.turns as usize)
    }

    /// The turn that first revealed the fact, if that was before the factors are judged.
    pub(crate) fn heard_then(&self, fact: FactIndex) -> Option<TurnIndex> {
        self.state.heard_at(fact).filter(|turn| turn.at() < self.turns_then())
    }

    /// The same, if the fact stood then: what was replaced before, by one that corrects it, is no ground.
    pub(crate) fn stood_then(&self, fact: FactIndex) -> Option<TurnIndex> {
        self.heard_then(fact).filter(|_| self.replaced_before(fact, self.turns_then()).is_none())
    }

    /// Which fact first replaced this one in the first so many turns, and the turn that revealed it.
    pub(crate) fn replaced_before(&self, fact: FactIndex, turns: usize) -> Option<(TurnIndex, FactIndex)> {
        let heard = |later: FactIndex| Some((self.state.heard_at(later).filter(|turn| turn.at() < turns)?, later));
        self.links.replacing(fact).iter().copied().filter_map(heard).min_by_key(|(turn, _)| *turn)
    }

    /// The same, by when the factors are judged.
    pub(crate) fn replaced_then(&self, fact: FactIndex) -> Option<(TurnIndex, FactIndex)> {
        self.replaced_before(fact, self.turns_then())
    }

    /// The facts that a turn reveals.
    pub(crate) fn reveals(&self, turn: TurnIndex) -> &'a [FactIndex] {
        self.state.turns().get(turn.at()).map_or(&[], |turn| turn.said.reveals(self.scenario))
    }

    /// Whether any item of the tool speaks for a factor of the key, by its place there.
    pub(crate) fn is_answerable(&self, factor: usize) -> bool {
        !self.links.items(factor).is_empty()
    }

    /// The tool's items that speak for a factor: those that share a construct.
    pub(crate) fn items_for(&self, factor: usize) -> impl Iterator<Item = &Item> {
        let items = &self.tool.items;
        self.links.items(factor).iter().filter_map(|index| items.get(index.at()))
    }

    /// What a form held for the items that speak for a factor.
    pub(crate) fn entries_in<'s>(&'s self, sheet: &'s [SheetEntry], factor: usize) -> impl Iterator<Item = &'s SheetEntry> {
        self.links.items(factor).iter().filter_map(|index| sheet.get(index.at()))
    }

    /// The same of the form as committed.
    pub(crate) fn entries_for(&self, factor: usize) -> impl Iterator<Item = &SheetEntry> {
        self.entries_in(self.last.map_or(&[], |committed| committed.sheet.as_slice()), factor)
    }

    /// Whether an item that speaks for both factors cites the turn.
    pub(crate) fn cites_for_both(&self, factor: usize, other: usize, turn: TurnIndex) -> bool {
        let Some(committed) = self.last else { return false };
        let of_other = self.links.items(other);
        self.links
            .items(factor)
            .iter()
            .filter(|index| of_other.contains(index))
            .any(|index| committed.sheet.get(index.at()).is_some_and(|entry| entry.cites.contains(&turn)))
    }

    fn claim(&self, factor: usize) -> Claim {
        factors::joint_claim(self.entries_for(factor).map(|entry| entry.answer().claim()))
    }

    /// The last commit of an assessment point: the one that counts.
    pub(crate) fn committed(&self, assessment: AssessmentIndex) -> Option<&'a Committed> {
        self.state.assessments().iter().rfind(|each| each.assessment == assessment)
    }

    /// When a choice was first taken.
    pub(crate) fn first_taken(&self, choice: ChoiceRef) -> Option<Moment> {
        let place = self.first_places.get(self.scenario.choice_number(choice)).copied().flatten()?;
        Some(self.choice_moment(place))
    }

    /// When a choice was last taken.
    pub(crate) fn last_taken(&self, choice: ChoiceRef) -> Option<Moment> {
        let place = self.state.path().iter().rposition(|(taken, _)| *taken == choice)?;
        Some(self.choice_moment(place))
    }

    fn choice_moment(&self, place: usize) -> Moment {
        let second = self.state.path().get(place).map_or(0, |(_, second)| *second);
        // A session takes at most 100,000 turns, so a place fits.
        Moment { order: 2 * place as u64 + 1, second, step: Some(place as u32) }
    }

    /// When one of these was first done.
    pub(crate) fn first_of(&self, doings: &[Doing]) -> Option<Moment> {
        doings.iter().filter_map(|doing| self.first(*doing)).min_by_key(|moment| moment.order)
    }

    fn first(&self, doing: Doing) -> Option<Moment> {
        let commit = |wanted: &dyn Fn(&Committed) -> bool| self.state.assessments().iter().find(|each| wanted(each)).map(Moment::of_commit);
        match doing {
            Doing::Choice(choice) => self.first_taken(choice),
            Doing::Action(action) => commit(&|committed| committed.actions.contains(&action)),
            Doing::Assessment(assessment) => commit(&|committed| committed.assessment == assessment),
        }
    }

    /// Whether a moment is after a deadline. Where the assessment point was never committed, its deadline has not passed.
    pub(crate) fn is_late(&self, moment: Moment, deadline: Option<Deadline>) -> bool {
        match deadline {
            None => false,
            Some(Deadline::Second(second)) => moment.second > second,
            Some(Deadline::Assessment(assessment)) => {
                self.first(Doing::Assessment(assessment)).is_some_and(|commit| moment.order > commit.order)
            }
        }
    }

    /// Whether a condition of the key holds at the end of the attempt.
    pub(crate) fn holds(&self, condition: &crate::KeyCondition) -> bool {
        condition.holds(&mut |test| self.test(*test))
    }

    fn test(&self, test: KeyTest) -> bool {
        use doorstep_simulator::Phase;
        match test {
            KeyTest::Call(test) => test.holds(self.state),
            KeyTest::Ended => matches!(self.state.phase(), Phase::Ended(_)),
            KeyTest::Ending(ending) => self.state.phase() == Phase::Ended(ending),
            KeyTest::DoneAct(act) => self.done.get(usize::from(act)).is_some_and(Option::is_some),
            KeyTest::DoneGroup(group) => {
                self.key.acts.iter().zip(&self.done).any(|(act, done)| act.group == group && act.value > 0 && done.is_some())
            }
            KeyTest::Level(assessment, comparison, level) => {
                self.committed(assessment).is_some_and(|committed| comparison.holds(committed.last.level, level))
            }
            KeyTest::Answered(factor, claim, is) => self.claims.get(usize::from(factor)).is_some_and(|answer| (*answer == claim) == is),
            KeyTest::Before(choice, fact) => self.first_taken(choice).is_some_and(|taken| {
                let heard = self.state.heard_at(fact).and_then(|turn| self.state.turns().get(turn.at()));
                // A turn's step counts the choices up to it, so what this choice itself brought out was heard after it.
                heard.is_none_or(|turn| taken.step.is_some_and(|step| turn.step > step))
            }),
        }
    }
}

/// For each choice of the call, by its number over all scenes, its first place among those taken.
fn first_places(state: &State, scenario: &Scenario) -> Vec<Option<usize>> {
    let mut places = vec![None; scenario.choice_count()];
    for ((choice, _), place) in state.path().iter().zip(0..) {
        places[scenario.choice_number(*choice)].get_or_insert(place);
    }
    places
}
