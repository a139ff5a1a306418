//! Exact numbers as people read them.

use doorstep_scoring::Ratio;

/// A number of points with one decimal, rounded once.
pub(crate) fn tenths(ratio: Ratio) -> String {
    let tenths = (ratio * Ratio::new(1, 10)).percent();
    format!("{}{}.{}", if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10)
}

/// A share with two decimals, rounded once.
pub(crate) fn hundredths(ratio: Ratio) -> String {
    let hundredths = ratio.percent();
    format!("{}{}.{:02}", if hundredths < 0 { "-" } else { "" }, hundredths.abs() / 100, hundredths.abs() % 100)
}

/// A policy's or form's own number: whole, or with its decimals up to three.
pub(crate) fn decimal(ratio: Ratio) -> String {
    if ratio.denominator() == 1 {
        return ratio.numerator().to_string();
    }
    let value = ratio.numerator() as f64 / ratio.denominator() as f64;
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

pub(crate) fn percent(ratio: Ratio) -> String {
    format!("{}%", decimal(ratio * Ratio::whole(100)))
}
