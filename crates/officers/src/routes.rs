//! By which choices each thing is brought to light, and how scenes lie to each other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use doorstep_risk_tool::LevelIndex;
use doorstep_scenario::{ChoiceRef, FactIndex, Next, Scenario, SceneIndex};
use doorstep_simulator::{AssessmentPart, Confidence, Content, Event, Mode, Phase, Script, Session};

/// The shortest ways that a play which takes the call well shows: what remains of it when every choice is left out that can be.
#[derive(Clone, Debug, Default)]
pub(crate) struct Routes {
    pub(crate) facts: BTreeMap<FactIndex, Vec<ChoiceRef>>,
    pub(crate) choices: BTreeMap<ChoiceRef, Vec<ChoiceRef>>,
    /// The whole play.
    pub(crate) play: Vec<ChoiceRef>,
}

/// What a way leads to.
#[derive(Clone, Copy)]
enum Aim {
    Fact(FactIndex),
    Choice(ChoiceRef),
}

impl Aim {
    fn met(self, session: &Session) -> bool {
        match self {
            Self::Fact(fact) => session.state().heard_at(fact).is_some(),
            Self::Choice(choice) => session.state().path().iter().any(|(taken, _)| *taken == choice),
        }
    }
}

impl Routes {
    pub(crate) fn of(
        content: &Arc<Content>,
        good_play: &str,
        facts: &BTreeSet<FactIndex>,
        choices: &BTreeSet<ChoiceRef>,
    ) -> Result<Self, String> {
        let script = Script::parse(good_play).map_err(|error| error.to_string())?;
        let mut session = Session::start(content.clone(), 0, Mode::Rehearsal, None, false);
        script.play(&mut session).map_err(|error| error.to_string())?;
        let play: Vec<ChoiceRef> = session.state().path().iter().map(|(choice, _)| *choice).collect();
        let levels: Vec<LevelIndex> = session.state().assessments().iter().map(|committed| committed.last.level).collect();
        let walk = Walk { content, levels: &levels };
        let way = |aim: Aim| aim.met(&session).then(|| walk.shortest(&play, aim)).flatten();
        Ok(Self {
            facts: facts.iter().filter_map(|fact| Some((*fact, way(Aim::Fact(*fact))?))).collect(),
            choices: choices.iter().filter_map(|choice| Some((*choice, way(Aim::Choice(*choice))?))).collect(),
            play,
        })
    }

    /// When the play takes a choice: its place in it.
    pub(crate) fn place(&self, choice: ChoiceRef) -> u32 {
        self.play.iter().position(|taken| *taken == choice).map_or(u32::MAX, |place| place as u32)
    }

    /// Of some sets of facts the one that takes the fewest choices; nothing where no set is known to come to light.
    pub(crate) fn easiest(&self, sets: &[Vec<FactIndex>]) -> Vec<FactIndex> {
        let length = |set: &Vec<FactIndex>| -> Option<usize> { set.iter().map(|fact| Some(self.facts.get(fact)?.len())).sum() };
        let known = sets.iter().filter_map(|set| Some((length(set)?, set)));
        known.min_by_key(|(length, _)| *length).map(|(_, set)| set.clone()).unwrap_or_default()
    }
}

struct Walk<'a> {
    content: &'a Arc<Content>,
    /// The levels graded, in order.
    levels: &'a [LevelIndex],
}

impl Walk<'_> {
    /// Takes those of the choices that are on offer, until the aim is met; the choices taken, if it is.
    fn take(&self, choices: &[ChoiceRef], aim: Aim) -> Option<Vec<ChoiceRef>> {
        let mut session = Session::start(self.content.clone(), 0, Mode::Rehearsal, None, false);
        let mut taken = Vec::new();
        let mut graded = 0;
        for choice in choices {
            if !session.view().offers().any(|offer| offer.at == *choice) || session.apply(Event::Choose(choice.choice)).is_err() {
                continue;
            }
            taken.push(*choice);
            if aim.met(&session) {
                return Some(taken);
            }
            if let Phase::Assessing(..) = session.state().phase() {
                self.assess(&mut session, graded)?;
                graded += 1;
            }
        }
        None
    }

    fn assess(&self, session: &mut Session, number: usize) -> Option<()> {
        let level = *self.levels.get(number)?;
        let reason = || "As in the play.".to_owned();
        while let Phase::Assessing(_, part) = session.state().phase() {
            let event = match part {
                AssessmentPart::FirstImpression => Event::FirstImpression(level),
                AssessmentPart::Answers => Event::LockAnswers,
                AssessmentPart::OwnLevel => Event::OwnLevel { level, confidence: Confidence::Sure, reason: reason(), cites: Vec::new() },
                AssessmentPart::FinalLevel => Event::FinalLevel { level, reason: reason() },
                AssessmentPart::Plan => {
                    Event::Commit { actions: Vec::new(), reassess_hours: 24, safe_contact: String::new(), handover: String::new() }
                }
            };
            session.apply(event).ok()?;
        }
        Some(())
    }

    /// What remains of a play when every choice is left out, the last ones first, without which the aim is met all the same.
    fn shortest(&self, play: &[ChoiceRef], aim: Aim) -> Option<Vec<ChoiceRef>> {
        let mut way = self.take(play, aim)?;
        let mut place = way.len();
        while place > 0 {
            place -= 1;
            let mut fewer = way.clone();
            fewer.remove(place);
            if let Some(found) = self.take(&fewer, aim) {
                way = found;
                place = place.min(way.len());
            }
        }
        Some(way)
    }
}

/// How far it is from scene to scene, in choices; a harmful choice and an assessment count as many.
#[derive(Clone, Debug)]
pub(crate) struct Map {
    scenes: usize,
    /// Row by row, from scene to scene.
    distance: Vec<u32>,
    /// Where each choice leads.
    leads: BTreeMap<ChoiceRef, Vec<SceneIndex>>,
    /// Scenes with an ending.
    pub(crate) endings: Vec<SceneIndex>,
    /// Scenes that cut in.
    pub(crate) cuts_in: BTreeSet<SceneIndex>,
}

/// Nobody goes there.
const FAR: u32 = 1 << 20;
/// What a harmful choice, or an assessment, counts for on the way.
const DETOUR: u32 = 20;

impl Map {
    pub(crate) fn of(scenario: &Scenario, harmful: &BTreeSet<ChoiceRef>) -> Self {
        let scenes = scenario.scenes.len();
        let visits = |to: SceneIndex| -> Vec<SceneIndex> {
            let choices = scenario.choices().filter(move |(_, choice)| choice.next == Next::Visit(to)).map(|(at, _)| at.scene);
            choices.collect()
        };
        let mut leads = BTreeMap::new();
        let mut distance = vec![FAR; scenes * scenes];
        for (at, choice) in scenario.choices() {
            let to = match choice.next {
                Next::Stay => vec![at.scene],
                Next::Goto(scene) | Next::Visit(scene) => vec![scene],
                Next::Return => visits(at.scene),
            };
            let cost = if harmful.contains(&at) || choice.assess.is_some() { DETOUR } else { 1 };
            for scene in &to {
                let cell = &mut distance[at.scene.at() * scenes + scene.at()];
                *cell = cost.min(*cell);
            }
            leads.insert(at, to);
        }
        for scene in 0..scenes {
            distance[scene * scenes + scene] = 0;
        }
        for by in 0..scenes {
            for from in 0..scenes {
                for to in 0..scenes {
                    let way = distance[from * scenes + by] + distance[by * scenes + to];
                    let cell = &mut distance[from * scenes + to];
                    *cell = way.min(*cell);
                }
            }
        }
        let endings = (0..scenes).filter(|scene| scenario.scenes[*scene].ending.is_some()).map(|scene| SceneIndex(scene as u16)).collect();
        let cuts_in = scenario.interrupts.iter().map(|interrupt| interrupt.scene).collect();
        Self { scenes, distance, leads, endings, cuts_in }
    }

    fn distance(&self, from: SceneIndex, to: SceneIndex) -> u32 {
        self.distance.get(from.at() * self.scenes + to.at()).copied().unwrap_or(FAR)
    }

    /// How far a scene is when this choice is taken first; nothing where it does not lead there.
    pub(crate) fn after(&self, choice: ChoiceRef, to: SceneIndex) -> Option<u32> {
        let way = self.leads.get(&choice)?.iter().map(|scene| self.distance(*scene, to)).min()?;
        (way < FAR).then_some(way + 1)
    }
}
