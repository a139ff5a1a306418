//! `doorstep stat`: the statistics as a batch filter.

mod scoring;

use std::io::{BufRead as _, Write as _};

use doorstep_agreement::stat::{self, Answer, FUNCTIONS, Refusal};
use serde_json::{Map, Value};

use crate::Verdict;
use crate::arguments;
use crate::failure::Failure;

/// Runs the command.
pub(crate) fn run(wanted: &arguments::Stat) -> Result<Verdict, Failure> {
    let mut out = std::io::stdout().lock();
    if wanted.names {
        let mut names: Vec<&str> = FUNCTIONS.into_iter().chain(scoring::NAMES).collect();
        names.sort_unstable();
        names.iter().try_for_each(|name| writeln!(out, "{name}"))?;
        return Ok(Verdict::Fine);
    }
    let mut input = std::io::stdin().lock();
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        writeln!(out, "{}", answer(&line))?;
    }
    out.flush()?;
    Ok(Verdict::Fine)
}

/// The answer to one line.
fn answer(line: &[u8]) -> Value {
    let mut fields = Map::new();
    match ask(line) {
        Ok(Answer { result, reason }) => {
            fields.insert("result".to_owned(), result);
            fields.extend(reason.map(|reason| ("reason".to_owned(), Value::String(reason))));
        }
        Err(why) => {
            fields.insert("error".to_owned(), Value::String(why));
        }
    }
    Value::Object(fields)
}

fn ask(line: &[u8]) -> Result<Answer, String> {
    let question: Value = serde_json::from_slice(line).map_err(|error| format!("the line is not JSON: {error}"))?;
    let fields = question.as_object().ok_or_else(|| r#"the line is not an object: write {"fn": NAME, "input": {...}}"#.to_owned())?;
    let name = fields.get("fn").and_then(Value::as_str).ok_or_else(|| r#""fn" is missing: write the name of a function"#.to_owned())?;
    let input = fields.get("input").filter(|input| input.is_object());
    let input = input.ok_or_else(|| r#""input" is missing: write the function's input as an object"#.to_owned())?;
    scoring::ask(name, input).unwrap_or_else(|| stat::ask(name, input)).map_err(|refusal: Refusal| refusal.to_string())
}
