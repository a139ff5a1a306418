//! Compact bytes of a call, a tool or a key in a versioned, hashed envelope.
//!
//! The payload is the value in postcard's encoding, which has one form for one value. Its SHA-256 is the value's
//! [`Digest`]: the name under which every store keeps it and by which an attempt refers to it. The digest is
//! of the content, not of the YAML's bytes: a comment or a line break changes nothing.
//!
//! Invariants: sealing and opening give the value back; a changed byte is refused; nothing here does I/O.
#![forbid(unsafe_code)]

use core::fmt;
use core::str::FromStr;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// What kind of content an envelope holds, with the version of its encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Four letters that say what it is, for instance `CALL`.
    pub tag: [u8; 4],
    /// The version of the encoding; another version is refused.
    pub version: u8,
    /// The word for people, for instance `call`.
    pub word: &'static str,
}

/// The SHA-256 of a value's canonical bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Digest(pub [u8; 32]);

/// Why bytes are not the envelope that was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// The bytes do not start as such an envelope does.
    NotThisKind(&'static str),
    /// The envelope was made by another version of the program.
    OtherVersion {
        /// The word for the kind.
        word: &'static str,
        /// The version found.
        found: u8,
        /// The version that this program reads.
        expected: u8,
    },
    /// The content does not match its digest: the file is damaged or was changed.
    Damaged(&'static str),
    /// The content matches its digest but does not decode.
    Undecodable(&'static str),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotThisKind(word) => write!(f, "this is not a compiled {word}; build it again with `doorstep` or `cargo xtask build`"),
            Self::OtherVersion { word, found, expected } => {
                write!(f, "this compiled {word} has format {found}, this program reads format {expected}; build it again")
            }
            Self::Damaged(word) => {
                write!(f, "this compiled {word} is damaged: its content does not match its digest; fetch or build it again")
            }
            Self::Undecodable(word) => write!(f, "this compiled {word} cannot be decoded; build it again with this version of the program"),
        }
    }
}

impl core::error::Error for OpenError {}

/// The digest of a value: SHA-256 of its canonical bytes.
pub fn digest<T: Serialize>(value: &T) -> Digest {
    Digest(Sha256::digest(canonical(value)).into())
}

/// Seals a value into an envelope: tag, version, digest, content.
pub fn seal<T: Serialize>(kind: Kind, value: &T) -> Vec<u8> {
    let content = canonical(value);
    let mut bytes = Vec::with_capacity(content.len() + 37);
    bytes.extend_from_slice(&kind.tag);
    bytes.push(kind.version);
    bytes.extend_from_slice(&Sha256::digest(&content));
    bytes.extend_from_slice(&content);
    bytes
}

/// Opens an envelope and gives the value with its digest.
pub fn open<T: DeserializeOwned>(kind: Kind, bytes: &[u8]) -> Result<(T, Digest), OpenError> {
    let rest = bytes.strip_prefix(&kind.tag).ok_or(OpenError::NotThisKind(kind.word))?;
    let (&found, rest) = rest.split_first().ok_or(OpenError::Damaged(kind.word))?;
    if found != kind.version {
        return Err(OpenError::OtherVersion { word: kind.word, found, expected: kind.version });
    }
    let (stated, content) = rest.split_first_chunk::<32>().ok_or(OpenError::Damaged(kind.word))?;
    if Sha256::digest(content).as_slice() != stated {
        return Err(OpenError::Damaged(kind.word));
    }
    let value = postcard::from_bytes(content).map_err(|_| OpenError::Undecodable(kind.word))?;
    Ok((value, Digest(*stated)))
}

/// The canonical bytes of a value.
fn canonical<T: Serialize>(value: &T) -> Vec<u8> {
    // Invariant: postcard fails only for sequences of unknown length and for a `Serialize` that itself fails; ours do neither.
    postcard::to_allocvec(value).expect("derived types of known length always encode")
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `pad` cuts at a precision: `{digest:.8}` is enough to tell versions apart.
        f.pad(&self.0.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// The text is not a digest: 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotADigest;

impl fmt::Display for NotADigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a digest is 64 hexadecimal digits")
    }
}

impl FromStr for Digest {
    type Err = NotADigest;

    fn from_str(text: &str) -> Result<Self, NotADigest> {
        let digits = text.as_bytes();
        let mut bytes = [0; 32];
        if digits.len() != 64 {
            return Err(NotADigest);
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let value = |digit: u8| (digit as char).to_digit(16).ok_or(NotADigest);
            // Each digit is below 16, so the sum is below 256.
            *byte = (value(pair[0])? * 16 + value(pair[1])?) as u8;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Digest {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { serializer.collect_str(self) } else { self.0.serialize(serializer) }
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
            text.parse().map_err(serde::de::Error::custom)
        } else {
            <[u8; 32]>::deserialize(deserializer).map(Self)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: Kind = Kind { tag: *b"TEST", version: 1, word: "test" };

    #[test]
    fn opens_what_it_sealed_and_refuses_a_changed_byte() {
        let value = (vec![1u32, 70_000], String::from("kitchen"));
        let bytes = seal(KIND, &value);
        assert_eq!(open::<(Vec<u32>, String)>(KIND, &bytes), Ok((value.clone(), digest(&value))));
        for place in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[place] ^= 1;
            assert!(open::<(Vec<u32>, String)>(KIND, &changed).is_err(), "byte {place}");
        }
    }

    #[test]
    fn a_digest_reads_back_from_its_text() {
        let value = digest(&7u8);
        assert_eq!(value.to_string().parse(), Ok(value));
        assert_eq!("12".parse::<Digest>(), Err(NotADigest));
    }
}
