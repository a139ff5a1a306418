//! Exact numbers as people write them: decimals and fractions.

use doorstep_source::read::described;
use doorstep_source::{Diagnostics, Node, codes};

use crate::Ratio;

/// Digits that a number may have before and after its point together.
const MOST_DIGITS: usize = 9;

/// A decimal such as `0.25` or a fraction such as `1/3`, exactly.
pub(super) fn ratio(node: &Node, name: &str, out: &mut Diagnostics) -> Option<Ratio> {
    if node.is_unread() {
        return None;
    }
    let found = node.as_text().and_then(parse);
    if found.is_none() {
        out.add(
            codes::WRONG_TYPE,
            node.span,
            format!("`{name}` must be a number; this is {}.", described(node)),
            "Write a decimal such as 0.25, or a fraction such as 1/3, with at most nine digits.",
        );
    }
    found
}

fn parse(text: &str) -> Option<Ratio> {
    if let Some((over, under)) = text.split_once('/') {
        let whole = |text: &str| digits(text.trim()).filter(|number| *number > 0);
        let over = if over.trim() == "0" { Some(0) } else { whole(over) };
        return Some(Ratio::new(over?, whole(under)?));
    }
    let (sign, number) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (before, after) = number.split_once('.').unwrap_or((number, ""));
    let point_without_decimals = number.contains('.') && after.is_empty();
    if before.is_empty() || point_without_decimals {
        return None;
    }
    let places = u32::try_from(after.len()).ok()?;
    Some(Ratio::new(sign * digits(&format!("{before}{after}"))?, 10_i64.pow(places)))
}

fn digits(text: &str) -> Option<i64> {
    let plain = !text.is_empty() && text.len() <= MOST_DIGITS && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_and_fractions_are_exact() {
        assert_eq!(parse("0.25"), Some(Ratio::new(1, 4)));
        assert_eq!(parse("1/3"), Some(Ratio::new(1, 3)));
        assert_eq!(parse("0/3"), Some(Ratio::ZERO));
        assert_eq!(parse("-4.5"), Some(Ratio::new(-9, 2)));
        assert_eq!(parse("65"), Some(Ratio::whole(65)));
        assert_eq!(parse("12345678.9"), Some(Ratio::new(123_456_789, 10)));
        assert_eq!(parse(" 1 / 123456789 "), Some(Ratio::new(1, 123_456_789)));
        for wrong in [
            "",
            ".5",
            "1.",
            "1/0",
            "a",
            "1e3",
            "1.2.3",
            "--1",
            "0.1234567890",
            "+1",
            "1/-3",
            "1/+3",
            "+1/3",
            "/3",
            "1/",
            "12345678.90",
            "1/1234567890",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
