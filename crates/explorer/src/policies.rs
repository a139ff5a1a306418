//! What somebody scores who does not know the subject: policies that play a call by rule and fill in its form by rule.
//!
//! Invariants:
//! - A policy acts on what a [`View`] shows, as a trainee does, and on what it did before.
//! - Every play is scored by the same rules as an attempt. The score is used for statistics over plays only.
//! - The same call, key, seed and number of runs give the same figures.

use std::sync::Arc;

use doorstep_scenario::{ChoiceIndex, ChoiceRef, Manner};
use doorstep_scoring::{Ratio, Scale, Tally};
use doorstep_simulator::{Content, Event, Mode, Offer, Phase, Session, View};

use crate::coverage::LONGEST_PLAY;
use crate::dice::Dice;
use crate::intervals::{Interval, mean, percentile};
use crate::{SheetPolicy, words};

/// How somebody chooses who does not judge. But for `Uniform`, a choice that was taken gives way to those taken less often: whoever takes
/// the same one for ever does not come to an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChoicePolicy {
    /// Any choice, each equally likely.
    Uniform,
    /// The first one.
    AlwaysFirst,
    /// The one with the most letters.
    AlwaysLongest,
    /// Says what can be said, in any order, before it does anything.
    AskEverything,
    /// Does what can be done, in any order, and says something only where nothing can be done.
    AskNothing,
    /// Takes what sounds like the strongest measure (arrest, ambulance, supervisor, report and the like, by a list of words), else any.
    AlwaysEscalate,
}

impl ChoicePolicy {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Uniform, Self::AlwaysFirst, Self::AlwaysLongest, Self::AskEverything, Self::AskNothing, Self::AlwaysEscalate];

    /// The name as people and programs read it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Uniform => "uniform",
            Self::AlwaysFirst => "always-first",
            Self::AlwaysLongest => "always-longest",
            Self::AskEverything => "ask-everything",
            Self::AskNothing => "ask-nothing",
            Self::AlwaysEscalate => "always-escalate",
        }
    }

    /// The choice that it takes; nothing where none is offered.
    fn pick(self, view: &View<'_>, taken: &Taken, dice: &mut Dice) -> Option<ChoiceIndex> {
        let offers = view.offers();
        if self == Self::Uniform {
            let place = dice.below(offers.len());
            return view.offers().nth(place).map(|offer| offer.choice);
        }
        let mut best: Vec<ChoiceIndex> = Vec::new();
        let mut least = None;
        for offer in offers {
            let rank = (taken.times(offer.at), self.rank(view, &offer));
            if least.is_none_or(|least| rank < least) {
                least = Some(rank);
                best.clear();
            }
            if least == Some(rank) {
                best.push(offer.choice);
            }
        }
        let place = if matches!(self, Self::AlwaysFirst | Self::AlwaysLongest) { 0 } else { dice.below(best.len()) };
        best.get(place).copied()
    }

    /// The lower, the sooner it is taken.
    fn rank(self, view: &View<'_>, offer: &Offer<'_>) -> i64 {
        match self {
            Self::Uniform | Self::AlwaysFirst => 0,
            // A text is far shorter than the numbers' end.
            Self::AlwaysLongest => -(view.pieces(offer.text).map(|piece| piece.chars().count()).sum::<usize>() as i64),
            Self::AskEverything => i64::from(offer.manner == Manner::Do),
            Self::AskNothing => i64::from(offer.manner == Manner::Say),
            Self::AlwaysEscalate => i64::from(!words::escalates(&view.words(offer.text))),
        }
    }
}

/// How often each choice was taken in a play.
#[derive(Default)]
struct Taken(Vec<(ChoiceRef, u32)>);

impl Taken {
    fn times(&self, choice: ChoiceRef) -> u32 {
        self.0.iter().find(|(at, _)| *at == choice).map_or(0, |(_, times)| *times)
    }

    fn count(&mut self, choice: ChoiceRef) {
        match self.0.iter_mut().find(|(at, _)| *at == choice) {
            Some((_, times)) => *times += 1,
            None => self.0.push((choice, 1)),
        }
    }
}

/// A way to choose with a way to fill in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Policy {
    /// How it chooses.
    pub choices: ChoicePolicy,
    /// How it fills in an assessment.
    pub sheet: SheetPolicy,
}

impl Policy {
    /// All of them, choices by choices.
    pub fn all() -> impl Iterator<Item = Self> {
        ChoicePolicy::ALL.into_iter().flat_map(|choices| SheetPolicy::ALL.into_iter().map(move |sheet| Self { choices, sheet }))
    }

    /// The name as people and programs read it, for instance `always-first/all-unknown`.
    pub fn word(self) -> String {
        format!("{}/{}", self.choices.word(), self.sheet.word())
    }

    /// Plays a call to its end, or to [`LONGEST_PLAY`] choices.
    pub fn play(self, content: &Arc<Content>, seed: u64, run: u64) -> Session {
        let mut dice = Dice::new(seed, run);
        let mut session = Session::start(content.clone(), run, Mode::Rehearsal, None, false);
        let mut taken = Taken::default();
        for _ in 0..LONGEST_PLAY {
            let view = session.view();
            let went_on = match view.phase() {
                Phase::Ended(_) => break,
                Phase::Assessing(..) => self.sheet.assess(&mut session, &mut dice),
                Phase::Call => {
                    let Some(choice) = self.choices.pick(&view, &taken, &mut dice) else { break };
                    taken.count(ChoiceRef { scene: session.state().scene(), choice });
                    session.apply(Event::Choose(choice))
                }
            };
            if went_on.is_err() {
                // Only a transcript of 100,000 turns refuses what is offered; the play stands as far as it came.
                break;
            }
        }
        session
    }
}

/// What a policy scores, over many plays: 0 to 100.
#[derive(Clone, Debug, PartialEq)]
pub struct Chance {
    /// The policy.
    pub policy: Policy,
    /// The mean with its 95 % interval.
    pub mean: Interval,
    /// The 95th percentile: 95 of 100 plays score at most so much.
    pub p95: f64,
    /// How many plays.
    pub runs: u32,
    /// The number of a play that scores the 95th percentile, for [`Policy::play`].
    pub p95_run: u64,
    /// How many of the plays came to an ending.
    pub ended: u32,
}

/// What every policy scores. The details that vary are drawn anew for each run. Nothing for a call with nothing to score.
pub fn chance(content: &Arc<Content>, scale: &Scale<'_>, runs: u32, seed: u64) -> Vec<Chance> {
    chance_seen(content, scale, runs, seed, &mut |_, _| {})
}

/// The same; every play is shown to `see`, with what it came to.
pub(crate) fn chance_seen(
    content: &Arc<Content>,
    scale: &Scale<'_>,
    runs: u32,
    seed: u64,
    see: &mut impl FnMut(&Session, &Tally),
) -> Vec<Chance> {
    Policy::all().filter_map(|policy| of_policy(policy, content, scale, runs, seed, see)).collect()
}

fn of_policy(
    policy: Policy,
    content: &Arc<Content>,
    scale: &Scale<'_>,
    runs: u32,
    seed: u64,
    see: &mut impl FnMut(&Session, &Tally),
) -> Option<Chance> {
    let mut ended = 0;
    let mut scores: Vec<(f64, u64)> = Vec::new();
    for run in 0..u64::from(runs) {
        let session = policy.play(content, seed, run);
        ended += u32::from(matches!(session.state().phase(), Phase::Ended(_)));
        let tally = scale.tally(&session);
        see(&session, &tally);
        scores.push((number(tally.score?), run));
    }
    scores.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
    let values: Vec<f64> = scores.iter().map(|(score, _)| *score).collect();
    let place = crate::intervals::rank(values.len(), 95)?;
    Some(Chance { policy, mean: mean(&values)?, p95: percentile(&values, 95)?, runs, p95_run: scores[place].1, ended })
}

/// A ratio as a number; ratios of a score have numerators and denominators far below 2 to the power of 53.
pub(crate) fn number(ratio: Ratio) -> f64 {
    ratio.numerator() as f64 / ratio.denominator() as f64
}
