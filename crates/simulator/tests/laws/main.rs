//! Laws that hold for every call and every attempt.

mod random;

use doorstep_simulator::{Attempt, Compact, Event, Mode, Session};
use proptest::prelude::*;
use random::Bytes;

/// Plays random events; gives the session after each event that was taken, the first session included.
fn play(bytes: &mut Bytes<'_>, mode: Mode) -> Vec<Session> {
    let content = random::content(bytes);
    let seed = bytes.below(8) as u64;
    let mut sessions = vec![Session::start(content, seed, mode, None, false)];
    while !bytes.0.is_empty() {
        let mut next = sessions.last().expect("there is a first session").clone();
        let event = random::event(bytes, &next);
        let before = next.clone();
        match next.apply(event) {
            Ok(()) => sessions.push(next),
            Err(_) => assert_eq!(next, before, "a refused event changes nothing"),
        }
    }
    sessions
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn replaying_gives_the_same_state_and_a_prefix_the_same_prefix(bytes in prop::collection::vec(any::<u8>(), 100..700)) {
        let sessions = play(&mut Bytes::new(&bytes), Mode::Practice);
        let last = sessions.last().expect("there is a first session");
        for (session, length) in sessions.iter().zip(0..) {
            let prefix = Attempt { header: last.attempt().header.clone(), events: last.attempt().events[..length].to_vec() };
            let replayed = Session::replay(last.content().clone(), prefix).expect("what was taken is taken again");
            prop_assert_eq!(&replayed, session);
        }
    }

    #[test]
    fn the_small_form_loses_nothing(bytes in prop::collection::vec(any::<u8>(), 100..700)) {
        let sessions = play(&mut Bytes::new(&bytes), Mode::Practice);
        let attempt = sessions.last().expect("there is a first session").attempt();
        let compact = Compact::of(attempt);
        prop_assert_eq!(compact.open(), Ok(attempt.clone()));
    }

    #[test]
    fn going_back_gives_the_call_as_it_was_then(bytes in prop::collection::vec(any::<u8>(), 100..500), step in 0u32..20) {
        let mut sessions = play(&mut Bytes::new(&bytes), Mode::Practice);
        let is_back = |session: &Session| session.state().went_back() > 0;
        sessions.truncate(sessions.iter().position(is_back).unwrap_or(sessions.len()));
        let last = sessions.last().expect("there is a first session").clone();
        let taken = last.state().path().len() as u32;
        let step = step.checked_rem(taken).unwrap_or_default();
        let mut back = last.clone();
        prop_assert_eq!(back.apply(Event::GoBack { step }).is_ok(), taken > 0);
        if taken == 0 {
            return Ok(());
        }
        // The last session before that many choices became one more.
        let then = sessions.iter().rev().find(|session| session.state().path().len() == step as usize).expect("it passed through that moment");
        let said = |session: &Session| session.state().turns().iter().map(|turn| (turn.said, turn.second)).collect::<Vec<_>>();
        prop_assert_eq!(said(&back), said(then));
        prop_assert_eq!(back.state().offers(), then.state().offers());
        prop_assert_eq!(back.state().second(), then.state().second());
        prop_assert_eq!(back.state().notes().len(), last.state().notes().len(), "notes are kept");
        prop_assert!(back.is_repeat());
        for entry in back.state().sheet() {
            prop_assert!(entry.cites.iter().all(|turn| turn.at() < back.state().turns().len()), "no citation of a line that was not said");
        }
    }

    #[test]
    fn there_is_no_way_back_in_a_rehearsal(bytes in prop::collection::vec(any::<u8>(), 100..500)) {
        let sessions = play(&mut Bytes::new(&bytes), Mode::Rehearsal);
        prop_assert_eq!(sessions.last().expect("there is a first session").state().went_back(), 0);
    }

    #[test]
    fn any_code_is_refused_or_opened_without_a_panic(code in "[A-Za-z0-9_-]{0,200}", words in prop::collection::vec(".{0,10}", 0..3)) {
        let _either = Compact { code, words }.open();
    }
}
