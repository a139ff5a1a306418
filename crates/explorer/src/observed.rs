//! What was seen over many plays of one call: which wishes of the key each fulfilled, and how low and how high the stages went.

use doorstep_scoring::{Lateness, Ratio, Scale, Tally};
use doorstep_simulator::{Phase, Session};

/// Whether some plays fulfilled a wish, and whether all did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) by_one: bool,
    pub(crate) by_all: bool,
}

/// The least and the most of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extremes {
    pub(crate) least: Ratio,
    pub(crate) most: Ratio,
}

/// What was seen over the plays that ended.
#[derive(Clone, Debug)]
pub(crate) struct Observed {
    pub(crate) factors: Vec<Seen>,
    pub(crate) acts: Vec<Seen>,
    pub(crate) assessments: Vec<Seen>,
    pub(crate) elicited: Option<Extremes>,
    pub(crate) recognised: Option<Extremes>,
    /// With the worst and the best level at each point that a play committed.
    pub(crate) graded: Option<Extremes>,
    pub(crate) acted: Option<Extremes>,
    /// The least and the best credit that each assessment point of the key can give.
    credits: Vec<Extremes>,
}

impl Observed {
    pub(crate) fn nothing(scale: &Scale<'_>, levels: usize) -> Self {
        let none = Seen { by_one: false, by_all: true };
        let key = scale.key();
        let credits = (0..key.assessments.len()).map(|place| {
            let credits = scale.level_credits(place, levels);
            let extreme = |found: Option<&Ratio>| found.copied().unwrap_or(Ratio::ZERO);
            Extremes { least: extreme(credits.iter().min()), most: extreme(credits.iter().max()) }
        });
        Self {
            factors: vec![none; key.factors.len()],
            acts: vec![none; key.acts.len()],
            assessments: vec![none; key.assessments.len()],
            elicited: None,
            recognised: None,
            graded: None,
            acted: None,
            credits: credits.collect(),
        }
    }

    /// Adds a play, if it ended.
    pub(crate) fn add(&mut self, session: &Session, tally: &Tally) {
        if !matches!(session.state().phase(), Phase::Ended(_)) {
            return;
        }
        let see = |seen: &mut Seen, now: bool| *seen = Seen { by_one: seen.by_one || now, by_all: seen.by_all && now };
        self.factors.iter_mut().zip(&tally.factors).for_each(|(seen, at)| see(seen, at.counts() && at.is_heard()));
        self.acts.iter_mut().zip(&tally.acts).for_each(|(seen, at)| see(seen, at.in_play && at.done == Some(Lateness::InTime)));
        self.assessments.iter_mut().zip(&tally.levels).for_each(|(seen, at)| see(seen, at.is_some()));
        widen(&mut self.elicited, tally.elicited);
        widen(&mut self.recognised, tally.recognised);
        widen(&mut self.acted, tally.acted);
        let committed = || self.credits.iter().zip(&tally.levels).filter(|(_, level)| level.is_some()).map(|(credit, _)| *credit);
        // A key has at most a few assessment points.
        let points = Ratio::whole(self.credits.len() as i64);
        let worst = committed().map(|credit| credit.least).sum::<Ratio>().share_of(points);
        let best = committed().map(|credit| credit.most).sum::<Ratio>().share_of(points);
        widen(&mut self.graded, worst);
        widen(&mut self.graded, best);
    }

    /// The best that the points can give that some play committed, if one play committed all of those.
    pub(crate) fn credits(&self) -> &[Extremes] {
        &self.credits
    }
}

fn widen(extremes: &mut Option<Extremes>, value: Option<Ratio>) {
    if let Some(value) = value {
        let known = extremes.unwrap_or(Extremes { least: value, most: value });
        *extremes = Some(Extremes { least: known.least.min(value), most: known.most.max(value) });
    }
}
