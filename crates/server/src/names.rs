//! Files named by their content: such a file never changes, so a browser may keep it for ever.

use sha2::{Digest, Sha256};

/// How many hexadecimal digits of a content's hash stand in a file's name.
const HASH_DIGITS: usize = 16;

/// A name that holds the hash of the content; `stem` may begin with folders.
///
/// ```
/// use doorstep_server::{is_named_by_content, named_by_content};
/// assert!(is_named_by_content(&named_by_content("calls/hollow-lane", "bin", b"content")));
/// assert!(!is_named_by_content("index.html"));
/// ```
pub fn named_by_content(stem: &str, extension: &str, bytes: &[u8]) -> String {
    let hash = hexadecimal_digest(bytes);
    format!("{stem}.{}.{extension}", &hash[..HASH_DIGITS])
}

/// Whether a path's last part is named by its content: `name.0123456789abcdef.js`.
pub fn is_named_by_content(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_hash = |part: &str| part.len() == HASH_DIGITS && part.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    name.split('.').skip(1).any(is_hash)
}

/// SHA-256 in 64 hexadecimal digits.
pub fn hexadecimal_digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
