//! Where the focus goes and what the status says, event by event.

use doorstep_simulator::{Event, Mode, TurnIndex};
use expect_test::expect;

use super::super::moment::Moment;
use super::tiny::{afraid, choose, session, to_part};

/// Takes the events one by one and writes down the focus and the status after each.
fn walk(events: &[Event]) -> String {
    let mut session = session(Mode::Practice, &[]);
    let mut lines = Vec::new();
    for event in events {
        let before = Moment::of(&session);
        session.apply(event.clone()).expect("the tests' events fit the tiny call");
        let now = Moment::of(&session);
        let name = format!("{event:?}");
        let name = name.split(['(', ' ']).next().unwrap_or_default();
        let focus = now.focus_after(&before).unwrap_or_else(|| "stays".to_owned());
        lines.push(format!("{name}: focus {focus}; status {}", now.status_after(&before, &session).unwrap_or_else(|| "silent".to_owned())));
    }
    lines.join("\n")
}

#[test]
fn focus_and_status_through_a_whole_call() {
    let expected = expect![[r#"
        Choose: focus line-4; status 2 new lines. Time 21:41.
        Mark: focus stays; status Noted: line 5 is evidence.
        Answer: focus stays; status Noted.
        Choose: focus line-6; status 1 new line. Time 21:43.
        FirstImpression: focus call-part; status silent
        LockAnswers: focus call-part; status The answers are locked.
        OwnLevel: focus call-part; status silent
        FinalLevel: focus call-part; status silent
        Commit: focus line-7; status 1 new line."#]];
    expected.assert_eq(&walk(&to_part(5)));
}

#[test]
fn focus_and_status_in_the_notebook_and_going_back() {
    let events = [
        Event::Note { text: "Ask her alone.".into() },
        Event::EditNote { note: 0, text: "Ask her alone, outside.".into() },
        Event::EditNote { note: 0, text: String::new() },
        choose(0),
        Event::Mark(TurnIndex(0)),
        Event::Unmark(TurnIndex(0)),
        afraid(),
        Event::GoBack { step: 0 },
    ];
    let expected = expect![[r#"
        Note: focus stays; status Noted.
        EditNote: focus stays; status The note is changed.
        EditNote: focus stays; status The note is removed.
        Choose: focus line-4; status 2 new lines. Time 21:41.
        Mark: focus stays; status Noted: line 1 is evidence.
        Unmark: focus stays; status Line 1 is no longer marked.
        Answer: focus stays; status Noted.
        GoBack: focus line-3; status You went back. Time 21:40."#]];
    expected.assert_eq(&walk(&events));
}
