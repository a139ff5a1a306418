//! The report as one page that needs nothing else: its style stands in it, its pictures are SVG, and it runs no script.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Cell, Column, Table, Unit, basis, charts, counted, keys, reasons, summary, tables};
use crate::Cohort;
use crate::show::bars::patterns;

/// The style of the page.
const STYLE: &str = include_str!("page.css");

/// The report as a page.
///
/// Its policy lets nothing be fetched and no script run, and only its own style apply (by the style's SHA-256).
pub fn page(cohort: &Cohort) -> String {
    let tables = tables(cohort);
    let policy = format!("default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'", digest(STYLE));
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { "Cohort report – Doorstep" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (patterns())
                header {
                    p.product { "Doorstep" }
                    h1 { "Cohort report" }
                    p.lead { (counts(cohort)) }
                    p.status { (notice(cohort)) }
                }
                nav aria-label="Contents" {
                    ul { @for table in &tables { li { a href={ "#" (table.id) } { (table.title) } } } }
                }
                main {
                    section #first aria-labelledby="first-title" {
                        h2 #first-title { "What to look at first" }
                        ol.first { @for sentence in summary(cohort) { li { (sentence) } } }
                    }
                    @for table in &tables { (part(cohort, table)) }
                    (rules(cohort))
                }
            }
        }
    }
    .into_string()
}

/// A text's SHA-256 in base64, as a policy names it.
fn digest(text: &str) -> String {
    use base64::Engine as _;
    use sha2::Digest as _;
    base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(text))
}

/// What was counted, in a sentence or two.
pub fn counts(cohort: &Cohort) -> String {
    let counted_here = &cohort.counted;
    let left_out = &counted_here.left_out;
    let why: Vec<String> = [
        (left_out.repeats, "after going back or after the debrief was read"),
        (left_out.seconds, "second attempts at the same call"),
        (left_out.unfinished, "not taken to the end"),
        (left_out.doubles, "the same file once more"),
        (left_out.tutorials, "practice of the screens"),
        (left_out.unusable, "could not be read or scored"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, why)| format!("{count} {why}"))
    .collect();
    let without = if why.is_empty() { String::new() } else { format!(" {} left out: {}.", left_out.all(), why.join(", ")) };
    format!(
        "{} of {} at {}.{without}",
        counted(counted_here.attempts, "attempt", "attempts"),
        counted(counted_here.people, "person", "people"),
        counted(counted_here.calls, "call", "calls")
    )
}

/// What the report is for, and what stands behind its keys.
fn notice(cohort: &Cohort) -> Markup {
    let status = keys(cohort.keys);
    html! {
        strong { "For teaching a cohort. " } "Nobody is certified, decided about or ranked by it. It rests on " (status) "."
    }
}

fn part(cohort: &Cohort, table: &Table) -> Markup {
    let title = format!("{}-title", table.id);
    let reasons = reasons(table);
    html! {
        section id=(table.id) aria-labelledby=(title) {
            h2 id=(title) { (table.title) }
            p { (table.says) }
            @if let Some(none) = &table.none {
                p.none { (none) }
            }
            @if !table.rows.is_empty() {
                (charts::of(cohort, table.id))
                div.scroll role="region" aria-labelledby=(title) tabindex="0" {
                    table {
                        caption { span { (basis(&table.basis)) } }
                        thead { tr { @for column in &table.columns { th scope="col" { (column.head) } } } }
                        tbody {
                            @for row in &table.rows {
                                tr { @for (place, (cell, column)) in row.iter().zip(&table.columns).enumerate() { (self::cell(place, cell, column)) } }
                            }
                        }
                    }
                }
                @if !reasons.is_empty() {
                    p.reasons { "A dash, or a number without a band: " (reasons.join("; ")) "." }
                }
            }
        }
    }
}

fn cell(place: usize, cell: &Cell, column: &Column) -> Markup {
    let written = cell.written(column.unit);
    let number = !matches!(cell, Cell::Words(_));
    let content = html! {
        (written.value)
        @if let Some(band) = &written.band { " " span.range { "(" (band) ")" } }
    };
    html! {
        @if place == 0 {
            th scope="row" { (content) }
        } @else if number {
            td.number { (content) }
        } @else {
            td { (content) }
        }
    }
}

/// By which rules the report was made.
fn rules(cohort: &Cohort) -> Markup {
    let policy = &cohort.made.policy;
    let confidence = policy.confidence.map(|stated| super::write(stated, Unit::Share)).join(", ");
    html! {
        section #rules aria-labelledby="rules-title" {
            h2 #rules-title { "By which rules" }
            p {
                "Report " (cohort.format) "; what is shown follows the policy " (policy.id) ", scores follow "
                (if cohort.made.scoring.is_empty() { "none".to_owned() } else { cohort.made.scoring.join(", ") })
                ". These numbers are judgement, set by whoever answers for the cohort."
            }
            dl {
                dt { "Fewest people behind a number" } dd { (policy.smallest_cell) }
                dt { "Fewest people on either side of a comparison of attributes" } dd { (policy.smallest_group) }
                dt { "Fewest calls for one person's score" } dd { (policy.fewest_cases) }
                dt { "Reliability wanted (Φ)" } dd { (policy.wanted_reliability) }
                dt { "Unsure, fairly sure, sure are taken for" } dd { (confidence) }
                dt { "Corrected probability below which a difference is called one" } dd { (policy.significance) }
                dt { "Resamples, and their seed" } dd { (policy.resamples) ", " (policy.seed) }
            }
            p { "Percentages are of people or of grades as each table says. Every table has its n, its bands and what stands behind its keys." }
        }
    }
}
