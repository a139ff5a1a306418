//! What was planted in synthetic officers comes out, and nothing where nothing was: the laws of the study, loosely, over few officers and
//! generated calls from the seeds for development. The study itself (`cargo xtask officers`) holds them tightly over many.

#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use std::fs;
use std::path::{Path, PathBuf};

use doorstep_officers::study::{Diagnostic, SKILLS, Seeds, Study};
use doorstep_officers::{Bias, Case, Disparity, Manner, Officer, Size, Stage};
use doorstep_risk_tool::RiskTool;
use doorstep_scoring::{Ratio, Scale, Tally};
use doorstep_simulator::{Content, Phase, Session};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn tool() -> RiskTool {
    doorstep_risk_tool::text::read_tool(&fs::read_to_string(root().join("tools/demo-checklist.yaml")).unwrap()).value.unwrap()
}

fn study() -> Study {
    Study { written: Vec::new(), tool: tool(), seeds: Seeds::DEVELOPMENT }
}

fn written(id: &str) -> Case {
    let read = |path: String| fs::read_to_string(root().join(path)).unwrap();
    let scenario = doorstep_scenario::text::read_scenario(&read(format!("scenarios/{id}/scenario.yaml"))).value.unwrap();
    let content = Content::new(scenario, tool());
    let key = doorstep_scoring::text::read_key(&read(format!("scenarios/{id}/key.yaml")), &content.scenario, &content.tool);
    Case::written(content, key.value.unwrap(), &read(format!("tests/vignettes/{id}.good.play"))).unwrap()
}

fn tally(case: &Case, session: &Session) -> Tally {
    Scale::new(&case.key, &case.content).unwrap().tally(session)
}

#[test]
fn generated_calls_are_sound_and_say_that_they_are_generated() {
    for seed in 1..60 {
        for size in [Size::Vignette, Size::Call] {
            let case = Case::generated(&tool(), size, seed).unwrap();
            let scenario = &case.content.scenario;
            assert!(case.generated && case.id().starts_with("generated-"), "{}", case.id());
            assert!(scenario.title.contains("Generated") && scenario.summary.contains("not for teaching"));
            assert!(case.key.readers.iter().all(|reader| reader.viewpoint == "generated reader"));
            assert_eq!(case.is_vignette(), size == Size::Vignette);
        }
    }
    let [one, again, other] = [1, 1, 2].map(|seed| Case::generated(&tool(), Size::Vignette, seed).unwrap().content.scenario_digest);
    assert!(one == again && one != other);
}

#[test]
fn who_knows_everything_and_never_slips_earns_everything_and_who_knows_nothing_nearly_nothing() {
    let generated = (1..8).map(|seed| Case::generated(&tool(), if seed % 3 == 0 { Size::Call } else { Size::Vignette }, seed).unwrap());
    for case in ["thursday-visit", "side-door", "before-dawn"].map(written).into_iter().chain(generated) {
        let perfect = Officer { slip: 0.0, ..Officer::even(1.0) };
        let session = perfect.take(&case, 3, &[1]);
        assert!(matches!(session.state().phase(), Phase::Ended(_)), "{}", case.id());
        let found = tally(&case, &session);
        assert_eq!([found.elicited, found.recognised, found.acted], [Some(Ratio::ONE); 3], "{}", case.id());
        assert_eq!(found.score, Some(Ratio::whole(100)), "{}", case.id());
        let none = Officer { slip: 0.0, ..Officer::even(0.0) };
        let found = tally(&case, &none.take(&case, 3, &[1]));
        assert!(found.elicited <= Some(Ratio::new(1, 5)) && found.recognised.is_none_or(|share| share == Ratio::ZERO), "{}", case.id());
    }
}

#[test]
fn the_same_numbers_give_the_same_attempt_and_it_replays() {
    let case = Case::generated(&tool(), Size::Call, 5).unwrap();
    let officer = Officer::even(0.6);
    let [one, again, other] = [[7, 1], [7, 1], [7, 2]].map(|numbers| officer.take(&case, 9, &numbers));
    assert_eq!(one.attempt(), again.attempt());
    assert_ne!(one.attempt(), other.attempt());
    let replayed = Session::replay(case.content.clone(), one.attempt().clone()).unwrap();
    assert_eq!(replayed.state(), one.state());
}

#[test]
fn skills_are_told_apart() {
    let study = study();
    let form = study.form(0, 2, 14).unwrap();
    let found = study.recovery(&form, 80, Manner::Topics).unwrap();
    for stage in Stage::ALL {
        let own = found.between(stage, Diagnostic::of(stage));
        assert!(own > if stage == Stage::Grade { 0.6 } else { 0.8 }, "{}: {own}", stage.word());
        // What speaks for a skill cannot do better than chance let the skill show, but by chance.
        assert!(own < found.ceilings[stage as usize] + 0.05, "{}: {own}", stage.word());
    }
    // Four standard errors of a rank correlation of 80 without any would be 0.45.
    assert!(found.crossed() < 0.35, "{}", found.crossed());
    let straying = study.recovery(&form, 80, Manner::Choices).unwrap();
    assert!(straying.between(Stage::Elicit, Diagnostic::Elicited) > 0.65);
}

#[test]
fn who_does_not_judge_stays_far_below_the_cut() {
    let study = study();
    let found = study.gaming(&study.form(0, 1, 24).unwrap(), 2).unwrap();
    assert_eq!(found.rows.len(), 25);
    assert!(found.margin() > 10.0, "{:?}", found.rows.first());
    assert!(found.rows.iter().all(|row| row.passes == 0 && row.highest < found.cut));
}

#[test]
fn a_bias_shows_in_the_grades() {
    let study = study();
    let rows = study.biases(&study.form(0, 1, 24).unwrap(), 12, 0.8).unwrap();
    let row = |bias: Option<Bias>| rows.iter().find(|row| row.bias == bias).unwrap();
    let (none, over) = (row(None), row(Some(Bias::OverCalling)));
    let (under, medium) = (row(Some(Bias::UnderCalling)), row(Some(Bias::AlwaysMedium)));
    assert!(over.over > none.over + 0.15 && over.under < none.under, "{over:?} {none:?}");
    assert!(under.under > none.under + 0.15, "{under:?} {none:?}");
    assert!(medium.adjusted <= 0.0 && (medium.constant - 1.0).abs() < 1e-9 && none.adjusted > 0.1, "{medium:?} {none:?}");
    assert!(rows.iter().all(|row| row.bias.is_none() || row.mean < none.mean));
}

#[test]
fn a_disparity_works_only_where_the_attribute_is_shown() {
    let planted = Disparity { kind: "origin", value: "abroad", stage: Stage::Elicit, less: 0.6 };
    let (fair, unfair) = (Officer::even(0.8), Officer { disparity: Some(planted), ..Officer::even(0.8) });
    let case = Case::generated(&tool(), Size::Vignette, 3).unwrap();
    let mut heard = [[0.0; 2]; 2];
    for seed in 0..80 {
        let abroad = usize::from(seed % 2 == 1);
        for (place, officer) in [&fair, &unfair].into_iter().enumerate() {
            let session = officer.take(&case, seed, &[seed]);
            let share = tally(&case, &session).elicited.unwrap();
            heard[abroad][place] += share.numerator() as f64 / share.denominator() as f64 / 40.0;
        }
        if abroad == 0 {
            assert_eq!(fair.take(&case, seed, &[seed]).attempt(), unfair.take(&case, seed, &[seed]).attempt());
        }
    }
    assert!(heard[1][0] - heard[1][1] > 0.3, "{heard:?}");
}

#[test]
fn planted_disparities_are_found_and_absent_ones_are_not() {
    let study = study();
    let calls: Vec<Case> = (0..6).map(|number| Case::generated(&study.tool, Size::Vignette, 2000 + number).unwrap()).collect();
    let planted = Disparity { kind: "origin", value: "abroad", stage: Stage::Elicit, less: 0.3 };
    let found = study.parity(&calls, 24, &[(None, 30), (Some(planted), 8)]).unwrap();
    let [none, some] = found.rows.as_slice() else { panic!("two rows were asked for") };
    // At most 5 % of 30 is 1.5; three binomial standard deviations above are 5.
    assert!(none.found <= 5, "{none:?}");
    assert!((0.01..0.1).contains(&none.single), "{none:?}");
    assert!(some.found >= 7 && some.elsewhere <= 2, "{some:?}");
}

#[test]
fn longer_forms_decide_more_reliably() {
    let lengths = [(1, 3), (1, 12)];
    let found = study().lengths(60, SKILLS, &lengths).unwrap();
    let [short, long] = found.rows.as_slice() else { panic!("two rows were asked for") };
    assert!(long.phi > short.phi + 0.03 && long.error < short.error - 1.0, "{short:?} {long:?}");
    assert!(long.decided > short.decided && long.accuracy >= short.accuracy, "{short:?} {long:?}");
}

#[test]
fn the_docs_tables_are_those_of_the_held_out_seeds() {
    let page = fs::read_to_string(root().join("docs/validation-officers.md")).unwrap();
    let Seeds { calls, officers } = Seeds::HELD_OUT;
    assert!(page.contains(&format!("Generated calls from seed {calls}, officers from seed {officers}.")), "make the tables anew");
    assert_ne!(Seeds::HELD_OUT, Seeds::DEVELOPMENT);
}
