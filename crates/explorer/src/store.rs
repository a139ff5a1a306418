//! Packed states, each kept once, with the state that it was first reached from.
//!
//! The states are spread over [`PARTS`] parts by their hash; each part is an open-addressing table of numbers into a plain list, so
//! that a state costs its words, four bytes for its predecessor and five to eight for the table, and growing copies one part at a time.

use crate::step::Packed;

/// How many parts a store has: more than there will be threads.
pub(crate) const PARTS: usize = 256;

/// The most states of one part: the table keeps eight bits of the hash beside a state's number.
const MOST_IN_PART: usize = (1 << 24) - 2;

/// States looked up at once.
const AT_ONCE: usize = 16;

/// A stored state: its part in the upper eight bits, its number there in the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Id(u32);

impl Id {
    /// The predecessor of a state in which a call starts.
    pub(crate) const NONE: Self = Self(u32::MAX);

    /// The state with this number in this part.
    #[inline(always)]
    pub(crate) fn new(part: usize, number: usize) -> Self {
        // Invariant: there are 256 parts, of fewer than 2^24 states each.
        Self((part as u32) << 24 | number as u32)
    }

    /// Its part.
    #[inline(always)]
    pub(crate) fn part(self) -> usize {
        (self.0 >> 24) as usize
    }

    /// Its number in the part.
    #[inline(always)]
    pub(crate) fn number(self) -> usize {
        (self.0 & 0x00FF_FFFF) as usize
    }
}

/// A state's hash: which part, where in the table, and eight bits to tell others from it.
#[derive(Clone, Copy)]
pub(crate) struct Hash(u64);

impl Hash {
    /// The hash of a state: each word folded in by a multiplication of 128 bits.
    #[inline(always)]
    pub(crate) fn of<const W: usize>(state: &Packed<W>) -> Self {
        let mut hash = 0x9E37_79B9_7F4A_7C15_u64;
        for word in state {
            let product = u128::from(hash ^ word) * u128::from(0xD6E8_FEB8_6659_FD93_u64);
            hash = (product as u64) ^ ((product >> 64) as u64);
        }
        // One more round, so that every bit of the last word reaches the top.
        Self((hash ^ (hash >> 32)).wrapping_mul(0x9FB2_1C65_1E98_DF25))
    }

    /// The part.
    #[inline(always)]
    pub(crate) fn part(self) -> usize {
        (self.0 >> 56) as usize
    }

    #[inline(always)]
    fn slot(self, slots: usize) -> usize {
        // The upper bits times the length: within the length, and no length needs to be a power of two.
        ((u128::from(self.0 << 8) * slots as u128) >> 64) as usize
    }

    #[inline(always)]
    fn tag(self) -> u32 {
        ((self.0 >> 8) as u32) << 24
    }
}

/// A part of the store.
#[derive(Debug)]
pub(crate) struct Part<const W: usize> {
    states: Vec<Packed<W>>,
    parents: Vec<Id>,
    /// Zero, or a tag in the upper eight bits and a state's number plus one.
    slots: Vec<u32>,
}

impl<const W: usize> Default for Part<W> {
    fn default() -> Self {
        Self { states: Vec::new(), parents: Vec::new(), slots: vec![0; 16] }
    }
}

impl<const W: usize> Part<W> {
    /// How many states it holds.
    #[inline(always)]
    pub(crate) fn len(&self) -> usize {
        self.states.len()
    }

    /// Its states, in the order in which they came.
    #[inline(always)]
    pub(crate) fn states(&self) -> &[Packed<W>] {
        &self.states
    }

    /// Whether it can hold no more.
    pub(crate) fn is_full(&self) -> bool {
        self.states.len() >= MOST_IN_PART
    }

    /// The bytes that it takes.
    fn bytes(&self) -> usize {
        self.states.capacity() * size_of::<Packed<W>>() + self.parents.capacity() * 4 + self.slots.capacity() * 4
    }

    /// Keeps a state, if it is not there yet.
    #[inline]
    pub(crate) fn insert(&mut self, hash: Hash, state: &Packed<W>, parent: Id) -> bool {
        let mut at = hash.slot(self.slots.len());
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                break;
            }
            if slot & 0xFF00_0000 == hash.tag() && self.states[(slot & 0x00FF_FFFF) as usize - 1] == *state {
                return false;
            }
            at += 1;
            if at == self.slots.len() {
                at = 0;
            }
        }
        if self.is_full() {
            return false;
        }
        if self.states.len() == self.states.capacity() {
            let more = self.states.len() / 8 + 16;
            self.states.reserve_exact(more);
            self.parents.reserve_exact(more);
        }
        self.states.push(*state);
        self.parents.push(parent);
        self.slots[at] = hash.tag() | self.states.len() as u32;
        if self.states.len() * 16 > self.slots.len() * 13 {
            self.grow();
        }
        true
    }

    /// Keeps those of some states that are not there yet, in their order.
    ///
    /// Most are there already, and where is not foretold: some are looked up at once, so that their reads from memory overlap.
    pub(crate) fn insert_all(&mut self, states: &[Packed<W>], parents: &[Id]) {
        for (states, parents) in states.chunks(AT_ONCE).zip(parents.chunks(AT_ONCE)) {
            let mut hashes = [Hash(0); AT_ONCE];
            let mut slots = [0_u32; AT_ONCE];
            for ((state, hash), slot) in states.iter().zip(&mut hashes).zip(&mut slots) {
                *hash = Hash::of(state);
                *slot = self.slots[hash.slot(self.slots.len())];
            }
            let mut known = [false; AT_ONCE];
            for (((state, hash), slot), known) in states.iter().zip(&hashes).zip(slots).zip(&mut known) {
                // A slot that is empty names a number that no state has.
                let number = ((slot & 0x00FF_FFFF) as usize).wrapping_sub(1);
                *known = slot & 0xFF00_0000 == hash.tag() && self.states.get(number).is_some_and(|other| other == state);
            }
            for (((state, parent), hash), known) in states.iter().zip(parents).zip(hashes).zip(known) {
                if !known {
                    self.insert(hash, state, *parent);
                }
            }
        }
    }

    #[cold]
    fn grow(&mut self) {
        let length = self.slots.len() + self.slots.len() / 2;
        self.slots = Vec::new();
        self.slots = vec![0; length];
        for (state, number) in self.states.iter().zip(1_u32..) {
            let hash = Hash::of(state);
            let mut at = hash.slot(length);
            while self.slots[at] != 0 {
                at += 1;
                if at == length {
                    at = 0;
                }
            }
            self.slots[at] = hash.tag() | number;
        }
    }

    #[inline]
    fn find(&self, hash: Hash, state: &Packed<W>) -> Option<usize> {
        let mut at = hash.slot(self.slots.len());
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return None;
            }
            let number = (slot & 0x00FF_FFFF) as usize;
            if slot & 0xFF00_0000 == hash.tag() && self.states[number - 1] == *state {
                return Some(number - 1);
            }
            at += 1;
            if at == self.slots.len() {
                at = 0;
            }
        }
    }
}

/// Packed states, each kept once.
#[derive(Debug)]
pub(crate) struct Store<const W: usize> {
    /// The parts; a state is in the part that its hash names.
    pub(crate) parts: Vec<Part<W>>,
}

impl<const W: usize> Store<W> {
    /// A store without states.
    pub(crate) fn new() -> Self {
        Self { parts: (0..PARTS).map(|_| Part::default()).collect() }
    }

    /// How many states there are.
    pub(crate) fn len(&self) -> usize {
        self.parts.iter().map(Part::len).sum()
    }

    /// The bytes that it takes.
    pub(crate) fn bytes(&self) -> usize {
        self.parts.iter().map(Part::bytes).sum()
    }

    /// A stored state.
    #[inline(always)]
    pub(crate) fn state(&self, id: Id) -> &Packed<W> {
        &self.parts[id.part()].states[id.number()]
    }

    /// Where a state was first reached from.
    pub(crate) fn parent(&self, id: Id) -> Option<Id> {
        let parent = self.parts[id.part()].parents[id.number()];
        (parent != Id::NONE).then_some(parent)
    }

    /// Finds a state.
    #[inline]
    pub(crate) fn find(&self, state: &Packed<W>) -> Option<Id> {
        let hash = Hash::of(state);
        self.parts[hash.part()].find(hash, state).map(|number| Id::new(hash.part(), number))
    }

    /// All states, part by part.
    pub(crate) fn ids(&self) -> impl Iterator<Item = Id> + '_ {
        self.parts.iter().enumerate().flat_map(|(part, states)| (0..states.len()).map(move |number| Id::new(part, number)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::concrete::Chance;

    #[test]
    fn states_are_kept_once_in_the_order_in_which_they_came() {
        let mut chance = Chance(7);
        // Few enough numbers that most come again, in the same chunk too.
        let states: Vec<Packed<2>> = (0..20_000).map(|_| [chance.below(300) as u64, chance.below(9) as u64]).collect();
        let parents: Vec<Id> = (0..states.len()).map(|number| Id::new(3, number)).collect();
        let (mut one_by_one, mut together) = (Part::default(), Part::default());
        let mut first = std::collections::BTreeMap::new();
        for (state, parent) in states.iter().zip(&parents) {
            let new = one_by_one.insert(Hash::of(state), state, *parent);
            assert_eq!(new, first.insert(*state, ()).is_none(), "{state:?}");
        }
        for (states, parents) in states.chunks(777).zip(parents.chunks(777)) {
            together.insert_all(states, parents);
        }
        assert!(first.len() > 2_000, "{} states", first.len());
        assert_eq!(one_by_one.states, together.states);
        assert_eq!(one_by_one.parents, together.parents);
        for (state, number) in one_by_one.states.iter().zip(0..) {
            assert_eq!(together.find(Hash::of(state), state), Some(number));
        }
    }
}
