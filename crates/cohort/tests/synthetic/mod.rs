//! Synthetic officers: made up, with skills that are known, at calls that are made up too. For tests of statistics only.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::sync::Arc;

use doorstep_agreement::Chance;
use doorstep_cohort::{Call, Entry};
use doorstep_risk_tool::{Answer, ItemIndex, LevelIndex};
use doorstep_scenario::{ActionIndex, ChoiceIndex};
use doorstep_scoring::AnswerKey;
use doorstep_simulator::{AttemptFile, Beside, Confidence, Content, Event, Mode, Session, TurnIndex};

/// The call, the key and the tool as authors write them; `ONE` stands for the call's number.
pub const CALL: &str = include_str!("call.yaml");
pub const KEY: &str = include_str!("key.yaml");
pub const TOOL: &str = include_str!("tool.yaml");

/// One of many calls that are alike but for their number.
pub struct Door {
    pub content: Arc<Content>,
    pub key: AnswerKey,
    pub call: Arc<Call>,
}

pub fn door(number: usize) -> Door {
    let one = number.to_string();
    let scenario = doorstep_scenario::text::read_scenario(&CALL.replace("ONE", &one));
    assert!(!scenario.has_error(), "{:?}", scenario.diagnostics);
    let tool = doorstep_risk_tool::text::read_tool(TOOL);
    assert!(!tool.has_error(), "{:?}", tool.diagnostics);
    let content = Content::new(scenario.value.expect("it has no error"), tool.value.expect("it has no error"));
    let key = doorstep_scoring::text::read_key(&KEY.replace("ONE", &one), &content.scenario, &content.tool);
    assert!(!key.has_error(), "{:?}", key.diagnostics);
    let key = key.value.expect("it has no error");
    let call = Call::of(&content, &key, key.digest()).expect("the key fits");
    Door { content, key, call }
}

/// What a synthetic officer does: each a probability, in thousandths.
#[derive(Clone, Copy, Debug)]
pub struct Officer {
    /// Asks a question.
    pub asks: u32,
    /// Recognises what was heard.
    pub recognises: u32,
    /// Grades high where high is right.
    pub grades: u32,
    /// Does what must be done.
    pub acts: u32,
    /// Asks so much less often where the victim comes from abroad.
    pub asks_less_abroad: u32,
}

impl Officer {
    pub fn even(skill: u32) -> Self {
        Self { asks: skill, recognises: skill, grades: skill, acts: skill, asks_less_abroad: 0 }
    }
}

/// Takes a call.
pub fn take(door: &Door, officer: Officer, seed: u64, chance: &mut Chance) -> Session {
    let mut session = Session::start(door.content.clone(), seed, Mode::Rehearsal, Some(door.call.key_digest), false);
    let abroad = doorstep_simulator::draw(seed, &door.content.scenario.variations)[0] == 1;
    let mut happens = |thousandths: u32| chance.below(1000) < thousandths;
    let mut apply = |event| session.apply(event).expect("a synthetic officer takes what is offered");
    let asks = officer.asks.saturating_sub(if abroad { officer.asks_less_abroad } else { 0 });
    let mut heard = [false; 4];
    for (question, heard) in heard.iter_mut().enumerate() {
        *heard = happens(asks);
        if *heard {
            apply(Event::Choose(ChoiceIndex(question as u16)));
        }
    }
    if !happens(officer.asks) {
        apply(Event::Choose(ChoiceIndex(4)));
    }
    let mut marked = false;
    for (item, heard) in heard.into_iter().enumerate() {
        if heard && happens(officer.recognises) {
            let answer = if item == 2 { Answer::No } else { Answer::Yes };
            marked |= item == 1;
            apply(Event::Answer { item: ItemIndex(item as u16), answer: answer.into(), cites: vec![] });
        }
    }
    apply(Event::Choose(ChoiceIndex(5)));
    let right = happens(officer.grades);
    let level = LevelIndex(if marked && right { 2 } else { u8::from(happens(500)) });
    apply(Event::FirstImpression(LevelIndex(1)));
    apply(Event::LockAnswers);
    let confidence = [Confidence::Unsure, Confidence::FairlySure, Confidence::Sure][usize::from(right) + usize::from(happens(400))];
    apply(Event::OwnLevel { level, confidence, reason: "What she said.".into(), cites: vec![TurnIndex(0)] });
    apply(Event::FinalLevel { level, reason: "What she said.".into() });
    let mut actions = Vec::new();
    for (action, does) in [happens(officer.acts), happens(officer.acts), !happens(officer.acts) && happens(300)].into_iter().enumerate() {
        actions.extend(does.then_some(ActionIndex(action as u16)));
    }
    apply(Event::Commit { actions, reassess_hours: 24, safe_contact: String::new(), handover: String::new() });
    session
}

/// A cohort: so many officers at so many calls, each with a seed of their own.
pub fn cohort(officers: &[Officer], doors: &[Door], seed: u64) -> Vec<Entry> {
    let mut chance = Chance::new(seed);
    let mut entries = Vec::with_capacity(officers.len() * doors.len());
    for (person, officer) in officers.iter().enumerate() {
        for (place, door) in doors.iter().enumerate() {
            let session = take(door, *officer, drawn(&mut chance), &mut chance);
            let beside = beside(person, place);
            let name = format!("officer {person}");
            entries.push(Entry::of(&name, &door.call, &session, &door.key, Some(&beside)).expect("the key fits"));
        }
    }
    entries
}

/// A seed.
pub fn drawn(chance: &mut Chance) -> u64 {
    u64::from(chance.below(u32::MAX)) << 20 | u64::from(chance.below(1 << 20))
}

/// When an attempt was made.
pub fn beside(person: usize, place: usize) -> Beside {
    let started = 1_700_000_000_000 + (person * 1000 + place) as u64 * 60_000;
    Beside { started, updated: started + 240_000 + (person % 7) as u64 * 30_000, imported: false }
}

/// The file of an attempt.
pub fn file(session: &Session, beside: Option<Beside>) -> AttemptFile {
    AttemptFile::of(&session.content().scenario, session.attempt().clone(), beside)
}

/// Officers whose skill lies between .4 and .9, evenly spread.
pub fn officers(count: usize) -> Vec<Officer> {
    (0..count).map(|place| Officer::even(400 + (500 * place / count.max(2).saturating_sub(1).max(1)) as u32)).collect()
}
