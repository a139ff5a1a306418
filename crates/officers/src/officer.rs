//! A synthetic officer: skills that are known, noise, and what was planted.

use std::sync::Arc;

use doorstep_scenario::ChoiceRef;
use doorstep_simulator::{Event, Mode, Phase, Session};

use crate::case::Case;
use crate::dice::Dice;
use crate::mind::Mind;

/// More choices than this nobody takes: then the attempt stands as far as it has come.
const MOST_CHOICES: usize = 250;

/// The four places where a judgement goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Bringing it to light.
    Elicit,
    /// Seeing what it says.
    Recognise,
    /// Weighing it.
    Grade,
    /// Doing what follows.
    Act,
}

impl Stage {
    /// In the order of a call.
    pub const ALL: [Self; 4] = [Self::Elicit, Self::Recognise, Self::Grade, Self::Act];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Elicit => "elicit",
            Self::Recognise => "recognise",
            Self::Grade => "grade",
            Self::Act => "act",
        }
    }
}

/// How an officer's skill to elicit shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// A line of enquiry is thought of or not, once for the call; what is thought of is followed.
    Topics,
    /// Everything is thought of, but at each choice another one may be taken instead.
    Choices,
}

/// How somebody leans who judges, but not by what was heard alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bias {
    /// Answers half of what was not established with yes, and grades one level above what comes out, half of the time.
    OverCalling,
    /// Leaves half of what was recognised to be there open, and grades one level below what comes out, half of the time.
    UnderCalling,
    /// Grades the middle level (the upper of two), whatever was heard.
    AlwaysMedium,
}

/// Less skill where a person is shown to have an attribute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Disparity {
    /// The kind of the attribute: `origin`, `age` ...
    pub kind: &'static str,
    /// Its value.
    pub value: &'static str,
    /// At which stage.
    pub stage: Stage,
    /// By how much the skill is less, 0 to 1.
    pub less: f64,
}

/// A synthetic officer. Skills are probabilities, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Officer {
    /// By stage: thinks of a line of enquiry, recognises what was heard, grades as the level rule has it, knows that an act is sound.
    pub skills: [f64; 4],
    /// How skill to elicit shows.
    pub manner: Manner,
    /// The probability with which each single thing that is done is any other one instead.
    pub slip: f64,
    /// How they lean.
    pub bias: Option<Bias>,
    /// Less skill with some people.
    pub disparity: Option<Disparity>,
}

impl Officer {
    /// Somebody with these skills, a slip in 25, and nothing planted.
    pub const fn of(skills: [f64; 4]) -> Self {
        Self { skills, manner: Manner::Topics, slip: 0.04, bias: None, disparity: None }
    }

    /// The same skill at each stage.
    pub const fn even(skill: f64) -> Self {
        Self::of([skill; 4])
    }

    /// Takes a call. What the officer learns of it comes from the [`doorstep_simulator::View`] alone. `numbers` tell the officer, the case
    /// and the study apart: the same ones give the same attempt.
    pub fn take(&self, case: &Case, seed: u64, numbers: &[u64]) -> Session {
        let mut session = Session::start(Arc::clone(&case.content), seed, Mode::Rehearsal, Some(case.call.key_digest), false);
        let mut mind = Mind::new(self, &case.competence, numbers);
        let mut slips = Dice::of(&[numbers, &[1]].concat());
        for _ in 0..MOST_CHOICES {
            let view = session.view();
            mind.listen(&view);
            let events = match view.phase() {
                Phase::Ended(_) => break,
                Phase::Assessing(assessment, _) => mind.assess(&view, assessment, &mut slips),
                Phase::Call => {
                    let Some(choice) = self.choose(&mut mind, &session, &mut slips) else { break };
                    mind.took(choice);
                    vec![Event::Choose(choice.choice)]
                }
            };
            if events.into_iter().any(|event| session.apply(event).is_err()) {
                // Only a transcript of 100,000 turns refuses what a view offers.
                break;
            }
        }
        session
    }

    /// By stage: how often chance lets the skill carry in this attempt, and of how many times. It is what a perfect measure would see.
    pub(crate) fn luck(&self, case: &Case, numbers: &[u64]) -> [[f64; 2]; 4] {
        let mind = Mind::new(self, &case.competence, numbers);
        let knows = &case.competence;
        let asked = |place: &usize| !knows.factors[*place].enquiry.is_empty();
        let points = knows.grading.keys().map(|point| point.at()).collect();
        let places: [Vec<usize>; 4] = [
            (0..knows.factors.len()).filter(asked).collect(),
            (0..knows.factors.len()).filter(asked).collect(),
            points,
            (0..knows.sound.len()).collect(),
        ];
        Stage::ALL.map(|stage| {
            let places = &places[stage as usize];
            let carried = places.iter().filter(|place| mind.carries(stage, **place)).count();
            [carried as f64, places.len() as f64]
        })
    }

    fn choose(&self, mind: &mut Mind<'_>, session: &Session, slips: &mut Dice) -> Option<ChoiceRef> {
        let offers: Vec<ChoiceRef> = session.view().offers().map(|offer| offer.at).collect();
        let strays = match self.manner {
            Manner::Topics => self.slip,
            Manner::Choices => 1.0 - (1.0 - self.slip) * mind.skill(Stage::Elicit),
        };
        if slips.happens(strays) {
            return offers.get(slips.below(offers.len())).copied();
        }
        mind.next(&offers, slips)
    }
}
