//! How low and how high the stages of a call can go.
//!
//! Elicited and acted are bounded over plays; recognised and graded over the best and the worst answer sheet given what a play heard. The
//! inner ends were reached by plays. The outer ends follow from the key and from what is proven that no play, or every play, can do. Where
//! they meet, the bound is exact.

use doorstep_scoring::{AnswerKey, Ratio, Scale};

use crate::observed::{Extremes, Observed};
use crate::unearned::Proven;

/// A bound: exact where both ends are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The lower end.
    pub from: Ratio,
    /// The upper end.
    pub to: Ratio,
}

/// How low and how high a stage can go; shares, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageBounds {
    /// The least lies here.
    pub least: Bound,
    /// The most lies here.
    pub most: Bound,
}

/// The bounds of the four stages; nothing where a call has nothing to judge in one, or no play was seen to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScoreBounds {
    /// Of the weight of the required factors, the share whose truth was heard.
    pub elicited: Option<StageBounds>,
    /// Of the weight of what was heard, the share that was answered rightly.
    pub recognised: Option<StageBounds>,
    /// The credit for the levels.
    pub graded: Option<StageBounds>,
    /// The value of the acts, of what could be earned.
    pub acted: Option<StageBounds>,
}

impl ScoreBounds {
    pub(crate) fn of(scale: &Scale<'_>, seen: &Observed, proven: &Proven) -> Self {
        let key = scale.key();
        Self {
            elicited: seen.elicited.map(|inner| stage(inner, elicited(key, proven))),
            recognised: seen.recognised.map(|inner| stage(inner, WHOLE)),
            graded: seen.graded.map(|inner| stage(inner, graded(seen, proven))),
            acted: seen.acted.map(|inner| stage(inner, acted(key, proven))),
        }
    }
}

/// The outer ends where nothing is known.
const WHOLE: Extremes = Extremes { least: Ratio::ZERO, most: Ratio::ONE };

fn stage(inner: Extremes, outer: Extremes) -> StageBounds {
    StageBounds {
        least: Bound { from: outer.least.min(inner.least), to: inner.least },
        most: Bound { from: inner.most, to: outer.most.max(inner.most) },
    }
}

/// What is never heard takes from the most, what is always heard adds to the least; but for factors that an act can close off or
/// that have a condition, for these leave both the weight and what was heard. A smaller whole only widens what the others leave: with weight W and U of it never heard,
/// (W - U) / W is the most, and with A always heard, A / W the least.
fn elicited(key: &AnswerKey, proven: &Proven) -> Extremes {
    let firm = |place: usize| key.factors[place].waived_by.is_empty() && key.factors[place].when.is_none();
    let weigh = |list: &[usize]| list.iter().filter(|place| firm(**place)).map(|place| i64::from(key.factors[*place].weight)).sum::<i64>();
    let whole: i64 = key.factors.iter().filter(|factor| factor.required).map(|factor| i64::from(factor.weight)).sum();
    share(weigh(&proven.factors_always), whole - weigh(&proven.factors_never), whole)
}

/// What is never done in its time takes from the most. Every play's whole is at most the sum of all positive values.
fn acted(key: &AnswerKey, proven: &Proven) -> Extremes {
    let value = |place: usize| i64::from(key.acts[place].value.max(0));
    let unconditional = |place: &&usize| key.acts[**place].when.is_none();
    let whole: i64 = (0..key.acts.len()).map(value).sum();
    // An act that can only be done late gives part of its value.
    let never: i64 = proven.acts_never.iter().filter(unconditional).map(|place| value(*place)).sum();
    let harmless = key.acts.iter().all(|act| act.value >= 0);
    let always: i64 = proven.acts_always.iter().filter(unconditional).map(|place| value(*place)).sum();
    share(if harmless { always } else { 0 }, whole - never, whole)
}

fn graded(seen: &Observed, proven: &Proven) -> Extremes {
    let credits = seen.credits();
    let points = Ratio::whole(credits.len() as i64);
    let always = |place: &usize| proven.assessments_always.contains(place);
    let possible = |place: &usize| !proven.assessments_never.contains(place);
    let least: Ratio = (0..credits.len()).filter(always).map(|place| credits[place].least).sum();
    let most: Ratio = (0..credits.len()).filter(possible).map(|place| credits[place].most).sum();
    Extremes { least: least.share_of(points).unwrap_or(Ratio::ZERO), most: most.share_of(points).unwrap_or(Ratio::ONE) }
}

fn share(least: i64, most: i64, whole: i64) -> Extremes {
    if whole == 0 {
        return WHOLE;
    }
    Extremes { least: Ratio::new(least, whole).clamp_to_unit(), most: Ratio::new(most, whole).clamp_to_unit() }
}
