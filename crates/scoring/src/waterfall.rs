//! The waterfall of a grade: how far it lies from the level of all that is true, and which step brought it there.
//!
//! With g for the readers' level rule: error = (heard - true) elicitation + (marked - heard) recognition + (answer - marked) weighting,
//! in steps of the tool's levels. The three are whole numbers, and their sum is the error exactly.

use core::cmp::Ordering;

use doorstep_risk_tool::{Claim, LevelIndex};
use doorstep_simulator::Committed;

use crate::course::Course;
use crate::factors::joint_claim;
use crate::{AssessmentKey, FactorName, Heard, LevelRule, Truth, Waterfall, WaterfallStage, WaterfallStep, words};

/// Factors by their places in the key: a key holds at most 100 (`fits.rs`).
pub(crate) type Set = u128;

/// Up to so many factors, every set of them is tried, the smallest first. Beyond, a set is found of which none can be left out.
const MOST_TRIED: usize = 14;

const fn bit(place: usize) -> Set {
    1 << (place % 128)
}

impl LevelRule {
    /// The level of a set of factors, by their places in the key: the highest raise that applies, else the base.
    ///
    /// The rule is monotone: one factor more never lowers the level, as a raise asks only for a least number.
    pub fn level(&self, present: impl Fn(u16) -> bool) -> LevelIndex {
        let raised = self.raise.iter().filter(|raise| {
            let count = raise.of.iter().enumerate().filter(|(at, factor)| !raise.of[..*at].contains(factor) && present(**factor)).count();
            count >= usize::from(raise.at_least)
        });
        raised.map(|raise| raise.to).fold(self.base, LevelIndex::max)
    }

    #[cfg(test)]
    fn level_of(&self, set: Set) -> LevelIndex {
        self.level(|factor| set & bit(usize::from(factor)) != 0)
    }
}

/// A rule with its factors as sets: a search for the smallest set asks it thousands of times.
struct Raises {
    base: LevelIndex,
    /// For each raise, the factors of which it asks for so many, and the level that it gives.
    raises: Vec<(Set, u32, LevelIndex)>,
}

impl Raises {
    fn of(rule: &LevelRule) -> Self {
        let set = |factors: &[u16]| factors.iter().fold(0, |set, factor| set | bit(usize::from(*factor)));
        let raises = rule.raise.iter().map(|raise| (set(&raise.of), u32::from(raise.at_least), raise.to)).collect();
        Self { base: rule.base, raises }
    }

    /// The level of a set of factors: what [`LevelRule::level`] says of it.
    fn level_of(&self, set: Set) -> LevelIndex {
        let raised = self.raises.iter().filter(|(of, at_least, _)| (of & set).count_ones() >= *at_least);
        raised.map(|(_, _, to)| *to).fold(self.base, LevelIndex::max)
    }

    /// The factors that it asks for.
    fn named(&self) -> Set {
        self.raises.iter().fold(0, |set, (of, ..)| set | of)
    }
}

/// What the rule is asked of, at one assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sets {
    /// What is true in the call. Of what a right safety act closed off, what was heard.
    pub(crate) truth: Set,
    /// What could be concluded from what was heard by then.
    pub(crate) heard: Set,
    /// What the form said then. Of what no item of the tool speaks for, what was heard: nobody could mark it.
    pub(crate) marked: Set,
}

impl Sets {
    fn at(course: &Course<'_>, committed: &Committed) -> Self {
        let turns = committed.turns as usize;
        let stood =
            |fact| course.state.heard_at(fact).is_some_and(|turn| turn.at() < turns) && course.replaced_before(fact, turns).is_none();
        let mut sets = Self { truth: 0, heard: 0, marked: 0 };
        for (place, factor) in course.key.factors.iter().enumerate().filter(|(place, _)| course.applies[*place]) {
            let heard = factor.heard(stood) == Heard::Present;
            let waived = factor.waived_by.iter().any(|act| course.done[usize::from(*act)].is_some());
            let truth = if waived { heard } else { factor.truth == Truth::Present };
            let marked = if course.is_answerable(place) {
                joint_claim(course.entries_in(&committed.sheet, place).map(|entry| entry.answer().claim())) == Claim::Present
            } else {
                heard
            };
            for (set, is_in) in [(&mut sets.truth, truth), (&mut sets.heard, heard), (&mut sets.marked, marked)] {
                *set |= if is_in { bit(place) } else { 0 };
            }
        }
        sets
    }
}

/// The three steps before anybody's words: levels, and the factors that make each difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fall {
    /// Of the truth, what was heard, what was marked, and the answer.
    pub(crate) levels: [LevelIndex; 4],
    /// For each step, a smallest set of factors that makes it.
    pub(crate) by: [Set; 3],
    /// For each step, where the level would be with that set put right.
    pub(crate) reached: [LevelIndex; 3],
}

impl Fall {
    /// `order` has the places of all factors, those that are named first at the front.
    pub(crate) fn of(rule: &LevelRule, sets: Sets, answer: LevelIndex, order: &[usize]) -> Self {
        let Sets { truth, heard, marked } = sets;
        let rule = &Raises::of(rule);
        let levels = [rule.level_of(truth), rule.level_of(heard), rule.level_of(marked), answer];
        let (by_hearing, with_hearing) = mended(rule, heard, truth, order);
        let (by_marking, with_marking) = mended(rule, marked, heard, order);
        // What carries the level that the answer was not.
        let carries = if levels[2] == answer { 0 } else { smallest(marked & rule.named(), order, &|set| rule.level_of(set) >= levels[2]) };
        Self { levels, by: [by_hearing, by_marking, carries], reached: [with_hearing, with_marking, levels[2]] }
    }
}

/// The smallest set of factors with which what there is comes to the level of what there should be, and the level that it comes to.
fn mended(rule: &Raises, from: Set, to: Set, order: &[usize]) -> (Set, LevelIndex) {
    let (is, should) = (rule.level_of(from), rule.level_of(to));
    match is.cmp(&should) {
        Ordering::Equal => (0, is),
        Ordering::Less => {
            let by = smallest(to & !from & rule.named(), order, &|set| rule.level_of(from | set) >= should);
            (by, rule.level_of(from | by))
        }
        Ordering::Greater => {
            let by = smallest(from & !to & rule.named(), order, &|set| rule.level_of(from & !set) <= should);
            (by, rule.level_of(from & !by))
        }
    }
}

/// A smallest set of the candidates that is enough; all of them must be. Among sets of the same size, that whose factors come first.
fn smallest(candidates: Set, order: &[usize], enough: &dyn Fn(Set) -> bool) -> Set {
    let places: Vec<usize> = order.iter().copied().filter(|place| candidates & bit(*place) != 0).collect();
    if places.len() <= MOST_TRIED {
        let found = (0..=places.len()).find_map(|size| of_size(&places, size, 0, enough));
        return found.unwrap_or(candidates);
    }
    places.iter().rev().fold(candidates, |left, place| if enough(left & !bit(*place)) { left & !bit(*place) } else { left })
}

fn of_size(places: &[usize], size: usize, chosen: Set, enough: &dyn Fn(Set) -> bool) -> Option<Set> {
    if size == 0 {
        return enough(chosen).then_some(chosen);
    }
    let starts = 0..(places.len() + 1).saturating_sub(size);
    starts.into_iter().find_map(|at| of_size(&places[at + 1..], size - 1, chosen | bit(places[at]), enough))
}

/// The waterfall of what was committed; nothing where the key has no rule for this assessment.
pub(crate) fn judge(course: &Course<'_>, key: &AssessmentKey, committed: &Committed, least_cost: &[LevelIndex]) -> Option<Waterfall> {
    let rule = key.level_rule.as_ref()?;
    let factors = &course.key.factors;
    let mut order: Vec<usize> = (0..factors.len()).collect();
    // The sort is stable: among factors of the same weight the order of the key stays.
    order.sort_by_key(|place| core::cmp::Reverse(factors[*place].weight));
    let fall = Fall::of(rule, Sets::at(course, committed), committed.last.level, &order);
    let name = |place: &usize| FactorName { id: factors[*place].id.clone(), label: factors[*place].label.clone() };
    let level = |level: LevelIndex| course.tool.level(level);
    let [truth, heard, marked, answer] = fall.levels;
    let step = |stage, place: usize, from: LevelIndex, to: LevelIndex| {
        let factors: Vec<FactorName> = order.iter().filter(|each| fall.by[place] & bit(**each) != 0).map(name).collect();
        let steps = apart(to, from);
        let labels: Vec<&str> = factors.iter().map(|factor| factor.label.trim().trim_end_matches('.')).collect();
        let [from_label, to_label, reached] = [from, to, fall.reached[place]].map(|each| level(each).label.as_str());
        let says = words::waterfall(stage, steps, from_label, to_label, reached, &labels);
        WaterfallStep { stage, from: level(from).id.clone(), to: level(to).id.clone(), steps, factors, says }
    };
    Some(Waterfall {
        truth: level(truth).id.clone(),
        heard: level(heard).id.clone(),
        marked: level(marked).id.clone(),
        answer: level(answer).id.clone(),
        error: apart(answer, truth),
        steps: vec![
            step(WaterfallStage::Elicitation, 0, truth, heard),
            step(WaterfallStage::Recognition, 1, heard, marked),
            step(WaterfallStage::Weighting, 2, marked, answer),
        ],
        fits_votes: least_cost.contains(&truth),
    })
}

/// How many levels one lies above another; negative where it lies below.
pub(crate) fn apart(one: LevelIndex, other: LevelIndex) -> i16 {
    i16::from(one.0) - i16::from(other.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Raise;

    fn raise(at_least: u16, of: &[u16], to: u8) -> Raise {
        Raise { at_least, of: of.to_vec(), to: LevelIndex(to) }
    }

    fn set(places: &[usize]) -> Set {
        places.iter().fold(0, |set, place| set | bit(*place))
    }

    fn fall(rule: &LevelRule, truth: &[usize], heard: &[usize], marked: &[usize], answer: u8) -> Fall {
        let order: Vec<usize> = (0..100).collect();
        Fall::of(rule, Sets { truth: set(truth), heard: set(heard), marked: set(marked) }, LevelIndex(answer), &order)
    }

    #[test]
    fn the_smallest_set_that_makes_the_difference_is_named() {
        let rule = LevelRule { base: LevelIndex(0), raise: vec![raise(2, &[0, 1, 2, 3], 2), raise(1, &[4], 2), raise(1, &[0], 1)] };
        let told = fall(&rule, &[0, 1, 2, 3, 4], &[0, 1, 2, 3, 4], &[], 0);
        assert_eq!(told.levels, [2, 2, 0, 0].map(LevelIndex));
        assert_eq!(told.by, [0, set(&[4]), 0], "one is less than two");
        let told = fall(&rule, &[0, 1, 2], &[0, 1, 2], &[3, 0], 1);
        assert_eq!((told.levels[2], told.by), (LevelIndex(2), [0, 0, set(&[0, 3])]), "what carries the level that was not given");
        let told = fall(&rule, &[4], &[0], &[0, 1], 2);
        assert_eq!(told.levels, [2, 1, 2, 2].map(LevelIndex));
        assert_eq!(told.by, [set(&[4]), set(&[1]), 0]);
        let told = fall(&rule, &[0], &[1, 4], &[1], 0);
        assert_eq!(told.levels, [1, 2, 0, 0].map(LevelIndex));
        assert_eq!((told.by[0], told.reached[0]), (set(&[4]), LevelIndex(0)), "without what misled it comes to the base");
        let told = fall(&rule, &[0, 1], &[0], &[0], 1);
        assert_eq!((told.levels[0], told.by[0], told.reached[0]), (LevelIndex(2), set(&[1]), LevelIndex(2)), "with what had been heard");
        let twice = LevelRule { base: LevelIndex(0), raise: vec![raise(1, &[0, 0], 1)] };
        assert_eq!(fall(&twice, &[0], &[], &[], 0).levels[0], twice.level_of(set(&[0])), "a factor named twice counts once");
    }

    /// Every rule of a family, every truth, hearing, form and answer over four factors: the steps sum to the error, the sets named make the
    /// difference, and no smaller one does.
    #[test]
    fn the_steps_sum_exactly_and_no_smaller_set_is_enough() {
        let rules = [
            LevelRule { base: LevelIndex(0), raise: vec![] },
            LevelRule { base: LevelIndex(0), raise: vec![raise(1, &[0], 2), raise(2, &[0, 1, 2, 3], 1)] },
            LevelRule { base: LevelIndex(1), raise: vec![raise(3, &[0, 1, 2], 3), raise(2, &[1, 3], 2), raise(1, &[3], 3)] },
            LevelRule { base: LevelIndex(0), raise: vec![raise(2, &[0, 1], 1), raise(2, &[2, 3], 2), raise(4, &[0, 1, 2, 3], 3)] },
        ];
        let mut differences = 0;
        for rule in &rules {
            for sets in 0..16_u128.pow(3) {
                let sets = Sets { truth: sets % 16, heard: sets / 16 % 16, marked: sets / 256 };
                for answer in 0..4 {
                    let told = Fall::of(rule, sets, LevelIndex(answer), &[0, 1, 2, 3]);
                    let [truth, heard, marked, answer] = told.levels;
                    let steps = [apart(heard, truth), apart(marked, heard), apart(answer, marked)];
                    assert_eq!(steps.iter().sum::<i16>(), apart(answer, truth));
                    assert_eq!([truth, heard, marked], [sets.truth, sets.heard, sets.marked].map(|set| rule.level_of(set)));
                    for (from, to, by) in [(sets.heard, sets.truth, told.by[0]), (sets.marked, sets.heard, told.by[1])] {
                        let (is, should) = (rule.level_of(from), rule.level_of(to));
                        let enough = |by: Set| match is.cmp(&should) {
                            core::cmp::Ordering::Less => by & !(to & !from) == 0 && rule.level_of(from | by) >= should,
                            core::cmp::Ordering::Equal => by == 0,
                            core::cmp::Ordering::Greater => by & !(from & !to) == 0 && rule.level_of(from & !by) <= should,
                        };
                        assert!(enough(by), "{rule:?} {sets:?}");
                        assert!((0..16).all(|other: Set| other.count_ones() >= by.count_ones() || !enough(other)), "{rule:?} {sets:?}");
                        differences += usize::from(by != 0);
                    }
                }
            }
        }
        assert!(differences > 1000, "{differences}");
    }

    #[test]
    fn with_many_candidates_none_can_be_left_out() {
        let all: Vec<u16> = (0..40).collect();
        let rule = LevelRule { base: LevelIndex(0), raise: vec![raise(7, &all, 1)] };
        let every: Vec<usize> = (0..40).collect();
        let told = fall(&rule, &every, &every, &[], 0);
        assert_eq!(told.by[1].count_ones(), 7);
        assert_eq!(told.by[1], set(&[0, 1, 2, 3, 4, 5, 6]), "those that come first stay");
    }
}
