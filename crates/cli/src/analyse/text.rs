//! The report as text.

use doorstep_cohort::Cohort;
use doorstep_cohort::show::{self, Table};
use unicode_width::UnicodeWidthStr as _;

use crate::page::wrap;

/// Writes the report.
pub(super) fn write(cohort: &Cohort, width: usize) -> String {
    let mut out = String::from("Cohort report\n\n");
    out.push_str(&wrap("", "", &show::counts(cohort), width));
    out.push_str(&wrap("", "", &format!("It is {}. It rests on {}.", cohort.label, show::keys(cohort.keys)), width));
    out.push_str("\nWhat to look at first\n\n");
    for sentence in show::summary(cohort) {
        out.push_str(&wrap("  - ", "    ", &sentence, width));
    }
    for table in show::tables(cohort) {
        out.push_str(&format!("\n{}\n\n", table.title));
        out.push_str(&wrap("  ", "  ", &table.says, width));
        out.push('\n');
        if let Some(none) = &table.none {
            out.push_str(&wrap("  ", "  ", none, width));
        }
        if table.rows.is_empty() {
            continue;
        }
        out.push_str(&aligned(&table, width).unwrap_or_else(|| blocks(&table, width)));
        let reasons = show::reasons(&table);
        if !reasons.is_empty() {
            out.push('\n');
            out.push_str(&wrap("  ", "  ", &format!("A dash, or a number without a band: {}.", reasons.join("; ")), width));
        }
        out.push_str(&wrap("  ", "  ", &show::basis(&table.basis), width));
    }
    out
}

/// What stands in each cell.
fn cells(table: &Table) -> Vec<Vec<String>> {
    let write = |cell: &show::Cell, column: &show::Column| {
        let written = cell.written(column.unit);
        written.band.map_or(written.value.clone(), |band| format!("{} ({band})", written.value))
    };
    table.rows.iter().map(|row| row.iter().zip(&table.columns).map(|(cell, column)| write(cell, column)).collect()).collect()
}

/// A table with columns, if it is not too wide.
fn aligned(table: &Table, width: usize) -> Option<String> {
    let cells = cells(table);
    let wide = |column: usize| {
        let head = table.columns[column].head.width();
        cells.iter().map(|row| row[column].width()).max().unwrap_or(0).max(head)
    };
    let widths: Vec<usize> = (0..table.columns.len()).map(wide).collect();
    if 2 + widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1) > width {
        return None;
    }
    let line = |words: &mut dyn Iterator<Item = &str>| {
        let mut line = String::from("  ");
        for (word, wide) in words.zip(&widths) {
            line.push_str(word);
            line.push_str(&" ".repeat(wide - word.width() + 2));
        }
        format!("{}\n", line.trim_end())
    };
    let head = line(&mut table.columns.iter().map(|column| column.head));
    Some(std::iter::once(head).chain(cells.iter().map(|row| line(&mut row.iter().map(String::as_str)))).collect())
}

/// A table that is too wide: a paragraph a row.
fn blocks(table: &Table, width: usize) -> String {
    let mut out = String::new();
    for (row, written) in table.rows.iter().zip(cells(table)) {
        let is_words = |cell: &show::Cell| matches!(cell, show::Cell::Words(_));
        let pairs = || row.iter().zip(&written).zip(&table.columns);
        let name: Vec<&str> = pairs().filter(|((cell, _), _)| is_words(cell)).map(|((_, text), _)| text.as_str()).collect();
        let name: Vec<&str> = name.into_iter().filter(|text| !text.is_empty()).collect();
        let numbers: Vec<String> =
            pairs().filter(|((cell, _), _)| !is_words(cell)).map(|((_, text), column)| format!("{} {text}", column.head)).collect();
        out.push_str(&wrap("  ", "    ", &name.join(" | "), width));
        out.push_str(&wrap("    ", "    ", &numbers.join("; "), width));
    }
    out
}
