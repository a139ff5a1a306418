//! Where a part of the state stands in its packed words.

/// Some bits of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    word: u16,
    shift: u8,
    /// The bits, moved down to the bottom.
    mask: u64,
}

impl Field {
    /// The value.
    #[inline(always)]
    pub(crate) fn get<const W: usize>(self, state: &[u64; W]) -> u64 {
        (state[self.word as usize] >> self.shift) & self.mask
    }

    /// Writes a value that fits.
    #[inline(always)]
    pub(crate) fn set<const W: usize>(self, state: &mut [u64; W], value: u64) {
        let word = &mut state[self.word as usize];
        *word = (*word & !(self.mask << self.shift)) | (value << self.shift);
    }

    /// Sets all bits of the field: for a field of one bit, yes.
    #[inline(always)]
    pub(crate) fn raise<const W: usize>(self, state: &mut [u64; W]) {
        state[self.word as usize] |= self.mask << self.shift;
    }

    /// The word that it stands in.
    pub(crate) fn word(self) -> usize {
        usize::from(self.word)
    }

    /// How far it stands above the word's bottom.
    pub(crate) fn shift(self) -> u32 {
        u32::from(self.shift)
    }

    /// The greatest number that it can hold.
    pub(crate) fn most(self) -> u64 {
        self.mask
    }

    /// Its bits within the word.
    pub(crate) fn bits(self) -> u64 {
        self.mask << self.shift
    }
}

/// Gives fields their places, one after another; none crosses a word.
#[derive(Debug, Default)]
pub(crate) struct Packer {
    /// How many bits are taken of each word.
    taken: Vec<u8>,
}

impl Packer {
    /// A field that holds numbers up to `most`: in the first word with room.
    pub(crate) fn field(&mut self, most: u64) -> Field {
        let width = (64 - most.leading_zeros()).max(1) as u8;
        let place = self.taken.iter().position(|taken| 64 - taken >= width).unwrap_or(self.taken.len());
        if place == self.taken.len() {
            self.taken.push(0);
        }
        let shift = self.taken[place];
        self.taken[place] += width;
        Field { word: place as u16, shift, mask: u64::MAX >> (64 - width) }
    }

    /// How many words there are.
    pub(crate) fn words(&self) -> usize {
        self.taken.len().max(1)
    }

    /// How many bits are taken.
    pub(crate) fn bits(&self) -> usize {
        self.taken.iter().map(|taken| usize::from(*taken)).sum()
    }
}
