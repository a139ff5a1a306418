//! What the module exports: the text of the vectors, as a place and a length in its memory.
#![expect(unsafe_code, reason = "an export by name needs the attribute `no_mangle`, which counts as unsafe; nothing else here is")]

use std::sync::LazyLock;

static TEXT: LazyLock<String> = LazyLock::new(|| crate::vectors().unwrap_or_else(|why| format!("error: {why}\n")));

/// Where the text begins.
#[unsafe(no_mangle)]
pub extern "C" fn text_pointer() -> *const u8 {
    TEXT.as_ptr()
}

/// How many bytes it has.
#[unsafe(no_mangle)]
pub extern "C" fn text_length() -> usize {
    TEXT.len()
}

static STATISTICS: LazyLock<String> = LazyLock::new(|| crate::statistics().unwrap_or_else(|why| format!("error: {why}\n")));

/// Where the answers of the statistics begin.
#[unsafe(no_mangle)]
pub extern "C" fn statistics_pointer() -> *const u8 {
    STATISTICS.as_ptr()
}

/// How many bytes they have.
#[unsafe(no_mangle)]
pub extern "C" fn statistics_length() -> usize {
    STATISTICS.len()
}
