//! What an officer has heard in a call and makes of it: which choice comes next.

use std::collections::{BTreeMap, BTreeSet};

use doorstep_scenario::{AssessmentIndex, ChoiceRef, FactIndex, SceneIndex};
use doorstep_simulator::{TurnIndex, View};

use crate::competence::{Competence, LineKey};
use crate::dice::Dice;
use crate::officer::{Manner, Officer, Stage};

/// How often something is asked again that brought nothing to light.
const MOST_TRIES: u32 = 3;
/// How often one aim is followed by a choice before it is let go.
const MOST_STEPS: u32 = 25;

/// What an officer follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Aim {
    Fact(FactIndex),
    Choice(ChoiceRef),
}

/// An officer in a call.
pub(crate) struct Mind<'a> {
    pub(crate) officer: &'a Officer,
    pub(crate) knows: &'a Competence,
    /// By stage and place the draw that a skill must exceed: a factor is thought of, or recognised, once for the call.
    draws: [Vec<f64>; 4],
    heard: BTreeMap<FactIndex, TurnIndex>,
    listened: usize,
    /// Attributes that were shown.
    seen: BTreeSet<(&'static str, String)>,
    taken: BTreeMap<ChoiceRef, u32>,
    steps: BTreeMap<Aim, u32>,
    let_go: BTreeSet<Aim>,
    assessed: BTreeSet<AssessmentIndex>,
}

impl<'a> Mind<'a> {
    pub(crate) fn new(officer: &'a Officer, knows: &'a Competence, numbers: &[u64]) -> Self {
        let counts = [knows.factors.len(), knows.factors.len(), 16, knows.sound.len() + knows.harmful_actions.len()];
        let draws = [0, 1, 2, 3].map(|stage: usize| {
            let mut dice = Dice::of(&[numbers, &[2, stage as u64]].concat());
            (0..counts[stage]).map(|_| dice.share()).collect()
        });
        Self {
            officer,
            knows,
            draws,
            heard: BTreeMap::new(),
            listened: 0,
            seen: BTreeSet::new(),
            taken: BTreeMap::new(),
            steps: BTreeMap::new(),
            let_go: BTreeSet::new(),
            assessed: BTreeSet::new(),
        }
    }

    /// Reads what has come since the last time.
    pub(crate) fn listen(&mut self, view: &View<'_>) {
        for turn in view.turns().skip(self.listened) {
            let at = LineKey::of(turn.turn.said);
            for fact in self.knows.tells.get(&at).into_iter().flatten() {
                self.heard.entry(*fact).or_insert(turn.index);
            }
            if let Some(shown) = self.knows.shows.get(&at) {
                self.seen.insert((shown.kind, shown.value.clone()));
            }
        }
        self.listened = view.turn_count();
    }

    /// The turn that told a fact, if nothing that corrects it was heard.
    pub(crate) fn stands(&self, fact: FactIndex) -> Option<TurnIndex> {
        let corrected = self.knows.replaced_by.get(&fact).is_some_and(|later| later.iter().any(|fact| self.heard.contains_key(fact)));
        self.heard.get(&fact).copied().filter(|_| !corrected)
    }

    /// The skill at a stage, less what a disparity takes from it.
    pub(crate) fn skill(&self, stage: Stage) -> f64 {
        let skill = self.officer.skills[stage as usize];
        match self.officer.disparity {
            Some(planted) if planted.stage == stage && self.seen.contains(&(planted.kind, planted.value.to_owned())) => {
                (skill - planted.less).max(0.0)
            }
            _ => skill,
        }
    }

    /// Whether the officer's skill carries in one respect: the same throughout a call.
    pub(crate) fn carries(&self, stage: Stage, place: usize) -> bool {
        self.draws[stage as usize].get(place).is_some_and(|draw| *draw < self.skill(stage))
    }

    /// The draw itself, for what depends on it otherwise.
    pub(crate) fn draw(&self, stage: Stage, place: usize) -> f64 {
        self.draws[stage as usize].get(place).copied().unwrap_or(1.0)
    }

    pub(crate) fn took(&mut self, choice: ChoiceRef) {
        *self.taken.entry(choice).or_default() += 1;
        if let Some(assessment) = self.knows.assess.get(&choice) {
            self.assessed.insert(*assessment);
        }
    }

    /// Whether an act was done by a choice.
    pub(crate) fn did(&self, choices: &[ChoiceRef]) -> bool {
        choices.iter().any(|choice| self.taken.contains_key(choice))
    }

    fn times(&self, choice: ChoiceRef) -> u32 {
        self.taken.get(&choice).copied().unwrap_or(0)
    }

    /// The choice that serves what the officer is after; nothing where nothing is offered.
    pub(crate) fn next(&mut self, offers: &[ChoiceRef], dice: &mut Dice) -> Option<ChoiceRef> {
        let here = offers.first()?.scene;
        let mut best: Option<(u32, Aim, ChoiceRef)> = None;
        for aim in self.aims() {
            match self.step_to(aim, here, offers) {
                Some((cost, choice)) if best.is_none_or(|(least, ..)| cost < least) => best = Some((cost, aim, choice)),
                _ => {}
            }
        }
        let Some((_, aim, choice)) = best else { return Some(self.move_on(offers, dice)) };
        let steps = self.steps.entry(aim).or_default();
        *steps += 1;
        if *steps >= MOST_STEPS {
            self.let_go.insert(aim);
        }
        Some(choice)
    }

    /// What the officer is after: facts of the lines of enquiry that were thought of, and acts known to be sound.
    fn aims(&self) -> Vec<Aim> {
        let thinks = |place: usize| self.officer.manner == Manner::Choices || self.carries(Stage::Elicit, place);
        let enquiries = self.knows.factors.iter().enumerate().filter(|(place, _)| thinks(*place));
        let open = enquiries.filter(|(_, factor)| !factor.settled(|fact| self.stands(fact).is_some()));
        let facts =
            open.flat_map(|(_, factor)| factor.enquiry.iter()).filter(|fact| !self.heard.contains_key(fact)).map(|fact| Aim::Fact(*fact));
        let acts = self.knows.sound.iter().enumerate().filter(|(place, act)| {
            // What can be decided at the assessment is decided there.
            act.action.is_none() && self.carries(Stage::Act, *place) && !self.did(&act.choices)
        });
        let routes = &self.knows.routes;
        let choices = acts.filter_map(|(_, act)| {
            act.choices.iter().filter(|choice| routes.choices.contains_key(choice)).min_by_key(|choice| routes.choices[choice].len())
        });
        facts.chain(choices.map(|choice| Aim::Choice(*choice))).filter(|aim| !self.let_go.contains(aim)).collect()
    }

    /// The next choice on the way to an aim, and when the play that takes the call well takes it: what comes first there comes first.
    fn step_to(&mut self, aim: Aim, here: SceneIndex, offers: &[ChoiceRef]) -> Option<(u32, ChoiceRef)> {
        let route = match aim {
            Aim::Fact(fact) => self.knows.routes.facts.get(&fact)?,
            Aim::Choice(choice) => self.knows.routes.choices.get(&choice)?,
        };
        let mut spent: BTreeMap<ChoiceRef, u32> = BTreeMap::new();
        let mut left: Vec<ChoiceRef> = Vec::new();
        for choice in route {
            let before = spent.entry(*choice).or_default();
            if self.times(*choice) <= *before {
                left.push(*choice);
            }
            *before += 1;
        }
        if left.is_empty() {
            // Everything on the way was done, and it did not come out: it is asked again, a few times.
            let last = *route.last()?;
            if self.times(last) >= MOST_TRIES {
                self.let_go.insert(aim);
                return None;
            }
            left.push(last);
        }
        // What was passed by is no longer on offer; what comes after it may be.
        for target in &left {
            let cost = self.knows.routes.place(*target);
            if offers.contains(target) {
                return Some((cost, *target));
            }
            if target.scene != here
                && let Some((_, choice)) = self.towards(target.scene, offers)
            {
                return Some((cost, choice));
            }
        }
        // Not from here: something has cut in, or it is too late.
        None
    }

    /// The offered choice that leads to a scene soonest, and how far it is.
    fn towards(&self, scene: SceneIndex, offers: &[ChoiceRef]) -> Option<(u32, ChoiceRef)> {
        let sound = |choice: &&ChoiceRef| !self.knows.harmful_choices.contains(choice) && !self.knows.assess.contains_key(choice);
        let way = |choice: &ChoiceRef| Some((self.knows.map.after(*choice, scene)?, *choice));
        offers.iter().filter(sound).filter_map(way).filter(|(_, choice)| self.times(*choice) < MOST_STEPS).min()
    }

    /// Nothing is left to learn: on to the assessment, and then to the end.
    fn move_on(&self, offers: &[ChoiceRef], dice: &mut Dice) -> ChoiceRef {
        let harmless: Vec<ChoiceRef> = offers.iter().copied().filter(|choice| !self.knows.harmful_choices.contains(choice)).collect();
        let of = if harmless.is_empty() { offers } else { &harmless };
        let due = |choice: &&ChoiceRef| self.knows.assess.get(choice).is_some_and(|point| !self.assessed.contains(point));
        if let Some(choice) = of.iter().find(due) {
            return *choice;
        }
        let open = self.knows.assess.iter().filter(|(_, point)| !self.assessed.contains(point)).map(|(choice, _)| choice.scene);
        let open: Vec<SceneIndex> = open.collect();
        let towards = |scenes: &[SceneIndex]| {
            let way = |choice: &ChoiceRef| {
                let far = scenes.iter().filter_map(|scene| self.knows.map.after(*choice, *scene)).min()?;
                // A way that was taken before did not lead there: it counts for more each time.
                Some((far + 3 * self.times(*choice), *choice))
            };
            of.iter().filter_map(way).min().map(|(_, choice)| choice)
        };
        // Somebody has cut in: as in the play, or with something harmless.
        let cut_in = self.knows.map.cuts_in.contains(&offers[0].scene);
        let fresh = |choice: &&ChoiceRef| self.times(**choice) == 0 && self.knows.routes.place(**choice) < u32::MAX;
        if let Some(choice) = of.iter().filter(|_| cut_in).find(fresh) {
            return *choice;
        }
        let ending = &self.knows.map.endings;
        let followed = if open.is_empty() { towards(ending) } else { towards(&open).or_else(|| towards(ending)) };
        // Where the map knows no way (a scene that cuts in), the least worn one.
        followed.unwrap_or_else(|| {
            let least = of.iter().map(|choice| self.times(*choice)).min().unwrap_or(0);
            let worn: Vec<ChoiceRef> = of.iter().copied().filter(|choice| self.times(*choice) == least).collect();
            worn[dice.below(worn.len())]
        })
    }
}
