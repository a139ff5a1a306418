//! What random calls have in common, whoever makes them: the bytes that they are made from, a small tool, and all of a call that does
//! not vary.

use doorstep_risk_tool::logic::{ItemLogic, Logic as Rules, Rule, Test as When};
use doorstep_risk_tool::{
    Answer, AnswerOption, Approach, Direction, Group, Item, ItemIndex, ItemSource, Level, LevelIndex, Override, RiskTool, Status,
};
use doorstep_scenario::*;

/// Bytes to draw from; zeros when they end, so that every draw is total.
pub struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// A number below `count`.
    pub fn below(&mut self, count: usize) -> usize {
        let (first, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        usize::from(*first) % count.max(1)
    }

    /// The same, as an index.
    pub fn index(&mut self, count: usize) -> u16 {
        self.below(count) as u16
    }
}

/// How many facts a call has.
pub const FACTS: usize = 3;

/// A line that may reveal a fact, and may have a condition.
pub fn line(bytes: &mut Bytes<'_>, condition: impl FnOnce(&mut Bytes<'_>) -> Option<Condition>) -> Line {
    Line {
        speaker: if bytes.below(2) == 0 { Speaker::Narrator } else { Speaker::Cast(CastIndex(0)) },
        text: Text(vec![Piece::Plain("A line, ".into()), Piece::Drawn(VariationIndex(0))]),
        when: condition(bytes),
        reveals: if bytes.below(3) == 0 { vec![FactIndex(bytes.index(FACTS))] } else { Vec::new() },
        language: None,
    }
}

/// A variable.
pub fn variable(id: &str, min: i32, max: i32, start: i32, kind: VariableKind) -> Variable {
    Variable { id: id.into(), min, max, start, kind }
}

/// A sound call of these scenes, the last of which is an ending.
pub fn call(max_seconds: u32, variables: Vec<Variable>, mut scenes: Vec<Scene>, interrupts: Vec<Interrupt>) -> Scenario {
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
        clock: Clock { start_minute: 1400, max_seconds },
        variables,
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
        interrupts,
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
