//! Points that no play can earn, and points that every play earns.

use std::sync::Arc;

use doorstep_scoring::{Lateness, Scale, Tally};
use doorstep_simulator::{Content, Event, Phase, Session};

use crate::best_sheet::{assessments, every_level};
use crate::future::{Future, true_sets};
use crate::observed::{Observed, Seen};
use crate::seek::{Found, Quest, Seek};
use crate::variants::Variant;

/// What is proven of the points of a key: places in its factors, acts and assessment points.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proven {
    /// Required factors whose truth no play hears.
    pub factors_never: Vec<usize>,
    /// Required factors whose truth every play hears that comes to an end.
    pub factors_always: Vec<usize>,
    /// Acts with a positive value that no play does in time while they are expected.
    pub acts_never: Vec<usize>,
    /// Acts with a positive value that every play does in time that comes to an end.
    pub acts_always: Vec<usize>,
    /// Assessment points that no play commits.
    pub assessments_never: Vec<usize>,
    /// Assessment points that every play commits that comes to an end.
    pub assessments_always: Vec<usize>,
}

/// A point of the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Point {
    Factor(usize),
    Act(usize),
    Assessment(usize),
}

impl Point {
    fn is_earned(self, tally: &Tally) -> bool {
        match self {
            Self::Factor(place) => tally.factors[place].counts() && tally.factors[place].is_heard(),
            Self::Act(place) => tally.acts[place].in_play && tally.acts[place].done == Some(Lateness::InTime),
            Self::Assessment(place) => tally.levels[place].is_some(),
        }
    }
}

/// What can be proven of the points that the plays seen so far all missed, or all earned. `most_states` bounds the search for each. The
/// plays that a search finds are added to what was seen.
pub(crate) fn prove(content: &Arc<Content>, scale: &Scale<'_>, variants: &[Variant], seen: &mut Observed, most_states: usize) -> Proven {
    let key = scale.key();
    let future = Future::of(&content.scenario);
    let no_source = |place: usize| {
        let sets = true_sets(&key.factors[place]);
        sets.iter().all(|set| set.iter().any(|fact| future.has_no_source(*fact)))
    };
    let answerable = |place: &usize| key.factors[*place].required && key.factors[*place].items(&content.tool).next().is_some();
    let required: Vec<usize> = (0..key.factors.len()).filter(answerable).collect();
    let positive: Vec<usize> = (0..key.acts.len()).filter(|place| key.acts[*place].value > 0).collect();
    let mut proven = Proven::default();
    let mut prover = Prover { content, scale, variants, future: &future, most_states, seen };
    for place in required {
        let state = prover.seen.factors[place];
        match prover.settle(Point::Factor(place), state, no_source(place)) {
            Settled::Never => proven.factors_never.push(place),
            Settled::Always => proven.factors_always.push(place),
            Settled::Neither => {}
        }
    }
    for place in positive {
        let state = prover.seen.acts[place];
        match prover.settle(Point::Act(place), state, key.acts[place].any_of.is_empty()) {
            Settled::Never => proven.acts_never.push(place),
            Settled::Always => proven.acts_always.push(place),
            Settled::Neither => {}
        }
    }
    for place in 0..key.assessments.len() {
        let state = prover.seen.assessments[place];
        match prover.settle(Point::Assessment(place), state, false) {
            Settled::Never => proven.assessments_never.push(place),
            Settled::Always => proven.assessments_always.push(place),
            Settled::Neither => {}
        }
    }
    proven
}

enum Settled {
    Never,
    Always,
    /// Some plays earn it and others do not, or it was not settled.
    Neither,
}

struct Prover<'a> {
    content: &'a Arc<Content>,
    scale: &'a Scale<'a>,
    variants: &'a [Variant],
    future: &'a Future<'a>,
    most_states: usize,
    seen: &'a mut Observed,
}

impl Prover<'_> {
    fn settle(&mut self, point: Point, seen: Seen, plainly_never: bool) -> Settled {
        if plainly_never {
            return Settled::Never;
        }
        let earn = match (seen.by_one, seen.by_all) {
            (true, false) => return Settled::Neither,
            (true, true) => false,
            (false, _) => true,
        };
        for variant in self.variants {
            let mut quest = PointQuest { scale: self.scale, future: self.future, point, earn };
            match Seek::new(self.content, Some(self.scale), variant.seed, self.most_states).find(&mut quest) {
                Found::Play(session) => {
                    let tally = self.scale.tally(&session);
                    self.seen.add(&session, &tally);
                    return Settled::Neither;
                }
                Found::Open => return Settled::Neither,
                Found::Nowhere => {}
            }
        }
        if earn { Settled::Never } else { Settled::Always }
    }
}

/// A play to its end that earns a point, or one that does not.
struct PointQuest<'a> {
    scale: &'a Scale<'a>,
    future: &'a Future<'a>,
    point: Point,
    earn: bool,
}

impl PointQuest<'_> {
    /// Whether a factor's facts can still come, and how much is to be done for them; 1 for other points.
    fn way(&self, session: &Session) -> Option<u32> {
        let ahead = self.future.from(session.state());
        match self.point {
            Point::Factor(place) => {
                let way = ahead.way_to_factor(&self.scale.key().factors[place]);
                way.filter(|way| *way > 0 || ahead.may_assess()).map(|way| way + 1)
            }
            Point::Act(place) => {
                let act = &self.scale.key().acts[place];
                (act.when.is_some() || ahead.may_do(act)).then_some(1)
            }
            Point::Assessment(_) => ahead.may_assess().then_some(1),
        }
    }
}

impl PointQuest<'_> {
    /// Whether a factor that was heard may still stop counting: its condition may fail, an act may close it off, a fact may be corrected.
    fn may_be_lost(&self, session: &Session, place: usize) -> bool {
        let (scenario, factor) = (&session.content().scenario, &self.scale.key().factors[place]);
        let corrected = true_sets(factor).iter().flatten().any(|fact| scenario.replacing(*fact).next().is_some());
        factor.when.is_some() || !factor.waived_by.is_empty() || corrected
    }
}

impl Quest for PointQuest<'_> {
    fn open_wishes(&mut self, session: &Session, tally: Option<&Tally>) -> Option<u32> {
        let earned = self.point.is_earned(tally?);
        let ended = matches!(session.state().phase(), Phase::Ended(_));
        match (ended, earned == self.earn) {
            (true, fits) => fits.then_some(0),
            (false, true) => Some(1),
            (false, false) if self.earn => self.way(session).map(|way| way + 1),
            // What was heard or done in time stays so; whether an act is expected may still change, and a later assessment may count.
            (false, false) => match self.point {
                Point::Act(place) if self.scale.key().acts[place].when.is_some() => Some(2),
                Point::Factor(place) if self.may_be_lost(session, place) => Some(2),
                Point::Factor(_) => None,
                Point::Act(_) | Point::Assessment(_) => None,
            },
        }
    }

    fn assessments(&self, session: &Session) -> Vec<Vec<Event>> {
        if self.earn { assessments(self.scale, session) } else { every_level(session) }
    }
}
