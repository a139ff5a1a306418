//! What the command says, for people.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::coefficients::FEW;
use super::report::Report;
use crate::page;

/// How many contested items are shown.
const SHOWN: usize = 10;

/// The page. Writing to a string cannot fail, so results of `writeln!` are dropped.
pub(super) fn write(report: &Report, width: usize) -> String {
    let mut text = String::new();
    let gaps = if report.items == report.items_in_file { String::new() } else { format!(" ({} in the file)", report.items_in_file) };
    let _ = writeln!(
        text,
        "{}: {} raters, {} items with two ratings or more{gaps}, {} ratings, {} scale",
        report.file,
        report.raters.len(),
        report.items,
        report.ratings,
        report.scale
    );
    if let Some([low, high]) = report.alike.wilson95 {
        let _ =
            writeln!(text, "All raters say the same on {} of {} items (95 % {low:.2} to {high:.2}).", report.alike.items, report.alike.of);
    }
    let name = report.coefficients.iter().map(|row| row.name.width()).max().unwrap_or(0);
    let _ = writeln!(text, "\n{}  value  95 % interval  what it is for", pad("coefficient", name));
    for row in &report.coefficients {
        let interval = row.interval95.map_or_else(|| "-".to_owned(), |[low, high]| format!("{low:.3} to {high:.3}"));
        let purpose = row.reason.as_deref().map_or_else(|| row.purpose.to_owned(), |reason| format!("undefined: {reason}"));
        let lead = format!("{}  {}  {}  ", pad(&row.name, name), number(row.value, 5), pad(&interval, 13));
        text.push_str(&page::wrap(&lead, &" ".repeat(lead.width()), &purpose, width.max(lead.width() + 30)));
    }
    if report.items < FEW {
        let _ =
            writeln!(text, "\nFewer than {FEW} items: an interval around a coefficient would say too much. Look at the items themselves.");
    } else if report.alike.items == report.alike.of {
        let _ = writeln!(text, "\nComplete agreement: an interval around a coefficient would say too much. The line above has the bounds.");
    } else {
        let _ = writeln!(text, "\nBootstrap intervals: {} resamples of the items, seed {}.", report.resamples, report.seed);
    }
    contested(report, &mut text);
    raters(report, &mut text);
    text
}

fn contested(report: &Report, text: &mut String) {
    if report.contested.is_empty() {
        return;
    }
    let shown = &report.contested[..report.contested.len().min(SHOWN)];
    let item = shown.iter().map(|item| item.item.width()).max().unwrap_or(0).max(4);
    let _ = writeln!(text, "\nContested items, the most divided first (0 all alike, 1 as divided as chance)");
    for found in shown {
        let ratings: Vec<String> = found.ratings.iter().map(|(rating, count)| format!("{count} x {rating}")).collect();
        let _ = writeln!(text, "  {}  {:5.2}  {}", pad(&found.item, item), found.disagreement, ratings.join(", "));
    }
    if report.contested.len() > shown.len() {
        let _ = writeln!(text, "  and {} more: --format json has all of them", report.contested.len() - shown.len());
    }
}

fn raters(report: &Report, text: &mut String) {
    let name = report.raters.iter().map(|rater| rater.name.width()).max().unwrap_or(0).max(5);
    let ordered = report.scale != "nominal";
    let _ = writeln!(text, "\nRaters (distance from the rest: 0 the same, 1 as far as chance)");
    let _ = writeln!(
        text,
        "  {}  items  distance  alpha without{}",
        pad("rater", name),
        if ordered { "  higher or lower than the rest" } else { "" }
    );
    for rater in &report.raters {
        let mut line =
            format!("  {}  {:5}  {}  {}", pad(&rater.name, name), rater.items, number(rater.distance, 8), number(rater.alpha_without, 13));
        if ordered {
            let _ = write!(line, "  {}", rater.leaning.map_or_else(|| "-".to_owned(), |leaning| format!("{leaning:+.2}")));
        }
        let _ = writeln!(text, "{}", line.trim_end());
    }
}

/// A number with three digits, on the right of so many places.
fn number(value: Option<f64>, places: usize) -> String {
    value.map_or_else(|| format!("{:>places$}", "-"), |value| format!("{value:places$.3}"))
}

fn pad(words: &str, width: usize) -> String {
    format!("{words}{}", " ".repeat(width.saturating_sub(words.width())))
}
