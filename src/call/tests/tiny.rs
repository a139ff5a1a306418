//! A tiny call and a tiny tool, made in code.

use std::sync::Arc;

use doorstep_risk_tool::logic::{ItemLogic, Logic as Rules, Rule, Test as When};
use doorstep_risk_tool::{
    Answer, AnswerOption, Approach, Construct, Direction, Group, Item, ItemIndex, ItemSource, Level, LevelIndex, Override, RiskTool, Status,
};
use doorstep_scenario::{
    Action, Assessment, AssessmentIndex, Audience, CallKind, CareerStage, CastIndex, Choice, Clock, Ending, EndingIndex, Line, Manner,
    Next, Part, Person, Role, Scenario, Scene, SceneIndex, Speaker, Step, Text,
};
use doorstep_simulator::{Confidence, Content, Event, Mode, Session, TurnIndex};

fn text(words: &str) -> Text {
    Text::plain(words)
}

fn person(id: &str, part: Part, name: &str) -> Person {
    Person { id: id.into(), part, name: text(name), about: None }
}

fn line(speaker: Option<u16>, words: &str) -> Line {
    let speaker = speaker.map_or(Speaker::Narrator, |place| Speaker::Cast(CastIndex(place)));
    Line { speaker, text: text(words), when: None, reveals: Vec::new(), language: None }
}

fn choice(id: &str, manner: Manner, words: &str, seconds: u32, next: Next) -> Choice {
    Choice {
        id: id.into(),
        manner,
        text: text(words),
        when: None,
        effects: Vec::new(),
        seconds,
        reveals: Vec::new(),
        lines: Vec::new(),
        assess: None,
        next,
        repeat: false,
    }
}

fn scene(id: &str, title: &str, lines: Vec<Line>, choices: Vec<Choice>, first_choice: u32) -> Scene {
    Scene { id: id.into(), title: Some(text(title)), step: Step::Arrival, lines, choices, ending: None, first_choice }
}

fn scenes() -> Vec<Scene> {
    let mut ask = choice("ask", Manner::Say, "Are you afraid of him?", 60, Next::Stay);
    ask.lines = vec![line(Some(0), "A bit. On Sundays. <b>Not</b> today.")];
    let mut grade = choice("grade", Manner::Do, "Sit in the car and assess.", 120, Next::Goto(SceneIndex(2)));
    grade.assess = Some(AssessmentIndex(0));
    let mut aunt = line(Some(1), "Merhaba.");
    aunt.language = Some("tr".into());
    let landing = scene(
        "landing",
        "The landing",
        vec![line(None, "The lamp on the landing is out."), line(Some(0), "Is this about the noise?"), aunt],
        vec![ask, choice("stuck", Manner::Do, "Walk into the cupboard.", 30, Next::Goto(SceneIndex(1))), grade],
        0,
    );
    let cupboard = scene("cupboard", "The cupboard", vec![line(None, "It is dark.")], Vec::new(), 3);
    let mut done = scene("done", "Handing on", Vec::new(), Vec::new(), 3);
    done.ending = Some(EndingIndex(0));
    vec![landing, cupboard, done]
}

pub(super) fn scenario() -> Scenario {
    Scenario {
        id: "tiny".into(),
        version: "1.0.0".into(),
        title: "The lamp on the landing".into(),
        summary: String::new(),
        language: "en".into(),
        audience: Audience { role: Role::FirstResponder, career_stage: CareerStage::Recruit, minutes: 1 },
        kind: CallKind::Tutorial,
        content_notes: Vec::new(),
        themes: Vec::new(),
        covers: Vec::new(),
        tool: "tiny-tool".into(),
        you: text("You"),
        control: Vec::new(),
        cast: vec![person("nora", Part::Victim, "Nora"), person("aunt", Part::Relative, "Her aunt")],
        clock: Clock { start_minute: 21 * 60 + 40, max_seconds: 3600 },
        variables: Vec::new(),
        variations: Vec::new(),
        actions: vec![
            Action { id: "leaflet".into(), text: text("Leave a leaflet.") },
            Action { id: "alone".into(), text: text("Ask her alone how she can be reached.") },
        ],
        assessments: vec![Assessment { id: "initial".into(), label: "First grade".into() }],
        endings: vec![Ending { id: "closed".into(), text: text("You hand over at 21:50.") }],
        facts: Vec::new(),
        start: SceneIndex(0),
        scenes: scenes(),
        interrupts: Vec::new(),
        levels: Vec::new(),
    }
}

fn item(id: &str, group: u16, words: &str, short: &str, must_ask: bool, source: ItemSource) -> Item {
    let constructs = vec![Construct::ALL[0]];
    Item { id: id.into(), group, text: words.into(), short: short.into(), must_ask, source, flags: Vec::new(), constructs, answers: 0 }
}

fn level(id: &str, label: &str, meaning: &str, duties: &[&str]) -> Level {
    let duties = duties.iter().map(|duty| (*duty).to_owned()).collect();
    Level { id: id.into(), label: label.into(), meaning: meaning.into(), reassess_within: None, duties }
}

fn tool() -> RiskTool {
    let answer = |answer, label: &str| AnswerOption::of(answer, label);
    RiskTool {
        id: "tiny-tool".into(),
        version: "1.0.0".into(),
        title: "Tiny checklist".into(),
        language: "en".into(),
        status: Status::Demonstration,
        licence: "MIT".into(),
        may_show_items: true,
        approach: Approach::Checklist,
        about: String::new(),
        levels: vec![
            level("standard", "Standard", "Nothing known so far points to serious harm.", &[]),
            level("high", "High", "Serious harm could come at any time.", &["tell a supervisor"]),
        ],
        groups: vec![
            Group { id: "now".into(), label: "How she sees it".into() },
            Group { id: "past".into(), label: "What went before".into() },
        ],
        answers: vec![
            answer(Answer::Yes, "Yes"),
            answer(Answer::No, "No"),
            answer(Answer::Unknown, "Not established"),
            answer(Answer::NotAsked, "Not asked"),
        ],
        items: vec![
            item("fear", 0, "Is there anything that scares you?", "Afraid", true, ItemSource::Victim),
            item("records", 1, "Do records show violence?", "Violence on record", false, ItemSource::Records),
        ],
        answer_sets: Vec::new(),
        r#override: Override::of(Direction::Up, true),
        program: Vec::new(),
        logic: Vec::new(),
        words: vec![
            ("rule/one".into(), "One or more items are answered yes.".into()),
            ("rule/base".into(), "No item is answered yes.".into()),
        ],
    }
    .with_logic(&Rules {
        items: vec![ItemLogic::default(); 2],
        rules: vec![
            Rule::of("one", When::at_least(1, [ItemIndex(0), ItemIndex(1)]), LevelIndex(1)),
            Rule::of("base", When::Always, LevelIndex(0)),
        ],
        ..Rules::default()
    })
    .expect("two rules fit")
}

/// What the tests play.
pub(super) fn content() -> Arc<Content> {
    Content::new(scenario(), tool())
}

/// A session after these events.
pub(super) fn session(mode: Mode, events: &[Event]) -> Session {
    let mut session = Session::start(content(), 1, mode, None, false);
    for event in events {
        session.apply(event.clone()).expect("the tests' events fit the tiny call");
    }
    session
}

/// Takes the n-th choice of the scene.
pub(super) fn choose(place: u16) -> Event {
    Event::Choose(doorstep_scenario::ChoiceIndex(place))
}

/// Answers the form's first item with yes, resting on line 5.
pub(super) fn afraid() -> Event {
    Event::Answer { item: ItemIndex(0), answer: Answer::Yes.into(), cites: vec![TurnIndex(4)] }
}

/// The events to each part of the assessment: the more parts, the more events.
pub(super) fn to_part(parts: usize) -> Vec<Event> {
    let all = [
        Event::FirstImpression(LevelIndex(0)),
        Event::LockAnswers,
        Event::OwnLevel { level: LevelIndex(0), confidence: Confidence::FairlySure, reason: "She laughs.".into(), cites: Vec::new() },
        Event::FinalLevel { level: LevelIndex(1), reason: "The form is right.".into() },
        Event::Commit { actions: Vec::new(), reassess_hours: 24, safe_contact: String::new(), handover: String::new() },
    ];
    let before = [choose(0), Event::Mark(TurnIndex(4)), afraid(), choose(2)];
    before.into_iter().chain(all.into_iter().take(parts)).collect()
}
