//! An envelope whose indices point nowhere is refused.

use std::fs;

use doorstep_scenario::{
    AssessmentIndex, CastIndex, ChoiceIndex, ChoiceRef, Comparison, Effect, EndingIndex, FactIndex, Logic, Next, Number, Piece, Scenario,
    SceneIndex, Source, Speaker, Test, VariableIndex, VariationIndex, text::read_scenario,
};

mod common;

fn call() -> Scenario {
    let path = common::folder("tests/broken/unknown-value.mended.yaml");
    read_scenario(&fs::read_to_string(path).expect("a call")).value.expect("a good call")
}

/// One thing put out of order.
type Harm = fn(&mut Scenario);

fn when(call: &mut Scenario, test: Test) {
    call.scenes[0].lines[0].when = Some(Logic::Not(Box::new(Logic::Any(vec![Logic::Constant(true), Logic::Test(test)]))));
}

#[test]
fn every_index_out_of_range_is_noticed() {
    let harms: &[(&str, Harm)] = &[
        ("start", |call| call.start = SceneIndex(9)),
        ("goto", |call| call.scenes[0].choices[0].next = Next::Goto(SceneIndex(2))),
        ("visit", |call| call.scenes[0].choices[0].next = Next::Visit(SceneIndex(2))),
        ("assess", |call| call.scenes[0].choices[0].assess = Some(AssessmentIndex(0))),
        ("choice reveals", |call| call.scenes[0].choices[0].reveals.push(FactIndex(1))),
        ("line reveals", |call| call.scenes[0].lines[0].reveals.push(FactIndex(1))),
        ("speaker", |call| call.scenes[0].lines[0].speaker = Speaker::Cast(CastIndex(1))),
        ("slot", |call| call.scenes[0].lines[0].text.0.push(Piece::Drawn(VariationIndex(1)))),
        ("slot in a title", |call| call.scenes[0].title = Some(doorstep_scenario::Text(vec![Piece::Drawn(VariationIndex(1))]))),
        ("source", |call| call.facts[0].source = Source::Cast(CastIndex(1))),
        ("ending", |call| call.scenes[1].ending = Some(EndingIndex(1))),
        ("neither choices nor ending", |call| call.scenes[1].ending = None),
        ("choices and ending", |call| call.scenes[0].ending = Some(EndingIndex(0))),
        ("first choice", |call| call.scenes[1].first_choice = 1),
        ("effect", |call| call.scenes[0].choices[0].effects.push(Effect::Add(VariableIndex(2), 1))),
        ("effect on a yes-or-no", |call| call.scenes[0].choices[0].effects.push(Effect::Add(VariableIndex(1), 1))),
        ("effect out of bounds", |call| call.scenes[0].choices[0].effects.push(Effect::Set(VariableIndex(0), 11))),
        ("bounds", |call| call.variables[0].min = 11),
        ("start out of bounds", |call| call.variables[0].start = 11),
        ("bounds of a yes-or-no", |call| call.variables[1].max = 2),
        ("no values", |call| call.variations[0].values.clear()),
        ("too many values", |call| call.variations[0].values = vec![String::new(); 257]),
        ("flag", |call| when(call, Test::Flag(VariableIndex(2)))),
        ("number", |call| when(call, Test::Compare(Number::Clock, Comparison::Less, Number::Variable(VariableIndex(2))))),
        ("heard", |call| when(call, Test::Heard(FactIndex(1)))),
        ("visited", |call| when(call, Test::Visited(SceneIndex(2)))),
        ("chosen", |call| when(call, Test::Chosen(ChoiceRef { scene: SceneIndex(0), choice: ChoiceIndex(2) }))),
        ("committed", |call| when(call, Test::Committed(AssessmentIndex(0)))),
        ("drawn", |call| when(call, Test::Drawn(VariationIndex(0), 2))),
    ];
    let good = call();
    assert!(good.check_indices());
    for (name, harm) in harms {
        let mut harmed = good.clone();
        harm(&mut harmed);
        assert!(!harmed.check_indices(), "{name}");
        assert!(Scenario::from_envelope(&harmed.to_envelope()).is_err(), "{name}");
    }
}
