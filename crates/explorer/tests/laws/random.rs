//! Small random calls, made from bytes so that a failing case shrinks. Their clock is short, so that every state can be visited.

use std::sync::Arc;

use doorstep_scenario::*;
use doorstep_simulator::Content;

#[path = "../../../simulator/tests/laws/small.rs"]
mod small;

pub use small::Bytes;
use small::{FACTS, call, line, tool, variable};

const SCENES: usize = 5;

fn comparison(bytes: &mut Bytes<'_>) -> Comparison {
    [Comparison::GreaterOrEqual, Comparison::Less, Comparison::Equal, Comparison::NotEqual, Comparison::Greater, Comparison::LessOrEqual]
        [bytes.below(6)]
}

fn test(bytes: &mut Bytes<'_>) -> Test {
    let number = |place| Number::Variable(VariableIndex(place));
    match bytes.below(13) {
        0 => Test::Flag(VariableIndex(1)),
        1 => Test::Compare(number(0), comparison(bytes), Number::Constant(bytes.below(7) as i32 - 1)),
        2 => Test::Heard(FactIndex(bytes.index(FACTS))),
        3 => Test::Visited(SceneIndex(bytes.index(SCENES))),
        4 => Test::Compare(Number::Clock, comparison(bytes), Number::Constant(bytes.below(12) as i32 * 10)),
        5 => Test::Committed(AssessmentIndex(0)),
        6 => Test::Chosen(ChoiceRef { scene: SceneIndex(bytes.index(SCENES - 1)), choice: ChoiceIndex(0) }),
        7 => Test::Compare(number(2), comparison(bytes), number(0)),
        8 => Test::Since(VariableIndex(3), comparison(bytes), bytes.below(80) as i32),
        9 => Test::Graded(AssessmentIndex(0), comparison(bytes), NamedLevelIndex(bytes.index(2))),
        11 => Test::Flag(VariableIndex(5)),
        10 => Test::Compare(number(4), Comparison::Equal, Number::Constant(bytes.below(3) as i32)),
        _ => Test::Drawn(VariationIndex(bytes.index(2)), bytes.below(2) as u8),
    }
}

fn effects(bytes: &mut Bytes<'_>) -> Vec<Effect> {
    match bytes.below(9) {
        0 => vec![Effect::Add(VariableIndex(0), bytes.below(7) as i32 - 3)],
        1 => vec![Effect::Set(VariableIndex(1), bytes.below(2) as i32), Effect::Add(VariableIndex(2), bytes.below(3) as i32 - 1)],
        2 => vec![Effect::Start(VariableIndex(3))],
        3 => vec![Effect::Set(VariableIndex(3), NOT_RUNNING), Effect::Add(VariableIndex(0), 1)],
        4 => vec![Effect::Set(VariableIndex(4), bytes.below(3) as i32)],
        // Once it is unlocked it stays so.
        5 => vec![Effect::Set(VariableIndex(5), 0)],
        _ => Vec::new(),
    }
}

fn condition(bytes: &mut Bytes<'_>) -> Option<Condition> {
    let not = |test| Logic::Not(Box::new(Logic::Test(test)));
    match bytes.below(9) {
        0 => Some(Logic::Test(test(bytes))),
        1 => Some(not(test(bytes))),
        2 => Some(Logic::Any(vec![Logic::Test(test(bytes)), Logic::Test(test(bytes))])),
        3 => Some(Logic::All(vec![Logic::Test(test(bytes)), not(test(bytes))])),
        4 => Some(Logic::Any(vec![not(test(bytes)), Logic::All(vec![not(test(bytes)), not(test(bytes))])])),
        _ => None,
    }
}

fn choice(bytes: &mut Bytes<'_>, place: usize) -> Choice {
    let scene = SceneIndex(bytes.index(SCENES));
    Choice {
        id: format!("choice-{place}"),
        manner: Manner::Do,
        text: Text::plain("Do it."),
        when: condition(bytes),
        effects: effects(bytes),
        seconds: [0, 30, 20, 45][bytes.below(4)],
        reveals: if bytes.below(4) == 0 { vec![FactIndex(bytes.index(FACTS))] } else { Vec::new() },
        lines: (0..bytes.below(2)).map(|_| line(bytes, condition)).collect(),
        assess: (bytes.below(4) == 0).then_some(AssessmentIndex(0)),
        next: match bytes.below(4) {
            0 => Next::Stay,
            1 if scene.at() + 1 < SCENES => Next::Visit(scene),
            2 => Next::Return,
            _ => Next::Goto(scene),
        },
        repeat: bytes.below(2) == 0,
    }
}

fn scene(bytes: &mut Bytes<'_>, place: usize) -> Scene {
    let ends = place + 1 == SCENES;
    Scene {
        id: format!("scene-{place}"),
        title: None,
        step: Step::Arrival,
        lines: (0..bytes.below(3)).map(|_| line(bytes, condition)).collect(),
        choices: if ends { Vec::new() } else { (0..=bytes.below(3)).map(|place| choice(bytes, place)).collect() },
        ending: ends.then_some(EndingIndex(0)),
        first_choice: 0,
    }
}

/// A sound call of five scenes, the last of which is an ending.
pub fn scenario(bytes: &mut Bytes<'_>) -> Scenario {
    let scenes = (0..SCENES).map(|place| scene(bytes, place)).collect();
    let interrupts = (0..bytes.below(4)).map(|place| interrupt(bytes, place)).collect();
    let variables = vec![
        variable("trust", 0, 4, 2, VariableKind::Number),
        variable("alone", 0, 1, 0, VariableKind::Flag),
        variable("calm", -1, 1, 0, VariableKind::Number),
        variable("backup", NOT_RUNNING, 100, NOT_RUNNING, VariableKind::Timer),
        variable("amira", 0, 2, 1, VariableKind::Where(CastIndex(0))),
        variable("locked", 0, 1, 1, VariableKind::Flag),
    ];
    call(100, variables, scenes, interrupts)
}

fn interrupt(bytes: &mut Bytes<'_>, place: usize) -> Interrupt {
    let scene = SceneIndex(bytes.index(SCENES));
    Interrupt {
        id: format!("interrupt-{place}"),
        when: condition(bytes).unwrap_or(Logic::Constant(true)),
        scene,
        // An ending is not visited.
        visit: bytes.below(2) == 0 && scene.at() + 1 < SCENES,
        repeat: bytes.below(4) == 0,
        effects: effects(bytes),
    }
}

/// A random call with the small tool.
pub fn content(bytes: &mut Bytes<'_>) -> Arc<Content> {
    Content::new(scenario(bytes), tool())
}
