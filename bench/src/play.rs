//! A walk through a call with our engine.

use std::sync::Arc;

use doorstep_simulator::{Content, Event, Mode, Session, SpokenBy, TurnIndex};

use crate::walk::{Reader, STEPS, Walk};

/// Takes a walk from the start of the call; `reader` gets every new line and every choice offered, as a trainee would see them.
pub fn walk(content: &Arc<Content>, number: u32, reader: &mut impl Reader) {
    let mut session = Session::start(content.clone(), 0, Mode::Practice, None, false);
    let mut walk = Walk::new(number);
    let mut shown = 0;
    for _ in 0..STEPS {
        let view = session.view();
        while let Some(turn) = view.turn(TurnIndex(shown)) {
            shown += 1;
            // ink shows a choice's words only in the list of choices.
            if matches!(turn.by, SpokenBy::You) {
                continue;
            }
            view.pieces(turn.text).for_each(|piece| reader.read(piece));
            reader.end();
        }
        let offers = view.offers();
        let offered = offers.len();
        for offer in offers {
            view.pieces(offer.text).for_each(|piece| reader.read(piece));
            reader.end();
        }
        let chosen = view.offers().nth(walk.next(offered)).map(|offer| offer.choice);
        let taken = chosen.map(|choice| session.apply(Event::Choose(choice)));
        assert_eq!(taken, Some(Ok(())), "the synthetic call always offers a choice");
    }
}
