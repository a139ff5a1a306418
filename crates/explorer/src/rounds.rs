//! The states of a layer, a round at a time, and a round in pieces for threads.

use crate::store::PARTS;

/// Rounds with fewer states than this are not worth a second thread.
const WORTH_SHARING: usize = 1 << 11;
/// Pieces into which a round is divided, for each thread: a thread that is held up leaves the rest of its share to the others.
const PIECES: usize = 4;

/// A range of states of one part.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segment {
    /// The part.
    pub(crate) part: usize,
    /// The number of the first,
    pub(crate) from: u32,
    /// and of the first that is not among them.
    pub(crate) to: u32,
}

/// What is left of a layer.
pub(crate) struct Cursor {
    from: Vec<u32>,
    to: Vec<u32>,
    part: usize,
}

impl Cursor {
    /// The states of each part from the one number to before the other.
    pub(crate) fn new(from: Vec<u32>, to: Vec<u32>) -> Self {
        Self { from, to, part: 0 }
    }

    /// The next states, at most so many.
    pub(crate) fn take(&mut self, most: usize) -> Vec<Segment> {
        let mut left = most as u32;
        let mut segments = Vec::new();
        while left > 0 && self.part < PARTS {
            let (from, end) = (self.from[self.part], self.to[self.part]);
            let to = end.min(from.saturating_add(left));
            if from < to {
                segments.push(Segment { part: self.part, from, to });
                left -= to - from;
                self.from[self.part] = to;
            }
            if to == end {
                self.part += 1;
            }
        }
        segments
    }
}

/// Divides the states of a round into pieces of about the same size. Gives also how many threads are worth it.
pub(crate) fn divide(round: &[Segment], threads: usize) -> (usize, Vec<Vec<Segment>>) {
    let size: usize = round.iter().map(|segment| (segment.to - segment.from) as usize).sum();
    if threads <= 1 || size < WORTH_SHARING {
        return (1, vec![round.to_vec()]);
    }
    let each = size.div_ceil(threads * PIECES) as u32;
    let mut divided = vec![Vec::new()];
    let mut left = each;
    for segment in round {
        let mut segment = *segment;
        while segment.from < segment.to {
            let to = segment.to.min(segment.from + left);
            if let Some(last) = divided.last_mut() {
                last.push(Segment { to, ..segment });
            }
            left -= to - segment.from;
            segment.from = to;
            if left == 0 {
                divided.push(Vec::new());
                left = each;
            }
        }
    }
    (threads, divided)
}
