//! Writes what the fuzzer starts from where no file of the repository is one: compiled content, small forms, attempt files.
//!
//! `seeds KIND FOLDER`, with KIND `compiled` or `attempt_file`; the scripted plays of the sample call are taken.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use doorstep_robustness::sample;
use doorstep_simulator::{AttemptFile, Compact, Mode, Script, Session};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(kind), Some(folder)) = (arguments.next(), arguments.next().map(PathBuf::from)) else {
        return Err("write: seeds KIND FOLDER".into());
    };
    let (content, key) = sample();
    if kind == "compiled" {
        for (name, sealed) in [("call", content.scenario.to_envelope()), ("tool", content.tool.to_envelope()), ("key", key.to_envelope())] {
            // The fuzzer works on the content; the target puts a right digest before it.
            fs::write(folder.join(name), &sealed[37..])?;
            fs::write(folder.join(format!("{name}-sealed")), sealed)?;
        }
    }
    let plays = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/plays");
    for manner in ["good", "middling", "harmful"] {
        let script = Script::parse(&fs::read_to_string(plays.join(format!("{}.{manner}.play", content.scenario.id)))?)?;
        let mut session = Session::start(content.clone(), 1, Mode::Practice, None, false);
        script.play(&mut session)?;
        let attempt = session.attempt().clone();
        if kind == "compiled" {
            let small = Compact::of(&attempt);
            fs::write(folder.join(format!("small-{manner}")), format!("{}\n{}", small.code, small.words.join("\n")))?;
        } else {
            fs::write(folder.join(manner), AttemptFile::of(&content.scenario, attempt, None).to_text())?;
        }
    }
    Ok(())
}
