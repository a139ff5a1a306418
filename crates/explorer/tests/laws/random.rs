//! Small random calls, made from bytes so that a failing case shrinks. Their clock is short, so that every state can be visited.

use std::sync::Arc;

use doorstep_risk_tool::logic::{ItemLogic, Logic as Rules, Rule, Test as When};
use doorstep_risk_tool::{
    Answer, AnswerOption, Approach, Direction, Group, Item, ItemIndex, ItemSource, Level, LevelIndex, Override, RiskTool, Status,
};
use doorstep_scenario::*;
use doorstep_simulator::Content;

/// Bytes to draw from; zeros when they end, so that every draw is total.
pub struct Bytes<'a> {
    bytes: &'a [u8],
}

impl<'a> Bytes<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// A number below `count`.
    pub fn below(&mut self, count: usize) -> usize {
        let (first, rest) = self.bytes.split_first().unwrap_or((&0, &[]));
        self.bytes = rest;
        usize::from(*first) % count.max(1)
    }

    fn index(&mut self, count: usize) -> u16 {
        self.below(count) as u16
    }
}

const SCENES: usize = 5;
const FACTS: usize = 3;

fn comparison(bytes: &mut Bytes<'_>) -> Comparison {
    [Comparison::GreaterOrEqual, Comparison::Less, Comparison::Equal, Comparison::NotEqual, Comparison::Greater, Comparison::LessOrEqual]
        [bytes.below(6)]
}

fn test(bytes: &mut Bytes<'_>) -> Test {
    let number = |place| Number::Variable(VariableIndex(place));
    match bytes.below(12) {
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
        10 => Test::Compare(number(4), Comparison::Equal, Number::Constant(bytes.below(3) as i32)),
        _ => Test::Drawn(VariationIndex(bytes.index(2)), bytes.below(2) as u8),
    }
}

fn effects(bytes: &mut Bytes<'_>) -> Vec<Effect> {
    match bytes.below(8) {
        0 => vec![Effect::Add(VariableIndex(0), bytes.below(7) as i32 - 3)],
        1 => vec![Effect::Set(VariableIndex(1), bytes.below(2) as i32), Effect::Add(VariableIndex(2), bytes.below(3) as i32 - 1)],
        2 => vec![Effect::Start(VariableIndex(3))],
        3 => vec![Effect::Set(VariableIndex(3), NOT_RUNNING), Effect::Add(VariableIndex(0), 1)],
        4 => vec![Effect::Set(VariableIndex(4), bytes.below(3) as i32)],
        _ => Vec::new(),
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

fn line(bytes: &mut Bytes<'_>) -> Line {
    Line {
        speaker: if bytes.below(2) == 0 { Speaker::Narrator } else { Speaker::Cast(CastIndex(0)) },
        text: Text(vec![Piece::Plain("A line, ".into()), Piece::Drawn(VariationIndex(0))]),
        when: condition(bytes),
        reveals: if bytes.below(3) == 0 { vec![FactIndex(bytes.index(FACTS))] } else { Vec::new() },
        language: None,
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
        lines: (0..bytes.below(2)).map(|_| line(bytes)).collect(),
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
        lines: (0..bytes.below(3)).map(|_| line(bytes)).collect(),
        choices: if ends { Vec::new() } else { (0..=bytes.below(3)).map(|place| choice(bytes, place)).collect() },
        ending: ends.then_some(EndingIndex(0)),
        first_choice: 0,
    }
}

/// A sound call of six scenes, the last of which is an ending.
pub fn scenario(bytes: &mut Bytes<'_>) -> Scenario {
    let mut scenes: Vec<Scene> = (0..SCENES).map(|place| scene(bytes, place)).collect();
    let mut first = 0;
    for scene in &mut scenes {
        scene.first_choice = first;
        first += scene.choices.len() as u32;
    }
    let scenario = Scenario {
        id: "random".into(),
        version: "1.0.0".into(),
        title: "Random".into(),
        summary: String::new(),
        language: "en".into(),
        audience: Audience { role: Role::FirstResponder, career_stage: CareerStage::Recruit, minutes: 1 },
        kind: CallKind::Call,
        content_notes: Vec::new(),
        themes: Vec::new(),
        covers: Vec::new(),
        tool: "small".into(),
        you: Text::plain("You."),
        control: Vec::new(),
        cast: vec![Person { id: "amira".into(), part: Part::Victim, name: Text::plain("Amira"), about: None }],
        clock: Clock { start_minute: 1400, max_seconds: 100 },
        variables: vec![
            Variable { id: "trust".into(), min: 0, max: 4, start: 2, kind: VariableKind::Number },
            Variable { id: "alone".into(), min: 0, max: 1, start: 0, kind: VariableKind::Flag },
            Variable { id: "calm".into(), min: -1, max: 1, start: 0, kind: VariableKind::Number },
            Variable { id: "backup".into(), min: NOT_RUNNING, max: 100, start: NOT_RUNNING, kind: VariableKind::Timer },
            Variable { id: "amira".into(), min: 0, max: 2, start: 1, kind: VariableKind::Where(CastIndex(0)) },
        ],
        variations: vec![
            Variation { id: "girl".into(), values: vec!["Lena".into(), "Mira".into()], attribute: None },
            Variation {
                id: "origin".into(),
                values: vec!["here".into(), "abroad".into()],
                attribute: Some(Attribute { person: CastIndex(0), kind: AttributeKind::Origin }),
            },
        ],
        actions: vec![Action { id: "medical".into(), text: Text::plain("Call an ambulance.") }],
        assessments: vec![Assessment { id: "initial".into(), label: "First grade".into() }],
        endings: vec![Ending { id: "over".into(), text: Text::plain("It is over.") }],
        facts: (0..FACTS)
            .map(|place| Fact {
                id: format!("fact-{place}"),
                text: Text::plain("A fact."),
                source: Source::Scene,
                stays_unknown: false,
                replaces: Vec::new(),
            })
            .collect(),
        start: SceneIndex(0),
        scenes,
        interrupts: (0..bytes.below(3))
            .map(|place| Interrupt {
                id: format!("interrupt-{place}"),
                when: condition(bytes).unwrap_or(Logic::Constant(true)),
                scene: SceneIndex(bytes.index(SCENES)),
                visit: bytes.below(2) == 0,
                repeat: bytes.below(4) == 0,
                effects: effects(bytes),
            })
            .map(|interrupt| Interrupt { visit: interrupt.visit && interrupt.scene.at() + 1 < SCENES, ..interrupt })
            .collect(),
        levels: vec!["high".into(), "no-such-level".into()],
    };
    assert!(scenario.check_indices());
    scenario
}

/// A tool of three items and three levels.
pub fn tool() -> RiskTool {
    let level =
        |id: &str| Level { id: id.into(), label: id.into(), meaning: String::new(), reassess_within: Some(86_400), duties: Vec::new() };
    let item = |id: &str| Item {
        id: id.into(),
        group: 0,
        text: id.into(),
        short: id.into(),
        must_ask: true,
        source: ItemSource::Victim,
        flags: Vec::new(),
        constructs: Vec::new(),
        answers: 0,
    };
    let answers = [Answer::Yes, Answer::No, Answer::Unknown, Answer::Refused, Answer::NotAsked];
    RiskTool {
        id: "small".into(),
        version: "1.0.0".into(),
        title: "Small".into(),
        language: "en".into(),
        status: Status::Demonstration,
        licence: "MIT".into(),
        may_show_items: true,
        approach: Approach::Checklist,
        about: String::new(),
        levels: vec![level("standard"), level("medium"), level("high")],
        groups: vec![Group { id: "now".into(), label: "Now".into() }],
        answers: answers.map(|answer| AnswerOption::of(answer, answer.word())).to_vec(),
        items: vec![item("one"), item("two"), item("three")],
        answer_sets: Vec::new(),
        r#override: Override::of(Direction::Up, true),
        program: Vec::new(),
        logic: Vec::new(),
        words: Vec::new(),
    }
    .with_logic(&Rules {
        items: vec![ItemLogic::default(); 3],
        rules: vec![Rule::of("any", When::at_least(1, (0..3).map(ItemIndex)), LevelIndex(2))],
        ..Rules::default()
    })
    .expect("one rule fits")
}

/// A random call with the small tool.
pub fn content(bytes: &mut Bytes<'_>) -> Arc<Content> {
    Content::new(scenario(bytes), tool())
}
