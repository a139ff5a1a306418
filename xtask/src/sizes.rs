//! What a trainee downloads, held to a budget.

use std::fmt;

use crate::assets::{Compressed, Role};

/// Until the first choice is on screen.
const FIRST_CHOICE_BUDGET: usize = 180 * 1024;
/// For each further call.
const CALL_BUDGET: usize = 30 * 1024;

/// One line of the table.
#[derive(Debug, PartialEq, Eq)]
struct Row {
    label: String,
    brotli: usize,
    raw: usize,
    budget: Option<usize>,
}

/// The sizes of a built app.
#[derive(Debug)]
pub struct SizeTable {
    rows: Vec<Row>,
}

impl SizeTable {
    /// Adds up the built files. The first choice needs the page, the style, the scripts, the module, the catalogue and the largest
    /// call with the largest tool; it does not need a key.
    pub fn of(files: &[Compressed]) -> Self {
        let of = |role: Role| files.iter().filter(move |file| file.asset.role == role);
        let mut rows = Vec::new();
        for (label, role) in [
            ("page", Role::Page),
            ("style", Role::Style),
            ("scripts", Role::Script),
            ("WebAssembly", Role::Module),
            ("catalogue", Role::Catalogue),
        ] {
            let (brotli, raw) = of(role).fold((0, 0), |(brotli, raw), file| (brotli + file.brotli.len(), raw + file.asset.bytes.len()));
            rows.push(Row { label: label.to_owned(), brotli, raw, budget: None });
        }
        for (label, role) in [("largest call", Role::Call), ("largest tool", Role::Tool)] {
            if let Some(largest) = of(role).max_by_key(|file| file.brotli.len()) {
                rows.push(Row { label: label.to_owned(), brotli: largest.brotli.len(), raw: largest.asset.bytes.len(), budget: None });
            }
        }
        let total = |size: fn(&Row) -> usize| rows.iter().map(size).sum();
        let (brotli, raw) = (total(|row| row.brotli), total(|row| row.raw));
        rows.push(Row { label: "first choice on screen".to_owned(), brotli, raw, budget: Some(FIRST_CHOICE_BUDGET) });
        for (label, role) in [("rest of the app, behind it", Role::Rest), ("debrief, when it is needed", Role::Later)] {
            let (brotli, raw) = of(role).fold((0, 0), |(brotli, raw), file| (brotli + file.brotli.len(), raw + file.asset.bytes.len()));
            rows.push(Row { label: label.to_owned(), brotli, raw, budget: None });
        }
        for (role, budget) in [(Role::Call, Some(CALL_BUDGET)), (Role::Key, None), (Role::Tool, None), (Role::Words, None)] {
            rows.extend(of(role).map(|file| Row {
                label: stem(&file.asset.path),
                brotli: file.brotli.len(),
                raw: file.asset.bytes.len(),
                budget,
            }));
        }
        Self { rows }
    }

    /// A sentence for each line that is over its budget.
    pub fn over_budget(&self) -> Vec<String> {
        let over = |row: &Row| {
            let budget = row.budget.filter(|&budget| row.brotli > budget)?;
            Some(format!("{}: {} KB brotli, the budget is {} KB", row.label, kilobytes(row.brotli), kilobytes(budget)))
        };
        self.rows.iter().filter_map(over).collect()
    }
}

/// `calls/hollow-lane.0123.bin` is `calls/hollow-lane`.
fn stem(path: &str) -> String {
    path.split('.').next().unwrap_or(path).to_owned()
}

/// Kilobytes of 1024 bytes, one digit after the point.
fn kilobytes(bytes: usize) -> String {
    format!("{:.1}", bytes as f64 / 1024.0)
}

impl fmt::Display for SizeTable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.rows.iter().map(|row| row.label.len()).max().unwrap_or(0);
        writeln!(formatter, "{:width$} {:>9} {:>9} {:>9}", "size in KB", "brotli", "raw", "budget")?;
        for row in &self.rows {
            let budget = row.budget.map(kilobytes).unwrap_or_default();
            let line = format!("{:width$} {:>9} {:>9} {budget:>9}", row.label, kilobytes(row.brotli), kilobytes(row.raw));
            writeln!(formatter, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets::Asset;
    use expect_test::expect;

    fn file(role: Role, path: &str, raw: usize, brotli: usize) -> Compressed {
        Compressed { asset: Asset { role, path: path.to_owned(), bytes: vec![0; raw] }, brotli: vec![0; brotli], gzip: Vec::new() }
    }

    fn files() -> Vec<Compressed> {
        vec![
            file(Role::Page, "index.html", 2048, 1024),
            file(Role::Script, "boot.0.js", 2048, 1024),
            file(Role::Script, "app.0.js", 20480, 5120),
            file(Role::Module, "app.0.wasm", 409_600, 153_600),
            file(Role::Catalogue, "catalogue.0.bin", 1024, 512),
            file(Role::Call, "calls/a.0.bin", 40960, 10240),
            file(Role::Call, "calls/b.0.bin", 90000, 31000),
            file(Role::Tool, "tools/t.0.bin", 4096, 1536),
            file(Role::Key, "keys/a.0.bin", 8192, 4096),
            file(Role::Words, "tools/words/t-es.0.bin", 9000, 5000),
            file(Role::Other, "icon.0.svg", 300, 200),
        ]
    }

    #[test]
    fn the_table_counts_what_the_first_choice_needs() {
        expect![[r#"
            size in KB                    brotli       raw    budget
            page                             1.0       2.0
            style                            0.0       0.0
            scripts                          6.0      22.0
            WebAssembly                    150.0     400.0
            catalogue                        0.5       1.0
            largest call                    30.3      87.9
            largest tool                     1.5       4.0
            first choice on screen         189.3     516.9     180.0
            rest of the app, behind it       0.0       0.0
            debrief, when it is needed       0.0       0.0
            calls/a                         10.0      40.0      30.0
            calls/b                         30.3      87.9      30.0
            keys/a                           4.0       8.0
            tools/t                          1.5       4.0
            tools/words/t-es                 4.9       8.8
        "#]]
        .assert_eq(&SizeTable::of(&files()).to_string());
    }

    #[test]
    fn what_is_over_its_budget_is_named() {
        assert_eq!(
            SizeTable::of(&files()).over_budget(),
            ["first choice on screen: 189.3 KB brotli, the budget is 180.0 KB", "calls/b: 30.3 KB brotli, the budget is 30.0 KB"]
        );
    }
}
