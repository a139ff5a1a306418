//! How two raters' categories go together.

use crate::Invalid;

/// The most categories a table may have.
const MOST_CATEGORIES: usize = 4096;

/// So few categories are counted cell by cell, which goes many pairs at a time.
const FEW_CATEGORIES: usize = 5;
/// How many pairs are looked at together: rows of bytes that fit a counter each.
const BLOCK: usize = 255 * 128;

/// The cells of a table of few categories: each pair becomes the number of its cell in a byte.
fn few(a: &[u16], b: &[u16], categories: usize) -> Result<Vec<u64>, Invalid> {
    // There are at most five.
    let q = categories as u16;
    let mut counts = vec![0; categories * categories];
    let mut cells = [0_u8; BLOCK];
    for (block, (left, right)) in a.chunks(BLOCK).zip(b.chunks(BLOCK)).enumerate() {
        let mut most = 0;
        for (cell, (one, other)) in cells.iter_mut().zip(left.iter().zip(right)) {
            most = most.max(*one).max(*other);
            *cell = one.wrapping_mul(q).wrapping_add(*other) as u8;
        }
        if most >= q {
            let unknown = left.iter().zip(right).position(|(one, other)| *one >= q || *other >= q);
            return Err(Invalid::UnknownCategory { place: block * BLOCK + unknown.unwrap_or(0) });
        }
        for (cell, count) in (0_u8..).zip(&mut counts) {
            *count += super::bytes::occurrences(&cells[..left.len()], cell);
        }
    }
    Ok(counts)
}

/// Counts of rater a's category (rows) by rater b's (columns).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    categories: usize,
    counts: Vec<u64>,
    total: u64,
}

impl Table {
    /// From a square of counts.
    ///
    /// # Errors
    /// Rows that do not make a square, or counts beyond 2^53 together.
    ///
    /// ```
    /// use doorstep_agreement::Table;
    ///
    /// let table = Table::from_counts(&[vec![20, 5], vec![10, 15]])?;
    /// assert_eq!(table.total(), 50);
    /// # Ok::<(), doorstep_agreement::Invalid>(())
    /// ```
    pub fn from_counts(rows: &[Vec<u64>]) -> Result<Self, Invalid> {
        let categories = rows.len();
        if let Some((row, short)) = rows.iter().enumerate().find(|(_, row)| row.len() != categories) {
            return Err(Invalid::Ragged { what: "the table", row, length: short.len(), expected: categories });
        }
        Self::new(categories, rows.concat())
    }

    /// From pairs of categories, counted from 0: one of rater a, one of rater b for each unit.
    ///
    /// # Errors
    /// Lists of different lengths, or a category that does not exist.
    pub fn from_pairs(a: &[u16], b: &[u16], categories: usize) -> Result<Self, Invalid> {
        if a.len() != b.len() {
            return Err(Invalid::Lengths { one: "a", length: a.len(), other: "b", other_length: b.len() });
        }
        if categories <= FEW_CATEGORIES {
            return Self::new(categories, few(a, b, categories)?);
        }
        // Four tables beside each other: the same cell twice running does not wait for itself.
        let room = if categories > MOST_CATEGORIES { 0 } else { categories * categories };
        let mut lanes = vec![0_u64; room * 4];
        for (chunk, (left, right)) in a.chunks(4).zip(b.chunks(4)).enumerate() {
            for (lane, (one, other)) in left.iter().zip(right).enumerate() {
                let (one, other) = (usize::from(*one), usize::from(*other));
                match lanes.get_mut(lane * room + one * categories + other) {
                    Some(count) if one < categories && other < categories => *count += 1,
                    _ => return Err(Invalid::UnknownCategory { place: chunk * 4 + lane }),
                }
            }
        }
        Self::new(categories, (0..room).map(|cell| (0..4).map(|lane| lanes[lane * room + cell]).sum()).collect())
    }

    pub(crate) fn new(categories: usize, counts: Vec<u64>) -> Result<Self, Invalid> {
        if categories > MOST_CATEGORIES {
            return Err(Invalid::TooMany { what: "categories", most: MOST_CATEGORIES });
        }
        let total = counts.iter().try_fold(0_u64, |sum, count| sum.checked_add(*count)).filter(|sum| *sum <= 1 << 53);
        let total = total.ok_or(Invalid::OutOfRange {
            what: "the sum of the counts",
            value: f64::INFINITY,
            range: "at most 2 to the power of 53",
        })?;
        Ok(Self { categories, counts, total })
    }

    /// How many categories there are.
    pub fn categories(&self) -> usize {
        self.categories
    }

    /// How many units were rated.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// The count of a cell; 0 where there is none such.
    pub fn count(&self, a: usize, b: usize) -> u64 {
        if b < self.categories { self.counts.get(a * self.categories + b).copied().unwrap_or(0) } else { 0 }
    }

    /// The cells with their places, row after row.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (usize, usize, u64)> {
        self.counts.iter().enumerate().map(|(place, count)| (place / self.categories, place % self.categories, *count))
    }

    /// Rater a's and rater b's counts.
    pub(crate) fn margins(&self) -> (Vec<f64>, Vec<f64>) {
        let (mut a, mut b) = (vec![0.0; self.categories], vec![0.0; self.categories]);
        for (one, other, count) in self.cells() {
            a[one] += count as f64;
            b[other] += count as f64;
        }
        (a, b)
    }
}
