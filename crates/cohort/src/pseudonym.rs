//! Names that tell nothing of a person.

use doorstep_envelope::Digest;

/// Letters that are not taken for one another, spoken or written (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many letters a pseudonym has: a thousand people meet the same one about once in two thousand cohorts.
const LENGTH: usize = 6;

/// A pseudonym for each person: from the digest of their first attempt that counts, which has nothing of a name in it. It stays the same
/// when more attempts come. Where two people did the very same, the later one has a number.
pub fn pseudonyms(firsts: impl IntoIterator<Item = Digest>) -> Vec<String> {
    let mut given: Vec<String> = Vec::new();
    for first in firsts {
        let name = letters(first);
        let alike = given.iter().filter(|other| other.split('-').nth(1) == name.split('-').nth(1)).count();
        given.push(if alike == 0 { name } else { format!("{name}-{}", alike + 1) });
    }
    given
}

/// The first thirty bits of a digest in letters.
fn letters(digest: Digest) -> String {
    let bits = digest.0[..5].iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    // Five bits at a time, from the top: below 32.
    let letter = |place: usize| char::from(LETTERS[(bits >> (35 - 5 * place)) as usize & 31]);
    format!("P-{}", (0..LENGTH).map(letter).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_come_from_the_top_of_the_digest() {
        assert_eq!(letters(Digest::default()), "P-000000");
        let mut bytes = [0; 32];
        bytes[..5].copy_from_slice(&[0b0000_1000, 0b1000_0110, 0b0100_0010, 0b1001_1000, 0]);
        assert_eq!(letters(Digest(bytes)), "P-123456");
    }
}
