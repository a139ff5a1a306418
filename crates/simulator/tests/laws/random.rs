//! Small random calls and random events, made from bytes so that a failing case shrinks.

use std::sync::Arc;

use doorstep_risk_tool::{Answer, ItemIndex, LevelIndex};
use doorstep_scenario::*;
use doorstep_simulator::{Confidence, Content, Event, Session, TurnIndex};

#[path = "small.rs"]
mod small;

pub use small::Bytes;
use small::{FACTS, call, line, tool, variable};

const SCENES: usize = 6;

fn test(bytes: &mut Bytes<'_>) -> Test {
    match bytes.below(10) {
        0 => Test::Flag(VariableIndex(1)),
        1 => Test::Compare(Number::Variable(VariableIndex(0)), Comparison::GreaterOrEqual, Number::Constant(bytes.below(5) as i32)),
        2 => Test::Heard(FactIndex(bytes.index(FACTS))),
        3 => Test::Visited(SceneIndex(bytes.index(SCENES))),
        4 => Test::Compare(Number::Clock, Comparison::Greater, Number::Constant(bytes.below(200) as i32)),
        5 => Test::Committed(AssessmentIndex(0)),
        6 => Test::Since(VariableIndex(2), Comparison::GreaterOrEqual, bytes.below(120) as i32),
        7 => Test::Graded(AssessmentIndex(0), Comparison::GreaterOrEqual, NamedLevelIndex(bytes.index(2))),
        8 => Test::Compare(Number::Variable(VariableIndex(3)), Comparison::Equal, Number::Constant(bytes.below(3) as i32)),
        _ => Test::Drawn(VariationIndex(bytes.index(2)), bytes.below(2) as u8),
    }
}

fn condition(bytes: &mut Bytes<'_>) -> Option<Condition> {
    match bytes.below(6) {
        0 => Some(Logic::Test(test(bytes))),
        1 => Some(Logic::Not(Box::new(Logic::Test(test(bytes))))),
        2 => Some(Logic::Any(vec![Logic::Test(test(bytes)), Logic::Test(test(bytes))])),
        _ => None,
    }
}

fn effects(bytes: &mut Bytes<'_>) -> Vec<Effect> {
    match bytes.below(7) {
        0 => vec![Effect::Add(VariableIndex(0), bytes.below(7) as i32 - 3)],
        1 => vec![Effect::Set(VariableIndex(1), bytes.below(2) as i32)],
        2 => vec![Effect::Start(VariableIndex(2))],
        3 => vec![Effect::Set(VariableIndex(2), NOT_RUNNING), Effect::Add(VariableIndex(0), 1)],
        4 => vec![Effect::Set(VariableIndex(3), bytes.below(3) as i32)],
        _ => Vec::new(),
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
        seconds: bytes.below(90) as u32,
        reveals: Vec::new(),
        lines: (0..bytes.below(3)).map(|_| line(bytes, condition)).collect(),
        assess: (bytes.below(4) == 0).then_some(AssessmentIndex(0)),
        next: match bytes.below(4) {
            0 => Next::Stay,
            1 => Next::Visit(scene),
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
        choices: if ends { Vec::new() } else { (0..=bytes.below(4)).map(|place| choice(bytes, place)).collect() },
        ending: ends.then_some(EndingIndex(0)),
        first_choice: 0,
    }
}

/// A sound call of six scenes, the last of which is an ending.
pub fn scenario(bytes: &mut Bytes<'_>) -> Scenario {
    let scenes = (0..SCENES).map(|place| scene(bytes, place)).collect();
    let interrupts = vec![Interrupt {
        id: "back".into(),
        when: Logic::Test(test(bytes)),
        scene: SceneIndex(bytes.index(SCENES - 1)),
        visit: bytes.below(2) == 0,
        repeat: bytes.below(4) == 0,
        effects: effects(bytes),
    }];
    let variables = vec![
        variable("trust", 0, 4, 2, VariableKind::Number),
        variable("alone", 0, 1, 0, VariableKind::Flag),
        variable("backup", NOT_RUNNING, 600, NOT_RUNNING, VariableKind::Timer),
        variable("amira", 0, 2, 1, VariableKind::Where(CastIndex(0))),
    ];
    call(600, variables, scenes, interrupts)
}

/// A random call with the small tool.
pub fn content(bytes: &mut Bytes<'_>) -> Arc<Content> {
    Content::new(scenario(bytes), tool())
}

/// Some event: often one that fits, sometimes not.
pub fn event(bytes: &mut Bytes<'_>, session: &Session) -> Event {
    let offers = session.state().offers();
    let turn = |bytes: &mut Bytes<'_>| TurnIndex(bytes.below(session.state().turns().len() + 1) as u32);
    match bytes.below(16) {
        0 => Event::Mark(turn(bytes)),
        1 => Event::Unmark(turn(bytes)),
        2 => Event::Note { text: ["", "She is afraid."][bytes.below(2)].into() },
        3 => Event::EditNote { note: bytes.index(3), text: "Changed.".into() },
        4 => Event::Answer { item: ItemIndex(bytes.index(4)), answer: Answer::ALL[bytes.below(7)].into(), cites: vec![turn(bytes)] },
        5 => Event::FirstImpression(LevelIndex(bytes.below(4) as u8)),
        6 => Event::LockAnswers,
        7 => Event::OwnLevel {
            level: LevelIndex(bytes.below(4) as u8),
            confidence: Confidence::Sure,
            reason: ["", "What she said."][bytes.below(2)].into(),
            cites: vec![turn(bytes)],
        },
        8 => Event::FinalLevel { level: LevelIndex(bytes.below(3) as u8), reason: ["", "The form."][bytes.below(2)].into() },
        9 => Event::Commit {
            actions: vec![ActionIndex(bytes.index(2))],
            reassess_hours: 24,
            safe_contact: "By day.".into(),
            handover: String::new(),
        },
        10 => Event::GoBack { step: bytes.below(6) as u32 },
        11 => Event::Reflect { worried: "The child.".into(), not_known: String::new(), would_change: String::new() },
        _ if offers.is_empty() => Event::LockAnswers,
        _ => Event::Choose(offers[bytes.below(offers.len())]),
    }
}
