//! An attempt is small (invariant 12 of the architecture).

use doorstep_envelope::Digest;
use doorstep_risk_tool::{Answer, ItemIndex, LevelIndex};
use doorstep_scenario::{ActionIndex, ChoiceIndex};
use doorstep_simulator::{Attempt, Compact, Confidence, ENGINE, Event, Header, Mode, TurnIndex};

#[test]
fn a_whole_attempt_fits_in_two_thousand_characters() {
    let header = Header {
        scenario: Digest([0xA7; 32]),
        tool: Digest([0xB3; 32]),
        key: Some(Digest([0xC1; 32])),
        engine: ENGINE,
        seed: u64::MAX,
        mode: Mode::Practice,
        repeat: true,
    };
    // 60 choices, 20 answers with 20 citations, 3 levels, 6 actions, 2 times back: each with numbers as large as a call has.
    let mut events: Vec<Event> = (0..60).map(|number| Event::Choose(ChoiceIndex(number))).collect();
    events.extend((0..20).map(|item| Event::Answer { item: ItemIndex(item), answer: Answer::Yes.into(), cites: vec![TurnIndex(300)] }));
    events.extend([Event::GoBack { step: 40 }, Event::GoBack { step: 50 }]);
    events.push(Event::FirstImpression(LevelIndex(2)));
    events.push(Event::LockAnswers);
    events.push(Event::OwnLevel { level: LevelIndex(2), confidence: Confidence::Sure, reason: "My own words.".into(), cites: Vec::new() });
    events.push(Event::FinalLevel { level: LevelIndex(2), reason: String::new() });
    events.push(Event::Commit {
        actions: (0..6).map(ActionIndex).collect(),
        reassess_hours: 24,
        safe_contact: String::new(),
        handover: String::new(),
    });
    let attempt = Attempt { header, events };
    let compact = Compact::of(&attempt);
    assert!(compact.code.len() <= 2_000, "{} characters", compact.code.len());
    assert_eq!(compact.open(), Ok(attempt));
}
