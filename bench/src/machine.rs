//! What was measured on, and how.

use std::fs;
use std::process::Command;

/// Machine, versions and command line, in Markdown.
pub fn describe() -> String {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let lines = [
        ("Command", format!("`{}`", ["cargo xtask bench".to_owned()].into_iter().chain(arguments).collect::<Vec<_>>().join(" "))),
        ("Processor", format!("{}, {} visible", processor(), std::thread::available_parallelism().map_or(0, usize::from))),
        ("Load when it began", fs::read_to_string("/proc/loadavg").map_or_else(|_| "not known".to_owned(), |text| first_words(&text, 3))),
        ("Compiler", said("rustc", &["--version"])),
        ("Node", said("node", &["--version"])),
        ("Browser", said("chromium", &["--version"])),
        ("Commit", said("git", &["-C", env!("CARGO_MANIFEST_DIR"), "rev-parse", "--short", "HEAD"])),
    ];
    lines.iter().map(|(what, value)| format!("- {what}: {value}\n")).collect()
}

fn processor() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = text.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    name.map_or_else(|| std::env::consts::ARCH.to_owned(), |(_, name)| name.trim().to_owned())
}

fn first_words(text: &str, count: usize) -> String {
    text.split_whitespace().take(count).collect::<Vec<_>>().join(" ")
}

/// What a program says, or that it is not there.
fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().ok().filter(|output| output.status.success());
    output.map_or_else(|| "not there".to_owned(), |output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
