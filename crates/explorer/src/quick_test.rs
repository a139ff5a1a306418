//! Conditions over packed words as masks and ranges, asked without a branch.

use doorstep_scenario::Comparison;

use crate::field::Field;
use crate::guard::{Guard, Term, Truth};
use crate::step::Packed;

/// Fields with more values than this are compared as they are, not turned into ranges.
const MOST_VALUES: u64 = 1 << 16;

/// What a state must be like for something to be possible: some bits, a range, and what neither can say. It says that something is
/// possible where [`Guard::truth`] says yes or maybe.
#[derive(Debug)]
pub(crate) struct QuickTest {
    bits: Bits,
    range: Range,
    more: Box<[More]>,
}

/// These bits of a word are as wanted.
#[derive(Clone, Copy, Debug)]
struct Bits {
    word: usize,
    mask: u64,
    want: u64,
}

/// A field lies within a range.
#[derive(Clone, Copy, Debug)]
struct Range {
    word: usize,
    shift: u32,
    mask: u64,
    least: u64,
    /// The greatest value less the least.
    span: u64,
}

#[derive(Debug)]
enum More {
    Bits(Bits),
    Range(Range),
    Guard(Guard),
}

impl Bits {
    #[inline(always)]
    fn hold<const W: usize>(self, state: &Packed<W>) -> bool {
        state[self.word] & self.mask == self.want
    }
}

impl Range {
    #[inline(always)]
    fn holds<const W: usize>(self, state: &Packed<W>) -> bool {
        (state[self.word] >> self.shift & self.mask).wrapping_sub(self.least) <= self.span
    }
}

impl QuickTest {
    /// Whether it is possible in a state that looks so.
    #[inline(always)]
    pub(crate) fn may<const W: usize>(&self, state: &Packed<W>) -> bool {
        // Both at once: which of them fails cannot be foretold, so that a branch would cost more.
        self.bits.hold(state) & self.range.holds(state) && (self.more.is_empty() || self.more_may(state))
    }

    fn more_may<const W: usize>(&self, state: &Packed<W>) -> bool {
        self.more.iter().all(|more| match more {
            More::Bits(bits) => bits.hold(state),
            More::Range(range) => range.holds(state),
            More::Guard(guard) => guard.truth(state) != Truth::No,
        })
    }
}

/// Gathers what must hold.
#[derive(Debug, Default)]
pub(crate) struct TestMaker {
    bits: Vec<Bits>,
    ranges: Vec<Range>,
    guards: Vec<Guard>,
    never: bool,
}

impl TestMaker {
    /// These bits must be as wanted.
    pub(crate) fn bits(&mut self, word: usize, mask: u64, want: u64) {
        match self.bits.iter_mut().find(|bits| bits.word == word) {
            Some(bits) => {
                self.never |= (bits.want ^ want) & bits.mask & mask != 0;
                bits.mask |= mask;
                bits.want |= want;
            }
            None => self.bits.push(Bits { word, mask, want }),
        }
    }

    /// The field must lie between these, both included.
    pub(crate) fn range(&mut self, field: Field, least: u64, most: u64) {
        let new = Range { word: field.word(), shift: field.shift(), mask: field.most(), least, span: most.wrapping_sub(least) };
        self.never |= most < least;
        if self.never {
            return;
        }
        match self.ranges.iter_mut().find(|range| range.word == new.word && range.shift == new.shift) {
            Some(range) => {
                let (low, high) = (range.least.max(least), (range.least + range.span).min(most));
                self.never |= high < low;
                (range.least, range.span) = (low, high.wrapping_sub(low));
            }
            None => self.ranges.push(new),
        }
    }

    /// The guard must not say no.
    pub(crate) fn guard(&mut self, guard: &Guard) {
        match guard {
            Guard::Known(truth) => self.never |= *truth == Truth::No,
            Guard::Bits { word, mask, want } => self.bits(*word, *mask, *want),
            Guard::All(parts) => parts.iter().for_each(|part| self.guard(part)),
            Guard::Compare(left, comparison, Term::Constant(value)) => self.compare(guard, *left, *comparison, *value),
            Guard::Compare(Term::Constant(value), comparison, right) => self.compare(guard, *right, comparison.turned(), *value),
            other => self.guards.push(other.clone()),
        }
    }

    fn compare(&mut self, guard: &Guard, term: Term, comparison: Comparison, value: i64) {
        let range = match term {
            Term::Field(field, offset) => {
                values(field, |number| comparison.holds(number as i64 + offset, value)).map(|range| (field, range))
            }
            Term::Clock(field, scale) => values(field, |step| comparison.holds(scale.seconds(step), value)).map(|range| (field, range)),
            Term::Constant(_) | Term::Within(..) => None,
        };
        match range {
            Some((field, Some((least, most)))) => self.range(field, least, most),
            Some((_, None)) => self.never = true,
            None => self.guards.push(guard.clone()),
        }
    }

    /// The test of all that was gathered.
    pub(crate) fn finish(self) -> QuickTest {
        let always = Bits { word: 0, mask: 0, want: 0 };
        let anywhere = Range { word: 0, shift: 0, mask: 0, least: 0, span: 0 };
        if self.never {
            return QuickTest { bits: Bits { want: 1, ..always }, range: anywhere, more: Box::new([]) };
        }
        let (mut bits, mut ranges) = (self.bits.into_iter(), self.ranges.into_iter());
        let (first_bits, first_range) = (bits.next().unwrap_or(always), ranges.next().unwrap_or(anywhere));
        let guards = self.guards.into_iter().map(More::Guard);
        let more = bits.map(More::Bits).chain(ranges.map(More::Range)).chain(guards).collect();
        QuickTest { bits: first_bits, range: first_range, more }
    }
}

/// The first and the last value of a field that pass, if all between them do too; within that nothing, where none does.
fn values(field: Field, holds: impl Fn(u64) -> bool) -> Option<Option<(u64, u64)>> {
    if field.most() > MOST_VALUES {
        return None;
    }
    let mut passing = (0..=field.most()).filter(|value| holds(*value));
    let Some(first) = passing.next() else { return Some(None) };
    let (last, count) = passing.fold((first, 1), |(_, count), value| (value, count + 1));
    (last - first + 1 == count).then_some(Some((first, last)))
}
