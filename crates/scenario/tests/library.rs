//! Every call of the library is read without an error, and its compiled form opens.

use std::fs;

use doorstep_scenario::{Scenario, text::read_scenario};

mod common;

#[test]
fn every_call_of_the_library_is_read() {
    let mut wrong = String::new();
    let Ok(folders) = fs::read_dir(common::folder("scenarios")) else { return };
    for folder in folders.flatten() {
        let path = folder.path().join("scenario.yaml");
        let Ok(source) = fs::read_to_string(&path) else { continue };
        let reading = read_scenario(&source);
        if !reading.diagnostics.is_empty() {
            wrong.push_str(&format!("{}\n{}\n", path.display(), common::shown(&source, &reading.diagnostics)));
        }
        let Some(scenario) = reading.value else { continue };
        assert!(scenario.check_indices(), "{} is sound", path.display());
        assert_eq!(Scenario::from_envelope(&scenario.to_envelope()).expect("opens").0, scenario);
        assert_eq!(Some(scenario.id.as_str()), folder.file_name().to_str(), "a call's id is its folder's name");
    }
    assert!(wrong.is_empty(), "{wrong}");
}
