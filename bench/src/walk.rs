//! The walks that every engine takes, and the digest of what it shows.

/// How many steps a walk has.
pub const STEPS: usize = 150;

/// A walk's choices: the place of the next one among those offered. The same in every engine and language.
pub struct Walk(u32);

impl Walk {
    /// The walk with this number.
    pub fn new(number: u32) -> Self {
        Self(number.wrapping_mul(2_654_435_761).wrapping_add(12_345))
    }

    /// The place of the next choice among so many.
    pub fn next(&mut self, offered: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        // The upper bits are the better ones of a linear congruential generator; usize holds 32 bits everywhere.
        (self.0 >> 16) as usize % offered
    }
}

/// A digest of the text shown: FNV-1a, 32 bits, so that every engine can make it in a line or two.
pub struct TextDigest(pub u32);

impl TextDigest {
    /// The digest of nothing.
    pub const EMPTY: Self = Self(0x811c_9dc5);

    /// Adds bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        }
    }
}

/// What is done with the text that an engine shows.
pub trait Reader {
    /// Reads a piece of text.
    fn read(&mut self, piece: &str);
    /// The end of a line or of a choice's words.
    fn end(&mut self);
}

impl Reader for TextDigest {
    fn read(&mut self, piece: &str) {
        self.add(piece.as_bytes());
    }

    fn end(&mut self) {
        self.add(b"\n");
    }
}

/// How many bytes of text were shown: what is timed, because making a digest takes longer than a step of the faster engines.
pub struct TextLength(pub u64);

impl Reader for TextLength {
    fn read(&mut self, piece: &str) {
        self.0 += piece.len() as u64;
    }

    fn end(&mut self) {
        self.0 += 1;
    }
}
