//! What a key wishes of a play, and how a play stands towards it.

use doorstep_scoring::{Act, Expect, Lateness, Scale, Tally};
use doorstep_simulator::{Phase, Session};

use crate::future::Future;

/// Whether an act must be done, or is wanted besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Only what must be done.
    Musts,
    /// Everything that has a positive value.
    All,
}

impl Wanted {
    pub(crate) fn includes(self, act: &Act) -> bool {
        act.value > 0 && (self == Self::All || act.expect == Expect::Must)
    }
}

/// A wish of the key that a play has not fulfilled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Wish {
    /// A required factor, by its place in the key, whose truth was not heard.
    Factor(usize),
    /// An act, by its place in the key, that was not done in its time.
    Act(usize),
    /// An act, by its place in the key, that was done and must not be.
    Harm(usize),
    /// A critical error, by its place in the key, that happened.
    Critical(usize),
    /// The call has not ended.
    End,
}

/// How a play stands towards all the wishes of a key.
pub(crate) struct Standing {
    /// The wishes that are open.
    pub(crate) open: Vec<Wish>,
    /// How much is to be done for them, as a rough count.
    pub(crate) to_do: u32,
    /// Of the open wishes, one that can no longer be fulfilled.
    pub(crate) lost: Option<Wish>,
    /// Whether something was heard that counts only with the next assessment.
    waits: bool,
}

impl Standing {
    /// How a play stands.
    pub(crate) fn of(session: &Session, tally: &Tally, scale: &Scale<'_>, future: &Future<'_>, wanted: Wanted) -> Self {
        let (key, state) = (scale.key(), session.state());
        let ended = matches!(state.phase(), Phase::Ended(_));
        let ahead = future.from(state);
        let may_assess = !ended && ahead.may_assess();
        let mut standing = Self { open: Vec::new(), to_do: 0, lost: None, waits: false };
        for (place, (factor, at)) in key.factors.iter().zip(&tally.factors).enumerate() {
            if !at.counts() || at.is_heard() {
                continue;
            }
            let way = ahead.way_to_factor(factor);
            // What was heard after the last assessment counts with the next one.
            let waits = way == Some(0) && may_assess;
            if !waits || ended {
                standing.add(Wish::Factor(place), way.unwrap_or(1).max(1));
            }
            standing.waits |= waits;
            if !waits && factor.waived_by.is_empty() && factor.when.is_none() && way.is_none_or(|way| way == 0) {
                standing.lost = Some(Wish::Factor(place));
            }
        }
        for (place, (act, at)) in key.acts.iter().zip(&tally.acts).enumerate() {
            if act.value < 0 && at.done.is_some() && at.in_play {
                standing.add(Wish::Harm(place), 1);
                if act.when.is_none() {
                    standing.lost = Some(Wish::Harm(place));
                }
            }
            if !wanted.includes(act) || at.done == Some(Lateness::InTime) || (ended && !at.in_play) {
                continue;
            }
            standing.add(Wish::Act(place), 1);
            if act.when.is_none() && (at.done.is_some() || !ahead.may_do(act)) {
                standing.lost = Some(Wish::Act(place));
            }
        }
        if ended {
            let happened = tally.critical.iter().enumerate().filter(|(_, happened)| **happened);
            happened.for_each(|(place, _)| standing.add(Wish::Critical(place), 1));
            standing.lost = standing.lost.or(standing.open.first().copied());
        } else {
            standing.add(Wish::End, 1 + u32::from(standing.waits));
        }
        standing
    }

    fn add(&mut self, wish: Wish, to_do: u32) {
        self.open.push(wish);
        self.to_do += to_do;
    }
}
