//! A call made of numbers, for tests: one scene in which each question brings out one fact, an assessment, an ending.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::sync::Arc;

use doorstep_envelope::Digest;
use doorstep_risk_tool::*;
use doorstep_scenario::*;
use doorstep_scoring::*;
use doorstep_simulator::*;

/// How many facts, and as many items and constructs.
pub const MOST: usize = 8;

/// A call with so many facts; choice n asks for fact n, the next one grades.
pub fn scenario(facts: usize) -> Scenario {
    let line = |fact: usize| Line {
        speaker: Speaker::Narrator,
        text: Text::plain(format!("Fact {fact} is told.")),
        when: None,
        reveals: vec![FactIndex(fact as u16)],
        language: None,
    };
    let choice = |id: String, next: Next| Choice {
        text: Text::plain(format!("Choose {id}.")),
        id,
        manner: Manner::Say,
        when: None,
        effects: vec![],
        seconds: 30,
        reveals: vec![],
        lines: vec![],
        assess: None,
        next,
        repeat: false,
    };
    let mut choices: Vec<Choice> =
        (0..facts).map(|fact| Choice { lines: vec![line(fact)], ..choice(format!("ask-{fact}"), Next::Stay) }).collect();
    choices.push(Choice { assess: Some(AssessmentIndex(0)), ..choice("grade".into(), Next::Goto(SceneIndex(1))) });
    let scene = |id: &str, choices: Vec<Choice>, ending: Option<EndingIndex>, first_choice: usize| Scene {
        id: id.into(),
        title: None,
        step: Step::VictimAccount,
        lines: vec![],
        choices,
        ending,
        first_choice: first_choice as u32,
    };
    let scenario = Scenario {
        id: "numbers".into(),
        version: "1.0.0".into(),
        title: "Numbers".into(),
        summary: String::new(),
        language: "en".into(),
        audience: Audience { role: Role::FirstResponder, career_stage: CareerStage::Probation, minutes: 1 },
        kind: CallKind::Call,
        content_notes: vec![],
        themes: vec![],
        covers: vec![],
        tool: "numbers".into(),
        you: Text::plain("You."),
        control: vec![],
        cast: vec![],
        clock: Clock { start_minute: 0, max_seconds: 3600 },
        variables: vec![],
        variations: vec![],
        actions: (0..3).map(|place| Action { id: format!("action-{place}"), text: Text::plain("Act.") }).collect(),
        assessments: vec![Assessment { id: "initial".into(), label: "First grade".into() }],
        endings: vec![Ending { id: "over".into(), text: Text::plain("It is over.") }],
        facts: (0..facts)
            .map(|fact| Fact {
                id: format!("fact-{fact}"),
                text: Text::plain(format!("Fact {fact}.")),
                source: Source::Scene,
                stays_unknown: false,
                replaces: vec![],
            })
            .collect(),
        start: SceneIndex(0),
        scenes: vec![
            scene("room", choices, None, 0),
            scene("door", vec![choice("leave".into(), Next::Goto(SceneIndex(2)))], None, facts + 1),
            scene("end", vec![], Some(EndingIndex(0)), facts + 2),
        ],
        interrupts: vec![],
        levels: vec![],
    };
    assert!(scenario.check_indices());
    scenario
}

/// A tool with so many items, each with a construct of its own and, in pairs, one that two items share.
pub fn tool(items: usize) -> RiskTool {
    let tool = RiskTool {
        id: "numbers".into(),
        version: "1.0.0".into(),
        title: "Numbers".into(),
        language: "en".into(),
        status: Status::Demonstration,
        licence: "MIT".into(),
        may_show_items: true,
        approach: Approach::Checklist,
        about: String::new(),
        levels: ["standard", "medium", "high"]
            .into_iter()
            .map(|id| Level { id: id.into(), label: id.into(), meaning: id.into(), reassess_within: None, duties: vec![] })
            .collect(),
        groups: vec![Group { id: "all".into(), label: "All".into() }],
        answers: Answer::ALL.into_iter().map(|answer| AnswerOption::of(answer, answer.word())).collect(),
        items: (0..items)
            .map(|item| Item {
                id: format!("item-{item}"),
                group: 0,
                text: format!("Item {item}?"),
                short: format!("Item {item}"),
                must_ask: true,
                source: ItemSource::Victim,
                flags: vec![],
                constructs: vec![construct(item)],
                answers: 0,
            })
            .collect(),
        answer_sets: vec![],
        r#override: Override::of(Direction::Up, true),
        program: vec![],
        logic: vec![],
        words: vec![],
    };
    let tool = tool.with_logic(&logic::Logic { items: vec![logic::ItemLogic::default(); items], ..logic::Logic::default() }).unwrap();
    assert!(tool.check_indices());
    tool
}

pub fn construct(place: usize) -> Construct {
    Construct::ALL[place]
}

/// A factor that fact 2n shows present and fact 2n+1 shows absent, for which item n speaks.
pub fn factor(place: usize, truth: Truth, weight: u8, required: bool) -> Factor {
    Factor {
        id: format!("factor-{place}"),
        label: format!("Factor {place}"),
        when: None,
        truth,
        weight,
        required: required && truth != Truth::Undetermined,
        waived_by: vec![],
        constructs: vec![construct(place)],
        sufficient_present: vec![vec![FactIndex(2 * place as u16)]],
        sufficient_absent: vec![vec![FactIndex(2 * place as u16 + 1)]],
        votes: vec![Some(Claim::Present), None, Some(Claim::Unknown)],
        why: "Because.".into(),
    }
}

/// A key over these factors, unanimous for the highest level.
pub fn key(factors: Vec<Factor>) -> AnswerKey {
    AnswerKey {
        scenario: "numbers".into(),
        version: "1.0.0".into(),
        status: KeyStatus::Illustrative,
        policy: "default@1".into(),
        readers: (0..3).map(|reader| Reader { id: format!("a{reader}"), viewpoint: format!("viewpoint {reader}") }).collect(),
        factors,
        assessments: vec![AssessmentKey {
            assessment: AssessmentIndex(0),
            votes: vec![Some(LevelIndex(2)); 3],
            reasons: vec![None; 3],
            reassess_within: Some(86_400),
            cite: vec![FactIndex(0)],
            level_rule: None,
            rated_subsets: vec![],
        }],
        questions: vec![],
        apt: vec![],
        conduct: vec![],
        acts: vec![],
        critical: vec![],
        steps: vec![],
    }
}

/// What a trainee does in such a call.
#[derive(Clone, Debug, Default)]
pub struct Play {
    /// The facts asked for, in order.
    pub asks: Vec<usize>,
    /// For each item: the answer, and the facts whose lines are cited (those not heard are left out).
    pub answers: Vec<(Answer, Vec<usize>)>,
    /// The final level, if it comes to a grade.
    pub level: Option<u8>,
    /// The actions decided.
    pub actions: Vec<u16>,
}

/// Plays it to the end.
pub fn play(content: &Arc<Content>, play: &Play) -> Session {
    let mut session = Session::start(content.clone(), 7, Mode::Practice, None, false);
    let apply = |session: &mut Session, event: Event| session.apply(event).unwrap();
    for fact in &play.asks {
        apply(&mut session, Event::Choose(ChoiceIndex(*fact as u16)));
    }
    for (item, (answer, facts)) in play.answers.iter().enumerate() {
        let cites = facts.iter().filter_map(|fact| session.state().heard_at(FactIndex(*fact as u16))).collect();
        apply(&mut session, Event::Answer { item: ItemIndex(item as u16), answer: (*answer).into(), cites });
    }
    if let Some(level) = play.level {
        let level = LevelIndex(level);
        let reason = || "Because of what was told.".to_owned();
        let grade = content.scenario.scenes[0].choices.len() - 1;
        apply(&mut session, Event::Choose(ChoiceIndex(grade as u16)));
        apply(&mut session, Event::FirstImpression(level));
        apply(&mut session, Event::LockAnswers);
        apply(&mut session, Event::OwnLevel { level, confidence: Confidence::Sure, reason: reason(), cites: vec![] });
        apply(&mut session, Event::FinalLevel { level, reason: reason() });
        let actions = play.actions.iter().map(|action| ActionIndex(*action)).collect();
        apply(&mut session, Event::Commit { actions, reassess_hours: 24, safe_contact: String::new(), handover: String::new() });
        apply(&mut session, Event::Choose(ChoiceIndex(0)));
    }
    session
}

/// The report of a play.
pub fn report(content: &Arc<Content>, key: &AnswerKey, played: &Play) -> Report {
    score(&play(content, played), key, Digest::default()).unwrap()
}
