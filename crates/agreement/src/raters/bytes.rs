//! Ratings that are whole numbers from 0 to 254, as nearly all are: read and counted many at a time.
//!
//! A million ratings are eight megabytes; reading them is most of what an agreement coefficient costs. So nothing here branches, sorts or
//! hashes: each number is looked at by its upper 32 bits, in which such numbers are told apart, and compared with the one that its byte
//! gives back.

/// The byte of a rating that is missing.
pub(crate) const MISSING: u8 = u8::MAX;

/// How many numbers are read at a time: what the registers of a processor hold together.
const AT_ONCE: usize = 32;
/// What is added to a small whole number so that it stands in the lowest bits: two to the power of 23, where an `f32`'s steps are 1.
const SHIFT: f32 = 8_388_608.0;
/// The upper half of 1, and of what NaN is written as.
const ONE: u32 = 0x3ff0_0000;
const NOT_A_NUMBER: u32 = 0x7ff8_0000;
/// How far above that of 1 the upper half of a number below 255 lies at most.
const MOST: i32 = 0x406f_e000 - 0x3ff0_0000 - 1;
/// The exponent of an `f64` less that of an `f32`, where the exponent stands in the upper half.
const EXPONENTS_APART: u32 = (1023 - 127) << 20;

/// The numbers as bytes, NaN as [`MISSING`]; nothing where one of them is no whole number from 0 to 254 (or written in a way that is looked
/// at elsewhere: -0, a NaN with a message).
pub(crate) fn of(flat: &[f64]) -> Option<Vec<u8>> {
    let mut bytes = vec![0; flat.len()];
    // Of each place, what of the lower halves was ever set, and whether ever something did not fit.
    let (mut lower, mut unfit) = ([0; AT_ONCE], [0; AT_ONCE]);
    let (chunks, rest) = flat.as_chunks::<AT_ONCE>();
    let (places, rest_places) = bytes.as_chunks_mut::<AT_ONCE>();
    for (chunk, place) in chunks.iter().zip(places) {
        read(chunk, place, &mut lower, &mut unfit);
    }
    let (mut last, mut last_bytes) = ([0.0; AT_ONCE], [0; AT_ONCE]);
    last[..rest.len()].copy_from_slice(rest);
    read(&last, &mut last_bytes, &mut lower, &mut unfit);
    rest_places.copy_from_slice(&last_bytes[..rest.len()]);
    (lower == [0; AT_ONCE] && unfit == [0; AT_ONCE]).then_some(bytes)
}

/// All bits where something holds, none where it does not.
fn mask(holds: bool) -> u32 {
    0_u32.wrapping_sub(u32::from(holds))
}

#[inline(always)]
fn read(chunk: &[f64; AT_ONCE], bytes: &mut [u8; AT_ONCE], lower: &mut [u32; AT_ONCE], unfit: &mut [u32; AT_ONCE]) {
    // Apart, and each loop over one kind of number: so that they are compiled to work on many at a time.
    let (mut upper, mut low) = ([0; AT_ONCE], [0; AT_ONCE]);
    for ((value, upper), low) in chunk.iter().zip(&mut upper).zip(&mut low) {
        let bits = value.to_bits();
        // A cast takes the lower half.
        (*upper, *low) = ((bits >> 32) as u32, bits as u32);
    }
    lower.iter_mut().zip(low).for_each(|(lower, low)| *lower |= low);
    for (half, unfit) in upper.iter_mut().zip(unfit) {
        let zero = mask(*half == 0);
        let missing = mask(*half & 0x7fff_ffff == NOT_A_NUMBER);
        // Below 1, or 255 and more: the sign of one of the differences.
        let above_one = half.wrapping_sub(ONE) as i32;
        let outside = (above_one | MOST.wrapping_sub(above_one)) >> 31;
        // The same number as an `f32`; its bits move by three because the exponent is so much shorter.
        let value = f32::from_bits((half.wrapping_sub(EXPONENTS_APART) << 3) & !zero);
        let byte = (value + SHIFT).to_bits() & 0xff;
        let back = f32::from_bits(SHIFT.to_bits() | byte) - SHIFT;
        *unfit |= (outside as u32 | mask(back != value)) & !missing & !zero;
        *half = byte | missing;
    }
    *bytes = upper.map(|byte| byte as u8);
}

/// The different bytes in rising order, without [`MISSING`].
pub(crate) fn different(bytes: &[u8]) -> Vec<u8> {
    let mut seen = [false; 256];
    // One above the largest; what is missing comes out as nothing.
    let above = bytes.iter().fold(0, |above: u8, byte| above.max(byte.wrapping_add(1)));
    if usize::from(above) <= FEW {
        // To look for a few bytes, many at a time, is faster than to note down each.
        let occurs = |byte: u8| bytes.chunks(1 << 14).any(|part| occurrences(part, byte) > 0);
        (0..above).for_each(|byte| seen[usize::from(byte)] = occurs(byte));
    } else {
        bytes.iter().for_each(|byte| seen[usize::from(*byte)] = true);
    }
    (0..MISSING).filter(|byte| seen[usize::from(*byte)]).collect()
}

/// So many different values are counted one after the other; more are counted rating by rating.
const FEW: usize = 16;
/// How many columns are counted beside each other.
const WIDE: usize = 256;

/// How often each of `values` occurs in each column of rows of that many `columns`: column after column, value after value.
pub(crate) fn count(bytes: &[u8], columns: usize, values: &[u8]) -> Vec<u32> {
    let q = values.len();
    let mut counts = vec![0; columns * q];
    if columns == 0 || q == 0 {
        return counts;
    }
    if q > FEW {
        // One place more for what is missing, so that counting asks no question.
        let mut places = [q; 256];
        values.iter().enumerate().for_each(|(place, value)| places[usize::from(*value)] = place);
        let mut wide = vec![0; columns * (q + 1)];
        for row in bytes.chunks(columns) {
            row.iter().zip(wide.chunks_mut(q + 1)).for_each(|(byte, column)| column[places[usize::from(*byte)]] += 1);
        }
        counts.chunks_mut(q).zip(wide.chunks(q + 1)).for_each(|(column, wide)| column.copy_from_slice(&wide[..q]));
        return counts;
    }
    for first in (0..columns).step_by(WIDE) {
        let end = columns.min(first + WIDE);
        // A byte counts to 255.
        for rows in bytes.chunks(columns * 255) {
            for (place, value) in values.iter().enumerate() {
                let mut found = [0_u8; WIDE];
                for row in rows.chunks(columns) {
                    found.iter_mut().zip(&row[first..end]).for_each(|(found, byte)| *found += u8::from(byte == value));
                }
                for (column, found) in (first..end).zip(found) {
                    counts[column * q + place] += u32::from(found);
                }
            }
        }
    }
    counts
}

/// How often a byte occurs. It stays a function of its own: put into a loop over its byte, it is compiled to look at one byte at a time.
#[inline(never)]
pub(crate) fn occurrences(bytes: &[u8], wanted: u8) -> u64 {
    let (rows, rest) = bytes.as_chunks::<{ WIDE / 2 }>();
    let in_rows = |rows: &[[u8; WIDE / 2]]| {
        let mut found = [0_u8; WIDE / 2];
        for row in rows {
            found.iter_mut().zip(row).for_each(|(found, byte)| *found += u8::from(*byte == wanted));
        }
        found.iter().map(|found| u64::from(*found)).sum::<u64>()
    };
    // A byte counts to 255.
    rows.chunks(255).map(in_rows).sum::<u64>() + rest.iter().filter(|byte| **byte == wanted).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_whole_number_up_to_254_is_its_byte_and_nothing_else_is() {
        let all: Vec<f64> = (0..255).map(f64::from).chain([f64::NAN, 0.0, -f64::NAN]).collect();
        let bytes: Vec<u8> = (0..255).chain([MISSING, 0, MISSING]).collect();
        // At every place of a chunk, and in the rest.
        for from in 0..20 {
            assert_eq!(of(&all[from..]).as_deref(), Some(&bytes[from..]));
        }
        let others = [255.0, 256.0, 1000.0, -1.0, -0.0, 0.5, 1.5, 253.999, 1e-300, 5e-324, 1e300, f64::INFINITY, f64::NEG_INFINITY, 0.1];
        let near = (0..255).flat_map(|byte| [f64::from(byte).next_up(), f64::from(byte).next_down()]);
        // What only looks like a small number when its exponent is cut short.
        let aliases = (0..255).flat_map(|byte| (1..8).map(move |turn| f64::from_bits(f64::from(byte).to_bits() ^ (turn << 61))));
        for other in others.into_iter().chain(near).chain(aliases) {
            let read = of(&[1.0, other, 2.0]);
            let whole = (0.0..255.0).contains(&other) && other.fract() == 0.0 && other.to_bits() != (-0.0_f64).to_bits() || other.is_nan();
            assert!(whole || read.is_none(), "{other} {:x}", other.to_bits());
        }
    }

    #[test]
    fn counts_are_those_of_one_by_one() {
        let mut chance = crate::Chance::new(5);
        for (rows, columns, below) in [(3, 7, 4), (600, 5, 3), (2, 700, 16), (40, 300, 17), (300, 3, 255), (0, 4, 3), (4, 0, 3)] {
            let bytes: Vec<u8> =
                (0..rows * columns).map(|_| if chance.below(5) == 0 { MISSING } else { chance.below(below) as u8 }).collect();
            let values = different(&bytes);
            let mut slow = vec![0_u32; columns * values.len()];
            for (place, byte) in bytes.iter().enumerate().filter(|(_, byte)| **byte != MISSING) {
                let value = values.iter().position(|value| value == byte).unwrap();
                slow[place % columns * values.len() + value] += 1;
            }
            assert_eq!(count(&bytes, columns, &values), slow, "{rows} {columns} {below}");
        }
        assert!(different(&[MISSING, MISSING]).is_empty());
        let many: Vec<u8> = (0..100_003_u32).map(|place| (place % 7) as u8).collect();
        assert_eq!((0..8).map(|byte| occurrences(&many, byte)).collect::<Vec<_>>(), [14287, 14286, 14286, 14286, 14286, 14286, 14286, 0]);
    }
}
