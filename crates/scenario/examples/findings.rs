//! Prints the findings about the calls that are named.

fn main() {
    for path in std::env::args().skip(1) {
        let source = std::fs::read_to_string(&path).expect("a readable file");
        for found in doorstep_scenario::text::read_scenario(&source).diagnostics {
            let underlined = source.get(found.span.bytes()).unwrap_or("(outside)").replace('\n', "⏎");
            println!("{path}:{}:{} {} {} [{underlined}]\n    {}\n    {}", found.span.start.line, found.span.start.column, found.severity.word(), found.code, found.message, found.mend);
        }
    }
}
