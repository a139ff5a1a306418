//! What makes a search smaller without changing what it finds.

/// Something that makes a search smaller without changing what it finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reduction {
    /// What no condition reads is left out of the state.
    Unread,
    /// The call's time is kept in steps of the greatest time that divides every choice's, up to the last threshold that is read.
    Clock,
    /// What nothing can read any more is set to zero.
    Dead,
    /// That a choice was taken is left out where it could not be offered again anyhow.
    Closed,
    /// Open visits to which nothing returns are taken away.
    Visits,
    /// A call that is too large to be searched whole is settled by outlines.
    Outlines,
}

impl Reduction {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Unread, Self::Clock, Self::Dead, Self::Closed, Self::Visits, Self::Outlines];

    /// Its name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Clock => "clock",
            Self::Dead => "dead",
            Self::Closed => "closed",
            Self::Visits => "visits",
            Self::Outlines => "outlines",
        }
    }
}

/// The reductions that a search makes: all of them, unless some are left out to see what they are worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reductions {
    left_out: [bool; Reduction::ALL.len()],
}

impl Reductions {
    /// All of them.
    pub const ALL: Self = Self { left_out: [false; Reduction::ALL.len()] };

    /// The same without one.
    #[must_use]
    pub const fn without(mut self, reduction: Reduction) -> Self {
        self.left_out[reduction as usize] = true;
        self
    }

    /// Whether a reduction is made.
    pub const fn has(self, reduction: Reduction) -> bool {
        !self.left_out[reduction as usize]
    }
}
