//! Places in a text.

use core::ops::Range;

use serde::Serialize;

/// A place in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Position {
    /// The line, counted from 1.
    pub line: u32,
    /// The column, counted from 1 in characters.
    pub column: u32,
    /// How many bytes stand before it in the file.
    pub offset: u32,
}

/// A stretch of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// Its first character.
    pub start: Position,
    /// Just after its last character.
    pub end: Position,
}

impl Span {
    /// From one place to another.
    pub const fn new(start: Position, end: Position) -> Self {
        Self { start, end }
    }

    /// The empty stretch at a place.
    pub const fn at(position: Position) -> Self {
        Self { start: position, end: position }
    }

    /// The bytes of the file that it covers.
    pub const fn bytes(self) -> Range<usize> {
        self.start.offset as usize..self.end.offset as usize
    }
}
