//! Small pictures: rows of bars and marks as inline SVG. Lengths are percentages, so that a picture fits any width and its patterns and
//! marks keep their shape. States differ by pattern and shape; every number stands in words beside.

use maud::{Markup, html};

/// A picture of rows on one scale.
pub(super) struct Chart<'a> {
    /// What it shows, a phrase.
    pub(super) title: &'a str,
    /// The scale: places of 0 to 1 with their words.
    pub(super) ticks: Vec<(f64, String)>,
    /// What patterns and shapes mean.
    pub(super) legend: Vec<(Markup, &'a str)>,
    /// The rows.
    pub(super) rows: Vec<Row>,
}

/// A row of a picture.
pub(super) struct Row {
    /// What it is about.
    pub(super) label: String,
    /// Its numbers in words.
    pub(super) words: String,
    /// What is drawn.
    pub(super) drawn: Markup,
}

/// A mark's shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A filled disc.
    Disc,
    /// An empty ring.
    Ring,
    /// A filled diamond.
    Diamond,
}

/// How high a row is, in pixels.
const HEIGHT: u32 = 26;

/// A place of 0 to 1 within the frame: marks at the ends keep room.
fn at(place: f64) -> String {
    format!("{:.2}%", 2.0 + 96.0 * place.clamp(0.0, 1.0))
}

/// A length of 0 to 1 within the frame.
fn long(length: f64) -> String {
    format!("{:.2}%", 96.0 * length.clamp(0.0, 1.0))
}

impl Chart<'_> {
    pub(super) fn markup(&self) -> Markup {
        html! {
            figure.chart {
                figcaption { (self.title) }
                @if !self.legend.is_empty() {
                    ul.legend {
                        @for (mark, words) in &self.legend { li { (mark) span { (words) } } }
                    }
                }
                ul.rows {
                    li.axis aria-hidden="true" {
                        span.label {} span.words {}
                        svg width="100%" height="18" {
                            @for (place, words) in &self.ticks {
                                text x=(at(*place)) y="13" text-anchor=(anchor(*place)) { (words) }
                            }
                        }
                    }
                    @for row in &self.rows {
                        li {
                            span.label { (row.label) }
                            span.words { (row.words) }
                            svg width="100%" height=(HEIGHT) aria-hidden="true" {
                                @for (place, _) in &self.ticks {
                                    line.grid x1=(at(*place)) x2=(at(*place)) y1="0" y2=(HEIGHT) {}
                                }
                                (row.drawn)
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Words at the ends of a scale do not leave it.
fn anchor(place: f64) -> &'static str {
    match place {
        place if place < 0.03 => "start",
        place if place > 0.97 => "end",
        _ => "middle",
    }
}

/// Ticks of percent.
pub(super) fn percent_ticks() -> Vec<(f64, String)> {
    [0, 25, 50, 75, 100].map(|tick| (f64::from(tick) / 100.0, format!("{tick} %"))).into()
}

/// A bar of parts, each with the number of its pattern; they add up to 1.
pub(super) fn stacked(parts: &[(f64, usize)]) -> Markup {
    let placed: Vec<(f64, f64, usize)> = parts
        .iter()
        .scan(0.0, |from, (length, pattern)| {
            let start = *from;
            *from += length;
            Some((start, *length, *pattern))
        })
        .filter(|(_, length, _)| *length > 0.0)
        .collect();
    html! {
        @for (start, length, pattern) in placed {
            rect class={ "part part-" (pattern) } x=(at(start)) width=(long(length)) y="3" height=(HEIGHT - 6) {}
            rect.part fill={ "url(#pattern-" (pattern) ")" } x=(at(start)) width=(long(length)) y="3" height=(HEIGHT - 6) {}
            @if length >= 0.08 {
                text.within x=(at(start + length / 2.0)) y="18" text-anchor="middle" { (format!("{:.0}", 100.0 * length)) }
            }
        }
    }
}

/// A band from a low to a high place.
pub(super) fn band(low: f64, high: f64) -> Markup {
    let middle = HEIGHT / 2;
    html! {
        line.band x1=(at(low)) x2=(at(high)) y1=(middle) y2=(middle) {}
        line.band x1=(at(low)) x2=(at(low)) y1=(middle - 4) y2=(middle + 4) {}
        line.band x1=(at(high)) x2=(at(high)) y1=(middle - 4) y2=(middle + 4) {}
    }
}

/// A mark at a place.
pub(super) fn mark(shape: Shape, place: f64) -> Markup {
    html! {
        // A frame of its own, which overflows: a path knows no percentages.
        svg.mark x=(at(place)) y=(HEIGHT / 2) width="1" height="1" overflow="visible" { (drawing(shape)) }
    }
}

/// An upright line through the row, such as a cut.
pub(super) fn upright(place: f64) -> Markup {
    html! { line.upright x1=(at(place)) x2=(at(place)) y1="0" y2=(HEIGHT) {} }
}

fn drawing(shape: Shape) -> Markup {
    html! {
        @match shape {
            Shape::Disc => { circle.solid r="5.5" {} }
            Shape::Ring => { circle.hollow r="5" {} }
            Shape::Diamond => { path.solid d="M0-7.5 7.5 0 0 7.5-7.5 0Z" {} }
        }
    }
}

/// A mark for a legend.
pub(super) fn sample(shape: Shape) -> Markup {
    html! { svg.sample width="22" height="20" viewBox="-11 -10 22 20" aria-hidden="true" { (drawing(shape)) } }
}

/// A band for a legend.
pub(super) fn band_sample() -> Markup {
    html! {
        svg.sample width="22" height="20" viewBox="-11 -10 22 20" aria-hidden="true" { path.band fill="none" d="M-10 0H10M-10-4v8M10-4v8" {} }
    }
}

/// A line for a legend.
pub(super) fn upright_sample() -> Markup {
    html! { svg.sample width="22" height="20" viewBox="-11 -10 22 20" aria-hidden="true" { path.upright d="M0-9V9" {} } }
}

/// A pattern for a legend.
pub(super) fn pattern_sample(pattern: usize) -> Markup {
    html! {
        svg.sample width="22" height="20" aria-hidden="true" {
            rect class={ "part part-" (pattern) } x="1" y="2" width="20" height="16" {}
            rect.part fill={ "url(#pattern-" (pattern) ")" } x="1" y="2" width="20" height="16" {}
        }
    }
}

/// The patterns, once a page: dense lines, dots, lines the other way, a grid, nothing.
pub(super) fn patterns() -> Markup {
    html! {
        svg.patterns width="0" height="0" aria-hidden="true" {
            defs {
                pattern #pattern-0 width="6" height="6" patternUnits="userSpaceOnUse" { path.hatch d="M-1 1 1-1M0 6 6 0M5 7 7 5" {} }
                pattern #pattern-1 width="7" height="7" patternUnits="userSpaceOnUse" { circle.dot cx="2" cy="2" r="1.5" {} circle.dot cx="5.5" cy="5.5" r="1.5" {} }
                pattern #pattern-2 width="8" height="8" patternUnits="userSpaceOnUse" { path.hatch d="M0 4h8" {} }
                pattern #pattern-3 width="8" height="8" patternUnits="userSpaceOnUse" { path.hatch d="M0 4h8M4 0v8" {} }
                pattern #pattern-4 width="8" height="8" patternUnits="userSpaceOnUse" {}
            }
        }
    }
}
