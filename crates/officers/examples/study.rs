//! Whether the scoring tells what was planted: synthetic officers at the calls of the library and at generated ones. Prints the tables of
//! `docs/validation-officers.md`.
//!
//! ```text
//! cargo xtask officers                  the held-out seeds: the tables of the docs
//! cargo xtask officers development      other seeds, for work on the officers and on the generator
//! ```

use std::error::Error;
use std::fs;
use std::path::Path;

use doorstep_officers::study::{SKILLS, Seeds, Study};
use doorstep_officers::{Case, Disparity, Manner, Size, Stage, show};
use doorstep_scenario::CallKind;
use doorstep_scoring::Ratio;
use doorstep_simulator::Content;

/// How many officers take a form.
const OFFICERS: usize = 240;
/// How often a strategy that does not judge takes a form.
const TAKES: usize = 40;
/// How many officers lean one way.
const LEANING: usize = 100;
/// Their skill at every stage.
const SKILL: f64 = 0.8;
/// The skills and slips for which the form's recommendation is told.
const BY_SKILL: [(f64, f64); 8] = [(0.5, 0.04), (0.6, 0.04), (0.7, 0.04), (0.8, 0.04), (0.9, 0.04), (0.9, 0.0), (1.0, 0.04), (1.0, 0.0)];
/// Those of whom the critical errors are told.
const CRITICAL_OF: [(f64, f64); 2] = [(0.8, 0.04), (1.0, 0.04)];
/// Cohorts with nothing planted, and with each disparity.
const COHORTS: (usize, usize) = (1000, 50);
/// Officers of a cohort, and generated vignettes that they take.
const COHORT: (usize, usize) = (30, 8);
/// Calls and vignettes of the forms that are compared.
const LENGTHS: [(usize, usize); 7] = [(1, 5), (2, 10), (4, 10), (4, 20), (4, 30), (8, 40), (8, 60)];
/// Officers who differ less, about the cut.
const ALIKE: [f64; 2] = [0.65, 0.85];
/// What is planted.
const PLANTED: [Disparity; 5] = [
    Disparity { kind: "origin", value: "abroad", stage: Stage::Elicit, less: 0.1 },
    Disparity { kind: "origin", value: "abroad", stage: Stage::Elicit, less: 0.2 },
    Disparity { kind: "origin", value: "abroad", stage: Stage::Recognise, less: 0.2 },
    Disparity { kind: "age", value: "older", stage: Stage::Grade, less: 0.3 },
    Disparity { kind: "age", value: "older", stage: Stage::Act, less: 0.2 },
];

fn main() -> Result<(), Box<dyn Error>> {
    let seeds = match std::env::args().nth(1).as_deref() {
        None => Seeds::HELD_OUT,
        Some("development") => Seeds::DEVELOPMENT,
        Some(other) => return Err(format!("there are no seeds {other:?}; write `development`, or nothing for those of the docs").into()),
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let study = study(&root, seeds)?;
    let form = study.form(0, 4, 20)?;
    let count = |wanted: &dyn Fn(&Case) -> bool| form.iter().filter(|case| wanted(case)).count();
    println!(
        "Generated calls from seed {}, officers from seed {}. The form: {} calls ({} of them generated) and {} vignettes ({} of them generated).",
        seeds.calls,
        seeds.officers,
        count(&|case| !case.is_vignette()),
        count(&|case| !case.is_vignette() && case.generated),
        count(&Case::is_vignette),
        count(&|case| case.is_vignette() && case.generated),
    );
    for manner in [Manner::Topics, Manner::Choices] {
        print!("{}", show::recovery(&study.recovery(&form, OFFICERS, manner)?, manner));
    }
    let mut by_length = Vec::new();
    for (calls, vignettes) in LENGTHS {
        let form = study.form(0, calls, vignettes)?;
        let both = [study.recovery(&form, OFFICERS, Manner::Topics)?, study.recovery(&form, OFFICERS, Manner::Choices)?];
        by_length.push((calls, vignettes, both));
    }
    print!("{}", show::recovery_by_length(&by_length));
    print!("{}", show::gaming(&study.gaming(&form, TAKES)?));
    print!("{}", show::biases(&study.biases(&form, LEANING, SKILL)?, SKILL));
    let doors = (0..COHORT.1 as u64).map(|number| Case::generated(&study.tool, Size::Vignette, seeds.calls + 100_000 + number));
    let doors: Vec<Case> = doors.collect::<Result<_, _>>()?;
    let planted: Vec<(Option<Disparity>, usize)> =
        [(None, COHORTS.0)].into_iter().chain(PLANTED.map(|planted| (Some(planted), COHORTS.1))).collect();
    print!("{}", show::parity(&study.parity(&doors, COHORT.0, &planted)?));
    let lengths = study.lengths(OFFICERS, SKILLS, &LENGTHS)?;
    print!("{}{}", show::lengths(&lengths), show::lengths(&study.lengths(OFFICERS, ALIKE, &LENGTHS)?));
    let error = lengths.rows.iter().find(|row| (row.calls, row.vignettes) == (4, 20)).map_or(0.0, |row| row.error);
    // In tenths of a point.
    let tenths = Ratio::new((error * 10.0).round() as i64, 10);
    let outcomes = study.outcomes(&form, LEANING, &BY_SKILL, tenths)?;
    print!("{}", show::outcomes(&outcomes, error));
    for row in outcomes.iter().filter(|row| CRITICAL_OF.contains(&(row.skill, row.slip))) {
        print!("{}", show::critical(row, 6));
    }
    Ok(())
}

/// The calls of the library, each with its key and the play that takes it well.
fn study(root: &Path, seeds: Seeds) -> Result<Study, Box<dyn Error>> {
    let tool = |id: &str| -> Result<_, Box<dyn Error>> {
        let read = doorstep_risk_tool::text::read_tool(&fs::read_to_string(root.join("tools").join(format!("{id}.yaml")))?);
        Ok(read.value.ok_or_else(|| format!("the tool {id} has mistakes"))?)
    };
    let mut folders: Vec<_> = fs::read_dir(root.join("scenarios"))?.collect::<Result<_, _>>()?;
    folders.sort_by_key(fs::DirEntry::file_name);
    let mut written = Vec::new();
    for folder in folders {
        let read = doorstep_scenario::text::read_scenario(&fs::read_to_string(folder.path().join("scenario.yaml"))?);
        let scenario = read.value.ok_or_else(|| format!("{} has mistakes", folder.path().display()))?;
        if scenario.kind == CallKind::Tutorial {
            continue;
        }
        let (id, tool) = (scenario.id.clone(), tool(&scenario.tool)?);
        let content = Content::new(scenario, tool);
        let key = fs::read_to_string(folder.path().join("key.yaml"))?;
        let key = doorstep_scoring::text::read_key(&key, &content.scenario, &content.tool);
        let key = key.value.ok_or_else(|| format!("the key of {id} has mistakes"))?;
        let play = ["plays", "vignettes"].map(|folder| root.join("tests").join(folder).join(format!("{id}.good.play")));
        let play = play.iter().find(|path| path.exists()).ok_or_else(|| format!("nobody wrote a good play of {id}"))?;
        written.push(Case::written(content, key, &fs::read_to_string(play)?)?);
    }
    Ok(Study { written, tool: tool("demo-checklist")?, seeds })
}
