//! The table of ratings.

use std::collections::BTreeSet;
use std::path::Path;

use doorstep_agreement::{Ratings, Scale};

use crate::failure::Failure;

/// What was read.
pub(super) struct Table {
    /// The file, as it was named.
    pub(super) file: String,
    /// The raters' names.
    pub(super) raters: Vec<String>,
    /// The items' names.
    pub(super) items: Vec<String>,
    /// The categories in their order, where ratings are categories.
    pub(super) categories: Vec<String>,
    /// The ratings: on nominal and ordinal scales the place of the category, counted from 1.
    pub(super) ratings: Ratings,
}

/// What heads a column of items' names.
const ITEM_HEADS: [&str; 5] = ["", "item", "id", "unit", "case"];

/// Reads the table.
pub(super) fn table(path: &Path, scale: Scale, declared: &[String]) -> Result<Table, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::reading(path, &error))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let shown = path.display();
    let head = text.lines().next().unwrap_or_default();
    // The mark that the head has most of; a comma where they are alike.
    let delimiter =
        [b',', b';', b'\t'].into_iter().rev().max_by_key(|mark| head.bytes().filter(|byte| byte == mark).count()).unwrap_or(b',');
    if text.contains('\0') {
        let what = format!("`{shown}` is not a table: it holds bytes that no text has");
        return Err(Failure::new(what, "Save it from the spreadsheet as CSV in UTF-8."));
    }
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).has_headers(true).from_reader(text.as_bytes());
    let broken = |error: &csv::Error| {
        let mend = "Give every row as many cells as the head has; leave a cell empty where an item was not rated.";
        Failure::new(format!("`{shown}` cannot be read as a table: {error}"), mend)
    };
    let names: Vec<String> = reader.headers().map_err(|error| broken(&error))?.iter().map(str::to_owned).collect();
    let named = names.first().is_some_and(|name| ITEM_HEADS.contains(&name.to_lowercase().as_str()));
    let raters: Vec<String> = names.iter().skip(usize::from(named)).cloned().collect();
    if raters.len() < 2 {
        let mend = "Write one column a rater, with the raters' names in the first row, and one row an item.";
        return Err(Failure::new(format!("`{shown}` has ratings of fewer than two raters"), mend));
    }
    if let Some(twice) = repeated(&raters) {
        let what = format!("`{shown}` has two raters called `{twice}`");
        return Err(Failure::new(what, "Give each rater's column a name of its own in the first row."));
    }
    let (mut items, mut cells): (Vec<String>, Vec<(u64, Vec<String>)>) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let record = record.map_err(|error| broken(&error))?;
        let line = record.position().map_or(0, csv::Position::line);
        items.push(if named { record.get(0).unwrap_or_default().to_owned() } else { (items.len() + 1).to_string() });
        cells.push((line, record.iter().skip(usize::from(named)).map(str::to_owned).collect()));
    }
    if let Some(twice) = repeated(&items).filter(|_| named) {
        let what = format!("`{shown}` has two rows for the item `{twice}`");
        return Err(Failure::new(what, "Write one row an item, with the ratings of all raters in it."));
    }
    let categorical = matches!(scale, Scale::Nominal | Scale::Ordinal);
    let categories = if categorical { categories(&shown.to_string(), scale, declared, &cells)? } else { Vec::new() };
    let mut rows = vec![Vec::with_capacity(items.len()); raters.len()];
    for (line, row) in &cells {
        for (rater, cell) in row.iter().enumerate() {
            let place = || format!("{shown}:{line}, {}", raters[rater]);
            rows[rater].push(value(cell, &categories, categorical, &place)?);
        }
    }
    let ratings = Ratings::from_raters(&rows).map_err(|error| {
        Failure::new(format!("`{shown}`: {error}"), "Use finite numbers, and round them so that there are fewer different ones.")
    })?;
    Ok(Table { file: shown.to_string(), raters, items, categories, ratings })
}

fn value(cell: &str, categories: &[String], categorical: bool, place: &dyn Fn() -> String) -> Result<Option<f64>, Failure> {
    if cell.is_empty() {
        return Ok(None);
    }
    if categorical {
        let known = categories.iter().position(|known| same(known, cell));
        let unknown = || {
            let mend = format!("Correct it, or name it in --categories; the categories are {}.", categories.join(", "));
            Failure::new(format!("{}: `{cell}` is none of the categories", place()), mend)
        };
        return known.map(|place| Some((place + 1) as f64)).ok_or_else(unknown);
    }
    let number = cell.parse::<f64>().ok().filter(|value| value.is_finite());
    number.map(Some).ok_or_else(|| {
        let mend = "Write numbers with a point, such as 2.5; for words use --scale nominal, or --scale ordinal with --categories.";
        Failure::new(format!("{}: `{cell}` is not a number", place()), mend)
    })
}

/// `2` and `2.0` are the same category.
fn same(one: &str, other: &str) -> bool {
    one == other || matches!((one.parse::<f64>(), other.parse::<f64>()), (Ok(one), Ok(other)) if one == other)
}

/// The categories in their order: as declared, or as they occur, numbers by size.
fn categories(shown: &str, scale: Scale, declared: &[String], cells: &[(u64, Vec<String>)]) -> Result<Vec<String>, Failure> {
    if !declared.is_empty() {
        let names: Vec<String> = declared.iter().map(|name| name.trim().to_owned()).collect();
        if names.iter().any(String::is_empty) {
            return Err(Failure::new(
                "--categories names a category without a name",
                "Write them with one comma between: low,medium,high.",
            ));
        }
        let alike = |place: &usize| names[..*place].iter().any(|other| same(other, &names[*place]));
        if let Some(twice) = (0..names.len()).find(alike) {
            let what = format!("--categories names `{}` twice", names[twice]);
            return Err(Failure::new(what, "Name each category once, from the lowest on."));
        }
        return few(shown, names);
    }
    let used: BTreeSet<&str> = cells.iter().flat_map(|(_, row)| row).map(String::as_str).filter(|cell| !cell.is_empty()).collect();
    let numbers: Option<Vec<(f64, &str)>> =
        used.iter().map(|cell| Some((cell.parse::<f64>().ok().filter(|value| value.is_finite())?, *cell))).collect();
    match (numbers, scale) {
        (Some(mut numbers), _) => {
            numbers.sort_by(|one, other| one.0.total_cmp(&other.0));
            numbers.dedup_by(|one, other| one.0 == other.0);
            few(shown, numbers.into_iter().map(|(_, cell)| cell.to_owned()).collect())
        }
        (None, Scale::Ordinal) => {
            let mend = "Write the order from the lowest on: --categories low,medium,high.";
            Err(Failure::new(format!("`{shown}` has ratings in words, and their order is not known"), mend))
        }
        (None, _) => few(shown, used.into_iter().map(str::to_owned).collect()),
    }
}

/// The most categories that make a scale. With more, a table of pairs says nothing, and fills the memory.
const MOST_CATEGORIES: usize = 256;

/// Categories, unless there are too many.
fn few(shown: &str, categories: Vec<String>) -> Result<Vec<String>, Failure> {
    if categories.len() <= MOST_CATEGORIES {
        return Ok(categories);
    }
    let what = format!("`{shown}` has {} different ratings, and a scale has at most {MOST_CATEGORIES} categories", categories.len());
    Err(Failure::new(what, "If they are numbers, use --scale interval; if they are remarks, put them into categories first."))
}

/// A name that stands there twice.
fn repeated(names: &[String]) -> Option<&String> {
    let mut seen = BTreeSet::new();
    names.iter().find(|name| !seen.insert(name.as_str()))
}
