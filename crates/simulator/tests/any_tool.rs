//! Attempts with tools of every shape: grades of answers, ratings, a second tool beside the first, words that a tool asks for.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use doorstep_risk_tool::{Answer, Given, ItemIndex, RiskTool};
use doorstep_simulator::{AttemptFile, Compact, Content, Event, Mode, Phase, Refusal, ReplayError, Script, Session, TurnIndex};

const CALL: &str = "
format: doorstep/1
id: small-call
version: 1.0.0
title: A small call
language: en
summary: A call for a test.
audience: { role: first-responder, career_stage: probation, minutes: 5 }
tool: shape-vpr
briefing: { you: You are on a late shift. }
cast: { amira: { part: victim, name: Amira } }
clock: { start: \"21:40\", max: 60m }
assessments: { initial: { label: First grade }, later: { label: Second grade } }
endings: { over: You hand the log over. }
facts: { bruise: { text: There is a bruise., source: amira } }
start: kitchen
scenes:
  kitchen:
    step: victim-account
    choices:
      - { id: look, do: Look., lines: [ { narrator: A bruise., reveals: bruise } ] }
      - { id: grade, do: Grade., assess: initial }
      - { id: again, do: Grade again., assess: later, goto: end }
  end: { step: record-handover, ending: over }
";

fn shape(name: &str) -> RiskTool {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../tests/tools/shapes/{name}.yaml"));
    let source = fs::read_to_string(&path).expect("the shape is there");
    doorstep_risk_tool::text::read_tool(&source).value.expect("the shape is sound")
}

fn content() -> Arc<Content> {
    let call = doorstep_scenario::text::read_scenario(CALL);
    Content::new(call.value.unwrap_or_else(|| panic!("{:?}", call.diagnostics)), shape("vpr"))
}

fn played(content: Arc<Content>, play: &str) -> Session {
    let mut session = Session::start(content, 0, Mode::Practice, None, false);
    Script::parse(play).expect("the play is sound").play(&mut session).expect("the play can be taken");
    session
}

#[test]
fn an_answer_without_grades_is_the_byte_and_the_word_that_it_was_before_there_were_grades() {
    for answer in Answer::ALL {
        let event = Event::Answer { item: ItemIndex(3), answer: answer.into(), cites: vec![TurnIndex(300)] };
        let bytes = postcard::to_allocvec(&event).unwrap();
        assert_eq!(bytes, [5, 3, answer as u8, 1, 0xAC, 2]);
        let text = serde_json::to_string(&event).unwrap();
        assert_eq!(text, format!(r#"{{"answer":{{"item":3,"answer":"{}","cites":[300]}}}}"#, answer.word()));
        assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), event);
    }
}

#[test]
fn what_no_form_could_have_written_is_damage() {
    assert!(postcard::from_bytes::<Event>(&[5, 3, 1, 0]).is_ok());
    for byte in [7, 15, 64, 255] {
        assert!(postcard::from_bytes::<Event>(&[5, 3, byte, 0]).is_err(), "{byte}");
    }
    for word in ["maybe", "yes:8", "yes:", ":1", "yes:-1"] {
        assert!(serde_json::from_str::<Event>(&format!(r#"{{"answer":{{"item":3,"answer":"{word}","cites":[]}}}}"#)).is_err(), "{word}");
    }
}

#[test]
fn grades_survive_the_small_form_and_the_file() {
    let session = played(content(), "kitchen/look\nanswer item-1 very-serious because bruise\nanswer item-2 slight\n");
    let answers = session.state().answers();
    assert_eq!(answers[..2], [Given::new(Answer::Yes, 1), Given::new(Answer::Partly, 0)]);
    let attempt = session.attempt();
    assert_eq!(Compact::of(attempt).open().as_ref(), Ok(attempt));
    let file = AttemptFile::of(&session.content().scenario, attempt.clone(), None);
    assert_eq!(file.format, "doorstep-attempt/2", "programs that know no grades are told so");
    assert_eq!(AttemptFile::read(&file.to_text()).map(|file| file.attempt).as_ref(), Ok(attempt));
    let none = played(content(), "kitchen/look\nanswer item-2 slight\n");
    assert_eq!(AttemptFile::format_of(none.attempt()), "doorstep-attempt/1");
    let again = Session::replay(content(), attempt.clone()).unwrap();
    assert_eq!(again.state(), session.state());
}

#[test]
fn a_grade_that_the_item_does_not_offer_is_refused() {
    let mut session = Session::start(content(), 0, Mode::Practice, None, false);
    let event = |item, given| Event::Answer { item: ItemIndex(item), answer: given, cites: Vec::new() };
    assert_eq!(session.apply(event(0, Given::new(Answer::Yes, 1))), Ok(()));
    assert_eq!(session.apply(event(0, Given::new(Answer::Yes, 2))), Err(Refusal::NoSuchAnswer));
    assert_eq!(session.apply(event(4, Given::new(Answer::Yes, 1))), Err(Refusal::NoSuchAnswer));
    assert_eq!(session.apply(event(400, Answer::Yes.into())), Err(Refusal::NoSuchItem));
}

#[test]
fn two_tools_stand_side_by_side_and_replay_together_only() {
    let both = content().with_beside(shape("b-safer"));
    let play = "
        kitchen/look
        answer item-8 yes
        answer shape-b-safer/item-1.now yes because bruise
        kitchen/grade
        write 1 He was calm, and that was worse.
        initial:medium
        answer shape-b-safer/item-1.now no
        kitchen/again
        later:low
    ";
    let session = played(both.clone(), play);
    assert!(matches!(session.state().phase(), Phase::Ended(_)));
    let [first, second] = session.state().assessments() else { panic!("there are two assessments") };
    let own = both.tool.items.len();
    let now = both.beside.as_ref().unwrap().tool.find_item("item-1.now").unwrap();
    let at = own + now.at();
    assert_eq!((first.sheet[at].answer(), first.sheet[at].cites.len()), (Answer::Yes, 1));
    assert_eq!(second.sheet[at].answer(), Answer::No);
    assert_eq!(first.written, ["He was calm, and that was worse."]);
    assert!(second.written.is_empty(), "what was written belongs to its assessment");
    assert_eq!(first.tool_level, second.tool_level, "the second tool's answers do not touch the first one's result");

    let attempt = session.attempt();
    assert_eq!(attempt.beside(), both.beside.as_ref().map(|beside| beside.digest));
    let opened = Compact::of(attempt).open().unwrap();
    assert_eq!(Session::replay(both.clone(), opened).unwrap().state(), session.state());
    assert!(matches!(Session::replay(content(), attempt.clone()), Err(ReplayError::OtherTool { .. })));
    let alone = played(content(), "kitchen/look\n");
    assert!(matches!(Session::replay(both.clone(), alone.attempt().clone()), Err(ReplayError::OtherTool { .. })));

    let mut back = session.try_again_from(1).unwrap();
    assert_eq!(back.state().sheet()[at].answer(), Answer::No, "answers stay on going back, those of the second tool too");
    let digest = both.beside.as_ref().unwrap().digest;
    assert_eq!(back.apply(Event::Beside { tool: digest }), Err(Refusal::NotAtThisPart));
}

#[test]
fn words_and_agreement_belong_to_their_part() {
    let mut session = played(content(), "kitchen/grade\n");
    let write = || Event::Write { part: 0, text: "Early.".into() };
    assert_eq!(session.apply(write()), Err(Refusal::NotAtThisPart));
    assert_eq!(session.apply(Event::Agreed { by: "Nobody yet.".into() }), Err(Refusal::NotAtThisPart));
    let again = played(content(), "kitchen/grade\nagreed the sergeant\ninitial:high\n");
    assert_eq!(again.state().assessments()[0].agreed, "the sergeant");
}
