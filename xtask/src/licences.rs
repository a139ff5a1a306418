//! Licences of everything that is built from other people's code, read from `cargo metadata`.

use anyhow::{Context, bail};
use serde_json::Value;

use crate::command;
use crate::workspace::Workspace;

/// Licences that ask for nothing but their text and a name.
const ALLOWED: [&str; 12] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Packages under another licence, each with the reason why it may be here.
const EXCEPTIONS: [(&str, &str, &str); 0] = [];

/// Checks every package that does not come from this repository.
pub fn check(workspace: &Workspace) -> anyhow::Result<()> {
    let text = command::output_of(workspace.cargo().args(["metadata", "--format-version", "1", "--quiet"]))?;
    let metadata: Value = serde_json::from_str(&text).context("cargo metadata gave something that is not JSON")?;
    let packages = metadata["packages"].as_array().context("cargo metadata names no packages")?;
    let others = packages.iter().filter(|package| !package["source"].is_null());
    let mut refused = Vec::new();
    let mut count = 0;
    for package in others {
        count += 1;
        let name = package["name"].as_str().unwrap_or("a package without a name");
        let licence = package["license"].as_str().unwrap_or("none stated");
        let excepted = EXCEPTIONS.iter().any(|(package, exception, _)| *package == name && *exception == licence);
        if !excepted && !is_allowed(licence) {
            refused.push(format!("{name} {}: {licence}", package["version"].as_str().unwrap_or_default()));
        }
    }
    if !refused.is_empty() {
        bail!(
            "these packages have licences that are not on the list in xtask/src/licences.rs:\n  {}\n\
             hint: choose another package, or name it there with the reason",
            refused.join("\n  ")
        );
    }
    eprintln!("licences: {count} packages, all allowed");
    Ok(())
}

/// Whether a licence expression can be satisfied by allowed licences alone.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader { words: &words, readable: true };
    let allowed = reader.alternatives();
    allowed && reader.readable && reader.words.is_empty()
}

/// Reads an expression of `OR`, `AND`, `WITH` and brackets; what it cannot read is not allowed.
struct Reader<'a> {
    words: &'a [&'a str],
    readable: bool,
}

impl<'a> Reader<'a> {
    fn take(&mut self, word: &str) -> bool {
        match self.words.split_first() {
            Some((first, rest)) if *first == word => {
                self.words = rest;
                true
            }
            _ => false,
        }
    }

    fn alternatives(&mut self) -> bool {
        let mut allowed = self.conjunction();
        while self.take("OR") {
            // Read first: the words must be passed whether or not they matter.
            allowed = self.conjunction() || allowed;
        }
        allowed
    }

    fn conjunction(&mut self) -> bool {
        let mut allowed = self.licence();
        while self.take("AND") {
            allowed = self.licence() && allowed;
        }
        allowed
    }

    fn licence(&mut self) -> bool {
        if self.take("(") {
            let allowed = self.alternatives();
            self.readable &= self.take(")");
            return allowed;
        }
        let name = self.name();
        if self.take("WITH") {
            let exception = self.name();
            return ALLOWED.contains(&format!("{name} WITH {exception}").as_str());
        }
        ALLOWED.contains(&name)
    }

    /// The next word; an empty one where none is left.
    fn name(&mut self) -> &'a str {
        match self.words.split_first() {
            Some((name, rest)) => {
                self.words = rest;
                name
            }
            None => {
                self.readable = false;
                ""
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn expressions_are_read_as_they_are_meant() {
        for allowed in [
            "MIT",
            "MIT/Apache-2.0",
            "GPL-3.0 OR MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR GPL-2.0",
            "BSD-3-Clause AND MIT",
        ] {
            assert!(is_allowed(allowed), "{allowed}");
        }
        for refused in ["GPL-3.0", "MIT AND GPL-3.0", "MIT OR", "(MIT", "MIT)", "", "none stated", "GPL-2.0 WITH LLVM-exception", "MIT MIT"]
        {
            assert!(!is_allowed(refused), "{refused}");
        }
    }
}
