//! Digits that could be somebody's telephone number. Only ranges that are kept for fiction are allowed.

use core::ops::Range;

/// Beginnings of numbers that are kept for drama and fiction, as digits only.
const FICTION: &[&str] = &[
    // United Kingdom: no area, mobile, London, eight cities, freephone, premium.
    "01632960", "07700900", "02079460", "01134960", "01144960", "01154960", "01164960", "01174960", "01184960", "01214960", "01314960",
    "01414960", "01514960", "01614960", "02890180", "02920180", "01914980", "08081570", "09098790", "03069990",
];

/// The first stretch of the text (in bytes) that could be a real telephone number.
pub fn find(text: &str) -> Option<Range<usize>> {
    if text.bytes().filter(u8::is_ascii_digit).count() < 7 {
        return None;
    }
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        let mut end = at;
        let mut digits = String::new();
        let mut longest = 0;
        let mut run = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            if byte.is_ascii_digit() {
                digits.push(char::from(byte));
                run += 1;
                longest = longest.max(run);
                end = at + 1;
            } else if matches!(byte, b' ' | b'-' | b'.' | b'(' | b')' | b'/') && at - end < 2 {
                run = 0;
            } else {
                break;
            }
            at += 1;
        }
        let international = start > 0 && bytes[start - 1] == b'+';
        let suspicious = longest >= 7 || digits.len() >= 9 || (digits.len() >= 7 && (international || digits.starts_with('0')));
        if suspicious && !is_fiction(&digits) {
            return Some(start..end);
        }
    }
    None
}

fn is_fiction(digits: &str) -> bool {
    let national = digits.strip_prefix("0044").or_else(|| digits.strip_prefix("44")).unwrap_or(digits);
    let national = national.trim_start_matches('0');
    let british = FICTION.iter().any(|start| national.starts_with(start.trim_start_matches('0')));
    // North America: 555-0100 to 555-0199, with any area.
    let american = digits.len() <= 11 && digits.len() >= 7 && digits[..digits.len() - 2].ends_with("55501");
    british || american
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn tells_real_numbers_from_fiction_dates_and_amounts() {
        for real in ["Ring 5551234", "on 020 7123 4567", "+49 30 123456", "07911 123456"] {
            assert!(find(real).is_some(), "{real}");
        }
        for harmless in
            ["Ring 01632 960123", "07700 900 461", "555-0123", "(212) 555-0199", "2024-05-13", "21:40 to 23:10", "1,500 in 3 days"]
        {
            assert_eq!(find(harmless), None, "{harmless}");
        }
    }
}
